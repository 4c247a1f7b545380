"""Cuts news text into Universal Dependencies words at exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

APOSTROPHES = "'’‘ʼ`´"
_LETTER = r"[^\W_\d]"
_MARKS = "\u0300-\u036f"
LONGEST_REMEMBERED = 80
"""Pieces of text longer than this many characters are cut afresh each time, so that the memory of cuts stays small."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """The compiled rules of data/language/tokens.yaml."""

    word: re.Pattern[str]
    clitic: re.Pattern[str]
    numbered: frozenset[str]
    joined: dict[str, int]


def _options(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def cutter() -> Cutter:
    """The rules, read once."""
    raw: dict[str, Any] = yaml.safe_load(files("chancery.data").joinpath("language/tokens.yaml").read_text("utf-8"))
    mark = f"[{APOSTROPHES}]"
    body = rf"[\w{_MARKS}]+(?:{mark}[\w{_MARKS}]+)*"
    number = r"(?:\d+(?:,\d{3})*(?:[.:/]\d+)*|(?<![\w.])\.\d+)"
    parts = [
        r"(?:https?://|www\.)[^\s<>\"“”]+?(?=[.,;:!?)\]'’]*(?:[\s<>\"“”]|$))",
        r"[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+",
        rf"\w+(?:[.-]\w+)*\.(?:{_options(raw['domains'])})(?![\w{_MARKS}])(?:/[\w/%.-]*\w)?",
        rf"(?:{_LETTER}\.){{2,}}(?!\w)",
        rf"(?:{_LETTER}\.)+{_LETTER}(?!\w)",
        rf"(?:{_options(raw['abbreviations'])})(?!\w)",
        rf"(?:{_options(raw['numbered'])})(?!\w)",
        r"[A-Z]\.(?!\w)",
        r"[A-Z]{1,5}-\d+[A-Za-z]?(?![\w-])",
        r"[A-Z]{1,3}\$",
        rf"{number}(?=(?i:{_options(raw['units'])})(?!\w))",
        rf"{number}(?:st|nd|rd|th|s)?(?!\w)",
        rf"{_LETTER}{{1,5}}&{_LETTER}{{1,5}}(?!\w)",
        rf"(?i:{_options(raw['prefixes'])})-{body}",
        body,
        rf"(?i:{mark}(?:s|re|ve|ll))(?!\w)",
        r"\.{2,}|-{2,}|[!?]{2,}|'{2}|`{2}|’{2}|‘{2}|_+|\*+|=+|~+|<+|>+",
        r".",
    ]
    return Cutter(
        word=re.compile("|".join(f"(?:{part})" for part in parts), re.DOTALL),
        clitic=re.compile(rf"(?i)(?<=\w)(?:n{mark}t|{mark}(?:s|m|re|ve|ll|d))$"),
        numbered=frozenset(raw["numbered"]),
        joined=dict(raw["joined"]),
    )


def _halves(start: int, end: int, word: str, rules: Cutter) -> list[tuple[int, int]]:
    """Parts a clitic (do|n't, Seoul|'s) or a joined word (can|not) from the rest."""
    if len(word) > 2 and (found := rules.clitic.search(word)) is not None and found.start() > 0:
        return [(start, start + found.start()), (start + found.start(), end)]
    if (first := rules.joined.get(word.lower())) is not None:
        return [(start, start + first), (start + first, end)]
    return [(start, end)]


def cut_chunk(chunk: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every word in a text without white space."""
    rules = cutter()
    found: list[tuple[int, int]] = []
    for match in rules.word.finditer(chunk):
        start, end = match.span()
        found.extend(_halves(start, end, match.group(), rules) if match.end() - match.start() > 2 else [(start, end)])
    return tuple(found)


_remembered = lru_cache(maxsize=1 << 16)(cut_chunk)
_CHUNK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]{1,256}")
"""At most 256 characters without white space at a time: longer ones are no words, and some patterns look ahead to a chunk's end."""


def tokenize(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the words of a text, in order, none empty and none overlapping."""
    numbered = cutter().numbered
    found: list[tuple[int, int]] = []
    held = False
    for chunk in _CHUNK.finditer(text):
        base, string = chunk.start(), chunk.group()
        if held and not string[0].isdigit():
            start, end = found.pop()
            found += [(start, end - 1), (end - 1, end)]
        spans = _remembered(string) if len(string) <= LONGEST_REMEMBERED else cut_chunk(string)
        found.extend((base + start, base + end) for start, end in spans)
        start, end = spans[-1]
        held = string[start:end] in numbered
    if held:
        start, end = found.pop()
        found += [(start, end - 1), (end - 1, end)]
    return found
