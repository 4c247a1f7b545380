"""A report's text cut where its evidence begins and ends, so that every quoted word can be marked and linked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the ids of the claims that quote all of it; `opens` are those whose quote begins here."""

    text: str
    claims: tuple[str, ...]
    opens: tuple[str, ...]


def paragraphs(text: str, quotes: Mapping[str, Iterable[tuple[int, int]]]) -> tuple[tuple[Piece, ...], ...]:
    """The text's paragraphs, each as pieces in order; `quotes` maps a claim's id to the character spans that it quotes."""
    spans = sorted((start, end, claim) for claim, places in quotes.items() for start, end in places)
    found, start = [], 0
    for part in text.split("\n\n"):
        end = start + len(part)
        found.append(tuple(_cut(text, start, end, spans)))
        start = end + 2
    return tuple(pieces for pieces in found if pieces)


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> Iterable[Piece]:
    here = [span for span in spans if span[0] < end and start < span[1]]
    edges = sorted({start, end, *(max(start, s) for s, _, _ in here), *(min(end, e) for _, e, _ in here)})
    for left, right in itertools.pairwise(edges):
        claims = tuple(dict.fromkeys(claim for s, e, claim in here if s <= left and right <= e))
        opens = tuple(claim for s, _, claim in here if s == left)
        yield Piece(text[left:right], claims, opens)
