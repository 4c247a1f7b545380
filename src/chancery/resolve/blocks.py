"""Events brought up to date where claims changed: a block is the claims of one family and the same parties, by months."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chancery.model import Event, ResolvedEvent, Sourced
from chancery.resolve.alike import Telling, telling
from chancery.resolve.base import Base
from chancery.resolve.events import event_entry
from chancery.resolve.grouping import REACH_MONTHS, groups
from chancery.resolve.judge import Verdicts, apply
from chancery.resolve.stitching import stitch
from chancery.resolve.who import Who

_CORE_MONTHS = REACH_MONTHS // 2
_MOST_ROUNDS = 50
_BATCH = 32
"""Blocks that are read together."""


@dataclass(frozen=True, slots=True)
class _Block:
    """What a block's claims within reach make, and those that a change in its months can bear on."""

    made: tuple[tuple[Telling, ...], ...]
    core: frozenset[str]


def refresh_events(base: Base, keys: Sequence[str], judged: Verdicts) -> int:
    """Resolves the blocks of these keys again; gives how many events were written."""
    months = _by_stem(keys)
    return sum(_refresh_blocks(base, {stem: months[stem] for stem in part}, judged) for part in chunks(sorted(months)))


def chunks(stems: Sequence[str]) -> Iterator[Sequence[str]]:
    """The blocks that are read together."""
    for start in range(0, len(stems), _BATCH):
        yield stems[start : start + _BATCH]


def keys_beside(base: Base, claims: Iterable[str]) -> set[str]:
    """The keys of the events that hold any of the claims."""
    held = base.entry_claims("event", claims)
    return _event_keys(base, {claim for found in held.values() for claim in found})


def _by_stem(keys: Iterable[str]) -> dict[str, set[str]]:
    months: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        stem, month = key.rsplit("|", 1)
        months[stem].add(month)
    return months


def _event_keys(base: Base, claims: Iterable[str]) -> set[str]:
    return {key for keys in base.keys_of_claims(claims, "ev:").values() for key in keys}


def _refresh_blocks(base: Base, dirty: Mapping[str, set[str]], judged: Verdicts) -> int:
    """Loads what the events of these blocks hang together with, and no more, until nothing is cut; then writes the events anew."""
    wanted = {stem: set(months) for stem, months in dirty.items()}
    blocks: dict[str, _Block] = {}
    loaded: dict[str, set[str]] = {}
    old: dict[str, tuple[str, ...]] = {}
    affected: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        fresh = {stem: months for stem, months in wanted.items() if loaded.get(stem) != months}
        blocks.update(_load(base, fresh, judged))
        loaded.update({stem: set(months) for stem, months in fresh.items()})
        made = stitch([group for stem in sorted(blocks) for group in blocks[stem].made], judged)
        affected.update(claim for stem in dirty for claim in blocks[stem].core)
        affected |= {t.id for group in made if any(t.id in affected for t in group) for t in group}
        old.update(base.entry_claims("event", affected))
        affected |= {claim for claims in old.values() for claim in claims}
        chosen = [group for group in made if any(t.id in affected for t in group)]
        more = _event_keys(base, affected | _partners(base, chosen))
        if not _grow(wanted, more) and all(t.id in affected for group in chosen for t in group):
            break
    base.remove(old)
    base.put(event_entry(group) for group in chosen)
    return len(chosen)


def _grow(wanted: dict[str, set[str]], keys: Iterable[str]) -> bool:
    """Adds blocks and months that are not within reach of those wanted; whether there were any."""
    grown = False
    for stem, months in _by_stem(keys).items():
        within = {near for month in wanted.get(stem, ()) for near in _near(month, _CORE_MONTHS)}
        if rest := months - within:
            wanted.setdefault(stem, set()).update(rest)
            grown = True
    return grown


def _partners(base: Base, chosen: Iterable[Sequence[Telling]]) -> set[str]:
    """Claims of events of the same people on the same days in other blocks, which may be the same events."""
    found: set[str] = set()
    for group in chosen:
        for person, first, last in sorted({(min(t.ids), t.first, t.last) for t in group if t.exact and len(t.ids) > 1}):
            days = (dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat())
            for entry in base.entries(f"event:person:{person}", *days):
                if isinstance(entry.value, ResolvedEvent) and len(entry.value.people) > 1:
                    found.update(ref.claim for ref in entry.value.sources)
    return found


def _load(base: Base, wanted: Mapping[str, Iterable[str]], judged: Verdicts) -> dict[str, _Block]:
    """The blocks with all claims within reach of the months."""
    core = {stem: {near for month in months for near in _near(month, _CORE_MONTHS)} for stem, months in wanted.items()}
    keys = {f"{stem}|{near}" for stem, months in wanted.items() for month in months for near in _near(month, REACH_MONTHS)}
    found = apply(base.claims_with_keys(keys), judged)
    who = Who(base, found)
    own = base.keys_of_claims((one.claim.id for one in found), "ev:")
    told: dict[str, list[Telling]] = {stem: [] for stem in wanted}
    inner: dict[str, set[str]] = {stem: set() for stem in wanted}
    for one in found:
        stem, month = own[one.claim.id][0].rsplit("|", 1)
        if isinstance(one.claim.value, Event):
            told[stem].append(_telling(who, one, one.claim.value))
            inner[stem].update([one.claim.id] if month in core[stem] else ())
    return {stem: _Block(tuple(groups(told[stem], judged)), frozenset(inner[stem])) for stem in sorted(wanted)}


def _telling(who: Who, told: Sourced, value: Event) -> Telling:
    day = told.report.published
    return telling(told, value, [who.participant(told, name, value.states, value.level, day) for name in value.people])


def _near(month: str, reach: int) -> tuple[str, ...]:
    year, number = int(month[:4]), int(month[5:7])
    if not year:
        return (month,)
    at = 12 * year + number - 1
    return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(max(12, at - reach), at + reach + 1))
