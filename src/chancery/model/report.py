"""Report, and the words of it that a fact rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PublishedHow = Literal["given", "metadata", "address", "dateline", "inferred", "open"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start (included) to end (excluded) of a text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether start..end lies within."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters start..end of the clean text were copied from raw_start on in the page."""

    start: int
    end: int
    raw_start: int


@dataclass(frozen=True, slots=True)
class Report:
    """One page or dispatch: this outlet published this text on this day."""

    id: str
    """Hash of outlet and clean text; reading the same page again gives the same id."""
    name: str
    """What its reader called it: the file's stem, or the address."""
    text: str
    """The clean text. It never changes; every offset refers to it."""
    title: str = ""
    outlet: str = ""
    address: str = ""
    section: tuple[str, ...] = ()
    byline: str = ""
    language: str = "en"
    published: str | None = None
    """ISO 8601 day; None where the page does not tell."""
    published_how: PublishedHow = "open"
    published_why: str = ""
    """The words or the reasoning that gave the day, or why it was left open."""
    pieces: tuple[Piece, ...] = ()
    """Map from the clean text to the page, in order of the text."""
    fingerprint: tuple[int, ...] = ()
    """MinHash of the text's word shingles, for near-duplicates."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """These words, at this place of this report. Make it with `quote`, which checks them."""

    report: str
    start: int
    end: int
    quote: str


def quote(report: Report, start: int, end: int) -> Evidence:
    """The evidence at start..end of the report's clean text; ValueError where there is no such text."""
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"no text at {start}..{end} of report {report.name} ({len(report.text)} characters)")
    return Evidence(report.id, start, end, report.text[start:end])


def raw_offset(report: Report, position: int) -> int | None:
    """Where a character of the clean text stands in the page; None for one that the cleaner put in (a joining blank)."""
    for piece in report.pieces:
        if piece.start <= position < piece.end:
            return piece.raw_start + position - piece.start
    return None
