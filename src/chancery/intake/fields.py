"""Front matter and other named fields that come with a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from chancery.codebook.loader import DATA, load_entries

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PLAIN = re.compile(r"^([A-Za-z_][\w -]{1,30}):[ \t]+(.+)$", re.MULTILINE)
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field of a report, and the keys it goes by elsewhere, the best first."""

    name: str
    keys: tuple[str, ...]


@cache
def _names() -> tuple[FieldName, ...]:
    return load_entries(DATA / "intake" / "fields.yaml", FieldName)


def known_fields(row: Mapping[str, Any]) -> dict[str, str]:
    """The row's fields under our names (text, title, published, outlet, address, byline, section, language), as trimmed text."""
    lowered = {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in row.items()}
    found: dict[str, str] = {}
    for field in _names():
        value = next((text for key in field.keys if (text := _as_text(lowered.get(key)))), "")
        if value:
            found[field.name] = value
    return found


def known_keys(name: str = "") -> frozenset[str]:
    """The keys that a field of this name goes by; of every field without a name."""
    return frozenset(key for field in _names() if name in ("", field.name) for key in field.keys)


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return _as_text(value.get("name") or value.get("title"))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_as_text(item) for item in value)))
    return str(value).replace("\xa0", " ").strip()


def split_front_matter(raw: str) -> tuple[dict[str, str], int]:
    """The fields between --- lines at the head of a text, and where the text goes on; no fields and 0 where there are none."""
    match = _FRONT.match(raw, 0, _MOST)
    if not match:
        return {}, 0
    try:
        row = yaml.load(match[1], getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        row = dict(_PLAIN.findall(match[1]))
    return (known_fields(row), match.end()) if isinstance(row, Mapping) else ({}, 0)


_HEADER = re.compile(r"[ \t]*([A-Za-z_][\w -]{1,20}):[ \t]+(\S.*?)[ \t]*(?:\r\n|\n|$)")


def split_header(raw: str, start: int = 0) -> tuple[dict[str, str], int]:
    """The fields of lines `Title: ...`, `Date: ...` at the very head of a text (two at least), and where the text goes on."""
    row: dict[str, str] = {}
    keys = {key for field in _names() if field.name != "text" for key in field.keys}
    position = re.compile(r"\s*").match(raw, start).end()  # type: ignore[union-attr]
    while (match := _HEADER.match(raw, position)) and match[1].lower().replace(" ", "_").replace("-", "_") in keys:
        row[match[1]] = match[2]
        position = match.end()
    return (known_fields(row), position) if len(row) >= 2 else ({}, start)
