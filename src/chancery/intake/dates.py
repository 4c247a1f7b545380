"""Days as pages print them: in lines, addresses and machine-readable fields. None of it knows today's date but from its caller."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook.loader import DATA, load_entries

_WEEKDAYS = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)"
_ZONES = "GMT|UTC|KST|JST|IST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|CET|CEST|BST|EAT|WAT|CAT|SAST|PKT|HKT|SGT|MSK|AST|WIB|AEST|AEDT|NZST"
_REST = re.compile(
    rf"{_WEEKDAYS}|\b\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\b|\b\d{{1,2}}\s?[ap]\.?m\b\.?|\b[ap]\.?m\b\.?"
    rf"|\b(?:at|on|local time|hrs?|hours|time|o'clock|noon)\b|\b(?:{_ZONES})\b|[+-]\d\d:?\d\d\b|[\W_]",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_WEEKDAY = re.compile(_WEEKDAYS, re.IGNORECASE)
_INSTANT = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?\d\d(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?")
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6}|\d{9})?(?!\d)")
_TURNED = re.compile(r"(?<![\w.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?=[/?#_-]|$)")
_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]([a-z]{3,9}|\d{1,2})(?:[/-](\d{1,2}))?(?=[/?#._-]|$)")


@dataclass(frozen=True, slots=True)
class Month:
    """A month and the ways to write it."""

    name: str
    number: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at start..end of a text; `year` is 0 where only month and day are named."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def date(self) -> dt.date | None:
        """The calendar day; None without a year."""
        return dt.date(self.year, self.month, self.day) if self.year else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Month numbers by form, and the patterns made of the forms."""

    numbers: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _calendar() -> Calendar:
    months = load_entries(DATA / "intake" / "calendar.yaml", Month)
    numbers = {form: month.number for month in months for form in month.forms}
    name = r"(?P<m>" + "|".join(sorted(numbers, key=len, reverse=True)) + r")\b\.?"
    day = r"(?<![\d:/])(?P<d>\d{1,2})(?:st|nd|rd|th)?\b"
    patterns = (
        rf"{day}(?:\sof)?[\s-]?{name}\s?,?[\s-]?(?P<y>\d{{4}})\b",
        rf"\b{name}[\s-]?{day}\s?,?\s?(?P<y>\d{{4}})\b",
        r"(?<![\d-])(?P<y>\d{4})\s?[-./년]\s?(?P<n>\d{1,2})\s?[-./월]\s?(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\.?\d)",
        rf"{day}\s{name}(?!\s?,?\s?\d{{4}})",
        rf"\b{name}\s{day}(?!\s?,?\s?\d{{4}})",
    )
    return Calendar(numbers, tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def find_days(text: str) -> tuple[Day, ...]:
    """Every day that the text names by number, in order; days with a year win over days without at the same place."""
    found: list[Day] = []
    for day in _candidates(text):
        if all(day.end <= other.start or other.end <= day.start for other in found):
            found.append(day)
    return tuple(sorted(found, key=lambda day: day.start))


def _candidates(text: str) -> Iterator[Day]:
    calendar = _calendar()
    for pattern in calendar.patterns:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year = int(parts.get("y") or 0)
            month, day = _month_and_day(parts, calendar)
            if _exists(year or 2000, month, day):
                yield Day(match.start(), match.end(), year, month, day)


def _month_and_day(parts: dict[str, str | None], calendar: Calendar) -> tuple[int, int]:
    if parts.get("m"):
        return calendar.numbers[str(parts["m"]).lower()], int(parts["d"] or 0)
    if parts.get("n"):
        return int(parts["n"] or 0), int(parts["d"] or 0)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if parts["s"] == ".":
        return second, first
    if first == second or second > 12 or first > 12:
        return (first, second) if second > 12 else (second, first)
    return 0, 0  # 4/5/2019 is two days; which one, the page does not tell


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return 1600 <= dt.date(year, month, day).year <= 2199
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a day and nothing else but weekday, hour and zone."""

    day: dt.date
    weekday: bool
    clock: bool


def date_line(text: str) -> DateLine | None:
    """The day that the whole line gives; None for a line that holds anything else."""
    if len(text) > 80 or not any(c.isdigit() for c in text):
        return None
    for day in find_days(text):
        if day.date and not _REST.sub("", text[: day.start] + " " + text[day.end :]):
            return DateLine(day.date, bool(_WEEKDAY.search(text)), bool(_CLOCK.search(text[: day.start] + " " + text[day.end :])))
    return None


def instant_day(value: str, utc: float | None = None) -> dt.date | None:
    """The day of a machine-readable time (`2019-09-19T22:30:00Z`); a time in UTC is moved to a newsroom `utc` hours ahead of it."""
    match = _INSTANT.match(value)
    if not match:
        named = [day.date for day in find_days(value) if day.date]
        return named[0] if named else None
    year, month, day = (int(part) for part in match.groups()[:3])
    if not _exists(year, month, day):
        return None
    found = dt.datetime(year, month, day, min(int(match[4] or 0), 23), min(int(match[5] or 0), 59))
    if match[6] in ("Z", "UTC", "GMT", "+00:00", "+0000") and utc:
        found += dt.timedelta(hours=utc)
    return found.date()


@dataclass(frozen=True, slots=True)
class AddressDate:
    """What an address tells: a period, and the characters that tell it."""

    value: str
    words: str
    precision: Literal["day", "month"]


def address_date(address: str) -> AddressDate | None:
    """The day in an address (`/2019/09/19/`, `/2019/sep/19/`, `20190919`), or else its month (`/2019/09/`)."""
    path = address.split("//", 1)[-1].partition("/")[2]
    month = None
    for match in _PATH.finditer(path.lower()):
        number = _calendar().numbers.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
        if match[3] and _exists(int(match[1]), number, int(match[3])):
            return AddressDate(dt.date(int(match[1]), number, int(match[3])).isoformat(), match[0].strip("/"), "day")
        if month is None and match[0][4] == "/" and 1 <= number <= 12:
            month = AddressDate(f"{match[1]}-{number:02d}", match[0].strip("/"), "month")
    for day in find_days(" ".join(match[0] for match in _TURNED.finditer(path))):
        return AddressDate(dt.date(day.year, day.month, day.day).isoformat(), f"{day.day}/{day.month}/{day.year}", "day")
    for match in _DIGITS.finditer(path):
        if _exists(*(int(part) for part in match.groups())):
            return AddressDate("-".join(match.groups()), match[0], "day")
    return month
