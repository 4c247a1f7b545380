"""Who held which post of state on which day: a packaged register, the last resort where a report does not introduce a person."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chancery.codebook.lexicon import fold, name_words
from chancery.codebook.loader import DATA, load_entries, load_yaml
from chancery.model import CodebookError

KNOWN_UNTIL = "2022-12-31"
"""The last day that the register of states speaks of."""


@dataclass(frozen=True, slots=True)
class Holder:
    """This person held a post of this kind of this state from start to end (ISO 8601, a day, month or year; empty if open)."""

    state: str
    kind: str
    """state, government, leader, foreign, foreign deputy, defence, trade, vice president, deputy government."""
    name: str
    start: str
    end: str
    lapses: bool = True
    """Whether an open end only says that the register ends."""

    def on(self, day: str) -> bool:
        """Whether the post was held on that day; a bound given as a month or year counts as a whole. Rows without any date never fit."""
        if not self.start and not self.end:
            return False
        return (not self.start or self.start[:10] <= day[: len(self.start)] or self.start <= day) and (
            not self.end or day[: len(self.end)] <= self.end
        )


@cache
def _table() -> tuple[Holder, ...]:
    path = DATA / "holders" / "holders.tsv.gz"
    try:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    except FileNotFoundError as error:
        raise CodebookError(f"{path}: the register of office-holders is missing; reinstall chancery") from error
    found = [Holder(state, kind, name, start, end) for state, kind, name, start, end in (line.split("\t") for line in lines)]
    for row in load_yaml(DATA / "holders" / "organizations.yaml"):
        found += [Holder(row["state"], row["kind"], name, str(start), str(end), False) for name, start, end in row["rows"]]
    return tuple(found)


@cache
def _by_state() -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for holder in _table():
        found.setdefault(holder.state, []).append(holder)
    return {state: tuple(rows) for state, rows in found.items()}


@cache
def register_names() -> Mapping[str, tuple[str, ...]]:
    """The names of all office-holders of each state, each once."""
    return {state: tuple(dict.fromkeys(row.name for row in rows)) for state, rows in _by_state().items()}


@cache
def _by_word() -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for holder in _table():
        for word in set(name_words(holder.name)):
            found.setdefault(word, []).append(holder)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _kinds() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    entries = load_entries(DATA / "holders" / "kinds.yaml", _KindRow)
    return tuple((frozenset(entry.posts), entry.kinds) for entry in entries)


@dataclass(frozen=True, slots=True)
class _KindRow:
    name: str
    posts: tuple[str, ...]
    kinds: tuple[str, ...]


def kinds_of(post: str) -> tuple[str, ...]:
    """The kinds of holders that a post may be ("foreign minister" is foreign); empty where the register has none."""
    plain = fold(post)
    return next((kinds for posts, kinds in _kinds() if plain in posts), ())


def holders(state: str, post: str, day: str) -> tuple[str, ...]:
    """Names of those whom the register has in that post of that state on that ISO day, each once."""
    kinds = kinds_of(post)
    found = [h.name for h in _by_state().get(state, ()) if h.kind in kinds and h.on(day) and not _lapsed(h, day)]
    return tuple(dict.fromkeys(found))


def _lapsed(holder: Holder, day: str) -> bool:
    """Whether the register cannot know of that day: an open end, and the day is later than the register."""
    return holder.lapses and not holder.end and day > KNOWN_UNTIL


def posts_of(name: str, day: str = "") -> tuple[Holder, ...]:
    """The register's rows for a person of this name (all its words, in any order; a surname alone finds all who bear it), on
    that ISO day or on any."""
    words = name_words(name)
    long = [w for w in words if len(w) > 1]
    if not long:
        return ()
    wanted = set(long)
    rows = (h for word in sorted(wanted) for h in _by_word().get(word, ()) if _is_called(h, wanted) and (not day or h.on(day)))
    return tuple(dict.fromkeys(rows))


def _is_called(holder: Holder, wanted: set[str]) -> bool:
    """Whether the register's name holds all the words, or is a surname alone that is among them."""
    own = set(name_words(holder.name))
    return wanted <= own or (len(own) == 1 and own <= wanted)


__all__ = ["Holder", "holders", "kinds_of", "posts_of", "register_names"]
