"""What the language pipeline sees in a text: sentences, tokens, Universal Dependencies, named entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

EntityLabel = Literal["PERSON", "ORG", "STATE", "PLACE", "NORP", "DATE", "EVENT", "LAW"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence, at exact character offsets of the text."""

    index: int
    """Place in its sentence, from 0."""
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    """UD features as in CoNLL-U, `Tense=Past|VerbForm=Fin`; empty if none."""
    head: int
    """Index of its head in the same sentence; -1 for the root."""
    deprel: str
    """UD relation with subtype, `nmod:poss`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tree."""

    index: int
    """Place in the text, from 0."""
    start: int
    end: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    """For each token, the indices of its dependents, in order."""
    _asked: dict[tuple[int, tuple[str, ...]], tuple[Token, ...]] = field(init=False, repr=False, compare=False)
    """Answers of `below`, which reading asks for many times over."""

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        object.__setattr__(self, "children", tuple(map(tuple, below)))
        object.__setattr__(self, "_asked", {})

    @property
    def root(self) -> Token:
        """The token that heads the sentence."""
        return next(token for token in self.tokens if token.head < 0)

    def below(self, index: int, *relations: str) -> Iterator[Token]:
        """Dependents of a token, in order; with relations, only those (`obl` also lets `obl:tmod` in)."""
        found = self._asked.get((index, relations))
        if found is None:
            children = (self.tokens[child] for child in self.children[index])
            found = tuple(t for t in children if not relations or t.deprel in relations or t.deprel.split(":")[0] in relations)
            self._asked[index, relations] = found
        return iter(found)

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of a token and all below it, in order."""
        found, stack = [], [index]
        while stack:
            found.append(current := stack.pop())
            stack.extend(self.children[current])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[Token]:
        """The token's head, its head's head and so on to the root."""
        while (index := self.tokens[index].head) >= 0:
            yield self.tokens[index]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, at start..end of the text, of this kind, with this probability."""

    start: int
    end: int
    label: EntityLabel
    score: float


@dataclass(frozen=True, slots=True)
class Parse:
    """A text as the pipeline reads it; offsets refer to `text`."""

    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    """In order of start; none overlap."""

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character, if any."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= position:
            return self.sentences[low]
        return None
