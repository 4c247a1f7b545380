"""The dictionary of a report: a note for every post, body and agreement that it names."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.codebook import state_name, world
from chancery.model import Tenure
from chancery.views import ReportSheet

_KINDS = {"agreement": "agreement", "org": "organization", "gathering": "gathering", "palace": "stands for the government of",
          "medium": "medium", "body": "body of"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A name and what it is."""

    name: str
    about: str


def notes(sheet: ReportSheet) -> tuple[Note, ...]:
    """The notes of a report, by name."""
    found: dict[str, str] = {}
    for hit in world().names.find(sheet.text):
        first = hit.named[0]
        if first.kind in _KINDS:
            words = sheet.text[hit.start : hit.end]
            owner = f" {state_name(first.key)}" if first.key and first.kind in ("palace", "body") else ""
            full = f": {first.name}" if first.name != words and not owner else ""
            found.setdefault(words, f"{_KINDS[first.kind]}{owner}{full}")
    for told in sheet.claims:
        if isinstance(told.claim.value, Tenure):
            tenure = told.claim.value
            of = ", ".join(part for part in (tenure.organization, state_name(tenure.state) if tenure.state else "") if part)
            found.setdefault(tenure.post, f"post{': ' + of if of else ''}")
    return tuple(Note(name, found[name]) for name in sorted(found, key=str.casefold))
