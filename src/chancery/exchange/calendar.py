"""iCalendar (RFC 5545): meetings, visits and calls, each with its status and its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from icalendar import Calendar
from icalendar import Event as Entry

from chancery.exchange.material import Material
from chancery.model import EventStatus, EventType, ResolvedEvent, parse_period
from chancery.views.titles import event_title

_STATUS = {
    EventStatus.OCCURRED: "CONFIRMED",
    EventStatus.ONGOING: "CONFIRMED",
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.DENIED: "CANCELLED",
}
"""All others are TENTATIVE."""


def write(material: Material) -> Iterator[bytes]:
    """One calendar of every dated CONSULT event; a period is an all-day entry from its first to its last day.

    SEQUENCE grows with the status history, so that a subscriber's calendar takes changes over. DTSTAMP is the day of the latest
    report, for the same record gives the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Chancery//record//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Chancery: meetings")
    for event in material.events:
        if event.type is EventType.CONSULT and (entry := _entry(event)) is not None:
            calendar.add_component(entry)
    yield calendar.to_ical()


def _entry(event: ResolvedEvent) -> Entry | None:
    if not event.date:
        return None
    first, last = parse_period(event.date).days
    entry = Entry()
    entry.add("uid", f"{event.id}@chancery")
    entry.add("summary", f"{event_title(event)} [{event.status.value}]")
    entry.add("dtstart", first)
    entry.add("dtend", last + dt.timedelta(days=1))
    entry.add("dtstamp", _stamp(event, first))
    entry.add("status", _STATUS.get(event.status, "TENTATIVE"))
    entry.add("sequence", max(0, len(event.history) - 1))
    entry.add("transp", "TRANSPARENT")
    if event.place:
        entry.add("location", ", ".join(event.place))
    entry.add("description", _description(event))
    entry.add("x-chancery-status", event.status.value)
    return entry


def _stamp(event: ResolvedEvent, otherwise: dt.date) -> dt.datetime:
    days = [source.published for source in event.sources if source.published]
    day = dt.date.fromisoformat(max(days)) if days else otherwise
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _description(event: ResolvedEvent) -> str:
    people = [", ".join(person.name for person in event.people)] if event.people else []
    return "\n".join(people + [f"“{s.quote}” — {s.outlet or 'source'}, {s.published or 'undated'}" for s in event.sources])
