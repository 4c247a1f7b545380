"""Cal: a calendar unit (day, week, month ... century) on the calendar, its neighbours, and how it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from chancery.model import day_value, span_value, week_value

Unit = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]

MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Length of the units that are counted in months."""
DAYS: dict[str, int] = {"day": 1, "weekend": 7, "week": 7}
ORDER: tuple[Unit, ...] = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
SEASONS = ("WI", "SP", "SU", "FA")


@dataclass(frozen=True, slots=True)
class Cal:
    """One unit of the calendar, by its first day."""

    unit: Unit
    first: dt.date

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.unit == "weekend":
            return self.first + dt.timedelta(days=1)
        if self.unit in DAYS:
            return self.first + dt.timedelta(days=DAYS[self.unit] - 1)
        return add_months(self.first, MONTHS[self.unit]) - dt.timedelta(days=1)

    def moved(self, count: int) -> Cal:
        """The unit `count` of its kind later, or earlier if negative; OverflowError off the calendar."""
        if self.unit in DAYS:
            return Cal(self.unit, self.first + dt.timedelta(days=count * DAYS[self.unit]))
        return Cal(self.unit, add_months(self.first, count * MONTHS[self.unit]))

    @property
    def record(self) -> str:
        """The value as `model.period` writes it."""
        year, month = self.first.year, self.first.month
        match self.unit:
            case "day":
                return day_value(self.first)
            case "week":
                return week_value(self.first)
            case "month":
                return f"{year:04d}-{month:02d}"
            case "quarter":
                return f"{year:04d}-Q{(month + 2) // 3}"
            case "half":
                return f"{year:04d}-H{(month + 5) // 6}"
            case "year":
                return f"{year:04d}"
            case "decade":
                return f"{year // 10:03d}X"
            case "weekend" | "season" | "century":
                return span_value(self.first, self.last)

    @property
    def timeml(self) -> str:
        """The value as TimeML writes it."""
        match self.unit:
            case "weekend":
                return week_value(self.first) + "-WE"
            case "season":
                return f"{self.last.year if self.first.month != 12 else self.first.year:04d}-{SEASONS[self.first.month % 12 // 3]}"
            case "decade":
                return f"{self.first.year // 10:03d}"
            case "century":
                return f"{self.first.year // 100:02d}"
            case _:
                return self.record


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, that many months later, or the month's last day; OverflowError off the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year < dt.MAXYEAR:
        raise OverflowError(f"{day} and {months} months lies off the calendar")
    return dt.date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Number of days of the month."""
    return (
        29
        if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def enclosing(day: dt.date, unit: Unit) -> Cal:
    """The unit that holds the day; for a weekend, the one of the day's week; the century that begins in the year 00."""
    year, month = day.year, day.month
    match unit:
        case "day":
            return Cal(unit, day)
        case "weekend":
            return Cal(unit, day + dt.timedelta(days=5 - day.weekday()))
        case "week":
            return Cal(unit, day - dt.timedelta(days=day.weekday()))
        case "month":
            return Cal(unit, day.replace(day=1))
        case "quarter":
            return Cal(unit, dt.date(year, (month - 1) // 3 * 3 + 1, 1))
        case "season":
            return season(year - (month < 3), month % 12 // 3)
        case "half":
            return Cal(unit, dt.date(year, 1 if month < 7 else 7, 1))
        case "year":
            return Cal(unit, dt.date(year, 1, 1))
        case "decade":
            return Cal(unit, dt.date(max(year // 10 * 10, 1), 1, 1))
        case "century":
            return Cal(unit, dt.date(max(year // 100 * 100, 1), 1, 1))


def season(year: int, number: int) -> Cal:
    """Winter (0, from the December of that year), spring, summer or autumn (3) of the northern half of the world."""
    return Cal("season", dt.date(year, (12, 3, 6, 9)[number], 1))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """That day, if it exists."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (Gauss, in the form of Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth (from 1, or -1 for the last) weekday (Monday is 0) of the month."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year, month, month_length(year, month))
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
