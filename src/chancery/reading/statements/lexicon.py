"""The words of saying, as the codebook gives them, indexed for reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from chancery.codebook import DATA, load_entries, titles

Frame = Literal["clause", "infinitive", "request", "object", "oblique", "naming", "rest", "comment", "compared"]
Relayed = Literal["always", "person", "never"]
Role = Literal[
    "document",
    "human",
    "unnamed",
    "institution",
    "medium",
    "setting",
    "carrier",
    "relayer",
    "speaking",
    "official",
    "issuing",
    "outlet_name",
]


@dataclass(frozen=True, slots=True)
class SayingClass:
    """Verbs of saying that take the same complements."""

    name: str
    verbs: tuple[str, ...]
    """Lemmas, each with its particle if it has one ("point out")."""
    frames: tuple[Frame, ...]
    relayed: Relayed
    """Whether words that someone else relays count."""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    objects: tuple[str, ...] = ()
    """Heads that the object may have; empty lets any in."""
    prepositions: tuple[str, ...] = ()
    thing: bool = False
    """Whether the object must not be a person."""
    shape: Literal["any", "finite", "participle"] = "any"
    speaker: Literal["any", "person", "document"] = "any"
    tense: Literal["any", "past"] = "any"
    without: tuple[str, ...] = ()
    """Prepositions beside which the verb is no saying."""
    hearer: bool = False
    """Whether the object is the one who hears it ("assured Peru of its help")."""
    passes_on: bool = False
    """Whether the words are those of the object's owner."""


@dataclass(frozen=True, slots=True)
class RelayClass:
    """Words by which one source relays another."""

    name: str
    kind: Literal["verb", "preposition"]
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NounClass:
    """Words that play one part around a statement."""

    name: str
    role: Role
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words that tell whether something was in fact said."""

    name: str
    words: tuple[str, ...]


@cache
def saying_classes() -> tuple[SayingClass, ...]:
    """Every class of verbs of saying, in the order of the file."""
    return load_entries(DATA / "cues" / "saying.yaml", SayingClass)


@cache
def relay_classes() -> tuple[RelayClass, ...]:
    """Every class of relaying words."""
    return load_entries(DATA / "cues" / "saying_relay.yaml", RelayClass)


@cache
def noun_classes() -> tuple[NounClass, ...]:
    """Every class of nouns around a statement."""
    return load_entries(DATA / "cues" / "saying_nouns.yaml", NounClass)


@cache
def personal() -> frozenset[str]:
    """Names of the classes that only people say."""
    return frozenset(entry.name for entry in saying_classes() if entry.speaker == "person")


@cache
def verbs() -> Mapping[str, tuple[tuple[SayingClass, str], ...]]:
    """For the lemma of a verb, its classes, each with the particle that must go with it (empty for none)."""
    found: dict[str, list[tuple[SayingClass, str]]] = {}
    for entry in saying_classes():
        for verb in entry.verbs:
            lemma, _, particle = verb.partition(" ")
            found.setdefault(lemma, []).append((entry, particle))
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@lru_cache(maxsize=16384)
def verb_lemma(form: str, lemma: str) -> str:
    """The lemma under which the codebook has a verb: the given one, else one that the form may be of; the given one if none."""
    known = _known_verbs()
    if lemma in known:
        return lemma
    return next((base for base in _bases(form) if base in known), lemma)


@cache
def _known_verbs() -> frozenset[str]:
    carriers = (words.partition(" ")[0] for words in nouns("carrier"))
    return frozenset((*verbs(), *relays("verb"), *carriers))


def _bases(form: str) -> Iterator[str]:
    for ending, bases in (("ing", ("", "e")), ("ied", ("y",)), ("ed", ("", "e")), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",))):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield from (stem + base for base in bases)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def nouns(role: Role) -> frozenset[str]:
    """The lemmas that may play a part."""
    return frozenset(word for entry in noun_classes() if entry.role == role for word in entry.words)


@cache
def sources() -> frozenset[str]:
    """The lemmas of people and institutions."""
    return people() | nouns("institution")


@cache
def people() -> frozenset[str]:
    """The lemmas of people described, among them the heads of all posts."""
    return nouns("human") | frozenset(titles().heads)


@cache
def relays(kind: Literal["verb", "preposition"]) -> frozenset[str]:
    """The lemmas of relaying words of one kind."""
    return frozenset(word for entry in relay_classes() if entry.kind == kind for word in entry.words)


@cache
def grammar(name: str) -> frozenset[str]:
    """A closed list of function words of `saying_grammar.yaml`, lower case."""
    return next(frozenset(entry.words) for entry in load_entries(DATA / "cues" / "saying_grammar.yaml", Grammar) if entry.name == name)
