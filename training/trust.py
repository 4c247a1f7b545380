"""How often tenures and statements read in one way are right, drawn to the share of the wider way where few were seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chancery.reading.trust import share_of, ways

DRAWN = 12.0
"""How many claims the share of the wider way counts for."""
LEAST = 8
"""Claims that a way must have been seen in."""


class Read(NamedTuple):
    """One claim of the reader's: how it was read, whether it is annotated, and its fold."""

    traits: tuple[str, ...]
    right: bool
    fold: int


def table_of(read: Sequence[Read]) -> dict[str, float]:
    """The share right of each way that was seen often enough, narrower ones after wider ones."""
    seen, right = Counter[str](), Counter[str]()
    for item in read:
        for name in ways(*item.traits):
            seen[name] += 1
            right[name] += item.right
    table: dict[str, float] = {}
    for name in sorted(seen, key=lambda name: (name.count(" / "), name)):
        wider = name.rpartition(" / ")[0]
        if wider and (seen[name] < LEAST or wider not in table):
            continue
        prior = table[wider] if wider else 0.5
        table[name] = round((right[name] + DRAWN * prior) / (seen[name] + DRAWN), 3) if wider else round(right[name] / seen[name], 3)
    return table


def cross_validated(read: Sequence[Read]) -> list[float]:
    """For each claim the share by a table made without its fold."""
    tables = {fold: table_of([item for item in read if item.fold != fold]) for fold in {item.fold for item in read}}
    return [share_of(tables[item.fold], ways(*item.traits)) for item in read]


def quality(scores: Iterable[float], right: Iterable[bool]) -> Mapping[str, float]:
    """Brier score and expected calibration error over ten bins."""
    pairs = list(zip(scores, right, strict=True))
    off, squares = [0.0] * 10, 0.0
    for score, is_right in pairs:
        off[min(9, int(score * 10))] += score - is_right
        squares += (score - is_right) ** 2
    count = max(1, len(pairs))
    return {"claims": len(pairs), "Brier": round(squares / count, 4), "calibration error": round(sum(map(abs, off)) / count, 4)}
