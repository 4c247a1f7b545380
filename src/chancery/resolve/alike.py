"""What one claim tells of an event, in the form in which events are compared, and whether two tell of the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from chancery.codebook import DATA, WordList, load_entries, world
from chancery.model import Event, EventStatus, PersonRef, Sourced, parse_period
from chancery.resolve import rules
from chancery.resolve.names import fold, short_for

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
EXACT_DAYS = 4
"""A date of so many days or fewer tells one event from another."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of an event, made comparable."""

    told: Sourced
    value: Event
    people: tuple[PersonRef, ...]
    ids: frozenset[str]
    sides: Mapping[str, frozenset[str]]
    """Who takes part for each state."""
    first: int
    """The days, as ordinals, between which it lies."""
    last: int
    exact: bool
    dated: bool
    published: int
    words: frozenset[str]
    places: frozenset[str]

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.told.claim.id

    @property
    def rich(self) -> int:
        """How much it tells besides states and date."""
        value = self.value
        return 4 * min(3, len(self.ids)) + 2 * bool(value.level) + 2 * bool(value.sidelines) + bool(value.place)

    @property
    def planned(self) -> bool:
        """Whether it has not come to pass for this report."""
        return self.value.status.value in event_words("planned")


@cache
def event_words(name: str) -> tuple[str, ...]:
    """One list of words of `data/resolve/events.yaml`."""
    return next(entry.words for entry in load_entries(DATA / "resolve" / "events.yaml", WordList) if entry.name == name)


def family(event: Event) -> str:
    """What kind of act it is: only claims of one family can be of one event."""
    if event.type.value != "CONSULT":
        return f"{event.type.value}:{','.join(sorted(event.actor))}>{','.join(sorted(event.recipient))}"
    return f"CONSULT:{event.mode if event.mode in ('call', 'letter', 'visit') else 'meet'}"


def states_key(event: Event) -> str:
    """All parties, in order of the alphabet."""
    return ",".join(sorted({*event.states, *event.actor, *event.recipient}))


def telling(told: Sourced, value: Event, people: Sequence[PersonRef]) -> Telling:
    """The claim made comparable; `people` are its persons as the record knows them."""
    published = _ordinal(told.report.published)
    first, last, dated = _days(value, published)
    sides: dict[str, set[str]] = {}
    for person in people:
        for state in person.states:
            if state in value.states and person.id:
                sides.setdefault(state, set()).add(person.id)
    return Telling(
        told=told,
        value=value,
        people=tuple(people),
        ids=frozenset(person.id for person in people if person.id),
        sides={state: frozenset(found) for state, found in sides.items()},
        first=first,
        last=last,
        exact=dated and last - first < EXACT_DAYS,
        dated=dated,
        published=published,
        words=_words(" ".join(place.quote for place in told.claim.evidence)),
        places=frozenset(place_key(name) for name in value.place),
    )


def _days(value: Event, published: int) -> tuple[int, int, bool]:
    if value.date:
        found = parse_period(value.date)
        first = found.first.toordinal() if found.first else (found.last or dt.date.min).toordinal() - 366
        return first, found.last.toordinal() if found.last else first + 366, True
    if not published:
        return 0, 0, False
    ahead = value.status.value in event_words("planned") or value.status in (EventStatus.CANCELLED, EventStatus.DENIED)
    back = 0 if ahead else int(rules.limit("past reach days"))
    return published - back, published + (int(rules.limit("future reach days")) if ahead else 0), False


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0


@lru_cache(maxsize=8192)
def place_key(name: str) -> str:
    """A place by its folded name."""
    return re.sub(r"^the ", "", fold(name)).strip(" .")


@lru_cache(maxsize=8192)
def place_state(name: str) -> tuple[str, bool]:
    """The state of a town, and whether the name is the state's own; empty for a venue, and where the codebook does not know it."""
    for named in world().names.get(name):
        territory = world().territories.get(named.key)
        if territory is not None and named.kind == "state":
            return named.key, True
        if territory is not None and place_key(named.name) in {place_key(town) for town in (*territory.capitals, *territory.cities)}:
            return named.key, False
    return "", False


def places_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of places cannot be one place: a city in a state is no other place than the state."""
    if not one or not other or {place_key(p) for p in one} & {place_key(p) for p in other}:
        return False
    for a in one:
        for b in other:
            (x, whole), (y, entire) = place_state(a), place_state(b)
            if not x or not y or (x == y and (whole or entire)):
                return False
    return True


def _words(text: str) -> frozenset[str]:
    idle = _idle()
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in idle)


@cache
def _idle() -> frozenset[str]:
    return frozenset(event_words("idle"))


def likeness(one: Telling, other: Telling) -> int | None:
    """How much speaks for one event, given that states, family and days agree; None if something speaks against it."""
    if one.told.report.id == other.told.report.id and one.value != other.value:
        return None
    shared = one.ids & other.ids
    if any(found and not found & other.sides.get(state, found) for state, found in one.sides.items()) and not _half_named(one, other):
        return None
    a, b = one.value, other.value
    if a.type.value != "CONSULT":
        return _act_likeness(one, other, len(shared))
    if a.level and b.level and a.level != b.level and not shared:
        return None
    if not shared and places_differ(a.place, b.place):
        return None
    aside = bool(a.sidelines and fold(a.sidelines) == fold(b.sidelines))
    if a.sidelines and b.sidelines and not aside and not shared:
        return None
    return 4 * min(2, len(shared)) + 2 * bool(a.level and a.level == b.level) + 2 * aside + bool(one.places & other.places)


def _half_named(one: Telling, other: Telling) -> bool:
    """Whether a bare surname on one side may be somebody of the other."""
    return any(
        not bare.id and short_for(bare.name, full.name) for a, b in ((one, other), (other, one)) for bare in a.people for full in b.people
    )


def _act_likeness(one: Telling, other: Telling, shared: int) -> int | None:
    if one.told.report.original == other.told.report.original and one.words == other.words:
        return 8
    common = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if common >= rules.limit("word share"):
        return 3 + shared
    return 1 if shared and one.exact and other.exact else None
