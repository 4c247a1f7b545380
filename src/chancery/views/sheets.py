"""One person, one post, one event, one report, each on a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.model import (
    LAST_DAY,
    BodyName,
    EventType,
    Issue,
    Person,
    Post,
    QueryError,
    ReportHead,
    ResolvedEvent,
    ResolvedStatement,
    Sourced,
    TenureSpan,
    parse_period,
)
from chancery.resolve import body_of
from chancery.store import View
from chancery.views.chronology import event_key
from chancery.views.find import days, find_person, find_post

HANDOVER_DAYS = 31
"""How long a post may lie vacant between two holders without a word."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person's posts, meetings and statements."""

    person: Person
    tenures: tuple[TenureSpan, ...]
    events: tuple[ResolvedEvent, ...]
    statements: tuple[ResolvedStatement, ...]


def dossier(view: View, *, person: str, first: str = "", last: str = "") -> Dossier:
    """The dossier of a person (name or id), events and statements from first to last. QueryError where no one person fits."""
    found, (start, end) = find_person(view, person), days(first, last)
    return Dossier(
        person=found,
        tenures=view.tenures(f"tenure:person:{found.id}"),
        events=view.events(f"event:person:{found.id}", start, end),
        statements=view.statements(f"statement:person:{found.id}", start, end),
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Days for which the record knows of no holder."""

    first: str
    last: str
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Succession:
    """The holders of a post, oldest first."""

    post: Post
    tenures: tuple[TenureSpan, ...]
    gaps: tuple[Gap, ...] = ()
    body: tuple[BodyName, ...] = ()
    """The names that its body went by in turn, where it was renamed."""


def post(view: View, *, state: str = "", post: str) -> Succession:
    """The holders of a post of a state (code), by words of the post or its id. QueryError where no one post fits."""
    found = find_post(view, state, post)
    spans = view.tenures(f"tenure:post:{found.id}")
    body = body_of(found.name, found.organization, found.state)
    return Succession(found, spans, gaps(spans) if found.single else (), body.called if body else ())


def gaps(spans: Sequence[TenureSpan]) -> tuple[Gap, ...]:
    """Where one holder is gone, or was last seen, and the next came later than a handover takes."""
    found: list[Gap] = []
    until, holder = "", ""
    for span in sorted(spans, key=lambda s: (_begin(s) or LAST_DAY, s.id)):
        begin, end = _begin(span), _end(span)
        if until and begin and until < begin and (dt.date.fromisoformat(begin) - dt.date.fromisoformat(until)).days > HANDOVER_DAYS:
            found.append(Gap(until, begin, holder, span.person.name))
        if end > until:
            until, holder = end, span.person.name
    return tuple(found)


def _begin(span: TenureSpan) -> str:
    day = parse_period(span.start).first if span.start else None
    return day.isoformat() if day else span.seen_first


def _end(span: TenureSpan) -> str:
    day = parse_period(span.end).last if span.end else None
    return day.isoformat() if day else span.seen_last or _begin(span)


@dataclass(frozen=True, slots=True)
class EventSheet:
    """One event, its series, and what was said of it."""

    event: ResolvedEvent
    previous: tuple[ResolvedEvent, ...]
    """Meetings of the same level and parties before it, newest first."""
    following: tuple[ResolvedEvent, ...]
    statements: tuple[ResolvedStatement, ...]


def event(view: View, *, event: str, limit: int = 5) -> EventSheet:
    """The sheet of an event (id). QueryError where there is none."""
    entry = view.entry(event)
    if entry is None or not isinstance(entry.value, ResolvedEvent):
        raise QueryError(f"no event {event!r} in the record; see `chronology` for ids")
    found = entry.value
    series = _series(view, found)
    at = next((i for i, other in enumerate(series) if other.id == found.id), 0)
    claims = sorted({ref.claim for ref in found.sources})
    said = {s.id: s for claim in claims for s in view.statements(f"statement:about:{claim}")}
    ordered = sorted(said.values(), key=lambda s: (s.day, s.id))
    return EventSheet(found, tuple(reversed(series[max(0, at - limit) : at])), tuple(series[at + 1 : at + 1 + limit]), tuple(ordered))


def _series(view: View, found: ResolvedEvent) -> list[ResolvedEvent]:
    """Meetings of the same parties and level, the event among them, by day."""
    if found.type != EventType.CONSULT:
        return [found]
    others = view.events(event_key(found.states))
    return [e for e in others if e.id == found.id or (e.states == found.states and e.level == found.level and e.mode == found.mode)]


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One report, what it claims and what it left open."""

    report: ReportHead
    text: str
    published_how: str
    published_why: str
    claims: tuple[Sourced, ...]
    issues: tuple[Issue, ...]


def report(view: View, *, report: str) -> ReportSheet:
    """The sheet of a report (id). QueryError where there is none."""
    found = view.report(report)
    if found is None:
        raise QueryError(f"no report {report!r} in the record; `search` gives ids")
    claims = view.claims([claim.id for claim in view.claims_of(report)])
    ordered = tuple(sorted(claims, key=lambda told: (told.claim.evidence[0].start, told.claim.evidence[0].end, told.claim.id)))
    head = view.heads([report])[report]
    return ReportSheet(head, found.text, found.published_how, found.published_why, ordered, view.issues_of(report))
