"""What states did, will do or may do with or to each other: claims of events. `read_events` is the door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.model import Claim, Event, EventType, Evidence, claim, quote
from chancery.reading.events.accept import accepted
from chancery.reading.events.discourse import discourse_of, inferred
from chancery.reading.events.echoes import with_echoes
from chancery.reading.events.levels import level_of_named
from chancery.reading.events.merging import Told, tell
from chancery.reading.events.setting import in_setting
from chancery.reading.events.sides import main_pair
from chancery.reading.events.sightings import find_sightings
from chancery.reading.events.titled import with_holders
from chancery.reading.events.where import here
from chancery.reading.scene import Scene

__all__ = ["candidates", "event_of", "read_events", "set_in", "told_with_claims"]


def read_events(scene: Scene) -> tuple[Claim, ...]:
    """The events that the report tells, in order of first mention, each with the sentences that tell it as evidence."""
    return tuple(claim for claim, _, _ in told_with_claims(scene))


def told_with_claims(scene: Scene) -> Iterator[tuple[Claim, Told, tuple[Told, ...]]]:
    """Each claim with the event as told, and all events among which it was weighed."""
    seen = candidates(scene)
    kept = accepted(scene, seen)
    for event, (told, score) in zip(set_in(scene, tuple(told for told, _ in kept)), kept, strict=True):
        yield _claim(scene, event, score), told, seen


def candidates(scene: Scene) -> tuple[Told, ...]:
    """Every event that the report seems to tell, the doubtful ones among them, in order of first mention."""
    spans = {(s.index, t.index): (t.start, t.end) for s in scene.parse.sentences for t in s.tokens}
    told, loose = tell(with_echoes(scene, find_sightings(scene)), spans, main_pair(scene))
    found = (*told, *inferred(loose, discourse_of(scene)))
    return tuple(sorted(found, key=lambda event: (event.sightings[0].sentence, event.sightings[0].token)))


def set_in(scene: Scene, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """The events with the day, place and people that their setting gives them."""
    serves = {person.name: person.states for person in scene.people.values()}
    told = tuple(with_holders(scene, event) for event in told)
    return tuple(_ranked(scene, event) for event in in_setting(told, here(scene), scene.report.published or "", serves))


def _ranked(scene: Scene, event: Told) -> Told:
    """The event with the level of those who are named, where its words tell none."""
    held = (event.kind is EventType.CONSULT and event.mode != "visit") or (event.kind is EventType.AGREE and not _direction(event)[0])
    return replace(event, level=level_of_named(scene, event.who)) if held and not event.level else event


def _claim(scene: Scene, told: Told, score: float) -> Claim:
    evidence = tuple(_evidence(scene, index) for index in dict.fromkeys(s.sentence for s in told.sightings))
    first = told.sightings[0]
    rule = f"events/{told.kind.value}: {first.trigger.name}" + (f" + {first.cue.label}" if first.cue else "")
    return claim(event_of(told), evidence, rule=rule, score=score)


def _evidence(scene: Scene, sentence: int) -> Evidence:
    parsed = scene.parse.sentences[sentence]
    text = scene.report.text[parsed.start : parsed.end]
    start = parsed.start + len(text) - len(text.lstrip())
    return quote(scene.report, start, start + len(text.strip()))


def event_of(told: Told) -> Event:
    """What all mentions of an event together say."""
    actor, recipient = _direction(told)
    who = told.who
    return Event(
        type=told.kind,
        status=told.status,
        mode=told.mode,
        level=told.level or "",
        states=who.states,
        actor=actor,
        recipient=recipient,
        people=who.people,
        date=told.date,
        place=told.place,
        sidelines=told.sidelines,
        history=told.history,
    )


def _direction(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts on whom; nobody where the parties do it together."""
    recipient = tuple(s for s in told.recipient.states if s not in told.actor.states)
    together = told.sightings[0].trigger.mutual and len(told.actor.states) >= 2 and (told.kind is EventType.AGREE or not recipient)
    if told.kind in (EventType.CONSULT, EventType.COOPERATE) or together:
        return (), ()
    return told.actor.states, recipient
