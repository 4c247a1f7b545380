"""View: reads the record; it sees one state of it from its first question to its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, select

from chancery.model import (
    FIRST_DAY,
    LAST_DAY,
    Claim,
    Entry,
    Issue,
    Judgement,
    Person,
    Post,
    Report,
    ReportHead,
    ResolvedEvent,
    ResolvedStatement,
    Sourced,
    TenureSpan,
)
from chancery.store import fulltext, reading, schema
from chancery.store.sql import chunks

_ENTRY = (schema.entries.c.id, schema.entries.c.kind, schema.entries.c.first, schema.entries.c.last, schema.entries.c.body)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """This reader read this report at this instant."""

    id: str
    report: str
    reader: str
    recorded: str
    current: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A new reading of a report beside the current one."""

    report: str
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    moved: tuple[tuple[Claim, Claim], ...]
    """The same value from other places of the text: the old claim and the new one."""
    kept: int


class View:
    """Answers questions about one record; close it, or use it in a `with`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def close(self) -> None:
        """Gives the connection back."""
        self._connection.close()

    def __enter__(self) -> View:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def report(self, identity: str) -> Report | None:
        """The report of that id."""
        return reading.report(self._connection, identity)

    def reports(self, first: str = FIRST_DAY, last: str = LAST_DAY, *, limit: int = 1000) -> tuple[ReportHead, ...]:
        """Heads of the reports published from first to last, newest first; undated ones last, where no day was asked for."""
        table = schema.reports
        dated = table.c.published.between(first, last)
        every = first == FIRST_DAY and last == LAST_DAY
        query = select(table.c.id).order_by(table.c.published.desc(), table.c.id).limit(limit)
        ids = list(self._connection.scalars(query if every else query.where(dated)))
        heads = reading.heads(self._connection, ids)
        return tuple(heads[name] for name in ids)

    def heads(self, ids: Iterable[str]) -> dict[str, ReportHead]:
        """Heads of reports by id."""
        return reading.heads(self._connection, ids)

    def claims(self, ids: Sequence[str]) -> tuple[Sourced, ...]:
        """Claims by id, current or not, in order of their ids."""
        found: list[Claim] = []
        for part in chunks(sorted(set(ids))):
            found.extend(reading.claims(self._connection, select(schema.claims.c.id).where(schema.claims.c.id.in_(part))))
        return reading.sourced(self._connection, found)

    def claims_of(self, report: str, *, current: bool = True) -> tuple[Claim, ...]:
        """The claims of a report in order of its text; with `current` off also those that later readings dropped."""
        table = schema.claims
        query = select(table.c.id).where(table.c.report == report)
        found = reading.claims(self._connection, query.where(table.c.current == 1) if current else query)
        return tuple(sorted(found, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end, claim.id)))

    def issues_of(self, report: str) -> tuple[Issue, ...]:
        """What the current reading of a report left open, in order of its text."""
        issue, at = schema.issues, schema.readings
        query = select(issue).join(at, at.c.id == issue.c.reading).where(issue.c.report == report, at.c.current == 1)
        found = self._connection.execute(query.order_by(issue.c.start, issue.c.number))
        return tuple(Issue(row.kind, row.report, row.message, row.start, row.end) for row in found)

    def readings(self, *, since: str = "", report: str = "") -> tuple[ReadingRow, ...]:
        """Readings recorded at or after an instant, or of one report, oldest first."""
        table = schema.readings
        query = select(table).where(table.c.recorded >= since).order_by(table.c.recorded, table.c.number)
        found = self._connection.execute(query.where(table.c.report == report) if report else query)
        return tuple(ReadingRow(row.id, row.report, row.reader, row.recorded, bool(row.current)) for row in found)

    def readings_of(self, reports: Iterable[str]) -> dict[str, tuple[ReadingRow, ...]]:
        """All readings of each report, oldest first."""
        table, found = schema.readings, dict[str, list[ReadingRow]]()
        for part in chunks(sorted(set(reports))):
            query = select(table).where(table.c.report.in_(part)).order_by(table.c.recorded, table.c.number)
            for row in self._connection.execute(query):
                found.setdefault(row.report, []).append(ReadingRow(row.id, row.report, row.reader, row.recorded, bool(row.current)))
        return {name: tuple(rows) for name, rows in found.items()}

    def claims_in(self, readings: Sequence[str]) -> dict[str, frozenset[str]]:
        """The ids of claims that each reading made."""
        table = schema.claim_readings
        found: dict[str, set[str]] = {name: set() for name in readings}
        for part in chunks(list(readings)):
            for row in self._connection.execute(select(table).where(table.c.reading.in_(part))):
                found[row.reading].add(row.claim)
        return {name: frozenset(claims) for name, claims in found.items()}

    def compare(self, report: str, claims: Iterable[Claim]) -> Compared:
        """What reading a report so would change, without changing it."""
        now = {claim.id: claim for claim in self.claims_of(report)}
        then = {claim.id: claim for claim in claims}
        gained = [then[name] for name in sorted(then.keys() - now.keys())]
        lost = {name: now[name] for name in sorted(now.keys() - then.keys())}
        moved = []
        for claim in gained:
            if (old := next((one for one in lost.values() if one.kind == claim.kind and one.value == claim.value), None)) is not None:
                moved.append((lost.pop(old.id), claim))
        stays = {new.id for _, new in moved}
        return Compared(
            report, tuple(c for c in gained if c.id not in stays), tuple(lost.values()), tuple(moved), len(now.keys() & then.keys())
        )

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        return reading.judgements(self._connection)

    def entry(self, identity: str) -> Entry | None:
        """The entry of that id, or the one that now holds the claim or name that the id was made of."""
        query = select(*_ENTRY).where(schema.entries.c.id == identity)
        found = reading.entries(self._connection, query) or reading.entries(self._connection, self._heir(identity))
        return found[0] if found else None

    def _heir(self, identity: str) -> Any:
        at, entry = schema.entry_claims, schema.entries
        held = select(*_ENTRY).join(at, at.c.entry == entry.c.id).where(at.c.claim.in_([identity, identity[1:]]))
        return held.order_by(entry.c.kind, entry.c.id).limit(1)

    def persons(self, key: str) -> tuple[Person, ...]:
        """Persons under a key: `person:token:WORD`, `person:state:CODE`, `person:id:ID`."""
        return tuple(e.value for e in self._entries(key) if isinstance(e.value, Person))

    def posts(self, key: str) -> tuple[Post, ...]:
        """Posts under a key: `post:state:CODE`, `post:word:WORD`."""
        return tuple(e.value for e in self._entries(key) if isinstance(e.value, Post))

    def tenures(self, key: str, first: str = FIRST_DAY, last: str = LAST_DAY) -> tuple[TenureSpan, ...]:
        """Tenures under a key (`tenure:state:CODE`, `tenure:person:ID`, `tenure:post:ID`) that may run between first and last."""
        return tuple(e.value for e in self._entries(key, first, last) if isinstance(e.value, TenureSpan))

    def events(self, key: str, first: str = FIRST_DAY, last: str = LAST_DAY, *, also: Sequence[str] = ()) -> tuple[ResolvedEvent, ...]:
        """Events under a key (`event:state:CODE`, `event:pair:A-B` with A before B, `event:person:ID`, `event:status:STATUS`,
        `event:any`) that touch first to last, by day; with `also` those that stand under one of these keys too."""
        found = reading.entries(self._connection, reading.keyed(key, first, last, _ENTRY, also))
        return tuple(e.value for e in found if isinstance(e.value, ResolvedEvent))

    def statements(self, key: str, first: str = FIRST_DAY, last: str = LAST_DAY) -> tuple[ResolvedStatement, ...]:
        """Statements under a key (`statement:state:CODE`, `statement:person:ID`, `statement:report:ID`) filed between first and last."""
        return tuple(e.value for e in self._entries(key, first, last) if isinstance(e.value, ResolvedStatement))

    def _entries(self, key: str, first: str = FIRST_DAY, last: str = LAST_DAY) -> tuple[Entry, ...]:
        return reading.entries(self._connection, reading.keyed(key, first, last, _ENTRY))

    def entries_of(self, claims: Iterable[str]) -> tuple[Entry, ...]:
        """The entries that hold any of the claims, in order of their ids."""
        at, found = schema.entry_claims, {}
        for part in chunks(sorted(set(claims))):
            ids = select(at.c.entry).where(at.c.claim.in_(part))
            found.update({e.id: e for e in reading.entries(self._connection, select(*_ENTRY).where(schema.entries.c.id.in_(ids)))})
        return tuple(found[name] for name in sorted(found))

    def homes(self, claims: Iterable[str]) -> dict[str, Entry]:
        """The entry in which each of the claims went up: its tenure, event or statement; claims that are in none are left out."""
        at, ids = schema.entry_claims, sorted(set(claims))
        pairs = [
            row for part in chunks(ids) for row in self._connection.execute(select(at.c.claim, at.c.entry).where(at.c.claim.in_(part)))
        ]
        entries = {entry.id: entry for entry in self.entries_of(ids) if entry.kind in ("tenure", "event", "statement")}
        return {claim: entries[entry] for claim, entry in pairs if entry in entries}

    def search_reports(
        self, query: str, *, first: str = FIRST_DAY, last: str = LAST_DAY, limit: int = 50
    ) -> tuple[tuple[ReportHead, str], ...]:
        """Reports in whose title or text every word of the query occurs ("..." keeps words together), best first, with the words around."""
        found = fulltext.find_reports(self._connection, query, first, last, limit)
        heads = reading.heads(self._connection, (name for name, _ in found))
        return tuple((heads[name], words) for name, words in found)

    def search_claims(self, query: str, *, limit: int = 50) -> tuple[str, ...]:
        """Ids of current claims whose quotes hold every word of the query, best first."""
        return tuple(fulltext.find_claims(self._connection, query, limit))

    def counts(self) -> dict[str, int]:
        """How many reports, current claims of each kind, entries of each kind and judgements the record holds."""
        count = {"reports": self._connection.scalar(select(func.count()).select_from(schema.reports)) or 0}
        claim, entry = schema.claims, schema.entries
        for kind, number in self._connection.execute(select(claim.c.kind, func.count()).where(claim.c.current == 1).group_by(claim.c.kind)):
            count[f"claims.{kind}"] = number
        for kind, number in self._connection.execute(select(entry.c.kind, func.count()).group_by(entry.c.kind)):
            count[f"entries.{kind}"] = number
        count["judgements"] = self._connection.scalar(select(func.count()).select_from(schema.judgements)) or 0
        return dict(sorted(count.items()))

    def pending(self) -> int:
        """How many reports, and keys of reports, wait to be resolved."""
        counts = (select(func.count()).select_from(table) for table in (schema.pending, schema.pending_keys))
        return sum(self._connection.scalar(count) or 0 for count in counts)
