"""The order of settling: each expression in turn, by the step that its pattern names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from chancery.reading.times import clocks, counted, days, months, named, periods, weekdays
from chancery.reading.times.calendar import Unit, month_length
from chancery.reading.times.context import Context, Settled, Value, opened
from chancery.reading.times.direction import Direction
from chancery.reading.times.found import Found, Words

Step = Callable[[Found, Context], list[Settled]]
STEPS: Mapping[str, Step] = {
    "calendar-day": days.calendar_day,
    "day-range": days.day_range,
    "two-days": days.days_of_month,
    "numeric-day": days.numeric_day,
    "weekday": weekdays.weekday,
    "weekday-weeks-ago": weekdays.weekday_weeks_ago,
    "weekday-week": weekdays.weekday_week,
    "day-number": days.day_number,
    "deictic": days.deictic,
    "holiday": named.holiday,
    "national-day": named.national_day,
    "era": named.era,
    "clock": clocks.clock,
    "week-of": named.week_of,
    "month": months.month,
    "month-range": months.month_range,
    "year": periods.year,
    "year-range": periods.year_range,
    "decade": periods.decade,
    "century": periods.century,
    "quarter": periods.quarter,
    "half": periods.half,
    "half-month": months.half_month,
    "season": periods.season_of,
    "which": periods.which,
    "weekend": periods.weekend,
    "the-new-year": periods.the_new_year,
    "the-which": periods.the_which,
    "beside": periods.beside,
    "part-of-named": periods.part_of_named,
    "the-unit": periods.the_unit,
    "year-ago": periods.year_ago,
    "latest-period": periods.latest_period,
    "time-which": periods.time_which,
    "nth-week": months.nth_week,
    "ago": counted.ago,
    "counted-from": counted.counted_from,
    "from-day": counted.from_day,
    "duration": counted.duration,
    "set": counted.repeated,
    "often": counted.often,
    "vague": counted.vague,
    "nothing": counted.nothing,
}
"""What patterns may name under `gives`."""
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def read_published(published: str | None) -> tuple[dt.date | None, Unit]:
    """The last day of the day, month or year of publication, and which of these it is; ValueError for anything else."""
    if published is None:
        return None, "day"
    found = _PUBLISHED.fullmatch(published)
    if found is None:
        raise ValueError(f"not a day in ISO 8601: {published!r}")
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 1)
    last = day if found[3] else month_length(year, month)
    return dt.date(year, month, last), "day" if found[3] else "month" if found[2] else "year"


def settle_one(found: Found, context: Context) -> list[Settled]:
    """The value or values of one expression; one that lies off the calendar is left open."""
    try:
        return STEPS[found.pattern.gives](found, context)
    except (OverflowError, ValueError):
        return [Settled(found.start, found.end, found, opened("lies off the calendar"))]


def settle(
    words: Words, founds: list[Found], published: str | None, look: Callable[[int, int], Direction], home: tuple[str, ...] = ()
) -> list[Settled]:
    """Every expression settled, in order of the text; `home` are the states whose national days a report takes for granted."""
    day, precision = read_published(published)
    context = Context(words, day, precision, founds, [found.start for found in founds], look, settle_one, home)
    for found in founds:
        context.done.extend(settle_one(found, context))
    return context.done


def rule_name(settled: Settled) -> str:
    """Pattern and step, for `--explain`."""
    value: Value = settled.value
    return f"{settled.found.pattern.name}/{value.step}" if value.step else settled.found.pattern.name
