"""Full text behind three functions; the only file that knows how a database searches words.

Words are matched as they stand (no stemming, no stop words, accents folded), so that every database finds the same.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, text

_TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS report_words USING fts5(title, text, content='reports', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS quote_words USING fts5(quote, content='evidence', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
)
_REPORTS = """
    SELECT r.id AS id, snippet(report_words, 1, '', '', ' … ', 32) AS words, bm25(report_words, 4.0, 1.0) AS rank
    FROM report_words JOIN reports r ON r.number = report_words.rowid
    WHERE report_words MATCH :query AND (r.published IS NULL OR (r.published >= :first AND r.published <= :last))
    ORDER BY rank, r.id LIMIT :limit"""
_CLAIMS = """
    SELECT e.claim AS claim, bm25(quote_words) AS rank
    FROM quote_words JOIN evidence e ON e.number = quote_words.rowid JOIN claims c ON c.id = e.claim
    WHERE quote_words MATCH :query AND c.current = 1 ORDER BY rank, e.claim LIMIT :limit"""
_PART = re.compile(r'"([^"]*)"|(\S+)')


def create(connection: Connection) -> None:
    """Makes the word tables if they are missing."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def add_report(connection: Connection, number: int, title: str, body: str) -> None:
    """Puts the words of a report in."""
    values = {"number": number, "title": title, "text": body}
    connection.execute(text("INSERT INTO report_words(rowid, title, text) VALUES (:number, :title, :text)"), values)


def add_quotes(connection: Connection, quotes: list[dict[str, Any]]) -> None:
    """Puts quotes in: rows of `number` and `quote`."""
    if quotes:
        connection.execute(text("INSERT INTO quote_words(rowid, quote) VALUES (:number, :quote)"), quotes)


def match_query(query: str) -> str:
    """The query in the database's words: every word must occur, words in double quotes side by side. Empty if it has no word."""
    parts = (next(filter(None, found.groups()), "") for found in _PART.finditer(query))
    return " ".join('"' + part.replace('"', " ") + '"' for part in parts if any(sign.isalnum() for sign in part))


def find_reports(connection: Connection, query: str, first: str, last: str, limit: int) -> list[tuple[str, str]]:
    """Ids of the reports that match, best first, each with the words around the match."""
    if not (words := match_query(query)):
        return []
    values = {"query": words, "first": first, "last": last, "limit": limit}
    return [(row.id, row.words) for row in connection.execute(text(_REPORTS), values)]


def find_claims(connection: Connection, query: str, limit: int) -> list[str]:
    """Ids of the current claims whose quotes match, best first."""
    if not (words := match_query(query)):
        return []
    found = connection.execute(text(_CLAIMS), {"query": words, "limit": 3 * limit})
    return list(dict.fromkeys(row.claim for row in found))[:limit]
