"""What people have judged, as resolving applies it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from chancery.model import Claim, Event, EventStatus, EventType, Judgement, Level, Sourced, Statement, Tenure, TenureStatus, parse_period


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements that stand, by what they do."""

    same: tuple[tuple[str, ...], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    corrections: tuple[tuple[str, str, str], ...] = ()
    """Claim, field and value, in order of the judgements."""

    def apart(self, one: str, other: str) -> bool:
        """Whether somebody said that these two are not the same."""
        return frozenset((one, other)) in self.different


def verdicts(judgements: Iterable[Judgement]) -> Verdicts:
    """The judgements that nobody undid; of two that contradict each other the later one stands."""
    standing = _standing(sorted(judgements, key=lambda j: (j.when, j.id)))
    pairs: dict[frozenset[str], str] = {}
    for word in standing:
        if word.verb in ("same", "different"):
            for i, one in enumerate(word.subjects):
                pairs.update({frozenset((one, other)): word.verb for other in word.subjects[:i] if other != one})
    return Verdicts(
        same=tuple(sorted(tuple(sorted(pair)) for pair, verb in pairs.items() if verb == "same")),
        different=frozenset(pair for pair, verb in pairs.items() if verb == "different"),
        rejected=frozenset(name for word in standing if word.verb == "reject" for name in word.subjects),
        confirmed=frozenset(name for word in standing if word.verb == "confirm" for name in word.subjects),
        corrections=tuple((name, word.field, word.value) for word in standing if word.verb == "correct" for name in word.subjects),
    )


def _standing(ordered: Sequence[Judgement]) -> list[Judgement]:
    undone: set[str] = set()
    for word in reversed(ordered):
        if word.verb == "undo" and word.id not in undone:
            undone.update(word.subjects)
    return [word for word in ordered if word.verb != "undo" and word.id not in undone]


def apply(found: Iterable[Sourced], judged: Verdicts) -> tuple[Sourced, ...]:
    """The claims that nobody rejected, with the fields that people corrected."""
    changes: dict[str, list[tuple[str, str]]] = {}
    for name, field, value in judged.corrections:
        changes.setdefault(name, []).append((field, value))
    return tuple(
        replace(told, claim=_corrected(told.claim, changes.get(told.claim.id, [])), confirmed=told.claim.id in judged.confirmed)
        for told in found
        if told.claim.id not in judged.rejected
    )


def _corrected(claim: Claim, changes: Iterable[tuple[str, str]]) -> Claim:
    for field, text in changes:
        if not fault(claim, field, text):
            change: dict[str, Any] = {field: _typed(claim.value, field, text)}
            if field == "status" and isinstance(claim.value, Event):
                change["history"] = ()
            claim = replace(claim, value=replace(claim.value, **change))
    return claim


def correctable(claim: Claim) -> tuple[str, ...]:
    """Fields of a claim that a judgement may correct."""
    return tuple(field.name for field in fields(claim.value) if field.name not in ("history", "about"))


def fault(claim: Claim, field: str, text: str) -> str:
    """Why this text cannot be the field's value, in one line; empty if it can. Lists are written with commas or as JSON."""
    if field not in correctable(claim):
        return f"no field {field!r} of a {claim.kind}; it has {', '.join(correctable(claim))}"
    try:
        value = _typed(claim.value, field, text)
        if field in ("date", "start", "end") and value:
            parse_period(value)
    except ValueError as error:
        return f"{field}: {text!r} is no value for it ({error})"
    return ""


def _typed(value: Tenure | Event | Statement, field: str, text: str) -> Any:
    known: frozenset[str] = frozenset(get_args(Level)) | {""}
    match value, field:
        case Tenure(), "status":
            return TenureStatus(text)
        case Event(), "status":
            return EventStatus(text)
        case Event(), "type":
            return EventType(text)
        case Event(), "level" if text not in known:
            raise ValueError(f"levels are {', '.join(sorted(known - {''}))}")
    if isinstance(getattr(value, field), tuple):
        found = json.loads(text) if text.startswith("[") else [part.strip() for part in text.split(",") if part.strip()]
        return tuple(map(str, found))
    return text == "true" if isinstance(getattr(value, field), bool) else text
