"""Dates a report from its own words: a dateline, "today, Thursday the 19th", and office-holders whose terms are on record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook.holders import Holder, kinds_of, posts_of
from chancery.codebook.loader import DATA, load_entries
from chancery.model import Parse, PublishedHow, Report, Timex, parse_period
from chancery.reading.times import find_times
from chancery.reading.times.calendar import day_of
from chancery.reading.times.found import Found, find, split_words

HALF_YEAR = 183
"""Days within which a date without a year is taken to lie from the report, as press style has it."""
OPENING = 400
"""Characters at the head of the text in which a dateline may stand."""
HEAD = 20000
"""Characters that are read for the report's day."""


@dataclass(frozen=True, slots=True)
class DayForm:
    """A way in which a report tells its own day, or what bounds it."""

    name: str
    role: Literal["day", "weekday", "month", "month-after", "office", "start"]
    form: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition that the report's day must keep, with the words that set it."""

    words: str
    first: dt.date | None = None
    last: dt.date | None = None
    spells: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    """Terms of office: the day lies in one of them."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    other: tuple[int, int, int] | None = None
    """Month, day and weekday of a date that the text names without its year."""

    def allows(self, day: dt.date) -> bool:
        """Whether the day keeps the condition."""
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (not self.spells or any((a is None or a <= day) and (b is None or day <= b) for a, b in self.spells))
            and self.year in (None, day.year)
            and self.month in (None, day.month)
            and self.day in (None, day.day)
            and self.weekday in (None, day.weekday())
            and (self.other is None or _agrees(day, *self.other))
        )


def _agrees(day: dt.date, month: int, number: int, weekday: int) -> bool:
    """Whether the date of that month and day that lies nearest to the day falls on that weekday."""
    near = [date for year in (day.year - 1, day.year, day.year + 1) if (date := day_of(year, month, number))]
    return bool(near) and min(near, key=lambda date: abs((date - day).days)).weekday() == weekday


@cache
def day_forms() -> tuple[tuple[DayForm, re.Pattern[str]], ...]:
    """The forms of `data/times/dating.yaml`, compiled."""
    forms = load_entries(DATA / "times" / "dating.yaml", DayForm)
    return tuple((form, re.compile(form.form, re.MULTILINE)) for form in forms)


def date_report(report: Report, parse: Parse | None = None) -> tuple[str | None, PublishedHow, str]:
    """The report's day (ISO 8601), how it is known (`dateline`, `inferred` or `open`) and the words or the reasoning.

    Pure; reads the clean text alone. A day is given only where the text's own conditions leave one; else the reason says
    what they leave.
    """
    text = report.text[:HEAD]
    bounds = tuple(_bounds(text))
    for bound in bounds:
        day = _whole_day(bound)
        if day is not None and not any(_whole_day(other) not in (None, day) for other in bounds):
            opening = text.find(bound.words) < OPENING
            return day.isoformat(), "dateline" if opening else "inferred", f"the text says: “{bound.words}”"
    return _infer(text, bounds)


def _whole_day(bound: Bound) -> dt.date | None:
    if bound.year is None or bound.month is None or bound.day is None:
        return None
    return day_of(bound.year, bound.month, bound.day)


def _infer(text: str, bounds: tuple[Bound, ...]) -> tuple[str | None, PublishedHow, str]:
    """The one day that keeps every condition; open where none or several do."""
    if not bounds:
        return None, "open", "neither the page nor the text names a day of publication"
    first, last = _span(bounds)
    reasons = "; ".join(dict.fromkeys(_reason(bound) for bound in bounds))
    if first is None or last is None:
        return None, "open", f"the text does not settle the year: {reasons}"
    days = _fitting(first, last, bounds)
    if len(days) == 1:
        return days[0].isoformat(), "inferred", f"only {days[0]:%A} {days[0].isoformat()} fits: {reasons}"
    if not days:
        return None, "open", f"the text's own words do not agree on a day: {reasons}"
    return None, "open", f"{len(days)} days from {days[0].isoformat()} to {days[-1].isoformat()} fit: {reasons}"


def date_period(report: Report) -> str | None:
    """The month or the year (ISO 8601) that holds every day on which the text's own words let the report fall; None if there is none.

    For a report whose day stays open: what it counts in months and years can be settled all the same.
    """
    bounds = tuple(_bounds(report.text[:HEAD]))
    first, last = _span(bounds)
    days = _fitting(first, last, bounds) if first and last else []
    if not days or days[0].year != days[-1].year:
        return None
    return f"{days[0]:%Y-%m}" if days[0].month == days[-1].month else f"{days[0]:%Y}"


def _fitting(first: dt.date, last: dt.date, bounds: tuple[Bound, ...]) -> list[dt.date]:
    return [day for day in _days(first, last) if all(bound.allows(day) for bound in bounds)]


def _span(bounds: Iterable[Bound]) -> tuple[dt.date | None, dt.date | None]:
    """The earliest and the latest day that the conditions allow, where they have ends."""
    firsts, lasts = [], []
    for bound in bounds:
        spells = bound.spells or ((None, None),)
        starts, ends = [a for a, _ in spells], [b for _, b in spells]
        firsts += [day for day in (bound.first, min((a for a in starts if a), default=None) if None not in starts else None) if day]
        lasts += [day for day in (bound.last, max((b for b in ends if b), default=None) if None not in ends else None) if day]
        if bound.year:
            firsts.append(dt.date(bound.year, 1, 1))
            lasts.append(dt.date(bound.year, 12, 31))
    return max(firsts, default=None), min(lasts, default=None)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def _reason(bound: Bound) -> str:
    return f"“{' '.join(bound.words.split())}”" + (f" ({_spells(bound)})" if bound.spells else "")


def _spells(bound: Bound) -> str:
    return "in office " + ", ".join(f"{a or '?'} to {b or 'today'}" for a, b in bound.spells)


def _bounds(text: str) -> Iterator[Bound]:
    """Every condition that the text sets, in order of the forms."""
    for form, pattern in day_forms():
        for match in pattern.finditer(text[:OPENING] if form.name == "dateline" else text):
            yield from _bound(form, match, text)
    yield from _named_days(text)


def _bound(form: DayForm, match: re.Match[str], text: str) -> Iterator[Bound]:
    groups = {name: words for name, words in match.groupdict().items() if words}
    match form.role:
        case "office":
            if "before" not in groups:
                yield from _office(groups["post"], groups["who"], match[0])
        case "start":
            yield from _start(groups["who"], match, text)
        case "month" | "month-after":
            number = _months().get(groups["when"][:3].lower())
            if number:
                yield Bound(match[0], month=number % 12 + 1 if form.role == "month-after" else number)
        case "weekday":
            name = (groups.get("when") or groups["then"])[:3].lower()
            yield Bound(match[0], weekday=("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name))
        case "day":
            yield from _day(groups["when"], match[0])


@cache
def _months() -> Mapping[str, int]:
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return {name: number for number, name in enumerate(names, 1)}


def _day(when: str, words: str) -> Iterator[Bound]:
    """The day that the words name, as far as they name it."""
    found = next(iter(find(split_words(when))), None)
    if found is not None:
        yield from _found_day(found, words)


def _found_day(found: Found, words: str) -> Iterator[Bound]:
    day = found.number("day") or found.number("ordinal_day")
    weekday = found.number("weekday")
    if day is None and weekday is None:
        return
    yield Bound(words, year=found.number("year"), month=found.number("month"), day=day, weekday=weekday)


def _office(post: str, who: str, words: str) -> Iterator[Bound]:
    """The terms of a person who is given the title, where the register has them whole."""
    kinds = kinds_of(" ".join(post.split()))
    rows = [row for row in _same_person(who) if row.kind in kinds and row.start and row.start != row.end]
    years = {row.start[:4] for row in rows if len(row.start) == 10}
    whole = [row for row in rows if len(row.start) == 10 or row.start[:4] not in years]
    if whole:
        yield Bound(words, spells=tuple(dict.fromkeys((_first(row.start), _last(row.end)) for row in whole)))


def _same_person(who: str) -> tuple[Holder, ...]:
    """The register's rows for a name of two words or more; a surname alone names nobody for certain."""
    words = [word.removesuffix("’s").removesuffix("'s") for word in who.split() if word[:1].isupper()]
    return posts_of(" ".join(words)) if len(words) > 1 else ()


def _first(value: str) -> dt.date | None:
    return parse_period(value).first if value else None


def _last(value: str) -> dt.date | None:
    return parse_period(value).last if value else None


def _start(who: str, match: re.Match[str], text: str) -> Iterator[Bound]:
    """A person said to have taken a post on a day without a year: the year in which the register has that day."""
    rows = _same_person(who)
    starts = {start for row in rows if len(row.start) == 10 and (start := _first(row.start)) is not None}
    if not starts:
        return
    opening = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start() - 8)) + 1
    end = text.find("\n", match.end())
    sentence = text[opening : end if end >= 0 else len(text)][:400]
    for found in find(split_words(sentence)):
        month, number = found.number("month"), found.number("day")
        same = [start for start in starts if start.month == month and start.day == number]
        if len(same) == 1 and found.number("year") is None:
            yield Bound(f"{match[0]} … {found.text}", first=same[0], last=same[0] + dt.timedelta(days=HALF_YEAR))


def _named_days(text: str) -> Iterator[Bound]:
    """Days with their year that the text tells as past: the report is not older."""
    for found in find(split_words(text)):
        month, number, weekday = found.number("month"), found.number("day"), found.number("weekday")
        if month and number and weekday is not None and not any(name.endswith("year") for name in found.parts):
            yield Bound(found.text, other=(month, number, weekday))
    past: list[Timex] = [t for t in find_times(text, None) if t.value and t.kind == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value)]
    if past:
        latest = max(past, key=lambda t: t.value or "")
        before = text[max(0, latest.start - 200) : latest.start]
        if not re.search(r"\b(?:will|by|until|due|expires?|scheduled|planned|to)\b[^.]*$", before):
            day = parse_period(latest.value or "").first
            if day is not None:
                yield Bound(latest.text, first=day)
