"""Write dispatches in the gold form: `convert.py OUT [FILE_OR_FOLDER...]` gives OUT/NAME/report.txt and OUT/NAME/gold.yaml."""

from __future__ import annotations

import argparse
from pathlib import Path

from form import Dispatch, gold_of, read_file, read_folder, report_text, write_gold

HERE = Path(__file__).parent


def write(dispatch: Dispatch, out: Path) -> None:
    """Write one dispatch as a folder with its report and its record."""
    folder = out / dispatch.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.txt").write_text(report_text(dispatch), encoding="utf-8")
    (folder / "gold.yaml").write_text(write_gold(gold_of(dispatch)), encoding="utf-8")


def main() -> None:
    """Convert the files and folders named, or every dispatch that is not held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="*", default=[HERE])
    args = parser.parse_args()
    found = [dispatch for source in args.sources for dispatch in (read_folder if source.is_dir() else read_file)(source)]
    for dispatch in found:
        write(dispatch, args.out)
    print(f"{len(found)} dispatches in {args.out}")


if __name__ == "__main__":
    main()
