"""Nouns to JSON and back; one generic pair, driven by the nouns' own types."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import RowMapping

from chancery.model import KINDS, Claim, Evidence, Judgement, Person, Piece, Post, Report, ResolvedEvent, ResolvedStatement, TenureSpan

T = TypeVar("T")
NOUNS: Mapping[str, type[Any]] = {
    "person": Person,
    "post": Post,
    "tenure": TenureSpan,
    "event": ResolvedEvent,
    "statement": ResolvedStatement,
}
"""The resolved noun of each kind of entry."""
_VALUES = dict(KINDS)
Row = Mapping[str, Any] | RowMapping


def plain(value: Any) -> Any:
    """A noun as values that JSON can write; fields that hold their default are kept, so that readers need no code."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(cast(Any, type(value)))}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def dump(value: Any) -> str:
    """The noun as JSON; the same noun gives the same text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def build(noun: type[T], data: Mapping[str, Any]) -> T:
    """The noun whose `plain` form this is."""
    return cast(T, _builder(cast(Any, noun))(data))


@cache
def _names(noun: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(noun) if field.init)


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        item = _builder(inner[0])
        return tuple if item is _same else lambda values: tuple(item(value) for value in values)
    if origin in (types.UnionType, typing.Union):
        return _same
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _noun_builder(kind)
    return cast(Callable[[Any], Any], kind) if isinstance(kind, type) and issubclass(kind, Enum) else _same


def _noun_builder(noun: type[Any]) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(noun)
    names: tuple[str, ...] = _names(cast(Any, noun))
    steps = tuple((name, _builder(hints[name])) for name in names)

    def make(data: Mapping[str, Any]) -> Any:
        return noun(**{name: step(data[name]) for name, step in steps if name in data})

    return make


def _same(value: Any) -> Any:
    return value


def report_row(report: Report) -> dict[str, Any]:
    """The columns of a report."""
    row = {name: getattr(report, name) for name in _names(Report)}
    row["section"] = json.dumps(report.section, ensure_ascii=False)
    row["pieces"] = json.dumps([[p.start, p.end, p.raw_start] for p in report.pieces])
    row["fingerprint"] = json.dumps(report.fingerprint)
    return row


def report_of(row: Row) -> Report:
    """The report of a row."""
    values = {name: row[name] for name in _names(Report)}
    values["section"] = tuple(json.loads(row["section"]))
    values["pieces"] = tuple(Piece(*piece) for piece in json.loads(row["pieces"]))
    values["fingerprint"] = tuple(json.loads(row["fingerprint"]))
    return Report(**values)


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of a claim, without its evidence."""
    row = {"id": claim.id, "report": claim.report, "kind": claim.kind, "current": 1}
    return {**row, "value": dump(claim.value), "rule": claim.rule, "score": claim.score}


def claim_of(row: Row, evidence: tuple[Evidence, ...]) -> Claim:
    """The claim of a row and its evidence."""
    value = build(_VALUES[row["kind"]], json.loads(row["value"]))
    return Claim(row["id"], row["report"], value, evidence, row["rule"], row["score"])


def judgement_of(row: Row) -> Judgement:
    """The judgement of a row."""
    subjects = tuple(json.loads(row["subjects"]))
    return Judgement(row["id"], row["verb"], subjects, row["field"], row["value"], row["who"], row["said"], row["why"])
