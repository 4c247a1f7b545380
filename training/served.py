"""Weighs what speaks for a state where a report does not say whose official somebody is, from our annotated dispatches.

    python -m training.served [--parses DIR]

For every official whom no words place, the reader's signs of each state that it might be; a logit over the states is fitted to the
annotated one and its weights printed for `src/chancery/data/served.yaml`. Each official counts twice: with the sound of the name,
and without it, since the list of common names knows more of our dispatches' names than of the press at large. The dispatches name
no outlets, so that the weight of `outlet` is not fitted but set by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from chancery.codebook import fold
from chancery.language import load
from chancery.reading.dating import date_period
from chancery.reading.likeliest import Official, might_be, signs
from chancery.reading.mentions import read_scene
from chancery.reading.times import find_times
from training.accept import HERE, parse_of, reports_of
from training.dispatches.form import Dispatch, gold_of, read_folder

PULL = 0.01
"""How strongly the weights are drawn to nothing."""
LEAST = 0.05
"""Weights nearer to nothing are left out."""
ROUNDS = 600
Choice = tuple[Mapping[str, Mapping[str, float]], str]
"""The signs of each state, and the annotated one."""


def annotated(dispatch: Dispatch, name: str) -> str:
    """The state that the dispatch's tenures give a person; empty for none."""
    words = set(fold(name).split())
    for tenure in gold_of(dispatch).get("tenures") or []:
        other = set(fold(tenure["person"]).split())
        if words <= other or other <= words:
            return str(tenure.get("state") or "")
    return ""


def choices(dispatches: Sequence[Dispatch], kept: Path | None) -> Iterator[Choice]:
    """What the reader chooses from, once for each official."""
    pipeline = load()
    for dispatch, report in reports_of(dispatches):
        parse = parse_of(pipeline, report.text, kept)
        times = find_times(report.text, report.published or date_period(report), parse)
        met: dict[str, Choice] = {}

        def choose(official: Official, dispatch: Dispatch = dispatch, met: dict[str, Choice] = met) -> str:
            state = annotated(dispatch, official.name)
            if state:
                met.setdefault(official.name, ({key: signs(official, key) for key in might_be(official)}, state))
            return state

        read_scene(report, parse, times, choose)
        yield from (choice for choice in met.values() if choice[1] in choice[0])


def without_sound(choice: Choice) -> Choice:
    """The same with the sound of the name left out."""
    told, state = choice
    return {key: {sign: value for sign, value in found.items() if sign != "name"} for key, found in told.items()}, state


def fitted(found: Sequence[Choice]) -> Mapping[str, float]:
    """Weights of least loss, by descent along the mean slope."""
    names = sorted({sign for told, _ in found for state in told.values() for sign in state})
    tables = [(np.array([[s.get(n, 0.0) for n in names] for s in told.values()]), list(told).index(state)) for told, state in found]
    weights, speed, size = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for turn in range(1, ROUNDS + 1):
        slope = PULL * weights * len(tables)
        for table, right in tables:
            chance = np.exp(table @ weights - np.max(table @ weights))
            slope = slope + table.T @ (chance / chance.sum()) - table[right]
        speed, size = 0.9 * speed + 0.1 * slope, 0.99 * size + 0.01 * slope * slope
        weights = weights - 0.09 * (speed / (1 - 0.9**turn)) / (np.sqrt(size / (1 - 0.99**turn)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= LEAST}


def main() -> None:
    """Prints the weights, by name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parses", type=Path)
    found = list(choices(read_folder(HERE / "dispatches"), parser.parse_args().parses))
    for name, weight in sorted(fitted([*found, *map(without_sound, found)]).items()):
        print(f"  {name}: {weight}")


if __name__ == "__main__":
    main()
