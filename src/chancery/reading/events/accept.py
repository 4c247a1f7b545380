"""How likely it is that an event which a report seems to tell is one: a logistic regression over plain features."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chancery.codebook import DATA
from chancery.reading.events.features import features
from chancery.reading.events.merging import Told
from chancery.reading.scene import Scene

WEIGHTS = DATA / "accept" / "events.json"


@dataclass(frozen=True, slots=True)
class Acceptor:
    """Learned weights of features, and the probability from which an event is claimed."""

    bias: float
    cut: float
    weights: Mapping[str, float]

    def score(self, found: Iterable[str]) -> float:
        """The probability that an event with these features is read rightly."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in found)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def read_weights(path: Path) -> Acceptor:
    """The acceptor that the training wrote."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return Acceptor(table["bias"], table["cut"], table["weights"])


@cache
def acceptor() -> Acceptor:
    """The packaged one."""
    return read_weights(WEIGHTS)


def accepted(scene: Scene, told: tuple[Told, ...]) -> tuple[tuple[Told, float], ...]:
    """The events that are likely enough to be claimed, each with its probability."""
    learned = acceptor()
    scored = ((event, learned.score(found)) for event, found in zip(told, features(scene, told), strict=True))
    return tuple((event, round(score, 3)) for event, score in scored if score >= learned.cut)
