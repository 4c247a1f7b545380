"""What on a page is no part of its text: the rule data under `data/intake/`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook.loader import DATA, load_entries
from chancery.intake.dates import Day, find_days
from chancery.intake.lines import Line
from chancery.intake.outlets import outlet_tagged

Kind = Literal[
    "button",
    "box",
    "nag",
    "caption",
    "related",
    "tags",
    "byline",
    "posted",
    "updated",
    "copyright",
    "counter",
    "cookie",
    "ad",
    "end",
    "nav",
    "about",
]


_ENDED = re.compile(r"[.!?…][\"”’')\]]*(?:\s?\(?\d{1,2}\)?)?$|[.!?][\"”’']$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A kind of line that is furniture; furniture.yaml tells what the fields mean."""

    name: str
    kind: Kind
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    zone: Literal["any", "edge"] = "any"
    opens: Literal["", "list", "rest"] = ""
    longest: int = 30
    cased: bool = False
    """Whether capital letters matter."""
    dated: bool = False
    """Whether the line must name a day (or say how long ago), and say little else."""
    unended: bool = False
    """Whether a line that ends as a sentence does is none."""
    caption: bool = False
    """Whether the line may be a whole sentence."""

    def match(self, text: str) -> re.Match[str] | None:
        """The match with the whole line, or None."""
        if text.count(" ") >= self.longest:
            return None
        match = _compiled(self.pattern, self.cased).fullmatch(text)
        if not match or (self.unended and ended(text)) or (self.dated and not _only_dated(text)):
            return None
        return match


@dataclass(frozen=True, slots=True)
class Clip:
    """An ending or beginning that is cut off a line of text."""

    name: str
    where: Literal["start", "end", "name"]
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def cut(self, line: Line) -> Line:
        """The line without it."""
        if self.where == "start":
            match = _compiled(self.pattern, True).match(line.text)
            return line.cut(match.end()) if match else line
        start = self._tail(line.text)
        return line.cut(0, start) if start < len(line.text) else line

    def trim(self, text: str) -> str:
        """The text without what `cut` takes off its end."""
        return text[: self._tail(text)].strip()

    def _tail(self, text: str) -> int:
        pattern = _compiled(self.pattern, self.name.startswith("by-line"))
        match = next((m for m in pattern.finditer(text, max(0, len(text) - 120)) if m.end() == len(text)), None)
        return match.start() if match else len(text)


_NAME = re.compile(r"(?:(?:The|the|of|and) )?[A-Z][\w’'&.-]+(?: (?:of|and|the|[A-Z][\w’'&.-]*)){0,3}")
"""How an agency that is on no list writes its name beside a date."""


@dataclass(frozen=True, slots=True)
class DatelineForm:
    """A way to open a dispatch."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a dispatch: its end in the line, the day (perhaps without year) and the agency's name."""

    end: int
    words: str
    day: Day | None
    agency: str


def ended(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_ENDED.search(text, max(0, len(text) - 12)))


def _only_dated(text: str) -> bool:
    """Whether the text names a day, or how long ago, in no more words than a label and a name or two."""
    days = find_days(text)
    rest = text
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    words = len(re.findall(r"[^\W\d_]{2,}", rest))
    return bool(days or "ago" in text) and words <= (3 if ended(text) else 9)


@cache
def _compiled(pattern: str, cased: bool) -> re.Pattern[str]:
    return re.compile(pattern, re.NOFLAG if cased else re.IGNORECASE)


@cache
def furniture() -> tuple[Furniture, ...]:
    """The packaged kinds of furniture, in the file's order."""
    return load_entries(DATA / "intake" / "furniture.yaml", Furniture)


@cache
def clips() -> tuple[Clip, ...]:
    """The packaged clips."""
    return load_entries(DATA / "intake" / "clips.yaml", Clip)


@cache
def dateline_forms() -> tuple[DatelineForm, ...]:
    """The packaged forms of a dateline."""
    return load_entries(DATA / "intake" / "datelines.yaml", DatelineForm)


def furniture_of(text: str, *, inside: bool = False) -> tuple[Furniture, Mapping[str, str]] | None:
    """The first kind of furniture that the whole line is, with the groups that the pattern names; `inside` the text, only those that
    may stand there."""
    for entry in furniture():
        if (entry.zone == "any" or not inside) and (match := entry.match(text)):
            return entry, {name: value.strip() for name, value in match.groupdict().items() if value}
    return None


def dateline(text: str) -> Dateline | None:
    """The dateline that the text opens with, or None."""
    for form in dateline_forms():
        match = _compiled(form.pattern, True).match(text, 0, 110)
        if not match:
            continue
        groups = match.groupdict()
        said, tag = groups.get("date") or "", groups.get("tag") or ""
        day = _only_day(said) if said else None
        agency = outlet_tagged(tag) if tag else None
        if (said and day is None) or (not said and tag and agency is None):
            continue
        named = agency.name if agency else tag.strip() if day is not None and tag and _NAME.fullmatch(tag.strip()) else ""
        return Dateline(match.end(), match[0].strip(), day, named)
    return None


def _only_day(text: str) -> Day | None:
    """The day, where the text holds nothing else but a weekday."""
    days = find_days(text)
    if len(days) != 1:
        return None
    rest = re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[\W_]", "", text[: days[0].start] + text[days[0].end :])
    return days[0] if not rest else None
