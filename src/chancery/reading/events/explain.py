"""Which words of a report made an event, and what counted for and against it."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.codebook import state_name
from chancery.model import Mark, Sentence, Who
from chancery.reading.events.accept import acceptor
from chancery.reading.events.features import features
from chancery.reading.events.merging import Told
from chancery.reading.events.parties import party
from chancery.reading.events.roles import refs
from chancery.reading.events.sightings import Sighting
from chancery.reading.scene import Scene

MOST = 4
"""Features named for and against."""
FOUND = {
    "sentence": "named elsewhere in the sentence",
    "partner": "party to the event told before",
    "pair": "one of the two states that the report is about",
    "often": "the state that the report names most",
    "here": "the dateline's state",
    "nobody": "not found",
}
"""How a side that the words leave out was found."""


def marks_of(scene: Scene, told: Told) -> tuple[Mark, ...]:
    """The trigger, the cue and each side of every mention, in order of the text."""
    found = dict.fromkeys(mark for sighting in told.sightings for mark in _of_sighting(scene, sighting))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.role)))


def _of_sighting(scene: Scene, sighting: Sighting) -> Iterator[Mark]:
    sentence = scene.parse.sentences[sighting.sentence]
    word = sentence.tokens[sighting.token]
    yield Mark(word.start, word.end, "trigger")
    if sighting.cue is not None and sentence.start <= sighting.cue.start < sentence.end and sighting.cue.start != word.start:
        yield Mark(sighting.cue.start, sighting.cue.end, "cue")
    for role, slots, who in (
        ("actor", sighting.trigger.actor, sighting.actor),
        ("recipient", sighting.trigger.recipient, sighting.recipient),
    ):
        for slot in slots:
            yield from _of_slot(scene, sentence, sighting.token, slot, role, who)


def _of_slot(scene: Scene, sentence: Sentence, token: int, slot: str, role: str, who: Who) -> Iterator[Mark]:
    for ref in refs(sentence, token, slot):
        found = party(scene, sentence, ref, slot not in ("object", "iobj"))
        if set(found.states) & set(who.states) or set(found.people) & set(who.people):
            mention = scene.mention_at(sentence.index, ref.token)
            place = mention if mention is not None else sentence.tokens[ref.token]
            yield Mark(place.start, place.end, role)


def notes_of(scene: Scene, told: Told, others: tuple[Told, ...]) -> tuple[str, ...]:
    """How a side was found that no words name, and the features that counted most."""
    first = told.sightings[0]
    notes = []
    if first.inferred:
        side = {"actor": first.actor, "recipient": first.recipient}.get(first.missing, told.who)
        names = " and ".join(map(state_name, side.states)) or "nobody"
        notes.append(f"{'both sides' if first.missing == 'both' else first.missing}: {names}, {FOUND[first.inferred]}")
    weights = acceptor().weights
    found = features(scene, others)[others.index(told)]
    counted = sorted(((weights.get(name, 0.0), name) for name in found), key=lambda pair: (-abs(pair[0]), pair[1]))
    for label, chosen in (("for it", [p for p in counted if p[0] > 0]), ("against it", [p for p in counted if p[0] < 0])):
        if chosen:
            notes.append(f"{label}: " + ", ".join(f"{name} {weight:+.2f}" for weight, name in chosen[:MOST]))
    return tuple(notes)
