"""What a change of code or codebook gains and loses over all our dispatches and examples.

    python -m benchmarks.diff [--base HEAD]

Reads every text twice, with the rules of the commit BASE and with those of the working tree, and prints the claims that only one
of them makes. A newer language model counts as a change too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DISPATCHES = ROOT / "training" / "dispatches"


def main() -> int:
    """Read with both, print the difference."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", default="HEAD")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree, texts = Path(folder) / "base", Path(folder) / "texts"
        subprocess.run([sys.executable, str(DISPATCHES / "convert.py"), str(texts)], check=True, stdout=subprocess.DEVNULL)
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), args.base], check=True)
        try:
            before, after = claims(tree, texts, Path(folder) / "before"), claims(ROOT, texts, Path(folder) / "after")
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
    for sign, these, others in (("-", before, after), ("+", after, before)):
        for line in sorted(these.keys() - others.keys()):
            print(sign, line)
    same = len(before.keys() & after.keys())
    print(f"{len(after.keys() - before.keys())} claims gained, {len(before.keys() - after.keys())} lost, {same} the same")
    return 0


def claims(tree: Path, texts: Path, out: Path) -> Counter[str]:
    """One line for each claim that the code of a tree reads in the examples and the dispatches."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    for i, reports in enumerate((sorted(texts.glob("*/report.txt")), sorted((ROOT / "examples" / "reports").iterdir()))):
        command = [sys.executable, "-m", "chancery", "extract", *map(str, reports), "--out", str(out / str(i))]
        subprocess.run(command, check=False, env=environment, stderr=subprocess.DEVNULL)
    return Counter(line for path in sorted(out.glob("*/*.json")) for line in _lines(path))


def _lines(path: Path) -> Iterator[str]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for kind in ("tenures", "events", "statements"):
        for claim in record[kind]:
            values = {k: v for k, v in claim.items() if k not in ("id", "evidence", "rule", "score", "about", "history")}
            yield f"{path.stem} {kind[:-1]} {json.dumps(values, ensure_ascii=False, sort_keys=True)} “{claim['evidence'][0]['text'][:80]}”"


if __name__ == "__main__":
    sys.exit(main())
