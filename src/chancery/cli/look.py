"""`chancery times` and `chancery parse`: look at what the program sees, without a record."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path

import typer

from chancery.cli.common import Outlet, Published, Threads, checked_day, open_all
from chancery.language import load, to_conllu, to_json, to_svg
from chancery.model import ChanceryError, Issue, QueryError, Report
from chancery.reading.dating import date_period, date_report
from chancery.reading.served import context_of
from chancery.reading.times import find_times, to_timex3


class TimesFormat(StrEnum):
    """How `times` writes."""

    timex3 = "timex3"
    json = "json"


class ParseFormat(StrEnum):
    """How `parse` writes."""

    conllu = "conllu"
    json = "json"
    svg = "svg"


def times(
    report: str = typer.Argument(..., help="A file, an https address, or - for standard input."),
    published: str | None = Published,
    outlet: str | None = Outlet,
    format: TimesFormat = typer.Option(TimesFormat.json, "--format", help="TimeML with TIMEX3 tags, or JSON."),
) -> None:
    """Print the time expressions of a report with their calendar values."""
    found = _one(report, published, outlet)
    day = found.published or date_report(found, None)[0] or date_period(found)
    home = context_of(found, ()).home
    if format is TimesFormat.timex3:
        typer.echo(to_timex3(found.text, day, find_times(found.text, day, style="timeml", home=home)))
        return
    rows = [asdict(time) for time in find_times(found.text, day, home=home)]
    typer.echo(json.dumps({"published": day, "times": rows}, ensure_ascii=False, indent=1))


def parse(
    text: str = typer.Argument(..., help="A text, or a file to read it from."),
    format: ParseFormat = typer.Option(ParseFormat.conllu, "--format", help="CoNLL-U, JSON, or a picture of the first sentence."),
    sentence: int = typer.Option(1, "--sentence", min=1, help="Which sentence the picture shows."),
    threads: int = Threads,
) -> None:
    """Print what the language pipeline sees: words, parts of speech, dependencies, names."""
    path = Path(text)
    body = path.read_text(encoding="utf-8", errors="replace") if len(text) < 1000 and "\n" not in text and path.is_file() else text
    seen = next(iter(load(threads=threads).read([body])))
    if format is ParseFormat.conllu:
        typer.echo(to_conllu(seen), nl=False)
    elif format is ParseFormat.json:
        typer.echo(json.dumps(to_json(seen), ensure_ascii=False, indent=1))
    elif sentence > len(seen.sentences):
        raise QueryError(f"--sentence {sentence}: the text has {len(seen.sentences)} sentences")
    else:
        typer.echo(to_svg(seen.sentences[sentence - 1], seen.entities))


def _one(source: str, published: str | None, outlet: str | None) -> Report:
    checked_day(published, "--published")
    reports = list(open_all([source], published, outlet))
    match reports:
        case [Report() as report]:
            return report
        case [Issue() as issue]:
            raise ChanceryError(f"{issue.report}: {issue.message}")
        case _:
            raise QueryError(f"{source}: holds {len(reports)} reports; name one")
