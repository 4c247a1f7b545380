"""Groups joined by pairs, through others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def join_groups(made: Sequence[Iterable[T]], pairs: Iterable[tuple[int, int]]) -> list[list[T]]:
    """The groups after those of each pair (their places in `made`) became one; in order of the first group of each."""
    head = list(range(len(made)))

    def top(i: int) -> int:
        while head[i] != i:
            i = head[i]
        return i

    for i, j in pairs:
        first, second = sorted((top(i), top(j)))
        head[second] = first
    merged: dict[int, list[T]] = defaultdict(list)
    for i, group in enumerate(made):
        merged[top(i)].extend(group)
    return [merged[i] for i in sorted(merged)]
