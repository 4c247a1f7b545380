"""Floors: a figure may not fall below the one committed with the code.

`floors.json` maps a benchmark's name to its figures' floors. A name that ends in `_max` is a ceiling (seconds, megabytes).
"""

from __future__ import annotations

import json
from pathlib import Path

PATH = Path(__file__).with_name("floors.json")


def floors(benchmark: str) -> dict[str, float]:
    """The floors of one benchmark; empty if it has none yet."""
    table: dict[str, dict[str, float]] = json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
    return table.get(benchmark, {})


def check(benchmark: str, figures: dict[str, float]) -> int:
    """Print each floored figure beside its floor; the number of figures that broke theirs (the exit code)."""
    broken = 0
    for name, floor in floors(benchmark).items():
        figure = figures.get(name)
        ceiling = name.endswith("_max")
        kept = figure is not None and (figure <= floor if ceiling else figure >= floor)
        broken += not kept
        print(f"{'kept  ' if kept else 'BROKEN'} {benchmark}.{name}: {figure} ({'at most' if ceiling else 'at least'} {floor})")
    return broken
