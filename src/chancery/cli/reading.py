"""Reading many reports in order, with progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from chancery.language import Pipeline
from chancery.model import Issue, Reading, Report
from chancery.reading import read_report

_BATCH = 32
"""Reports that are parsed together: enough to fill batches, few enough to keep memory flat."""


def read_all(found: Iterable[Report | Issue], pipeline: Pipeline) -> Iterator[Reading | Issue]:
    """Read the reports in small batches, in order, with progress on a terminal."""
    with _progress() as progress:
        task = progress.add_task("reading", total=None)
        for batch in _batches(found):
            reports = [item for item in batch if isinstance(item, Report)]
            parses = pipeline.read([report.text for report in reports])
            for item in batch:
                if isinstance(item, Issue):
                    yield item
                    continue
                progress.update(task, advance=1, description=f"reading {item.name}")
                yield read_report(item, next(parses))


def _batches(found: Iterable[Report | Issue]) -> Iterator[list[Report | Issue]]:
    batch: list[Report | Issue] = []
    for item in found:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed} read"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
