"""Brings the resolved entries up to date with the claims and judgements: the only file that knows the order of resolving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from chancery.model import FIRST_DAY, LAST_DAY, Entry, Sourced, Statement, Tenure, TenureSpan
from chancery.resolve.base import Base
from chancery.resolve.blocks import refresh_events
from chancery.resolve.heirs import inherit
from chancery.resolve.judge import Verdicts, apply, verdicts
from chancery.resolve.keys import claim_keys
from chancery.resolve.names import form, tokens
from chancery.resolve.posts import post_entry, post_id
from chancery.resolve.sources import bands, originals
from chancery.resolve.statements import statement_entry
from chancery.resolve.tenures import hold, spans
from chancery.resolve.who import Who, update_people

T = TypeVar("T")
_BATCH, _POSTS = 500, 32
Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how far it is and how far it goes."""


class Resolver(Protocol):
    """What opens the derived tables: a `store.Store` or its `Writer`."""

    def resolving(self) -> AbstractContextManager[Base]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How much was brought up to date."""

    reports: int
    posts: int
    events: int
    statements: int


def refresh(store: Resolver, progress: Progress = lambda *_: None) -> Refreshed:
    """Resolves what changed since the last time, in one transaction. The entries are a function of the claims and judgements
    alone: the order in which they came does not matter."""
    with store.resolving() as base:
        reports = base.pending()
        if not reports:
            return Refreshed(0, 0, 0, 0)
        judged = inherit(base, verdicts(base.judgements()))
        touched = base.claim_ids_of_reports(reports)
        dirty = _rekey(base, reports, judged, progress)
        dirty |= base.keys_of_reports(sorted(_copies(base, reports) - set(reports)))
        dirty |= update_people(base, {key.removeprefix("who:").rsplit("|", 2)[0] for key in dirty if key.startswith("who:")}, judged)
        posts, words = _of(dirty, "post:"), set[str]()
        for at, part in enumerate(_batches(posts, _POSTS)):
            words |= _refresh_posts(base, part, judged)
            progress("posts", min(len(posts), (at + 1) * _POSTS), len(posts))
        dirty.update(key for word in sorted(words) for key in base.keys_beside(f"one:{word}|"))
        events = refresh_events(base, _of(dirty, "ev:"), touched, judged, progress)
        statements = _refresh_statements(base, _of(dirty, "say:"), touched, judged, progress)
        base.clear_pending()
        return Refreshed(len(reports), len(posts), events, statements)


def _of(dirty: Iterable[str], prefix: str) -> list[str]:
    return sorted(key for key in dirty if key.startswith(prefix))


def _batches(values: Sequence[T], size: int = _BATCH) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _rekey(base: Base, reports: Sequence[str], judged: Verdicts, progress: Progress) -> set[str]:
    """Puts the claims of the reports under their keys; gives the old and the new keys."""
    dirty: set[str] = set()
    for at, part in enumerate(_batches(reports)):
        dirty |= base.keys_of_reports(part)
        made = claim_keys(apply(base.claims_of_reports(part), judged))
        base.replace_keys(part, made)
        dirty.update(key for keys in made.values() for key in keys)
        progress("reports", min(len(reports), (at + 1) * _BATCH), len(reports))
    return dirty


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


def _refresh_posts(base: Base, keys: Sequence[str], judged: Verdicts) -> set[str]:
    """Posts and their tenures; gives the words of names whose bearers or their terms changed."""
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
    return words


def _term(span: TenureSpan) -> tuple[str, str, str, str, str]:
    return span.person.id, span.person.name, span.first, span.last, span.post_name


def _refresh_statements(base: Base, keys: Sequence[str], touched: set[str], judged: Verdicts, progress: Progress) -> int:
    base.remove(base.entry_claims("statement", touched))
    made = 0
    for at, part in enumerate(_batches(keys)):
        found = apply(base.claims_with_keys(part), judged)
        base.remove(base.entry_claims("statement", (one.claim.id for one in found)))
        own, who = base.keys_of_claims((one.claim.id for one in found), "say:"), Who(base, found)
        by_key: dict[str, list[tuple[Sourced, Statement]]] = defaultdict(list)
        for one in found:
            if isinstance(one.claim.value, Statement):
                by_key[own[one.claim.id][0]].append((one, one.claim.value))
        base.put(_statement(who, by_key[key]) for key in sorted(by_key))
        made += len(by_key)
        progress("statements", min(len(keys), (at + 1) * _BATCH), len(keys))
    return made


def _statement(who: Who, found: Sequence[tuple[Sourced, Statement]]) -> Entry:
    told, value = min(found, key=lambda pair: pair[0].claim.id)
    day = told.report.published
    return statement_entry(found, who.participant(told, value.speaker, value.states, "", day))
