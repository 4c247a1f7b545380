"""Finds the turns of a transcript: "SECRETARY LUND: We agreed.\""""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from chancery.codebook import DATA, load_entries
from chancery.reading.statements.lexicon import Grammar

LEAST = 2
"""How many turns make a transcript; one label alone is a dateline or a heading."""
_LABEL = re.compile(r"^[ \t\"“]*(?P<label>[A-Z][\w.’'\-]*(?:[ \t]+[A-Z(][\w.’'()\-]*){0,6})[ \t]*:[ \t]+(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn, with the label before it."""

    label: str
    start: int
    end: int


@cache
def _nobody() -> frozenset[str]:
    return frozenset(word for entry in load_entries(DATA / "cues" / "transcripts.yaml", Grammar) for word in entry.words)


def find_turns(text: str, names: Collection[str] = ()) -> tuple[Turn, ...]:
    """The turns of a text that is, in part, a transcript, in order; none where fewer than two labels stand in it. A label is a
    name in capitals at the head of a line, or one of `names`."""
    labels = [m for m in _LABEL.finditer(text) if _is_label(m["label"], names)]
    named = [m for m in labels if m["label"].casefold() not in _nobody()]
    if len(labels) < LEAST or not named:
        return ()
    ends = [m.start() for m in labels[1:]] + [len(text)]
    turns = (Turn(m["label"], m.start("label"), _end(text, m.end(), end)) for m, end in zip(labels, ends, strict=True))
    return tuple(turns)


def _is_label(label: str, names: Collection[str]) -> bool:
    letters = [c for c in label if c.isalpha()]
    return label in names or (all(c.isupper() for c in letters) and (len(letters) > 1 or label in ("Q", "A")))


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def is_named(turn: Turn) -> bool:
    """Whether the label names somebody, rather than "Q" or "QUESTION"."""
    return turn.label.casefold() not in _nobody()
