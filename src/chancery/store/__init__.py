"""Store, Writer, View: append-only claims and judgements, and what is derived from them, in a database."""

from chancery.store.resolving import Resolving
from chancery.store.rows import build, dump, plain
from chancery.store.store import Store, open_store
from chancery.store.view import Compared, ReadingRow, View
from chancery.store.writer import Added, Writer

__all__ = ["Added", "Compared", "ReadingRow", "Resolving", "Store", "View", "Writer", "build", "dump", "open_store", "plain"]
