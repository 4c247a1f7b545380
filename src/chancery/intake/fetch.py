"""Fetches one page from an https address, guarded: see `guard`. The HTTP library is imported only when a page is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from chancery.intake.guard import Resolver, resolve


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address it came from in the end, its bytes, its kind (`text/html`) and the charset the server named."""

    address: str
    content: bytes
    kind: str
    charset: str


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How pages are fetched."""

    allow_private: bool = False
    """Whether private, loopback and other reserved hosts, and ports other than 443, may be asked."""
    largest: int = 10_000_000
    """Bytes, as sent and as unpacked."""
    seconds: float = 30.0
    """For the whole page, redirects included."""
    redirects: int = 5
    certificates: Path | None = None
    """A file of further certificates to trust (PEM)."""
    resolver: Resolver = resolve
    """Looks up a host's numbers; asked once for each step of the way."""

    def fetch(self, address: str) -> Fetched:
        """The page at an address; FetchError, in one line, where it may not or cannot be had."""
        get = cast(Callable[[Fetcher, str], Fetched], import_module("chancery.intake.http").get)
        return get(self, address)
