"""Resolved people, posts, tenures, events and statements: derived from claims and judgements, rebuilt at will, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chancery.model.claim import Claim, EventStatus, EventType, Level, Mode, TenureStatus

EntryKind = Literal["person", "post", "tenure", "event", "statement"]
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""Stand for an open beginning and an open end where entries are ordered by day."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a citation needs of a report."""

    id: str
    outlet: str = ""
    title: str = ""
    published: str = ""
    """ISO 8601 day; empty where unknown."""
    address: str = ""
    original: str = ""
    """Id of the report that this one copies (agency copy); its own id if none."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A claim with the head of its report, corrected as judgements tell."""

    claim: Claim
    report: ReportHead
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SourceRef:
    """These words of this report say so."""

    claim: str
    report: str
    outlet: str
    title: str
    published: str
    address: str
    start: int
    end: int
    quote: str
    copies: tuple[str, ...] = ()
    """Ids of reports that carry the same text: they are no sources of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a disagreement, and who gives it."""

    value: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Reports differ on this field; nothing is chosen."""

    field: str
    values: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as an entry names one."""

    id: str
    """Id of the resolved person; empty where the name is open."""
    name: str
    states: tuple[str, ...] = ()
    looked_up: bool = False
    """The report gives a part of the name only; the record has one person of that name in office."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person under all names."""

    id: str
    name: str
    names: tuple[str, ...]
    states: tuple[str, ...]
    first: str = ""
    """First year in which the record knows of the person."""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post under all wordings."""

    id: str
    state: str
    name: str
    names: tuple[str, ...]
    organization: str = ""
    single: bool = False
    """Only one person holds it at a time."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body went by this name from a first to a last day (ISO 8601, as exact as known; empty where it goes on)."""

    name: str
    first: str
    last: str
    source: str
    """What tells it."""


@dataclass(frozen=True, slots=True)
class TenureSpan:
    """This person held this post from start to end, as far as the reports tell."""

    id: str
    person: PersonRef
    post: str
    """Id of the post."""
    post_name: str
    organization: str
    state: str
    start: str
    """Period in which it began; empty where no report tells."""
    end: str
    """Period in which it ended; empty where it goes on or no report tells."""
    first: str
    """The earliest day on which it may have run."""
    last: str
    """The latest day on which it may have run."""
    seen_first: str
    """First day on which a report saw the person in the post; empty if none."""
    seen_last: str
    status: TenureStatus
    acting: bool = False
    predecessor: str = ""
    successor: str = ""
    disagreements: tuple[Disagreement, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    sources_total: int = 0
    """Number of all sources; `sources` holds the telling ones."""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class StatusStep:
    """By this day the event stood so."""

    day: str
    """Published day of the reports; empty where unknown."""
    status: EventStatus
    sources: tuple[SourceRef, ...]
    date: str = ""
    """The date that these reports give the event."""


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """One event from all its reports."""

    id: str
    type: EventType
    status: EventStatus
    mode: Mode
    level: Level | Literal[""]
    states: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    people: tuple[PersonRef, ...]
    date: str
    """Calendar period in ISO 8601; empty where no report dates it."""
    first: str
    """First and last day between which it lies, from the date, or else from the days of the reports."""
    last: str
    place: tuple[str, ...]
    sidelines: str
    history: tuple[StatusStep, ...]
    disagreements: tuple[Disagreement, ...] = ()
    moved_from: tuple[str, ...] = ()
    """Earlier dates it was set for."""
    sources: tuple[SourceRef, ...] = ()
    sources_total: int = 0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedStatement:
    """One stretch of speech from all reports that carry it."""

    id: str
    speaker: PersonRef
    speaker_kind: str
    states: tuple[str, ...]
    via: tuple[str, ...]
    date: str
    day: str
    """The day it is filed under: the first day of its date, or of the first report."""
    setting: str
    quoted: bool
    about: tuple[str, ...]
    """Ids of claims of events that it speaks of."""
    sources: tuple[SourceRef, ...]
    confirmed: bool = False


Resolved = Person | Post | TenureSpan | ResolvedEvent | ResolvedStatement


@dataclass(frozen=True, slots=True)
class Entry:
    """A resolved noun with what finds it again."""

    kind: EntryKind
    value: Resolved
    first: str
    """ISO 8601 days that bound it; FIRST_DAY and LAST_DAY where open."""
    last: str
    keys: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def id(self) -> str:
        """Id of the noun."""
        return self.value.id


@dataclass(frozen=True, slots=True)
class PersonRun:
    """Under this name, for this state, in these years, it is that person."""

    name: str
    state: str
    first: int
    last: int
    person: str
