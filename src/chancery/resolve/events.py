"""One event from all claims of it: its date, place and people, what became of it, and where reports disagree."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import cast

from chancery.model import (
    FIRST_DAY,
    Disagreement,
    Entry,
    EventStatus,
    Level,
    PersonRef,
    ResolvedEvent,
    Said,
    SourceRef,
    StatusStep,
    parse_period,
)
from chancery.resolve.alike import Telling, event_words, place_key, places_differ
from chancery.resolve.bodies import heir
from chancery.resolve.names import fold, fullest
from chancery.resolve.posts import commonest
from chancery.resolve.sources import order, refs, telling

_PAIR_STATES = 40
"""Above so many parties an event is no event of each pair."""


def event_entry(group: Sequence[Telling]) -> Entry:
    """The entry of one event; `group` is not empty."""
    ordered = sorted(group, key=lambda t: order(t.told))
    history, value = _history(ordered), ordered[0].value
    dates = _dates(ordered)
    date = dates[0]
    first, last = _days(date, ordered)
    dated = [t for t in ordered if not t.value.date or t.value.date == date] or ordered
    found = ResolvedEvent(
        id=f"e{ordered[0].id}",
        type=value.type,
        status=status_of(history),
        mode=_mode(ordered),
        level=cast("Level", commonest(t.value.level for t in ordered if t.value.level)),
        states=tuple(sorted({state for t in ordered for state in t.value.states})),
        actor=tuple(sorted(value.actor)),
        recipient=tuple(sorted(value.recipient)),
        people=_people(ordered),
        date=date,
        first=first,
        last=last,
        place=_place(dated) or _place(ordered),
        sidelines=commonest(t.value.sidelines for t in ordered if t.value.sidelines),
        history=history,
        disagreements=_disagreements(ordered, date),
        moved_from=dates[1],
        sources=telling([t.told for t in ordered], {t.id: bool(t.value.date) for t in ordered}),
        sources_total=len({t.told.report.original or t.told.report.id for t in ordered}),
        confirmed=any(t.told.confirmed for t in ordered),
    )
    return Entry("event", found, first, last, _keys(found), tuple(sorted(t.id for t in ordered)))


def _keys(found: ResolvedEvent) -> tuple[str, ...]:
    told = {*found.states, *found.actor, *found.recipient}
    parties = sorted(told | {heir(state) for state in told})
    pairs = combinations(parties, 2) if len(parties) <= _PAIR_STATES else ()
    keys = {f"event:pair:{a}-{b}" for a, b in pairs} | {f"event:state:{state}" for state in parties}
    keys |= {f"event:person:{person.id}" for person in found.people if person.id} | {"event:any", f"event:status:{found.status.value}"}
    return tuple(sorted(keys | ({"event:disagreed"} if found.disagreements else set())))


def _people(ordered: Sequence[Telling]) -> tuple[PersonRef, ...]:
    """Everyone named, once, each by the fullest form that a report gives."""
    found: dict[str, list[PersonRef]] = defaultdict(list)
    for person in (person for t in ordered for person in t.people):
        found[person.id or fold(person.name)].append(person)
    chosen = []
    for refs_here in found.values():
        named = [person for person in refs_here if not person.looked_up] or refs_here
        name = fullest(person.name for person in named)
        chosen.append(next(person for person in named if person.name == name))
    return tuple(sorted(chosen, key=lambda p: (p.name, p.id)))


def _mode(ordered: Sequence[Telling]) -> str:
    modes = [t.value.mode for t in ordered if t.value.mode]
    return "meet" if "meet" in modes else commonest(modes)


def _rank(status: EventStatus) -> int:
    return event_words("settled").index(status.value)


def _history(ordered: Sequence[Telling]) -> tuple[StatusStep, ...]:
    """The statuses by the days of their reports; reports that say the same on and on are one step, with the first day."""
    told: dict[tuple[str, int, EventStatus, str], list[SourceRef]] = defaultdict(list)
    for t in ordered:
        for number, status, source in _steps(t):
            told[t.told.report.published, number, status, t.value.date].append(source)
    steps: list[StatusStep] = []
    for day, number, status, date in sorted(told, key=lambda k: (k[0], -_rank(k[2]) if not k[1] else 0, k[1], k[2], k[3])):
        sources = tuple(told[day, number, status, date])
        last = steps[-1] if steps else None
        if last is not None and last.status == status and _no_news(last.date, date):
            steps[-1] = StatusStep(last.day, status, _unique((*last.sources, *sources)), last.date or date)
        else:
            steps.append(StatusStep(day, status, _unique(sources), date))
    return tuple(steps)


def _no_news(before: str, date: str) -> bool:
    """Whether a date tells no more than the one before it."""
    return not before or not date or before == date or parse_period(before).within(parse_period(date))


def _steps(t: Telling) -> list[tuple[int, EventStatus, SourceRef]]:
    """The statuses that one report gives, each with the place that gives it."""
    places = refs([t.told], most=len(t.told.claim.evidence))
    if len(t.value.history) < 2:
        return [(0, t.value.status, places[0])]
    found: list[tuple[int, EventStatus, SourceRef]] = []
    for step in t.value.history:
        source = next((ref for ref in places if ref.start <= step.start < ref.end), places[0])
        if not found or found[-1][1] != step.status:
            found.append((len(found), step.status, source))
    if found[-1][1] != t.value.status:
        found.append((len(found), t.value.status, places[-1]))
    return found


def _unique(sources: Sequence[SourceRef]) -> tuple[SourceRef, ...]:
    """One source of each report, and copies only beside it, at most five."""
    by_report: dict[str, SourceRef] = {}
    for ref in sources:
        by_report.setdefault(ref.report, ref)
    return tuple(by_report.values())[:5]


def status_of(history: Sequence[StatusStep]) -> EventStatus:
    """The newest status; what has come to pass is not undone by a report that still awaits it."""
    newest = history[-1].status
    if newest.value in event_words("planned"):
        held = [step for step in history if step.status in (EventStatus.OCCURRED, EventStatus.ONGOING)]
        return held[-1].status if held else newest
    return newest


def _dates(ordered: Sequence[Telling]) -> tuple[str, tuple[str, ...]]:
    """The date that most sources of the newest standing give, as exact as told, and the days it was set for before."""
    dated = [t for t in ordered if t.value.date]
    if not dated:
        return "", ()
    held = [t for t in dated if t.value.status in (EventStatus.OCCURRED, EventStatus.ONGOING)]
    newest = max(t.told.report.published for t in dated)
    standing = held or [t for t in dated if t.exact and t.told.report.published == newest] or [t for t in dated if t.exact] or dated
    exact = [t for t in standing if t.exact] or [t for t in dated if t.exact and not held] or standing
    votes: dict[str, set[str]] = defaultdict(set)
    for t in exact:
        votes[t.value.date].add(t.told.report.original or t.told.report.id)
    chosen = min(votes, key=lambda value: (_length(value), -len(votes[value]), value))
    if len({_length(value) for value in votes}) == 1:
        chosen = min(votes, key=lambda value: (-len(votes[value]), value))
    kept = parse_period(chosen)
    given_up = {t.value.date for t in dated if t.exact and t.planned and not parse_period(t.value.date).overlaps(kept)}
    return chosen, tuple(sorted(given_up))


def _length(value: str) -> int:
    found = parse_period(value)
    return (found.last - found.first).days if found.first and found.last else 100_000


def _days(date: str, ordered: Sequence[Telling]) -> tuple[str, str]:
    """The days it is filed under: those of its date, else the day of its first report."""
    if date:
        found = parse_period(date)
        first, last = found.first or found.last, found.last or found.first
        return (first or dt.date.min).isoformat(), (last or dt.date.min).isoformat()
    days = [t.told.report.published for t in ordered if t.told.report.published]
    return (min(days), min(days)) if days else (FIRST_DAY, FIRST_DAY)


def _place(ordered: Sequence[Telling]) -> tuple[str, ...]:
    """The places that most claims give, each in its commonest wording."""
    told = [t for t in ordered if t.value.place]
    if not told:
        return ()
    keys = ["|".join(sorted(t.places)) for t in told]
    chosen = commonest(keys)
    wording: dict[str, list[str]] = defaultdict(list)
    for t in told:
        for name in t.value.place:
            wording[place_key(name)].append(name)
    return tuple(commonest(wording[key]) for key in chosen.split("|"))


def _disagreements(ordered: Sequence[Telling], date: str) -> tuple[Disagreement, ...]:
    """Dates and places that cannot both be true, told of an event that came to pass, or told on one day."""
    held = [t for t in ordered if not t.planned]
    exact = [t for t in held if t.exact]
    same_day = [t for t in ordered if t.exact and t.planned]
    newest = max((t.told.report.published for t in same_day), default="")
    exact = exact or [t for t in same_day if t.told.report.published == newest]
    found = [_differing("date", exact, lambda t: t.value.date, lambda a, b: not parse_period(a).overlaps(parse_period(b)))]
    placed = [t for t in ordered if t.value.place]
    found.append(_differing("place", placed, lambda t: ", ".join(t.value.place), lambda a, b: places_differ(a.split(", "), b.split(", "))))
    return tuple(d for d in found if d is not None)


def _differing(
    field: str, told: Sequence[Telling], value: Callable[[Telling], str], differ: Callable[[str, str], bool]
) -> Disagreement | None:
    values: dict[str, list[Telling]] = defaultdict(list)
    for t in told:
        values[value(t)].append(t)
    against = sorted({name for a, b in combinations(sorted(values), 2) if differ(a, b) for name in (a, b)})
    if not against:
        return None
    return Disagreement(field, tuple(Said(name, refs(t.told for t in values[name])[:3]) for name in against))
