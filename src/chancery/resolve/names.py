"""Names of persons: when two spellings can be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from chancery.resolve import rules

Likeness = Literal["same", "partial", "none"]
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:iy|yy|ij|ii|yi|ey|y)$", "i"),
        (r"ph", "f"),
        (r"(?<=[sc])h", "H"),
        (r"[gk]h|[ckq]", "k"),
        (r"h", ""),
        (r"w|v", "v"),
        (r"yeo|eo|yo|ou|oo|eu|oe|u", "o"),
        (r"ee|ie|y", "i"),
        (r"ae|ai", "e"),
        (r"(.)\1+", r"\1"),
    )
)
_CLASSES = str.maketrans({"c": "k", "q": "k", "g": "k", "j": "k", "x": "k", "b": "p", "d": "t", "z": "s", "v": "f", "w": "f", "l": "r"})
_NO_CLASS = re.compile(r"[aeiouyh]")
_VOWEL_LENGTH, _CONSONANTS = 7, 4
"""From how many letters and consonants on the vowels alone do not tell two words of a name apart."""
_TYPO_LENGTH = 8
"""From how many letters on one wrong letter, or other word borders, leave no doubt."""


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell: titles and particles left out, hyphens closed ("Kim Jung-han" -> kim, junghan)."""
    skip = rules.words("names", "titles") | rules.words("names", "particles")
    parts = re.split(r"[\s.,·]+", fold(name).replace("’", "").replace("'", ""))
    closed = (re.sub(r"^(?:al|el|ul)-", "", part).replace("-", "") for part in parts)
    found = tuple(part for part in closed if part and part not in skip)
    return found or tuple(part for part in parts if part)


@lru_cache(maxsize=65536)
def form(token: str) -> str:
    """The token as it sounds, one form for the romanisations of one name."""
    text = rules.nicknames().get(token, token)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text


def _classes(token: str) -> str:
    squeezed = re.sub(r"(.)\1+", r"\1", _NO_CLASS.sub("", rules.nicknames().get(token, token)).translate(_CLASSES))
    return squeezed


@lru_cache(maxsize=65536)
def keys(name: str) -> tuple[str, ...]:
    """Keys, of which two names that can be one person's share at least one; none for a name of one word."""
    parts = tokens(name)
    if len(parts) < 2:
        return ()
    whole = "".join(sorted("".join(_classes(part) for part in parts)))
    pairs = {
        f"p:{_classes(one)}+{form(other)[:1]}" for i, one in enumerate(parts) if len(one) > 1 for j, other in enumerate(parts) if i != j
    }
    return tuple(sorted(pairs | {f"w:{whole}"}))


@lru_cache(maxsize=262144)
def compare(one: str, other: str) -> Likeness:
    """Whether two names can be one person's: `same` by full words in any order, `partial` where initials leave room for another."""
    a, b = sorted((tokens(one), tokens(other)), key=lambda parts: (len(parts), parts))
    if a == b:
        return "same"
    if len(a) < 2:
        return "none"
    if len("".join(a)) >= _TYPO_LENGTH and form("".join(a)) == form("".join(b)):
        return "same"
    return _aligned(a, b)


def _aligned(few: tuple[str, ...], many: tuple[str, ...]) -> Likeness:
    """Every word of the shorter name must find its own word in the longer one."""
    left, full, initial = list(many), 0, 0
    for part in sorted(few, key=lambda token: (-len(token), token)):
        if (found := next((other for other in left if _alike(part, other)), None)) is not None:
            full += 1
        elif (found := next((other for other in left if _initial(part, other)), None)) is not None:
            initial += 1
        else:
            return "none"
        left.remove(found)
    if full >= 2 and not initial:
        return "same" if len(left) <= 2 else "none"
    return "partial" if full >= 1 and len(left) <= 1 else "none"


def fullest(names: Iterable[str]) -> str:
    """The form to show: a full one without initials, then the commonest; empty if there is none."""
    counts = Counter(names)
    return min(counts, key=lambda n: (len(tokens(n)) < 2, "." in n, -counts[n], len(n), n)) if counts else ""


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """The form of a name that is no more than a surname ("Trump", "bin Farhan"); empty for a fuller one."""
    parts = tokens(name)
    return form(parts[0]) if len(parts) == 1 else ""


@lru_cache(maxsize=262144)
def short_for(part: str, full: str) -> bool:
    """Whether `part` can be a part of the full name: a surname alone, or one whose word borders another spelling closes."""
    words = tokens(full)
    if len(words) < 2 or len(words) <= len(tokens(part)) - 1:
        return False
    own = surname(part) or form("".join(tokens(part)))
    return own in {form(word) for word in words}


def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one == other
    a, b = form(one), form(other)
    consonants = min(len(_NO_CLASS.sub("", word)) for word in (one, other))
    if a[:1] == b[:1] and min(len(a), len(b)) >= _VOWEL_LENGTH and consonants >= _CONSONANTS and _classes(one) == _classes(other):
        return True
    return a == b or (min(len(a), len(b)) >= _TYPO_LENGTH and Levenshtein.distance(a, b, score_cutoff=1) <= 1)


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and (len(one) == 1 or len(other) == 1)
