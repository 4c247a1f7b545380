"""Types and roles of events on two collections of single sentences that nobody here wrote.

    python -m benchmarks.plover [--data ../shared/benchmarks] [--check] [--verbose]

PLOVER's gold records: is one of the events read, as the export codes it, of the record's type, and are actor and recipient the same?

UniversalPetrarch's 78 validation sentences: triples of source, CAMEO root as a PLOVER type, and target. Three ways of counting: `petrarch`
is theirs (all sides that begin with a state's or an organization's code, the planned counted as held); `petrarch.ours` takes what the
reader finds planned, possible or denied out of both sides; `petrarch.states` keeps to states, their governments, parliaments and forces
on both sides, since the reader keeps to what states do to each other: acts of rebels, crowds and companies count as misses in the others.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.floors import check
from chancery.exchange.plover import code
from chancery.language import Pipeline, load
from chancery.model import Event, EventStatus, Report, ResolvedEvent
from chancery.reading import read_report

Triple = tuple[str, str, str]
OLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of PLOVER 0.5 as version 2 names them."""
_CAMEO = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE ACCUSE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE"
ROOTS = {f"{i:02}": kind for i, kind in enumerate((*_CAMEO.split(), "ASSAULT", "ASSAULT", "ASSAULT"), start=3)}
"""CAMEO root to PLOVER type."""
IGO = {"IGOUNO": "UN", "IGOEUR": "EU"}
"""Its codes of organizations and ours."""


@dataclass(frozen=True)
class Record:
    """One sentence with what it should give: directed (source, type, target), a missing side empty."""

    text: str
    published: str
    triples: frozenset[Triple]
    other: frozenset[Triple] = frozenset()
    """Those of them that are not between states or organizations of states."""


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
    figures = measure_all(args.data, args.verbose)
    return check("plover", figures) if args.check else 0


def measure_all(data: Path, verbose: bool = False) -> dict[str, float]:
    """The figures of both collections, in all ways of counting."""
    pipeline = load()
    petrarch = tuple(petrarch_records(data))
    own = tuple(replace(record, triples=record.triples - _planned(record, pipeline)) for record in petrarch)
    between = tuple(replace(r, triples=frozenset(t for t in r.triples if t not in r.other)) for r in petrarch)
    figures = measure("plover", tuple(gold_records(data)), pipeline, verbose, coded)
    figures |= measure("petrarch", petrarch, pipeline, verbose, told)
    figures |= measure("petrarch.ours", own, pipeline, False, held)
    return figures | measure("petrarch.states", between, pipeline, False, told)


def _planned(record: Record, pipeline: Pipeline) -> set[Triple]:
    """What only such events of ours tell as are not said to have happened."""
    events = events_of(record, pipeline)
    happened = {t for e in events if held(e) for t in triples_of(e, held(e))}
    return {t for e in events if not held(e) for t in triples_of(e, told(e))} - happened


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
    for block in re.findall(r"<Sentence [^>]*>.*?(?=<Sentence |\Z)", page, re.DOTALL):
        text = re.search(r"<Text>(.*?)</Text>", block, re.DOTALL)
        date = re.search(r'date="(\d{2}|\d{4})(\d\d)(\d\d)"', block)
        codings = [ET.fromstring(c).attrib for c in re.findall(r"<EventCoding [^>]*/>", block)]
        if text and date and 'evaluate="true"' in block:
            found = {_triple(c): _between(c) for c in codings if c.get("eventcode", "")[:2] in ROOTS}
            day = "-".join((f"20{date[1]}"[-4:], date[2], date[3]))
            other = frozenset(triple for triple, between in found.items() if not between)
            yield Record(" ".join(text[1].split()), day, frozenset(found), other)


def _triple(coding: Mapping[str, str]) -> Triple:
    source, target = (IGO.get(coding[side][:6], coding[side][:3].strip("-")) for side in ("sourcecode", "targetcode"))
    return source, ROOTS[coding["eventcode"][:2]], target


def _between(coding: Mapping[str, str]) -> bool:
    codes = (coding["sourcecode"], coding["targetcode"])
    return all(code[:6] in IGO or re.fullmatch(r"[A-Z]{3}(?:GOV|LEG|MIL)*", code) for code in codes) and codes[0][:3] != codes[1][:3]


def events_of(record: Record, pipeline: Pipeline) -> tuple[Event, ...]:
    """The events that the reader finds in the sentence."""
    report = Report(id="sentence", name="sentence", text=record.text, published=record.published, published_how="given")
    reading = read_report(report, next(iter(pipeline.read([report.text]))))
    return tuple(claim.value for claim in reading.claims if isinstance(claim.value, Event))


def told(event: Event) -> str:
    """The event's type, whether planned or held."""
    return event.type.value


def held(event: Event) -> str:
    """The event's type if it is said to have happened or to go on; else empty."""
    return event.type.value if event.status in (EventStatus.OCCURRED, EventStatus.ONGOING) else ""


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
        f"{name}.triples.precision": round(right_triples / max(got_triples, 1), 3),
        f"{name}.triples.recall": round(right_triples / max(want_triples, 1), 3),
    }


def _prf(right: int, got: int, wanted: int) -> str:
    precision, recall = right / max(got, 1), right / max(wanted, 1)
    return f"precision {precision:.3f} recall {recall:.3f} ({right} of {wanted}, {got} read)"


if __name__ == "__main__":
    sys.exit(main())
