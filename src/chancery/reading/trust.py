"""How likely a tenure or a statement is read rightly: the share right, over our dispatches, of those read in the same way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from chancery.codebook import DATA
from chancery.model import CodebookError

SHARES = DATA / "accept" / "claims.json"
Kind = Literal["tenures", "statements"]


@cache
def shares() -> Mapping[str, Mapping[str, float]]:
    """For each kind of claim the share right of each way of reading."""
    table: Mapping[str, Mapping[str, float]] = json.loads(SHARES.read_text(encoding="utf-8"))["shares"]
    return table


def ways(*traits: str) -> tuple[str, ...]:
    """The names of a way of reading, from every claim of its kind to this one with all of its traits."""
    return tuple(" / ".join(("all", *traits[:count])) for count in range(len(traits) + 1))


def trust(kind: Kind, *traits: str) -> float:
    """The share right of claims with these traits, the most telling trait first; where too few were seen, of those with fewer traits."""
    return share_of(shares()[kind], ways(*traits))


def share_of(table: Mapping[str, float], names: Sequence[str]) -> float:
    """The share of the most particular way of reading that the table has."""
    known = next((table[name] for name in reversed(names) if name in table), None)
    if known is None:
        raise CodebookError(f"{SHARES}: no share for {names[0]!r}; train again")
    return known
