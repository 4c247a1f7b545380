"""`chancery serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path

import typer
import uvicorn

from chancery.cli.asking import settled
from chancery.cli.common import say
from chancery.cli.place import Record, record_path
from chancery.model import StoreError
from chancery.web import create_app


def serve(
    record: Path | None = Record,
    port: int = typer.Option(8019, "--port", min=1, max=65535, help="Port on this machine."),
) -> None:
    """Show the record in a browser, on this machine only and read-only. Stop with Ctrl-C."""
    place = record_path(record)
    with settled(place):
        pass
    say(f"http://127.0.0.1:{port}/ shows {place}; stop with Ctrl-C")
    try:
        uvicorn.run(create_app(place), host="127.0.0.1", port=port, log_level="warning")
    except SystemExit as error:
        raise StoreError(f"port {port} cannot be opened; it may be in use, give another --port") from error
