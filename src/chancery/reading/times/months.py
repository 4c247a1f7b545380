"""Steps that settle months, spans of months and parts of a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from chancery.model import span_value
from chancery.reading.times.calendar import Cal, add_months, enclosing
from chancery.reading.times.context import NO_DAY, Context, Settled, Value, dated, opened
from chancery.reading.times.days import one, shared_year
from chancery.reading.times.found import Found
from chancery.reading.times.periods import NO_YEAR, nearest, valued, year_of

JOINED = 9
"""Characters between two months that are named together."""


def month(found: Found, context: Context) -> list[Settled]:
    """A month with its year, or the nearest on the side of its clause."""
    number = found.number("month") or found.number("plain_month") or found.number("two_faced_month") or 0
    year = year_of(found) or (shared_year(found, context, number) if "which" not in found.parts else None)
    if year is not None:
        return valued(found, Cal("month", dt.date(year, number, 1)), "calendar", explicit=True)
    named = context.last("year", near=max(0, found.start - 160))
    if (
        ("that year" in found.text or "beside" in found.parts or "same" in found.parts)
        and "year" in found.text
        and named
        and named.value.cal
    ):
        return valued(found, Cal("month", dt.date(named.value.cal.first.year + (found.number("beside") or 0), number, 1)), "year-named")
    if context.published is None:
        if named and named.value.cal and named.value.explicit:
            return valued(found, Cal("month", dt.date(named.value.cal.first.year, number, 1)), "year-named")
        return one(found, opened(NO_YEAR, timeml=f"XXXX-{number:02d}"))
    return valued(found, _month_near(found, context, context.published, number), "nearest")


def _month_near(found: Found, context: Context, today: dt.date, number: int) -> Cal:
    this = Cal("month", dt.date(today.year, number, 1))
    which = found.number("which")
    if which is not None and "year" in found.text.lower():
        return Cal("month", dt.date(today.year + which, number, 1))
    past = this if this.first <= today else Cal("month", add_months(this.first, -12))
    future = this if this.last >= today else Cal("month", add_months(this.first, 12))
    if which is None:
        return _month_by_text(found, context, past, future)
    if which < 0:
        return past if past != future else Cal("month", add_months(this.first, -12))
    if which > 0:
        return future if past != future else Cal("month", add_months(this.first, 12))
    return this


def _month_by_text(found: Found, context: Context, past: Cal, future: Cal) -> Cal:
    """Without a year: of the year just named in the same sentence, else by the clause."""
    if (joined := _joined(found, context)) is not None:
        return next(month for n in range(1, 13) if (month := joined.moved(n)).first.month == past.first.month)
    near = context.last("year", near=context.sentence_start(found))
    cal = near.value.cal if near and near.value.explicit else None
    if near and cal and (cal.unit != "year" or near.start - context.sentence_start(found) < 8):
        year = cal.first.year
        if year not in (past.first.year, future.first.year):
            return Cal("month", dt.date(year, past.first.month, 1))
    return past if past == future else nearest(found, context, past, future)


def _joined(found: Found, context: Context) -> Cal | None:
    """The month right before: "in May and June"."""
    last = context.done[-1] if context.done else None
    if last is None or last.value.cal is None or last.value.cal.unit != "month" or not last.end < found.start <= last.end + JOINED:
        return None
    return last.value.cal if context.words.text[last.end : found.start].strip() in ("and", "or", "and in", "or in") else None


def month_range(found: Found, context: Context) -> list[Settled]:
    """From one month to another."""
    first, last = found.number("month") or 1, found.number("month2") or 1
    year = found.number("year")
    if year is None:
        if context.published is None:
            return one(found, opened(NO_YEAR))
        year = _month_near(found, context, context.published, first).first.year
    start = Cal("month", dt.date(year - (last < first and found.number("year") is not None), first, 1))
    end = Cal("month", dt.date(start.first.year + (last < first), last, 1))
    a, b = found.parts["month"], found.parts["month2"]
    return [
        Settled(a.start, a.end, found, dated(start, "range", explicit=True)),
        Settled(b.start, found.end, found, dated(end, "range", explicit=True)),
    ]


def nth_week(found: Found, context: Context) -> list[Settled]:
    """The first, second ... or last week, weekend or day of a month: seven days each, counted from the first."""
    value = month_value(found, context)
    if value.cal is None:
        return one(found, value)
    ordinal, unit = found.number("ordinal_word"), found.word("period")
    first, last = value.cal.first, value.cal.last
    if unit == "day":
        day = last if ordinal is None else first + dt.timedelta(days=ordinal - 1)
        return one(found, dated(Cal("day", day), "nth")) if day <= last else []
    if unit == "weekend":
        saturdays = [d for n in range((last - first).days + 1) if (d := first + dt.timedelta(days=n)).weekday() == 5]
        index = -1 if ordinal is None else ordinal - 1
        return one(found, dated(Cal("weekend", saturdays[index]), "nth")) if index < len(saturdays) else []
    if unit != "week":
        return one(found, replace(value, mod="END" if ordinal is None else value.mod))
    start = last - dt.timedelta(days=6) if ordinal is None else first + dt.timedelta(days=7 * (ordinal - 1))
    end = min(start + dt.timedelta(days=6), last)
    return (
        one(found, Value("DATE", span_value(start, end), enclosing(start if ordinal else last, "week").record, "", "nth"))
        if start <= last
        else []
    )


def half_month(found: Found, context: Context) -> list[Settled]:
    """The first half of a month, to the 15th, or the second."""
    value = month_value(found, context)
    if value.cal is None:
        return one(found, value)
    first = found.number("half") == 1
    middle = value.cal.first.replace(day=15)
    span = span_value(value.cal.first, middle) if first else span_value(middle + dt.timedelta(days=1), value.cal.last)
    return one(found, Value("DATE", span, value.timeml, "START" if first else "END", "half"))


def month_value(found: Found, context: Context) -> Value:
    """The month that the expression names."""
    if "month" in found.parts:
        return month(found, context)[0].value
    base = context.base("month")
    return dated(base.moved(found.number("which") or 0), "unit-counted") if base else opened(NO_DAY)
