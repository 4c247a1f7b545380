"""`chancery bulk`: archives by the thousand."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol

import typer

from chancery.cli.common import say
from chancery.model import ExchangeError


class Engine(StrEnum):
    """What spreads the work."""

    local = "local"
    ray = "ray"


class Told(Protocol):
    """What the engine room tells of a run."""

    blocks: int
    reports: int
    left: int


def how_far(progress: Told, seconds: float) -> str:
    """Reports so far, their rate, and the minutes and seconds that the blocks at hand will take."""
    ahead = int(seconds / max(1, progress.blocks) * progress.left)
    return f"{progress.reports} reports, {progress.reports / max(seconds, 0.001):.1f} a second, {ahead // 60}:{ahead % 60:02d} left"


def bulk(
    sources: list[str] = typer.Argument(..., help="Folders, pages, JSON Lines, Parquet tables of articles, WARC files."),
    out: Path = typer.Option(..., "--out", help="Folder for the Parquet files; an interrupted run there goes on."),
    engine: Engine = typer.Option(Engine.local, "--engine", help="local, or ray for a Ray cluster."),
    workers: int = typer.Option(2, "--workers", min=1, max=4096, help="Processes that read, each with its own model."),
) -> None:
    """Read archives into Parquet, without a record. `chancery import OUT` takes the result into one.

    A report that cannot be read is set aside with its reason, never the run. Interrupt at any time and run again.
    """
    try:
        engine_room = import_module("chancery.bulk")
    except ModuleNotFoundError as error:
        raise ExchangeError(f"bulk needs {error.name}; install chancery[bulk], for Ray chancery[cluster]") from error
    start = time.monotonic()

    def tell(progress: Told) -> None:
        if sys.stderr.isatty():
            print(f"\r{how_far(progress, time.monotonic() - start)}", end="\033[K", file=sys.stderr, flush=True)

    done = engine_room.run(sources, out, engine=engine.value, workers=workers, tell=tell)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(f"{done.reports} reports in {done.blocks} blocks in {out}; {done.set_aside} set aside, see {out / 'set-aside'}")
