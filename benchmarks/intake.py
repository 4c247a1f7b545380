"""How rightly pages become reports: the day, outlet and title that a page tells, its furniture gone, its text kept.

    python -m benchmarks.intake [--gold ../shared/gold] [--check] [--verbose]

Two sets: the gold reports, and our own pages under tests/pages (plain text and HTML), each beside what it must give.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.floors import check
from chancery.intake import open_reports
from chancery.model import Report

ROOT = Path(__file__).parents[1]
NAMES = (
    "published",
    "undated left open",
    "outlet",
    "title",
    "section",
    "byline",
    "first words",
    "last words",
    "furniture gone",
    "text kept",
)


def main() -> int:
    """Read, compare, print; with --check, the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    figures: dict[str, float] = {}
    for name, cases in (("gold", list(gold_cases(args.gold))), ("pages", list(own_cases(ROOT / "tests" / "pages")))):
        if not cases:
            print(f"{name}: no pages here; nothing measured")
            continue
        figures |= measure(name, cases, args.verbose)
    return check("intake", figures) if args.check else 0


Case = tuple[str, Path, dict[str, Any]]


def gold_cases(gold: Path) -> Iterator[Case]:
    """Name, page and what it must give, of each gold report. A day in `published` that the page does not tell counts as a miss."""
    for path in sorted(gold.glob("reports/*/gold.yaml")):
        about = yaml.safe_load(path.read_text(encoding="utf-8"))["report"]
        about.setdefault("published", None)
        yield path.parent.name, path.parent / about["file"], about


def own_cases(pages: Path) -> Iterator[Case]:
    """The same of our own pages."""
    for path in sorted(pages.glob("*/expected.yaml")):
        yield path.parent.name, next(path.parent.glob("page.*")), yaml.safe_load(path.read_text(encoding="utf-8"))


def measure(name: str, cases: list[Case], verbose: bool) -> dict[str, float]:
    """Each rate over the pages that have something to compare, printed and given."""
    rates: dict[str, list[float]] = defaultdict(list)
    started = time.perf_counter()
    for case, page, wanted in cases:
        report = next(item for item in open_reports(page) if isinstance(item, Report))
        for figure, rate in compare(report, wanted, page).items():
            rates[figure].append(rate)
            if verbose and rate < 1:
                print(f"  {case}: {figure} {rate:.2f}")
    seconds = time.perf_counter() - started
    figures = {f"{name} {figure}": round(sum(rates[figure]) / len(rates[figure]), 4) for figure in NAMES if rates[figure]}
    print(f"{name}: {len(cases)} pages, {1000 * seconds / len(cases):.1f} ms a page")
    for figure in NAMES:
        if rates[figure]:
            print(f"  {figure:18} {figures[f'{name} {figure}']:.3f}  ({len(rates[figure])} pages)")
    return figures


def compare(report: Report, wanted: dict[str, Any], page: Path) -> dict[str, float]:
    """What of the wanted a report has, each from 0 to 1."""
    text = squeeze(report.text)
    found: dict[str, float] = {}
    if wanted.get("published"):
        found["published"] = str(wanted["published"]) == report.published
    elif "published" in wanted:
        found["undated left open"] = report.published is None
    for name in ("outlet", "title", "byline"):
        if name in wanted:
            found[name] = wanted[name] == getattr(report, name)
    if "section" in wanted:
        found["section"] = tuple(wanted["section"]) == report.section
    if "first" in wanted:
        found["first words"] = text.startswith(squeeze(wanted["first"]))
    found["last words"] = text.endswith(squeeze(wanted["last"]))
    if wanted.get("furniture"):
        found["furniture gone"] = sum(not stands_in(words, text) for words in wanted["furniture"]) / len(wanted["furniture"])
    if "file" in wanted:  # the gold reports: furniture stands only above and below their text
        found["text kept"] = kept(squeeze(page.read_text(encoding="utf-8")), text, squeeze(wanted["first"]), squeeze(wanted["last"]))
    return {name: float(value) for name, value in found.items()}


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text, not as a part of a longer word."""
    return bool(re.search(rf"(?<!\w){re.escape(squeeze(words))}(?!\w)", text))


def kept(page: str, text: str, first: str, last: str) -> float:
    """The share of the page's words, from the first to the last of its text, that the clean text has."""
    start, end = page.find(first), page.rfind(last)
    body = Counter(re.findall(r"\w+", page[max(start, 0) : end + len(last)] if end >= 0 else page[max(start, 0) :]))
    return 1 - (body - Counter(re.findall(r"\w+", text))).total() / max(1, body.total())


def squeeze(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
