"""What states did, will do or may do with or to each other: claims of events. `read_events` is the door."""

from __future__ import annotations

from itertools import pairwise

from chancery.model import Claim, Event, EventType, Evidence, claim, quote
from chancery.reading.events.merging import Told, tell
from chancery.reading.events.setting import in_setting
from chancery.reading.events.sides import main_pair
from chancery.reading.events.sightings import find_sightings
from chancery.reading.events.where import here
from chancery.reading.scene import Scene

__all__ = ["read_events"]

MERGED_BONUS = 0.05
"""How much more trust each further mention earns an event."""
MEASURED = ((0.4, 0.55), (0.5, 0.76), (0.6, 0.87), (0.75, 0.9), (0.8, 0.97), (0.95, 0.98))
"""Trust in an entry of the rule data, and the share of its events that were right over our dispatches and the gold reports."""


def read_events(scene: Scene) -> tuple[Claim, ...]:
    """The events that the report tells, in order of first mention, each with the sentences that tell it as evidence."""
    spans = {(s.index, t.index): (t.start, t.end) for s in scene.parse.sentences for t in s.tokens}
    serves = {person.name: person.states for person in scene.people.values()}
    told, _ = tell(find_sightings(scene), spans, main_pair(scene))
    told = in_setting(told, here(scene), scene.report.published or "", serves)
    return tuple(_claim(scene, event) for event in told)


def _claim(scene: Scene, told: Told) -> Claim:
    evidence = tuple(_evidence(scene, index) for index in dict.fromkeys(s.sentence for s in told.sightings))
    first = told.sightings[0]
    rule = f"events/{told.kind.value}: {first.trigger.name}" + (f" + {first.cue.label}" if first.cue else "")
    score = _probability(first.trigger.score + MERGED_BONUS * (len(told.sightings) - 1))
    return claim(_event(told), evidence, rule=rule, score=score)


def _probability(trust: float) -> float:
    """The share of claims with such trust that were right, by straight lines between the measured points."""
    for (low, least), (high, most) in pairwise(MEASURED):
        if trust <= high:
            return round(least + (most - least) * max(0.0, trust - low) / (high - low), 3)
    return MEASURED[-1][1]


def _evidence(scene: Scene, sentence: int) -> Evidence:
    parsed = scene.parse.sentences[sentence]
    text = scene.report.text[parsed.start : parsed.end]
    start = parsed.start + len(text) - len(text.lstrip())
    return quote(scene.report, start, start + len(text.strip()))


def _event(told: Told) -> Event:
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
