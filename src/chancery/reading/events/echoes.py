"""Acts told by a word that repeats the one before with another actor: "a day after Morocco did the same", "Chad followed suit"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from chancery.codebook import DATA, load_entries
from chancery.model import EventStatus, Sentence, Who
from chancery.reading.cues import is_negated, status_of
from chancery.reading.events.parties import party
from chancery.reading.events.sightings import Sighting
from chancery.reading.events.syntax import VERBAL, grammatical_subject, lemma
from chancery.reading.events.when import happens, settle
from chancery.reading.scene import Scene

REACH = 5
"""Words after the verb among which those that make it an echo must start."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Verbs that repeat the act told before."""

    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    answer: bool = False


@cache
def echoes() -> tuple[Echo, ...]:
    """The entries of the rule data."""
    return load_entries(DATA / "cues" / "echoes.yaml", Echo)


def with_echoes(scene: Scene, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The sightings with those of acts that only an echo tells, in order of the text."""
    told = tuple(sightings)
    found = (echo for sentence in scene.parse.sentences for echo in _in_sentence(scene, sentence, told))
    return tuple(sorted((*told, *found), key=lambda sighting: (sighting.sentence, sighting.token)))


def _in_sentence(scene: Scene, sentence: Sentence, told: tuple[Sighting, ...]) -> Iterator[Sighting]:
    taken = {s.token for s in told if s.sentence == sentence.index and not s.weak and not s.anaphoric}
    for token in sentence.tokens:
        if token.upos not in VERBAL or token.index in taken or is_negated(sentence, token.index):
            continue
        entry = next((e for e in echoes() if lemma(token) in e.words and _repeats(sentence, token.index, e)), None)
        model = _echoed(scene, sentence, token.index, told) if entry is not None else None
        if entry is not None and model is not None and (echo := _echo(scene, sentence, token.index, model, entry.answer)) is not None:
            yield echo


def _repeats(sentence: Sentence, verb: int, entry: Echo) -> bool:
    """Whether the words around the verb make it an echo; never for what somebody is asked "to do" as well."""
    if any(t.text.lower() == "to" for t in sentence.below(verb, "mark")):
        return False
    if entry.before:
        return verb > 0 and sentence.tokens[verb - 1].text.lower() in entry.before
    following = [t.text.lower() for t in sentence.tokens[verb + 1 :]]
    phrases = (phrase.split() for phrase in entry.after)
    return any(following[i : i + len(words)] == words for words in phrases for i in range(REACH))


def _echoed(scene: Scene, sentence: Sentence, verb: int, told: tuple[Sighting, ...]) -> Sighting | None:
    """The act that is repeated: that of the clause above or before it, else the main one of the sentence before."""
    here = {s.token: s for s in told if s.sentence == sentence.index and not s.weak and s.trigger.pos == "verb"}
    above = next((here[t.index] for t in sentence.ancestors(verb) if t.index in here), None)
    before = max((s for s in here.values() if s.token < verb), key=lambda s: s.token, default=None)
    if above is not None or before is not None:
        return above or before
    if sentence.index == 0:
        return None
    last = scene.parse.sentences[sentence.index - 1]
    there = (s for s in told if s.sentence == last.index and not s.weak and s.trigger.pos == "verb")
    return min(there, key=lambda s: sum(1 for _ in last.ancestors(s.token)), default=None)


def _echo(scene: Scene, sentence: Sentence, verb: int, model: Sighting, answer: bool) -> Sighting | None:
    subject = grammatical_subject(sentence, verb)
    actor = party(scene, sentence, subject, True) if subject is not None else Who()
    if not actor.states or set(actor.states) <= set(model.actor.states):
        return None
    answers = answer or bool(set(actor.states) & set(model.recipient.states))
    status, cue = status_of(sentence, verb, present=EventStatus(model.trigger.present))
    date = happens(scene, sentence, verb, model.trigger, status, said=False)
    return replace(
        model,
        sentence=sentence.index,
        token=verb,
        actor=actor,
        recipient=model.actor if answers else Who(states=model.recipient.states),
        date=date,
        place=(),
        status=settle(scene, status, date),
        cue=cue,
        anaphoric=not (answers or model.recipient.states) and model.anaphoric,
        definite=False,
        group=False,
        far=False,
        content="",
    )
