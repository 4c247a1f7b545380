"""Resolving: the derived tables, open for `resolve.refresh` within one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, func, insert, select

from chancery.model import Claim, Entry, EntryKind, Judgement, PersonRun, Sourced
from chancery.store import reading, rows, schema
from chancery.store.sql import chunks, insert_missing

_AFTER = "\U0010ffff"


class Resolving:
    """What `resolve` asks of a store and tells it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pending(self, limit: int) -> tuple[str, ...]:
        """Ids of reports whose claims changed since the last time, in order, so many at most."""
        return tuple(self._connection.scalars(select(schema.pending.c.report).order_by(schema.pending.c.report).limit(limit)))

    def drop_pending(self, reports: Iterable[str]) -> None:
        """Takes reports out of the queue."""
        self._delete(schema.pending, "report", reports)

    def mark(self, keys: Iterable[str]) -> None:
        """Keeps keys whose entries are to be made anew."""
        insert_missing(self._connection, schema.pending_keys, [{"key": key} for key in sorted(set(keys))])

    def marked(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Kept keys that begin so, in order, so many at most."""
        key = schema.pending_keys.c.key
        query = select(key).where(key >= prefix, key < prefix + _AFTER).order_by(key).limit(limit)
        return tuple(self._connection.scalars(query))

    def unmark(self, keys: Iterable[str]) -> None:
        """Forgets keys whose entries are made."""
        self._delete(schema.pending_keys, "key", keys)

    def waiting(self, prefix: str) -> int:
        """How many kept keys begin so; how many reports are in the queue for an empty prefix."""
        if not prefix:
            return self._connection.scalar(select(func.count()).select_from(schema.pending)) or 0
        key = schema.pending_keys.c.key
        return self._connection.scalar(select(func.count()).where(key >= prefix, key < prefix + _AFTER)) or 0

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        return reading.judgements(self._connection)

    def claims_of_reports(self, reports: Sequence[str]) -> tuple[Sourced, ...]:
        """The current claims of reports."""
        table = schema.claims
        found: list[Claim] = []
        for part in chunks(reports):
            query = select(table.c.id).where(table.c.report.in_(part), table.c.current == 1)
            found.extend(reading.claims(self._connection, query))
        return reading.sourced(self._connection, found)

    def claims_gone(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Those of these claims that are no longer current."""
        table = schema.claims
        found: list[Claim] = []
        for part in chunks(sorted(set(ids))):
            found.extend(reading.claims(self._connection, select(table.c.id).where(table.c.id.in_(part), table.c.current == 0)))
        return tuple(found)

    def claims_with_keys(self, keys: Iterable[str]) -> tuple[Sourced, ...]:
        """The claims under any of the keys."""
        found = {}
        for part in chunks(sorted(set(keys))):
            query = select(schema.claim_keys.c.claim.label("id")).where(schema.claim_keys.c.key.in_(part))
            found.update({claim.id: claim for claim in reading.claims(self._connection, query)})
        return reading.sourced(self._connection, [found[name] for name in sorted(found)])

    def keys_of_reports(self, reports: Sequence[str]) -> set[str]:
        """Keys under which the claims of reports stand, current or not."""
        found: set[str] = set()
        for part in chunks(reports):
            joined = schema.claim_keys.join(schema.claims, schema.claims.c.id == schema.claim_keys.c.claim)
            query = select(schema.claim_keys.c.key).select_from(joined).where(schema.claims.c.report.in_(part)).distinct()
            found.update(self._connection.scalars(query))
        return found

    def claim_ids_of_reports(self, reports: Sequence[str]) -> set[str]:
        """Ids of the claims of reports, current or not."""
        found: set[str] = set()
        for part in chunks(reports):
            found.update(self._connection.scalars(select(schema.claims.c.id).where(schema.claims.c.report.in_(part))))
        return found

    def keys_of_claims(self, claims: Iterable[str], prefix: str) -> dict[str, tuple[str, ...]]:
        """The keys of claims that begin so, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        table = schema.claim_keys
        for part in chunks(sorted(set(claims))):
            query = select(table.c.claim, table.c.key).where(table.c.claim.in_(part), table.c.key >= prefix, table.c.key < prefix + _AFTER)
            for row in self._connection.execute(query.order_by(table.c.claim, table.c.key)):
                found[row.claim].append(row.key)
        return {claim: tuple(keys) for claim, keys in found.items()}

    def replace_keys(self, reports: Sequence[str], keys: Mapping[str, Iterable[str]]) -> None:
        """Puts the claims of these reports under these keys and no others."""
        for part in chunks(reports):
            of_reports = select(schema.claims.c.id).where(schema.claims.c.report.in_(part))
            self._connection.execute(delete(schema.claim_keys).where(schema.claim_keys.c.claim.in_(of_reports)))
        values = [{"claim": claim, "key": key} for claim in sorted(keys) for key in sorted(set(keys[claim]))]
        if values:
            self._connection.execute(insert(schema.claim_keys), values)

    def keys_from(self, prefix: str) -> tuple[str, ...]:
        """Keys that begin so, in order."""
        key = schema.claim_keys.c.key
        query = select(key).where(key >= prefix, key < prefix + _AFTER).distinct().order_by(key)
        return tuple(self._connection.scalars(query))

    def key_counts(self, prefix: str) -> dict[str, int]:
        """Keys that begin so, each with the number of its claims."""
        key = schema.claim_keys.c.key
        query = select(key, func.count()).where(key >= prefix, key < prefix + _AFTER).group_by(key).order_by(key)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def keys_beside(self, prefix: str) -> set[str]:
        """All keys of the claims that stand under a key that begins so."""
        key = schema.claim_keys.c.key
        chosen = select(schema.claim_keys.c.claim).where(key >= prefix, key < prefix + _AFTER)
        return set(self._connection.scalars(select(key).where(schema.claim_keys.c.claim.in_(chosen)).distinct()))

    def names_with(self, keys: Iterable[str]) -> dict[str, set[str]]:
        """The names under each of the keys."""
        found: dict[str, set[str]] = defaultdict(set)
        table = schema.name_keys
        for part in chunks(sorted(set(keys))):
            for key, name in self._connection.execute(select(table.c.key, table.c.name).where(table.c.key.in_(part))):
                found[key].add(name)
        return found

    def put_names(self, names: Mapping[str, Iterable[str]]) -> None:
        """Keeps the keys of names."""
        values = [{"key": key, "name": name} for name in sorted(names) for key in sorted(set(names[name]))]
        insert_missing(self._connection, schema.name_keys, values)

    def drop_names(self, names: Iterable[str]) -> None:
        """Forgets names that no claim has any more."""
        for part in chunks(sorted(set(names))):
            self._connection.execute(delete(schema.name_keys).where(schema.name_keys.c.name.in_(part)))

    def runs(self, names: Iterable[str]) -> tuple[PersonRun, ...]:
        """Who stands under these names."""
        return self._runs(schema.person_runs.c.name, names)

    def runs_of(self, persons: Iterable[str]) -> tuple[PersonRun, ...]:
        """The names of these persons."""
        return self._runs(schema.person_runs.c.person, persons)

    def _runs(self, column: object, values: Iterable[str]) -> tuple[PersonRun, ...]:
        table = schema.person_runs
        found: list[PersonRun] = []
        for part in chunks(sorted(set(values))):
            query = select(table).where(column.in_(part)).order_by(table.c.name, table.c.state, table.c.first)  # type: ignore[attr-defined]
            found.extend(PersonRun(row.name, row.state, row.first, row.last, row.person) for row in self._connection.execute(query))
        return tuple(found)

    def replace_runs(self, names: Iterable[str], runs: Sequence[PersonRun]) -> None:
        """Puts who stands under these names."""
        self._delete(schema.person_runs, "name", names)
        if runs:
            values = [{"name": r.name, "state": r.state, "first": r.first, "last": r.last, "person": r.person} for r in runs]
            self._connection.execute(insert(schema.person_runs), values)

    def marks(self, reports: Iterable[str]) -> dict[str, tuple[tuple[int, ...], int, str]]:
        """Of each report its fingerprint, its number of characters and its published day."""
        table, found = schema.reports, {}
        for part in chunks(sorted(set(reports))):
            columns = (table.c.id, table.c.fingerprint, table.c.text, table.c.published)
            for row in self._connection.execute(select(*columns).where(table.c.id.in_(part))):
                found[row.id] = (tuple(json.loads(row.fingerprint)), len(row.text), row.published or "9999-12-31")
        return found

    def put_bands(self, bands: Mapping[str, Iterable[str]]) -> None:
        """Keeps the bands of each report's fingerprint."""
        values = [{"band": band, "report": name} for name in sorted(bands) for band in sorted(set(bands[name]))]
        insert_missing(self._connection, schema.report_bands, values)

    def reports_with(self, bands: Iterable[str]) -> set[str]:
        """Reports that share a band."""
        found: set[str] = set()
        for part in chunks(sorted(set(bands))):
            query = select(schema.report_bands.c.report).where(schema.report_bands.c.band.in_(part)).distinct()
            found.update(self._connection.scalars(query))
        return found

    def originals(self, reports: Iterable[str]) -> dict[str, str]:
        """Of each report that copies another, the id of that other."""
        found: dict[str, str] = {}
        for part in chunks(sorted(set(reports))):
            query = select(schema.copies.c.report, schema.copies.c.original)
            found.update({row.report: row.original for row in self._connection.execute(query.where(schema.copies.c.report.in_(part)))})
        return found

    def replace_originals(self, originals: Mapping[str, str]) -> None:
        """Puts what each report copies; a report that copies itself is an original."""
        self._delete(schema.copies, "report", originals)
        values = [{"report": name, "original": first} for name, first in sorted(originals.items()) if name != first]
        if values:
            self._connection.execute(insert(schema.copies), values)

    def entries(self, key: str, first: str, last: str) -> tuple[Entry, ...]:
        """Entries under a key that touch the days first to last."""
        entry = schema.entries
        columns = (entry.c.id, entry.c.kind, entry.c.first, entry.c.last, entry.c.body)
        return reading.entries(self._connection, reading.keyed(key, first, last, columns))

    def entry_claims(self, kind: EntryKind, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The entries of a kind that hold any of the claims, each with all its claims."""
        at, entry = schema.entry_claims, schema.entries
        ids: set[str] = set()
        for part in chunks(sorted(set(claims))):
            query = select(at.c.entry).join(entry, entry.c.id == at.c.entry).where(entry.c.kind == kind, at.c.claim.in_(part))
            ids.update(self._connection.scalars(query))
        found: dict[str, list[str]] = defaultdict(list)
        for part in chunks(sorted(ids)):
            for row in self._connection.execute(select(at).where(at.c.entry.in_(part)).order_by(at.c.entry, at.c.claim)):
                found[row.entry].append(row.claim)
        return {name: tuple(found[name]) for name in sorted(found)}

    def ids_with_key(self, key: str) -> set[str]:
        """Ids of the entries under a key."""
        return set(self._connection.scalars(select(schema.entry_keys.c.entry).where(schema.entry_keys.c.key == key)))

    def remove(self, ids: Iterable[str]) -> None:
        """Takes entries out."""
        names = sorted(set(ids))
        for table, column in ((schema.entry_claims, "entry"), (schema.entry_keys, "entry"), (schema.entries, "id")):
            self._delete(table, column, names)

    def put(self, entries: Iterable[Entry]) -> None:
        """Puts entries in."""
        found = sorted(entries, key=lambda entry: entry.id)
        if not found:
            return
        bodies = [{"id": e.id, "kind": e.kind, "first": e.first, "last": e.last, "body": rows.dump(e.value)} for e in found]
        self._connection.execute(insert(schema.entries), bodies)
        keys = [{"entry": e.id, "key": key, "first": e.first, "last": e.last} for e in found for key in sorted(set(e.keys))]
        claims = [{"entry": e.id, "claim": claim} for e in found for claim in sorted(set(e.claims))]
        for table, values in ((schema.entry_keys, keys), (schema.entry_claims, claims)):
            if values:
                self._connection.execute(insert(table), values)

    def _delete(self, table: Table, column: str, values: Iterable[str]) -> None:
        for part in chunks(sorted(set(values))):
            self._connection.execute(delete(table).where(table.c[column].in_(part)))
