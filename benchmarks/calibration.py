"""How far the scores of claims can be trusted, on dispatches that nothing was fitted to.

    python -m benchmarks.calibration [--gold ../shared/gold] [--check]

For each kind of claim: the Brier score, the expected calibration error over ten bins, and the precision and recall where claims are cut at
0.9. A claim is right where the scorer pairs it with an annotated one. `--reports gold` measures on the gold reports instead.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from benchmarks.floors import check
from benchmarks.gold import convert, read_into

CUT = 0.9
KINDS = ("events", "tenures", "statements")
Scored = tuple[float, bool]


def main() -> int:
    """Read, pair, print; with --check, the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path(__file__).parents[2] / "shared" / "gold")
    parser.add_argument("--reports", choices=("heldout", "gold"), default="heldout")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if not (args.gold / "score.py").exists():
        print(f"{args.gold}: no scorer here; nothing measured")
        return 0
    figures = measure(args.gold, args.reports)
    for kind in KINDS:
        print(f"{kind:11}" + "  ".join(f"{n.removeprefix(kind)} {v:.3f}" for n, v in figures.items() if n.startswith(kind)))
    return check("calibration", figures) if args.check and args.reports == "heldout" else 0


def measure(gold: Path, which: str = "heldout") -> dict[str, float]:
    """The figures by name, over the held-out dispatches or the gold reports; `gold` is the folder with the scorer."""
    scorer, figures = module_at(gold / "score.py"), dict[str, float]()
    with tempfile.TemporaryDirectory() as scratch:
        reports = gold / "reports" if which == "gold" else convert(True, Path(scratch) / "texts")
        records = Path(scratch) / "records"
        records.mkdir()
        read_into(records, reports, None)
        for kind in KINDS:
            annotated, scored = scored_of(scorer, kind, reports, records)
            figures |= {f"{kind} {name}": value for name, value in figures_of(scored, annotated).items()}
    return figures


def module_at(path: Path) -> ModuleType:
    """The scorer, from its file."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored_of(scorer: ModuleType, kind: str, reports: Path, records: Path) -> tuple[int, list[Scored]]:
    """How many claims are annotated, and for each claim read its score and whether it is paired."""
    annotated, found = 0, list[Scored]()
    for path in sorted(reports.glob("*/gold.yaml")):
        wanted = yaml.safe_load(path.read_text(encoding="utf-8")).get(kind)
        if wanted is None:
            continue
        read: list[dict[str, Any]] = json.loads((records / f"{path.parent.name}.json").read_text(encoding="utf-8"))[kind]
        paired = {index for _, index in scorer.pair_off(wanted, read, scorer.LIKENESS[kind])}
        annotated += len(wanted)
        found += [(item["score"], index in paired) for index, item in enumerate(read)]
    return annotated, found


def figures_of(scored: Sequence[Scored], annotated: int) -> dict[str, float]:
    """Brier score, expected calibration error, and precision and recall at the cut."""
    count = max(1, len(scored))
    sure = [right for score, right in scored if score >= CUT]
    return {
        "Brier_max": round(sum((score - right) ** 2 for score, right in scored) / count, 4),
        "calibration error_max": round(sum(abs(gap) for gap in gaps(scored)) / count, 4),
        "precision at 0.9": round(sum(sure) / max(1, len(sure)), 4),
        "recall at 0.9": round(sum(sure) / max(1, annotated), 4),
        "precision": round(sum(right for _, right in scored) / count, 4),
    }


def gaps(scored: Sequence[Scored]) -> Iterator[float]:
    """For each of ten bins how much the scores in it sum to more than the right ones."""
    for low in range(10):
        yield sum(score - right for score, right in scored if min(9, int(score * 10)) == low)


if __name__ == "__main__":
    sys.exit(main())
