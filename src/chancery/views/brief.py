"""Brief: what one must know before two states meet, or before one meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chancery.model import EventStatus, EventType, QueryError, ResolvedEvent, ResolvedStatement
from chancery.resolve import foreign_minister, rank
from chancery.store import View
from chancery.views.chronology import event_key, known_on, parties
from chancery.views.find import days
from chancery.views.roster import RosterLine, roster

RECENT_DAYS = 180
"""How far back what lies on the table is looked for."""
SAID_DAYS = 60
_HELD = (EventStatus.OCCURRED, EventStatus.ONGOING)
_COMING = (EventStatus.SCHEDULED, EventStatus.EXPECTED)
_OPEN = (EventStatus.UNDECIDED, EventStatus.POSSIBLE, EventStatus.UNLIKELY, EventStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class Side:
    """One state's people: heads of state and government, the foreign minister, and whoever takes part in the meetings below."""

    state: str
    people: tuple[RosterLine, ...]
    statements: tuple[ResolvedStatement, ...]
    """What it said of late, newest first."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The state of things between two states on a day."""

    between: tuple[str, ...]
    on: str
    meeting: ResolvedEvent | None
    """The meeting that the brief is for, if it is for one."""
    sides: tuple[Side, ...]
    last_meetings: tuple[ResolvedEvent, ...]
    """Newest first."""
    coming: tuple[ResolvedEvent, ...]
    table: tuple[ResolvedEvent, ...]
    """Acts between the two that are not meetings: what is on the table, newest first."""
    undecided: tuple[ResolvedEvent, ...]
    unconfirmed: tuple[ResolvedEvent, ...]
    """Announced for a day before this one, and never reported as held."""


def brief(view: View, *, between: tuple[str, ...] = (), on: str, meeting: str = "", limit: int = 8) -> Brief:
    """The brief for a pair of states (codes), or for a meeting (id of an event), as the reports up to a day tell it.
    QueryError without either."""
    event = _meeting(view, meeting) if meeting else None
    states = between or (event.states if event else ())
    if len(states) < 2:
        raise QueryError("a brief needs two states, or the id of a meeting between states; see `chronology` for ids")
    day, _ = days(on, on)
    pair = tuple(states[:2]) if between else tuple(states)
    past = view.events(event_key(pair), _back(day, 1500), day)
    ahead = view.events(event_key(pair), _back(day, RECENT_DAYS), "9999-12-31")
    told = (known_on(e, day) for e in (*past, *ahead) if set(pair) <= parties(e))
    known = [e for e in told if e is not None]
    events = sorted({e.id: e for e in known}.values(), key=lambda e: (e.first, e.last, e.id))
    held = [e for e in events if e.type == EventType.CONSULT and e.status in _HELD and e.first <= day]
    coming = [e for e in events if e.status in _COMING and e.type == EventType.CONSULT and e.last >= day]
    undecided = [e for e in events if e.status in _OPEN and (e.last >= day or (not e.date and e.first >= _back(day, SAID_DAYS)))]
    late = [e for e in events if e.status in _COMING and e.date and _back(day, RECENT_DAYS) <= e.last < day]
    acts = [e for e in events if e.type != EventType.CONSULT and e.status not in _OPEN and _back(day, RECENT_DAYS) <= e.first <= day]
    shown = [*held[-limit:], *coming[:limit], *undecided[:limit], *([event] if event else [])]
    return Brief(
        between=pair,
        on=on,
        meeting=event,
        sides=tuple(_side(view, state, day, shown, limit) for state in pair),
        last_meetings=tuple(reversed(held[-limit:])),
        coming=tuple(coming[:limit]),
        table=tuple(reversed(acts[-2 * limit :])),
        undecided=tuple(undecided[:limit]),
        unconfirmed=tuple(late[-limit:]),
    )


def _meeting(view: View, identity: str) -> ResolvedEvent:
    entry = view.entry(identity)
    if entry is None or not isinstance(entry.value, ResolvedEvent):
        raise QueryError(f"no event {identity!r} in the record; see `chronology` for ids")
    return entry.value


def _side(view: View, state: str, day: str, events: Iterable[ResolvedEvent], limit: int) -> Side:
    taking_part = {person.id for event in events for person in event.people if person.id}
    lines = [line for line in roster(view, state=state, on=day).lines if line.person_id in taking_part or _leads(line.post)]
    said = view.statements(f"statement:state:{state}", _back(day, SAID_DAYS), day)
    return Side(state, tuple(lines), tuple(reversed(said[-limit:])))


def _leads(post: str) -> bool:
    """Whether the post is that of a head of state or government or of the foreign minister."""
    return rank(post) == "summit" or foreign_minister(post)


def _back(day: str, count: int) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=count)).isoformat()
