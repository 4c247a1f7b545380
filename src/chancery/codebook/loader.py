"""Reads rule data: a YAML file is a list of entries, each of one frozen dataclass, each with its examples.

An entry's `name` is unique in its file. `examples` (sentences that must match) and `counterexamples` (that must not) are
required wherever the dataclass has them, and may not be empty; the tests run them all.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections import Counter
from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from chancery.model import CodebookError

T = TypeVar("T")
DATA = Path(str(files("chancery"))) / "data"
"""The packaged rule data and model."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(_Loader):  # type: ignore[misc]
    """Refuses a key given twice in one mapping; YAML itself would silently keep the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise CodebookError(f"{node.start_mark.name}:{key.start_mark.line + 1}: key {key.value!r} stands twice; keep one")
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


def load_yaml(path: Path) -> Any:
    """The content of one YAML file; CodebookError names file and line of a fault."""
    try:
        with path.open("rb") as stream:
            return yaml.load(stream, _Strict)
    except FileNotFoundError as error:
        raise CodebookError(f"{path}: no such rule file; reinstall chancery") from error
    except yaml.YAMLError as error:
        raise CodebookError(f"not YAML: {' '.join(str(error).split())}") from error


def load_entries(path: Path, noun: type[T]) -> tuple[T, ...]:
    """The entries of one file, in its order, each as the frozen dataclass `noun`.

    Fields typed `tuple[...]` are YAML lists, nested dataclasses are mappings. CodebookError where a key is unknown or missing,
    a value is of another type, a `name` stands twice, or `examples` or `counterexamples` is empty.
    """
    rows = load_yaml(path)
    if not isinstance(rows, list):
        raise CodebookError(f"{path}: expected a list of entries, got {type(rows).__name__}")
    entries = tuple(_build(noun, row, f"{path.name}[{i}]") for i, row in enumerate(rows))
    counts = Counter(getattr(entry, "name", None) for entry in entries)
    twice = [name for name, count in counts.items() if name is not None and count > 1]
    if twice:
        raise CodebookError(f"{path}: {twice[0]!r} stands twice; merge the two entries")
    return entries


@cache
def _fields(noun: Any) -> dict[str, tuple[Any, bool]]:
    hints = typing.get_type_hints(noun)
    return {
        f.name: (hints[f.name], f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
        for f in dataclasses.fields(noun)
        if f.init
    }


def _build(noun: type[T], row: Any, place: str) -> T:
    if not isinstance(row, Mapping):
        raise CodebookError(f"{place}: expected a mapping, got {row!r}")
    place = f"{place} ({row.get('name', '?')})"
    fields = _fields(typing.cast(Hashable, noun))
    if unknown := sorted(set(row) - set(fields)):
        raise CodebookError(f"{place}: unknown key {unknown[0]!r}; known are {', '.join(sorted(fields))}")
    if missing := [name for name, (_, required) in fields.items() if required and name not in row]:
        raise CodebookError(f"{place}: {missing[0]!r} is missing")
    values = {name: _value(fields[name][0], value, f"{place}.{name}") for name, value in row.items()}
    for needed in ("examples", "counterexamples"):
        if needed in fields and not values.get(needed):
            raise CodebookError(
                f"{place}: {needed!r} is empty; give a sentence that {'must' if needed == 'examples' else 'must not'} match"
            )
    try:
        return noun(**values)
    except ValueError as error:
        raise CodebookError(f"{place}: {error}") from error


def _value(kind: Any, value: Any, place: str) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if not isinstance(value, list):
            raise CodebookError(f"{place}: expected a list, got {value!r}")
        return tuple(_value(inner[0], item, f"{place}[{i}]") for i, item in enumerate(value))
    if origin is typing.Literal:
        if value not in inner:
            raise CodebookError(f"{place}: {value!r} is none of {', '.join(map(str, inner))}")
        return value
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _value(next(k for k in inner if k is not type(None)), value, place)
    if origin in (dict, Mapping) or kind is dict:
        if not isinstance(value, Mapping):
            raise CodebookError(f"{place}: expected a mapping, got {value!r}")
        return dict(value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _build(kind, value, place)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise CodebookError(f"{place}: expected {getattr(kind, '__name__', kind)}, got {value!r}")
    return value
