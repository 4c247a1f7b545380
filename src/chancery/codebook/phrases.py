"""Closed lists of words that tell how people, states and places hang together in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from chancery.codebook.loader import DATA, load_entries
from chancery.model import CodebookError


@dataclass(frozen=True, slots=True)
class WordList:
    """One named list of lower-case words."""

    name: str
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of `data/phrases.yaml`, each a set of lower-case words."""

    representatives: frozenset[str]
    gathered: frozenset[str]
    owner_cases: frozenset[str]
    place_cases: frozenset[str]
    venues: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    pairs: frozenset[str]
    persons: frozenset[str]
    counts: tuple[str, ...]
    media_nouns: frozenset[str]
    motion: frozenset[str]
    site_cases: frozenset[str]
    countries: frozenset[str]
    ownerless: frozenset[str]
    placed: frozenset[str]
    travellers: frozenset[str]
    aims: frozenset[str]
    series: frozenset[str]
    delegations: frozenset[str]
    joint_bodies: frozenset[str]
    leading: frozenset[str]
    grounds: frozenset[str]
    planning: frozenset[str]
    means: frozenset[str]
    rumours: frozenset[str]
    comings: frozenset[str]
    leavings: frozenset[str]
    leaders: frozenset[str]
    lower_ranks: frozenset[str]
    adversative: frozenset[str]
    placeless: frozenset[str]
    edges: frozenset[str]


@cache
def phrases() -> Phrases:
    """The packaged lists; CodebookError where the file names a list that is not known, or lacks one."""
    found = {entry.name: entry.words for entry in load_entries(DATA / "phrases.yaml", WordList)}
    wanted = {f.name: f.type for f in fields(Phrases)}
    if found.keys() != wanted.keys():
        raise CodebookError(f"phrases.yaml: lists {sorted(found.keys() ^ wanted.keys())} are unknown or missing; keep to those of Phrases")
    return Phrases(**{name: words if wanted[name].startswith("tuple") else frozenset(words) for name, words in found.items()})  # type: ignore[arg-type]
