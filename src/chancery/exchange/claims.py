"""Reports and claims of a bulk run as Parquet: flat columns for DuckDB, and each noun whole as a line of our JSONL."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chancery.exchange import jsonl
from chancery.exchange.material import Material
from chancery.model import Claim, Event, ExchangeError, Report, Statement, Tenure

_MANY = ("states", "actor", "recipient", "people", "place", "via", "quotes")
_ONE = ("id", "report", "kind", "type", "mode", "level", "status", "date", "sidelines", "person", "post", "organization", "start", "end",
        "predecessor", "successor", "speaker", "rule", "json")  # fmt: skip
CLAIMS = pa.schema([(name, pa.string()) for name in _ONE] + [(name, pa.list_(pa.string())) for name in _MANY] + [("score", pa.float64())])
REPORTS = pa.schema(
    [(name, pa.string()) for name in ("id", "name", "outlet", "title", "address", "published", "published_how", "text", "json")]
)


def claims_parquet(claims: Iterable[Claim]) -> bytes:
    """A Parquet file of claims, in the order given; columns that a kind has no value for are empty."""
    return _file([_claim_row(claim) for claim in claims], CLAIMS)


def reports_parquet(reports: Iterable[Report]) -> bytes:
    """A Parquet file of reports, in the order given."""
    return _file([_report_row(report) for report in reports], REPORTS)


def read_folder(folder: Path) -> Iterator[Material]:
    """What a bulk run left in its folder, part by part; ExchangeError where it is no such folder."""
    parts = sorted((folder / "reports").glob("*.parquet"))
    if not parts:
        raise ExchangeError(f"{folder}: no bulk run here; give the --out folder of `chancery bulk`")
    for part in parts:
        lines = [*_lines(part), *_lines(folder / "claims" / part.name)]
        yield jsonl.read(lines)


def _lines(path: Path) -> list[bytes]:
    try:
        return [line.as_py().encode() for line in pq.read_table(path, columns=["json"])["json"]]
    except (OSError, pa.ArrowInvalid) as error:
        raise ExchangeError(f"{path}: not a part of a bulk run ({error}); run it again") from error


def _file(rows: list[dict[str, Any]], schema: pa.Schema) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _json(material: Material) -> str:
    return b"".join(jsonl.write(material)).decode().rstrip("\n")


def _report_row(report: Report) -> dict[str, Any]:
    flat = {name: getattr(report, name) for name in REPORTS.names if name != "json"}
    return {**flat, "json": _json(Material(reports=(report,)))}


def _claim_row(claim: Claim) -> dict[str, Any]:
    value = claim.value
    row: dict[str, Any] = {name: getattr(value, name, "") for name in _ONE} | {name: list(getattr(value, name, ())) for name in _MANY}
    row |= {"id": claim.id, "report": claim.report, "kind": claim.kind, "rule": claim.rule, "score": claim.score}
    row |= {"quotes": [place.quote for place in claim.evidence], "json": _json(Material(claims=(claim,)))}
    match value:
        case Tenure():
            row |= {"status": value.status.value, "states": [value.state] if value.state else [], "people": [value.person]}
        case Event():
            row |= {"type": value.type.value, "status": value.status.value}
        case Statement():
            row |= {"people": [value.speaker] if value.speaker_kind == "person" else []}
    return row
