"""Questions that a View and the resolving transaction share."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from chancery.model import Claim, Entry, Evidence, Judgement, Report, ReportHead, Sourced
from chancery.store import rows, schema
from chancery.store.sql import chunks

_HEAD = (
    schema.reports.c.id,
    schema.reports.c.outlet,
    schema.reports.c.title,
    schema.reports.c.published,
    schema.reports.c.address,
    schema.copies.c.original,
)


def report(connection: Connection, identity: str) -> Report | None:
    """The report of that id."""
    row = connection.execute(select(schema.reports).where(schema.reports.c.id == identity)).mappings().first()
    return None if row is None else rows.report_of(row)


def heads(connection: Connection, ids: Iterable[str]) -> dict[str, ReportHead]:
    """Heads of reports by id."""
    found: dict[str, ReportHead] = {}
    for part in chunks(sorted(set(ids))):
        joined = schema.reports.outerjoin(schema.copies, schema.copies.c.report == schema.reports.c.id)
        for row in connection.execute(select(*_HEAD).select_from(joined).where(schema.reports.c.id.in_(part))):
            found[row.id] = ReportHead(row.id, row.outlet, row.title, row.published or "", row.address, row.original or row.id)
    return found


def claims(connection: Connection, where: Select[Any]) -> tuple[Claim, ...]:
    """The claims whose ids the question gives, with their evidence, in order of their ids."""
    wanted = where.subquery()
    claim_table, place = schema.claims, schema.evidence
    columns = (claim_table.c.id, claim_table.c.report, claim_table.c.kind, claim_table.c.value, claim_table.c.rule, claim_table.c.score)
    chosen = claim_table.c.id.in_(select(wanted.c.id))
    found = connection.execute(select(*columns).where(chosen)).mappings().all()
    owner = {row["id"]: row["report"] for row in found}
    places: dict[str, list[Evidence]] = defaultdict(list)
    query = select(place.c.claim, place.c.start, place.c.end, place.c.quote).where(place.c.claim.in_(select(wanted.c.id)))
    for name, start, end, words in connection.execute(query):
        if name in owner:
            places[name].append(Evidence(owner[name], start, end, words))
    ordered = sorted(found, key=lambda row: str(row["id"]))
    return tuple(rows.claim_of(row, tuple(sorted(places[row["id"]], key=lambda e: (e.start, e.end)))) for row in ordered)


def sourced(connection: Connection, found: Sequence[Claim]) -> tuple[Sourced, ...]:
    """Claims with the heads of their reports."""
    of = heads(connection, (claim.report for claim in found))
    return tuple(Sourced(claim, of[claim.report]) for claim in found)


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, oldest first."""
    query = select(schema.judgements).order_by(schema.judgements.c.said, schema.judgements.c.id)
    return tuple(rows.judgement_of(row) for row in connection.execute(query).mappings())


def entries(connection: Connection, where: Select[Any]) -> tuple[Entry, ...]:
    """Entries of the rows (id, kind, first, last, body) that the question gives, without their keys and claims."""
    return tuple(
        Entry(row.kind, rows.build(rows.NOUNS[row.kind], json.loads(row.body)), row.first, row.last, (), ())
        for row in connection.execute(where)
    )


def keyed(key: str, first: str, last: str, columns: Sequence[Any], also: Sequence[str] = ()) -> Select[Any]:
    """Entries under a key that touch the days first to last, by day; with `also` those that stand under one of these keys too."""
    entry, at = schema.entries, schema.entry_keys
    query = select(*columns).join_from(at, entry, entry.c.id == at.c.entry)
    if also:
        other = schema.entry_keys.alias()
        query = query.where(exists().where(other.c.entry == at.c.entry, other.c.key.in_(also)))
    return query.where(at.c.key == key, at.c.first <= last, at.c.last >= first).order_by(at.c.first, at.c.last, at.c.entry)
