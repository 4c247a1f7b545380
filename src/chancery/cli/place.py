"""Where the record is."""

from __future__ import annotations

from pathlib import Path

import typer
from platformdirs import user_data_path

Record = typer.Option(
    None,
    "--record",
    envvar="CHANCERY_RECORD",
    help="File of the record; without it, record.sqlite in the user's data folder.",
    show_default=False,
)


def record_path(given: Path | None) -> Path:
    """The file of the record: the one given, or the user's own."""
    return given if given is not None else user_data_path("chancery", appauthor=False) / "record.sqlite"
