"""The application: which commands there are, and how a fault is told.

A command's module is imported when it runs, so that `chancery --help` answers at once.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from chancery import __version__
from chancery.model import ChanceryError


class Command(NamedTuple):
    """One command: its name, where it is, and one line of help."""

    name: str
    module: str
    function: str
    help: str


COMMANDS = (
    Command("read", "chancery.cli.record", "read", "Read reports into the record."),
    Command("extract", "chancery.cli.extract", "extract", "Read reports and print what they say as JSON, without keeping it."),
    Command("chronology", "chancery.cli.show", "chronology", "What happened, in order, each line with its source and sentence."),
    Command("roster", "chancery.cli.show", "roster", "Who holds the posts of a state on a day."),
    Command("brief", "chancery.cli.show", "brief", "A brief before a meeting of two states."),
    Command("search", "chancery.cli.show", "search", "Find words in reports and quotes."),
    Command("calendar", "chancery.cli.show", "calendar", "What is dated from one day to another."),
    Command("changes", "chancery.cli.show", "changes", "What the record learnt since an instant."),
    Command("open", "chancery.cli.show", "open_", "What is announced and unconfirmed, undecided, or contradicted."),
    Command("dossier", "chancery.cli.show", "dossier", "A person's posts, meetings and statements."),
    Command("post", "chancery.cli.show", "post", "The holders of a post, oldest first."),
    Command("event", "chancery.cli.show", "event", "One event: its status history and what was said of it."),
    Command("report", "chancery.cli.show", "report", "One report: what it claims and what it left open."),
    Command("judge", "chancery.cli.judge", "judge", "Say that entries are one, that a claim is misread, what is right."),
    Command("reread", "chancery.cli.judge", "reread", "Read all reports again with new rules, and show what changes."),
    Command("export", "chancery.cli.trade", "export", "Write the record in another format."),
    Command("import", "chancery.cli.trade", "import_", "Add what another record exported."),
    Command("bulk", "chancery.cli.mass", "bulk", "Read archives by the thousand into Parquet."),
    Command("serve", "chancery.cli.serve", "serve", "Show the record in a browser, on this machine."),
    Command("times", "chancery.cli.look", "times", "The time expressions of a report, as TIMEX3 or JSON."),
    Command("parse", "chancery.cli.look", "parse", "What the language pipeline sees in a text."),
)


def _module(command: Command) -> ModuleType:
    try:
        return importlib.import_module(command.module)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("chancery"):
            raise
        raise ChanceryError(f"{command.name} needs {error.name}, which is not installed; install chancery[web,formats,bulk]") from error


class _Group(TyperGroup):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        for command in COMMANDS:
            if command.name == cmd_name:
                one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
                one.command(command.name)(getattr(_module(command), command.function))
                return typer.main.get_command(one)
        return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in COMMANDS])


app = typer.Typer(
    name="chancery",
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version and leave."),
) -> None:
    """Reads diplomatic reports and keeps a cited, dated record of them."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 a fault told in one line, 2 a wrong call, 130 interrupted."""
    try:
        app()
    except ChanceryError as error:
        typer.echo(f"chancery: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("chancery: interrupted; what was recorded before is whole", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
