"""One report from a cold start: wall-clock seconds and peak memory of `chancery read`, imports and model included.

    python -m benchmarks.cold [REPORT] [--runs 3] [--check]

Prints the median over the runs. Files are in the page cache after the first run, as they are for any second command of a day.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.floors import check

EXAMPLE = Path(__file__).parents[1] / "examples" / "reports"


def main() -> int:
    """Run, print; with --check, the number of broken ceilings is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("report", nargs="?", type=Path, default=min(EXAMPLE.glob("*.txt"), default=None))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    seconds = statistics.median(run(args.report) for _ in range(args.runs))
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"read {args.report.name} from a cold start: {seconds:.2f} s, peak memory {megabytes:.0f} MB (median of {args.runs} runs)")
    return check("cold", {"seconds_max": seconds, "megabytes_max": megabytes}) if args.check else 0


def run(report: Path) -> float:
    """Seconds of one run into a fresh record."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "chancery", "read", "--record", f"{folder}/record.sqlite", str(report)]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
