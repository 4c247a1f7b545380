"""The official registers in one record: how long they take, and whether the record answers as they do.

    python -m benchmarks.registers [--registers DIR] [--check] [--verbose]

200 random questions "who held this post on this day", drawn from rows with both days, are put to the roster; succession is checked
over all posts that one person holds at a time: overlaps of more than a handover must be shown as disagreements.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from benchmarks.floors import check
from chancery.exchange.registers import read_register
from chancery.model import Tenure
from chancery.resolve import post_key, refresh
from chancery.resolve.posts import post_id
from chancery.store import Store, View, open_store
from chancery.views import roster

FILES = ("us-posts.jsonl", "visits-to-us.jsonl", "us-travels.jsonl")
QUESTIONS = 200


def main() -> int:
    """Load, ask, print; with --check the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--registers", type=Path, default=Path(__file__).parents[2] / "shared" / "registers")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    if not args.registers.exists():
        print(f"{args.registers}: no registers here; nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "record.db") as store:
        figures, rows = load(store, args.registers)
        with store.view() as view:
            figures |= ask(view, rows, args.verbose) | succession(view, args.verbose)
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    return check("registers", figures) if args.check else 0


def load(store: Store, folder: Path) -> tuple[dict[str, float], list[Tenure]]:
    """Put the registers in and resolve them."""
    start = time.perf_counter()
    counts: Counter[str] = Counter()
    rows: list[Tenure] = []
    for name in FILES:
        for reading in read_register(folder / name, published="2024-01-01"):
            store.writer().add(reading.report, reading.claims, reading.issues, reader="register", recorded="2026-01-01T00:00:00Z")
            counts.update(found.kind for found in reading.claims)
            counts["rows left out"] += len(reading.issues)
            rows += [found.value for found in reading.claims if isinstance(found.value, Tenure) and name == FILES[0]]
    middle = time.perf_counter()
    refresh(store)
    end = time.perf_counter()
    figures = {"claims": float(counts["tenure"] + counts["event"]), "rows left out": float(counts["rows left out"])}
    return figures | {"read seconds": round(middle - start, 1), "load seconds_max": round(end - start, 1)}, rows


def ask(view: View, rows: list[Tenure], verbose: bool) -> dict[str, float]:
    """The share of questions that the roster answers as the register does."""
    chance, right = random.Random(2019), 0
    whole = [row for row in rows if len(row.start) == 10 and len(row.end) == 10 and "/" not in row.end and row.start < row.end]
    for row in chance.sample(whole, QUESTIONS):
        first, last = dt.date.fromisoformat(row.start), dt.date.fromisoformat(row.end)
        day = (first + dt.timedelta(days=chance.randrange((last - first).days))).isoformat()
        key = post_id(post_key(row.post, row.organization, row.state))
        holders = [line.person for line in roster(view, state=row.state, on=day).lines if line.post_id == key]
        right += row.person in holders
        if verbose and row.person not in holders:
            print(f"  {row.post} on {day}: {holders}, expected {row.person} ({row.start} to {row.end})")
    return {"questions right": right / QUESTIONS}


def succession(view: View, verbose: bool) -> dict[str, float]:
    """Posts with an overlap that is not shown as a disagreement, and the time of a roster."""
    unexplained, chains = 0, 0
    for post in view.posts("post:any"):
        spans = [span for span in view.tenures(f"tenure:post:{post.id}") if span.start and span.end and not span.acting]
        chains += len(spans) > 1
        for one, other in pairwise(spans):
            days = (dt.date.fromisoformat(min(one.last, other.last)) - dt.date.fromisoformat(other.first)).days
            if post.single and days > 31 and one.person.id != other.person.id and not (one.disagreements and other.disagreements):
                unexplained += 1
                if verbose:
                    print(f"  {post.name}: {one.person.name} {one.start}..{one.end}, {other.person.name} {other.start}..{other.end}")
    times = []
    for year in range(1800, 2020, 4):
        start = time.perf_counter()
        roster(view, state="USA", on=f"{year}-10-22")
        times.append(time.perf_counter() - start)
    return {
        "chains": float(chains),
        "unexplained overlaps_max": float(unexplained),
        "roster p95 ms_max": round(1000 * sorted(times)[-3], 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
