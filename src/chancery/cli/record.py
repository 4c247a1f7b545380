"""`chancery read`: reports into the record."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from chancery import __version__
from chancery.cli.common import Outlet, Published, Sources, Threads, now, open_all, say
from chancery.cli.place import Record, record_path
from chancery.cli.reading import read_all
from chancery.language import load
from chancery.model import ChanceryError, Issue, Reading
from chancery.resolve import refresh
from chancery.store import Added, open_store


def read(
    sources: list[str] = Sources,
    published: str | None = Published,
    outlet: str | None = Outlet,
    record: Path | None = Record,
    threads: int = Threads,
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Only say how many reports were read."),
) -> None:
    """Read reports into the record, and say what was found and what was left open and why.

    Reading a report again adds nothing. Each report is recorded whole or not at all; interrupt at any time.
    """
    place = record_path(record)
    counts: Counter[str] = Counter()
    pipeline = load(threads=threads)
    reader = f"chancery {__version__}, model {pipeline.version}"
    with open_store(place) as store:
        writer = store.writer()
        for item in read_all(open_all(sources, published, outlet), pipeline):
            if isinstance(item, Issue):
                say(f"{item.report}: {item.message}")
                counts["faults"] += 1
                continue
            added = writer.add(item.report, item.claims, item.issues, reader=reader, recorded=now())
            counts["new" if added.new_report else "known"] += 1
            if not quiet:
                typer.echo(summary(item, added))
        refresh(writer)
    say(f"{counts['new']} new reports, {counts['known']} known already; record: {place}")
    if counts["faults"]:
        raise ChanceryError(f"{counts['faults']} reports could not be read; see the lines above")


def summary(reading: Reading, added: Added) -> str:
    """What one reading found, in a few lines."""
    report = reading.report
    kinds = Counter(claim.kind for claim in reading.claims)
    day = f"{report.published} ({report.published_how})" if report.published else f"undated: {report.published_why}"
    head = f"{report.name}: {report.outlet or 'outlet unknown'}, {day}"
    found = f"  {kinds['tenure']} tenures, {kinds['event']} events, {kinds['statement']} statements, {len(reading.times)} times"
    change = "  nothing new" if not added.changed else f"  {len(added.gained)} claims gained, {len(added.lost)} no longer made"
    return "\n".join([head, found, change, *(f"  open: {issue.message}" for issue in reading.issues)])
