"""What an event takes from where it is told: the dateline's city, the days of a visit, the day and place of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from chancery.codebook import world
from chancery.model import EventType, Who, parse_period, span_value
from chancery.reading.events.merging import PAST, Told, alike, closer, overlap
from chancery.reading.events.where import SPOKEN

STAY = 5
"""Days after the beginning of a visit within which a meeting ahead is still part of it."""
RECENT = 3
"""Days before the report in which what happened, happened where the report was written."""


def in_setting(told: tuple[Told, ...], here: tuple[str, str], published: str, serves: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """The events with the day, place and people that their setting gives them; `here` is the dateline's city and its state,
    `serves` the states of each person."""
    met = tuple(_of_visit(event, told) for event in told)
    held = tuple(_held_here(event, here, published) for event in met)
    apart = tuple(replace(event, place=()) if event.mode == "call" else event for event in held)
    return tuple(_of_meeting(event, apart, serves) for event in apart)


def _held_here(event: Told, here: tuple[str, str], published: str) -> Told:
    """A recent meeting of the dateline's state that names no place, or something recently signed."""
    city, state = here
    recent = not event.date or not published or _is_recent(event.date, published)
    meets = event.kind is EventType.CONSULT and event.mode == "meet"
    trigger = event.sightings[0].trigger
    signed = event.kind is EventType.AGREE and bool(event.date) and trigger.pos == "verb" and bool(trigger.object)
    fits = signed or (meets and state in event.who.states)
    return replace(event, place=closer(event.place, (city,))) if city and fits and recent and event.status in PAST else event


def _is_recent(date: str, published: str) -> bool:
    """Whether the date lies within the last days before the report."""
    today = dt.date.fromisoformat(published)
    happened = parse_period(date)
    return bool(happened.first and happened.last) and happened.within(parse_period(span_value(today - dt.timedelta(RECENT), today)))


def _before(event: Told, told: tuple[Told, ...]) -> Iterator[Told]:
    """Meetings and visits told of no later than the event, the latest first."""
    last = event.sightings[-1].sentence
    return (t for t in reversed(told) if t.kind is EventType.CONSULT and t is not event and t.sightings[0].sentence <= last)


def _of_visit(event: Told, told: tuple[Told, ...]) -> Told:
    """A meeting told as part of a visit has its days and, where it is the only one or lies in the host's state, its place."""
    told_there = event.mode in ("meet", "letter")
    if event.kind is not EventType.CONSULT or not told_there or event.sightings[0].plural or (event.date and event.place):
        return event
    visit = next((t for t in _before(event, told) if t.mode == "visit" and _visited(t, event)), None)
    if visit is None:
        return event
    place = event.place or _place_at(visit.place, event)
    return replace(event, date=event.date or (visit.date if _in_phase(visit, event) else ""), place=place)


def _in_phase(one: Told, other: Told) -> bool:
    return (one.status in PAST) == (other.status in PAST)


def _follows(visit: Told, meeting: Told) -> bool:
    """A meeting within days of the beginning of a visit that is under way or ahead."""
    if visit.sightings[0].far:
        return False
    begun, due = (parse_period(date) if date else None for date in (visit.date, meeting.date))
    if begun is None or due is None or begun.first is None or due.first is None:
        return not meeting.date
    return 0 <= (due.first - begun.first).days <= STAY


def _visited(visit: Told, meeting: Told) -> bool:
    return (
        bool(set(visit.actor.people) & set(meeting.who.people))
        and set(meeting.who.states) <= set(visit.who.states)
        and (_in_phase(visit, meeting) or (visit.status in PAST and _follows(visit, meeting)))
        and (overlap(visit.date, meeting.date) or _follows(visit, meeting))
        and (not meeting.place or alike(visit.place, meeting.place))
    )


def _place_at(places: tuple[str, ...], meeting: Told) -> tuple[str, ...]:
    if len(places) <= 1:
        return places
    return tuple(p for p in places if any(n.key in meeting.who.states for n in world().names.get(p)))


def _of_meeting(event: Told, told: tuple[Told, ...], serves: Mapping[str, tuple[str, ...]]) -> Told:
    """What is said in a meeting has its day and place, and where it names nobody is said by those of the side that says it."""
    if event.kind not in SPOKEN or event.status not in PAST or event.sightings[0].trigger.pos == "noun":
        return event
    settings = [t for t in _before(event, told) if _is_setting(t, event)]
    if not settings:
        return event
    meeting = next((t for t in settings if t.date), settings[0])
    people = event.who.people or _speakers(event, meeting, serves)
    actor = replace(event.actor, people=tuple(p for p in people if p not in event.recipient.people))
    heard = _addressed(event, actor.people, meeting, serves)
    return replace(event, date=event.date or meeting.date, place=event.place or meeting.place, actor=actor, recipient=heard)


def _addressed(event: Told, speakers: tuple[str, ...], meeting: Told, serves: Mapping[str, tuple[str, ...]]) -> Who:
    """Those to whom it is said: where the words name their state alone, the one of the meeting who speaks for that state."""
    heard = event.recipient
    if heard.people or not heard.states or not set(speakers) & set(meeting.who.people):
        return heard
    others = tuple(p for p in meeting.who.people if p not in speakers and set(serves.get(p, ())) & set(heard.states))
    return replace(heard, people=others) if len(others) == 1 else heard


def _speakers(event: Told, meeting: Told, serves: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Who of the meeting speaks for the states that act; everyone where all of them do."""
    if set(event.actor.states) == set(meeting.who.states):
        return meeting.who.people
    return tuple(p for p in meeting.who.people if set(serves.get(p, ())) & set(event.actor.states))


def _is_setting(meeting: Told, event: Told) -> bool:
    if meeting.kind is not EventType.CONSULT or meeting.status not in PAST or meeting.mode not in ("meet", "call"):
        return False
    if event.date and meeting.date and not overlap(event.date, meeting.date):
        return False
    people = set(event.actor.people) & set(meeting.who.people)
    states = set(event.who.states)
    return bool(people) or (not meeting.sightings[0].far and len(states) >= 2 and states <= set(meeting.who.states))
