"""Types and roles of events on two collections of single sentences that nobody here wrote.

    python -m benchmarks.plover [--data ../shared/benchmarks] [--check] [--verbose]

PLOVER's gold records: is one of the events read, as the export codes it, of the record's type, and are actor and recipient the same?
UniversalPetrarch's validation sentences: triples of source state, CAMEO root as a PLOVER type, target state, planned counted as held
as its gold does. Our reader keeps to what states do to each other, so acts of rebels, crowds and companies count as misses.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.floors import check
from chancery.exchange.plover import code
from chancery.language import Pipeline, load
from chancery.model import Event, Report, ResolvedEvent
from chancery.reading import read_report

Triple = tuple[str, str, str]
OLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of PLOVER 0.5 as version 2 names them."""
_CAMEO = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE ACCUSE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE"
ROOTS = {f"{i:02}": kind for i, kind in enumerate((*_CAMEO.split(), "ASSAULT", "ASSAULT", "ASSAULT"), start=3)}
"""CAMEO root to PLOVER type."""


@dataclass(frozen=True)
class Record:
    """One sentence with what it should give: directed (source, type, target), a missing side empty."""

    text: str
    published: str
    triples: frozenset[Triple]


def main() -> int:
    """Print the figures of both collections."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "benchmarks")
    parser.add_argument("--check", action="store_true", help="compare with the floors; the number of broken ones is the exit code")
    parser.add_argument("--verbose", action="store_true", help="every sentence whose type was missed")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"{args.data}: no benchmarks here; nothing measured")
        return 0
    pipeline, figures = load(), dict[str, float]()
    for name, records, kind_of in (("plover", gold_records(args.data), coded), ("petrarch", petrarch_records(args.data), told)):
        figures |= measure(name, tuple(records), pipeline, args.verbose, kind_of)
    return check("plover", figures) if args.check else 0


def gold_records(data: Path) -> Iterator[Record]:
    """PLOVER's gold records, each with one type."""
    for row in json.loads((data / "plover-gsr" / "PLOVER_GSR_CAMEO.txt").read_text("utf-8")):
        if row["event"] != "DOCUMENT":
            kind = OLD.get(row["event"], row["event"])
            sources, targets = _states(row.get("source")), _states(row.get("target"))
            pairs = {(a, kind, b) for a in sources or {""} for b in targets or {""}}
            yield Record(row["text"], row["date"], frozenset(pairs))


def _states(actors: object) -> set[str]:
    codes = {str(a.get("code", "")) for a in actors if isinstance(a, dict)} if isinstance(actors, list) else set()
    return {code for code in codes if re.fullmatch(r"[A-Z]{3}", code) and code not in ("IGO", "NGO", "REB", "GOV", "MIL")}


def petrarch_records(data: Path) -> Iterator[Record]:
    """UniversalPetrarch's sentences, each with its coded triples; those coded to hold none have none."""
    page = (data / "universalpetrarch" / "PETR2_GSR_validation.xml").read_text("utf-8")
    for block in re.findall(r"<Sentence [^>]*/>.*?(?=<Sentence |\Z)", page, re.DOTALL):
        text = re.search(r"<Text>(.*?)</Text>", block, re.DOTALL)
        date = re.search(r'date="(\d{4})(\d\d)(\d\d)"', block)
        codings = [ET.fromstring(c).attrib for c in re.findall(r"<EventCoding [^>]*/>", block)]
        if text and date and 'evaluate="true"' in block:
            found = {
                (c["sourcecode"][:3], ROOTS[c["eventcode"][:2]], c["targetcode"][:3])
                for c in codings
                if c.get("eventcode", "")[:2] in ROOTS
            }
            yield Record(" ".join(text[1].split()), "-".join(date.groups()), frozenset(found))


def events_of(record: Record, pipeline: Pipeline) -> tuple[Event, ...]:
    """The events that the reader finds in the sentence."""
    report = Report(id="sentence", name="sentence", text=record.text, published=record.published, published_how="given")
    reading = read_report(report, next(iter(pipeline.read([report.text]))))
    return tuple(claim.value for claim in reading.claims if isinstance(claim.value, Event))


def told(event: Event) -> str:
    """The event's type, whether planned or held."""
    return event.type.value


def coded(event: Event) -> str:
    """The type that the PLOVER export gives the event; empty where it exports none."""
    whole = ResolvedEvent(
        "", event.type, event.status, event.mode, event.level, event.states, event.actor, event.recipient, (), event.date, "", "",
        event.place, event.sidelines, (),
    )  # fmt: skip
    found = code(whole)
    return found.type if found else ""


def triples_of(event: Event, kind: str) -> set[Triple]:
    """An event as directed triples; whoever acts together acts on each other."""
    if event.actor or event.recipient:
        return {(a, kind, b) for a in event.actor or ("",) for b in event.recipient or ("",)}
    return {(a, kind, b) for a in event.states for b in event.states if a != b}


def measure(name: str, records: tuple[Record, ...], pipeline: Pipeline, verbose: bool, kind_of: Callable[[Event], str]) -> dict[str, float]:
    """Print how many records have their type, and precision and recall of types and of triples; the figures by name."""
    typed, wanted, got, right, want_triples, got_triples, right_triples = 0, 0, 0, 0, 0, 0, 0
    for record in records:
        events = events_of(record, pipeline)
        kinds = {kind_of(e) for e in events} - {""}
        gold = {t[1] for t in record.triples}
        found = {t for e in events if kind_of(e) for t in triples_of(e, kind_of(e))}
        states = {t for t in record.triples if t[0] and t[2]}
        typed += bool(kinds & gold)
        wanted, got, right = wanted + len(gold), got + len(kinds), right + len(kinds & gold)
        want_triples += len(states)
        got_triples += len(found)
        right_triples += len(states & found)
        if verbose and gold and not kinds & gold:
            print(f"  {sorted(gold)} got {sorted(kinds)}: {record.text[:160]}")
    print(f"{name}: {len(records)} records, {typed} with their type; types {_prf(right, got, wanted)}")
    print(f"{name}: state triples {_prf(right_triples, got_triples, want_triples)}")
    return {
        f"{name}.types.precision": round(right / max(got, 1), 3),
        f"{name}.types.recall": round(right / max(wanted, 1), 3),
        f"{name}.triples.recall": round(right_triples / max(want_triples, 1), 3),
    }


def _prf(right: int, got: int, wanted: int) -> str:
    precision, recall = right / max(got, 1), right / max(wanted, 1)
    return f"precision {precision:.3f} recall {recall:.3f} ({right} of {wanted}, {got} read)"


if __name__ == "__main__":
    sys.exit(main())
