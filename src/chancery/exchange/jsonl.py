"""JSON Lines: reports, claims with their evidence, and judgements, whole; what is written reads back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from chancery.exchange.material import Material
from chancery.model import KINDS, Claim, Evidence, ExchangeError, Judgement, Report
from chancery.store import build, plain


def write(material: Material) -> Iterator[bytes]:
    """One line a report, claim or judgement, `{"noun": ..., ...fields}`; an entry's fields are those of the noun."""
    for report in material.reports:
        yield _line({"noun": "report", **plain(report)})
    for claim in material.claims:
        yield _line({"noun": "claim", "kind": claim.kind, **plain(claim)})
    for judgement in material.judgements:
        yield _line({"noun": "judgement", **plain(judgement)})


def read(lines: Iterable[bytes]) -> Material:
    """What the lines hold; ExchangeError names the first line that is of another form."""
    found: dict[str, list[object]] = {"report": [], "claim": [], "judgement": []}
    for number, line in enumerate(lines, 1):
        if line.strip():
            noun, value = _noun(line, number)
            found[noun].append(value)
    return Material(reports=found["report"], claims=found["claim"], judgements=found["judgement"])  # type: ignore[arg-type]


def _line(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _noun(line: bytes, number: int) -> tuple[str, object]:
    try:
        fields = json.loads(line)
        match fields["noun"]:
            case "report":
                return "report", build(Report, fields)
            case "judgement":
                return "judgement", build(Judgement, fields)
            case "claim":
                value = build(dict(KINDS)[fields["kind"]], fields["value"])
                evidence = tuple(build(Evidence, place) for place in fields["evidence"])
                return "claim", Claim(fields["id"], fields["report"], value, evidence, fields["rule"], fields["score"])
            case other:
                raise ExchangeError(f"line {number}: {other!r} is no report, claim or judgement; export it with --format jsonl")
    except (ValueError, TypeError, KeyError) as error:
        raise ExchangeError(f"line {number}: not a line of our JSONL ({error}); export it with --format jsonl") from error
