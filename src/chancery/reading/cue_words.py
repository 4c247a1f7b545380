"""The words that tell how far an event has come: `data/cues/status.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook import DATA, load_entries

StatusName = Literal[
    "", "occurred", "ongoing", "scheduled", "expected", "possible", "undecided", "unlikely", "cancelled", "denied", "proposed"
]
Stand = Literal["clause", "object", "subject", "noun", "modifier", "modal", "adverb"]


@dataclass(frozen=True, slots=True)
class StatusCue:
    """One entry of `data/cues/status.yaml`; its head explains the fields."""

    name: str
    status: StatusName
    stands: tuple[Stand, ...]
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    negated: StatusName = ""
    with_particle: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@cache
def cue_index() -> Mapping[tuple[Stand, str], tuple[tuple[StatusCue, bool], ...]]:
    """Entries by stand and word, each with whether the word needs a particle; in order of the file."""
    found: dict[tuple[Stand, str], list[tuple[StatusCue, bool]]] = {}
    for entry in load_entries(DATA / "cues" / "status.yaml", StatusCue):
        for stand in entry.stands:
            for words, needs_particle in ((entry.words, False), (entry.with_particle, True)):
                for word in words:
                    found.setdefault((stand, word), []).append((entry, needs_particle))
    return {key: tuple(entries) for key, entries in found.items()}
