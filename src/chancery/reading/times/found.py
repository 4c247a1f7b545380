"""Found: a time expression in the text, before it is settled on the calendar. Finding needs nothing but the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from chancery.reading.times.grammar import AGAIN, WORD, Grammar, Pattern, Rule, grammar, word_key
from chancery.reading.times.numbers import read_part

_NUMERIC_BEFORE = frozenset("$€£¥₩#.,:/")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an expression that the pattern names: its words, place and what they stand for."""

    start: int
    end: int
    value: str | int


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: the pattern that found it and its parts."""

    start: int
    end: int
    text: str
    pattern: Pattern
    parts: Mapping[str, Part]

    def number(self, name: str) -> int | None:
        """What the part stands for, if it is there and a number."""
        part = self.parts.get(name)
        return part.value if part is not None and isinstance(part.value, int) else None

    def word(self, name: str) -> str:
        """What the part stands for as a word; empty if it is not there."""
        part = self.parts.get(name)
        return "" if part is None else str(part.value)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in order, with their places."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    no_verbs: frozenset[int] = frozenset()
    """Starts of words that a parse takes for no verb."""

    def named(self, index: int) -> bool:
        """Whether the word is written as a name within a sentence: a capital after a word in lower case or another name."""
        return (
            index > 0
            and self.text[self.starts[index]].isupper()
            and self.starts[index] - self.ends[index - 1] == 1
            and self.text[self.ends[index - 1]] == " "
        )

    def index_at(self, position: int) -> int:
        """Index of the last word that starts at or before the position, -1 if none."""
        return bisect_right(self.starts, position) - 1

    def key(self, index: int) -> str:
        """The key of the word among the grammar's rules; empty outside the text."""
        return word_key(self.text[self.starts[index] : self.ends[index]]) if 0 <= index < len(self.starts) else ""

    def lower(self, index: int) -> str:
        """The word in lower case; empty outside the text."""
        return self.text[self.starts[index] : self.ends[index]].lower() if 0 <= index < len(self.starts) else ""


def split_words(text: str, no_verbs: frozenset[int] = frozenset()) -> Words:
    """The words and numbers of the text; `no_verbs` are the starts of those that a parse takes for no verb."""
    spans = [match.span() for match in WORD.finditer(text)]
    return Words(text, tuple(s for s, _ in spans), tuple(e for _, e in spans), no_verbs)


@cache
def _folded(name: str) -> dict[str, str | int]:
    return {fold(written): value for written, value in grammar().atoms[name].words.items()}


def fold(written: str) -> str:
    """Lower case, hyphens and line breaks as blanks, no periods; what atoms are looked up by."""
    return " ".join(re.sub(r"[-‐‑–\s]+", " ", written.lower().replace("’", "'").replace(".", "")).split())


def _value(name: str, written: str, rules: Grammar) -> str | int:
    atom = rules.atoms[name]
    if atom.words:
        return _folded(name)[fold(written)]
    return read_part(name, fold(written) if name not in ("clocktime", "digits", "number") else written, rules.atoms)


def _parts(match: re.Match[str], pattern: Pattern, rules: Grammar) -> dict[str, Part]:
    parts = {name: Part(match.start(), match.end(), value) for name, value in pattern.set.items()}
    for name in match.re.groupindex:
        if match.start(name) >= 0:
            plain = name.partition(AGAIN)[0]
            value = _value(plain.rstrip("0123456789"), match[name], rules)
            parts[plain] = Part(match.start(name), match.end(name), value)
    return parts


def find(words: Words) -> list[Found]:
    """Every expression of the text, in order; none overlap, the leftmost and longest counts."""
    rules, text, found, last = grammar(), words.text, [], 0
    by_start = rules.rules
    for index, start in enumerate(words.starts):
        if start < last:
            continue
        key = words.key(index)
        starts = by_start.get(key)
        if starts is None or not _free(text, start, key):
            continue
        candidates = starts.rules(words.key(index + 1))
        best = _longest(words, index, start, candidates)
        if best is not None:
            match, pattern = best
            found.append(Found(match.start(), match.end(), match[0], pattern, _parts(match, pattern, rules)))
            last = match.end()
    return found


def find_at(words: Words, start: int, end: int) -> Found | None:
    """The expression at a place that is known to hold one: the longest that begins and ends within it, the words around it
    heeded where they can be."""
    for heed in (True, False):
        for index in range(max(words.index_at(start), 0), len(words.starts)):
            begin = words.starts[index]
            if begin >= end:
                break
            if begin < start:
                continue
            starts = grammar().rules.get(words.key(index))
            best = _longest(words, index, begin, starts.rules(words.key(index + 1)), limit=end, heed=heed) if starts else None
            if best is not None:
                match, pattern = best
                return Found(start, end, words.text[start:end], pattern, _parts(match, pattern, grammar()))
    return None


def _free(text: str, start: int, key: str) -> bool:
    """Whether an expression may begin here: not inside a word, a number or an amount."""
    if start == 0:
        return True
    before = text[start - 1]
    if key == "#" and before in _NUMERIC_BEFORE:
        return (before in ".,:" and (start < 2 or not text[start - 2].isdigit()) and before != ":") or (
            before == "." and start > 1 and text[start - 2].isalpha()
        )
    if key == "#" and before in "-–" and start > 1 and text[start - 2].isalnum():
        return False
    return not (before.isalnum() or before in "_@")


def _longest(
    words: Words, index: int, start: int, candidates: Iterable[Rule], limit: int | None = None, heed: bool = True
) -> tuple[re.Match[str], Pattern] | None:
    best: tuple[re.Match[str], Pattern] | None = None
    end, rank = start, 0
    for rule in candidates:
        match = rule.regex.match(words.text, start) if limit is None else rule.regex.match(words.text, start, limit)
        if match is None or match.end() < end or (match.end() == end and rule.rank > rank):
            continue
        if not heed or _fits(words, index, match.end(), rule.pattern):
            best, end, rank = (match, rule.pattern), match.end(), rule.rank
    return best


def _fits(words: Words, index: int, end: int, pattern: Pattern) -> bool:
    """Whether the words before and after let the pattern count."""
    if pattern.after or pattern.not_after:
        between = words.text[words.ends[index - 1] : words.starts[index]].strip() if index else "."
        before = words.lower(index - 1) if between in ("", ".") else ""
        if (pattern.after and (between or before not in pattern.after)) or before in pattern.not_after:
            return False
    if pattern.before or pattern.not_before:
        follower = words.index_at(end - 1) + 1
        between = words.text[end : words.starts[follower]] if follower < len(words.starts) else "."
        after = "." if between.strip(" \t\n-–") or between.count("\n") > 1 else words.lower(follower)
        if (pattern.before and after not in pattern.before) or after in pattern.not_before:
            return False
    return True
