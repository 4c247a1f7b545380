"""Archives of articles (WARC, JSON Lines, Parquet) as streams; a broken article is an Issue in its place and the rest goes on.

Nothing is held but the article at hand, so that an archive may be larger than memory, and an `Article` may be sent to a worker.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from chancery.intake.decode import LIMIT, decode
from chancery.intake.plain import Given, make_report
from chancery.intake.sources import ARCHIVES, HTML, NEWS, TEXT, Wanted, html_report, looks_html, news_rows, page_bytes, readable, row_report
from chancery.model import IntakeError, Issue, Report

_SWELL = 200
"""Times its size that a packed file may unpack to; news seldom packs better than 1 to 10."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an archive, not read yet: either a row, or a page's bytes."""

    name: str
    place: str
    """Where it stands, for messages: `news.jsonl:12`."""
    row: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""
    kind: str = ""
    """Media type of the content."""
    charset: str = ""
    address: str = ""


def read_archive(path: Path, wanted: Wanted) -> Iterator[Report | Issue]:
    """The reports of an archive, and an Issue for each article that is none; IntakeError where the file is no archive at all."""
    for article in articles(path):
        if isinstance(article, Issue):
            yield article
        else:
            yield from read_article(article, published=wanted.published, outlet=wanted.outlet, today=wanted.today)


def articles(path: Path) -> Iterator[Article | Issue]:
    """The articles of an archive or of a page's file, in its order, unread. IntakeError where the file cannot be opened."""
    readable(path)
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        return _extra("warc", path)
    if name.endswith(".parquet"):
        return _extra("table", path)
    return _lines(path) if name.endswith(ARCHIVES) else _single(path)


def read_article(
    article: Article, *, published: str | None = None, outlet: str | None = None, today: dt.date | None = None
) -> Iterator[Report | Issue]:
    """The report of one article, before it an Issue about bytes that could not be read; or one Issue why there is no report."""
    fields = {"address": article.address} if article.address else {}
    given = Given(article.name, published, outlet, today, fields)
    try:
        if article.row:
            yield row_report(article.row, given)
            return
        decoded = decode(article.content, article.place, article.charset)
        report = _page_report(decoded.text, article, given)
        if decoded.bad:
            message = f"{article.place}: {decoded.bad} unreadable bytes ({decoded.encoding}) stand as U+FFFD in its text"
            yield Issue("furniture", report.id, message)
        yield report
    except IntakeError as error:
        message = str(error)
        yield Issue("refused", article.name, message if message.startswith(article.place) else f"{article.place}: {message}")


def _page_report(text: str, article: Article, given: Given) -> Report:
    html = "html" in article.kind or (article.kind != "text/plain" and looks_html(text))
    return html_report(text, given) if html else make_report(text, given)


def _single(path: Path) -> Iterator[Article | Issue]:
    """The articles of a page's file: one, or those of a list in JSON."""
    suffix = path.suffix.lower()
    content = page_bytes(path)
    if suffix not in NEWS:
        kind = "text/plain" if suffix in TEXT else "text/html" if suffix in HTML else ""
        yield Article(path.stem, str(path), content=content, kind=kind)
        return
    rows = news_rows(decode(content, str(path)).text, str(path))
    for number, row in enumerate(rows, 1):
        place = str(path) if len(rows) == 1 else f"{path}, article {number}"
        yield Article(
            path.stem if len(rows) == 1 else f"{path.stem}-{number}", place, row=row if isinstance(row, dict) and row else {"text": ""}
        )


def _extra(module: str, path: Path) -> Iterator[Article | Issue]:
    """The articles by a module whose library comes with the extra `bulk`, imported when first needed."""
    try:
        found: Iterator[Article | Issue] = import_module(f"chancery.intake.{module}").articles(path)
    except ModuleNotFoundError as error:
        raise IntakeError(f"{path}: reading it needs {error.name}; install it with: pip install 'chancery[bulk]'") from None
    return found


def _lines(path: Path) -> Iterator[Article | Issue]:
    """The rows of a JSON Lines file, packed or not."""
    stem = path.name.split(".", 1)[0]
    rows = 0
    for number, line in _numbered(path):
        place = f"{path}:{number}"
        if isinstance(line, str):
            yield Issue("refused", place, f"{place}: {line}")
        elif line.strip():
            row = _row(line)
            rows += row is not None
            yield (
                _article(row, stem, number, place)
                if row is not None
                else Issue("refused", place, f"{place}: is not a JSON object; expected one article {{text, title, date, outlet}} a line")
            )
    if not rows:
        raise IntakeError(f"{path} holds no article; expected one JSON object {{text, title, date, outlet}} a line")


def _row(line: bytes) -> Mapping[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, Mapping) else None


def _article(row: Mapping[str, Any], stem: str, number: int, place: str) -> Article:
    return Article(row_name(row, stem, number), place, row=row or {"text": ""})


def row_name(row: Mapping[str, Any], stem: str, number: int) -> str:
    """The row's own id, or the archive's stem and the row's number."""
    own = row.get("id")
    return str(own) if isinstance(own, str | int) and str(own) else f"{stem}-{number}"


def _numbered(path: Path) -> Iterator[tuple[int, bytes | str]]:
    """Numbered lines; in place of a line that cannot be had, the reason."""
    number, held, dropping = 1, bytearray(), False
    for chunk in _chunks(path):
        if isinstance(chunk, str):
            yield number, chunk
            return
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            held += chunk[start:end]
            yield number, bytes(held) if not dropping and len(held) <= LIMIT else _too_long()
            number, held, dropping, start = number + 1, bytearray(), False, end + 1
        held += chunk[start:]
        if len(held) > LIMIT:
            held, dropping = bytearray(), True
    if dropping:
        yield number, _too_long()
    elif held:
        yield number, bytes(held)


def _too_long() -> str:
    return f"is longer than {LIMIT / 1e6:.0f} MB; it is passed over"


def _chunks(path: Path) -> Iterator[bytes | str]:
    """The file's bytes, unpacked if need be; last, where it cannot be read to its end, the reason."""
    with path.open("rb") as stream:
        if path.suffix.lower() != ".gz":
            while chunk := stream.read(_CHUNK):
                yield chunk
            return
        yield from _unpacked(stream, readable(path))


def _unpacked(stream: BinaryIO, size: int) -> Iterator[bytes | str]:
    most = max(LIMIT, size * _SWELL)
    unpacker, total = zlib.decompressobj(31), 0
    chunk = stream.read(_CHUNK)
    while chunk:
        try:
            part = unpacker.decompress(chunk, _CHUNK)
        except zlib.error:
            yield "the packed file is broken here; what follows is lost"
            return
        total += len(part)
        if total > most:
            yield f"the packed file swells to more than {most / 1e6:,.0f} MB; the rest is not read"
            return
        if part:
            yield part
        chunk = unpacker.unconsumed_tail
        if unpacker.eof:
            chunk, unpacker = unpacker.unused_data, zlib.decompressobj(31)
            if not (chunk or (chunk := stream.read(_CHUNK))):
                return
        chunk = chunk or stream.read(_CHUNK)
    yield "the packed file breaks off here"
