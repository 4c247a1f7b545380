"""Mends the tree where a participle before a title was taken for a verb: "met with visiting Foreign Minister A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from chancery.model import Entity, Sentence, Token

BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "CCONJ"})
"""Parts of speech of the words between the participle and the name."""
VERBAL = frozenset({"VERB", "AUX"})


@cache
def _words() -> dict[str, frozenset[str]]:
    raw: dict[str, list[str]] = yaml.safe_load(files("chancery.data").joinpath("language/guests.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def mend_guests(sentence: Sentence, entities: Sequence[Entity]) -> Sentence:
    """The sentence in which such a participle modifies the name, and the name stands where the participle stood."""
    for token in sentence.tokens:
        if token.text.lower() not in _words()["participles"] or token.upos != "VERB" or token.head < 0:
            continue
        if (name := _named(sentence, token, entities)) is not None:
            sentence = _turned(sentence, token, name)
    return sentence


def _named(sentence: Sentence, participle: Token, entities: Sequence[Entity]) -> Token | None:
    """The first word of the person named behind the participle and a title."""
    starts = {entity.start for entity in entities if entity.label == "PERSON"}
    for token in sentence.tokens[participle.index + 1 :]:
        if token.start in starts:
            return token if token.index > participle.index + 1 else None
        if token.upos not in BETWEEN:
            return None
    return None


def _turned(sentence: Sentence, participle: Token, name: Token) -> Sentence:
    tokens = list(sentence.tokens)
    before = tokens[participle.index - 1] if participle.index else None
    case = before if before is not None and before.head == participle.index and before.text.lower() in _words()["cases"] else None
    if case is None and any(t.deprel in ("mark", "case") and t.head == participle.index for t in tokens):
        return sentence
    above = tokens[participle.head]
    place = "conj" if participle.deprel == "conj" else "obj" if case is None else "obl" if above.upos in VERBAL else "nmod"
    if above.index > participle.index:
        return sentence
    for token in tokens[participle.index + 1 : name.index]:
        if token.head in (participle.index, above.index) and token.upos in ("NOUN", "PROPN"):
            tokens[token.index] = replace(token, head=name.index, deprel="nmod:desc")
    for token in sentence.tokens:
        if token.head == participle.index and token.index > name.index:
            tokens[token.index] = replace(token, head=above.index)
    tokens[name.index] = replace(name, head=above.index, deprel=place)
    tokens[participle.index] = replace(participle, head=name.index, deprel="amod")
    if case is not None:
        tokens[case.index] = replace(case, head=name.index, deprel="case", upos="ADP")
    return replace(sentence, tokens=tuple(tokens))
