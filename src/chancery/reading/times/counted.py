"""Steps that settle counted times ("three months ago", "a week after the Aug. 22 vote"), durations, sets and vague words."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import replace
from typing import cast

from chancery.reading.times.calendar import Cal, Unit, add_months, enclosing
from chancery.reading.times.context import NO_DAY, Context, Settled, Value, dated, opened, with_edge
from chancery.reading.times.days import one
from chancery.reading.times.found import Found
from chancery.reading.times.weekdays import after

LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
MULTIPLES = {"fortnight": ("W", 2), "quarter": ("M", 3), "decade": ("Y", 10), "century": ("Y", 100)}
CLOCK = {"hour": "H", "minute": "M", "second": "S"}
OFTEN = {
    "daily": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "nightly": "P1D",
    "biennial": "P2Y",
    "biannual": "P6M",
}
FORTNIGHT = 14
"""Days back to which TimeML takes "a week ago" and "two weeks ago" for a day."""
AHEAD = 80
"""Characters within which the date that an expression counts from must begin."""


def amount(found: Found) -> float | None:
    """How many units; None where it is not told ("several")."""
    if "some" in found.parts:
        return None
    if not any(name in found.parts for name in ("number", "couple", "one")) and re.search(
        r"(?:day|week|month|year|decade)s\b", found.text.lower()
    ):
        return None
    part = found.parts.get("number") or found.parts.get("couple") or found.parts.get("one")
    count = 1.0 if part is None else float(part.value)
    return (
        count + 0.5
        if "and a half" in found.text.lower() and "half" not in str(part.value if part else "") and count == int(count)
        else count
    )


def duration_value(found: Found) -> str:
    """The length as TimeML writes it: P3M, PT6H, PXY."""
    count, unit = amount(found), found.word("unit") or found.word("span_unit") or found.word("decade_unit")
    clock = CLOCK.get(found.word("clock_unit"))
    if clock:
        if count is not None and count != int(count) and clock == "H":
            return f"PT{int(count)}H{int((count % 1) * 60)}M" if count > 1 else f"PT{int(count * 60)}M"
        if count is not None and count != int(count) and clock == "M":
            return f"PT{int(count)}M{int((count % 1) * 60)}S"
        return f"PT{'X' if count is None else f'{count:g}'}{clock}"
    if unit in MULTIPLES:
        letter, times = MULTIPLES[unit]
        return f"P{'X' if count is None else f'{count * times:g}'}{letter}"
    if unit == "year" and count is not None and count % 1 == 0.5:
        return f"P{int(count)}Y6M" if count > 1 else "P6M"
    return f"P{'X' if count is None else f'{count:g}'}{LETTERS.get(unit or _plural(found), 'D')}"


def _plural(found: Found) -> str:
    lower = found.text.lower()
    return next(
        (unit for unit in ("year", "month", "week", "day") if unit in lower), "year" if "decade" in lower or "centur" in lower else "day"
    )


def duration(found: Found, context: Context) -> list[Settled]:
    """A length of time: found, not dated."""
    value = duration_value(found)
    if value == "PXD" and "quarter" in found.text.lower():
        value = "PXQ"
    if "centur" in found.text.lower() and value.startswith("PX"):
        value = "PXC"
    return one(found, with_edge(Value("DURATION", value, value, "", "length"), found))


def repeated(found: Found, context: Context) -> list[Settled]:
    """Every week, Mondays: a set of times."""
    weekday = found.number("weekday")
    weekday = found.number("weekdays") if weekday is None else weekday
    part = found.word("daypart") or found.word("dayparts")
    if weekday is not None:
        value = f"XXXX-WXX-{weekday + 1}" + (f"T{part}" if part else "")
    elif "month" in found.parts:
        value = f"XXXX-{found.number('month') or 1:02d}"
    elif "season" in found.parts:
        value = f"XXXX-{('WI', 'SP', 'SU', 'FA')[found.number('season') or 0]}"
    else:
        value = duration_value(found)
        if "other" in found.text.lower().split() or "second" in found.text.lower().split():
            value = value.replace("P1", "P2")
    return one(found, Value("SET", value, value, "", "set"))


def often(found: Found, context: Context) -> list[Settled]:
    """Daily, weekly, annually."""
    value = OFTEN.get(found.text.lower(), "P1Y")
    return one(found, Value("SET", value, value, "", "set"))


def vague(found: Found, context: Context) -> list[Settled]:
    """Now, recently, soon: names no calendar period."""
    return one(found, Value("DATE", None, found.word("value"), "", "vague", "names no calendar period"))


def nothing(found: Found, context: Context) -> list[Settled]:
    """Words that look like a time and tell none: "today's youth"."""
    return []


def ago(found: Found, context: Context) -> list[Settled]:
    """So many units before or after today, or before or after the date just named."""
    count, unit, word = amount(found), found.word("unit"), found.parts.get("ago")
    sign, from_named = _ago(found, word.value if word else -1)
    if not unit:
        value = duration_value(found)
        return one(found, Value("DURATION", value, value, "", "length"))
    if count is None or (unit + "s ago" == found.text.lower()):
        if from_named:
            value = duration_value(found)
            return one(found, Value("DURATION", value, value, "", "length"))
        ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return one(found, Value("DATE", None, ref, "", "vague", "names no number"))
    anchor, near = _anchor(found, context, unit, from_named)
    quarter = context.reported()
    if quarter is not None and unit == "year" and count == 1 and sign < 0:
        anchor, near = quarter, True
    if anchor is None:
        return one(found, opened(NO_DAY))
    return one(found, with_edge(_moved(anchor, unit, sign * count, near), found))


def _ago(found: Found, value: str | int) -> tuple[int, bool]:
    """Before (-1) or after (1), and whether it counts from the date just named."""
    if isinstance(value, str):
        return 1, False
    lower = found.text.lower().split()
    if lower[-1] in ("ago", "back"):
        return -1, False
    if lower[-1] in ("now", "hence", "time", "today"):
        return 1, False
    return (-1, True) if any(w in lower for w in ("earlier", "before", "previously", "prior")) else (1, True)


def _anchor(found: Found, context: Context, unit: str, from_named: bool) -> tuple[Cal | None, bool]:
    """What it counts from, and whether that is a date named before."""
    if from_named:
        near = context.last("day" if unit in ("day", "fortnight") else "week" if unit == "week" else "year")
        if near is not None and near.value.cal is not None and found.start - near.end < 400:
            return near.value.cal, True
    if context.published is None:
        return None, False
    return Cal(context.precision, context.published), False


def _moved(anchor: Cal, unit: str, count: float, near: bool) -> Value:
    """The anchor moved by so many units, as precise as the unit; from a named date as precise as that date."""
    whole = round(count)
    if unit in ("day", "fortnight", "week") and anchor.unit == "day":
        days = {"day": 1, "week": 7, "fortnight": 14}[unit] * count
        moved = anchor.first + dt.timedelta(days=round(days))
        if near or unit == "day":
            return dated(Cal("day", moved), "counted")
        value = dated(enclosing(moved, "week"), "counted")
        return replace(value, timeml=Cal("day", moved).timeml) if whole < 0 and abs(days) <= FORTNIGHT else value
    if unit in ("day", "fortnight", "week"):
        return dated(anchor.moved(whole), "counted") if anchor.unit == unit else opened("counted in days from a longer period")
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    finest = cast(Unit, unit if unit in ("month", "quarter") else "year")
    if near and anchor.unit in ("quarter", "half", "month") and unit == "year":
        return dated(Cal(anchor.unit, add_months(anchor.first, round(months))), "counted")
    return dated(enclosing(add_months(anchor.first, round(months)), finest), "counted")


def counted_from(found: Found, context: Context) -> list[Settled]:
    """So many units after or before something: settled where a date stands with it, else a length of time."""
    index = bisect_left(context.starts, found.end)
    target = context.founds[index] if index < len(context.founds) else None
    value = duration_value(found)
    sign = -1 if "before" in found.text.lower() else 1
    count = amount(found)
    end = found.start + len(found.text.rsplit(None, 1)[0])
    plain = [Settled(found.start, end, found, with_edge(Value("DURATION", value, value, "", "length"), found))]
    if target is None or target.start - found.end > AHEAD or count is None:
        return plain
    between = context.words.text[found.end : target.start]
    if any(mark in between for mark in ".;,\n") or len(between.split()) > 4:
        return plain
    settled = context.settle(target, context)
    cal = settled[0].value.cal if settled else None
    if cal is None or (cal.unit != "day" and found.word("unit") in ("day", "week")):
        return plain
    return one(found, replace(_moved(cal, found.word("unit"), sign * count, True), step="counted-from"))


def from_day(found: Found, context: Context) -> list[Settled]:
    """Two weeks from Friday, the day after Sept. 9."""
    inner = {name: part for name, part in found.parts.items() if name not in ("number", "one", "unit")}
    name = "weekday" if "weekday" in inner else "deictic" if "deictic" in inner else "calendar-day"
    start = min(part.start for key, part in inner.items() if key in ("weekday", "deictic", "month", "which"))
    end = max(part.end for part in inner.values())
    pattern = replace(found.pattern, gives=name)
    settled = context.settle(Found(start, end, context.words.text[start:end], pattern, inner), context)
    cal = settled[0].value.cal if settled else None
    if cal is None:
        return one(found, settled[0].value) if settled else []
    day = cal.first
    if name == "weekday" and context.day and day < context.day and " from " in found.text.lower():
        day = after(context.day, day.weekday())
    sign = -1 if " before " in found.text.lower() else 1
    return one(found, _moved(Cal("day", day), found.word("unit") or "day", sign * (amount(found) or 1), True))
