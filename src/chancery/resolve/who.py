"""Names to persons while a record is resolved: brings persons up to date, then tells whom a claim names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chancery.model import FIRST_DAY, LAST_DAY, Person, PersonRef, PersonRun, Sourced, TenureSpan
from chancery.resolve.base import Base
from chancery.resolve.judge import Verdicts
from chancery.resolve.names import compare, keys, short_for, tokens
from chancery.resolve.people import Profile, cluster, person_entry, profiles
from chancery.resolve.posts import rank


def update_people(base: Base, names: Iterable[str], verdicts: Verdicts) -> set[str]:
    """Brings the persons of these names up to date; gives the keys of all claims whose person changed."""
    fresh = set(names) | _judged_names(base)
    known = {name: profiles(base.key_counts(f"who:{name}|")) for name in sorted(fresh)}
    base.drop_names(name for name, found in known.items() if not found)
    base.put_names({name: keys(name) for name, found in known.items() if found})
    links = _links(base, known, verdicts)
    gone = {name for name, found in known.items() if not found}
    beside = {name for part in _components(base, sorted(gone), links) for name in part} - gone
    components = _components(base, sorted((known.keys() | beside) - gone), links)
    old = base.runs({name for names_here in components for name in names_here} | gone)
    new: list[PersonRun] = []
    for component in components:
        found = [known[n] if n in known else profiles(base.key_counts(f"who:{n}|")) for n in sorted(component)]
        new.extend(cluster([profile for part in found for profile in part], verdicts))
    return _replace(base, old, new)


def _judged_names(base: Base) -> set[str]:
    """Names of all persons that anybody ever judged about, so that an undone judgement is undone."""
    ids = {name for word in base.judgements() for name in word.subjects if name.startswith("p")}
    return {run.name for run in base.runs_of(ids)} | {name for person in sorted(ids) for name in _names(base, person)}


def _names(base: Base, person: str) -> tuple[str, ...]:
    """Names of the person who has the id now."""
    found = (entry.value for entry in base.entries(f"person:id:{person}", FIRST_DAY, LAST_DAY))
    return tuple(name for value in found if isinstance(value, Person) for name in value.names)


def _links(base: Base, known: Mapping[str, Sequence[Profile]], verdicts: Verdicts) -> dict[str, set[str]]:
    """Names that judgements join, for each name."""
    wanted = {name for pair in verdicts.same for name in pair if name.startswith("p")}
    by_id: dict[str, set[str]] = {person: set(_names(base, person)) for person in wanted}
    for name, found in known.items() if wanted else ():
        for profile in found:
            if profile.id in wanted:
                by_id[profile.id].add(name)
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in verdicts.same:
        names = by_id.get(one, set()) | by_id.get(other, set())
        for name in names:
            links[name] |= names
    return links


def _components(base: Base, names: Sequence[str], links: Mapping[str, set[str]]) -> list[set[str]]:
    """For each name all names that can be of one person with it, directly or through others."""
    by_key: dict[str, set[str]] = dict(base.names_with({key for name in names for key in keys(name)}))
    done: set[str] = set()
    made = []
    for name in names:
        if name not in done:
            made.append(_component(base, name, by_key, links))
            done |= made[-1]
    return made


def _component(base: Base, name: str, by_key: dict[str, set[str]], links: Mapping[str, set[str]]) -> set[str]:
    found, frontier = {name}, [name]
    while frontier:
        missing = {key for one in frontier for key in keys(one)} - by_key.keys()
        if missing:
            by_key.update({key: set() for key in missing} | base.names_with(missing))
        near = {(one, other) for one in frontier for key in keys(one) for other in by_key[key] if other not in found}
        joined = {other for one in frontier for other in links.get(one, ())} - found
        frontier = sorted({other for one, other in near if compare(one, other) != "none"} | joined)
        found.update(frontier)
    return found


def _replace(base: Base, old: Sequence[PersonRun], new: Sequence[PersonRun]) -> set[str]:
    """Puts the new runs for the old ones, with the entries of the persons that changed."""
    gone, come = set(old) - set(new), set(new) - set(old)
    changed = {run.person for run in gone | come}
    if not changed:
        return set()
    names = {run.name for run in gone | come}
    base.replace_runs(names, [run for run in new if run.name in names])
    base.remove(changed)
    by_person: dict[str, list[PersonRun]] = defaultdict(list)
    for run in new:
        by_person[run.person].append(run)
    base.put(person_entry(by_person[person]) for person in sorted(changed & by_person.keys()) if _known(by_person[person]))
    return _moved_keys(base, old, new)


def _known(runs: Sequence[PersonRun]) -> bool:
    """Whether it is a person: a bare surname of no known state is only a word still to be looked up."""
    return any(len(tokens(run.name)) > 1 or (run.state and not run.state.startswith("?")) for run in runs)


def _moved_keys(base: Base, old: Sequence[PersonRun], new: Sequence[PersonRun]) -> set[str]:
    """Keys of the claims that name somebody else now, or somebody of other states."""
    sides: list[dict[tuple[str, str, int], tuple[str, tuple[str, ...]]]] = []
    for runs in (old, new):
        states: dict[str, set[str]] = defaultdict(set)
        for run in runs:
            states[run.person].update([run.state] if run.state and not run.state.startswith("?") else [])
        sides.append({(r.name, r.state, r.first): (r.person, tuple(sorted(states[r.person]))) for r in runs})
    moved = {key[:2] for key in sides[0].keys() | sides[1].keys() if sides[0].get(key) != sides[1].get(key)}
    dirty: set[str] = set()
    for name, state in sorted(moved):
        dirty |= base.keys_beside(f"who:{name}|{state}|")
    return dirty


class Who:
    """Tells whom claims name. It reads the persons of a set of claims once."""

    def __init__(self, base: Base, found: Sequence[Sourced]) -> None:
        self._base = base
        self._keys = base.keys_of_claims((told.claim.id for told in found), "who:")
        names = {key.removeprefix("who:").rsplit("|", 2)[0] for keys_here in self._keys.values() for key in keys_here}
        self._runs: dict[tuple[str, str], list[PersonRun]] = defaultdict(list)
        persons = set()
        for run in base.runs(names):
            self._runs[run.name, run.state].append(run)
            persons.add(run.person)
        self._states: dict[str, set[str]] = defaultdict(set)
        for run in base.runs_of(persons):
            if run.state and not run.state.startswith("?"):
                self._states[run.person].add(run.state)
        self._holders: dict[tuple[str, str], tuple[TenureSpan, ...]] = {}

    def ref(self, told: Sourced, name: str) -> PersonRef:
        """The person whom the claim names so; without an id where nobody is known under the name."""
        short, bare = name[:200].replace("|", " "), len(tokens(name)) < 2
        for key in self._keys.get(told.claim.id, ()):
            found, state, year = key.removeprefix("who:").rsplit("|", 2)
            if found == short:
                for run in self._runs.get((found, state), ()):
                    if bare and (not state or state.startswith("?")):
                        return PersonRef("", name)
                    if run.first <= int(year) <= run.last or not int(year):
                        return PersonRef(run.person, name, tuple(sorted(self._states[run.person])))
        return PersonRef("", name)

    def participant(self, told: Sourced, name: str, states: Sequence[str], level: str, day: str) -> PersonRef:
        """As `ref`; a bare surname is looked up among those in office for the states on the day, and stands if one only fits."""
        own = self.ref(told, name)
        if not day or len(tokens(name)) > 2 or (len(tokens(name)) == 2 and own.states):
            return own
        holders = [span for state in (own.states or states) for span in self._in_office(state, day) if short_for(name, span.person.name)]
        ranked = [span for span in holders if level and rank(span.post_name) == level]
        ranked = ranked or [span for span in holders if not level or not rank(span.post_name)]
        persons = {span.person.id: span for span in ranked if span.person.id}
        if len(persons) != 1:
            return own
        span = next(iter(persons.values()))
        return PersonRef(span.person.id, span.person.name, span.person.states, looked_up=True)

    def _in_office(self, state: str, day: str) -> tuple[TenureSpan, ...]:
        if (state, day) not in self._holders:
            found = (entry.value for entry in self._base.entries(f"tenure:state:{state}", day, day))
            self._holders[state, day] = tuple(s for s in found if isinstance(s, TenureSpan))
        return self._holders[state, day]
