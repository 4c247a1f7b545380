"""The record as flat tables: events, tenures, statements; for CSV, Parquet and Arrow."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from chancery.exchange.material import Material
from chancery.model import FIRST_DAY, LAST_DAY, SourceRef

TableName = Literal["events", "tenures", "statements"]


class Column(NamedTuple):
    """One column: its name, how a noun gives it, and whether it holds a list."""

    name: str
    get: Callable[[Any], Any]
    many: bool = False


def _first_published(sources: tuple[SourceRef, ...]) -> str:
    return min((source.published for source in sources if source.published), default="")


_SOURCES = (
    Column("first_published", lambda noun: _first_published(noun.sources)),
    Column("outlets", lambda noun: [source.outlet for source in noun.sources], many=True),
    Column("quotes", lambda noun: [source.quote for source in noun.sources], many=True),
)
TABLES: dict[TableName, tuple[Column, ...]] = {
    "events": (
        Column("id", lambda e: e.id),
        Column("type", lambda e: e.type.value),
        Column("mode", lambda e: e.mode),
        Column("level", lambda e: e.level),
        Column("status", lambda e: e.status.value),
        Column("date", lambda e: e.date),
        Column("first_day", lambda e: e.first if e.first != FIRST_DAY else ""),
        Column("last_day", lambda e: e.last if e.last != LAST_DAY else ""),
        Column("states", lambda e: list(e.states), many=True),
        Column("actor", lambda e: list(e.actor), many=True),
        Column("recipient", lambda e: list(e.recipient), many=True),
        Column("people", lambda e: [person.name for person in e.people], many=True),
        Column("place", lambda e: list(e.place), many=True),
        Column("sidelines", lambda e: e.sidelines),
        *_SOURCES,
    ),
    "tenures": (
        Column("id", lambda t: t.id),
        Column("person", lambda t: t.person.name),
        Column("person_id", lambda t: t.person.id),
        Column("post", lambda t: t.post_name),
        Column("post_id", lambda t: t.post),
        Column("organization", lambda t: t.organization),
        Column("state", lambda t: t.state),
        Column("start", lambda t: t.start),
        Column("end", lambda t: t.end),
        Column("status", lambda t: t.status.value),
        Column("acting", lambda t: str(t.acting).lower()),
        Column("predecessor", lambda t: t.predecessor),
        Column("successor", lambda t: t.successor),
        *_SOURCES,
    ),
    "statements": (
        Column("id", lambda s: s.id),
        Column("speaker", lambda s: s.speaker.name),
        Column("speaker_kind", lambda s: s.speaker_kind),
        Column("states", lambda s: list(s.states), many=True),
        Column("via", lambda s: list(s.via), many=True),
        Column("date", lambda s: s.date),
        Column("setting", lambda s: s.setting),
        Column("quoted", lambda s: str(s.quoted).lower()),
        Column("about", lambda s: list(s.about), many=True),
        *_SOURCES,
    ),
}


def rows(material: Material, table: TableName) -> Iterator[dict[str, Any]]:
    """The rows of a table, in the order of the material; lists stay lists."""
    for noun in getattr(material, table):
        yield {column.name: column.get(noun) for column in TABLES[table]}


def arrow(material: Material, table: TableName = "events") -> pa.Table:
    """The table in Arrow; dates stay ISO 8601 text because they may be periods."""
    schema = pa.schema([(column.name, pa.list_(pa.string()) if column.many else pa.string()) for column in TABLES[table]])
    return pa.Table.from_pylist(list(rows(material, table)), schema=schema)


def write_parquet(material: Material, table: TableName = "events") -> Iterator[bytes]:
    """The table as one Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(arrow(material, table), buffer, compression="zstd")
    yield buffer.getvalue()


def write_csv(material: Material, table: TableName = "events") -> Iterator[bytes]:
    """The table as CSV (RFC 4180, UTF-8); lists are joined by `; `.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection).
    """
    yield _csv_line([column.name for column in TABLES[table]])
    for row in rows(material, table):
        yield _csv_line([_cell(value) for value in row.values()])


def _csv_line(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()


def _cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
