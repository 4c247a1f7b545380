"""Tenures: each post that the report gives a person, once, with its bounds, predecessor and successor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from chancery.codebook import fold, level_of, titles
from chancery.model import Claim, Tenure, TenureStatus, claim, quote
from chancery.reading.bounds import bounds
from chancery.reading.scene import Scene, Title
from chancery.reading.trust import trust

EVIDENCE = 3
"""Places quoted for one tenure."""
_RANKS = ("summit", "ministerial", "vice-ministerial", "ambassadorial", "director-general")


def read_tenures(scene: Scene) -> tuple[Claim, ...]:
    """One claim for each person and post, in order of the text."""
    people: dict[str, list[Title]] = {}
    for title in scene.titles:
        people.setdefault(title.person, []).append(title)
    for key, titled in people.items():
        if not any(t.post for t in titled):
            people[key] = [filled for t in titled if (filled := _filled(scene, t, people)) is not None]
    claims = [found for titled in people.values() for found in _of_person(scene, tuple(titled))]
    return tuple(sorted(claims, key=lambda found: (found.evidence[0].start, found.id)))


def _filled(scene: Scene, title: Title, people: Mapping[str, list[Title]]) -> Title | None:
    """A title without a post, with the post of the one who came before or after; None where there is none."""
    other = title.successor or title.predecessor
    posts = [t for key, titled in people.items() for t in titled if t.post and other and scene.people[key].name == other]
    if title.successor:
        posts = [t for t in posts if t.status is not TenureStatus.FORMER]
    ranked = sorted(posts, key=lambda t: (_rank(t.post), t.start))
    return replace(title, post=ranked[0].post, state=ranked[0].state, organization=ranked[0].organization) if ranked else None


def _rank(post: str) -> int:
    level = level_of(post)
    return _RANKS.index(level) if level in _RANKS else len(_RANKS)


def _of_person(scene: Scene, given: tuple[Title, ...]) -> list[Claim]:
    groups: list[list[Title]] = []
    for title in sorted((t for t in given if t.post and not _is_rank(t)), key=lambda t: -len(_content(t.post))):
        home = next((g for g in groups if _one_post(g[0], title)), None)
        if home is None:
            groups.append([title])
        else:
            home.append(title)
    groups = [g for g in groups if any(t.rule != "counterpart" for t in g)]
    if any(not _is_diplomat(g[0]) for g in groups):
        groups = [g for g in groups if not all(_is_diplomat(t) for t in g)]
    loose = [t for t in given if not t.post]
    main = _main(groups)
    return [_claim(scene, tuple(g), tuple(loose) if g is main else ()) for g in groups]


def _is_rank(title: Title) -> bool:
    """A bare word that is a post only with more ("a member")."""
    return title.post in titles().words["empty_posts"] and not title.organization


def _is_diplomat(title: Title) -> bool:
    """A bare rank before a name ("Ambassador Okafor")."""
    return title.post in titles().words["rank_posts"] and title.rule == "before-name" and not title.organization


def _content(post: str) -> frozenset[str]:
    plain = frozenset(fold(post).replace(",", " ").replace("defence", "defense").split())
    return plain - {"of", "for", "the", "and", "affairs", "a", "an", "in", "to", "at"}


def _one_post(one: Title, other: Title) -> bool:
    """Whether two titles of one person are one post: one wording within the other, the states not at odds."""
    a, b = _content(one.post), _content(other.post)
    if one.state and other.state and one.state != other.state:
        return False
    if not (a <= b or b <= a) or (a != b and (a & _loose() == a or b & _loose() == b)) or not _same_body(one, other):
        return False
    if a != b and (a ^ b) & titles().words["ranks"] & {"deputy", "vice", "assistant", "first", "interim", "crown"}:
        return False
    if a != b and "interim" in (a ^ b):
        return False
    if (one.status is TenureStatus.FORMER) == (other.status is TenureStatus.FORMER):
        return True
    gone, held = (one, other) if one.status is TenureStatus.FORMER else (other, one)
    return gone.rule in ("left", "succeeded") or (held.rule == "before-name" and gone.start < held.start)


def _loose() -> frozenset[str]:
    """Words that name a post only together with a body."""
    return titles().words["loose_posts"]


def _same_body(one: Title, other: Title) -> bool:
    if not one.organization or not other.organization or not _content(one.post) & _loose():
        return True
    return bool(_content(one.organization) & _content(other.organization))


def _main(groups: list[list[Title]]) -> list[Title] | None:
    """The post that "took office" or "resigned" is about: of those not told to be past, the first of the highest level."""
    ordered = sorted(groups, key=lambda g: (_is_past(g), _rank(g[0].post), min(t.start for t in g)))
    return ordered[0] if ordered else None


def _is_past(group: list[Title]) -> bool:
    """Whether its own words call a post past ("former minister"), a departure or a succession being no such word."""
    return all(t.status is TenureStatus.FORMER and t.rule in ("before-name", "apposition", "set-off") for t in group)


def _claim(scene: Scene, group: tuple[Title, ...], loose: tuple[Title, ...]) -> Claim:
    ordered = tuple(sorted(group, key=lambda t: (t.start, t.end)))
    both = (*ordered, *loose)
    best = group[0]
    status = _status(both)
    start, end = bounds(scene, both)
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
    return claim(tenure, places, rule=f"tenures/{rule}", score=trust("tenures", *traits(rule, tenure)))


def traits(rule: str, tenure: Tenure) -> tuple[str, ...]:
    """What tells how likely a tenure is read rightly, the most telling first."""
    return rule, "stated" if tenure.state else "of no state", tenure.status.value


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _status(group: tuple[Title, ...]) -> TenureStatus:
    states = [t.status for t in group]
    if TenureStatus.FORMER in states:
        return TenureStatus.FORMER
    if TenureStatus.CURRENT in [t.status for t in group if t.rule in ("before-name", "apposition", "set-off")]:
        return TenureStatus.CURRENT
    return TenureStatus.DESIGNATE if TenureStatus.DESIGNATE in states else TenureStatus.CURRENT
