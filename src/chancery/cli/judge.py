"""`chancery judge` and `chancery reread`: a person's word about the record, and new rules over old reports."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import get_args

import typer

from chancery import __version__
from chancery.cli.common import Threads, now, say
from chancery.cli.place import Record, record_path
from chancery.language import Pipeline, load
from chancery.model import Claim, Judgement, JudgementVerb, QueryError, content_id
from chancery.reading import read_report
from chancery.resolve import fault, refresh
from chancery.store import Store, open_store


def judge(
    verb: str = typer.Argument(..., help="same, different, correct, reject, confirm or undo."),
    subjects: list[str] = typer.Argument(..., help="Ids: claims (from `report`), events, persons; for undo a judgement."),
    why: str = typer.Option(..., "--why", help="The reason, for whoever reads the record next."),
    field: str = typer.Option("", "--field", help="For correct: the field.", show_default=False),
    value: str = typer.Option("", "--value", help="For correct: its right value.", show_default=False),
    who: str = typer.Option(None, "--who", help="Who says so; without it, the name of the user.", show_default=False),
    record: Path | None = Record,
) -> None:
    """Say that two entries are one (or are not), that a claim is misread, or what is right. It outlives every re-reading."""
    known = get_args(JudgementVerb)
    chosen: JudgementVerb | None = next((name for name in known if name == verb), None)
    if chosen is None:
        raise QueryError(f"no judgement {verb!r}; there are {', '.join(known)}")
    if (chosen == "correct") != bool(field):
        raise QueryError("correct needs --field and --value, the others take none")
    who, when = who or getpass.getuser(), now()
    identity = content_id(chosen, sorted(subjects), field, value, who, when)
    with open_store(record_path(record), create=False) as store:
        for claim in _claims(store, subjects) if chosen == "correct" else ():
            if told := fault(claim, field, value):
                raise QueryError(told)
        writer = store.writer()
        writer.judge(Judgement(identity, chosen, tuple(subjects), field, value, who, when, why))
        refresh(writer)
    say(f"kept as judgement {identity}; `chancery judge undo {identity} --why ...` takes it back")


def _claims(store: Store, subjects: list[str]) -> list[Claim]:
    with store.view() as view:
        return [told.claim for told in view.claims(subjects)]


def reread(
    accept: bool = typer.Option(False, "--accept", help="Take the new reading into the record; without it, only show what would change."),
    record: Path | None = Record,
    threads: int = Threads,
) -> None:
    """Read every report of the record again with the rules of today, and show the claims gained (+), lost (-) and moved (>).

    Nothing is taken over without --accept. Judgements stay.
    """
    pipeline = load(threads=threads)
    gained = lost = kept = 0
    with open_store(record_path(record), create=False) as store:
        with store.view() as view:
            ids = sorted(head.id for head in view.reports(limit=10_000_000))
        for identity in ids:
            found = _again(store, identity, pipeline, accept)
            gained, lost, kept = gained + found[0], lost + found[1], kept + found[2]
        if accept:
            refresh(store.writer())
    done = "taken over" if accept else "nothing taken over; --accept does"
    say(f"{len(ids)} reports read again: {gained} claims gained, {lost} lost, {kept} the same; {done}")


def _again(store: Store, identity: str, pipeline: Pipeline, accept: bool) -> tuple[int, int, int]:
    with store.view() as view:
        report = view.report(identity)
        rows = view.readings(report=identity)
        if report is None or (rows and rows[-1].reader.startswith("register")):
            return 0, 0, 0
        reading = read_report(report, next(iter(pipeline.read([report.text]))))
        change = view.compare(identity, reading.claims)
    moved = tuple(new for _, new in change.moved)
    for sign, claims in (("+", change.gained), ("-", change.lost), (">", moved)):
        for claim in claims:
            typer.echo(f"{sign} {report.outlet or report.name}, {report.published or 'undated'}: {claim.kind}: “{claim.evidence[0].quote}”")
    if accept and (change.gained or change.lost or change.moved):
        reader = f"chancery {__version__}, model {pipeline.version}"
        store.writer().add(reading.report, reading.claims, reading.issues, reader=reader, recorded=now())
    return len(change.gained), len(change.lost), change.kept + len(change.moved)
