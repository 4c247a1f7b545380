"""Steps that settle days: by the calendar, by weekday, by today."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from chancery.model import span_value
from chancery.reading.times.calendar import Cal, add_months, day_of, month_length
from chancery.reading.times.context import NO_DAY, Context, Settled, Value, choose, dated, opened, with_edge
from chancery.reading.times.direction import Direction
from chancery.reading.times.found import Found, Part

WEEK = dt.timedelta(days=7)
JOINS = frozenset({"and", "or", "to", "through", "until", "-", "–", "—"})
LINK = 12
"""Characters between two dates that are joined."""
NEAR = 160
"""Characters within which a year named before holds for a date without one."""


def one(found: Found, value: Value) -> list[Settled]:
    """One value for the whole expression."""
    return [Settled(found.start, found.end, found, value)]


def day_value_of(day: dt.date, step: str, found: Found, *, explicit: bool = False) -> Value:
    """The value of a day with the part of the day and the edge that the expression names."""
    return with_edge(dated(Cal("day", day), step, explicit=explicit, part=found.word("daypart")), found)


def calendar_day(found: Found, context: Context) -> list[Settled]:
    """A day of a month, with or without its year."""
    month = found.number("month") or found.number("iso_month") or found.number("small")
    day = (
        found.number("day")
        or found.number("ordinal_day")
        or found.number("ordinal_word")
        or found.number("iso_day")
        or found.number("small2")
    )
    year = next((y for name in ("year", "short_year", "iso_year", "spelled_year") if (y := found.number(name)) is not None), None)
    if day is None:
        return []
    if month is None:
        return day_number(found, context)
    return one(found, _month_day(found, context, year, month, day))


def _month_day(found: Found, context: Context, year: int | None, month: int, day: int) -> Value:
    if year is None and "which" in found.parts and context.published is not None and "year" in found.text.lower():
        year = context.published.year + (found.number("which") or 0)
    if year is None:
        year = shared_year(found, context, month)
    if year is not None:
        date = day_of(year, month, day)
        return day_value_of(date, "calendar", found, explicit=True) if date else opened("no such day in the calendar")
    settled = _year_for(found, context, month, day)
    return settled if isinstance(settled, Value) else day_value_of(settled, "nearest", found)


def shared_year(found: Found, context: Context, month: int) -> int | None:
    """The year of the date that this one is joined to: "from Dec. 30 to Jan. 3, 2019", "November and December 2014"."""
    index = bisect_right(context.starts, found.start)
    if index >= len(context.founds) or context.founds[index].start - found.end > LINK:
        return None
    following = context.founds[index]
    words = context.words.text[found.end : following.start].replace(",", " ").lower().split()
    year, later = following.number("year"), following.number("month") or following.number("plain_month")
    if year is None or later is None or any(word not in JOINS for word in words):
        return None
    return year if month <= later else year - 1


def _year_for(found: Found, context: Context, month: int, day: int) -> dt.date | Value:
    """The year that direction, nearness and the years named before leave."""
    named = _named_year(found, context)
    if context.published is None:
        date = day_of(named, month, day) if named else None
        return date or opened("no year is named and the report has no day", timeml=f"XXXX-{month:02d}-{day:02d}")
    today = context.published
    days = [date for year in range(today.year - 4, today.year + 5) if 0 < year < 9999 and (date := day_of(year, month, day))]
    weekday = found.number("weekday")
    if weekday is None:
        weekday = found.number("short_weekday")
    if weekday is not None and (agreeing := [date for date in days if date.weekday() == weekday]):
        return min(agreeing, key=lambda date: abs((date - today).days))
    past, future = max((d for d in days if d <= today), default=None), min((d for d in days if d >= today), default=None)
    if past is None or future is None:
        return opened("no such day in the calendar")
    which = found.number("which")
    direction = context.look(found.start, found.end) if not which else Direction(which, 3)
    same = next(
        (
            s.value.cal.first
            for s in context.recent()
            if s.value.explicit
            and s.value.cal
            and s.value.cal.unit == "day"
            and (s.value.cal.first.month, s.value.cal.first.day) == (month, day)
        ),
        None,
    )
    if same is not None and direction.sign <= 0:
        return same
    if named and named != today.year and direction.sign <= 0 and (date := day_of(named, month, day)):
        return date
    return choose(Cal("day", past), Cal("day", future), today, direction).first


def _named_year(found: Found, context: Context) -> int | None:
    """The year that the text has named shortly before."""
    near = context.last(near=max(0, found.start - NEAR))
    if near is None or near.value.cal is None or near.value.cal.unit in ("decade", "century"):
        return None
    if "\n" in context.words.text[near.end : found.start]:
        return None
    opens = near.start - context.sentence_start(near.found) < 8
    return near.value.cal.first.year if near.value.explicit and (near.value.cal.unit != "year" or opens) else None


def numeric_day(found: Found, context: Context) -> list[Settled]:
    """Figures: month or day first, as only one order gives a day; else the one nearer the report's day."""
    year = found.number("iso_year") or found.number("two_year") or 0
    first, second = found.number("small") or 0, found.number("small2") or 0
    days = {date for month, day in ((first, second), (second, first)) if (date := day_of(year, month, day))}
    if not days:
        return []
    if len(days) == 1:
        return one(found, day_value_of(days.pop(), "figures", found, explicit=True))
    if context.day is None:
        return one(found, opened("month and day may stand in either order"))
    near, far = sorted(days, key=lambda date: abs((date - context.day).days) if context.day else 0)
    if abs((near - context.day).days) > 31 or abs((far - context.day).days) < 2 * abs((near - context.day).days):
        return one(found, opened(f"month and day may stand in either order: {near} or {far}"))
    return one(found, day_value_of(near, "figures-near", found, explicit=True))


def sub(found: Found, start: int, end: int, **parts: Part) -> Found:
    """A part of the expression as one of its own."""
    kept = {name: part for name, part in found.parts.items() if not name.startswith(("day", "weekday"))}
    return Found(start, end, found.text[start - found.start : end - found.start], found.pattern, {**kept, **parts})


def days_of_month(found: Found, context: Context) -> list[Settled]:
    """Several days of one month, each on its own."""
    month, year = found.number("month") or 0, found.number("year")
    days = [found.parts[name] for name in ("day", "day2", "day3") if name in found.parts]
    settled = _month_day(sub(found, found.start, found.end), context, year, month, int(days[0].value))
    if settled.cal is None:
        return one(found, settled)
    first = settled.cal.first
    month_part, result = found.parts["month"], []
    for index, part in enumerate(days):
        date = day_of(first.year, first.month, int(part.value))
        start = min(month_part.start, part.start) if index == 0 and month_part.start < part.start else part.start
        end = found.end if index == len(days) - 1 else part.end
        if date is not None:
            result.append(Settled(start, end, found, dated(Cal("day", date), settled.step, explicit=settled.explicit)))
    return result


def day_range(found: Found, context: Context) -> list[Settled]:
    """From one day of a month to another, the second perhaps in the next month: one span with both ends kept apart."""
    ends = days_of_month(found, context)
    if len(ends) == 2 and ends[0].value.cal and ends[1].value.cal and ends[1].value.cal.first < ends[0].value.cal.first:
        return ends[:1]
    return ends


def deictic(found: Found, context: Context) -> list[Settled]:
    """Today, yesterday, tomorrow, counted from the report's day or, within a quotation, from the day of speaking."""
    if context.day is None:
        return one(found, opened(NO_DAY, timeml="XXXX-XX-XX"))
    anchor = _spoken_day(found, context) or context.day
    return one(found, day_value_of(anchor + dt.timedelta(days=found.number("deictic") or 0), "today", found))


def _spoken_day(found: Found, context: Context) -> dt.date | None:
    near = context.last("day", near=context.sentence_start(found))
    if near is None or near.value.cal is None or context.day is None or near.value.cal.first > context.day:
        return None
    between = context.words.text[near.end : found.start]
    inside = ("“" in between and between.rfind("”") < between.rfind("“")) or between.count('"') % 2 == 1
    return near.value.cal.first if inside else None


def day_number(found: Found, context: Context) -> list[Settled]:
    """A day of a month that is not named ("the 21st"): of the month just named, or the nearest on the side of the clause."""
    day = found.number("day") or found.number("ordinal_day") or found.number("ordinal_word")
    if day is None:
        return []
    if "which" in found.parts or "instant" in found.parts:
        base = context.base("month")
        date = _in_month(base.moved(found.number("which") or found.number("instant") or 0).first, day) if base else None
        return one(found, day_value_of(date, "month-counted", found) if date else opened(NO_DAY))
    number = found.number("weekday")
    if number is not None:
        return one(found, _weekday_and_number(found, context, number, day))
    near = context.last("month", near=max(0, found.start - NEAR))
    if near is not None and near.value.cal is not None and (date := _in_month(near.value.cal.first, day)):
        return one(found, day_value_of(date, "month-named", found))
    if context.day is None:
        return one(found, opened(NO_DAY, timeml=f"XXXX-XX-{day:02d}"))
    return one(found, _nearest_number(found, context, context.day, day))


def _in_month(first: dt.date, day: int) -> dt.date | None:
    return day_of(first.year, first.month, day)


def _months_around(today: dt.date, day: int) -> list[dt.date]:
    firsts = [add_months(today.replace(day=1), count) for count in range(-2, 3)]
    return [first.replace(day=day) for first in firsts if day <= month_length(first.year, first.month)]


def _nearest_number(found: Found, context: Context, today: dt.date, day: int) -> Value:
    days = _months_around(today, day)
    past, future = max(d for d in days if d <= today), min(d for d in days if d >= today)
    chosen = choose(Cal("day", past), Cal("day", future), today, context.look(found.start, found.end))
    return day_value_of(chosen.first, "nearest", found)


def _weekday_and_number(found: Found, context: Context, number: int, day: int) -> Value:
    if context.day is None:
        return opened(NO_DAY, timeml=f"XXXX-XX-{day:02d}")
    today = context.day
    agreeing = [date for date in _months_around(today, day) if date.weekday() == number]
    if not agreeing:
        return opened("no month near the report's day has that weekday on that day")
    return day_value_of(min(agreeing, key=lambda date: abs((date - today).days)), "weekday-and-day", found)


def span_of(first: Cal, last: Cal) -> str:
    """The record's value of the days from one unit to another: both written as they are, where both are of one kind."""
    if first.unit == last.unit and first.unit not in ("weekend", "season", "century"):
        return f"{first.record}/{last.record}"
    return span_value(first.first, last.last)
