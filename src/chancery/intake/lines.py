"""A page's lines, tidied, each character with its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chancery.model import Piece

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]")
_ODD = re.compile(r"[^\S ]|  |[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[*_<\[\\&]")
_DROPPED = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    r"|\*{2,3}(?=\S)|(?<=\S)\*{2,3}|(?<!\w)__(?=\w)|(?<=[\w.,;:!?])__(?!\w)"
    r"|</?(?:u|b|i|em|strong|p|br|span|div|sup|sub|small|font|blockquote|h[1-6])\b[^<>]{0,200}>"
    r"|\\(?=[#*_\[\]()>`~+.!|-])"
    r"|!?\[(?=[^\[\]]{1,300}\]\((?:https?:|/|mailto:)[^()\s]{0,500}\))|(?<=[^\[\]])\]\((?:https?:|/|mailto:)[^()\s]{0,500}\)"
    r"|(?<=&)amp;"
)
_HEAD = re.compile(r"#{1,6} (?=\w)|> ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page without odd blanks, zero-width characters and mark-up."""

    text: str
    places: Sequence[int]
    """For each character, its offset on the page."""
    gap: bool
    """Whether an empty line, or the edge of the page, stands above it."""
    lead: int
    """Characters of the page up to the first blank at which the line could have been broken."""

    def cut(self, start: int, end: int | None = None) -> Line:
        """The characters start..end of the line, trimmed."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip())
        kept = text.strip()
        first = start + left
        return Line(kept, self.places[first : first + len(kept)], self.gap, self.lead)


def split_lines(raw: str, start: int = 0, places: Sequence[int] | None = None) -> tuple[Line, ...]:
    """The lines of raw[start:] that hold something, tidied. `places` gives the page's offset of each character of raw (-1: none);
    without it raw is the page.

    Blanks of any kind become one plain blank; zero-width characters and the marks of Markdown and simple HTML go.
    """
    found, gap, position = [], True, start
    ends = [(m.start(), m.end()) for m in _BREAK.finditer(raw, start)] + [(len(raw), len(raw))]
    for end, following in ends:
        line = _tidy(raw, position, end, gap)
        position = following
        gap = line is None
        if line is not None:
            found.append(line)
    if places is None:
        return tuple(found)
    return tuple(Line(line.text, tuple(places[i] for i in line.places), line.gap, line.lead) for line in found)


def _tidy(raw: str, start: int, end: int, gap: bool) -> Line | None:
    while start < end and raw[start].isspace():
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    text = raw[start:end]
    lead = len(text.split(" ", 1)[0])
    head = _HEAD.match(text)
    if not _ODD.search(text) and not head:
        return Line(text, range(start, end), gap, lead)
    gone = {i for match in _DROPPED.finditer(text) for i in range(*match.span())} | (set(range(head.end())) if head else set())
    characters: list[str] = []
    places: list[int] = []
    for i, character in enumerate(text):
        if i in gone or (character.isspace() and (not characters or characters[-1] == " ")):
            continue
        characters.append(" " if character.isspace() else character)
        places.append(start + i)
    if characters and characters[-1] == " ":
        del characters[-1], places[-1]
    return Line("".join(characters), tuple(places), gap, lead) if characters else None


def unwrap(lines: Sequence[Line], apart: Sequence[bool]) -> tuple[tuple[Line, int], ...]:
    """Lines broken at a fixed width joined into paragraphs, each with the index of its first line; those marked `apart` stay alone.

    A line was broken off where the next line's first word would not have fitted within the page's width.
    """
    pairs = [i for i in range(1, len(lines)) if not lines[i].gap and not apart[i] and not apart[i - 1]]
    width = _width([lines[i - 1] for i in pairs])
    broken = {i for i in pairs if width and _overflows(lines[i - 1], lines[i], width)}
    if len(broken) < 0.6 * len(pairs):
        broken = set()
    if width:
        broken |= {i for i in pairs if i - 1 in broken and lines[i].text[:1].islower() and lines[i - 1].text[-1:].isalpha()}
    starts = [i for i in range(len(lines) + 1) if i not in broken]
    return tuple((_join(lines[first:end]), first) for first, end in pairwise(starts))


def _width(lines: Sequence[Line]) -> int:
    """The width that a page was wrapped at, in characters; 0 if it was not."""
    lengths = sorted(_raw_length(line) for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    return width if 40 <= width <= 110 else 0


def _raw_length(line: Line) -> int:
    return line.places[-1] - line.places[0] + 1


def _overflows(line: Line, following: Line, width: int) -> bool:
    return _raw_length(line) + 1 + following.lead > width - 2


def _join(lines: Sequence[Line]) -> Line:
    """The lines as one, a blank between them; none behind a hyphen."""
    if len(lines) == 1:
        return lines[0]
    texts: list[str] = []
    places: list[int] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        texts.append(line.text)
        places.extend(line.places)
        hyphen = line.text[-1] == "-" and line.text[-2:-1].isalpha()
        if following and not (hyphen and following.text[0].isalpha()):
            texts.append(" ")
            places.append(line.places[-1] + 1)
    return Line("".join(texts), tuple(places), lines[0].gap, lines[0].lead)


PARAGRAPH = "\n\n"


def compose(lines: Iterable[Line]) -> tuple[str, tuple[Piece, ...]]:
    """The clean text, a blank line between paragraphs, and the map from it to the page."""
    texts: list[str] = []
    pieces: list[Piece] = []
    position = 0
    for line in lines:
        start = 0
        for i in range(1, len(line.text) + 1):
            if i == len(line.text) or line.places[i] != line.places[i - 1] + 1:
                if line.places[start] >= 0:
                    pieces.append(Piece(position + start, position + i, line.places[start]))
                start = i
        texts.append(line.text)
        position += len(line.text) + len(PARAGRAPH)
    return PARAGRAPH.join(texts), tuple(pieces)
