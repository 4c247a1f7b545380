"""A record from reports by hand, resolved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chancery.model import Claim, Judgement, Report, content_id
from chancery.resolve import refresh
from chancery.store import Store, View, dump, open_store

Told = tuple[Report, tuple[Claim, ...]]
NOW = "2026-01-01T00:00:00Z"


def record(place: Path, *told: Told, step: int = 1000) -> Store:
    """A store with these reports, resolved after every `step` of them."""
    store = open_store(place)
    for at, (report, claims) in enumerate(told):
        store.writer().add(report, claims, reader="r1", recorded=NOW)
        if at % step == step - 1:
            refresh(store.writer())
    refresh(store.writer())
    return store


def everything(store: Store) -> str:
    """All resolved entries as text."""
    with store.view() as view:
        return "\n".join(sorted(dump(value) for value in values(view)))


def values(view: View) -> Iterable[object]:
    yield from view.persons("person:any")
    yield from view.posts("post:any")
    yield from view.tenures("tenure:any")
    yield from view.events("event:any")
    yield from view.statements("statement:any")


def word(verb: str, *subjects: str, field: str = "", value: str = "", when: str = NOW) -> Judgement:
    """A judgement by Ana."""
    return Judgement(content_id(verb, subjects, field, value, when), verb, subjects, field, value, "Ana", when, "seen so")  # type: ignore[arg-type]
