"""Explained: a claim with the words that decided it."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.claim import Claim
from chancery.model.report import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """These characters of the text decided, each in its own way: trigger, cue, actor, recipient, place, post, said."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One claim, the sentences that tell it, the words in them that decided, and what decided besides."""

    claim: Claim
    sentences: tuple[Span, ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
