"""Roster: who holds which post of a state on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chancery.model import BodyName, Disagreement, SourceRef, TenureSpan, TenureStatus, parse_period
from chancery.resolve import body_of, heir, names_between, rank
from chancery.resolve.posts import single
from chancery.store import View
from chancery.views.find import days

Standing = Literal["known", "likely", "designate"]
_RANKS = ("summit", "ministerial", "vice-ministerial", "director-general", "ambassadorial", "working", "")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """This person holds this post on the day."""

    post: str
    post_id: str
    person: str
    person_id: str
    state: str
    organization: str
    standing: Standing
    """`known` if reports bound the day on both sides, `likely` if nothing speaks against it, `designate` before taking office."""
    since: str
    until: str
    after: str
    """Whom the person followed."""
    seen: str
    """The day nearest to the question's on which a report saw the person in the post; empty if none."""
    acting: bool
    disagreements: tuple[Disagreement, ...]
    sources: tuple[SourceRef, ...]
    body: tuple[BodyName, ...] = ()
    """The name that the post's body went by on the day, where it was renamed at some time."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The holders of a state's posts on a day, highest rank first."""

    state: str
    on: str
    lines: tuple[RosterLine, ...]


def roster(view: View, *, state: str, on: str) -> Roster:
    """Who held the posts of a state (code) on a day (YYYY-MM-DD). QueryError if it is no day."""
    day, _ = days(on, on)
    state = heir(state)
    return Roster(state, on, lines_on(view.tenures(f"tenure:state:{state}", day, day), day))


def lines_on(spans: Iterable[TenureSpan], day: str) -> tuple[RosterLine, ...]:
    """The lines of those tenures that run on the day; where one holder of a post is known, likely ones are left out."""
    by_post: dict[str, list[tuple[Standing, TenureSpan]]] = defaultdict(list)
    for span in spans:
        if (how := standing(span, day)) is not None:
            by_post[span.post].append((how, span))
    lines = [line(span, how, day) for found in by_post.values() for how, span in _fitting(found)]
    return tuple(sorted(lines, key=lambda x: (_RANKS.index(rank(x.post)), x.post, x.person, x.person_id, x.since)))


def standing(span: TenureSpan, day: str) -> Standing | None:
    """How surely the tenure runs on the day; None if it does not, or if its last day is the day on which the next began."""
    if not span.first <= day <= span.last:
        return None
    if span.status == TenureStatus.DESIGNATE and (not span.start or _first(span.start) > day):
        return "designate"
    if span.end and _first(span.end) == _last(span.end) == day and span.successor:
        return None
    begun = (span.start and _last(span.start) <= day) or (span.seen_first and span.seen_first <= day)
    lasting = (span.end and day <= _first(span.end)) or (span.seen_last and day <= span.seen_last)
    return "known" if begun and lasting else "likely"


def _fitting(found: Sequence[tuple[Standing, TenureSpan]]) -> Sequence[tuple[Standing, TenureSpan]]:
    if not single(found[0][1].post_name):
        return found
    known = [pair for pair in found if pair[0] == "known"]
    return [pair for pair in found if pair[0] != "likely"] if known else found


def line(span: TenureSpan, how: Standing, day: str) -> RosterLine:
    """The line of one tenure."""
    seen = max((s for s in (span.seen_first, span.seen_last) if s and s <= day), default=span.seen_first)
    return RosterLine(
        post=span.post_name,
        post_id=span.post,
        person=span.person.name,
        person_id=span.person.id,
        state=span.state,
        organization=span.organization,
        standing=how,
        since=span.start,
        until=span.end,
        after=span.predecessor,
        seen=seen,
        acting=span.acting,
        disagreements=span.disagreements,
        sources=span.sources,
        body=names_between(body, day, day) if (body := body_of(span.post_name, span.organization, span.state)) else (),
    )


def _first(value: str) -> str:
    found = parse_period(value)
    day = found.first or found.last
    return day.isoformat() if day else ""


def _last(value: str) -> str:
    found = parse_period(value)
    day = found.last or found.first
    return day.isoformat() if day else ""
