"""Database engines: the one place that knows how each database is opened and how its transactions begin."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from chancery.model import StoreError

BUSY_MS = 60_000
"""How long a writer waits for another process that writes."""
POLL_MS = 4
"""How often it looks again: SQLite's own waits grow to 100 ms and miss the gaps that a process leaves which writes again and again."""


def engine_for(place: str | Path) -> tuple[Engine, Path | None]:
    """An engine for a path or a database URL, and the file it keeps if it keeps one; StoreError for a URL of no known form."""
    text = str(place)
    if "://" not in text:
        text = f"sqlite:///{Path(text).expanduser()}"
    try:
        url = make_url(text)
        engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000} if url.get_backend_name() == "sqlite" else {})
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{place}: no database address; give a file, or a URL such as sqlite:///record.db") from error
    if url.get_backend_name() != "sqlite":
        return engine, None
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine, Path(url.database) if url.database and url.database != ":memory:" else None


def _sqlite_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would otherwise begin transactions by itself, too late for BEGIN IMMEDIATE
    cursor = connection.cursor()
    for setting in ("foreign_keys=ON", f"busy_timeout={BUSY_MS}", "synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA busy_timeout=0")
    try:
        for _ in range(BUSY_MS // POLL_MS):
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            time.sleep(POLL_MS / 1000)
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def prepare(engine: Engine) -> None:
    """Settings that a new database keeps: readers do not wait for a writer."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            raw.close()


def writing(engine: Engine) -> Engine:
    """The same engine with transactions that take the write lock at their beginning."""
    return engine.execution_options(writes=True)
