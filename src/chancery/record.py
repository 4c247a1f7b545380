"""The record from Python: `chancery.open_record()` gives its views as plain objects and its tables in Arrow."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from chancery import views
from chancery.codebook import parse_state
from chancery.exchange import Material
from chancery.store import View, open_store

if TYPE_CHECKING:
    import pyarrow as pa

_STATES = ("state", "states", "between")


class Record:
    """A record, opened to be read; close it, or use it in a `with`.

    Every view of `chancery.views.VIEWS` is a method that takes the view's own keyword arguments and gives its frozen noun:
    `record.chronology(between=("JPN", "Seoul"), first="2019-08")`, `record.roster(state="Japan", on="2019-09-12")`. States may be
    codes, names, demonyms or capitals. QueryError where a question cannot be answered as it was put.
    """

    def __init__(self, place: str | Path) -> None:
        self._store = open_store(place, create=False)
        self._view = self._store.view()

    def __getattr__(self, name: str) -> Any:
        for kind in views.VIEWS:
            if kind.name == name:
                return partial(self._ask, kind)
        raise AttributeError(f"a record has no view {name!r}; there are {', '.join(kind.name for kind in views.VIEWS)}")

    def _ask(self, kind: views.ViewKind, **asked: Any) -> Any:
        for name in _STATES:
            if name in asked and kind.name != "post":
                asked[name] = parse_state(asked[name]) if isinstance(asked[name], str) else tuple(map(parse_state, asked[name]))
        return kind.ask(self._view, **asked)

    def table(self, name: str = "events") -> pa.Table:
        """The events, tenures or statements as an Arrow table; needs pyarrow."""
        key = {"events": "event:any", "tenures": "tenure:any", "statements": "statement:any"}[name]
        table: pa.Table = import_module("chancery.exchange.tables").arrow(Material(**{name: getattr(self._view, name)(key)}), name)
        return table

    @property
    def view(self) -> View:
        """The store's own reader, for questions that no view asks."""
        return self._view

    def close(self) -> None:
        """Gives the file back."""
        self._view.close()
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_record(place: str | Path) -> Record:
    """The record of a file. StoreError where there is none, or it cannot be read."""
    return Record(place)
