"""Which language a text is in, told cheaply: by its letters, and by the small words of languages written in Latin letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from chancery.codebook.loader import DATA, load_entries

ENGLISH = "English"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_SAMPLE = 20_000
"""Characters of a text that are looked at."""
_FEW = 12
"""Words below which small words prove nothing."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its letters (a pattern of one) or its small words."""

    name: str
    words: tuple[str, ...] = ()
    script: str = ""


@cache
def _tongues() -> tuple[Tongue, ...]:
    return load_entries(DATA / "intake" / "tongues.yaml", Tongue)


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tongue.name, re.compile(tongue.script)) for tongue in _tongues() if tongue.script)


@cache
def small_words() -> frozenset[str]:
    """The small words of English, lower case."""
    return frozenset(next(tongue.words for tongue in _tongues() if tongue.name == ENGLISH))


def other_language(text: str) -> str:
    """The language that most of the text is in, where that is not English; empty where it is, or where the text is too short to tell."""
    sample = text[:_SAMPLE]
    latin = len(_LATIN.findall(sample))
    name, count = max(((name, len(pattern.findall(sample))) for name, pattern in _scripts()), key=lambda pair: pair[1])
    if name == "Chinese" and _scripts_hit(sample, "Japanese") > 0.1 * count:
        name = "Japanese"
    if count > latin / 2 and count >= 4:  # a syllable or idea a letter: one such letter weighs about two Latin ones
        return name
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = words.total()
    if total < _FEW:
        return ""
    scores = {tongue.name: sum(words[word] for word in tongue.words) / total for tongue in _tongues() if tongue.words}
    best = max(scores, key=lambda name: scores[name])
    if best != ENGLISH and scores[best] > 1.5 * scores[ENGLISH] and scores[best] > 0.08:
        return best
    if scores[ENGLISH] < 0.04 and total >= 5 * _FEW:
        return "an unknown language"
    return ""


def _scripts_hit(sample: str, name: str) -> int:
    return len(dict(_scripts())[name].findall(sample))
