"""Sources: which reports copy one another, and how a claim is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from chancery.model import Sourced, SourceRef
from chancery.resolve import rules

_ROWS = 3
Mark = tuple[tuple[int, ...], int, str]
"""A report's fingerprint, its number of characters and its day."""


def bands(fingerprint: Sequence[int]) -> tuple[str, ...]:
    """Keys of which two near-duplicates share at least one."""
    parts = range(0, len(fingerprint) - _ROWS + 1, _ROWS)
    return tuple(f"{i}:" + ".".join(map(str, fingerprint[i : i + _ROWS])) for i in parts)


def copied(one: Mark, other: Mark) -> bool:
    """Whether the longer of two reports holds nearly all that the shorter one says."""
    a, b = one[0], other[0]
    if not a or len(a) != len(b):
        return False
    shared = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    both = shared * (one[1] + other[1]) / (1 + shared)
    return both / max(1, min(one[1], other[1])) >= rules.limit("copy share")


def originals(marks: Mapping[str, Mark]) -> dict[str, str]:
    """The earliest report of each group of reports that copy one another, for each report."""
    ordered = sorted(marks, key=lambda name: (marks[name][2], name))
    head = {name: name for name in ordered}

    def top(name: str) -> str:
        while head[name] != name:
            name = head[name]
        return name

    shared: dict[str, list[str]] = defaultdict(list)
    for name in ordered:
        for band in bands(marks[name][0]):
            shared[band].append(name)
    pairs = {(group[0], other) for group in shared.values() for other in group[1:]} | {
        pair for group in shared.values() for pair in pairwise(group)
    }
    for one, other in sorted(pairs):
        if copied(marks[one], marks[other]):
            first, second = sorted((top(one), top(other)), key=ordered.index)
            head[second] = first
    return {name: top(name) for name in ordered}


def refs(found: Iterable[Sourced], most: int = 1) -> tuple[SourceRef, ...]:
    """Citations of claims, oldest report first, up to `most` places of each; the same words in a copy are no source of their own."""
    merged: dict[tuple[str, str], list[SourceRef]] = {}
    for told in sorted(found, key=order):
        head = told.report
        for place in told.claim.evidence[:most]:
            of = (head.id, head.outlet, head.title, head.published, head.address)
            cited = SourceRef(told.claim.id, *of, place.start, place.end, place.quote)
            merged.setdefault((head.original or head.id, place.quote), []).append(cited)
    return tuple(_with_copies(group) for group in merged.values())


def _with_copies(group: Sequence[SourceRef]) -> SourceRef:
    first = group[0]
    others = tuple(sorted({ref.report for ref in group} - {first.report}))
    names = ("claim", "report", "outlet", "title", "published", "address", "start", "end", "quote")
    return SourceRef(**{name: getattr(first, name) for name in names}, copies=others)


def order(told: Sourced) -> tuple[str, bool, str, int, str]:
    """Oldest first, originals before their copies, then by place."""
    head = told.report
    return head.published or "9999-12-31", head.original not in ("", head.id), head.id, told.claim.evidence[0].start, told.claim.id


def telling(found: Sequence[Sourced], tells: Mapping[str, bool]) -> tuple[SourceRef, ...]:
    """The citations that an entry shows: those claims that tell more first, then the oldest and the newest."""
    most = int(rules.limit("most sources"))
    ordered = sorted(found, key=order)
    more = [told for told in ordered if tells.get(told.claim.id)]
    rest = [told for told in ordered if not tells.get(told.claim.id)]
    room = max(2, most - len(more))
    kept = rest if len(rest) <= room else [*rest[: room // 2], *rest[-(room - room // 2) :]]
    return refs([*more[:most], *kept], most=2)[: 2 * most]
