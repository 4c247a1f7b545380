"""Context: what a time expression is settled against: the report's day, the dates already named, the grammar around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from chancery.model import TimexKind
from chancery.reading.times.calendar import ORDER, Cal, Unit, enclosing
from chancery.reading.times.direction import Direction, following, sentence_bounds
from chancery.reading.times.found import Found, Words

FACTORS = (1.0, 1.3, 8.0, 12.0, 400.0)
"""How many times farther than the other reading a date may lie and still follow the grammar, by the strength of the cue."""
LOOKBACK = 60
"""Times before the one at hand that may bear on it."""
NO_DAY = "the day of the report is not known"


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: in the record's words and in TimeML's, or why it is open."""

    kind: TimexKind
    record: str | None
    timeml: str
    mod: str = ""
    step: str = ""
    """The step that settled it, for `rule`."""
    reason: str = ""
    cal: Cal | None = None
    """The calendar unit, where it is one; later expressions count from it."""
    explicit: bool = False
    """The year stands in the text."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An expression, or one of its parts, with its value."""

    start: int
    end: int
    found: Found
    value: Value


@dataclass(slots=True)
class Context:
    """The state of one pass over one text. It lives within one call and is seen by no other."""

    words: Words
    published: dt.date | None
    precision: Unit
    """Of the day of publication: day, month or year."""
    founds: Sequence[Found]
    starts: Sequence[int]
    """Where each of them begins."""
    look: Callable[[int, int], Direction]
    """The direction of the expression at start..end."""
    settle: Callable[[Found, Context], list[Settled]]
    home: tuple[str, ...] = ()
    """States of the report's outlet and dateline."""
    done: list[Settled] = field(default_factory=list)

    @property
    def day(self) -> dt.date | None:
        """The report's day, where the day is known."""
        return self.published if self.precision == "day" else None

    def base(self, unit: Unit) -> Cal | None:
        """The unit that holds the report's day; None where the day is not known so finely."""
        if self.published is None or ORDER.index(unit) < ORDER.index(self.precision):
            return None
        return enclosing(self.published, unit)

    def recent(self) -> Iterator[Settled]:
        """The times settled before, the latest first, as far back as any is looked for."""
        for index in range(len(self.done) - 1, max(len(self.done) - LOOKBACK, 0) - 1, -1):
            yield self.done[index]

    def last(self, finest: Unit = "century", near: int | None = None) -> Settled | None:
        """The latest date before in the text, as fine as `finest` at least; with `near`, at or after that character only."""
        for settled in self.recent():
            if near is not None and settled.start < near:
                return None
            cal = settled.value.cal
            if cal is not None and ORDER.index(cal.unit) <= ORDER.index(finest):
                return settled
        return None

    def reported(self) -> Cal | None:
        """The quarter that the report is about: the last one named that lies behind it and is no comparison with an earlier year."""
        for settled in self.recent():
            cal, step = settled.value.cal, settled.value.step
            if settled.value.timeml in ("P9M", "P6M"):
                return None
            if cal is not None and cal.unit == "quarter" and step == "nearest" and (self.published is None or cal.last < self.published):
                return cal
        return None

    def owned(self, found: Found) -> Direction:
        """The direction of "Friday's vote": behind, unless the verb that follows looks ahead."""
        return following(self.words, found.end)

    def sentence_start(self, found: Found) -> int:
        """The character where the expression's sentence begins."""
        low, _ = sentence_bounds(self.words, found.start, found.end)
        return self.words.starts[low]


def dated(cal: Cal, step: str, *, mod: str = "", explicit: bool = False, kind: TimexKind = "DATE", part: str = "") -> Value:
    """The value of a calendar unit; `part` is the part of the day as TimeML writes it."""
    timeml = cal.timeml + (f"T{part}" if part else "")
    return Value("TIME" if part else kind, cal.record, timeml, mod, step, "", cal, explicit)


def opened(reason: str, *, kind: TimexKind = "DATE", timeml: str = "", mod: str = "") -> Value:
    """A value left open, with the reason."""
    return Value(kind, None, timeml, mod, "open", reason)


def with_edge(value: Value, found: Found) -> Value:
    """The value with the part of the period ("early", "late") that the expression names."""
    mod = found.word("mod") or found.word("edge") or found.word("edge2") or value.mod or found.word("rough") or found.word("bound")
    return replace(value, mod=mod) if mod != value.mod else value


def choose(past: Cal, future: Cal, day: dt.date, direction: Direction) -> Cal:
    """The reading that the grammar points to, unless it lies much farther off than the other."""
    behind, ahead = max((day - past.last).days, 0), max((future.first - day).days, 0)
    if direction.sign > 0:
        return future if ahead <= FACTORS[direction.strength] * max(behind, 1) else past
    if direction.sign < 0:
        return past if behind <= FACTORS[direction.strength] * max(ahead, 1) else future
    return past if behind <= ahead else future
