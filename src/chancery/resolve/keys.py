"""Keys of claims: under which key a claim is found again, so that a new report touches only what it can touch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chancery.codebook import world
from chancery.model import Event, Period, Sourced, Statement, Tenure, parse_period
from chancery.resolve.alike import family, states_key
from chancery.resolve.bodies import heir
from chancery.resolve.names import form, surname, tokens
from chancery.resolve.people import who_key
from chancery.resolve.posts import key_of
from chancery.resolve.statements import statement_key

_MOST = 380
"""Characters of a key."""


def claim_keys(found: Iterable[Sourced]) -> dict[str, tuple[str, ...]]:
    """The keys of the claims, of which all of one report must be there."""
    by_report: dict[str, list[Sourced]] = defaultdict(list)
    for told in found:
        by_report[told.report.id].append(told)
    made: dict[str, tuple[str, ...]] = {}
    for told_here in by_report.values():
        states = _states_of_names(told_here)
        made.update({told.claim.id: tuple(key[:_MOST] for key in _keys(told, states)) for told in told_here})
    return made


def _keys(told: Sourced, states: Mapping[str, Counter[str]]) -> Iterable[str]:
    value = told.claim.value
    match value:
        case Tenure():
            yield f"post:{key_of(value)}"
            year = _year(value.start) or _year(value.end) or _year(told.report.published)
            for name in filter(None, (value.person, value.predecessor, value.successor)):
                yield who_key(name, heir(value.state) or _state(states.get(name), ()), year)
        case Event():
            yield event_key(told, value)
            for name in value.people:
                yield who_key(name, _state(states.get(name), value.states), _year(value.date) or _year(told.report.published))
                yield from _short_keys(name)
        case Statement():
            yield statement_key(value, told.claim.evidence[0].quote)
            if value.speaker_kind == "person":
                own = next((s for s in value.states if s in world().territories), "") or (value.states[0] if value.states else "")
                state = heir(own) or _state(states.get(value.speaker), ())
                yield who_key(value.speaker, state, _year(value.date) or _year(told.report.published))
                yield from _short_keys(value.speaker)


def _short_keys(name: str) -> Iterable[str]:
    """The key of a name that may be a surname alone, so that it is looked up again when the holders of posts change."""
    if len(tokens(name)) <= 2:
        yield f"one:{surname(name) or form(''.join(tokens(name)))}|"


def event_key(told: Sourced, value: Event) -> str:
    """The key of an event claim: its family, its parties and its home month."""
    return f"ev:{family(value)}|{states_key(value)[:200]}|{home_month(told, value)}"


def home_month(told: Sourced, value: Event) -> str:
    """The month in which the event began, or else of the report; 0000-00 where neither is known."""
    found: Period | None = parse_period(value.date) if value.date else None
    day = (found.first or found.last) if found else None
    return day.isoformat()[:7] if day else (told.report.published or "0000-00")[:7]


def _states_of_names(found: Sequence[Sourced]) -> dict[str, Counter[str]]:
    """How often the report's tenures and statements give each name each state."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for told in found:
        match told.claim.value:
            case Tenure(person=person, state=state, predecessor=before, successor=after) if state:
                for name in filter(None, (person, before, after)):
                    counts[name][heir(state)] += 1
            case Statement(speaker=speaker, speaker_kind="person", states=states) if len(states) == 1:
                counts[speaker][heir(states[0])] += 1
            case _:
                continue
    return counts


def _state(counts: Counter[str] | None, parties: Sequence[str]) -> str:
    """The state that the report gives the name, one of the parties first; else the parties as a guess."""
    if counts:
        return min(counts, key=lambda s: (bool(parties) and s not in parties, s not in world().territories, -counts[s], s))
    return "?" + ",".join(sorted(parties)) if parties else ""


def _year(value: str) -> int:
    if not value:
        return 0
    found = parse_period(value)
    day = found.first or found.last
    return day.year if day else 0
