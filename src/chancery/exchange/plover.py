"""PLOVER 2.0 event records as JSON Lines, from our events with their status.

Our status is the truth, PLOVER the lossy form. Where the two part (docs/decisions/0003-plover.md):
a meeting planned, promised aid and the like are AGREE with context `future`; a meeting proposed is REQUEST meet; one called off
is REJECT meet; signing is SUPPORT; sanctions or force announced for later are THREATEN; an announced withdrawal is CONCEDE. What
is merely possible, undecided, unlikely or denied has no PLOVER event and is left out; export JSONL to keep it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chancery.codebook import DATA, load_entries, load_yaml, state_name, world
from chancery.exchange.material import Material
from chancery.model import EventStatus, EventType, ResolvedEvent, SourceRef, parse_period

S, T = EventStatus, EventType
VERSION = "plover-2.0"
QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_AHEAD = (S.SCHEDULED, S.EXPECTED)
_DONE = (S.OCCURRED, S.ONGOING)
_MODES = {"call": "phone", "visit": "visit"}
_POLECAT = {"targeted": "assassinate", "martial-law": "restrict", "vandalize": ""}
"""Modes of manual 2.0 in the older vocabulary of POLECAT's codebook."""
_THREATS = {T.SANCTION: "restrict", T.ASSAULT: "violence", T.MOBILIZE: "violence", T.COERCE: "restrict"}


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of the manual: quad class 1 to 4, score, whether it must have a recipient, modes with their scores."""

    name: str
    quad: int
    score: float
    recipient: bool = False
    modes: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as PLOVER codes it."""

    type: str
    mode: str
    context: tuple[str, ...]
    quad: int
    score: float


@cache
def types() -> dict[str, TypeRow]:
    """The sixteen types by name."""
    return {row.name: row for row in load_entries(DATA / "exchange" / "plover.yaml", TypeRow)}


@cache
def cow() -> dict[str, int]:
    """Correlates of War numbers by alpha-3 code."""
    return dict(load_yaml(DATA / "exchange" / "cow.yaml"))


def code(event: ResolvedEvent, *, vocabulary: str = VERSION) -> Coded | None:
    """How PLOVER codes the event; None where it has no category for it."""
    chosen = _chosen(event)
    if chosen is None:
        return None
    name, mode, context = chosen
    row = types()[name]
    if row.recipient and not event.recipient and len(event.states) < 2:
        return None
    mode = mode if mode in row.modes else ""
    written = _POLECAT.get(mode, mode) if vocabulary == "polecat" else mode
    return Coded(name, written, context, row.quad, row.modes.get(mode, row.score))


def _chosen(event: ResolvedEvent) -> tuple[str, str, tuple[str, ...]] | None:
    match event.type, event.status:
        case T.CONSULT, status if status in _AHEAD:
            return "AGREE", "", ("future",)
        case T.CONSULT, S.PROPOSED:
            return "REQUEST", "meet", ()
        case T.CONSULT, S.CANCELLED:
            return "REJECT", "meet", ()
        case T.CONSULT, status if status in _DONE:
            many = event.mode == "meet" and (len(event.states) > 2 or bool(event.sidelines))
            return "CONSULT", "multilateral" if many else _MODES.get(event.mode, ""), ()
        case T.AGREE, status if status in _DONE and event.mode in ("sign", "ratify"):
            return "SUPPORT", "", ()
        case ((T.AGREE | T.SUPPORT | T.COOPERATE | T.AID), status) if status in _AHEAD:
            return "AGREE", "", ("future",)
        case T.RETREAT, status if status in _AHEAD:
            return "CONCEDE", "", ("future",)
        case ((T.SANCTION | T.ASSAULT | T.MOBILIZE | T.COERCE), status) if status in _AHEAD:
            return "THREATEN", _THREATS[event.type], ("future",)
        case _, status if status in _AHEAD:
            return event.type.value, event.mode, ("future",)
        case _, status if status in _DONE:
            return event.type.value, event.mode, ()
        case _, (S.POSSIBLE | S.UNDECIDED | S.UNLIKELY | S.DENIED | S.CANCELLED | S.PROPOSED):
            return None
        case _:
            raise ValueError(f"no PLOVER rule for {event.type} {event.status}")


def record(event: ResolvedEvent) -> dict[str, Any] | None:
    """The event as one PLOVER record, our status, evidence and sources as fields of our own; None where it has none.

    `date` and `enddate` are the first and last day of the event. PLOVER requires a date: an event that no report dates has the
    day of its first report, and says so in `date_basis`.
    """
    coded, days = code(event), days_of(event)
    if coded is None or days is None or not event.states:
        return None
    filled = {
        "id": event.id,
        "has_event": True,
        "date": days[0],
        "enddate": days[1] if days[1] != days[0] else "",
        "date_basis": "" if event.date else "first report",
        "actor": [_entity(state, event) for state in acting(event)],
        "recipient": [_entity(state, event) for state in event.recipient],
        "event": [coded.type],
        "mode": [coded.mode] if coded.mode else [],
        "context": list(coded.context),
        "event_loc": {"extracted_place": event.place[0]} if event.place else {},
        "event_text": [source.quote for source in event.sources],
        "quad_code": coded.quad,
        "event_scale": coded.score,
        "text_info": [_text_info(source) for source in event.sources],
        "cite_info": [_cite_info(source) for source in event.sources],
        "coder": "chancery",
        "status": event.status.value,
        "status_history": [{"day": step.day, "status": step.status.value} for step in event.history],
        "sources": [source.claim for source in event.sources],
    }
    return {name: value for name, value in filled.items() if value not in ("", [], {})}


def acting(event: ResolvedEvent) -> tuple[str, ...]:
    """The states that PLOVER files as actors: those that act, else all that are not acted on."""
    return event.actor or tuple(state for state in event.states if state not in event.recipient) or event.states


def days_of(event: ResolvedEvent) -> tuple[str, str] | None:
    """First and last day of the event's date; for an undated one the day of its first report, twice; None where neither is known."""
    if event.date:
        first, last = parse_period(event.date).days
        return str(first), str(last)
    published = min((source.published for source in event.sources if source.published), default="")
    return (published, published) if published else None


def write(material: Material) -> Iterator[bytes]:
    """One record a line, in the order of the material."""
    for event in material.events:
        if (found := record(event)) is not None:
            yield json.dumps(found, ensure_ascii=False).encode() + b"\n"


def entity_code(state: str) -> str:
    """Country code, or PLOVER's code for an organization: UNO, EUR, IGO."""
    return state if state in world().territories else {"UN": "UNO", "EU": "EUR"}.get(state, "IGO")


def _entity(state: str, event: ResolvedEvent) -> dict[str, Any]:
    people = [person.name for person in event.people if state in person.states]
    sector = {} if state not in world().territories else {"sector": ["GOV"]}
    return {"code": entity_code(state), "identifier_text": state_name(state), **sector, **({"entity_text": people} if people else {})}


def _text_info(source: SourceRef) -> dict[str, Any]:
    return {"start": source.start, "end": source.end, "report": source.report}


def _cite_info(source: SourceRef) -> dict[str, str]:
    fields = {"publication": source.outlet, "title": source.title, "url": source.address, "date": source.published}
    return {**{name: value for name, value in fields.items() if value}, "language": "en", "codebook": VERSION}
