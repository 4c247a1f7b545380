"""Since when and until when a post was held, from the times of the verbs that tell it."""

from __future__ import annotations

import datetime as dt
import re

from chancery.codebook import fold, titles
from chancery.model import Timex
from chancery.reading.scene import Scene, Title

REACH = 40
"""Characters before a time in which its preposition is sought."""
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([YM])")


def bounds(scene: Scene, group: tuple[Title, ...]) -> tuple[str, str]:
    """Start and end of a post that these titles give, ISO 8601; empty where the report does not tell."""
    start = end = ""
    for title in group:
        first, last = _bounds_of(scene, title)
        start, end = start or first, end or last
    return start, end


def _bounds_of(scene: Scene, title: Title) -> tuple[str, str]:
    if title.anchor < 0 or not title.edge:
        return "", ""
    times = [t for t in scene.times_of(title.sentence, _anchor(scene, title)) if t.value and t.kind == "DATE"]
    lists = titles().words
    start = _after(scene, times, lists["from_words"], lists["until_words"]) if title.edge != "end" else ""
    end = _after(scene, times, lists["until_words"], lists["from_words"]) if title.edge in ("end", "spell") else ""
    value = str(times[0].value) if times else ""
    if title.edge == "start":
        start = start or value or _counted_back(scene, title)
    elif title.edge == "end":
        end = end or value
    elif title.edge == "spell" and "/" in value:
        first, last = value.split("/", 1)
        start, end = start or first.strip("."), end or last.strip(".")
    return start, end


def _anchor(scene: Scene, title: Title) -> int:
    """The verb whose time counts: of one who gave way to another and "became" something in that clause, the other's verb."""
    if title.rule != "become" or scene.times_of(title.sentence, title.anchor):
        return title.anchor
    given = (t for t in scene.titles if t.sentence == title.sentence and t.person == title.person and t.rule == "succeeded")
    return next((t.anchor for t in given), title.anchor)


def _after(scene: Scene, times: list[Timex], cases: frozenset[str], others: frozenset[str]) -> str:
    """The value of the time that one of these words opens, the nearest of either kind of word counting."""
    for time in times:
        before = fold(scene.report.text[max(0, time.start - REACH) : time.start]).split()[-4:]
        nearest = next((word for word in reversed(before) if word in cases | others), "")
        if nearest in cases and time.value and "/" not in time.value:
            return time.value
    return ""


def _counted_back(scene: Scene, title: Title) -> str:
    """The month or year of taking office told by a length ("in the two years since she took office")."""
    day = scene.report.published
    sentence = scene.parse.sentences[title.sentence]
    verb = sentence.tokens[title.anchor]
    for time in scene.times:
        between = fold(scene.report.text[time.end : verb.start]).split() if sentence.start <= time.start < verb.start else []
        length = _LENGTH.fullmatch(time.value or "") if time.kind == "DURATION" else None
        if day and length and between[:1] == ["since"] and len(between) <= 4:
            return _back(dt.date.fromisoformat(day), float(length.group(1)), length.group(2))
    return ""


def _back(day: dt.date, count: float, unit: str) -> str:
    if unit == "Y":
        return f"{day.year - int(count):04d}"
    months = day.year * 12 + day.month - 1 - int(count)
    if day.day < 30 * (count % 1):
        months -= 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"
