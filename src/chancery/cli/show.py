"""Commands that ask the record: chronology, roster, brief, search and the other views."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer

from chancery import views
from chancery.cli.asking import asking
from chancery.cli.common import today
from chancery.cli.place import Record
from chancery.codebook import parse_state


class Format(StrEnum):
    """How a view is written."""

    text = "text"
    markdown = "markdown"
    json = "json"


FormatOption = typer.Option(Format.text, "--format", help="text, markdown or json.")
Between = typer.Option(None, "--between", help="Two states, by code, name, demonym or capital: --between JPN Seoul.", show_default=False)
State = typer.Option(None, "--state", help="One state (again for more).", show_default=False)
First = typer.Option("", "--from", help="First day, month or year: 2019-08-01, 2019-08, 2019.", show_default=False)
Last = typer.Option("", "--to", help="Last day, month or year.", show_default=False)
On = typer.Option(None, "--on", help="The day asked about, YYYY-MM-DD; without it, today.", show_default=False)


def _show(answer: object, format: Format) -> None:
    typer.echo(
        views.to_json(answer) if format is Format.json else views.to_text(answer, "markdown" if format is Format.markdown else "text")
    )


def _states(between: tuple[str, str] | None, states: list[str] | None = None) -> tuple[str, ...]:
    return tuple(parse_state(words) for words in (*(between or ()), *(states or ())))


def chronology(
    between: tuple[str, str] | None = Between,
    state: list[str] | None = State,
    first: str = First,
    last: str = Last,
    type: list[str] | None = typer.Option(None, "--type", help="Only events of this type (again for more).", show_default=False),
    status: list[str] | None = typer.Option(None, "--status", help="Only events of this status (again for more).", show_default=False),
    person: str = typer.Option("", "--person", help="Only events of this person.", show_default=False),
    limit: int = typer.Option(1000, "--limit", min=1, help="At most so many events."),
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """What happened, in order of the days, each line with its source and sentence."""
    with asking(record) as view:
        answer = views.chronology(
            view,
            between=_states(between, state),
            first=first,
            last=last,
            types=tuple(kind.upper() for kind in type or ()),
            statuses=tuple(status or ()),
            person=person,
            limit=limit,
        )
        _show(answer, format)


def roster(
    state: str = typer.Argument(..., help="A state, by code, name, demonym or capital."),
    on: str | None = On,
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """Who holds which post of a state on a day."""
    with asking(record) as view:
        _show(views.roster(view, state=parse_state(state), on=on or today().isoformat()), format)


def brief(
    between: tuple[str, str] | None = Between,
    meeting: str = typer.Option("", "--meeting", help="Id of a meeting instead of two states.", show_default=False),
    on: str | None = On,
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """What one must know before two states meet: people, last meetings, what is on the table, what was said, what is open."""
    with asking(record) as view:
        _show(views.brief(view, between=_states(between), on=on or today().isoformat(), meeting=meeting), format)


def search(
    words: list[str] = typer.Argument(..., help='Words that all must occur; "..." keeps words together.'),
    first: str = First,
    last: str = Last,
    limit: int = typer.Option(20, "--limit", min=1, help="At most so many hits."),
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """Where words occur in reports and in the sentences behind claims."""
    with asking(record) as view:
        _show(views.search(view, query=" ".join(words), first=first, last=last, limit=limit), format)


def calendar(
    first: str = First,
    last: str = Last,
    state: list[str] | None = State,
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """What is dated from one day to another."""
    with asking(record) as view:
        _show(views.calendar(view, first=first, last=last, states=_states(None, state)), format)


def changes(
    since: str = typer.Option(..., "--since", help="A day or an instant in ISO 8601: 2019-09-20, 2019-09-20T08:00:00+00:00."),
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """What the record learnt since an instant."""
    with asking(record) as view:
        _show(views.changes(view, since=since), format)


def dossier(
    person: str = typer.Argument(..., help="A name, or the id of a person."),
    first: str = First,
    last: str = Last,
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """A person's posts, meetings and statements."""
    with asking(record) as view:
        _show(views.dossier(view, person=person, first=first, last=last), format)


def post(
    state: str = typer.Argument(..., help="A state, by code, name, demonym or capital."),
    words: str = typer.Argument(..., help="Words of the post, or its id."),
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """The holders of a post, oldest first."""
    with asking(record) as view:
        _show(views.post(view, state=parse_state(state), post=words), format)


def event(event: str = typer.Argument(..., help="Id of an event."), format: Format = FormatOption, record: Path | None = Record) -> None:
    """One event: its status history, its series, what was said of it."""
    with asking(record) as view:
        _show(views.event(view, event=event), format)


def report(report: str = typer.Argument(..., help="Id of a report."), format: Format = FormatOption, record: Path | None = Record) -> None:
    """One report: what it claims, and what it left open."""
    with asking(record) as view:
        _show(views.report(view, report=report), format)


def open_(
    on: str | None = On,
    state: list[str] | None = State,
    format: Format = FormatOption,
    record: Path | None = Record,
) -> None:
    """What is announced and unconfirmed, undecided, or contradicted."""
    with asking(record) as view:
        _show(views.open_items(view, today=on or today().isoformat(), states=_states(None, state)), format)
