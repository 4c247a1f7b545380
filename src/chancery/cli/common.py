"""What commands share: opening reports with the user's options, days, the clock."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from chancery.intake import open_reports
from chancery.model import Issue, QueryError, Report

Sources = typer.Argument(..., help="Files, folders, https addresses, or - for standard input.", show_default=False)
Published = typer.Option(None, "--published", help="Day of publication, YYYY-MM-DD, where the page does not tell.", show_default=False)
Outlet = typer.Option(None, "--outlet", help="Name of the outlet, where the page does not tell.", show_default=False)
Threads = typer.Option(2, "--threads", min=1, max=64, help="Threads for the language model.")


def today() -> dt.date:
    """The day on the user's clock; only commands may ask for it."""
    return dt.datetime.now().astimezone().date()


def now() -> str:
    """The instant in UTC, to the second, in ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@contextmanager
def spinner(what: str) -> Iterator[Callable[[str], None]]:
    """Shows on a terminal that slow work goes on; call the function with how far it is."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Console(stderr=True).status(what) as status:
        yield lambda how_far: status.update(f"{what}: {how_far}")


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
