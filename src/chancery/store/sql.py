"""Small helps for SQL that every database here understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
CHUNK = 500
"""How many values one `IN` holds."""


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values in pieces that fit one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def insert_missing(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> int:
    """Inserts the rows whose keys are not there yet; gives how many rows went in where the database tells, else -1 for several."""
    if not values:
        return 0
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    return connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(values)).rowcount
