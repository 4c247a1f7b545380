"""Who is who: names, the states they stand for and the years they are heard of, brought together to persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chancery.model import FIRST_DAY, LAST_DAY, Entry, Person, PersonRun, content_id
from chancery.resolve import rules
from chancery.resolve.judge import Verdicts
from chancery.resolve.names import compare, fold, tokens


@dataclass(frozen=True, slots=True)
class Profile:
    """This name, for this state, in years without a long gap."""

    name: str
    state: str
    """Code; empty where no report tells; `?KOR,JPN` where only the parties of an event are known."""
    first: int
    last: int
    number: int
    """Which run of years of this name and state."""
    weight: int = 1
    """How many claims name the person so."""

    @property
    def id(self) -> str:
        """Id of the person if this is the first that is known of them."""
        return "p" + content_id("person", self.name, self.state, self.number)

    @property
    def weak(self) -> frozenset[str]:
        """States of which one may be the person's."""
        return frozenset(self.state[1:].split(",")) if self.state.startswith("?") else frozenset()

    @property
    def strong(self) -> str:
        """The state, where a report tells it."""
        return "" if self.state.startswith("?") else self.state


def who_key(name: str, state: str, year: int) -> str:
    """The key under which a claim stands that names a person so."""
    return f"who:{name[:200].replace('|', ' ')}|{state}|{year:04d}"


def profiles(keys: Mapping[str, int]) -> tuple[Profile, ...]:
    """The profiles that keys of `who_key`, each with the number of its claims, make, in order."""
    years: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for key, count in keys.items():
        name, state, year = key.removeprefix("who:").rsplit("|", 2)
        years[name, state][int(year)] = count
    gap, found = rules.limit("career years"), []
    for (name, state), heard in sorted(years.items()):
        # An undated report tells no year (0): its name belongs to the years that are known, or stands alone where there are none.
        ordered = sorted(year for year in heard if year) or [0]
        breaks = [i for i in range(1, len(ordered)) if ordered[i] - ordered[i - 1] > gap]
        for number, (start, end) in enumerate(zip([0, *breaks], [*breaks, len(ordered)], strict=True)):
            weight = sum(heard[year] for year in ordered[start:end]) + (heard.get(0, 0) if ordered[0] and not number else 0)
            found.append(Profile(name, state, ordered[start], ordered[end - 1], number, weight))
    return tuple(found)


def cluster(found: Sequence[Profile], verdicts: Verdicts) -> tuple[PersonRun, ...]:
    """The person of each profile; the order of the profiles does not matter.

    Full names that can be one person's are joined where the state is the same, in years that hang together. A name without a
    state, or with initials, joins the one person that it fits, or stays alone.
    """
    ordered = sorted(found, key=lambda p: (p.first, p.name, p.state, p.number))
    groups = _Groups(ordered, verdicts)
    told = [p for p in ordered if p.strong and len(tokens(p.name)) > 1]
    for i, one in enumerate(told):
        for other in told[:i]:
            if one.strong == other.strong and _near(one, other) and compare(one.name, other.name) == "same":
                groups.join(other, one)
    _misread(groups)
    _attach(groups, [p for p in ordered if not p.strong], "same")
    _join_alike(groups, [p for p in ordered if not p.strong])
    _attach(groups, [p for p in ordered if p.strong], "partial")
    _attach(groups, [p for p in ordered if not p.strong], "partial")
    _join_single(groups, [p for p in ordered if len(tokens(p.name)) == 1])
    groups.judge()
    runs = (PersonRun(p.name, p.state, p.first, p.last, groups.head(p).id) for p in ordered)
    return tuple(sorted(runs, key=lambda r: (r.name, r.state, r.first)))


class _Groups:
    """Profiles joined to groups; judgements of difference keep groups apart."""

    def __init__(self, ordered: Sequence[Profile], verdicts: Verdicts) -> None:
        self._head = {p: p for p in ordered}
        self._members = {p: [p] for p in ordered}
        self._order = {p: i for i, p in enumerate(ordered)}
        self._verdicts = verdicts
        self._by_id = {p.id: p for p in ordered}

    def head(self, profile: Profile) -> Profile:
        return self._head[profile]

    def members(self, profile: Profile) -> Sequence[Profile]:
        return self._members[self._head[profile]]

    def weight(self, profile: Profile) -> int:
        """How many claims name the group's person with a state."""
        return sum(m.weight for m in self.members(profile) if m.strong)

    def heads(self) -> list[Profile]:
        return sorted(self._members, key=lambda p: self._order[p])

    def join(self, one: Profile, other: Profile) -> None:
        first, second = sorted((self._head[one], self._head[other]), key=lambda p: self._order[p])
        if first == second or self._apart(first, second):
            return
        for member in self._members.pop(second):
            self._head[member] = first
            self._members[first].append(member)

    def _apart(self, one: Profile, other: Profile) -> bool:
        return any(self._verdicts.apart(a.id, b.id) for a in self._members[one] for b in self._members[other])

    def judge(self) -> None:
        for ids in self._verdicts.same:
            known = [self._by_id[i] for i in ids if i in self._by_id]
            for other in known[1:]:
                self.join(known[0], other)


def _near(one: Profile, other: Profile) -> bool:
    gap = rules.limit("career years")
    return not one.first or not other.first or (one.first - other.last <= gap and other.first - one.last <= gap)


def _misread(groups: _Groups) -> None:
    """Joins a group to a far larger one of another state under the very same name: of rare claims on the state of one who is often
    named, most are misread."""
    heads = [head for head in groups.heads() if head.strong]
    names = {head: {tokens(m.name) for m in groups.members(head) if len(tokens(m.name)) > 1} for head in heads}
    joins = []
    for small in heads:
        larger = [big for big in heads if big.strong != small.strong and names[big] & names[small] and _near(big, small)]
        larger = [big for big in larger if _outweighs(groups, big, small)]
        if larger:
            joins.append((max(larger, key=lambda big: (groups.weight(big), big.id)), small))
    for big, small in joins:
        groups.join(big, small)


def _outweighs(groups: _Groups, big: Profile, small: Profile) -> bool:
    times = rules.limit("misread share")
    return groups.weight(big) >= times * groups.weight(small)


def _attach(groups: _Groups, loose: Sequence[Profile], likeness: str) -> None:
    """Joins each loose profile to the one group that it fits; the groups are those from before the first joining."""
    heads = [head for head in groups.heads() if any(len(tokens(m.name)) > 1 for m in groups.members(head))]
    joins = []
    for profile in loose:
        if len(tokens(profile.name)) < 2 and likeness == "partial":
            continue
        fits = [head for head in heads if head != groups.head(profile) and _fits(profile, groups.members(head), likeness)]
        if profile.weak and len(fits) > 1:
            fits = [head for head in fits if any(m.strong in profile.weak for m in groups.members(head))]
        if len(fits) > 1:
            heaviest = max(fits, key=lambda head: (groups.weight(head), head.id))
            fits = [heaviest] if all(head == heaviest or _outweighs(groups, heaviest, head) for head in fits) else fits
        if len(fits) == 1:
            joins.append((fits[0], profile))
    for head, profile in joins:
        groups.join(head, profile)


def _fits(profile: Profile, members: Sequence[Profile], likeness: str) -> bool:
    strong = {m.strong for m in members if m.strong}
    if not strong or (profile.strong and profile.strong not in strong):
        return False
    named = [m for m in members if _near(profile, m)]
    return any(compare(profile.name, m.name) == likeness for m in named)


def _join_alike(groups: _Groups, loose: Sequence[Profile]) -> None:
    """Joins full names of no known state with each other."""
    alone = [p for p in loose if not any(m.strong for m in groups.members(p)) and len(tokens(p.name)) > 1]
    for i, one in enumerate(alone):
        for other in alone[:i]:
            shared = not one.weak or not other.weak or bool(one.weak & other.weak)
            if shared and _near(one, other) and compare(one.name, other.name) == "same":
                groups.join(other, one)


def _join_single(groups: _Groups, single: Sequence[Profile]) -> None:
    """Joins names of one word ("Jokowi") for one state."""
    for i, one in enumerate(single):
        for other in single[:i]:
            if one.strong and one.strong == other.strong and fold(one.name) == fold(other.name) and _near(one, other):
                groups.join(other, one)


def person_entry(runs: Sequence[PersonRun]) -> Entry:
    """The entry of a person from all runs. The name shown is a full one without initials that most states and the earliest years have."""
    by_name: dict[str, list[PersonRun]] = defaultdict(list)
    for run in runs:
        by_name[run.name].append(run)
    names = sorted(by_name, key=lambda name: _standing(name, by_name[name]))
    states = tuple(sorted({run.state for run in runs if run.state and not run.state.startswith("?")}))
    person = runs[0].person
    first, last = min((run.first for run in runs if run.first), default=0), max(run.last for run in runs)
    value = Person(person, names[0], tuple(sorted(names)), states, f"{first:04d}" if first else "", f"{last:04d}" if last else "")
    keys = {f"person:token:{token}" for name in names for token in tokens(name)} | {f"person:state:{state}" for state in states}
    profiles_of = (Profile(run.name, run.state, run.first, run.last, 0) for run in runs)
    keys |= {f"person:id:{profile.id}" for profile in profiles_of} | {f"person:id:{person}", "person:any"}
    days = (f"{first:04d}-01-01", f"{last:04d}-12-31") if first else (FIRST_DAY, LAST_DAY)
    return Entry("person", value, *days, tuple(sorted(keys)), ())


def _standing(name: str, runs: Sequence[PersonRun]) -> tuple[bool, bool, int, int, int, str]:
    told = sum(not run.state.startswith("?") for run in runs)
    return len(tokens(name)) < 2, "." in name, -told, min(run.first for run in runs), len(name), name
