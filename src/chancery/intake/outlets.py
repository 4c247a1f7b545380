"""Which outlet publishes a page: by its address, its agency's tag, or a name that it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from chancery.codebook.loader import DATA, load_entries


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, the hosts it publishes at, the tags of its datelines, the other names it prints, its clock against UTC in hours."""

    name: str
    hosts: tuple[str, ...]
    tags: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    utc: float = 0.0


@cache
def _outlets() -> tuple[Outlet, ...]:
    return load_entries(DATA / "intake" / "outlets.yaml", Outlet)


@cache
def _hosts() -> dict[str, Outlet]:
    return {host: outlet for outlet in _outlets() for host in outlet.hosts}


@cache
def _tags() -> dict[str, Outlet]:
    return {tag: outlet for outlet in _outlets() for tag in outlet.tags}


@cache
def _names() -> dict[str, Outlet]:
    return {_fold(name): outlet for outlet in _outlets() for name in (outlet.name, *outlet.also)}


def _fold(name: str) -> str:
    folded = re.sub(r"[^\w]+", " ", name.lower()).strip()
    return folded.removeprefix("the ").strip()


def host_of(address: str) -> str:
    """The host of an address, lower case, without `www.`; empty where the address has none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def outlet_at(address: str) -> Outlet | None:
    """The known outlet that publishes at this address."""
    labels = host_of(address).split(".")
    return next((found for i in range(len(labels)) if (found := _hosts().get(".".join(labels[i:])))), None)


def outlet_tagged(tag: str) -> Outlet | None:
    """The agency that signs its datelines so; `Xinhua/AFP` is the first of the two."""
    parts = [part.strip().lower() for part in re.split(r"[/,;]| - ", tag)]
    return next((found for part in parts if (found := _tags().get(part) or _names().get(_fold(part)))), None)


def outlet_named(name: str) -> Outlet | None:
    """The known outlet of this name, with or without its article."""
    return _names().get(_fold(name))
