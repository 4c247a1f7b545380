"""FORMATS: every format that a record can be taken away in, one line each."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chancery.exchange.material import Material
from chancery.model import ExchangeError, QueryError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file name's ending, its media type, and where its writer is."""

    name: str
    ending: str
    media: str
    module: str
    function: str
    about: str
    table: bool = False
    """Whether it writes one table: events, tenures or statements."""


FORMATS = (
    Format("jsonl", "jsonl", "application/x-ndjson", "jsonl", "write", "reports, claims with evidence, judgements; reads back whole"),
    Format("csv", "csv", "text/csv", "tables", "write_csv", "one table of events, tenures or statements", True),
    Format("parquet", "parquet", "application/vnd.apache.parquet", "tables", "write_parquet", "the same table, typed", True),
    Format("ics", "ics", "text/calendar", "calendar", "write", "iCalendar of meetings, visits and calls with their status"),
    Format("plover", "jsonl", "application/x-ndjson", "plover", "write", "PLOVER 2.0 records with our status, evidence and sources"),
    Format("polecat", "tsv", "text/tab-separated-values", "polecat", "write", "the 40 columns of POLECAT"),
    Format("popolo", "json", "application/json", "popolo", "write", "Popolo persons, posts and memberships from the roster"),
)


TABLE_NAMES = ("events", "tenures", "statements")


def find_format(name: str) -> Format:
    """The format of that name; QueryError lists those there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise QueryError(f"no format {name!r}; there are {', '.join(known.name for known in FORMATS)}")


def write(name: str, material: Material, *, table: str = "events") -> Iterator[bytes]:
    """The material in that format, piece by piece.

    QueryError for an unknown format or table, ExchangeError where a library that the format needs is not installed. A format's
    module is imported when it is used: pyarrow and icalendar are heavy and optional.
    """
    chosen = find_format(name)
    if table not in TABLE_NAMES:
        raise QueryError(f"no table {table!r}; there are {', '.join(TABLE_NAMES)}")
    options: dict[str, Any] = {"table": table} if chosen.table else {}
    try:
        module = importlib.import_module(f"chancery.exchange.{chosen.module}")
    except ModuleNotFoundError as error:
        raise ExchangeError(f"format {name} needs {error.name}; install chancery[formats]") from error
    pieces: Iterator[bytes] = getattr(module, chosen.function)(material, **options)
    return pieces
