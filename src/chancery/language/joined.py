"""Puts hyphenated names together again: Jae - in inside one person's name is one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.model import Entity, Sentence, Token

HYPHENS = frozenset("-‐‑")
WHOLE = frozenset({"PERSON", "PLACE", "STATE"})
ARTICLES = frozenset({"al", "el", "ul", "an", "ar", "as", "ash", "at", "az", "ad"})


def join_names(text: str, sentence: Sentence, entities: Sequence[Entity]) -> Sentence:
    """The sentence with words joined that a hyphen ties within one name; the tree keeps its arcs."""
    groups = _groups(sentence.tokens, entities)
    if not groups:
        return sentence
    place: list[int] = []
    leaders: list[int] = []
    for first, last in groups:
        while len(place) < first:
            place.append(len(leaders))
            leaders.append(len(place) - 1)
        place.extend([len(leaders)] * (last - first))
        leaders.append(_leader(sentence.tokens, first, last))
    while len(place) < len(sentence.tokens):
        place.append(len(leaders))
        leaders.append(len(place) - 1)
    spans = dict(groups)
    firsts = {place[first]: first for first, _ in groups}
    tokens = []
    for index, leader in enumerate(leaders):
        token = sentence.tokens[leader]
        head = -1 if token.head < 0 else place[token.head]
        first = firsts.get(index, -1)
        if first < 0:
            tokens.append(replace(token, index=index, head=head))
        else:
            start, end = sentence.tokens[first].start, sentence.tokens[spans[first] - 1].end
            parts = sentence.tokens[first : spans[first]]
            proper = next((part for part in parts if part.upos == "PROPN"), token)
            word = text[start:end]
            tokens.append(Token(index, start, end, word, word, proper.upos, proper.feats, head, token.deprel))
    return Sentence(sentence.index, sentence.start, sentence.end, tuple(tokens))


def _groups(tokens: tuple[Token, ...], entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """First and last (excluded) of each run of words tied by hyphens inside one name."""
    found: list[tuple[int, int]] = []
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.text not in HYPHENS or tokens[index - 1].end != token.start or tokens[index + 1].start != token.end:
            continue
        left, right = tokens[index - 1], tokens[index + 1]
        if not (left.text[-1].isalpha() and right.text[0].isalpha()) or not _within(left, right, entities):
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 2)
        else:
            found.append((index - 1, index + 2))
    return found


def _within(left: Token, right: Token, entities: Sequence[Entity]) -> bool:
    for entity in entities:
        if entity.start <= left.start and right.end <= entity.end:
            return entity.label in WHOLE or left.text.lower() in ARTICLES
    return False


def _leader(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The word of a run whose head lies outside it; of several the one nearest the root, so that no ring can close."""
    return min((index for index in range(first, last) if not first <= tokens[index].head < last), key=lambda index: _depth(tokens, index))


def _depth(tokens: tuple[Token, ...], index: int) -> int:
    steps = 0
    while (index := tokens[index].head) >= 0:
        steps += 1
    return steps
