"""Brings a record to the newest schema: a new one is made whole, an older one is migrated, a newer one is refused."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError

from chancery.model import StoreError
from chancery.store import fulltext, schema
from chancery.store.engine import prepare

MIGRATIONS = Path(__file__).parent / "migrations"


def ensure(engine: Engine, name: str, *, create: bool) -> None:
    """Leaves the database at schema `schema.VERSION`; StoreError if it is no record, is newer, or is missing and not to be made.

    `engine` takes the write lock when a transaction begins, so two processes that open a new record do not both make it.
    """
    with engine.connect() as connection:
        found = _version(connection, name)
    if found == schema.VERSION:
        return
    if found is None:
        _make(engine, name, create)
    elif found in {path.stem[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}:
        migrate(engine, schema.VERSION)
    else:
        raise StoreError(f"{name}: record of schema {found}, this program knows up to {schema.VERSION}; install a newer chancery")


def _version(connection: Connection, name: str) -> str | None:
    """The schema version, or None for an empty database."""
    try:
        return str(connection.execute(select(schema.version.c.version_num)).scalar_one())
    except DatabaseError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
    connection.rollback()
    if inspect(connection).get_table_names():
        raise StoreError(f"{name}: a database, but no record of chancery; give another file")
    return None


def _make(engine: Engine, name: str, create: bool) -> None:
    if not create:
        raise StoreError(f"{name}: the record is empty; read a report into it first")
    prepare(engine)
    with engine.begin() as connection:
        if _has_version(connection):
            return
        schema.metadata.create_all(connection)
        fulltext.create(connection)
        connection.execute(schema.version.insert().values(version_num=schema.VERSION))


def _has_version(connection: Connection) -> bool:
    return "alembic_version" in inspect(connection).get_table_names()


def migrate(engine: Engine, target: str) -> None:
    """Runs the migrations up to `target` in one transaction."""
    # Alembic takes a quarter of a second to import and is needed once in a record's life.
    command: Any = importlib.import_module("alembic.command")
    config: Any = importlib.import_module("alembic.config").Config()
    prepare(engine)
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA optimize"))
