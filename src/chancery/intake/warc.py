"""Pages out of WARC files. Imported late, by `archive`: the library comes with the extra `bulk`."""

from __future__ import annotations

import http.client
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from chancery.intake.archive import Article
from chancery.intake.decode import LIMIT
from chancery.intake.sources import readable
from chancery.model import IntakeError, Issue

_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_KINDS = ("text/html", "text/plain", "application/xhtml+xml")
"""Media types that are taken; records of others, and answers other than 200, are passed over."""
_CHUNK = 65_536
_STARTS = ((b"\x1f\x8b\x08", 0), (b"\nWARC/1.", 1))
"""What a record may begin with, and how far into the match it does."""
_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}")


@dataclass(frozen=True, slots=True)
class _Part:
    """Headers and body of one HTTP answer."""

    status: int
    kind: str
    charset: str
    encoding: str
    chunked: bool
    body: bytes


def articles(path: Path) -> Iterator[Article | Issue]:
    """The pages of a WARC file. A broken record, a file that breaks off, or a page that swells without limit is an Issue."""
    size, position, found, broken = readable(path), 0, 0, False
    with path.open("rb") as stream:
        while 0 <= position < size:
            stream.seek(position)
            last, count, cut = position, 0, False
            try:
                for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False):
                    last, count, broken = record.stream_pos, count + 1, False
                    block = _block(record)
                    cut = block is not None and len(block) < record.content_length
                    yield from _page(record, block, path, last)
                found += count
                if count and not cut and (end := _end(stream, last, size)) < size:
                    yield _issue(path, end, "the file breaks off here")
                break
            except OSError:
                found += count
                if not broken:  # one region that cannot be read is told once, however many tries it takes to get past it
                    yield _issue(path, last, "a record here or right after is broken; it is passed over")
                broken = True
                position = _next_start(stream, last + 1)
    if not found:
        raise IntakeError(f"{path} holds no WARC record; expected a WARC file, packed with gzip or not")


def _issue(path: Path, place: int, what: str) -> Issue:
    return Issue("refused", f"{path}@{place}", f"{path}, byte {place}: {what}")


def _end(stream: BinaryIO, start: int, size: int) -> int:
    """Where the last record ends: `size`, unless it is packed by itself and more bytes follow, or its packing is cut short."""
    stream.seek(start)
    chunk = stream.read(_CHUNK)
    if not chunk.startswith(b"\x1f\x8b"):
        return size
    unpacker = zlib.decompressobj(31)
    try:
        while chunk and not unpacker.eof:
            unpacker.decompress(chunk, _CHUNK)
            chunk = unpacker.unconsumed_tail or (stream.read(_CHUNK) if not unpacker.eof else b"")
    except zlib.error:
        return start
    return stream.tell() - len(unpacker.unused_data) if unpacker.eof else start


def _next_start(stream: BinaryIO, start: int) -> int:
    """Where the next record may begin; -1 if nowhere."""
    stream.seek(start)
    offset, held = start, b""
    while chunk := stream.read(_CHUNK):
        held += chunk
        starts = ((held.find(mark), shift) for mark, shift in _STARTS)
        places = [at + shift for at, shift in starts if at >= 0]
        if places:
            return offset + min(places)
        offset, held = offset + len(held) - 8, held[-8:]
    return -1


def _block(record: WarcRecord) -> bytes | None:
    """The bytes of a record that may hold a page; None for any other, and for one that is too large."""
    taken = record.record_type & _TYPES and record.content_length <= LIMIT
    return record.reader.read(record.content_length) if taken else None


def _page(record: WarcRecord, block: bytes | None, path: Path, place: int) -> Iterator[Article | Issue]:
    if not record.record_type & _TYPES:
        return
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    where = f"{path}, byte {place} ({address})"
    if not address or not record.headers.get("Content-Length"):
        yield _issue(path, place, "the record has lost its header")
    elif block is None:
        yield Issue("refused", address, f"{where}: is {record.content_length / 1e6:,.1f} MB; a page may have at most {LIMIT / 1e6:.0f} MB")
    elif len(block) < record.content_length:
        yield Issue("refused", address, f"{where}: the record breaks off after {len(block)} of {record.content_length} bytes")
    else:
        yield from _answer(record, block, address, where)


def _answer(record: WarcRecord, block: bytes, address: str, where: str) -> Iterator[Article | Issue]:
    if record.record_type == WarcRecordType.response:
        part = _http(block)
    else:
        kind, charset = _media(record.headers.get("Content-Type") or "")
        part = _Part(200, kind, charset, "", False, block)
    if part is None:
        yield Issue("refused", address, f"{where}: the record holds no HTTP answer")
    elif part.status == 200 and part.kind in _KINDS:
        body = _body(part)
        if isinstance(body, str):
            yield Issue("refused", address, f"{where}: {body}")
        else:
            yield Article(address, where, content=body, kind=part.kind, charset=part.charset, address=address)


def _http(block: bytes) -> _Part | None:
    stream = io.BytesIO(block)
    line = stream.readline(1000).split()
    if len(line) < 2 or not line[0].startswith(b"HTTP/") or not line[1].isdigit():
        return None
    try:
        headers = http.client.parse_headers(stream)
    except http.client.HTTPException:
        return None
    kind, charset = _media(headers.get("Content-Type", ""))
    chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
    return _Part(int(line[1]), kind, charset, headers.get("Content-Encoding", "").strip().lower(), chunked, stream.read())


def _media(value: str) -> tuple[str, str]:
    kind, _, rest = value.partition(";")
    return kind.strip().lower(), rest.partition("charset=")[2].strip(" \"'").partition(";")[0]


def _body(part: _Part) -> bytes | str:
    """The page's bytes, unpacked; or why they cannot be had."""
    body = _joined(part.body) if part.chunked else part.body
    if part.encoding in ("", "identity", "none"):
        return body
    if part.encoding not in ("gzip", "x-gzip", "deflate"):
        return f"is packed as {part.encoding}, which cannot be unpacked here"
    window = 47 if "gzip" in part.encoding else (15 if body[:1] == b"\x78" else -15)
    try:
        unpacker = zlib.decompressobj(window)
        page = unpacker.decompress(body, LIMIT + 1)
    except zlib.error:
        return body if body.lstrip()[:1] == b"<" else "its packing is broken"
    if len(page) > LIMIT:
        return f"unpacks to more than {LIMIT / 1e6:.0f} MB; a page may have at most that"
    return page if unpacker.eof else "its packing breaks off"


def _joined(body: bytes) -> bytes:
    """A chunked body in one; as it is where it turns out to be joined already."""
    parts, position = [], 0
    while match := _SIZE.match(body, position):
        end = body.find(b"\r\n", match.end())
        length = int(match[0], 16)
        if end < 0 or not length:
            break
        parts.append(body[end + 2 : end + 2 + length])
        position = end + 4 + length
    return b"".join(parts) if parts else body
