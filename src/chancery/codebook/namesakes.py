"""How like the names of a state's people a name sounds: its runs of letters against those of the register of office-holders and
of common names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from chancery.codebook.holders import register_names
from chancery.codebook.lexicon import fold
from chancery.codebook.loader import DATA, load_entries, load_yaml

RUN = 3
"""Letters of a run."""
_SPLIT = re.compile(r"[-.\s]+")


@lru_cache(maxsize=4096)
def sounds_like(name: str, state: str) -> float:
    """Mean log likelihood ratio of the name's runs of letters in that state against all states: above 0 where the name is like
    those of the state, 0 for a state of which no names are known."""
    counts, total = _of(state)
    runs = _runs(name)
    if not total or not runs:
        return 0.0
    everywhere, number = _everywhere()
    weight, variety = _smoothing()
    ratios = []
    for run in runs:
        usual = (everywhere[run] + 0.5) / (number + variety)
        ratios.append(math.log((counts[run] + weight * usual) / (total + weight) / usual))
    return sum(ratios) / len(ratios)


def _runs(name: str) -> tuple[str, ...]:
    words = (re.sub(r"['’]", "", word) for word in _SPLIT.split(fold(name)))
    return tuple(run for word in words if len(word) > 1 for run in _of_word(f"^{word}$"))


def _of_word(word: str) -> tuple[str, ...]:
    """The runs of a word, and the word itself."""
    return (*(word[i : i + RUN] for i in range(len(word) - RUN + 1)), word)


@dataclass(frozen=True, slots=True)
class _Common:
    name: str
    states: tuple[str, ...]
    names: tuple[str, ...]


@cache
def _by_state() -> Mapping[str, Counter[str]]:
    found = {state: Counter(run for name in names for run in _runs(name)) for state, names in register_names().items()}
    for row in load_entries(DATA / "namesakes.yaml", _Common):
        runs = Counter(run for name in row.names for run in _runs(name))
        for state in row.states:
            found.setdefault(state, Counter()).update(runs)
    return found


@cache
def _of(state: str) -> tuple[Counter[str], int]:
    """Counts of a state's runs; of a former state, those of its heirs."""
    found: Counter[str] = Counter()
    for key in load_yaml(DATA / "served.yaml")["heirs"].get(state, (state,)):
        found.update(_by_state().get(key, Counter()))
    return found, found.total()


@cache
def _everywhere() -> tuple[Counter[str], int]:
    found: Counter[str] = Counter()
    for counts in _by_state().values():
        found.update(counts)
    return found, found.total()


@cache
def _smoothing() -> tuple[float, float]:
    data = load_yaml(DATA / "served.yaml")["smoothing"]
    return float(data["weight"]), float(data["variety"])
