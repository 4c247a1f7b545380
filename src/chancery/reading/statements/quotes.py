"""Finds the stretches of a text that stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chancery.codebook import DATA, load_entries
from chancery.model import Span


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of marks around quoted words."""

    name: str
    opens: str
    closes: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def marks() -> tuple[Marks, ...]:
    """The packaged pairs of marks."""
    return load_entries(DATA / "cues" / "quotation.yaml", Marks)


@cache
def _any_mark() -> re.Pattern[str]:
    spellings = sorted({m for pair in marks() for m in (pair.opens, pair.closes)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, spellings)))


_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[\"“‘«„])")


def find_quotes(text: str) -> tuple[Span, ...]:
    """The quoted stretches of a text, marks included, in order; quotations within one are part of it.

    A stretch left open at the end of a paragraph runs on where the next paragraph opens with the same mark; otherwise it
    ends with its paragraph.
    """
    found: list[Span] = []
    running = ""
    for start, end in _paragraphs(text):
        for opened, closed, mark in _in_paragraph(text, start, end):
            at_head = not text[start:opened].strip()
            if running == mark and at_head and found:
                found[-1] = Span(found[-1].start, closed)
            else:
                found.append(Span(opened, closed))
            running = mark if not _closed(text, closed, mark) else ""
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _closed(text: str, end: int, opening: str) -> bool:
    return any(text.endswith(pair.closes, 0, end) for pair in marks() if pair.opens == opening)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and opening mark of each outermost quotation of a paragraph."""
    position = start
    while found := _any_mark().search(text, position, end):
        position = found.end()
        pair = next((p for p in marks() if p.opens == found[0]), None)
        if pair is None or not _may_open(text, found.start(), found.end(), end):
            continue
        close = _closing(text, position, end, pair)
        if close is not None:
            position = close
            yield found.start(), close, pair.opens
        elif _runs_on(text, found.start(), pair):
            yield found.start(), end, pair.opens
            return


def _may_open(text: str, start: int, after: int, end: int) -> bool:
    """An opening mark follows white space or a bracket, and words follow it."""
    before = text[start - 1] if start else " "
    return after < end and not before.isalnum() and (not text[after].isspace() or text[start] == "«")


def _closing(text: str, position: int, end: int, pair: Marks) -> int | None:
    """Where the mark that closes a quotation ends; None where the paragraph does not close it."""
    doubtful = pair.closes in ("'", "’")
    while (at := text.find(pair.closes, position, end)) >= 0:
        position = at + len(pair.closes)
        inside = position < len(text) and text[position].isalnum()
        if inside or (text[at - 1].isspace() and pair.opens == pair.closes):
            continue
        if doubtful and text[at - 1] == "s" and text.find(pair.closes, position, end) >= 0:
            continue
        return position
    return None


def _runs_on(text: str, start: int, pair: Marks) -> bool:
    """Whether an unclosed mark may be taken to open a quotation: an apostrophe or a foot mark may not."""
    return pair.opens not in ("'", "‘", "’") and not (text[start - 1 : start].isdigit())
