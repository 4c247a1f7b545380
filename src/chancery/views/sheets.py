"""One person, one post, one event, one report, each on a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model import (
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
)
from chancery.store import View
from chancery.views.chronology import event_key
from chancery.views.find import days, find_person, find_post


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
class Succession:
    """The holders of a post, oldest first."""

    post: Post
    tenures: tuple[TenureSpan, ...]


def post(view: View, *, state: str = "", post: str) -> Succession:
    """The holders of a post of a state (code), by words of the post or its id. QueryError where no one post fits."""
    found = find_post(view, state, post)
    return Succession(found, view.tenures(f"tenure:post:{found.id}"))


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
