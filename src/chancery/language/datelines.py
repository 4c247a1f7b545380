"""Keeps a dispatch's dateline apart in the tree: `TOKYO, Nov. 6 (Kyodo) --` takes no part in the sentence that it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.model import Entity, Sentence, Token

DASHES = frozenset({"-", "–", "—", "--", "---"})
WORDS = frozenset({"PROPN", "NUM", "PUNCT", "X", "SYM", "NOUN", "ADJ"})
"""Parts of speech of a dateline's words."""
LONGEST = 18
"""Words of a dateline, its dash excluded, at most."""
LEAST = 4
"""Words of the sentence behind it, at least."""


def mend_dateline(sentence: Sentence, entities: Sequence[Entity]) -> tuple[Sentence, list[Entity]]:
    """The sentence whose dateline hangs together on its root, and the names, an agency in brackets being no person."""
    dash = _dash(sentence.tokens, entities)
    if dash is None:
        return sentence, list(entities)
    tokens = list(sentence.tokens)
    root = next((t.index for t in tokens if t.head < 0 and t.index > dash), None)
    if root is not None:
        for token in tokens[: dash + 1]:
            if token.head > dash or token.head < 0:
                head, relation = (root, "parataxis") if token.index == 0 else (0, "punct" if token.upos == "PUNCT" else "parataxis")
                tokens[token.index] = replace(token, head=head, deprel=relation)
        if tokens[0].head != root:
            tokens[0] = replace(tokens[0], head=root, deprel="parataxis")
    return replace(sentence, tokens=tuple(tokens)), [_named(entity, tokens[:dash]) for entity in entities]


def _dash(tokens: Sequence[Token], entities: Sequence[Entity]) -> int | None:
    """Index of the dash that ends the dateline; None where the sentence opens with none."""
    dash = next((t.index for t in tokens[1 : LONGEST + 1] if t.text in DASHES), None)
    if dash is None or len(tokens) - dash <= LEAST or not tokens[0].text[:1].isupper():
        return None
    before = tokens[:dash]
    if any(t.upos not in WORDS for t in before):
        return None
    dated = any(e.label == "DATE" and tokens[0].start < e.start < tokens[dash].start for e in entities)
    return dash if dated or any(t.text == "(" for t in before) or (len(tokens[0].text) > 1 and tokens[0].text.isupper()) else None


def _named(entity: Entity, dateline: Sequence[Token]) -> Entity:
    opened = next((t.start for t in dateline if t.text == "("), None)
    inside = opened is not None and opened < entity.start < dateline[-1].end
    return replace(entity, label="ORG") if inside and entity.label == "PERSON" else entity
