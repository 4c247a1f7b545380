"""The rule data of resolving, loaded once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chancery.codebook import DATA, load_entries


@dataclass(frozen=True, slots=True)
class _Words:
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wordings:
    name: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Limit:
    name: str
    value: float
    note: str


@cache
def words(file: str, name: str) -> frozenset[str]:
    """One list of words of `data/resolve/FILE.yaml`."""
    return frozenset(next(entry.words for entry in load_entries(DATA / "resolve" / f"{file}.yaml", _Words) if entry.name == name))


@cache
def nicknames() -> Mapping[str, str]:
    """The full form of each short form or other spelling."""
    return {word: entry.name for entry in load_entries(DATA / "resolve" / "nicknames.yaml", _Words) for word in entry.words}


@cache
def wordings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of all wordings of posts that stand for another, longest first, and what each stands for."""
    found = {wording: entry.name for entry in load_entries(DATA / "resolve" / "wordings.yaml", _Wordings) for wording in entry.wordings}
    ordered = sorted(found, key=lambda wording: (-len(wording), wording))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])"), found


@cache
def _limits() -> Mapping[str, float]:
    return {entry.name: entry.value for entry in load_entries(DATA / "resolve" / "limits.yaml", _Limit)}


def limit(name: str) -> float:
    """A threshold of `data/resolve/limits.yaml`."""
    return _limits()[name]
