"""The timeline picture: events on a scale of days as SVG made here, so that it needs no script and every mark is a link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from chancery.model import EventStatus, ResolvedEvent, parse_period
from chancery.views.titles import event_title

WIDTH = 960
_LEFT, _RIGHT, _TOP, _ROW, _MARK = 24, 24, 34, 26, 14
_GAP = 6
"""Least distance in pixels between two marks of one row."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in the picture; lengths in pixels."""

    id: str
    x: float
    y: int
    width: float
    status: EventStatus
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day on the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: marks in order of time, ticks, and its size in pixels."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    width: int
    height: int


def timeline(events: tuple[ResolvedEvent, ...]) -> Timeline | None:
    """The picture of the dated events, in rows so that no two marks touch; None without a dated event."""
    dated = sorted((parse_period(event.date).days, event.id, event) for event in events if event.date)
    if not dated:
        return None
    first = min(days[0] for days, _, _ in dated)
    last = max(days[1] for days, _, _ in dated)
    scale = (WIDTH - _LEFT - _RIGHT - _MARK) / max(1, (last - first).days + 1)
    ends: list[float] = []
    marks = []
    for (begin, end), _, event in dated:
        x = _LEFT + (begin - first).days * scale
        width = max(_MARK, ((end - begin).days + 1) * scale)
        row = next((i for i, taken in enumerate(ends) if taken + _GAP <= x), len(ends))
        ends[row : row + 1] = [x + width]
        label = f"{event.date}: {event_title(event)} ({event.status.value})"
        marks.append(Mark(event.id, round(x, 1), _TOP + row * _ROW, round(width, 1), event.status, label))
    return Timeline(tuple(marks), _ticks(first, last, scale), WIDTH, _TOP + len(ends) * _ROW + 8)


def _ticks(first: dt.date, last: dt.date, scale: float) -> tuple[Tick, ...]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if months / s <= 12), 1200)
    ticks = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month, 1):
        if number % step == 0:
            day = max(first, dt.date(number // 12, number % 12 + 1, 1))
            ticks.append(Tick(round(_LEFT + (day - first).days * scale, 1), f"{day:%Y}" if step >= 12 else f"{day:%b %Y}"))
    return tuple(ticks)
