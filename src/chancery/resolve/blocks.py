"""Events brought up to date where claims changed: a block is the claims of one family and the same parties, by months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chancery.model import Event, Sourced
from chancery.resolve.alike import Telling, telling
from chancery.resolve.base import Base
from chancery.resolve.events import event_entry
from chancery.resolve.grouping import REACH_MONTHS, groups
from chancery.resolve.judge import Verdicts, apply
from chancery.resolve.who import Who

_CORE_MONTHS = REACH_MONTHS // 2


@dataclass(frozen=True, slots=True)
class _Block:
    """What a block's claims within reach make, and the ids that a change can bear on."""

    made: tuple[tuple[Telling, ...], ...]
    core: frozenset[str]
    loaded: frozenset[str]


def refresh_events(base: Base, keys: Sequence[str], touched: set[str], judged: Verdicts, progress: Callable[[str, int, int], None]) -> int:
    """Resolves the blocks of these keys again; gives how many events were written. `touched` are claims that may be gone."""
    base.remove(base.entry_claims("event", touched))
    months: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        stem, month = key.rsplit("|", 1)
        months[stem].add(month)
    written = 0
    for at, stem in enumerate(sorted(months)):
        written += _refresh_block(base, stem, months[stem], judged)
        progress("events", at + 1, len(months))
    return written


def _refresh_block(base: Base, stem: str, months: set[str], judged: Verdicts) -> int:
    """Widens the months until no event that a change can bear on reaches beyond what is loaded."""
    wanted = set(months)
    while True:
        block = _load(base, stem, wanted, judged)
        affected = set(block.core)
        old: dict[str, tuple[str, ...]] = {}
        while True:
            old.update(base.entry_claims("event", affected))
            grown = {claim for claims in old.values() for claim in claims} | affected
            grown |= {t.id for group in block.made if any(t.id in grown for t in group) for t in group}
            if grown == affected:
                break
            affected = grown
        beyond = affected - block.loaded
        if not beyond:
            break
        wanted |= {key.rsplit("|", 1)[1] for keys in base.keys_of_claims(beyond, "ev:").values() for key in keys}
        if not wanted - months:
            break
        months = set(wanted)
    base.remove(old)
    chosen = [group for group in block.made if any(t.id in affected for t in group)]
    base.put(event_entry(group) for group in chosen)
    return len(chosen)


def _load(base: Base, stem: str, months: Iterable[str], judged: Verdicts) -> _Block:
    core = {near for month in months for near in _near(month, _CORE_MONTHS)}
    reach = {near for month in months for near in _near(month, REACH_MONTHS)}
    found = apply(base.claims_with_keys(f"{stem}|{month}" for month in reach), judged)
    who = Who(base, found)
    own = base.keys_of_claims((one.claim.id for one in found), "ev:")
    told = [_telling(who, one, one.claim.value) for one in found if isinstance(one.claim.value, Event)]
    inner = frozenset(t.id for t in told if own[t.id][0].rsplit("|", 1)[1] in core)
    return _Block(tuple(groups(told, judged)), inner, frozenset(t.id for t in told))


def _telling(who: Who, told: Sourced, value: Event) -> Telling:
    day = told.report.published
    return telling(told, value, [who.participant(told, name, value.states, value.level, day) for name in value.people])


def _near(month: str, reach: int) -> tuple[str, ...]:
    year, number = int(month[:4]), int(month[5:7])
    if not year:
        return (month,)
    at = 12 * year + number - 1
    return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(max(12, at - reach), at + reach + 1))
