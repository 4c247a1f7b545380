"""Which of the events that the reader saw are annotated, and how many facts each wins or costs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from chancery.model import Event, Statement, Tenure, parse_period

SHARED = 12
"""Letters of evidence that two tellings of one event must share."""
SEVERAL = ("states", "people", "place", "actor", "recipient")
SINGLE = ("mode", "level", "date", "status")
OPEN = frozenset(("mode", "level", "actor", "recipient"))
"""Fields that are not held against a reading where the annotation leaves them out."""


class Facts(NamedTuple):
    """How many facts an event has: said by the reader and right, said, annotated."""

    right: int
    said: int
    gold: int


def fold(text: str) -> str:
    """Lower case without accents and marks."""
    plain = unicodedata.normalize("NFKD", str(text))
    return " ".join(re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c)).casefold()).split())


def _values(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


def same(field: str, one: str, other: str) -> bool:
    """Whether two values of a field are one."""
    left, right = fold(one).split(), fold(other).split()
    if field == "date":
        return _period(one) == _period(other)
    if field == "people":
        return sorted(left) == sorted(right) or (min(len(left), len(right)) >= 2 and (set(left) <= set(right) or set(right) <= set(left)))
    if field == "place":
        return bool(left and right) and (set(left) <= set(right) or set(right) <= set(left))
    return left == right


def _period(value: str) -> Any:
    try:
        found = parse_period(value)
    except ValueError:
        return value
    return found.first, found.last


def _hits(field: str, want: Sequence[str], got: Iterable[str]) -> int:
    left = list(got)
    hits = 0
    for value in want:
        found = next((g for g in left if same(field, value, g)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits


def facts_of(gold: dict[str, Any] | None, event: Event | None) -> Facts:
    """The facts of an annotated event, of one that the reader saw, or of both where they are one."""
    right = int(gold is not None and event is not None)
    said, wanted = int(event is not None), int(gold is not None)
    for field in (*SINGLE, *SEVERAL):
        want, got = _values((gold or {}).get(field)), _values(getattr(event, field, None))
        if field in OPEN and not want:
            continue
        right += _hits(field, want, got) if event is not None and gold is not None else 0
        said += len(got)
        wanted += len(want)
    return Facts(right, said, wanted)


def pairs_of(gold: Sequence[dict[str, Any]], events: Sequence[Event], evidence: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """One-to-one pairs of annotated and seen events, the likeliest first."""
    pieces = [[fold(piece) for piece in found] for found in evidence]
    scored = sorted(
        ((_likeness(wanted, event, pieces[j]), -i, -j) for i, wanted in enumerate(gold) for j, event in enumerate(events)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score > 0 and all(-i != taken and -j != other for taken, other in pairs):
            pairs.append((-i, -j))
    return pairs


def same_tenure(gold: dict[str, Any], read: Tenure) -> bool:
    """Whether both give one person one post."""
    left, right = _words(gold["post"]), _words(read.post)
    shared = len(left & right) / max(1, len(left | right))
    return same("people", gold["person"], read.person) and (shared >= 0.5 or (bool(left and right) and (left <= right or right <= left)))


def same_statement(gold: dict[str, Any], read: Statement, evidence: Sequence[str]) -> bool:
    """Whether both let one speaker say the same words."""
    one, other = _words(gold["speaker"]), _words(read.speaker)
    alike = bool(one and other) and (one <= other or other <= one or len(one & other) / len(one | other) >= 0.5)
    quotes, pieces = [fold(piece) for piece in _values(gold["evidence"])], [fold(piece) for piece in evidence]
    return alike and any(min(len(a), len(b)) >= SHARED and (a in b or b in a) for a in quotes for b in pieces)


def _words(text: str) -> set[str]:
    return set(fold(text).split()) - {"the", "a", "an", "of", "for", "and", "to", "in", "s"}


def _likeness(gold: dict[str, Any], event: Event, pieces: Sequence[str]) -> float:
    if event.type.value not in (gold["type"], *gold.get("alternatives", ())):
        return 0.0
    quotes = [fold(piece) for piece in _values(gold["evidence"])]
    shared = max((min(len(a), len(b)) for a in quotes for b in pieces if a in b or b in a), default=0)
    if shared < SHARED:
        return 0.0
    score = 1 + shared / 1000
    for field in ("states", "people", "place", "date", "status", "mode"):
        want = _values(gold.get(field))
        score += _hits(field, want, _values(getattr(event, field))) / max(1, len(want))
    return score
