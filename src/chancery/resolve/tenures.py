"""Who held a post from when to when: intervals from many claims, sharpened by those before and after."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chancery.model import (
    FIRST_DAY,
    LAST_DAY,
    Disagreement,
    Entry,
    Period,
    PersonRef,
    Said,
    Sourced,
    Tenure,
    TenureSpan,
    TenureStatus,
    content_id,
    parse_period,
)
from chancery.resolve import rules
from chancery.resolve.names import fullest, short_for, tokens
from chancery.resolve.posts import commonest, post_id, single
from chancery.resolve.sources import order, refs, telling


@dataclass(frozen=True, slots=True)
class Hold:
    """One claim on one holder of the post."""

    told: Sourced
    value: Tenure
    person: PersonRef
    start: Period | None
    end: Period | None
    seen: tuple[str, ...]
    """Days on which the person was in the post: the report's own for a current holder, and ends of half-open spans."""


@dataclass(frozen=True, slots=True)
class _Term:
    person: PersonRef
    holds: tuple[Hold, ...]
    start: str
    end: str
    seen_first: str
    seen_last: str
    disagreements: tuple[Disagreement, ...]
    ended_by: tuple[Hold, ...] = ()
    """Claims on the successor that tell the end."""

    @property
    def earliest(self) -> str:
        """The first day on which it is known to run; else the first that it is spoken of."""
        return (_first(self.start) if self.start else "") or self.seen_first or (_first(self.end) if self.end else "") or _spoken(self)


def hold(told: Sourced, value: Tenure, person: PersonRef) -> Hold:
    """What one claim says of the holder."""
    start, end = _period(value.start), _period(value.end)
    seen = [told.report.published] if told.report.published and value.status == TenureStatus.CURRENT and end is None else []
    if start is not None and start.first is None:
        seen, start = [*seen, _day(start.last)], None
    if end is not None and end.last is None:
        seen, end = [*seen, _day(end.first)], None
    return Hold(told, value, person, start, end, tuple(sorted(set(seen))))


def spans(key: str, holds: Sequence[Hold]) -> tuple[Entry, ...]:
    """The tenures of one post, from all claims on it, oldest first."""
    by_person: dict[str, list[Hold]] = defaultdict(list)
    for found in _introduced(holds):
        by_person[found.person.id or found.person.name].append(found)
    name = commonest(found.value.post for found in holds)
    terms = [term for person in sorted(by_person) for term in _terms(by_person[person])]
    terms.sort(key=lambda term: (term.earliest or LAST_DAY, term.person.name, term.person.id))
    alone = single(name)
    if alone:
        terms = _succeed(terms)
    clashes = _clashes(terms) if alone else {}
    return tuple(_entry(key, name, terms, i, clashes.get(i, ())) for i in range(len(terms)))


def _introduced(holds: Sequence[Hold]) -> list[Hold]:
    """A holder named by surname alone is the one holder of the post with that surname in those years, if there is one only."""
    full = {h.person.id: h.person for h in holds if h.person.id and len(tokens(h.person.name)) > 1}
    days: dict[str, list[str]] = defaultdict(list)
    for found in holds:
        days[found.person.id].append(found.told.report.published)
    made = []
    for found in holds:
        fits = [p for p in full.values() if p.id != found.person.id and short_for(found.person.name, p.name) and _near(found, days[p.id])]
        made.append(replace(found, person=replace(fits[0], looked_up=True)) if len(fits) == 1 else found)
    return made


def _near(found: Hold, days: Sequence[str]) -> bool:
    day, horizon = found.told.report.published, rules.limit("horizon days")
    return any(not day or not other or abs(_apart(min(day, other), max(day, other))) <= horizon for other in days)


def _terms(holds: Sequence[Hold]) -> list[_Term]:
    """One holder's claims as terms of office: a start after an end that another claim tells begins a new one."""
    ordered = sorted(holds, key=lambda h: order(h.told))
    starts = _starts(ordered)
    if len(starts) < 2:
        return [_term(ordered)]
    parts: list[list[Hold]] = [[] for _ in starts]
    for found in ordered:
        parts[_part(found, starts)].append(found)
    return [_term(part) for part in parts if part]


def _starts(holds: Sequence[Hold]) -> list[str]:
    """First days of the terms: starts that an end of the same holder comes before, or that lie far from the one before."""
    found = sorted({_day(h.start.first) for h in holds if h.start is not None and h.start.first is not None})
    ends = sorted({_day(h.end.last) for h in holds if h.end is not None and h.end.last is not None})
    starts: list[str] = []
    for day in found:
        if not starts or any(starts[-1] <= end <= day for end in ends if _apart(starts[-1], day) > rules.limit("start spread days")):
            starts.append(day)
    return starts


def _part(found: Hold, starts: Sequence[str]) -> int:
    day = _day(found.start.first) if found.start and found.start.first else ""
    if not day and found.end and found.end.first:
        day = _day(found.end.first)
        return max((i for i, start in enumerate(starts) if start < day), default=0)
    day = day or (found.seen[0] if found.seen else found.told.report.published)
    return max((i for i, start in enumerate(starts) if start <= day), default=0)


def _term(holds: Sequence[Hold]) -> _Term:
    start, start_clash = _agree("start", [(h.value.start, h) for h in holds if h.start is not None])
    end, end_clash = _agree("end", [(h.value.end, h) for h in holds if h.end is not None])
    begun, over = (_first(start) if start else ""), (_last(end) if end else "")
    seen = sorted(day for h in holds for day in h.seen if day >= begun and (not over or day <= over))
    named = fullest(h.person.name for h in holds)
    person = replace(min((h.person for h in holds), key=lambda p: (p.looked_up, p.name)), name=named)
    return _Term(person, tuple(holds), start, end, seen[0] if seen else "", seen[-1] if seen else "", (*start_clash, *end_clash))


def _agree(field: str, told: Sequence[tuple[str, Hold]]) -> tuple[str, tuple[Disagreement, ...]]:
    """The most exact of the periods that agree; a disagreement where they do not."""
    if not told:
        return "", ()
    by_value: dict[str, list[Hold]] = defaultdict(list)
    for value, found in told:
        by_value[value].append(found)
    ranked = sorted(by_value, key=lambda value: (_length(value), -len(by_value[value]), value))
    kept = ranked[0]
    against = [value for value in ranked[1:] if not parse_period(value).overlaps(parse_period(kept))]
    if not against:
        return kept, ()
    said = tuple(Said(value, refs(h.told for h in by_value[value])) for value in sorted([kept, *against]))
    return kept, (Disagreement(field, said),)


def _succeed(terms: Sequence[_Term]) -> list[_Term]:
    """Open ends closed by the day on which the next holder began."""
    found = list(terms)
    for i, (one, following) in enumerate(pairwise(terms)):
        other = following.person.id != one.person.id and not any(h.value.acting for h in following.holds)
        if other and not one.end and following.start and _first(following.start) >= one.seen_last:
            tells = tuple(h for h in following.holds if h.value.start == following.start)
            found[i] = replace(one, end=following.start, ended_by=tells)
    return found


def _clashes(terms: Sequence[_Term]) -> Mapping[int, tuple[Disagreement, ...]]:
    """Terms of different holders that overlap for longer than a handover takes."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    sure = [_sure(term) for term in terms]
    for j in range(len(terms)):
        for i in range(max(0, j - 8), j):
            days = _apart(max(sure[i][0], sure[j][0]), min(sure[i][1], sure[j][1])) if sure[i][0] and sure[j][0] else -1
            acting = any(h.value.acting for t in (terms[i], terms[j]) for h in t.holds)
            if days > rules.limit("overlap days") and terms[i].person.id != terms[j].person.id and not acting:
                found[i].append((i, j))
                found[j].append((i, j))
    return {at: tuple(_holders([terms[k] for k in pair]) for pair in pairs) for at, pairs in found.items()}


def _holders(terms: Sequence[_Term]) -> Disagreement:
    return Disagreement("holder", tuple(Said(term.person.name, refs(h.told for h in term.holds)[:3]) for term in terms))


def _sure(term: _Term) -> tuple[str, str]:
    """Days between which the term is known to run; empty if none is known."""
    first = _last(term.start) if term.start else term.seen_first
    last = _first(term.end) if term.end else term.seen_last
    return (first, last) if first and last and first <= last else ("", "")


def _entry(key: str, name: str, terms: Sequence[_Term], at: int, clash: tuple[Disagreement, ...]) -> Entry:
    term = terms[at]
    before = next((t for t in reversed(terms[:at]) if t.person.id != term.person.id), None)
    after = next((t for t in terms[at + 1 :] if t.person.id != term.person.id), None)
    alone = single(name)
    first, last = _bounds(term, before if alone else None, after if alone else None)
    number = sum(t.person.id == term.person.id for t in terms[:at])
    post = post_id(key)
    tells = {h.told.claim.id: bool(h.value.start or h.value.end or h.value.predecessor or h.value.successor) for h in term.holds}
    told = [h.told for h in (*term.holds, *term.ended_by)]
    value = TenureSpan(
        id="t" + content_id("tenure", post, term.person.id or term.person.name, number),
        person=term.person,
        post=post,
        post_name=commonest(h.value.post for h in term.holds),
        organization=commonest(h.value.organization for h in term.holds if h.value.organization),
        state=key.split(":", 1)[0],
        start=term.start,
        end=term.end,
        first=first,
        last=last,
        seen_first=term.seen_first,
        seen_last=term.seen_last,
        status=_status(term),
        acting=all(h.value.acting for h in term.holds),
        predecessor=commonest(h.value.predecessor for h in term.holds if h.value.predecessor) or (_name(before) if alone else ""),
        successor=commonest(h.value.successor for h in term.holds if h.value.successor) or (_name(after) if alone else ""),
        disagreements=(*term.disagreements, *clash),
        sources=telling(told, tells | {h.told.claim.id: True for h in term.ended_by}),
        sources_total=len({(t.report.original or t.report.id) for t in told}),
        confirmed=any(h.told.confirmed for h in term.holds),
    )
    disagreed = ("tenure:disagreed",) if value.disagreements else ()
    keys = (*disagreed, f"tenure:state:{value.state}", f"tenure:person:{value.person.id}", f"tenure:post:{post}", "tenure:any")
    return Entry("tenure", value, first, last, keys, tuple(sorted({h.told.claim.id for h in term.holds})))


def _name(term: _Term | None) -> str:
    return term.person.name if term is not None else ""


def _status(term: _Term) -> TenureStatus:
    """What the newest report says."""
    if term.end:
        return TenureStatus.FORMER
    if term.start and all(h.value.status == TenureStatus.FORMER for h in term.holds) and term.seen_last:
        return TenureStatus.CURRENT
    newest = max(term.holds, key=lambda h: (h.told.report.published, h.value.status == TenureStatus.CURRENT, h.told.claim.id))
    return newest.value.status


def _bounds(term: _Term, before: _Term | None, after: _Term | None) -> tuple[str, str]:
    """The days between which the term may run: told ones, else those of the neighbours, else a horizon around the days it was seen."""
    horizon = int(rules.limit("horizon days"))
    seen_first, seen_last = term.seen_first or _spoken(term), term.seen_last or _spoken(term)
    status = _status(term)
    back = 0 if status == TenureStatus.DESIGNATE else horizon
    ahead = 0 if status == TenureStatus.FORMER else horizon
    first = _first(term.start) if term.start else _shift(_first(term.end) if term.end else seen_first, -back)
    last = _last(term.end) if term.end else _shift(max(seen_last, _last(term.start) if term.start else ""), ahead)
    if not term.start and before is not None:
        first = max(first, _last(before.end) if before.end else before.seen_last)
    if not term.end and after is not None:
        last = min(last, (_first(after.start) if after.start else after.seen_first) or last)
    return (first, max(first, last)) if first else (FIRST_DAY, max(FIRST_DAY, last or FIRST_DAY))


def _spoken(term: _Term) -> str:
    """The first day on which a report speaks of the term at all."""
    return min((h.told.report.published for h in term.holds if h.told.report.published), default="")


def _period(value: str) -> Period | None:
    try:
        return parse_period(value) if value else None
    except ValueError:
        return None


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""


def _first(value: str) -> str:
    return _day(parse_period(value).first) or _day(parse_period(value).last)


def _last(value: str) -> str:
    return _day(parse_period(value).last) or _day(parse_period(value).first)


def _length(value: str) -> int:
    found = parse_period(value)
    return (found.last - found.first).days if found.first and found.last else 100_000


def _apart(one: str, other: str) -> int:
    return (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days if one and other else -1


def _shift(day: str, days: int) -> str:
    if not day:
        return ""
    moved = dt.date.fromisoformat(day).toordinal() + days
    return dt.date.fromordinal(min(max(moved, 1), dt.date.max.toordinal())).isoformat()
