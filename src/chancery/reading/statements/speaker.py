"""Who speaks, as the record names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chancery.codebook import world
from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene
from chancery.reading.statements.grammar import feat
from chancery.reading.statements.lexicon import people

Kind = Literal["person", "body", "state", "anonymous"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the record names them."""

    name: str
    kind: Kind
    states: tuple[str, ...] = ()
    medium: bool = False
    document: bool = False
    """Whether the words are a paper's: a statement, a communique."""
    head: str = ""
    """Lemma of the head of the phrase."""
    plural: bool = False
    sentence: int = 0
    assumed: bool = False
    """Whether nothing in the phrase tells whom an unnamed speaker speaks for."""


def person_of(scene: Scene, who: Who) -> Speaker:
    """The people as one speaker, with all the states that they serve."""
    return Speaker(joined(who.people), "person", states_of(scene, who.people) or who.states)


def states_of(scene: Scene, people: Iterable[str]) -> tuple[str, ...]:
    """The states that these people serve, each once, in order."""
    by_name = {person.name: person.states for person in scene.people.values()}
    return tuple(dict.fromkeys(state for name in people for state in by_name.get(name, ())))


def joined(names: tuple[str, ...]) -> str:
    """Names as one phrase: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def state_name(scene: Scene, code: str) -> str:
    """A state as the report first words it; an organization by its short name."""
    named = next((m.text for m in scene.mentions if m.kind in ("state", "body") and m.entity == code), code)
    return named if code in world().territories else code


def is_plural(sentence: Sentence, head: Token) -> bool:
    """Whether the phrase means several."""
    return feat(head, "Number") == "Plur" or any(sentence.below(head.index, "conj"))


def is_proper(head: Token) -> bool:
    """Whether the phrase is a name, rather than "the President" with a capital."""
    return head.upos == "PROPN" and head.lemma.lower() not in people()


def is_next(speaker: Speaker, sentence: int) -> bool:
    """Whether the speaker spoke in this sentence or the one before."""
    return sentence - speaker.sentence <= 1
