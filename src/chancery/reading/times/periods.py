"""Steps that settle weeks, months, quarters, halves, seasons, years, decades and centuries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import cast

from chancery.reading.times.calendar import Cal, Unit, add_months, enclosing, season
from chancery.reading.times.context import NO_DAY, Context, Settled, choose, dated, opened, with_edge
from chancery.reading.times.days import one
from chancery.reading.times.direction import Direction
from chancery.reading.times.found import Found

FAR = 30
"""Years ahead from which a year cut short is one of the century before."""
SHORTLY = 150
"""Characters within which "in the evening" follows the day that it is of."""
NO_YEAR = "no year is named and the report has no day"


def year_of(found: Found) -> int | None:
    """The year that the expression names."""
    return next(
        (year for name in ("year", "iso_year", "short_year", "spelled_year", "two_year") if (year := found.number(name)) is not None), None
    )


def valued(found: Found, cal: Cal, step: str, *, explicit: bool = False) -> list[Settled]:
    """The unit as the value of the whole expression."""
    return one(found, with_edge(dated(cal, step, explicit=explicit), found))


def nearest(found: Found, context: Context, past: Cal, future: Cal) -> Cal:
    """Of two readings the one that the clause points to; the past one where the report has no day."""
    day = context.published
    return choose(past, future, day, context.look(found.start, found.end)) if day else past


def year(found: Found, context: Context) -> list[Settled]:
    """A year."""
    number = year_of(found)
    if not number:
        return []
    if "short_year" in found.parts and context.published is not None and number > context.published.year + FAR:
        number -= 100
    lower = found.text.lower()
    value = with_edge(dated(Cal("year", dt.date(number, 1, 1)), "calendar", explicit=True), found)
    if "later" in lower or "beyond" in lower:
        value = replace(value, mod="ON_OR_AFTER")
    return one(found, value)


def year_range(found: Found, context: Context) -> list[Settled]:
    """From one year to another."""
    first = found.number("iso_year") or 1
    second, two = found.parts.get("iso_year2"), found.parts.get("two_year")
    part = second or two
    if part is None:
        return []
    last = int(part.value) if second else first // 100 * 100 + int(part.value) % 100
    if not first < last <= first + 60 + 140 * (second is not None):
        return valued(found, Cal("year", dt.date(first, 1, 1)), "calendar", explicit=True) if second else []
    ends = ((found.start, found.parts["iso_year"].end, first), (part.start, part.end, last))
    return [Settled(start, end, found, dated(Cal("year", dt.date(number, 1, 1)), "range", explicit=True)) for start, end, number in ends]


def decade(found: Found, context: Context) -> list[Settled]:
    """Ten years, by figures or by name."""
    number = found.number("decade") or found.number("short_decade") or found.number("bare_decade")
    if number is None:
        number = 1900 + (found.number("decade_word") or 0)
    return valued(found, Cal("decade", dt.date(number, 1, 1)), "decade", explicit=True)


def century(found: Found, context: Context) -> list[Settled]:
    """A hundred years, counted as they are written: the nineteenth has the years 18..."""
    number = found.number("century") or found.number("ordinal_word") or 0
    if number < 2:
        return []
    return valued(found, Cal("century", dt.date((number - 1) * 100, 1, 1)), "century", explicit=True)


def quarter(found: Found, context: Context) -> list[Settled]:
    """A quarter of the year named, or the nearest."""
    number = found.number("quarter") or found.number("quarter_code") or 1
    return _part_of_year(found, context, "quarter", 3 * number - 2)


def half(found: Found, context: Context) -> list[Settled]:
    """A half of the year named, or the nearest."""
    if ten := found.number("decade") or found.number("short_decade"):
        return one(
            found, dated(Cal("decade", dt.date(ten, 1, 1)), "decade", explicit=True, mod="START" if found.number("half") == 1 else "END")
        )
    first = 1 in (found.number("half"), found.number("half_code"))
    return _part_of_year(found, context, "half", 1 if first else 7)


def _part_of_year(found: Found, context: Context, unit: Unit, first_month: int) -> list[Settled]:
    number = year_of(found)
    if number is not None:
        return valued(found, Cal(unit, dt.date(number, first_month, 1)), "calendar", explicit=True)
    if context.published is None:
        return one(found, opened(NO_YEAR))
    today = context.published
    this = Cal(unit, dt.date(today.year, first_month, 1))
    if "which" in found.parts:
        return valued(found, Cal(unit, dt.date(today.year + (found.number("which") or 0), first_month, 1)), "year-counted")
    if "ago" in found.text.lower() or "earlier" in found.text.lower():
        return valued(found, _begun(this, today).moved(-12 // {"quarter": 3, "half": 6}[unit]), "year-counted")
    if "the year" in found.text.lower():
        return valued(found, this, "year-counted")
    direction = context.look(found.start, found.end)
    chosen = this if this.first <= today or direction.sign > 0 else Cal(unit, add_months(this.first, -12))
    if this.last < today and direction.sign > 0 and direction.strength > 2 and (today - this.last).days > 60:
        chosen = Cal(unit, add_months(this.first, 12))
    return valued(found, chosen, "nearest")


def _begun(cal: Cal, today: dt.date) -> Cal:
    """This or the unit of the year before: the latest that has begun."""
    return cal if cal.first <= today else Cal(cal.unit, add_months(cal.first, -12))


def season_of(found: Found, context: Context) -> list[Settled]:
    """A season of the northern year, of the year named or the nearest."""
    name = "season" if "season" in found.parts else "season_or_fall"
    number, named = found.number(name) or 0, year_of(found)
    if named is not None:
        return valued(found, season(named, number), "calendar", explicit=True)
    if context.published is None:
        return one(found, opened(NO_YEAR))
    today, which = context.published, found.number("which")
    past = max((c for y in (-2, -1, 0) if (c := season(today.year + y, number)).first <= today), key=lambda c: c.first)
    future = past if past.last >= today else Cal("season", add_months(past.first, 12))
    if which is not None and found.text.lower().endswith("year"):
        return valued(found, season(today.year + which, number), "year-counted")
    if which is None or "this past" in found.text.lower():
        return valued(found, past if which is not None or past == future else nearest(found, context, past, future), "nearest")
    if which < 0:
        return valued(found, past if past != future else Cal("season", add_months(past.first, -12)), "season-counted")
    if which > 0:
        return valued(found, future if past != future else Cal("season", add_months(past.first, 12)), "season-counted")
    same_year = season(today.year, number)
    return valued(found, same_year if number else past if past == future else future, "season-counted")


def which(found: Found, context: Context) -> list[Settled]:
    """Last, this or next week, month, quarter, year ..."""
    unit = cast(Unit, found.word("long_period") or found.word("period") or found.word("unit"))
    base = context.base(unit)
    if base is None:
        return one(found, opened(NO_DAY))
    count = found.number("which") or found.number("ahead") or 0
    if unit == "weekend":
        return valued(found, _weekend(base, context, count), "unit-counted")
    return valued(found, base.moved(count), "unit-counted")


def _weekend(base: Cal, context: Context, count: int) -> Cal:
    """Of Saturday and Sunday: within a weekend, "last" is the one before it, "this" the one itself."""
    today = context.published or base.first
    if count < 0:
        return base.moved(-1)
    return base if count == 0 or base.first > today else base.moved(1)


def weekend(found: Found, context: Context) -> list[Settled]:
    """The weekend: the one just past or the one to come, by the clause."""
    base = context.base("weekend")
    if base is None:
        return one(found, opened(NO_DAY))
    lower = found.text.lower()
    direction = context.look(found.start, found.end)
    count = -1 if "last" in lower else 1 if "next" in lower else 0
    if "this" in lower:
        direction = Direction(1, 3)
    if count:
        return valued(found, _weekend(base, context, count), "unit-counted")
    inside = context.published is not None and base.first <= context.published
    return valued(found, base if direction.sign > 0 or inside else base.moved(-1), "nearest")


def the_which(found: Found, context: Context) -> list[Settled]:
    """The past, the latest, the coming year: for TimeML a date."""
    unit = cast(Unit, found.word("long_period"))
    base = context.base(unit)
    lower = found.text.lower()
    if base is None:
        return one(found, opened(NO_DAY))
    count = found.number("which") if "which" in found.parts else 1 if "coming" in lower else -1
    if count == 1 and "next" in lower and (near := context.last(unit)) and near.value.cal:
        return valued(found, enclosing(near.value.cal.first, unit).moved(1), "counted-from-named")
    if "latest" in lower and unit == "quarter" and (named := context.reported()):
        return valued(found, named, "named")
    return valued(found, _weekend(base, context, count or 0) if unit == "weekend" else base.moved(count or 0), "unit-counted")


def beside(found: Found, context: Context) -> list[Settled]:
    """The same, the previous, the following day, month, year: counted from the date just named."""
    unit = cast(
        Unit,
        found.word("unit")
        or found.word("long_period")
        or found.word("period")
        or next((u for u in ("month", "week") if u in found.text.lower()), "year"),
    )
    if unit == "year" and "month" in found.text.lower():
        unit = "month"
    if found.word("beside") == "current":
        return _current(found, context, unit)
    finest: Unit = "day" if unit == "day" else unit
    near = context.last(finest)
    anchor = near.value.cal if near else None
    base = enclosing(anchor.first, unit) if anchor else context.base(unit)
    if base is None:
        return one(found, opened("no date is named before that it could be counted from"))
    word = found.word("ago")
    count = found.number("beside") or (0 if not word else -1 if int(word) < 0 else 1)
    lower = found.text.lower()
    if not count and "before" in lower.split():
        count = -1
    elif not count and "after" in lower.split():
        count = 1
    cal = base.moved(count)
    if unit == "day":
        return one(found, with_edge(dated(cal, "counted-from-named", part=found.word("daypart")), found))
    return valued(found, cal, "counted-from-named")


def part_of_named(found: Found, context: Context) -> list[Settled]:
    """In the evening: of the day named in this sentence or right before it; else it tells no day."""
    near = context.last("day", near=max(0, found.start - SHORTLY))
    if near is None or near.value.cal is None:
        return []
    return one(found, dated(near.value.cal, "counted-from-named", part=found.word("part_of_day")))


def _current(found: Found, context: Context, unit: Unit) -> list[Settled]:
    """The end of the year, of the month: of the report's, unless the sentence has just named another."""
    base = context.base(unit)
    near = context.last(unit, near=context.sentence_start(found))
    if near and near.value.cal and context.look(found.start, found.end).sign <= 0:
        base = enclosing(near.value.cal.first, unit)
    if base is None:
        return one(found, opened(NO_DAY))
    direction = context.look(found.start, found.end)
    if "-end" in found.text and direction.sign < 0 and direction.strength > 2:
        base = base.moved(-1)
    value = with_edge(dated(base, "unit-counted"), found)
    if "-end" in found.text:
        value = replace(value, timeml=Cal("day", base.last).timeml)
    return one(found, replace(value, mod=value.mod or "END"))


def the_unit(found: Found, context: Context) -> list[Settled]:
    """The quarter, the year: the one just named, or for a quarter the last before the report."""
    unit: Unit = "quarter" if "quarter" in found.text else "month" if "month" in found.text else "year"
    named = context.reported() if unit == "quarter" else None
    if named is not None:
        return valued(found, named, "named")
    base = context.base(unit)
    if base is None:
        return one(found, opened(NO_DAY))
    return valued(found, base.moved(-1) if unit == "quarter" else base, "unit-counted")


def year_ago(found: Found, context: Context) -> list[Settled]:
    """The year-earlier quarter or period: what was just named, a year before."""
    cal = context.reported()
    if cal is None and "quarter" in found.text.lower():
        base = context.base("quarter")
        cal = base.moved(-1) if base else None
    if cal is None:
        near = next((s for s in context.recent() if s.value.cal and s.value.cal.unit in ("half", "month", "year")), None)
        cal = near.value.cal if near else context.base("year")
    if cal is None:
        return one(found, opened(NO_DAY))
    named = year_of(found)
    if named is not None:
        return valued(found, Cal(cal.unit, cal.first.replace(year=named)), "year-before")
    if (
        "same" in found.text.lower()
        or context.published is None
        or cal.first.year >= context.published.year - (context.published.month < 4)
    ):
        cal = Cal(cal.unit, add_months(cal.first, -12))
    return valued(found, cal, "year-before")


def latest_period(found: Found, context: Context) -> list[Settled]:
    """The period just named."""
    base = context.base("quarter")
    named = context.reported() or (base.moved(-1) if base else None)
    return valued(found, named, "named") if named else []


def the_new_year(found: Found, context: Context) -> list[Settled]:
    """The year that is about to begin, or has just begun."""
    base = context.base("year")
    if base is None or context.published is None:
        return one(found, opened(NO_DAY))
    return valued(found, base.moved(1) if context.published.month > 6 else base, "unit-counted")


def time_which(found: Found, context: Context) -> list[Settled]:
    """This time next week, this time last year: the day or month so far from the report's."""
    unit = cast(Unit, found.word("period") or "year")
    if context.day is None:
        return one(found, opened(NO_DAY))
    count = found.number("which") or 0
    base = Cal("day", context.day)
    if unit == "week":
        return valued(found, base.moved(7 * count), "unit-counted")
    if unit == "month":
        return valued(found, Cal("day", add_months(context.day, count)), "unit-counted")
    return valued(found, Cal("month", add_months(context.day.replace(day=1), 12 * count)), "unit-counted")
