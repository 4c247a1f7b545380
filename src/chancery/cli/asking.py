"""The record, opened to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chancery.cli.place import record_path
from chancery.resolve import refresh
from chancery.store import Store, View, open_store


@contextmanager
def settled(record: Path | None) -> Iterator[Store]:
    """The record, up to date: what an interrupted reading left to resolve is resolved first."""
    with open_store(record_path(record), create=False) as store:
        with store.view() as view:
            waiting = view.pending()
        if waiting:
            refresh(store.writer())
        yield store


@contextmanager
def asking(record: Path | None) -> Iterator[View]:
    """A reader of the record, brought up to date."""
    with settled(record) as store, store.view() as view:
        yield view
