"""One stretch of speech from all reports that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.model import FIRST_DAY, Entry, PersonRef, ResolvedStatement, Sourced, Statement, content_id, parse_period
from chancery.resolve.names import fold
from chancery.resolve.posts import commonest
from chancery.resolve.sources import order, refs


def statement_key(value: Statement, quote: str) -> str:
    """The key of a statement: the same words of the same speaker are one."""
    words = " ".join(fold(quote).split())
    return "say:" + content_id(fold(value.speaker), sorted(value.states), words)


def statement_entry(found: Sequence[tuple[Sourced, Statement]], speaker: PersonRef) -> Entry:
    """The entry of one statement."""
    ordered = sorted(found, key=lambda pair: order(pair[0]))
    told, value = ordered[0]
    date = commonest(v.date for _, v in ordered if v.date)
    day = _day(date) or min((t.report.published for t, _ in ordered if t.report.published), default=FIRST_DAY)
    spoken = sorted({claim for _, v in ordered for claim in v.about})
    statement = ResolvedStatement(
        id=f"s{told.claim.id}",
        speaker=speaker,
        speaker_kind=value.speaker_kind,
        states=tuple(sorted({state for _, v in ordered for state in v.states})),
        via=value.via,
        date=date,
        day=day,
        setting=commonest(v.setting for _, v in ordered if v.setting),
        quoted=any(v.quoted for _, v in ordered),
        about=tuple(spoken),
        sources=refs([t for t, _ in ordered], most=2),
        confirmed=any(t.confirmed for t, _ in ordered),
    )
    keys = {f"statement:state:{state}" for state in statement.states} | {f"statement:about:{claim}" for claim in spoken} | {"statement:any"}
    keys |= {f"statement:report:{t.report.id}" for t, _ in ordered} | ({f"statement:person:{speaker.id}"} if speaker.id else set())
    return Entry("statement", statement, day, day, tuple(sorted(keys)), tuple(sorted(t.claim.id for t, _ in ordered)))


def _day(date: str) -> str:
    found = parse_period(date) if date else None
    first = (found.first or found.last) if found else None
    return first.isoformat() if first else ""
