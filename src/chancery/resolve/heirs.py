"""Judgements on claims that a newer reading makes in other words or from other places: they go over to the claim that took its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.model import Claim, Event, Statement, Tenure
from chancery.resolve.base import Base
from chancery.resolve.judge import Verdicts
from chancery.resolve.names import compare, fold
from chancery.resolve.posts import post_key


def inherit(base: Base, judged: Verdicts) -> Verdicts:
    """The judgements with those on claims that are no longer current put on their one heir, where there is one."""
    corrected = {name for name, _, _ in judged.corrections}
    pairs = {name for pair in (*judged.same, *judged.different) for name in pair}
    events = {name[1:] for name in pairs if name.startswith("e")}
    gone = base.claims_gone(judged.rejected | judged.confirmed | corrected | events)
    if not gone:
        return judged
    current = base.claims_of_reports(sorted({claim.report for claim in gone}))
    to: dict[str, str] = {}
    for claim in gone:
        found = [told.claim.id for told in current if told.claim.report == claim.report and takes_place(claim, told.claim)]
        if len(found) == 1:
            to[claim.id] = found[0]
    event_to = {f"e{old}": f"e{new}" for old, new in to.items()}
    return replace(
        judged,
        same=tuple(sorted(tuple(sorted(event_to.get(name, name) for name in pair)) for pair in judged.same)),
        different=frozenset(frozenset(event_to.get(name, name) for name in pair) for pair in judged.different),
        rejected=frozenset(to.get(name, name) for name in judged.rejected),
        confirmed=frozenset(to.get(name, name) for name in judged.confirmed),
        corrections=tuple((to.get(name, name), field, value) for name, field, value in judged.corrections),
    )


def takes_place(old: Claim, new: Claim) -> bool:
    """Whether the new claim says the same of the same place: overlapping evidence, and the same person and post, parties or speaker."""
    if not any(a.start < b.end and b.start < a.end for a in old.evidence for b in new.evidence):
        return False
    match old.value, new.value:
        case Tenure() as a, Tenure() as b:
            return compare(a.person, b.person) != "none" and post_key(a.post, a.organization, "") == post_key(b.post, b.organization, "")
        case Event() as a, Event() as b:
            return a.type == b.type and _shared(a.states, b.states)
        case Statement() as a, Statement() as b:
            return fold(a.speaker) == fold(b.speaker)
    return False


def _shared(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(set(one) & set(other)) or not one or not other
