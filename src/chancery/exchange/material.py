"""Material: what a format is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.model import Claim, Judgement, Person, Post, Report, ResolvedEvent, ResolvedStatement, TenureSpan


@dataclass(frozen=True, slots=True)
class Material:
    """A record, or a part of one, laid out for export; each part may be a generator and is then read once."""

    reports: Iterable[Report] = ()
    claims: Iterable[Claim] = ()
    judgements: Iterable[Judgement] = ()
    people: Iterable[Person] = ()
    posts: Iterable[Post] = ()
    tenures: Iterable[TenureSpan] = ()
    events: Iterable[ResolvedEvent] = ()
    statements: Iterable[ResolvedStatement] = ()
