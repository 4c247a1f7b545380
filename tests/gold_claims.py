"""Claims as a perfect reader would make them: from a report and its expected record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from chancery.intake import open_reports
from chancery.model import Claim, Event, EventStatus, EventType, Evidence, Report, Statement, Step, Tenure, TenureStatus, claim, quote

Told = tuple[Report, tuple[Claim, ...]]


def told(page: Path, expected: Path) -> tuple[Told, dict[str, str]]:
    """The report, its claims, and the ids that the expected record gives to claims of events."""
    data = yaml.safe_load(expected.read_text(encoding="utf-8"))
    head = data["report"]
    day = str(head.get("published") or head.get("published_given") or "") or None
    report = next(found for found in open_reports(str(page), published=day, outlet=head.get("outlet")) if isinstance(found, Report))
    ids, made = {}, []
    for row in data.get("tenures") or ():
        made.append(claim(_tenure(row), _evidence(report, row)))
    for row in data.get("events") or ():
        found = claim(_event(row, _evidence(report, row)), _evidence(report, row))
        ids[found.id] = row["id"]
        made.append(found)
    own = {name: identity for identity, name in ids.items()}
    for row in data.get("statements") or ():
        made.append(claim(_statement(row, own), _evidence(report, row)))
    return (report, tuple(made)), ids


def _evidence(report: Report, row: Mapping[str, Any]) -> tuple[Evidence, ...]:
    return tuple(_found(report, text if isinstance(text, str) else text["text"]) for text in row["evidence"])


def _found(report: Report, words: str) -> Evidence:
    start = report.text.find(words)
    if start < 0:
        raise ValueError(f"{report.name}: no such words: {words!r}")
    return quote(report, start, start + len(words))


def _tuple(value: Any) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str) else tuple(map(str, value or ()))


def _tenure(row: Mapping[str, Any]) -> Tenure:
    names = ("person", "post", "organization", "state", "start", "end", "predecessor", "successor")
    return Tenure(**{n: str(row[n]) for n in names if n in row}, status=TenureStatus(row["status"]))  # type: ignore[arg-type]


def _event(row: Mapping[str, Any], places: tuple[Evidence, ...]) -> Event:
    steps = tuple(_steps(_tuple(row.get("history")), places))
    lists = {name: _tuple(row.get(name)) for name in ("states", "actor", "recipient", "people", "place")}
    texts = {name: str(row.get(name, "")) for name in ("mode", "level", "date", "sidelines")}
    return Event(EventType(row["type"]), EventStatus(row["status"]), **lists, **texts, history=steps)  # type: ignore[arg-type]


def _steps(history: tuple[str, ...], places: tuple[Evidence, ...]) -> Iterator[Step]:
    for at, status in enumerate(history):
        place = places[min(at, len(places) - 1)]
        yield Step(EventStatus(status), place.start, place.end)


def _statement(row: Mapping[str, Any], own: Mapping[str, str]) -> Statement:
    about = tuple(own[name] for name in _tuple(row.get("about")) if name in own)
    texts = {name: str(row.get(name, "")) for name in ("date", "setting")}
    kind = row.get("speaker_kind") or "person"
    states = _tuple(row.get("state"))
    return Statement(row["speaker"], kind, states, _tuple(row.get("via")), quoted=bool(row.get("quoted")), about=about, **texts)
