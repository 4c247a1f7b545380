"""Finds names of the codebook in a text: longest first, in one pass, whatever the accents, hyphens and full stops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NamedKind = Literal[
    "state", "demonym", "capital", "city", "region", "palace", "body", "parliament", "org", "gathering", "agreement", "medium"
]

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[ \u00a0.'’‘`&+/-]{0,3}|\.?,? ?|\s")
HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_POSSESSIVE = re.compile(r"['’]")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for."""

    kind: NamedKind
    key: str
    """Code of a state or short name of an organization; for a medium the state it is of; empty for none."""
    name: str
    """The name in its first form."""


@dataclass(frozen=True, slots=True)
class Hit:
    """This name, at start..end of the text, and all it may stand for, likeliest first."""

    start: int
    end: int
    named: tuple[Named, ...]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, accents dropped, typographic apostrophes made plain."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The folded words by which a name is looked up."""
    return tuple(fold(word) for word in _WORD.findall(name))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by their first word, longest first. Make it with `lexicon`."""

    table: Mapping[str, tuple[tuple[tuple[str, ...], str, tuple[Named, ...]], ...]]

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every name in the text, in order, none overlapping. A name that is written with a capital is found only with one,
        an abbreviation in capitals only so."""
        words = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
        found, i = [], 0
        while i < len(words):
            length, named = self._match(text, words, i)
            if length:
                found.append(Hit(words[i][0], _closed(text, words[i + length - 1][1], words[i : i + length]), named))
            i += max(1, length)
        return tuple(found)

    def get(self, name: str) -> tuple[Named, ...]:
        """All that exactly this name may stand for."""
        words = name_words(name)
        rows = self.table.get(words[0], ()) if words else ()
        return next((named for row, _, named in rows if row == words), ())

    def _match(self, text: str, words: list[tuple[int, int, str]], i: int) -> tuple[int, tuple[Named, ...]]:
        for row, form, named in self.table.get(words[i][2], ()):
            size = len(row)
            part = words[i : i + size]
            if len(part) == size and all(part[k][2] == row[k] for k in range(size)) and _cased(text, part, form) and _joined(text, part):
                return size, named
        return 0, ()


def _closed(text: str, end: int, part: list[tuple[int, int, str]]) -> int:
    """The end of the name, with the last full stop of an abbreviation (`U.S.`)."""
    letters = len(part) > 1 and all(b - a == 1 for a, b, _ in part)
    return end + 1 if letters and text[end : end + 1] == "." and text[part[0][1]] == "." else end


def _cased(text: str, part: list[tuple[int, int, str]], form: str) -> bool:
    if form == "joined":
        return not text[part[0][0]].islower() and text[part[-1][1] : part[-1][1] + 1] in HYPHENS
    if form == "upper":
        return all(text[a:b].upper() == text[a:b] for a, b, _ in part)
    return form == "lower" or not text[part[0][0]].islower()


def _joined(text: str, part: list[tuple[int, int, str]]) -> bool:
    gaps = (text[part[k][1] : part[k + 1][0]] for k in range(len(part) - 1))
    return all(_JOINT.fullmatch(gap) is not None and not (_POSSESSIVE.search(gap) and gap.strip() != gap) for gap in gaps)


def lexicon(rows: Iterable[tuple[str, Named]]) -> Lexicon:
    """The lexicon of these names; where a name stands for several things, earlier rows come first."""
    merged: dict[tuple[str, ...], tuple[str, list[Named]]] = {}
    for name, named in rows:
        form, entries = merged.setdefault(name_words(name), (_form(name), []))
        if named not in entries:
            entries.append(named)
    table: dict[str, list[tuple[tuple[str, ...], str, tuple[Named, ...]]]] = {}
    for words, (form, entries) in merged.items():
        table.setdefault(words[0], []).append((words, form, tuple(entries)))
    return Lexicon({first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in table.items()})


def _form(name: str) -> str:
    if name.endswith("-"):
        return "joined"
    letters = [c for c in name if c.isalpha()]
    if letters and all(c.isupper() for c in letters) and len(letters) <= 8:
        return "upper"
    return "lower" if name[:1].islower() else "title"


def plurals(name: str) -> Iterator[str]:
    """A word for one of a people, and for many of them."""
    yield name
    if not name.endswith(("-", "s", "sh", "ch", "ese", "men")) and len(name) > 3:
        yield name + "s"
