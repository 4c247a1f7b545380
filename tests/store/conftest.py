"""Every store that the contract covers; a new backend adds a line to BACKENDS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chancery.store import Store, open_store

BACKENDS: tuple[tuple[str, Callable[[Path], str]], ...] = (("sqlite", lambda folder: f"sqlite:///{folder / 'record.db'}"),)


@pytest.fixture(params=BACKENDS, ids=[name for name, _ in BACKENDS])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(request.param[1](tmp_path))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
