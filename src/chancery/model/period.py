"""Period: a calendar interval with a precision, written in ISO 8601 / EDTF.

A value is a day `2019-09-20`, a week `2019-W39`, a month `2019-09`, a quarter `2019-Q3`, a half `2019-H1`, a year `2019`,
a decade `201X`, a span `2019-09-01/2019-09-15`, or a half-open span `2019-09-09/..` or `../2019-11-22`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "half", "year", "decade", "span"]

_FORMS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("half", re.compile(r"(\d{4})-H([12])")),
    ("year", re.compile(r"(\d{4})")),
    ("decade", re.compile(r"(\d{3})X")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included; a missing end is open."""

    value: str
    first: dt.date | None
    last: dt.date | None
    precision: Precision

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day that are known: an open end takes the other's day."""
        first, last = self.first or self.last, self.last or self.first
        if first is None or last is None:
            raise ValueError(f"a period without any day: {self.value!r}")
        return first, last

    def contains(self, day: dt.date) -> bool:
        """Whether the day lies in the period; an open end lets everything in on its side."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return not (
            (self.last is not None and other.first is not None and self.last < other.first)
            or (other.last is not None and self.first is not None and other.last < self.first)
        )

    def within(self, other: Period) -> bool:
        """Whether every day of this period is a day of the other."""
        starts = other.first is None or (self.first is not None and other.first <= self.first)
        ends = other.last is None or (self.last is not None and self.last <= other.last)
        return starts and ends


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), _month_end(year, last)


def _bounds(precision: Precision, numbers: list[int]) -> tuple[dt.date, dt.date]:
    match precision, numbers:
        case "day", [y, m, d]:
            return dt.date(y, m, d), dt.date(y, m, d)
        case "week", [y, w]:
            monday = dt.date.fromisocalendar(y, w, 1)
            return monday, monday + dt.timedelta(days=6)
        case "month", [y, m]:
            return _months(y, m, m)
        case "quarter", [y, q]:
            return _months(y, 3 * q - 2, 3 * q)
        case "half", [y, h]:
            return _months(y, 6 * h - 5, 6 * h)
        case "decade", [t]:
            return dt.date(10 * t, 1, 1), dt.date(10 * t + 9, 12, 31)
        case _, [y]:
            return _months(y, 1, 12)
        case _:
            raise ValueError(f"no period of precision {precision}: {numbers}")


@lru_cache(maxsize=65536)
def parse_period(value: str) -> Period:
    """Read a value of one of the forms above; ValueError names a value of none of them, or a day that does not exist."""
    if "/" in value:
        left, right = value.split("/", 1)
        first = None if left in ("..", "") else parse_period(left).first
        last = None if right in ("..", "") else parse_period(right).last
        if (first is None and last is None) or (first is not None and last is not None and last < first):
            raise ValueError(f"not a span of days: {value!r}")
        return Period(value, first, last, "span")
    for precision, form in _FORMS:
        if found := form.fullmatch(value):
            first, last = _bounds(precision, [int(part) for part in found.groups()])
            return Period(value, first, last, precision)
    raise ValueError(f"not a calendar period in ISO 8601: {value!r}")


def day_value(day: dt.date) -> str:
    """The value of one day."""
    return day.isoformat()


def span_value(first: dt.date, last: dt.date) -> str:
    """The value of the days from first to last; one day is a day."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def week_value(day: dt.date) -> str:
    """The value of the ISO week that holds the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
