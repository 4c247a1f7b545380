"""Where a text may fall apart: gaps between words, and windows that the encoder reads at once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.language.encode import ATTACHED, LINE, PARAGRAPH, Pieces, gap

WINDOW = 126
"""Pieces of a window, without its two marks."""
LONGEST = 240
"""Pieces of a window where a single sentence is longer."""
ENOUGH = 70
"""A window this full may end at a paragraph."""
_STOPS = frozenset(".!?")
_CLOSERS = frozenset("\"'”’)]»")
_QUOTES = frozenset("\"'”’»")
_COMMAS = frozenset(",")
_PAUSES = frozenset(",;:—")


@dataclass(frozen=True, slots=True)
class Window:
    """Words first..last (end excluded) of a text, read together."""

    first: int
    last: int
    length: int
    """Pieces, with the two marks."""


def wrapped(text: str) -> bool:
    """Whether single line ends only fold the text: most lines that another follows are nearly as long as the longest."""
    lines = text.split("\n")
    inner = [len(line.rstrip()) for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    if len(inner) < 2:
        return False
    longest = max(inner)
    return 40 <= longest <= 120 and sum(length >= 0.72 * longest for length in inner) >= 0.6 * len(inner)


def _goes_on(text: str, before: int, start: int) -> bool:
    """Whether a line that starts here only goes on with the line before: in small letters, after no mark of an end."""
    return text[start].islower() and text[before - 1] not in ".!?:;"


def gaps_of(text: str, tokens: Sequence[tuple[int, int]]) -> list[int]:
    """What parts each word from the one before; a line end is a paragraph's end unless the text is folded or the line goes on."""
    found = [PARAGRAPH] * len(tokens)
    folded = "\n" in text and wrapped(text)
    for place in range(1, len(tokens)):
        before, start = tokens[place - 1][1], tokens[place][0]
        if before == start:
            found[place] = ATTACHED
        else:
            between = gap(text, before, start)
            found[place] = PARAGRAPH if between == LINE and not folded and not _goes_on(text, before, start) else between
    return found


def may_end(words: Sequence[str], gaps: Sequence[int], place: int) -> bool:
    """Whether a sentence may end just before this word, by its marks alone."""
    before = words[place - 1]
    if gaps[place] == ATTACHED:
        return False
    return before[0] in _STOPS or (before in _CLOSERS and place > 1 and words[place - 2][0] in _STOPS)


def goes_on(words: Sequence[str], gaps: Sequence[int], place: int) -> bool:
    """Whether no sentence can start at this word: written onto the word before, after a pause, or in small letters after a quotation."""
    word, before = words[place], words[place - 1]
    if gaps[place] == ATTACHED:
        return before[0] not in '.!?…"”' or not word[0].isalnum()
    if before in _COMMAS:
        return True
    return before in _QUOTES and place > 1 and (words[place - 2] in _COMMAS or word[0].islower())


def windows_of(words: Sequence[str], gaps: Sequence[int], pieces: Pieces, starts: frozenset[int] | None = None) -> list[Window]:
    """Cuts a text's words into windows, at paragraphs or likely ends of sentences where it can; only at `starts` where they are given."""
    found: list[Window] = []
    first = filled = 0
    cut = soft = -1
    cut_filled = soft_filled = 0
    place = 0
    sizes = [len(pieces.of(word)) for word in words]
    while place < len(words):
        if place > first:
            if starts is not None:
                if place in starts:
                    cut, cut_filled = place, filled
            elif gaps[place] == PARAGRAPH:
                cut, cut_filled = place, filled
                if filled >= ENOUGH:
                    found.append(Window(first, place, filled + 2))
                    first, filled, cut, soft = place, 0, -1, -1
            elif may_end(words, gaps, place):
                cut, cut_filled = place, filled
            elif words[place - 1] in _PAUSES and filled > WINDOW // 2:
                soft, soft_filled = place, filled
        over = filled + sizes[place]
        if over > WINDOW and cut > first:
            found.append(Window(first, cut, cut_filled + 2))
            first, filled, cut = cut, filled - cut_filled, -1
            soft, soft_filled = (soft, soft_filled - cut_filled) if soft > first else (-1, 0)
            continue
        if over > LONGEST:
            at, upto = (soft, soft_filled) if soft > first else (place, filled)
            found.append(Window(first, at, upto + 2))
            first, filled, soft, cut = at, filled - upto, -1, -1
            continue
        filled = over
        place += 1
    if first < len(words):
        found.append(Window(first, len(words), filled + 2))
    return found
