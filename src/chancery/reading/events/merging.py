"""Brings the mentions of one event together and keeps distinct events apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chancery.model import EventStatus, EventType, Level, Step, Who, parse_period
from chancery.reading.events.sightings import Sighting
from chancery.reading.scene import merge

PAST = frozenset((EventStatus.OCCURRED, EventStatus.ONGOING))
ONE_EACH = frozenset(EventType) - {EventType.AGREE, EventType.CONSULT}


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the report has told it so far."""

    kind: EventType
    sightings: tuple[Sighting, ...]
    actor: Who
    recipient: Who
    mode: str
    level: Level | None
    date: str
    place: tuple[str, ...]
    sidelines: str
    history: tuple[Step, ...]

    @property
    def who(self) -> Who:
        """Both sides."""
        return merge((self.actor, self.recipient))

    @property
    def status(self) -> EventStatus:
        """The latest that the report gives."""
        return self.history[-1].status


def tell(sightings: Iterable[Sighting], starts: dict[tuple[int, int], tuple[int, int]]) -> tuple[Told, ...]:
    """The events that the sightings, in order of the text, tell of. `starts` gives the characters of each trigger."""
    told: list[Told] = []
    for sighting in _without_ways(tuple(sightings)):
        sighting = _in_context(sighting, told)
        place = _home(sighting, told)
        step = Step(sighting.status, *_cue_span(sighting, starts))
        if place is not None:
            told[place] = _joined(told[place], sighting, step)
        elif not sighting.anaphoric:
            told.append(_new(sighting, step))
    return tuple(told)


def _without_ways(sightings: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """The sightings without those that only tell how somebody came to a meeting of the same sentence, which takes place there."""
    ways = [s for s in sightings if s.trigger.destination and s.trigger.elaborates]
    for sighting in sightings:
        if sighting in ways and any(_meets_there(sighting, other) for other in sightings):
            continue
        way = next((w for w in ways if _meets_there(w, sighting)), None)
        yield replace(sighting, place=way.place, date=sighting.date or way.date) if way and not sighting.place else sighting


def _meets_there(way: Sighting, other: Sighting) -> bool:
    return (
        other.kind is EventType.CONSULT
        and other.mode == "meet"
        and not other.anaphoric
        and other.sentence == way.sentence
        and other.token > way.token
        and bool(set(other.who.people) & set(way.actor.people))
    )


def _cue_span(sighting: Sighting, starts: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    return (sighting.cue.start, sighting.cue.end) if sighting.cue else starts[sighting.sentence, sighting.token]


def _in_context(sighting: Sighting, told: list[Told]) -> Sighting:
    """What is said in a meeting has its day and place, and where no addressee is named the other side as addressee."""
    if sighting.kind is EventType.CONSULT or sighting.status not in PAST:
        return sighting
    meeting = next((t for t in reversed(told) if _is_setting(t, sighting)), None)
    if meeting is None:
        return sighting
    found = replace(sighting, date=sighting.date or meeting.date, place=sighting.place or meeting.place)
    others = tuple(s for s in meeting.who.states if s not in sighting.actor.states)
    if sighting.anaphoric and sighting.trigger.context and sighting.actor.states and others:
        return replace(found, recipient=Who(states=others), anaphoric=False)
    return found


def _is_setting(meeting: Told, sighting: Sighting) -> bool:
    if meeting.kind is not EventType.CONSULT or meeting.status not in PAST or meeting.mode not in ("meet", "call"):
        return False
    if sighting.date and meeting.date and not _overlap(sighting.date, meeting.date):
        return False
    people = set(sighting.actor.people) & set(meeting.who.people)
    states = set(sighting.who.states)
    return bool(people) or (len(states) >= 2 and states <= set(meeting.who.states))


def _home(sighting: Sighting, told: list[Told]) -> int | None:
    """The event told before that the sighting speaks of, the latest first."""
    known = [i for i in range(len(told) - 1, -1, -1) if told[i].kind is sighting.kind and _same(told[i], sighting)]
    return next((i for i in known if told[i].mode == sighting.mode), known[0] if known else None)


def _same(event: Told, sighting: Sighting) -> bool:
    if sighting.kind is EventType.CONSULT:
        return _same_meeting(event, sighting)
    if sighting.trigger.separate and not sighting.anaphoric:
        states, known = set(sighting.who.states), set(event.who.states)
        if sighting.content and states == known and sighting.content in {s.content for s in event.sightings}:
            return True
        return sighting.definite and event.sightings[0].trigger.pos != "adjective" and (states <= known or known <= states)
    if sighting.anaphoric:
        return bool(set(event.who.states) & set(sighting.who.states)) or not sighting.who.states
    return (
        set(event.actor.states) == set(sighting.actor.states)
        and set(event.recipient.states) == set(sighting.recipient.states)
        and _overlap(event.date, sighting.date)
        and (event.status in PAST) == (sighting.status in PAST)
    )


def _same_meeting(event: Told, sighting: Sighting) -> bool:
    states, told = set(sighting.who.states), set(event.who.states)
    people, known = set(sighting.who.people), set(event.who.people)
    if not _overlap(event.date, sighting.date) or not _alike(event.place, sighting.place):
        return False
    if people and known and not people & known and not (states - told):
        return False
    if event.level and sighting.level and event.level != sighting.level:
        return False
    if sighting.anaphoric:
        return (
            _modes_agree(event.mode, sighting) and (not states or bool(states & told)) and (not people or bool(people & known) or not known)
        )
    if event.mode != sighting.mode or not (states <= told or told <= states):
        return False
    if len(states & told) < min(2, len(states), len(told)):
        return False
    return (event.status in PAST) == (sighting.status in PAST) or bool(event.date and event.date == sighting.date)


def _modes_agree(mode: str, sighting: Sighting) -> bool:
    if sighting.trigger.elaborates or not mode:
        return True
    return mode == sighting.mode or (mode in ("call", "meet") and sighting.mode in ("meet", "visit"))


def _overlap(left: str, right: str) -> bool:
    if not left or not right or left == right:
        return True
    try:
        return parse_period(left).overlaps(parse_period(right))
    except ValueError:
        return False


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return not left or not right or bool({p.casefold() for p in left} & {p.casefold() for p in right})


def _narrower(left: str, right: str) -> str:
    if not left or not right:
        return left or right
    try:
        return right if parse_period(right).within(parse_period(left)) else left
    except ValueError:
        return left


def _new(sighting: Sighting, step: Step) -> Told:
    return Told(
        sighting.kind,
        (sighting,),
        sighting.actor,
        sighting.recipient,
        sighting.mode,
        sighting.level,
        sighting.date,
        sighting.place,
        sighting.sidelines,
        (step,),
    )


def _joined(event: Told, sighting: Sighting, step: Step) -> Told:
    says = sighting.cue is not None or not sighting.anaphoric
    changes = says and step.status is not event.status and not (sighting.anaphoric and event.status in PAST and step.status in PAST)
    return replace(
        event,
        sightings=(*event.sightings, sighting),
        actor=merge((event.actor, sighting.actor)),
        recipient=merge((event.recipient, sighting.recipient)),
        level=event.level or sighting.level,
        date=_narrower(event.date, sighting.date),
        place=event.place or sighting.place,
        sidelines=event.sidelines or sighting.sidelines,
        history=(*event.history, step) if changes else event.history,
    )
