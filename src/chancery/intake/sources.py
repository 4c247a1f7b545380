"""Files, folders, standard input and addresses, as a stream of reports; what cannot be read in a folder is an Issue in its place."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from chancery.intake.decode import LIMIT, Decoded, decode, too_large
from chancery.intake.fetch import Fetcher
from chancery.intake.fields import known_fields
from chancery.intake.plain import Given, make_report
from chancery.model import IntakeError, Issue, Report

TEXT = (".txt", ".text", ".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
NEWS = (".json",)
ARCHIVES = (".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".parquet")
"""Endings of the files that a folder is searched for; anything else in it is passed over."""
_LOOKS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller passed along with the source."""

    published: str | None
    outlet: str | None
    today: dt.date | None
    fetcher: Fetcher | None

    def given(self, name: str, fields: Mapping[str, str] | None = None) -> Given:
        """The same, for one page."""
        return Given(name, self.published, self.outlet, self.today, fields or {})


def open_reports(
    source: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    today: dt.date | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Report | Issue]:
    """The reports of a file (plain text, Markdown, HTML, news JSON, an archive of articles), a folder (with all below it, in
    order of name), standard input ("-") or an https address.

    `published` (YYYY-MM-DD) and `outlet` win over what a page tells; a day after `today` is never taken for a page's day.
    IntakeError where a single source cannot be read; in a folder or an archive a bad page is an Issue and the rest goes on.
    """
    wanted = Wanted(published, outlet, today, fetcher)
    name = str(source)
    if name == "-":
        return _page(_stdin(), wanted.given("standard input"), "")
    if re.match(r"[a-z][a-z0-9+.-]*://", name, re.IGNORECASE):
        return _fetched(name, wanted)
    path = Path(source)
    return _folder(path, wanted) if path.is_dir() else _file(path, wanted)


def _stdin() -> bytes:
    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large("standard input", len(data))
    return data


def _fetched(address: str, wanted: Wanted) -> Iterator[Report | Issue]:
    page = (wanted.fetcher or Fetcher()).fetch(address)
    yield from _page(
        page.content, wanted.given(address, {"address": page.address}), ".html" if "html" in page.kind else ".txt", page.charset
    )


def _folder(path: Path, wanted: Wanted) -> Iterator[Report | Issue]:
    found = False
    for file in find_pages(path):
        found = True
        try:
            yield from _file(file, wanted)
        except IntakeError as error:
            yield Issue("refused", str(file), str(error))
    if not found:
        raise IntakeError(f"folder {path} holds no page: expected files ending in {', '.join((*TEXT, *HTML, *NEWS, *ARCHIVES))}")


def find_pages(path: Path) -> Iterator[Path]:
    """Files of the kinds that are read, below the folder, in order of path; hidden ones are passed over."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith((*TEXT, *HTML, *NEWS, *ARCHIVES)):
                yield Path(folder) / name


def _file(path: Path, wanted: Wanted) -> Iterator[Report | Issue]:
    if path.name.lower().endswith(ARCHIVES):
        yield from _late("archive", "read_archive")(path, wanted)
        return
    yield from _page(page_bytes(path), wanted.given(path.stem), path.suffix.lower(), place=str(path))


def page_bytes(path: Path) -> bytes:
    """The bytes of a page's file; IntakeError where it cannot be read, or is too large."""
    size = readable(path)
    if size > LIMIT:
        raise too_large(str(path), size)
    return path.read_bytes()


def readable(path: Path) -> int:
    """The size of a file in bytes; IntakeError where it is missing, no file, or may not be read."""
    try:
        with path.open("rb") as stream:
            return os.fstat(stream.fileno()).st_size
    except FileNotFoundError:
        raise IntakeError(f"{path}: no such file or folder; check the path") from None
    except PermissionError:
        raise IntakeError(f"{path}: not readable; give yourself the right to read it") from None
    except (OSError, ValueError) as error:
        raise IntakeError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}); check the path") from None


def _page(data: bytes, given: Given, suffix: str, declared: str = "", place: str = "") -> Iterator[Report | Issue]:
    place = place or given.name
    decoded = decode(data, place, declared)
    for report in _reports(decoded, given, suffix, place):
        if decoded.bad and isinstance(report, Report):
            yield Issue("furniture", report.id, f"{place}: {decoded.bad} unreadable bytes ({decoded.encoding}) stand as U+FFFD in its text")
        yield report


def _reports(decoded: Decoded, given: Given, suffix: str, place: str) -> Iterator[Report | Issue]:
    try:
        if suffix in NEWS:
            yield from _news(decoded.text, given, place)
        elif suffix in HTML or (suffix not in TEXT and looks_html(decoded.text)):
            yield html_report(decoded.text, given)
        else:
            yield make_report(decoded.text, given)
    except IntakeError as error:
        if place != given.name and str(error).startswith(f"{given.name} "):
            raise IntakeError(place + str(error)[len(given.name) :]) from None
        raise


def _news(text: str, given: Given, place: str) -> Iterator[Report | Issue]:
    rows = news_rows(text, place)
    if len(rows) == 1:
        yield row_report(rows[0], given)
        return
    for number, row in enumerate(rows, 1):
        try:
            yield row_report(row, replace(given, name=f"{given.name}-{number}"))
        except IntakeError as error:
            yield Issue("refused", f"{given.name}-{number}", f"{place}: {error}")


def news_rows(text: str, place: str) -> list[Any]:
    """The articles of a JSON file: it is one, or a list of them."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise IntakeError(f"{place} is not JSON{where}; expected an article {{text, title, date, outlet}} or a list of them") from None
    return content if isinstance(content, list) else [content]


def row_report(row: Any, given: Given) -> Report:
    """The report of one article as JSON or a table row gives it; IntakeError where it holds no text."""
    fields = known_fields(row) if isinstance(row, Mapping) else {}
    text = fields.pop("text", "")
    if not text:
        raise IntakeError(
            f"{given.name} holds no article: expected an object with a `text` (also `body`, `content`), `title`, `date`, `outlet`"
        )
    language = fields.pop("language", "en").lower()
    if not language.startswith(("en", "unk", "un", "und")):
        raise IntakeError(f"{given.name} is not in English (its record says {language}); give an English page")
    given = replace(given, fields={**given.fields, **fields})
    return html_report(text, given) if looks_html(text) else make_report(text, given)


def looks_html(text: str) -> bool:
    """Whether a text opens as an HTML page does."""
    return bool(_LOOKS_HTML.match(text))


def html_report(page: str, given: Given) -> Report:
    """The report of an HTML page."""
    return cast(Report, _late("html", "page_report")(page, given))


def read_html(
    raw: bytes | str,
    *,
    name: str,
    address: str = "",
    published: str | None = None,
    outlet: str | None = None,
    today: dt.date | None = None,
) -> Report:
    """The report that an HTML page holds; parameters and errors as for `read_text`. `address` is where the page came from."""
    page = raw if isinstance(raw, str) else decode(raw, name).text
    return html_report(page, Given(name, published, outlet, today, {"address": address} if address else {}))


def _late(module: str, name: str) -> Callable[..., Any]:
    """A function of a heavy module of this room, imported when first needed: plain text must not wait for HTML or archives."""
    return cast(Callable[..., Any], getattr(import_module(f"chancery.intake.{module}"), name))
