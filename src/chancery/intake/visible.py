"""The words that an HTML page shows, each character with its place in the source; and where an extractor's text stands in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARKUP = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|<(script|style|noscript|template|svg|iframe|select|head)\b.*?(?:</\1\s*>|$)"
    r"|<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|<[!?/][^>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_BLANK = re.compile(r"\s+")
_FAR = 400
"""Characters within which the next word is looked for."""


@dataclass(frozen=True, slots=True)
class Visible:
    """The text that a page shows, and for each of its characters the offset in the source."""

    text: str
    places: Sequence[int]


def visible_text(page: str) -> Visible:
    """What the page shows: block elements stand apart by an empty line; scripts, styles, the head and comments are left out."""
    parts: list[str] = []
    places: list[int] = []
    for text, start, copied in _parts(page):
        parts.append(text)
        places.extend(range(start, start + len(text)) if copied else [start] * len(text))
    return Visible("".join(parts), places)


def _parts(page: str) -> Iterator[tuple[str, int, bool]]:
    position = 0
    for match in _MARKUP.finditer(page):
        if match.start() > position:
            yield _BLANK.sub(lambda blank: " " * len(blank[0]), page[position : match.start()]), position, True
        position = match.end()
        if match[0][0] == "&":
            shown = html.unescape(match[0])
            yield (shown if len(shown) == 1 else " "), match.start(), False
        elif match[3] and match[3].lower() == "br":
            yield "\n", match.start(), False
        elif match[3] and match[3].lower() not in _INLINE:
            yield "\n\n", match.start(), False
    if position < len(page):
        yield _BLANK.sub(lambda blank: " " * len(blank[0]), page[position:]), position, True


def place_text(text: str, seen: Visible) -> tuple[int, ...]:
    """For each character of an extractor's text its offset in the source, -1 where it was not found there."""
    folded, origins = _fold(seen.text)
    places = [-1] * len(text)
    position = 0
    for line in re.finditer(r"[^\n]+", text):
        wanted, own = _fold(line[0])
        at = folded.find(wanted, position)
        at = folded.find(wanted) if at < 0 else at
        if at >= 0:
            for i, origin in enumerate(own):
                places[line.start() + origin] = seen.places[origins[at + i]]
            position = at + len(wanted)
        else:
            position = _place_words(line[0], line.start(), folded, position, places, [seen.places[origin] for origin in origins])
    return tuple(places)


def _place_words(line: str, offset: int, folded: str, position: int, places: list[int], sources: Sequence[int]) -> int:
    for word in re.finditer(r"\S+", line):
        at = folded.find(word[0], position, position + _FAR)
        if at < 0:
            continue
        for i in range(len(word[0])):
            places[offset + word.start() + i] = sources[at + i]
        position = at + len(word[0])
    return position


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with every run of blanks as one, and for each character its place in the text."""
    characters: list[str] = []
    origins: list[int] = []
    for i, character in enumerate(text):
        blank = character.isspace()
        if blank and (not characters or characters[-1] == " "):
            continue
        characters.append(" " if blank else character)
        origins.append(i)
    return "".join(characters), origins
