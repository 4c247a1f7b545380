"""`chancery export` and `chancery import`: the record in other formats, and other lists in the record."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import typer

from chancery.cli.common import now, say
from chancery.cli.place import Record, record_path
from chancery.exchange import FORMATS, Material, find_format, jsonl, write
from chancery.model import Claim, ExchangeError, Report, StoreError
from chancery.resolve import refresh
from chancery.store import View, open_store

_NAMES = ", ".join(known.name for known in FORMATS) + "."


def export(
    format: str = typer.Option(..., "--format", help=_NAMES),
    out: Path | None = typer.Option(None, "--out", help="File to write; without it, standard output.", show_default=False),
    table: str = typer.Option("events", "--table", help="For csv and parquet: events, tenures or statements."),
    record: Path | None = Record,
) -> None:
    """Write the record in another format."""
    find_format(format)
    with open_store(record_path(record), create=False) as store:
        with store.view() as view:
            waiting = view.pending()
        if waiting:
            refresh(store.writer())
        with store.view() as view, ExitStack() as stack:
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
    files: list[Path] = typer.Argument(..., help="JSONL that `chancery export` wrote, or the folder of a bulk run."),
    record: Path | None = Record,
) -> None:
    """Add reports, claims and judgements that another record exported. What is known already is not doubled."""
    place = record_path(record)
    with open_store(place) as store:
        writer, count = store.writer(), 0
        for file, found in _found(files):
            by_report: dict[str, list[Claim]] = {}
            for claim in found.claims:
                by_report.setdefault(claim.report, []).append(claim)
            for report in found.reports:
                writer.add(report, by_report.pop(report.id, []), reader=f"import {file.name}", recorded=now())
                count += 1
            if by_report:
                raise ExchangeError(f"{file}: claims of reports that the file does not hold ({sorted(by_report)[0]}); export it whole")
            for judgement in found.judgements:
                writer.judge(judgement)
        refresh(writer)
    say(f"{count} reports imported into {place}")


def _found(files: list[Path]) -> Iterator[tuple[Path, Material]]:
    for file in files:
        if file.is_dir():
            yield from ((file, part) for part in import_module("chancery.exchange.claims").read_folder(file))
        else:
            yield file, _read(file)


def _read(file: Path) -> Material:
    try:
        with file.open("rb") as lines:
            return jsonl.read(lines)
    except OSError as error:
        raise ExchangeError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    except ExchangeError as error:
        raise ExchangeError(f"{file}, {error}") from error
