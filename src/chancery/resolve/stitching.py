"""Events of blocks with more and fewer parties that are one: a report names the host, or forgets a party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from chancery.resolve.alike import Telling, family, places_differ, states_key
from chancery.resolve.joining import join_groups
from chancery.resolve.judge import Verdicts

Group = tuple[Telling, ...]


def stitch(made: Sequence[Group], judged: Verdicts) -> list[Group]:
    """The groups, with those joined that tell of the same people on the same day, where the parties of one are among those of
    the other, and it has one such partner only; and those that people judged to be one."""
    by_day: dict[tuple[str, str, int, int], list[int]] = defaultdict(list)
    for i, group in enumerate(made):
        for key in {(family(t.value), person, t.first, t.last) for t in group if t.exact and len(t.ids) > 1 for person in t.ids}:
            by_day[key].append(i)
    near = {(i, j) for found in by_day.values() for i in found for j in found if i != j}
    partners: dict[int, set[int]] = defaultdict(set)
    for i, j in near:
        if _parties(made[i]) < _parties(made[j]) and _same(made[i], made[j]):
            partners[i].add(j)
    pairs = [(i, next(iter(found))) for i, found in partners.items() if len(found) == 1]
    return _joined(made, sorted(pairs + _judged(made, judged)))


def _parties(group: Group) -> frozenset[str]:
    return frozenset(states_key(group[0].value).split(","))


def _same(few: Group, many: Group) -> bool:
    """Whether a claim of each names the same people, two at least, on the same day, and no report tells of both."""
    if {t.told.report.id for t in few} & {t.told.report.id for t in many}:
        return False
    return any(_same_company(a, b) for a in few for b in many)


def _same_company(one: Telling, other: Telling) -> bool:
    alike = one.exact and (one.first, one.last) == (other.first, other.last) and len(one.ids) > 1 and one.ids == other.ids
    return alike and not places_differ(one.value.place, other.value.place)


def _judged(made: Sequence[Group], judged: Verdicts) -> list[tuple[int, int]]:
    if not judged.same:
        return []
    place = {f"e{t.id}": i for i, group in enumerate(made) for t in group}
    return [(place[a], place[b]) for a, b in judged.same if a in place and b in place and place[a] != place[b]]


def _joined(made: Sequence[Group], pairs: Sequence[tuple[int, int]]) -> list[Group]:
    return [tuple(sorted(group, key=lambda t: (t.published, t.first, t.id))) for group in join_groups(made, pairs)]
