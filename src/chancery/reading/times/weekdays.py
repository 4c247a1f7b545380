"""Steps that settle weekdays: by "last" or "next", by the date just named, or by the direction of the clause."""

from __future__ import annotations

import datetime as dt

from chancery.reading.times.context import NO_DAY, Context, Settled, opened
from chancery.reading.times.days import WEEK, day_value_of, one
from chancery.reading.times.direction import Direction
from chancery.reading.times.found import Found


def weekday(found: Found, context: Context) -> list[Settled]:
    """A weekday: by "last" or "next", by the date just named, or by the direction of its clause."""
    number = found.number("weekday")
    if number is None:
        return []
    if context.day is None:
        return one(found, opened(NO_DAY, timeml=f"XXXX-WXX-{number + 1}"))
    return one(found, day_value_of(_weekday(found, context, number, context.day), "weekday", found))


def _weekday(found: Found, context: Context, number: int, today: dt.date) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    lower = found.text.lower()
    if "week" in lower.split() or "week's" in lower or "week’s" in lower:
        return monday + dt.timedelta(days=number) + WEEK * (found.number("which") or 0)
    if "beside" in found.parts and not lower.startswith("next"):
        near = context.last("week")
        anchor = near.value.cal.first if near and near.value.cal else today
        return before(anchor, number) if (found.number("beside") or 0) < 0 else after(anchor, number)
    if "which" in found.parts or "beside" in found.parts:
        which = found.number("which") if "which" in found.parts else 1
        return _which_weekday(number, today, which or 0, lower)
    chained = _chained(found, context, number)
    return chained or by_direction(found, context, number, today)


def weekday_weeks_ago(found: Found, context: Context) -> list[Settled]:
    """A week ago Tuesday: that weekday of the week so many weeks back."""
    if context.day is None:
        return one(found, opened(NO_DAY))
    count = found.number("number") or found.number("one") or 1
    monday = context.day - dt.timedelta(days=context.day.weekday())
    return one(found, day_value_of(monday + dt.timedelta(days=found.number("weekday") or 0) - WEEK * count, "week-counted", found))


def weekday_week(found: Found, context: Context) -> list[Settled]:
    """Thursday week, tomorrow fortnight: a week or two after the next such day."""
    if context.day is None:
        return one(found, opened(NO_DAY))
    number, deictic = found.number("weekday"), found.number("deictic")
    if number is not None:
        first = context.day if number == context.day.weekday() else after(context.day, number)
    else:
        first = context.day + dt.timedelta(days=1 if deictic is None else deictic)
    return one(found, day_value_of(first + WEEK * (2 if "fortnight" in found.text.lower() else 1), "week-counted", found))


def _which_weekday(number: int, today: dt.date, which: int, lower: str) -> dt.date:
    if which < 0:
        return before(today, number)
    if which > 0:
        coming = after(today, number)
        same_week = coming.isocalendar()[:2] == today.isocalendar()[:2]
        near_sunday = number == 6 and (coming - today).days > 3
        return coming + WEEK if same_week and lower.startswith("next") and not near_sunday else coming
    return today + dt.timedelta(days=number - today.weekday())


def before(day: dt.date, number: int) -> dt.date:
    """The nearest such weekday before the day."""
    return day - dt.timedelta(days=(day.weekday() - number - 1) % 7 + 1)


def after(day: dt.date, number: int) -> dt.date:
    """The nearest such weekday after the day."""
    return day + dt.timedelta(days=(number - day.weekday() - 1) % 7 + 1)


def _chained(found: Found, context: Context, number: int) -> dt.date | None:
    """The second of "Monday and Tuesday": the first such day after the one just named."""
    if not context.done:
        return None
    last = context.done[-1]
    between = context.words.text[last.end : found.start].split()
    joined = len(between) <= 2 and all(
        word.strip(",").lower() in ("", "and", "or", "to", "through", "on", "until", "-", "–") for word in between
    )
    if not joined or last.value.cal is None or last.value.cal.unit != "day" or found.start - last.end > 16 or not between:
        return None
    if not ("weekday" in last.found.parts or "deictic" in last.found.parts):
        return None
    if between == [","] and last.value.cal.first.weekday() == number:
        return last.value.cal.first
    day, today = after(last.value.cal.first, number), context.day
    if (
        "to" in between
        or "through" in between
        or today is None
        or day <= today
        or last.value.cal.first > today
        or context.look(found.start, found.end).sign > 0
    ):
        return day
    return before(today, number)


def by_direction(found: Found, context: Context, number: int, today: dt.date) -> dt.date:
    """The nearest such weekday on the side that the clause points to; the report's own weekday is the report's day."""
    direction = context.look(found.start, found.end)
    if context.words.text.startswith(("'s", "’s"), found.end) and direction.strength < 4:
        direction = context.owned(found)
    frame = frame_day(found, context, direction)
    if frame is not None:
        return after(frame, number)
    if today.weekday() == number:
        return today
    return after(today, number) if direction.sign > 0 else before(today, number)


def frame_day(found: Found, context: Context, direction: Direction) -> dt.date | None:
    """The day on which the thing was said, where it was said to lie ahead of that day ("said on Friday that it would on Monday")."""
    if not direction.word.startswith("would") or context.day is None:
        return None
    near = context.last("day", near=context.sentence_start(found))
    if near is None or near.value.cal is None or near.value.cal.first >= context.day:
        return None
    return near.value.cal.first
