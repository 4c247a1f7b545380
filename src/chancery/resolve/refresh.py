"""Brings the resolved entries up to date with the claims and judgements: the only file that knows the order of resolving."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from chancery.model import FIRST_DAY, LAST_DAY, Entry, Sourced, Statement, Tenure, TenureSpan
from chancery.resolve.base import Base
from chancery.resolve.blocks import keys_beside, refresh_events
from chancery.resolve.heirs import inherit
from chancery.resolve.judge import Verdicts, apply, verdicts
from chancery.resolve.keys import claim_keys
from chancery.resolve.names import form, tokens
from chancery.resolve.posts import post_entry, post_id
from chancery.resolve.sources import bands, originals
from chancery.resolve.statements import statement_entry
from chancery.resolve.tenures import hold, spans
from chancery.resolve.who import Who, update_people

_REPORTS, _NAMES, _POSTS, _KEYS = 500, 500, 32, 500
"""How much one transaction takes on: about a second's work."""
Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how far it is and how far it goes."""


class Resolver(Protocol):
    """What opens the derived tables: a `store.Store` or its `Writer`."""

    def resolving(self) -> AbstractContextManager[Base]: ...  # noqa: D102
    def give_way(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How much was brought up to date."""

    reports: int
    posts: int
    events: int
    statements: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One kind of work: what waits under a prefix of keys, how much of it is taken on at once, and what is done with it."""

    name: str
    prefix: str
    most: int
    do: Callable[[Base, Sequence[str], Verdicts], int]
    """Gives how many entries it made, or reports it took in."""


def refresh(store: Resolver, progress: Progress = lambda *_: None) -> Refreshed:
    """Resolves what changed since the last time, in many short transactions: stopped at any of them, the record is whole and the
    next call goes on from there. The entries are a function of the claims and judgements alone: the order in which they came
    does not matter."""
    made, done, total = Counter[str](), Counter[str](), dict[str, int]()
    while True:
        with store.resolving() as base:
            step, found = _next(base)
            if step is None:
                return Refreshed(made["reports"], made["posts"], made["events"], made["statements"])
            if done[step.name] >= total.get(step.name, 0):
                total[step.name] = done[step.name] + base.waiting(step.prefix)
            made[step.name] += step.do(base, found, inherit(base, verdicts(base.judgements())))
        done[step.name] += len(found)
        progress(step.name, done[step.name], max(done[step.name], total[step.name]))
        if len(found) == step.most:
            store.give_way()


def _next(base: Base) -> tuple[_Step | None, Sequence[str]]:
    """The first step for which something waits, and what it is to take on. What it takes is off the queue."""
    for step in _STEPS:
        if not step.prefix and (found := base.pending(step.most)):
            base.drop_pending(found)
            return step, found
        if step.prefix and (found := base.marked(step.prefix, step.most)):
            base.unmark(found)
            return step, found
    return None, ()


def _rekey(base: Base, reports: Sequence[str], judged: Verdicts) -> int:
    """Puts the claims of the reports under their keys, and keeps the old and the new keys to be made anew."""
    touched = base.claim_ids_of_reports(reports)
    dirty = base.keys_of_reports(reports)
    made = claim_keys(apply(base.claims_of_reports(reports), judged))
    base.replace_keys(reports, made)
    dirty.update(key for keys in made.values() for key in keys)
    dirty |= base.keys_of_reports(sorted(_copies(base, reports) - set(reports)))
    dirty |= keys_beside(base, touched)
    gone = touched - made.keys()
    held = base.entry_claims("event", gone) | base.entry_claims("statement", gone)
    base.remove(entry for entry, claims in held.items() if gone.issuperset(claims))
    base.mark({f"who:{_name(key)}" for key in dirty if key.startswith("who:")} | _entries_of(dirty))
    return len(reports)


def _entries_of(keys: Iterable[str]) -> set[str]:
    """Those keys under which entries are made."""
    return {key for key in keys if key.startswith(("post:", "ev:", "say:"))}


def _name(key: str) -> str:
    return key.removeprefix("who:").rsplit("|", 2)[0]


def _refresh_people(base: Base, names: Sequence[str], judged: Verdicts) -> int:
    base.mark(_entries_of(update_people(base, {name.removeprefix("who:") for name in names}, judged)))
    return len(names)


def _copies(base: Base, reports: Sequence[str]) -> set[str]:
    """Brings up to date which reports copy which; gives the reports whose original changed."""
    found, frontier = {}, set(reports)
    while frontier:
        marks = base.marks(frontier)
        found.update(marks)
        made = {name: bands(mark[0]) for name, mark in marks.items() if mark[0]}
        base.put_bands(made)
        frontier = base.reports_with(band for keys in made.values() for band in keys) - found.keys()
    old, new = base.originals(found), originals(found)
    changed = {name for name in found if old.get(name, name) != new[name]}
    base.replace_originals({name: new[name] for name in changed})
    return changed


def _refresh_posts(base: Base, keys: Sequence[str], judged: Verdicts) -> int:
    """Posts and their tenures; keeps the keys of claims with names whose bearers or their terms changed."""
    found = apply(base.claims_with_keys(keys), judged)
    own, who = base.keys_of_claims((one.claim.id for one in found), "post:"), Who(base, found)
    told: dict[str, list[tuple[Sourced, Tenure]]] = {key: [] for key in keys}
    for one in found:
        if isinstance(one.claim.value, Tenure):
            told[own[one.claim.id][0]].append((one, one.claim.value))
    words: set[str] = set()
    gone: set[str] = set()
    made: list[Entry] = []
    for key in keys:
        post = post_id(key.removeprefix("post:"))
        old = base.entries(f"tenure:post:{post}", FIRST_DAY, LAST_DAY)
        gone |= {entry.id for entry in old} | {post}
        new = spans(key.removeprefix("post:"), [hold(one, value, who.ref(one, value.person)) for one, value in told[key]])
        made += [*new, *([post_entry(key.removeprefix("post:"), [value for _, value in told[key]])] if told[key] else [])]
        terms = [{_term(entry.value) for entry in entries if isinstance(entry.value, TenureSpan)} for entries in (old, new)]
        words |= {form(token) for term in terms[0] ^ terms[1] for token in tokens(term[1])}
    base.remove(gone)
    base.put(made)
    base.mark(_entries_of(key for word in sorted(words) for key in base.keys_beside(f"one:{word}|")))
    return len(keys)


def _term(span: TenureSpan) -> tuple[str, str, str, str, str]:
    return span.person.id, span.person.name, span.first, span.last, span.post_name


def _refresh_statements(base: Base, keys: Sequence[str], judged: Verdicts) -> int:
    found = apply(base.claims_with_keys(keys), judged)
    base.remove(base.entry_claims("statement", (one.claim.id for one in found)))
    own, who = base.keys_of_claims((one.claim.id for one in found), "say:"), Who(base, found)
    by_key: dict[str, list[tuple[Sourced, Statement]]] = defaultdict(list)
    for one in found:
        if isinstance(one.claim.value, Statement):
            by_key[own[one.claim.id][0]].append((one, one.claim.value))
    base.put(_statement(who, by_key[key]) for key in sorted(by_key))
    return len(by_key)


def _statement(who: Who, found: Sequence[tuple[Sourced, Statement]]) -> Entry:
    told, value = min(found, key=lambda pair: pair[0].claim.id)
    day = told.report.published
    return statement_entry(found, who.participant(told, value.speaker, value.states, "", day))


_STEPS = (
    _Step("reports", "", _REPORTS, _rekey),
    _Step("people", "who:", _NAMES, _refresh_people),
    _Step("posts", "post:", _POSTS, _refresh_posts),
    _Step("events", "ev:", _KEYS, refresh_events),
    _Step("statements", "say:", _KEYS, _refresh_statements),
)
"""In the order of resolving: each step may leave work to those after it, never to those before."""
