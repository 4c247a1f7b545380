"""Marked places of a report: mentions of who and what, times, cues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["person", "post", "body", "state", "place", "gathering", "agreement", "group", "medium", "source"]
TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Mention:
    """These words speak of that entity."""

    start: int
    end: int
    text: str
    kind: MentionKind
    sentence: int
    """Index of the sentence."""
    head: int
    """Index of the head token in the sentence."""
    entity: str
    """Key of the entity within the report; mentions of one entity share it. Empty while open."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a phrase stands for, through officials, bodies, capitals, coordination and coreference.

    A phrase that stands for nobody the record knows of has every field empty but `described`.
    """

    states: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3, or the short name of an international organization, in order of mention."""
    people: tuple[str, ...] = ()
    """Fullest form of each person's name in the report."""
    bodies: tuple[str, ...] = ()
    """Ministries, agencies, outlets, as the report words them."""
    described: str = ""
    """The phrase itself where it describes an unnamed person or source ("a senior official")."""

    def __bool__(self) -> bool:
        return bool(self.states or self.people or self.bodies or self.described)


@dataclass(frozen=True, slots=True)
class Timex:
    """These words name that calendar period, by this rule."""

    start: int
    end: int
    text: str
    kind: TimexKind
    value: str | None
    """ISO 8601 / EDTF as in `model.period`; for DURATION and SET the TIMEX3 value; None while open."""
    rule: str
    """Name of the pattern and of the step that settled it, for `--explain`."""
    mod: str = ""
    """TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER; empty if none."""
    reason: str = ""
    """Why the value is open."""


@dataclass(frozen=True, slots=True)
class Cue:
    """These words tell how the thing is meant: said, planned, possible, denied, undecided, cancelled."""

    start: int
    end: int
    text: str
    family: str
    """The codebook file under `data/cues/` that it comes from."""
    label: str
