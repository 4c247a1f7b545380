"""Store: one record, opened. It writes nothing itself: a Writer writes, a View reads."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from chancery.model import StoreError
from chancery.store import upgrade
from chancery.store.engine import engine_for, writing
from chancery.store.resolving import Resolving
from chancery.store.view import View
from chancery.store.writer import Writer


class Store:
    """A record in a database; make it with `open_store`, close it or use it in a `with`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    def view(self) -> View:
        """A reader that sees the record as it is at its first question; use it in a `with`."""
        return View(self._engine.connect())

    def writer(self) -> Writer:
        """A writer; each of its calls is one transaction."""
        return Writer(writing(self._engine), self.name)

    def resolving(self) -> AbstractContextManager[Resolving]:
        """The derived tables, open for a part of `resolve.refresh` in one transaction."""
        return self.writer().resolving()

    def give_way(self) -> None:
        """Lets another process that waits to write go first."""
        self.writer().give_way()

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(place: str | Path, *, create: bool = True) -> Store:
    """The record at a path or a database URL, brought to the newest schema.

    With `create` a missing file (and its folder) is made. StoreError, one line, where the place cannot be read or written,
    is no record, or is of a newer schema.
    """
    engine, file = engine_for(place)
    if file is not None:
        _check_file(file, create)
    try:
        upgrade.ensure(writing(engine) if create else engine, str(place), create=create)
    except StoreError:
        engine.dispose()
        raise
    except (DatabaseError, sqlite3.Error) as error:
        engine.dispose()
        raise StoreError(f"{place}: {_reason(error)}") from error
    return Store(engine, str(place))


def _check_file(file: Path, create: bool) -> None:
    if file.is_dir():
        raise StoreError(f"{file}: a folder; give a file for the record")
    if file.exists():
        return
    if not create:
        raise StoreError(f"{file}: no such record; read a report into it first, or give another file")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{file.parent}: cannot make the folder for the record ({error.strerror}); give another file") from error


def _reason(error: Exception) -> str:
    text = str(getattr(error, "orig", error))
    if "not a database" in text or "malformed" in text:
        return "the file is no database, or is damaged; give another file or restore a copy"
    if isinstance(error, OperationalError) and ("unable to open" in text or "readonly" in text or "disk" in text):
        return f"the record cannot be written ({text}); check the folder's rights and space, or give another file"
    return f"the database refuses ({' '.join(text.split())})"
