"""Bulk reading: reports and words a second with one worker and with two, and the peak memory of a worker.

    python -m benchmarks.bulk [--reports 5000] [--workers 1 2]

The reports are our dispatches, over and over, each with a number of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

DISPATCHES = Path(__file__).parents[1] / "training" / "dispatches"


def main() -> int:
    """Make the reports, read them, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words = make(Path(folder), args.reports)
        print(f"{args.reports} reports, {words} words")
        for workers in args.workers:
            seconds = run(Path(folder) / "news.jsonl", Path(folder) / f"out-{workers}", workers)
            megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            rates = f"{args.reports / seconds:.1f} reports and {words / seconds:.0f} words a second"
            print(f"{workers} workers: {seconds:.0f} s, {rates}, largest process so far {megabytes:.0f} MB")
    return 0


def make(folder: Path, count: int) -> int:
    """Write the articles; gives their words."""
    texts = folder / "texts"
    subprocess.run([sys.executable, str(DISPATCHES / "convert.py"), str(texts)], check=True, stdout=subprocess.DEVNULL)
    reports = [path.read_text(encoding="utf-8") for path in sorted(texts.glob("*/report.txt"))]
    words = 0
    with (folder / "news.jsonl").open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(cycle(reports), count)):
            body = f"{text}\nThis was dispatch number {number} of the day."
            words += len(body.split())
            out.write(json.dumps({"id": f"d{number}", "text": body, "date": "2020-01-15", "outlet": "Wire"}) + "\n")
    return words


def run(source: Path, out: Path, workers: int) -> float:
    """Seconds that `chancery bulk` takes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "chancery", "bulk", str(source), "--out", str(out), "--workers", str(workers)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
