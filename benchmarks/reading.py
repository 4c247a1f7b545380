"""Every figure of reading beside its floor and what others reach: one table.

    python -m benchmarks.reading [--shared ../shared] [--only gold plover ...] [--check]

Runs the gold reports, our held-out and our own dispatches, PLOVER's and UniversalPetrarch's sentences, PolNeAR's attributions, DWIE's
posts, the White House's readouts, the times of TimeBank, AQUAINT and MEANTIME, and the names of world-wide newswire, each where its data
lie under DIR; about three minutes of one core. Others' figures stand in peers.yaml with where they come from.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks import attribution, calibration, gold, language, plover, posts, readouts, times
from benchmarks.floors import check, floors
from chancery.language import Options, load

Measure = Callable[[Path], Mapping[str, float]]


def main() -> int:
    """Run, print the table; with --check the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared", help="where gold/ and benchmarks/ lie")
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=list(MEASURES))
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "benchmarks").exists():
        print(f"{args.shared}: no benchmarks here; nothing measured")
        return 0
    broken, rows = 0, []
    for name in args.only:
        start = time.perf_counter()
        figures = run(MEASURES[name], args.shared)
        rows += [(name, figure, value) for figure, value in figures.items()]
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        with contextlib.redirect_stdout(sys.stderr):
            broken += check(name, {k: v for k, v in figures.items() if k in floors(name)}) if args.check and name not in PARTLY else 0
    print(table(rows))
    return broken


def run(measure: Measure, shared: Path) -> Mapping[str, float]:
    """The figures, without what the benchmark prints on its way."""
    with contextlib.redirect_stdout(io.StringIO()):
        return measure(shared)


def table(rows: list[tuple[str, str, float]]) -> str:
    """The figures with floors and others' figures, in Markdown."""
    known = {entry["figure"]: entry for entry in yaml.safe_load(Path(__file__).with_name("peers.yaml").read_text("utf-8"))}
    lines = ["| figure | ours | floor | others | whose |", "|---|---|---|---|---|"]
    for name, figure, value in rows:
        peer = known.get(f"{name} {figure}", {})
        floor = floors(name).get(figure, "")
        lines.append(f"| {name} {figure} | {value} | {floor} | {peer.get('peer', '')} | {peer.get('by', '')} |")
    return "\n".join(lines)


def _gold(name: str, shared: Path) -> dict[str, float]:
    return gold.measure(name, shared / "gold")


def _times(shared: Path) -> dict[str, float]:
    folder = shared / "benchmarks" / "timex"
    found: dict[str, Any] = {name: times.score_set(times.load(folder, name), False) for name in times.SETS}
    found["days"] = times.score_days(folder, times.ours, False)
    found["gold"] = times.score_gold(shared / "gold" / "reports", False)
    return {name: value for name, value in times.flat(found).items() if name in floors("times") or name.endswith((" type", " strict"))}


def _names(shared: Path) -> dict[str, float]:
    found = language.names_found(load(options=Options(join_names=False)), shared)
    return language.flat({"names": {name: figures for name, figures in found.items() if name == "worldwide newswire"}})


def _calibration(shared: Path) -> dict[str, float]:
    return calibration.measure(shared / "gold")


MEASURES: Mapping[str, Measure] = {
    **{name: partial(_gold, name) for name in ("gold", "heldout", "own")},
    "plover": lambda shared: plover.measure_all(shared / "benchmarks"),
    "attribution": lambda shared: attribution.measure(shared / "benchmarks" / "attribution" / "polnear-dev.jsonl"),
    "posts": lambda shared: posts.measure(shared / "benchmarks" / "posts" / "dwie-dev.jsonl"),
    "readouts": lambda shared: readouts.measure(shared / "benchmarks" / "readouts" / "readouts-2021-2023.jsonl"),
    "times": _times,
    "language": _names,
    "calibration": _calibration,
}
PARTLY = ("language",)
"""Of which only a part of the floored figures is measured here."""

if __name__ == "__main__":
    sys.exit(main())
