"""FACTS F1 over the gold reports, or over our own dispatches.

    python -m benchmarks.gold [--gold ../shared/gold] [--own | --heldout] [--check] [--only NAME] [--verbose]

Each report is read as its user would: with the day of publication passed where the gold record says that the page does not
tell (`published_given`), and for the founding report twice, with its day and without.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks.floors import check
from chancery.exchange.plain import to_plain
from chancery.intake import open_reports
from chancery.language import load
from chancery.model import Issue
from chancery.reading import read_report

SEED = "seed"
DISPATCHES = Path(__file__).parents[1] / "training" / "dispatches"


def main() -> int:
    """Read, score, print; with --check, the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path(__file__).parents[2] / "shared" / "gold")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--own", action="store_true", help="our dispatches, those held out apart, instead of the gold reports")
    parser.add_argument("--heldout", action="store_true", help="our dispatches that nothing was fitted to")
    parser.add_argument("--keep", type=Path, help="folder to leave the records in")
    args = parser.parse_args()
    name = "own" if args.own else "heldout" if args.heldout else "gold"
    if not (args.gold / "score.py").exists():
        print(f"{args.gold}: no gold reports here; nothing measured")
        return 0
    figures = measure(name, args.gold, only=args.only, verbose=args.verbose, keep=args.keep)
    return check(name, figures) if args.check else 0


def measure(name: str, gold: Path, *, only: str | None = None, verbose: bool = False, keep: Path | None = None) -> dict[str, float]:
    """Read and score one of the sets `gold`, `own` and `heldout`; `gold` is the folder with the scorer."""
    scorer = gold / "score.py"
    with tempfile.TemporaryDirectory() as scratch:
        reports = gold / "reports" if name == "gold" else convert(name == "heldout", Path(scratch) / "texts")
        records = keep or Path(scratch) / "records"
        records.mkdir(parents=True, exist_ok=True)
        read_into(records, reports, only)
        chosen = reports / only if only else reports
        if verbose:
            print(score(scorer, chosen, records, "--verbose"))
        figures = summary("", scorer, chosen, records)
        if name == "gold" and not only:
            figures |= summary("seed.", scorer, reports / SEED, records)
    return figures


def convert(heldout: bool, out: Path) -> Path:
    """Our dispatches in the gold form."""
    sources = [str(DISPATCHES / "heldout")] if heldout else []
    subprocess.run([sys.executable, str(DISPATCHES / "convert.py"), str(out), *sources], check=True, stdout=subprocess.DEVNULL)
    return out


def read_into(records: Path, reports: Path, only: str | None) -> None:
    """Write NAME.json for every gold report."""
    pipeline = load()
    for path in sorted(reports.glob("*/gold.yaml")):
        name = path.parent.name
        if only and name != only:
            continue
        about = yaml.safe_load(path.read_text(encoding="utf-8"))["report"]
        given = about.get("published_given") or (about.get("published") if name == SEED or reports.name != "reports" else None)
        [report] = open_reports(str(path.parent / "report.txt"), published=str(given) if given else None, today=dt.date(2030, 1, 1))
        if isinstance(report, Issue):
            raise SystemExit(f"{name}: {report.message}")
        reading = read_report(report, next(iter(pipeline.read([report.text]))))
        (records / f"{name}.json").write_text(json.dumps(to_plain(reading), ensure_ascii=False, indent=1), encoding="utf-8")


def score(scorer: Path, reports: Path, records: Path, *options: str) -> str:
    """What score.py prints."""
    command = [sys.executable, str(scorer), str(reports), str(records), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def summary(prefix: str, scorer: Path, reports: Path, records: Path) -> dict[str, float]:
    """The headline figures, printed and given."""
    table: dict[str, Any] = json.loads(score(scorer, reports, records, "--json"))
    names = ("FACTS", "times.value", "tenures", "events", "events (whole)", "statements", "report.published")
    figures = {f"{prefix}{name}": table[name]["f1"] for name in names if name in table}
    print(f"{table['reports']} reports  " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return figures


if __name__ == "__main__":
    sys.exit(main())
