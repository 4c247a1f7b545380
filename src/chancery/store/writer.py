"""Writer: puts reports, claims and judgements in, each call one transaction."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from chancery.model import Claim, Issue, Judgement, Report, StoreError, content_id
from chancery.store import fulltext, rows, schema
from chancery.store.engine import POLL_MS
from chancery.store.resolving import Resolving
from chancery.store.sql import chunks, insert_missing

_HOW_RANK = ("open", "inferred", "dateline", "address", "metadata", "given")


@dataclass(frozen=True, slots=True)
class Added:
    """What a reading changed in the record."""

    report: str
    new_report: bool
    gained: tuple[str, ...]
    """Ids of claims that are current now and were not before."""
    lost: tuple[str, ...]
    """Ids of claims that this reading no longer makes; they are kept, but not current."""
    kept: int

    @property
    def changed(self) -> bool:
        """Whether anything changed."""
        return self.new_report or bool(self.gained or self.lost)


class Writer:
    """Adds to the record; nothing that was claimed or judged is ever overwritten."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def add(self, report: Report, claims: Iterable[Claim], issues: Iterable[Issue] = (), *, reader: str, recorded: str) -> Added:
        """Records one reading of one report, whole or not at all.

        `reader` names the program's version that read it, `recorded` is the instant (ISO 8601, UTC). The same reader's same claims
        again add nothing. Claims of the report's earlier reading that this one does not make stay, but are no longer current.
        ValueError if a claim is of another report or quotes what the report does not say.
        """
        found = {claim.id: claim for claim in claims}
        _check(report, found.values())
        with self._begin() as connection:
            new = _put_report(connection, report)
            before = _current_ids(connection, report.id)
            gained, lost = tuple(sorted(found.keys() - before)), tuple(sorted(before - found.keys()))
            result = Added(report.id, new, gained, lost, len(before & found.keys()))
            if result.changed or _reader(connection, report.id) != reader:
                reading = _put_reading(connection, report.id, reader, recorded, found.keys())
                _put_issues(connection, reading, issues)
                _put_claims(connection, [found[name] for name in gained])
                _set_current(connection, gained, lost)
                insert_missing(connection, schema.claim_readings, [{"reading": reading, "claim": name} for name in sorted(found)])
                if result.changed:
                    _queue(connection, [report.id])
            return result

    def judge(self, judgement: Judgement) -> bool:
        """Keeps a person's word and puts what it touches in the queue; False if it was kept before. StoreError if it
        speaks of nothing that the record holds."""
        with self._begin() as connection:
            touched = _judged_reports(connection, judgement, set())
            if not touched:
                raise StoreError(
                    f"nothing in the record is called {', '.join(judgement.subjects)}; give ids of claims, entries or judgements"
                )
            row = {name: getattr(judgement, name) for name in ("id", "verb", "field", "value", "who", "why")}
            row |= {"subjects": json.dumps(judgement.subjects), "said": judgement.when}
            if not insert_missing(connection, schema.judgements, [row]):
                return False
            _queue(connection, touched)
            return True

    def queue_all(self) -> None:
        """Puts every report in the queue to be resolved again, as after a change of the rules of resolving."""
        with self._begin() as connection:
            for table in (schema.claim_keys, schema.name_keys, schema.person_runs, schema.copies, schema.report_bands):
                connection.execute(delete(table))
            for table in (schema.entry_claims, schema.entry_keys, schema.entries):
                connection.execute(delete(table))
            for table in (schema.pending, schema.pending_keys):
                connection.execute(delete(table))
            connection.execute(insert(schema.pending).from_select(["report"], select(schema.reports.c.id)))

    @contextmanager
    def resolving(self) -> Iterator[Resolving]:
        """The derived tables, open for a part of `resolve.refresh` in one transaction."""
        with self._begin() as connection:
            yield Resolving(connection)

    def give_way(self) -> None:
        """Leaves the record alone for so long that another process that waits to write goes first."""
        time.sleep(2 * POLL_MS / 1000)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            reason = " ".join(str(error.orig).split())
            raise StoreError(f"{self._name}: cannot be written ({reason}); nothing of this was kept") from error


def _check(report: Report, claims: Iterable[Claim]) -> None:
    for claim in claims:
        for place in claim.evidence:
            if claim.report != report.id or report.text[place.start : place.end] != place.quote or not place.quote:
                raise ValueError(f"claim {claim.id}: its evidence {place.quote!r} is not what report {report.name} says there")


def _put_report(connection: Connection, report: Report) -> bool:
    table = schema.reports
    known = connection.execute(select(table.c.published, table.c.published_how).where(table.c.id == report.id)).first()
    if known is None:
        number = connection.execute(insert(table).values(**rows.report_row(report))).inserted_primary_key
        assert number is not None
        fulltext.add_report(connection, number[0], report.title, report.text)
        return True
    if report.published != known.published and _HOW_RANK.index(report.published_how) >= _HOW_RANK.index(known.published_how):
        dated = {name: getattr(report, name) for name in ("published", "published_how", "published_why")}
        connection.execute(update(table).where(table.c.id == report.id).values(**dated))
        _queue(connection, [report.id])
    return False


def _current_ids(connection: Connection, report: str) -> set[str]:
    table = schema.claims
    return set(connection.scalars(select(table.c.id).where(table.c.report == report, table.c.current == 1)))


def _reader(connection: Connection, report: str) -> str | None:
    table = schema.readings
    return connection.scalar(select(table.c.reader).where(table.c.report == report, table.c.current == 1))


def _put_reading(connection: Connection, report: str, reader: str, recorded: str, claims: Iterable[str]) -> str:
    table = schema.readings
    count = connection.scalar(select(func.count()).select_from(table).where(table.c.report == report))
    identity = content_id("reading", report, reader, recorded, sorted(claims), count)
    connection.execute(update(table).where(table.c.report == report).values(current=0))
    connection.execute(insert(table).values(id=identity, report=report, reader=reader, recorded=recorded, current=1))
    return identity


def _put_issues(connection: Connection, reading: str, issues: Iterable[Issue]) -> None:
    names = ("kind", "report", "message", "start", "end")
    if found := [{"reading": reading} | {name: getattr(issue, name) for name in names} for issue in issues]:
        connection.execute(insert(schema.issues), found)


def _put_claims(connection: Connection, claims: Sequence[Claim]) -> None:
    known: set[str] = set()
    for part in chunks([claim.id for claim in claims]):
        known.update(connection.scalars(select(schema.claims.c.id).where(schema.claims.c.id.in_(part))))
    new = [claim for claim in claims if claim.id not in known]
    if not new:
        return
    connection.execute(insert(schema.claims), [rows.claim_row(claim) for claim in new])
    number = connection.scalar(select(func.coalesce(func.max(schema.evidence.c.number), 0))) or 0
    places: list[dict[str, Any]] = []
    for claim in new:
        for place in claim.evidence:
            number += 1
            places.append({"number": number, "claim": claim.id, "start": place.start, "end": place.end, "quote": place.quote})
    connection.execute(insert(schema.evidence), places)
    fulltext.add_quotes(connection, [{"number": place["number"], "quote": place["quote"]} for place in places])


def _set_current(connection: Connection, gained: Sequence[str], lost: Sequence[str]) -> None:
    table = schema.claims
    for ids, current in ((gained, 1), (lost, 0)):
        for part in chunks(ids):
            connection.execute(update(table).where(table.c.id.in_(part)).values(current=current))


def _queue(connection: Connection, reports: Iterable[str]) -> None:
    insert_missing(connection, schema.pending, [{"report": name} for name in sorted(set(reports))])


def _judged_reports(connection: Connection, judgement: Judgement, seen: set[str]) -> list[str]:
    """Reports whose claims a judgement speaks of, through entries, persons and earlier judgements."""
    ids = list(judgement.subjects)
    if judgement.verb == "undo":
        table = schema.judgements
        earlier = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
        if len(earlier) < len(ids):
            raise StoreError(f"no judgement {', '.join(ids)} in the record; see the list of judgements")
        rest = [row for row in earlier if row["id"] not in seen]
        found = [_judged_reports(connection, rows.judgement_of(row), seen | set(ids)) for row in rest]
        return [name for part in found for name in part]
    bare = ids + [name[1:] for name in ids]
    claims = set(connection.scalars(select(schema.entry_claims.c.claim).where(schema.entry_claims.c.entry.in_(ids))))
    query = select(schema.claims.c.report).where(schema.claims.c.id.in_([*bare, *sorted(claims)]))
    return [*connection.scalars(query.distinct()), *_reports_naming(connection, ids)]


def _reports_naming(connection: Connection, persons: Sequence[str]) -> list[str]:
    """One report for each name of the persons, which is enough for them to be resolved again."""
    run, at, claim, key = schema.person_runs, schema.claim_keys, schema.claims, schema.entry_keys
    now = select(key.c.entry).where(key.c.key.in_([f"person:id:{name}" for name in persons]))
    found: list[str] = []
    for name in sorted(set(connection.scalars(select(run.c.name).where(run.c.person.in_(persons) | run.c.person.in_(now))))):
        prefix = f"who:{name}|"
        query = select(claim.c.report).join(at, at.c.claim == claim.c.id).where(at.c.key >= prefix, at.c.key < prefix + "\U0010ffff")
        found.extend(connection.scalars(query.limit(1)))
    return found
