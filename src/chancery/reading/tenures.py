"""Tenures: each post that the report gives a person, once, with its bounds, predecessor and successor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.codebook import fold, level_of, titles
from chancery.model import Claim, Tenure, TenureStatus, claim, quote
from chancery.reading.scene import Scene, Title

EVIDENCE = 3
"""Places quoted for one tenure."""
_SCORES = {"before-name": 0.93, "apposition": 0.9, "set-off": 0.85, "appointed": 0.85, "counterpart": 0.75}
_OTHER = 0.7


def read_tenures(scene: Scene) -> tuple[Claim, ...]:
    """One claim for each person and post, in order of the text."""
    people: dict[str, list[Title]] = {}
    for title in scene.titles:
        people.setdefault(title.person, []).append(title)
    claims = [found for titled in people.values() for found in _of_person(scene, tuple(titled))]
    return tuple(sorted(claims, key=lambda found: (found.evidence[0].start, found.id)))


def _of_person(scene: Scene, given: tuple[Title, ...]) -> list[Claim]:
    groups: list[list[Title]] = []
    for title in sorted((t for t in given if t.post and not _is_rank(t)), key=lambda t: -len(_content(t.post))):
        home = next((g for g in groups if _one_post(g[0], title)), None)
        if home is None:
            groups.append([title])
        else:
            home.append(title)
    loose = [t for t in given if not t.post]
    main = _main(groups)
    return [_claim(scene, tuple(g), tuple(loose) if g is main else ()) for g in groups]


def _is_rank(title: Title) -> bool:
    """A bare word that is a post only with more ("a member")."""
    return title.post in titles().words["empty_posts"] and not title.organization


def _content(post: str) -> frozenset[str]:
    plain = frozenset(fold(post).replace(",", " ").replace("defence", "defense").split())
    return plain - {"of", "for", "the", "and", "affairs", "a", "an", "in", "to", "at"}


def _one_post(one: Title, other: Title) -> bool:
    """Whether two titles of one person are one post: one wording within the other, the states not at odds."""
    a, b = _content(one.post), _content(other.post)
    if one.state and other.state and one.state != other.state:
        return False
    if not (a <= b or b <= a):
        return False
    if a != b and (a ^ b) & titles().words["ranks"] & {"deputy", "vice", "assistant", "first", "interim", "crown"}:
        return False
    if a != b and "interim" in (a ^ b):
        return False
    differ = TenureStatus.FORMER in (one.status, other.status) and one.status != other.status
    return not differ or one.rule in ("left", "succeeded") or other.rule in ("left", "succeeded")


def _main(groups: list[list[Title]]) -> list[Title] | None:
    """The post that "took office" or "resigned" is about: the first of the highest level."""
    ranks = ("summit", "ministerial", "vice-ministerial", "ambassadorial", "director-general")
    ordered = sorted(
        groups, key=lambda g: (ranks.index(level) if (level := level_of(g[0].post)) in ranks else len(ranks), min(t.start for t in g))
    )
    return ordered[0] if ordered else None


def _claim(scene: Scene, group: tuple[Title, ...], loose: tuple[Title, ...]) -> Claim:
    ordered = tuple(sorted(group, key=lambda t: (t.start, t.end)))
    both = (*ordered, *loose)
    best = group[0]
    status = _status(both)
    start, end = _bounds(scene, both)
    tenure = Tenure(
        person=scene.people[best.person].name,
        post=best.post,
        organization=_first(t.organization for t in ordered),
        state=_first(t.state for t in ordered),
        start=start,
        end=end,
        status=status,
        acting=any(t.acting for t in ordered),
        predecessor=_first(t.predecessor for t in both),
        successor=_first(t.successor for t in both),
    )
    places = tuple(quote(scene.report, t.start, t.end) for t in both[:EVIDENCE])
    rule = ordered[0].rule
    return claim(tenure, places, rule=f"tenures/{rule}", score=_SCORES.get(rule, _OTHER))


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _status(group: tuple[Title, ...]) -> TenureStatus:
    states = [t.status for t in group]
    if TenureStatus.FORMER in states:
        return TenureStatus.FORMER
    if TenureStatus.CURRENT in [t.status for t in group if t.rule in ("before-name", "apposition", "set-off")]:
        return TenureStatus.CURRENT
    return TenureStatus.DESIGNATE if TenureStatus.DESIGNATE in states else TenureStatus.CURRENT


@dataclass(frozen=True, slots=True)
class _Bounds:
    start: str = ""
    end: str = ""


def _bounds(scene: Scene, group: tuple[Title, ...]) -> tuple[str, str]:
    start = end = ""
    for title in group:
        if title.anchor < 0 or not title.edge:
            continue
        values = [t.value for t in scene.times_of(title.sentence, title.anchor) if t.value and t.kind == "DATE"]
        if not values:
            continue
        if title.edge == "start":
            start = start or values[0]
        elif title.edge == "end":
            end = end or values[0]
        elif title.edge == "spell" and "/" in values[0]:
            first, last = values[0].split("/", 1)
            start, end = start or first.strip("."), end or last.strip(".")
    return start, end
