"""Articles out of Parquet tables. Imported late, by `archive`: the library comes with the extras `bulk` and `formats`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.lib
import pyarrow.parquet

from chancery.intake.archive import Article, row_name
from chancery.intake.decode import LIMIT
from chancery.intake.fields import known_keys
from chancery.model import IntakeError, Issue

_ROWS = 64
"""Rows held at a time."""
_LARGEST = 2_000_000_000
"""Bytes that one row group may unpack to."""


def articles(path: Path) -> Iterator[Article | Issue]:
    """The rows of a Parquet table with a column of text. IntakeError where it is no table, or has no such column."""
    try:
        table = pyarrow.parquet.ParquetFile(path, page_checksum_verification=True)
    except (pyarrow.lib.ArrowException, OSError) as error:
        raise IntakeError(f"{path} is not a whole Parquet table ({' '.join(str(error).split())[:120]})") from None
    with table:
        columns = [name for name in table.schema_arrow.names if _key(name) in known_keys() or _key(name) == "id"]
        if not any(_key(name) in known_keys("text") for name in columns):
            raise IntakeError(f"{path} has no column of text; expected one named {', '.join(sorted(known_keys('text')))}")
        number = 0
        for group in range(table.num_row_groups):
            rows = table.metadata.row_group(group).num_rows
            yield from _group(table, group, columns, path, number)
            number += rows


def _key(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")


def _group(table: Any, group: int, columns: list[str], path: Path, number: int) -> Iterator[Article | Issue]:
    size = table.metadata.row_group(group).total_byte_size
    if size > _LARGEST:
        yield Issue("refused", f"{path}#{group}", f"{path}: row group {group} unpacks to {size / 1e6:,.0f} MB; write smaller row groups")
        return
    try:
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _article(row, path, number)
    except (pyarrow.lib.ArrowException, OSError) as error:
        yield Issue(
            "refused", f"{path}#{group}", f"{path}: row group {group} is broken ({' '.join(str(error).split())[:120]}); it is passed over"
        )


def _article(row: dict[str, Any], path: Path, number: int) -> Article | Issue:
    place = f"{path}, row {number}"
    name = row_name(row, path.stem, number)
    if any(isinstance(value, str | bytes) and len(value) > LIMIT for value in row.values()):
        return Issue("refused", name, f"{place}: is longer than {LIMIT / 1e6:.0f} MB; it is passed over")
    return Article(name, place, row=row)
