"""A logistic regression over words: rows of features in, weights of least loss out. Deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 3
"""Rows in which a feature must stand to be weighed."""
STRENGTH = 8.0
"""How strongly the weights are drawn to nothing."""
TRUST = {"entry": 0.5, "lemma": 0.5, "headlemma": 0.35, "actorword": 0.4, "recipientword": 0.4, "objectlemma": 0.4}
"""How freely features of single words may weigh; the others weigh freely, those crossed with another half so."""
CROSSED = 0.5
Matrix = NDArray[np.float32]
Row = tuple[str, ...]


def columns(rows: Sequence[Row]) -> dict[str, int]:
    """A column for each feature that stands often enough."""
    counts = Counter(name for row in rows for name in row)
    return {name: index for index, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}


def freedom(name: str) -> float:
    """How freely the feature may weigh."""
    return CROSSED if "&" in name else TRUST.get(name.partition("=")[0], 1.0)


def matrix(rows: Sequence[Row], column: Mapping[str, int]) -> Matrix:
    """One row an event, one column a feature."""
    table = np.zeros((len(rows), len(column)), dtype=np.float32)
    for index, row in enumerate(rows):
        table[index, [column[name] for name in row if name in column]] = 1.0
    return table * np.array([freedom(name) for name in column], dtype=np.float32)


def fit(table: Matrix, right: Matrix, rounds: int = 400) -> tuple[Matrix, float]:
    """Weights and bias of least loss, by accelerated descent."""
    x = np.hstack([table, np.ones((len(table), 1), dtype=np.float32)])
    pull = np.full(x.shape[1], STRENGTH, dtype=np.float32)
    pull[-1] = 0.01
    step = 1.0 / (0.25 * _largest(x) + STRENGTH)
    weights = ahead = np.zeros(x.shape[1], dtype=np.float32)
    pace = 1.0
    for _ in range(rounds):
        slope = x.T @ (logistic(x @ ahead) - right) + pull * ahead
        after = ahead - step * slope
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = after + (pace - 1) / faster * (after - weights)
        weights, pace = after, faster
    return weights[:-1], float(weights[-1])


def _largest(x: Matrix) -> float:
    """The largest eigenvalue of x'x."""
    vector = np.ones(x.shape[1], dtype=np.float32)
    for _ in range(30):
        vector = x.T @ (x @ vector)
        vector /= np.linalg.norm(vector)
    return float(vector @ (x.T @ (x @ vector)))


def logistic(values: Matrix) -> Matrix:
    """The probability of each log odds."""
    return 1.0 / (1.0 + np.exp(-np.clip(values, -30, 30)))
