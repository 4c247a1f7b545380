"""Bytes to text: the right encoding, or one clear line why there is none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from chancery.model import IntakeError

LIMIT = 10_000_000
"""The largest page, in bytes, that is read."""
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,30})""", re.IGNORECASE
)
_LEGIBLE = re.compile(r"[\w\s{}\\^~.,;:!?'\"()\[\]“”‘’–—…/%$€£#&*+<>=@|·•-]")
_MOST_BAD = 0.02
"""Share of unreadable bytes above which a text is refused."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many of its characters could not be read and stand as U+FFFD."""

    text: str
    encoding: str
    bad: int = 0


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text of a page's bytes. `declared` is what the server said; what the page itself says comes after it.

    IntakeError for an empty, too large, binary or mostly unreadable page.
    """
    if not data.strip():
        raise IntakeError(f"{name} is empty; give a page that holds an article")
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_lossy(data, encoding), name)
    refuse_binary(data, name)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"), name)
    except UnicodeDecodeError:
        return _checked(_legacy(data, declared), name)


def too_large(name: str, size: int) -> IntakeError:
    """The refusal of a page of `size` bytes."""
    return IntakeError(f"{name} is {size / 1e6:,.1f} MB; a page may have at most {LIMIT / 1e6:.0f} MB: split it, or give the article alone")


def refuse_binary(data: bytes, name: str) -> None:
    """IntakeError where the bytes are no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise IntakeError(f"{name} is {what}, not a page of text; save it as text or HTML first")
    sample = data[:65536]
    control = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    if b"\x00" in sample or control > 0.02 * len(sample):
        raise IntakeError(f"{name} is binary data, not a page of text; save it as text or HTML first")


def _legacy(data: bytes, declared: str) -> Decoded:
    meta = _META.search(data[:4096])
    named = (declared, (meta[1] or meta[2] or b"").decode("ascii") if meta else "")
    for encoding in named:
        if encoding and encoding.lower().replace("-", "") not in ("utf8", "ascii", "usascii"):
            try:
                return Decoded(data.decode(codecs.lookup(encoding).name), encoding)
            except (LookupError, UnicodeDecodeError):
                continue
    broken = _lossy(data, "utf-8")
    whole = sum(1 for character in broken.text if ord(character) > 127) - broken.bad
    if whole >= broken.bad:
        return broken
    best = from_bytes(data[:200_000]).best()
    if best is None:
        return broken
    return _lossy(data, best.encoding)


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _checked(decoded: Decoded, name: str) -> Decoded:
    sample = decoded.text[:100_000]
    legible = len(_LEGIBLE.findall(sample))
    if decoded.bad > _MOST_BAD * len(decoded.text) or legible < 0.8 * len(sample):
        raise IntakeError(f"{name} is mostly unreadable (tried {decoded.encoding}); save it as UTF-8 and try again")
    if not decoded.text.strip("\ufeff\u200b \r\n\t"):
        raise IntakeError(f"{name} is empty; give a page that holds an article")
    return decoded
