"""Chancery reads diplomatic reports and keeps a cited, dated record of them.

`chancery.open_record(file)` gives the views of a record as plain objects and its tables in Arrow.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "open_record"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the command line imports this package first, and must start at once.
    if name in ("Record", "open_record"):
        return getattr(import_module("chancery.record"), name)
    raise AttributeError(f"module 'chancery' has no attribute {name!r}")
