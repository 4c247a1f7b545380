"""Chronology: what happened between states, in order of the days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.model import FIRST_DAY, EventStatus, EventType, QueryError, ResolvedEvent, parse_period
from chancery.resolve import heir, status_of
from chancery.store import View
from chancery.views.find import days, find_person


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events by day; each with its status history, disagreements and sources."""

    between: tuple[str, ...]
    first: str
    last: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    person: str
    events: tuple[ResolvedEvent, ...]
    total: int
    """How many there are; `events` may be cut to a limit."""


def chronology(
    view: View,
    *,
    between: tuple[str, ...] = (),
    first: str = "",
    last: str = "",
    types: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    person: str = "",
    as_of: str = "",
    limit: int = 1000,
) -> Chronology:
    """Events between all the states of `between` (codes; one state: all its events; none: all), of these types and statuses, of a
    person (name or id), that touch the days from `first` to `last`; with `as_of` as the reports up to that day tell them.

    QueryError where a type, status, day or person is unknown.
    """
    _check(types, statuses)
    start, end = days(first, last)
    someone = find_person(view, person) if person else None
    key = f"event:person:{someone.id}" if someone else event_key(between)
    wanted = set(between)
    found = [
        event
        for event in (known_on(e, as_of) if as_of else e for e in view.events(key, start, end))
        if event is not None
        and wanted <= parties(event)
        and (not types or event.type.value in types)
        and (not statuses or event.status.value in statuses)
    ]
    return Chronology(between, first, last, types, statuses, someone.name if someone else "", tuple(found[:limit]), len(found))


def parties(event: ResolvedEvent) -> set[str]:
    """All parties, an organization under its key of then and of today."""
    told = {*event.states, *event.actor, *event.recipient}
    return told | {heir(state) for state in told}


def known_on(event: ResolvedEvent, day: str) -> ResolvedEvent | None:
    """The event as the reports up to a day tell it; None if none of them speaks of it."""
    steps = tuple(step for step in event.history if step.day <= day)
    if not steps or len(steps) == len(event.history):
        return event if steps else None
    date = next((step.date for step in reversed(steps) if step.date), "")
    first, last = _bounds(date) if date else (event.history[0].day or FIRST_DAY,) * 2
    return replace(
        event,
        history=steps,
        status=status_of(steps),
        date=date,
        first=first,
        last=last,
        moved_from=tuple(sorted({step.date for step in steps if step.date and date and step.date != date and _exact(step.date)})),
        sources=tuple(ref for ref in event.sources if ref.published <= day),
        disagreements=(),
    )


def _bounds(date: str) -> tuple[str, str]:
    found = parse_period(date)
    first, last = found.first or found.last, found.last or found.first
    return (first.isoformat() if first else FIRST_DAY), (last.isoformat() if last else FIRST_DAY)


def _exact(date: str) -> bool:
    return parse_period(date).precision == "day"


def event_key(between: tuple[str, ...]) -> str:
    """The key under which the events of these states stand."""
    states = sorted(set(between))
    if not states:
        return "event:any"
    return f"event:state:{states[0]}" if len(states) == 1 else f"event:pair:{states[0]}-{states[1]}"


def _check(types: tuple[str, ...], statuses: tuple[str, ...]) -> None:
    for value in types:
        if value not in {kind.value for kind in EventType}:
            raise QueryError(f"no event type {value!r}; known are {', '.join(kind.value for kind in EventType)}")
    for value in statuses:
        if value not in {status.value for status in EventStatus}:
            raise QueryError(f"no status {value!r}; known are {', '.join(status.value for status in EventStatus)}")
