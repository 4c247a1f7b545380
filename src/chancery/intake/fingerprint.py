"""MinHash of a text, so that near-duplicates can be found without reading them side by side."""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import cache

import numpy as np

PERMUTATIONS = 64
SHINGLE = 5
"""Words in a row that make one shingle."""
_WORD = re.compile(r"\w+")
_MOST = 20_000
"""Shingles of a text that are looked at."""


@cache
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    seeds = np.frombuffer(hashlib.shake_256(b"chancery").digest(PERMUTATIONS * 16), dtype="<u8").astype(np.uint64)
    return seeds[:PERMUTATIONS] | np.uint64(1), seeds[PERMUTATIONS:]


def fingerprint(text: str) -> tuple[int, ...]:
    """64 whole numbers below 2**32; the share of places where two texts agree estimates how many shingles of five words they
    have in common (Jaccard). Empty for a text without words."""
    words = [word.lower() for word in _WORD.findall(text)][:_MOST]
    if not words:
        return ()
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = np.fromiter((zlib.crc32(shingle.encode()) for shingle in sorted(shingles)), dtype=np.uint64, count=len(shingles))
    factors, terms = _permutations()
    lowest = np.array([(hashes * factor + term).min() for factor, term in zip(factors, terms, strict=True)], dtype=np.uint64)
    return tuple(int(value) for value in lowest >> np.uint64(32))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of shingles that two fingerprints have in common, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one and len(one) == len(other) else 0.0
