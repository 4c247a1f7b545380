"""`chancery export` and `chancery import`: the record in other formats, and other lists in the record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import typer

from chancery import __version__
from chancery.cli.asking import asking
from chancery.cli.common import checked_day, now, say, spinner
from chancery.cli.place import Record, record_path
from chancery.exchange import FORMATS, Material, find_format, jsonl, write
from chancery.exchange.registers import read_register
from chancery.model import Claim, ExchangeError, Report, StoreError
from chancery.resolve import refresh
from chancery.store import View, Writer, open_store

_NAMES = ", ".join(known.name for known in FORMATS) + "."


def export(
    format: str = typer.Option(..., "--format", help=_NAMES),
    out: Path | None = typer.Option(None, "--out", help="File to write; without it, standard output.", show_default=False),
    table: str = typer.Option("events", "--table", help="For csv and parquet: events, tenures or statements."),
    record: Path | None = Record,
) -> None:
    """Write the record in another format."""
    find_format(format)
    with asking(record) as view, ExitStack() as stack:
        target = _target(out, stack)
        for piece in write(format, material(view), table=table):
            target.write(piece)
    if out is not None:
        os.replace(out.with_name(f".{out.name}.part"), out)
        say(f"written: {out}")


def material(view: View) -> Material:
    """The whole record, each part read when it is asked for."""
    return Material(
        reports=_reports(view),
        claims=_claims(view),
        judgements=view.judgements(),
        people=view.persons("person:any"),
        posts=view.posts("post:any"),
        tenures=view.tenures("tenure:any"),
        events=view.events("event:any"),
        statements=view.statements("statement:any"),
    )


def _reports(view: View) -> Iterator[Report]:
    for head in sorted(view.reports(limit=sys.maxsize), key=lambda head: (head.published, head.id)):
        if (report := view.report(head.id)) is not None:
            yield report


def _claims(view: View) -> Iterator[Claim]:
    for head in sorted(view.reports(limit=sys.maxsize), key=lambda head: (head.published, head.id)):
        yield from view.claims_of(head.id)


def _target(out: Path | None, stack: ExitStack) -> BinaryIO:
    if out is None:
        return sys.stdout.buffer
    try:
        return stack.enter_context(out.with_name(f".{out.name}.part").open("wb"))
    except OSError as error:
        raise StoreError(f"{out}: cannot write there ({error.strerror}); give another --out") from error


def import_(
    files: list[Path] = typer.Argument(
        ..., help="JSONL that `chancery export` wrote, the folder of a bulk run, or a register: JSON lines, CSV or Popolo JSON."
    ),
    published: str | None = typer.Option(None, "--published", help="Day of a register's edition, YYYY-MM-DD.", show_default=False),
    outlet: str = typer.Option("", "--outlet", help="Whose register it is.", show_default=False),
    record: Path | None = Record,
) -> None:
    """Add what another record exported, what a bulk run read, or a list that others keep. What is known already is not doubled.

    A register is a source beside the reports: each row is the evidence of what it tells.
    """
    day = checked_day(published, "--published")
    place = record_path(record)
    with open_store(place) as store:
        writer = store.writer()
        with spinner("importing") as advance:
            for file in files:
                count = _import(writer, file, day, outlet, advance)
                say(f"{file}: {count} reports")
            refresh(writer, lambda step, done, total: advance(f"{step} {done} of {total}"))
    say(f"record: {place}")


def _import(writer: Writer, file: Path, day: str | None, outlet: str, advance: Callable[[str], None]) -> int:
    count = 0
    if file.is_file() and not _is_ours(file):
        for reading in read_register(file, published=day, outlet=outlet):
            writer.add(reading.report, reading.claims, reading.issues, reader=f"register, chancery {__version__}", recorded=now())
            count += 1
            advance(f"{file.name} {count}")
        return count
    for part in _parts(file):
        count += _add(writer, part, file)
        advance(f"{file.name} {count}")
    return count


def _is_ours(file: Path) -> bool:
    try:
        with file.open("rb") as lines:
            return next(lines, b"").startswith(b'{"noun":')
    except OSError as error:
        raise ExchangeError(f"{file}: cannot be read ({error.strerror}); check the path") from error


def _add(writer: Writer, found: Material, file: Path) -> int:
    by_report: dict[str, list[Claim]] = {}
    for claim in found.claims:
        by_report.setdefault(claim.report, []).append(claim)
    count = 0
    for report in found.reports:
        writer.add(report, by_report.pop(report.id, []), reader=f"import {file.name}", recorded=now())
        count += 1
    if by_report:
        raise ExchangeError(f"{file}: claims of reports that the file does not hold ({sorted(by_report)[0]}); export it whole")
    for judgement in found.judgements:
        writer.judge(judgement)
    return count


def _parts(file: Path) -> Iterator[Material]:
    if file.is_dir():
        yield from import_module("chancery.exchange.claims").read_folder(file)
        return
    try:
        with file.open("rb") as lines:
            yield jsonl.read(lines)
    except OSError as error:
        raise ExchangeError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    except ExchangeError as error:
        raise ExchangeError(f"{file}, {error}") from error
