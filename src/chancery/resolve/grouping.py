"""Which claims tell of one event: exact dates first, then what moved, then what no report dates exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from chancery.model import EventStatus
from chancery.resolve import rules
from chancery.resolve.alike import Telling, likeness
from chancery.resolve.joining import join_groups
from chancery.resolve.judge import Verdicts

Group = list[Telling]
_GIVEN_UP = (EventStatus.CANCELLED, EventStatus.DENIED)
WIDE_DAYS = 100
"""A date of more days (a year) tells too little to find the event among exact ones."""
REACH_MONTHS = 8
"""Further apart, by their home months, two claims cannot bear on each other."""


def groups(found: Sequence[Telling], verdicts: Verdicts) -> list[tuple[Telling, ...]]:
    """The claims of one family and the same states as events; the order in which they come does not matter."""
    exact = [one for one in found if one.exact]
    loose = [one for one in found if not one.exact and one.last - one.first <= WIDE_DAYS]
    wide = [one for one in found if one.last - one.first > WIDE_DAYS]
    dated = _by_day(exact)
    dated = _visits(dated)
    dated = _moved(_differing(dated))
    joined = [*_attach(dated, loose), *_loose(wide)]
    joined = _judged(joined, verdicts)
    return sorted((tuple(sorted(group, key=_order)) for group in joined), key=lambda group: _order(group[0]))


def _order(one: Telling) -> tuple[int, int, str]:
    return one.published, one.first, one.id


def _by_day(exact: Sequence[Telling]) -> list[Group]:
    """Claims of the same days, the richest first, each joined to the one group that it fits best."""
    days: dict[tuple[int, int], list[Telling]] = defaultdict(list)
    for one in exact:
        days[one.first, one.last].append(one)
    return [group for key in sorted(days) for group in _greedy(days[key])]


def _greedy(found: Sequence[Telling]) -> list[Group]:
    made: list[Group] = []
    for one in sorted(found, key=lambda t: (-t.rich, t.id)):
        best = _best(one, made)
        if best is None:
            made.append([one])
        else:
            best.append(one)
    return made


def _best(one: Telling, made: Sequence[Group]) -> Group | None:
    """The group that fits best; none where two that differ fit equally well on nothing but states and days."""
    scored = [(score, group) for group in made if (score := _fit(one, group)) is not None]
    if not scored:
        return None
    top = max(score for score, _ in scored)
    fits = [group for score, group in scored if score == top]
    return fits[0] if len(fits) == 1 or top > 0 else None


def _fit(one: Telling, group: Group) -> int | None:
    """The best likeness to any of the group; None if it speaks against any."""
    scores = [likeness(one, other) for other in group]
    return None if None in scores else max(score for score in scores if score is not None)


def _between(one: Group, other: Group) -> int | None:
    """The best likeness between two groups; None if anything speaks against it."""
    scores = [likeness(a, b) for a in one for b in other]
    return None if None in scores else max(score for score in scores if score is not None)


class _ByDay:
    """Groups by their days, so that each is compared only with those near it."""

    def __init__(self, made: Sequence[Group]) -> None:
        days = [(min(t.first for t in group), max(t.last for t in group), i) for i, group in enumerate(made)]
        self._days = sorted(days)
        self._firsts = [first for first, _, _ in self._days]
        self._longest = max((last - first for first, last, _ in days), default=0)

    def touching(self, first: int, last: int) -> list[int]:
        """Places of the groups that share a day with first to last, in order."""
        low, high = bisect_left(self._firsts, first - self._longest), bisect_right(self._firsts, last)
        return sorted(i for _, end, i in self._days[low:high] if end >= first)


def _visits(made: list[Group]) -> list[Group]:
    """A stay of several days and a meeting within them, of the same people, are one."""
    pairs, near = [], _ByDay(made)
    for i, one in enumerate(made):
        for j in near.touching(one[0].first, one[0].last):
            a, b = one[0], made[j][0]
            inside = (a.first, a.last) != (b.first, b.last) and b.first <= a.first and a.last <= b.last
            if i != j and inside and (_between(one, made[j]) or 0) >= 4:
                pairs.append((i, j))
    return join_groups(made, _single(pairs))


def _single(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs whose first has one partner only."""
    partners: dict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        partners[i].add(j)
    return sorted((i, next(iter(js))) for i, js in partners.items() if len(js) == 1)


def _differing(made: list[Group]) -> list[Group]:
    """Reports of one time that date the same people's meeting a day or two apart."""
    made = sorted(made, key=lambda group: min((t.first, t.id) for t in group))
    reach, pairs = int(rules.limit("date spread days")), []
    for j in range(len(made)):
        for i in range(j - 1, -1, -1):
            gap = made[j][0].first - made[i][0].first
            if gap > reach + 4:
                break
            if 0 < gap <= reach and _told_at_once(made[i], made[j]) and (_between(made[i], made[j]) or 0) >= 6:
                pairs.append((i, j))
    return join_groups(made, _single(pairs))


def _told_at_once(one: Group, other: Group) -> bool:
    """Whether both are told as past within a week, both as planned on one day, or one as planned before the other was held; a report
    that tells both apart is against it."""
    if {t.told.report.id for t in one} & {t.told.report.id for t in other}:
        return False
    past = [t.published for group in (one, other) for t in group if not t.planned]
    if all(any(not t.planned for t in group) for group in (one, other)):
        return max(past) - min(past) <= 7
    planned, held = (one, other) if all(t.planned for t in one) else (other, one)
    if past:
        told = min(t.published for t in held if not t.planned)
        return all(t.planned for t in planned) and max(t.published for t in planned) <= told <= max(t.last for t in planned) + 10
    return bool({t.published for t in one} & {t.published for t in other})


def _moved(made: list[Group]) -> list[Group]:
    """A plan that a later report, before its day, sets for another day: the same people, or the same level and place of rank."""
    made = sorted(made, key=lambda group: min((t.published, t.first, t.id) for t in group))
    reach, pairs, near = int(rules.limit("move days")), [], _ByDay(made)
    for j in range(len(made)):
        for i in near.touching(made[j][0].first - reach, made[j][0].first + reach):
            gap = abs(made[j][0].first - made[i][0].first) if i < j else 0
            if 0 < gap <= reach and _set_anew(made[i], made[j]) and (_between(made[i], made[j]) or 0) >= 6:
                pairs.append((i, j))
    return join_groups(made, _single(pairs))


def _set_anew(old: Group, new: Group) -> bool:
    if not all(t.planned or t.value.status in _GIVEN_UP for t in old):
        return False
    told = min(t.published for t in new)
    return max(t.published for t in old) <= told <= max(t.last for t in old) and all(t.planned for t in new if t.published == told)


def _attach(dated: list[Group], loose: Sequence[Telling]) -> list[Group]:
    """Claims without an exact day join the one dated event that they fit best; the rest are grouped among themselves."""
    joins: list[tuple[Telling, Group]] = []
    left: list[Telling] = []
    by_day = _ByDay(dated)
    for one in sorted(loose, key=lambda t: (-t.rich, t.id)):
        near = [dated[i] for i in by_day.touching(one.first, one.last) if _touches(one, dated[i])]
        scored = [(score, group) for group in near if (score := _fit(one, group)) is not None]
        top = max((score for score, _ in scored), default=-1)
        fits = [group for score, group in scored if score == top]
        if len(fits) == 1 and (top > 0 or (one.dated and len(near) == 1)):
            joins.append((one, fits[0]))
        else:
            left.append(one)
    late = _slipped(dated, by_day, left)
    joins += late
    left = [one for one in left if all(one is not other for other, _ in late)]
    grown = [list(group) for group in dated]
    at = {id(group): i for i, group in enumerate(dated)}
    for one, group in joins:
        if all(likeness(one, other) is not None for other in grown[at[id(group)]]):
            grown[at[id(group)]].append(one)
        else:
            left.append(one)
    return [*grown, *_loose(left)]


def _slipped(dated: Sequence[Group], by_day: _ByDay, left: Sequence[Telling]) -> list[tuple[Telling, Group]]:
    """Plans without an exact day that nothing came of in their own time, but something much alike soon after."""
    reach, found = int(rules.limit("move days")), []
    for one in left:
        after = [dated[i] for i in by_day.touching(one.last + 1, one.last + reach)] if one.planned and one.dated else []
        late = [group for group in after if min(t.first for t in group) > one.last]
        fits = [group for group in late if (_fit(one, group) or 0) >= 6 and min(t.published for t in group) >= one.published]
        if len(fits) == 1:
            found.append((one, fits[0]))
    return found


def _touches(one: Telling, group: Group) -> bool:
    """Whether a claim's days let it be of the group: one told as past cannot speak of what comes after its report."""
    first, last = min(t.first for t in group), max(t.last for t in group)
    if one.last < first or last < one.first:
        return False
    ahead = one.planned or one.value.status in _GIVEN_UP
    return ahead or not one.published or first <= one.published


def _loose(left: Sequence[Telling]) -> list[Group]:
    made: list[Group] = []
    months: dict[int, list[Group]] = defaultdict(list)
    for one in sorted(left, key=lambda t: (-t.rich, t.id)):
        cells = range(one.first // WIDE_DAYS, one.last // WIDE_DAYS + 1) if one.last - one.first <= WIDE_DAYS else (-one.first,)
        nearby = {id(group): group for cell in cells for group in months[cell]}.values()
        near = [group for group in nearby if all(_meet(one, other) for other in group)]
        scored = [(score, group) for group in near if (score := _fit(one, group)) is not None and score > 0]
        top = max((score for score, _ in scored), default=0)
        fits = [group for score, group in scored if score == top]
        group = fits[0] if fits else []
        group.append(one)
        made += [] if fits else [group]
        for cell in cells:
            months[cell].append(group)
    return made


def _meet(one: Telling, other: Telling) -> bool:
    if one.value.date and one.value.date == other.value.date:
        return True
    if one.last - one.first > WIDE_DAYS:
        return False
    return one.planned == other.planned and one.first <= other.last and other.first <= one.last


def _judged(made: list[Group], verdicts: Verdicts) -> list[Group]:
    """Groups joined and parted as people judged; an id stands for the claim it was made of."""
    if not verdicts.same and not verdicts.different:
        return made
    place = {f"e{t.id}": i for i, group in enumerate(made) for t in group}
    pairs = [(place[a], place[b]) for a, b in verdicts.same if a in place and b in place]
    merged = join_groups(made, pairs)
    return [part for group in merged for part in _parted(group, verdicts)]


def _parted(group: Group, verdicts: Verdicts) -> list[Group]:
    parts: list[Group] = []
    for one in sorted(group, key=_order):
        free = [part for part in parts if not any(verdicts.apart(f"e{one.id}", f"e{other.id}") for other in part)]
        scored = sorted(free, key=lambda part: -(_fit(one, part) or 0))
        if scored:
            scored[0].append(one)
        else:
            parts.append([one])
    return parts
