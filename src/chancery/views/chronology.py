"""Chronology: what happened between states, in order of the days."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model import EventStatus, EventType, QueryError, ResolvedEvent
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
    limit: int = 1000,
) -> Chronology:
    """Events between all the states of `between` (codes; one state: all its events; none: all), of these types and statuses, of a
    person (name or id), that touch the days from `first` to `last`. QueryError where a type, status, day or person is unknown."""
    _check(types, statuses)
    start, end = days(first, last)
    someone = find_person(view, person) if person else None
    key = f"event:person:{someone.id}" if someone else event_key(between)
    wanted = set(between)
    found = [
        event
        for event in view.events(key, start, end)
        if wanted <= {*event.states, *event.actor, *event.recipient}
        and (not types or event.type.value in types)
        and (not statuses or event.status.value in statuses)
    ]
    return Chronology(between, first, last, types, statuses, someone.name if someone else "", tuple(found[:limit]), len(found))


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
