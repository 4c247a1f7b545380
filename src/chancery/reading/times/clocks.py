"""Steps that settle times of the clock, with their day if they name one."""

from __future__ import annotations

import datetime as dt

from chancery.reading.times.calendar import Cal
from chancery.reading.times.context import Context, Settled, Value
from chancery.reading.times.days import calendar_day, deictic, one
from chancery.reading.times.found import Found
from chancery.reading.times.weekdays import weekday


def clock(found: Found, context: Context) -> list[Settled]:
    """A time of the clock, with its day if it names one."""
    time = found.word("clocktime")
    if found.number("small") is not None and not time:
        hour = (found.number("small") or 0) % 12 + (0 if found.word("daypart") in ("MO",) else 12)
        time = f"{hour % 24:02d}:00"
    if not time:
        time = found.word("daypart") or found.word("midday")
    named = _clock_day(found, context)
    anchor = named or _clock_anchor(context)
    stamp = f"T{time}{found.word('zone') if found.word('zone') == 'Z' else ''}" if time else ""
    if anchor is None:
        return one(found, Value("TIME", None, f"XXXX-XX-XX{stamp}", "", "clock", "no day is named"))
    record = anchor.isoformat() if named else None
    return one(
        found,
        Value("TIME", record, f"{anchor.isoformat()}{stamp}", found.word("rough"), "clock", "", Cal("day", anchor) if named else None),
    )


def _clock_anchor(context: Context) -> dt.date | None:
    near = context.last("day")
    return near.value.cal.first if near and near.value.cal else context.day


def _clock_day(found: Found, context: Context) -> dt.date | None:
    if "month" in found.parts:
        settled = calendar_day(found, context)
    elif "weekday" in found.parts:
        settled = weekday(found, context)
    elif "deictic" in found.parts:
        settled = deictic(found, context)
    else:
        return None
    return settled[0].value.cal.first if settled and settled[0].value.cal else None
