"""What each line of a page is, seen by itself: an address, a breadcrumb, a day, furniture, a dateline, running text, or loose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from chancery.intake.dates import DateLine, date_line
from chancery.intake.furniture import Furniture, clips, dateline, ended, furniture_of
from chancery.intake.lines import Line, unwrap
from chancery.intake.tongue import small_words

ItemKind = Literal["address", "crumbs", "date", "furniture", "dateline", "prose", "loose"]

_ADDRESS = re.compile(
    r"(?:(?:url|link|source|address|permalink)\s*:\s*)?(?:<|\[)?((?:https?://|www\.)[^\s<>\[\]]+)(?:>|\])?", re.IGNORECASE
)
_CRUMB = re.compile(r"\s*(?:>|»|›|→|&gt;)\s*")
_CRUMB_HOME = re.compile(r"\s*[/|]\s*")
_WORD = re.compile(r"\w[\w'’.-]*")
_LONGEST_CRUMB = 5
SIGN_OFF = "agency sign-off"
"""Name of the clip that takes an agency's tag off the end of a dispatch."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line and what it is."""

    line: Line
    kind: ItemKind
    words: int
    label: Furniture | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    day: DateLine | None = None

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    def freed(self) -> Item:
        """The item as it is if it stands inside the text, where most furniture does not."""
        found = furniture_of(self.text, inside=True)
        if found:
            return replace(self, label=found[0], groups=found[1])
        return replace(self, kind="prose" if is_prose(self.text) else "loose", label=None, groups={})


def sort_items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """Each line, or paragraph where the page was wrapped at a fixed width, with what it is."""
    items = [_item(line) for line in lines]
    apart = [
        item.kind not in ("prose", "loose", "dateline")
        and (item.line.gap or i == 0 or items[i - 1].kind not in ("prose", "loose") or ended(items[i - 1].text))
        for i, item in enumerate(items)
    ]
    joined = unwrap(lines, apart)
    return tuple(items[first] if line is lines[first] else _item(line) for line, first in joined)


def _item(line: Line) -> Item:
    line, signed = _clipped(line)
    text = line.text
    words = len(_WORD.findall(text))
    if address_in(text):
        return Item(line, "address", words)
    if crumbs(text):
        return Item(line, "crumbs", words)
    if day := date_line(text):
        return Item(line, "date", words, day=day)
    opening = dateline(text) if text[:1].isupper() else None
    if opening and opening.end >= len(text) - 3:
        return Item(line, "dateline", words)
    if found := furniture_of(text):
        return Item(line, "furniture", words, *found)
    return Item(line, "prose" if is_prose(text) else "loose", words, groups={"tag": signed} if signed else {})


def _clipped(line: Line) -> tuple[Line, str]:
    """The line without what is cut off it, and the agency's tag if that was it."""
    signed = ""
    for clip in clips():
        if clip.where == "name":
            continue
        shorter = clip.cut(line)
        if shorter is not line and clip.name == SIGN_OFF:
            signed = re.sub(r"[^\w /]", "", line.text[len(shorter.text) :]).strip()
        line = shorter
    return line, signed


def address_in(text: str) -> str:
    """The address that the line consists of; empty if it holds anything else."""
    match = _ADDRESS.fullmatch(text)
    return match[1] if match else ""


def crumbs(text: str) -> tuple[str, ...]:
    """The parts of a breadcrumb, without Home; empty for a line that is none."""
    if len(text) > 160 or ended(text):
        return ()
    parts = _CRUMB.split(text)
    if len(parts) < 2:
        parts = _CRUMB_HOME.split(text)
        if len(parts) < 2 or parts[0].lower() not in ("home", "main", "front page"):
            return ()
    named = tuple(part for part in parts if part)
    if len(named) < 2 or len(named) > 6 or any(len(part.split()) > _LONGEST_CRUMB for part in named[:-1]):
        return ()
    return tuple(part for part in named if part.lower() not in ("home", "main", "front page", "news")) or named


def is_prose(text: str) -> bool:
    """Whether the line looks like running text: a sentence with its full stop, or many words with small ones among them."""
    words = _WORD.findall(text)
    if len(words) < 3 or not any(word[0].islower() for word in words):
        return False
    if ended(text) or (text.endswith(":") and len(words) > 5):
        return True
    small = small_words()
    return len(words) >= 14 and sum(word in small for word in words) >= 2
