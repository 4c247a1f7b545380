"""What commands share: opening reports with the user's options, dates, progress."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from chancery.intake import open_reports
from chancery.language import load
from chancery.model import Issue, QueryError, Reading, Report
from chancery.reading.read import read_report

Sources = typer.Argument(..., help="Files, folders, https addresses, or - for standard input.", show_default=False)
Published = typer.Option(None, "--published", help="Day of publication, YYYY-MM-DD, where the page does not tell.", show_default=False)
Outlet = typer.Option(None, "--outlet", help="Name of the outlet, where the page does not tell.", show_default=False)
Threads = typer.Option(2, "--threads", min=1, max=64, help="Threads for the language model.")

_BATCH = 32
"""Reports that are parsed together: enough to fill batches, few enough to keep memory flat."""


def today() -> dt.date:
    """The day on the user's clock; only commands may ask for it."""
    return dt.datetime.now().astimezone().date()


def now() -> str:
    """The instant in UTC, to the second, in ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def checked_day(value: str | None, option: str) -> str | None:
    """The day if it is one; QueryError names the option otherwise."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"{option} {value!r}: not a day; write it as YYYY-MM-DD, for example 2019-09-19") from error


def say(message: str) -> None:
    """One line for the user, on standard error, so that standard output holds results only."""
    typer.echo(f"chancery: {message}", err=True)


def open_all(sources: list[str], published: str | None, outlet: str | None) -> Iterator[Report | Issue]:
    """Every report of the sources, in order; an unreadable one among several is an Issue."""
    day = checked_day(published, "--published")
    for source in sources:
        yield from open_reports(source, published=day, outlet=outlet, today=today())


def read_all(found: Iterable[Report | Issue], threads: int) -> Iterator[Reading | Issue]:
    """Read the reports in small batches, in order, with progress on a terminal."""
    pipeline = load(threads=threads)
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
