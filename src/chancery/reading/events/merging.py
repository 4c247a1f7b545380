"""Brings the mentions of one event together and keeps distinct events apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chancery.codebook import world
from chancery.model import EventStatus, EventType, Level, Step, Who, parse_period
from chancery.reading.events.sightings import Sighting, both_sides
from chancery.reading.events.ways import in_order
from chancery.reading.scene import merge

PAST = frozenset((EventStatus.OCCURRED, EventStatus.ONGOING))
MATERIAL = frozenset((EventType.SANCTION, EventType.COERCE, EventType.AID, EventType.ASSAULT, EventType.RETREAT, EventType.MOBILIZE))
"""Types of which each sort of act is an event of its own."""
RECENT = 3
"""Sentences within which an event between two states tells whom a further act of one of them is meant for."""
VOICED = frozenset((EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT, EventType.SANCTION, EventType.REJECT, EventType.THREATEN))
"""Types which, where nobody is named who does them to one of the two states that a report is about, the other one does."""
UNSETTLED = frozenset((EventStatus.CANCELLED, EventStatus.DENIED, EventStatus.UNDECIDED, EventStatus.UNLIKELY))
HOSTILE = frozenset(
    (EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN, EventType.MOBILIZE, EventType.ASSAULT, EventType.COERCE, EventType.REJECT)
)


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
        return both_sides(self.actor, self.recipient)

    @property
    def status(self) -> EventStatus:
        """The latest that the report gives."""
        return self.history[-1].status


@dataclass(frozen=True, slots=True)
class Loose:
    """A mention that belongs to no event told so far."""

    sighting: Sighting
    step: Step
    told: tuple[Told, ...]
    """The events told before it."""


def tell(
    sightings: Iterable[Sighting], starts: dict[tuple[int, int], tuple[int, int]], pair: tuple[str, ...] = ()
) -> tuple[tuple[Told, ...], tuple[Loose, ...]]:
    """The events that the sightings, in order of the text, tell of, and the sightings that joined none. `starts` gives the
    characters of each trigger, `pair` the two states that the report is about, if it is about two."""
    told: list[Told] = []
    loose: list[Loose] = []
    for sighting in in_order(tuple(sightings)):
        step = Step(sighting.status, *_cue_span(sighting, starts))
        if sighting.weak:
            loose.append(Loose(sighting, step, tuple(told)))
            continue
        sighting = _in_context(sighting, told)
        place = _home(sighting, told)
        if place is not None:
            told[place] = joined(told[place], sighting, step)
        elif not sighting.anaphoric:
            told.append(started(sighting, step))
        elif orphan := _between_pair(sighting, told, pair):
            told.append(started(orphan, step))
        else:
            loose.append(Loose(sighting, step, tuple(told)))
    return tuple(told), tuple(loose)


def _between_pair(sighting: Sighting, told: list[Told], pair: tuple[str, ...]) -> Sighting | None:
    """A meeting with a day or place of its own that names no sides ("the next round will be held in May"), or an act that names no
    addressee: between the two states told of last, or those that the report is about."""
    named = set(sighting.who.states)
    last = next((t.who.states for t in reversed(told) if t.kind is EventType.CONSULT and len(t.who.states) == 2), pair)
    if third := _of_third(sighting, told):
        return third
    if sighting.kind is EventType.CONSULT:
        if len(last) != 2 or not named <= set(last):
            return None
        open_yet = sighting.cue is not None and sighting.status not in PAST
        own = (
            sighting.trigger.pos == "noun"
            and sighting.mode == "meet"
            and (sighting.date or sighting.place or open_yet)
            and not sighting.who.people
        )
        return replace(sighting, actor=merge((sighting.actor, Who(states=last))), anaphoric=False) if own else None
    if sighting.kind is EventType.AGREE and not named and len(last) == 2:
        if sighting.far or sighting.trigger.pos != "verb":
            return None
        return replace(sighting, actor=Who(states=last), anaphoric=False)
    if sighting.trigger.context and not sighting.actor.states and len(named) == 1 and named <= set(pair) and sighting.kind in VOICED:
        others = Who(states=tuple(s for s in pair if s not in named), people=sighting.actor.people)
        return replace(sighting, actor=others, anaphoric=False)
    if not sighting.trigger.context or len(sighting.actor.states) != 1 or not named <= set(pair) or sighting.addressed:
        return None
    return replace(sighting, recipient=Who(states=tuple(s for s in pair if s not in named)), anaphoric=False)


def _of_third(sighting: Sighting, told: list[Told]) -> Sighting | None:
    """What a third state says of what two others have just been told to do: "the league welcomed the move"."""
    if sighting.kind not in (EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE) or not sighting.trigger.context:
        return None
    near = (t for t in reversed(told) if sighting.sentence - t.sightings[-1].sentence <= RECENT and len(t.who.states) == 2)
    event = next(near, None)
    if event is None or sighting.addressed or len(sighting.actor.states) != 1 or sighting.actor.states[0] in event.who.states:
        return None
    return replace(sighting, recipient=Who(states=event.who.states), anaphoric=False)


def _cue_span(sighting: Sighting, starts: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    return (sighting.cue.start, sighting.cue.end) if sighting.cue else starts[sighting.sentence, sighting.token]


def _in_context(sighting: Sighting, told: list[Told]) -> Sighting:
    """What is said in a meeting is said to the other side, where no addressee is named."""
    if sighting.kind is EventType.CONSULT:
        return _with_hosts(_with_implied(sighting, told), told)
    if sighting.group:
        met = next((t for t in reversed(told) if t.kind is EventType.CONSULT and len(t.who.states) >= 2 and not t.sightings[0].far), None)
        if met is None or (sighting.trigger.needs == "both" and not sighting.trigger.mutual and not sighting.recipient.states):
            return sighting
        return replace(sighting, actor=met.who, anaphoric=False)
    if (
        sighting.recipient.states
        or sighting.addressed
        or not (sighting.trigger.context and (len(sighting.actor.states) == 1 or (sighting.actor.states and sighting.kind in HOSTILE)))
    ):
        return sighting
    others = _other_side(sighting, told)
    return replace(sighting, recipient=Who(states=others), anaphoric=False) if others else sighting


def _with_implied(sighting: Sighting, told: list[Told]) -> Sighting:
    """ "a trilateral summit with Chad" is one of the two states told of last, and Chad."""
    if not sighting.implied or (sighting.definite and not sighting.who.states):
        return sighting
    wanted = 2 if sighting.implied == 2 or sighting.who.states else 3
    for event in reversed(told):
        states = event.who.states
        if event.kind is EventType.CONSULT and len(states) == wanted:
            union = dict.fromkeys((*states, *sighting.who.states))
            if len(union) == sighting.implied:
                return replace(sighting, actor=merge((Who(states=states), sighting.actor)), anaphoric=False)
    return sighting


def _is_pair(event: Told, sighting: Sighting) -> bool:
    """A meeting of the actor's state, or another event between it and one other state told shortly before."""
    if not set(event.who.states) & set(sighting.actor.states):
        return False
    recent = sighting.sentence - event.sightings[-1].sentence <= RECENT
    return event.kind is EventType.CONSULT or (recent and len(event.who.states) == 2)


def _with_hosts(sighting: Sighting, told: list[Told]) -> Sighting:
    """ "will meet senior officials" on a visit: those of the state that is visited."""
    visits = (t for t in reversed(told) if t.mode == "visit" and set(t.actor.people) & set(sighting.actor.people))
    visit = next(visits, None)
    if not sighting.hosted or visit is None:
        return sighting
    hosts = tuple(s for s in visit.who.states if s not in sighting.actor.states)
    return replace(sighting, recipient=merge((sighting.recipient, Who(states=hosts))), anaphoric=False)


def _other_side(sighting: Sighting, told: list[Told]) -> tuple[str, ...]:
    """Whom the words address where the sentence does not say: the other side of the meeting, or who acted just before."""
    if sighting.kind in HOSTILE:
        before = (t for t in reversed(told) if t.kind in HOSTILE and sighting.sentence - t.sightings[-1].sentence <= 1)
        foe = next((t.actor.states for t in before if t.actor.states and not set(t.actor.states) & set(sighting.actor.states)), ())
        return foe
    held = (t for t in reversed(told) if _is_pair(t, sighting))
    setting = next(held, None)
    others = tuple(s for s in setting.who.states if s not in sighting.actor.states) if setting else ()
    return others if len(others) == 1 else ()


def _home(sighting: Sighting, told: list[Told]) -> int | None:
    """The event told before that the sighting speaks of, the latest first."""
    known = [i for i in range(len(told) - 1, -1, -1) if told[i].kind is sighting.kind and _same(told[i], sighting)]
    phase = sighting.status in PAST
    alike = [i for i in known if told[i].mode == sighting.mode]
    in_phase = [i for i in alike if (told[i].status in PAST) == phase]
    return next(iter((*in_phase, *alike, *known)), None)


def _same(event: Told, sighting: Sighting) -> bool:
    if sighting.kind is EventType.CONSULT:
        return _same_meeting(event, sighting)
    if sighting.trigger.separate and not sighting.anaphoric:
        states, known = set(sighting.who.states), set(event.who.states)
        if sighting.content and states == known and sighting.content in {s.content for s in event.sightings}:
            return True
        trigger = event.sightings[0].trigger
        named = "agreement" in (*trigger.words, *trigger.object)
        return sighting.definite and named and (states <= known or known <= states)
    if sighting.anaphoric and sighting.kind in MATERIAL and _is_another_deed(event, sighting):
        return False
    if sighting.anaphoric and sighting.actor.states and event.kind is not EventType.AGREE:
        return set(event.actor.states) == set(sighting.actor.states)
    if sighting.anaphoric and not sighting.actor.states and sighting.recipient.states and sighting.trigger.pos == "verb":
        same_word = event.sightings[0].trigger.name == sighting.trigger.name
        return same_word and set(event.recipient.states) == set(sighting.recipient.states)
    if sighting.anaphoric:
        return bool(set(event.who.states) & set(sighting.who.states)) or not sighting.who.states
    if sighting.kind in MATERIAL and event.sightings[0].trigger.name != sighting.trigger.name and not sighting.definite:
        return False
    return (
        set(event.actor.states) == set(sighting.actor.states)
        and set(event.recipient.states) == set(sighting.recipient.states)
        and overlap(event.date, sighting.date)
        and (event.status in PAST) == (sighting.status in PAST)
        and event.sightings[0].far is sighting.far
    )


def _is_another_deed(event: Told, sighting: Sighting) -> bool:
    """Whether a verb tells of an act of its own: another sort of act, or one of another time."""
    if sighting.trigger.pos != "verb":
        return False
    return event.sightings[0].trigger.name != sighting.trigger.name or not overlap(event.date, sighting.date)


def _same_meeting(event: Told, sighting: Sighting) -> bool:
    states, told = set(sighting.who.states), set(event.who.states)
    people, known = set(sighting.who.people), set(event.who.people)
    if not overlap(event.date, sighting.date) or not alike(event.place, sighting.place):
        return False
    if people and known and not people & known and not (states - told):
        return False
    if not sighting.anaphoric and sighting.far != event.sightings[0].far:
        return False
    if event.level and sighting.level and event.level != sighting.level:
        return False
    if sighting.serial and not event.sightings[0].serial and _is_set_apart(event, sighting):
        return False
    if sighting.anaphoric:
        meets = not states or bool(states & told) or (sighting.trigger.third and sighting.definite and not sighting.date)
        return _modes_agree(event, sighting) and meets and (not people or bool(people & known) or not known)
    if event.mode != sighting.mode or event.sightings[0].plural != sighting.plural:
        return False
    part_of_tour = sighting.mode == "visit" and sighting.definite and states <= told and bool(people & known)
    if states != told and not part_of_tour and not _part_of(event, sighting):
        return False
    if (event.status in PAST) != (sighting.status in PAST):
        return bool(event.date) and event.date == sighting.date
    return sighting.definite or sighting.trigger.elaborates or _shares(event, sighting)


def _is_set_apart(event: Told, sighting: Sighting) -> bool:
    """Whether one of a series has a day or place of its own that the event told before, in another sentence, has not."""
    other = (sighting.date and not event.date) or (sighting.place and not event.place)
    return bool(other) and event.sightings[0].sentence != sighting.sentence


def _shares(event: Told, sighting: Sighting) -> bool:
    """Whether something speaks for one meeting: somebody, the day, the place, or a level told twice or never."""
    people = set(sighting.who.people) & set(event.who.people)
    places = {p.casefold() for p in event.place} & {p.casefold() for p in sighting.place}
    gathered = bool(event.sidelines) and event.sidelines.casefold() == sighting.sidelines.casefold()
    return bool(people or places or gathered) or (bool(event.date) and event.date == sighting.date) or event.level == sighting.level


def _part_of(event: Told, sighting: Sighting) -> bool:
    """Whether a meeting told with fewer or more sides may be the same: two sides shared, and somebody, the day or the place."""
    states, told = set(sighting.who.states), set(event.who.states)
    if not (states <= told or told <= states):
        return False
    shared = set(sighting.who.people) & set(event.who.people)
    same_time = bool(event.date) and event.date == sighting.date
    return min(len(states), len(told)) < 2 or (
        len(states & told) >= 2 and bool(shared or same_time) and not (len(told) > 2 and same_time is False)
    )


def _modes_agree(event: Told, sighting: Sighting) -> bool:
    mode = event.mode
    if sighting.trigger.elaborates or not mode:
        return True
    in_phase = (event.status in PAST) == (sighting.status in PAST)
    plain = sighting.mode == "meet" or (sighting.mode == "visit" and (sighting.trigger.pos == "noun" or in_phase))
    return mode == sighting.mode or (mode in ("call", "meet") and plain)


def overlap(left: str, right: str) -> bool:
    """Whether two dates may be one: they share a day, or one is open."""
    if not left or not right or left == right:
        return True
    try:
        return parse_period(left).overlaps(parse_period(right))
    except ValueError:
        return False


def alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two lists of places may be one: a venue may stand in any city, a city in its state."""
    mine, other = _cities(left), _cities(right)
    return not mine or not other or bool(mine & other)


def _cities(places: tuple[str, ...]) -> set[str]:
    return {p.casefold() for p in places if any(n.kind in ("city", "capital") for n in world().names.get(p))}


def closer(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """The first of two lists of places that are one place, unless it names only states and the other one a city in one of them."""
    if not left or not right:
        return left or right
    known = [world().names.get(place) for place in left]
    states = {name.key for names in known for name in names[:1] if name.kind == "state"}
    cities = {name.key for place in right for name in world().names.get(place) if name.kind in ("city", "capital")}
    return right if len(states) == len(left) and states & cities else left


def _narrower(left: str, right: str) -> str:
    if not left or not right:
        return left or right
    try:
        return right if parse_period(right).within(parse_period(left)) else left
    except ValueError:
        return left


def started(sighting: Sighting, step: Step) -> Told:
    """The event that a first mention tells of."""
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


def _tells_more(event: Told, sighting: Sighting) -> bool:
    """Whether a further mention says how far the event has come. One that only points back to it does so when it undoes it or leaves it
    open; "the proposed visit" or "the meeting will be useful" do not."""
    if sighting.status in UNSETTLED:
        return True
    if sighting.anaphoric or sighting.trigger.elaborates or sighting.definite:
        return False
    held = sighting.status in PAST and sighting.trigger.pos == "verb"
    return held if event.status not in PAST and sighting.cue is None else sighting.cue is not None


def joined(event: Told, sighting: Sighting, step: Step) -> Told:
    """The event with one more mention."""
    changes = step.status is not event.status and _tells_more(event, sighting)
    return replace(
        event,
        sightings=(*event.sightings, sighting),
        actor=merge((event.actor, sighting.actor)),
        recipient=merge((event.recipient, sighting.recipient)),
        level=event.level or sighting.level,
        date=event.date or sighting.date if sighting.anaphoric or sighting.trigger.elaborates else _narrower(event.date, sighting.date),
        place=closer(event.place, sighting.place),
        sidelines=event.sidelines or sighting.sidelines,
        history=(*event.history, step) if changes else event.history,
    )
