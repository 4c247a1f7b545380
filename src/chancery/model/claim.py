"""Claims: what one report says, never what is true."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal

from chancery.model.report import Evidence


class EventType(StrEnum):
    """The sixteen types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """How far an event has come, as a report tells it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    UNDECIDED = "undecided"
    UNLIKELY = "unlikely"
    CANCELLED = "cancelled"
    DENIED = "denied"
    PROPOSED = "proposed"


class TenureStatus(StrEnum):
    """Whether the person holds the post on the report's day."""

    CURRENT = "current"
    FORMER = "former"
    DESIGNATE = "designate"


Level = Literal["summit", "ministerial", "vice-ministerial", "director-general", "ambassadorial", "working"]
Mode = str
"""A mode of PLOVER 2.0, or for CONSULT one of meet, visit, call, letter."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """This person holds, held or will hold this post."""

    person: str
    post: str
    organization: str = ""
    state: str = ""
    start: str = ""
    end: str = ""
    status: TenureStatus = TenureStatus.CURRENT
    acting: bool = False
    predecessor: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """At this place the report gives the event this status."""

    status: EventStatus
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """These parties did, will do or may do this, to or with each other."""

    type: EventType
    status: EventStatus
    mode: Mode = ""
    level: Level | Literal[""] = ""
    states: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    """States that act, for the types that have a direction."""
    recipient: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date: str = ""
    place: tuple[str, ...] = ()
    sidelines: str = ""
    """The gathering on whose edge it takes place."""
    history: tuple[Step, ...] = ()
    """Every status that the report gives it, in order of the text; the last is `status`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """This speaker said this, through these sources."""

    speaker: str
    speaker_kind: Literal["person", "body", "state", "anonymous"] = "person"
    states: tuple[str, ...] = ()
    """Whom the speaker speaks for."""
    via: tuple[str, ...] = ()
    """Sources between the speaker and this report, nearest the speaker first."""
    date: str = ""
    setting: str = ""
    quoted: bool = False
    about: tuple[str, ...] = ()
    """Ids of claims of events that it speaks of."""


ClaimValue = Tenure | Event | Statement
ClaimKind = Literal["tenure", "event", "statement"]
KINDS: tuple[tuple[ClaimKind, type[ClaimValue]], ...] = (("tenure", Tenure), ("event", Event), ("statement", Statement))


@dataclass(frozen=True, slots=True)
class Claim:
    """This report says so, in these words. Make it with `claim`, which refuses to do so without evidence."""

    id: str
    report: str
    value: ClaimValue
    evidence: tuple[Evidence, ...]
    rule: str = ""
    """The rule or model part that read it."""
    score: float = 1.0
    """Probability that the claim is read rightly, calibrated on held-out reports; not part of the id."""

    @property
    def kind(self) -> ClaimKind:
        """tenure, event or statement."""
        return next(name for name, noun in KINDS if isinstance(self.value, noun))


def content_id(*values: object) -> str:
    """A short hash (16 hexadecimal digits) of values that JSON can write; the same values give the same id anywhere."""
    data = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(data.encode()).hexdigest()[:16]


def claim(value: ClaimValue, evidence: tuple[Evidence, ...], *, rule: str = "", score: float = 1.0) -> Claim:
    """A claim with its content id (report, kind, places of the evidence, values); ValueError without evidence or with
    evidence of two reports. Evidence is put in order of the text."""
    places = tuple(sorted(set(evidence), key=lambda e: (e.start, e.end)))
    if not places or len({e.report for e in places}) != 1:
        raise ValueError(f"a claim needs evidence of one report: {value}")
    kind = next(name for name, noun in KINDS if isinstance(value, noun))
    identity = content_id(places[0].report, kind, [[e.start, e.end, e.quote] for e in places], asdict(value))
    return Claim(identity, places[0].report, value, places, rule, score)
