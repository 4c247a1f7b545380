"""Steps that settle what has a name of its own: holidays, the days that one state keeps, the years of a reign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from chancery.codebook.loader import load_entries
from chancery.codebook.world import world
from chancery.reading.times.calendar import Cal, day_of, easter, enclosing, nth_weekday
from chancery.reading.times.context import Context, Settled, choose, dated, opened
from chancery.reading.times.days import calendar_day, day_value_of, one
from chancery.reading.times.direction import Direction
from chancery.reading.times.found import Found
from chancery.reading.times.grammar import FOLDER
from chancery.reading.times.periods import valued

BESIDE = 45
"""Characters before or after a national day within which the state's name must stand."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: by month and day, by weekday of a month, or by Easter."""

    name: str
    fixed: tuple[int, ...] = ()
    weekday: tuple[int, ...] = ()
    easter: int | None = None

    def day(self, year: int) -> dt.date:
        """Its day in that year."""
        if self.fixed:
            return dt.date(year, *self.fixed)
        if self.weekday:
            month, weekday, nth, added = self.weekday
            return nth_weekday(year, month, weekday, nth) + dt.timedelta(days=added)
        return easter(year) + dt.timedelta(days=self.easter or 0)


@cache
def holidays() -> dict[str, Holiday]:
    """The named days by name."""
    return {holiday.name: holiday for holiday in load_entries(FOLDER / "holidays.yaml", Holiday)}


@dataclass(frozen=True, slots=True)
class NationalDays:
    """The days that one state keeps, each by month and day."""

    name: str
    """The state's code."""
    independence: tuple[int, ...] = ()
    national: tuple[int, ...] = ()
    republic: tuple[int, ...] = ()
    constitution: tuple[int, ...] = ()
    victory: tuple[int, ...] = ()
    liberation: tuple[int, ...] = ()
    unity: tuple[int, ...] = ()
    unification: tuple[int, ...] = ()
    revolution: tuple[int, ...] = ()
    army: tuple[int, ...] = ()
    armed: tuple[int, ...] = ()


@cache
def national_days() -> dict[tuple[str, str], Holiday]:
    """State and kind of day -> the day."""
    rows = load_entries(FOLDER / "national_days.yaml", NationalDays)
    kinds = [field.name for field in fields(NationalDays) if field.name != "name"]
    return {(row.name, kind): Holiday(f"{row.name} {kind}", fixed=day) for row in rows for kind in kinds if (day := getattr(row, kind))}


def holiday(found: Found, context: Context) -> list[Settled]:
    """A named day, in the year named or the nearest on the side of the clause."""
    return _named_day(found, context, holidays()[found.word("holiday")])


def _named_day(found: Found, context: Context, named: Holiday) -> list[Settled]:
    year = found.number("year")
    if year is not None:
        return one(found, day_value_of(named.day(year), "holiday", found, explicit=True))
    if context.published is None:
        return one(found, opened("no year is named and the report has no day"))
    today = context.published
    which = found.number("which")
    if which is not None and found.text.lower().endswith("year"):
        return one(found, day_value_of(named.day(today.year + which), "holiday", found))
    days = [named.day(year) for year in range(max(today.year - 1, 1), today.year + 2)]
    past, future = max(d for d in days if d <= today), min((d for d in days if d >= today), default=days[-1])
    direction = context.look(found.start, found.end) if which is None else Direction(-1 if which < 0 else 1, 4)
    chosen = (
        past
        if direction.sign < 0
        else future
        if direction.sign > 0
        else choose(Cal("day", past), Cal("day", future), today, direction).first
    )
    return one(found, day_value_of(chosen, "holiday", found))


def _holiday_week(found: Found, context: Context) -> list[Settled]:
    """The named day whose week or weekend holds the report's day; else the named day itself."""
    if context.day is not None:
        weekend = "weekend" in found.text.lower()
        for year in (context.day.year, context.day.year + 1):
            named = holidays()[found.word("holiday")].day(year)
            begins = named - dt.timedelta(days=3 if weekend else named.weekday() or 7)
            if begins <= context.day <= named + dt.timedelta(days=6 - named.weekday()):
                return one(found, day_value_of(named, "holiday", found))
    return holiday(found, context)


def week_of(found: Found, context: Context) -> list[Settled]:
    """The week that holds a named day."""
    settled = calendar_day(found, context) if "holiday" not in found.parts else _holiday_week(found, context)
    cal = settled[0].value.cal if settled else None
    if cal is None:
        return settled
    return one(found, dated(enclosing(cal.first, "weekend" if "weekend" in found.text else "week"), "week-of"))


def national_day(found: Found, context: Context) -> list[Settled]:
    """Independence Day and its like: of the state that the words beside it name, else of the report's outlet or dateline."""
    kind = found.word("national_day")
    days = {national_days().get((state, kind)) for state in _states(found, context)} - {None}
    named = days.pop() if len(days) == 1 else None
    return _named_day(found, context, named) if named is not None else []


def _states(found: Found, context: Context) -> Iterable[str]:
    """The states of which the day may be."""
    text = context.words.text
    before, after = text[max(0, found.start - BESIDE) : found.start], text[found.end : found.end + BESIDE]
    for hit in reversed(world().names.find(before)):
        if before[hit.end :].strip().lower() in ("", "'s", "’s", "'", "’"):
            return [named.key for named in hit.named if named.kind in ("state", "demonym")]
        break
    if after.lower().startswith((" of ", " in ")):
        for hit in world().names.find(after)[:1]:
            if after[: hit.start].strip().lower() in ("of", "in", "of the", "in the"):
                return [named.key for named in hit.named if named.kind in ("state", "demonym", "capital")]
    owner = before.rstrip().rpartition(" ")[2].lower()
    named_so = found.text[found.text.lower().index(" day") + 1 :].startswith("Day")
    return context.home if named_so and owner not in ("its", "their", "his", "her", "country's", "country’s") else ()


def era(found: Found, context: Context) -> list[Settled]:
    """A year counted from the beginning of a reign or of an era: the 30th of Heisei is 2018."""
    year = (found.number("era") or 0) + (found.number("digits") or 0)
    return valued(found, Cal("year", dt.date(year, 1, 1)), "era", explicit=True) if day_of(year, 1, 1) else []
