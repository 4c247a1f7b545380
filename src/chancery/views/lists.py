"""Search, calendar, changes and open items."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from chancery.model import EventStatus, Judgement, QueryError, ReportHead, ResolvedEvent, ResolvedStatement, Sourced, TenureSpan
from chancery.store import View
from chancery.views.chronology import event_key, parties
from chancery.views.find import days

OPEN_DAYS = 90
"""How long what was undecided and never heard of again is called open."""
_AWAITED = (EventStatus.SCHEDULED, EventStatus.EXPECTED, EventStatus.ONGOING)
_UNDECIDED = (EventStatus.UNDECIDED, EventStatus.POSSIBLE, EventStatus.UNLIKELY, EventStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words."""

    report: ReportHead
    words: str
    """The text around them."""


@dataclass(frozen=True, slots=True)
class Search:
    """Where the words occur: in reports, and in the sentences behind claims."""

    query: str
    reports: tuple[Hit, ...]
    claims: tuple[Sourced, ...]


def search(view: View, *, query: str, first: str = "", last: str = "", limit: int = 20) -> Search:
    """Reports and claims in which every word of the query occurs, best first; words in double quotes stand side by side.
    QueryError if the query has no word."""
    if not any(sign.isalnum() for sign in query):
        raise QueryError("nothing to search for; give a word, or words in double quotes")
    start, end = days(first, last)
    hits = tuple(Hit(head, words) for head, words in view.search_reports(query, first=start, last=end, limit=limit))
    ids = view.search_claims(query, limit=limit)
    found = {told.claim.id: told for told in view.claims(ids)}
    return Search(query, hits, tuple(found[name] for name in ids if start <= (found[name].report.published or start) <= end))


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What begins on a day."""

    day: str
    events: tuple[ResolvedEvent, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dated events by day."""

    first: str
    last: str
    states: tuple[str, ...]
    days: tuple[CalendarDay, ...]


def calendar(view: View, *, first: str, last: str, states: tuple[str, ...] = ()) -> Calendar:
    """Dated events of all these states (codes) that touch first to last; one that lasts stands under its first day."""
    start, end = days(first, last)
    by_day: dict[str, list[ResolvedEvent]] = defaultdict(list)
    for event in view.events(event_key(states), start, end):
        if event.date and set(states) <= parties(event):
            by_day[event.first].append(event)
    return Calendar(first, last, states, tuple(CalendarDay(day, tuple(by_day[day])) for day in sorted(by_day)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What the record learnt since an instant."""

    since: str
    reports: tuple[ReportHead, ...]
    """Reports read for the first time."""
    events: tuple[ResolvedEvent, ...]
    """Events that are new or have a new source."""
    tenures: tuple[TenureSpan, ...]
    statements: tuple[ResolvedStatement, ...]
    lost: tuple[Sourced, ...]
    """Claims that newer readings no longer make."""
    judgements: tuple[Judgement, ...]


def changes(view: View, *, since: str) -> Changes:
    """What was recorded at or after an instant (ISO 8601; a day means its beginning): new reports, and all that their claims changed."""
    recent = view.readings(since=since)
    readings = view.readings_of(row.report for row in recent)
    before = {row.id: next((r for r in reversed(readings[row.report]) if r.recorded < since), None) for row in recent}
    claims = view.claims_in([row.id for row in (*recent, *filter(None, before.values()))])
    new: list[str] = []
    gained: set[str] = set()
    lost: set[str] = set()
    for row in recent:
        earlier, after = before[row.id], claims[row.id]
        known = claims[earlier.id] if earlier else frozenset()
        gained.update(after - known if row.current else ())
        lost.update(known - after if row.current else ())
        new.extend([] if earlier else [row.report])
    values = [entry.value for entry in view.entries_of(gained)]
    heads = view.heads(new)
    return Changes(
        since=since,
        reports=tuple(sorted(heads.values(), key=lambda head: (head.published, head.id))),
        events=tuple(sorted((v for v in values if isinstance(v, ResolvedEvent)), key=lambda e: (e.first, e.last, e.id))),
        tenures=tuple(sorted((v for v in values if isinstance(v, TenureSpan)), key=lambda t: (t.state, t.post_name, t.first, t.id))),
        statements=tuple(sorted((v for v in values if isinstance(v, ResolvedStatement)), key=lambda s: (s.day, s.id))),
        lost=view.claims(sorted(lost)),
        judgements=tuple(word for word in view.judgements() if word.when >= since),
    )


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What an editor should look at."""

    today: str
    states: tuple[str, ...]
    unconfirmed: tuple[ResolvedEvent, ...]
    """Announced for a day that is over, and never reported as held or called off."""
    undecided: tuple[ResolvedEvent, ...]
    contradicted: tuple[ResolvedEvent, ...]
    posts: tuple[TenureSpan, ...]
    """Tenures on which reports disagree."""


def open_items(view: View, *, today: str, states: tuple[str, ...] = ()) -> OpenItems:
    """Open items as of a day, of all these states (codes) or of all."""
    day, _ = days(today, today)
    recent = (dt.date.fromisoformat(day) - dt.timedelta(days=OPEN_DAYS)).isoformat()
    keys = [f"event:status:{status.value}" for status in (*_AWAITED, *_UNDECIDED)] + ["event:disagreed"]
    if states:
        events = [e for e in view.events(event_key(states), also=keys) if set(states) <= parties(e)]
    else:
        events = [e for name in keys for e in view.events(name)]
    events = sorted({e.id: e for e in events}.values(), key=lambda e: (e.first, e.last, e.id))
    spans = [s for state in (states or ("",)) for s in view.tenures(f"tenure:state:{state}" if state else "tenure:disagreed")]
    return OpenItems(
        today=today,
        states=states,
        unconfirmed=tuple(e for e in events if e.status in _AWAITED and e.date and e.last < day),
        undecided=tuple(e for e in events if e.status in _UNDECIDED and e.last >= recent),
        contradicted=tuple(e for e in events if e.disagreements),
        posts=tuple(s for s in spans if s.disagreements),
    )
