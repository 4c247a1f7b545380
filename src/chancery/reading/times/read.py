"""The pass over a text: find, settle, write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from chancery.model import Parse, Timex
from chancery.reading.times.direction import Direction, direction
from chancery.reading.times.found import find, find_at, split_words
from chancery.reading.times.output import as_record, as_timeml
from chancery.reading.times.resolve import settle

NO_VERBS = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "ADP", "NUM"})
"""Parts of speech that hold no predicate of their own."""
Style = Literal["record", "timeml"]


def find_times(
    text: str,
    published: str | None,
    parse: Parse | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
    *,
    style: Style = "record",
    home: tuple[str, ...] = (),
) -> tuple[Timex, ...]:
    """The times of the text, in order, with character offsets.

    `published` is the report's day (or month, or year) in ISO 8601; without it what counts from it stays open, with the
    reason. `spans` gives the places instead of finding them. Style `record` has ISO 8601 / EDTF values as in
    `model.period`, ranges as one span, and no vague words; `timeml` has TIMEX3 values and everything that TimeML marks.
    `home` are the codes of the states of the report's outlet and dateline: their national days need no state's name beside them.
    The direction of a time comes from the words around it; a parse of the text, if given, tells verbs from nouns and names.
    ValueError where `published` is no date.
    """
    words = split_words(text, _no_verbs(parse) if parse is not None else frozenset())
    founds = find(words) if spans is None else [found for start, end in spans if (found := find_at(words, start, end))]

    @cache
    def look(start: int, end: int) -> Direction:
        return direction(words, start, end)

    settled = settle(words, founds, published, look, home)
    return as_record(text, settled) if style == "record" else as_timeml(text, settled)


def _no_verbs(parse: Parse) -> frozenset[int]:
    return frozenset(token.start for sentence in parse.sentences for token in sentence.tokens if token.upos in NO_VERBS)


def dated_times(times: Iterable[Timex]) -> tuple[Timex, ...]:
    """Those that name a calendar period: no durations, no sets, none left open."""
    return tuple(time for time in times if time.kind in ("DATE", "TIME") and time.value is not None)
