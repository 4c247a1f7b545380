"""The day a report was published, and how it is known: given, then metadata, then the page's furniture, its address, its dateline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.intake.dates import address_date, instant_day
from chancery.intake.furniture import Dateline
from chancery.intake.page import HINTS, Hint
from chancery.model import IntakeError, PublishedHow


@dataclass(frozen=True, slots=True)
class Published:
    """The day (ISO 8601; None where the page does not tell), how it is known, and the words that tell it."""

    day: str | None
    how: PublishedHow
    why: str


@dataclass(frozen=True, slots=True)
class Tellers:
    """Everything that may tell the day."""

    given: str | None = None
    metadata: str = ""
    hints: Sequence[Hint] = ()
    address: str = ""
    dateline: Dateline | None = None
    utc: float | None = None
    today: dt.date | None = None


def given_day(value: str, today: dt.date | None) -> str:
    """The day that the user gave; IntakeError where it is none, or lies in the future."""
    try:
        day = dt.date.fromisoformat(value.strip())
    except ValueError:
        raise IntakeError(f"published date {value!r} is no day of the calendar; write it as YYYY-MM-DD, for example 2019-09-19") from None
    if today and day > today:
        raise IntakeError(f"published date {value} lies in the future (today is {today}); give the day the report appeared")
    return day.isoformat()


def find_published(tellers: Tellers) -> Published:
    """The day by the best teller that has one. A day after `today` is passed over."""
    if tellers.given:
        return Published(given_day(tellers.given, tellers.today), "given", "given by the user")
    found = [*_metadata(tellers), *_hints(tellers), *_address(tellers), *_dateline(tellers)]
    for published in found:
        if published.day and not (tellers.today and dt.date.fromisoformat(published.day) > tellers.today + dt.timedelta(days=1)):
            return published
    reasons = [f"{published.why} lies in the future" if published.day else published.why for published in found]
    return Published(None, "open", "; ".join(reasons) or "the page does not tell when it was published")


def _metadata(tellers: Tellers) -> list[Published]:
    day = instant_day(tellers.metadata, tellers.utc) if tellers.metadata else None
    return [Published(day.isoformat(), "metadata", f"metadata: {tellers.metadata}")] if day else []


def _hints(tellers: Tellers) -> list[Published]:
    ranked = sorted(tellers.hints, key=lambda hint: HINTS.index(hint.kind))
    return [Published(hint.day, "metadata", f"the page says: {hint.words}") for hint in ranked]


def _address(tellers: Tellers) -> list[Published]:
    told = address_date(tellers.address) if tellers.address else None
    if told is None:
        return []
    if told.precision == "day":
        return [Published(told.value, "address", f"the address holds {told.words}")]
    opening = tellers.dateline
    if opening and opening.day and not opening.day.year and told.value.endswith(f"-{opening.day.month:02d}"):
        value = f"{told.value}-{opening.day.day:02d}"
        return [Published(value, "address", f"the address holds {told.words}, the dateline says: {opening.words}")]
    return [Published(None, "open", f"the address tells only the month {told.value}")]


def _dateline(tellers: Tellers) -> list[Published]:
    if tellers.dateline is None or tellers.dateline.day is None:
        return []
    day = tellers.dateline.day.date
    if day is None:
        return [Published(None, "open", f"the dateline {tellers.dateline.words} names no year")]
    return [Published(day.isoformat(), "dateline", f"the dateline says: {tellers.dateline.words}")]
