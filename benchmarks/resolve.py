"""Who is who and which reports tell of one event, over the clusters of tests/corpus.

    python -m benchmarks.resolve [--check] [--verbose]

Claims are those of the expected records, so that only the bringing together is measured. All clusters go into one record. Pairwise
and B-cubed F1 for people (a name in a report) and events (a claim in a report); histories, sources and disagreements as shares of
the expected events.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import yaml

from benchmarks.floors import check
from chancery.model import Event, ResolvedEvent, Statement, Tenure, TenureSpan, parse_period
from chancery.resolve import post_words, refresh
from chancery.resolve.names import compare, short_for
from chancery.resolve.who import Who
from chancery.store import Store, open_store
from tests.gold_claims import told

CLUSTERS = Path(__file__).parents[1] / "tests" / "corpus" / "clusters"
Labels = dict[Hashable, Hashable]


def main() -> int:
    """Load, resolve, compare, print; with --check the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "record.db") as store:
        names, events = load(store)
        refresh(store)
        figures = people(store, names, args.verbose) | event_figures(store, events, args.verbose) | tenures(store, args.verbose)
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    return check("resolve", figures) if args.check else 0


def load(store: Store) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, str]]]:
    """Put every cluster in; of each report's id who its names are, and of each claim of an event its cluster and id there."""
    names: dict[str, dict[str, str]] = {}
    events: dict[str, tuple[str, str]] = {}
    for path in sorted(CLUSTERS.glob("*/expected.yaml")):
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        who = {(report, name): row["name"] for row in expected["people"] for report, named in row["named"].items() for name in named}
        for row in expected["reports"]:
            page = path.parent / f"{row['name']}.txt"
            (report, claims), ids = told(page, page.with_suffix(".yaml"))
            store.writer().add(report, claims, reader="expected", recorded="2026-01-01T00:00:00Z")
            names[report.id] = {name: person for (where, name), person in who.items() if where == row["name"]}
            events.update({claim: (path.parent.name, identity) for claim, identity in ids.items()})
    return names, events


def people(store: Store, names: Mapping[str, Mapping[str, str]], verbose: bool) -> dict[str, float]:
    """Figures for people."""
    gold: Labels = {}
    found: Labels = {}
    with store.view() as view, store.resolving() as base:
        for report, persons in names.items():
            claims = view.claims([claim.id for claim in view.claims_of(report)])
            who = Who(base, claims)
            for one in claims:
                value, day = one.claim.value, one.report.published
                parts = value.people if isinstance(value, Event) else ()
                single = [value.person] if isinstance(value, Tenure) else [value.speaker] if isinstance(value, Statement) else []
                refs = [who.participant(one, name, value.states, value.level, day) for name in parts if isinstance(value, Event)]
                if isinstance(value, Tenure):
                    refs += [entry.value.person for entry in view.entries_of([one.claim.id]) if isinstance(entry.value, TenureSpan)]
                else:
                    refs += [who.participant(one, name, value.states, "", day) for name in single]
                for name, ref in zip((*parts, *single), refs, strict=True):
                    if name in persons:
                        gold[report, name] = re.sub(r"\W", "", persons[name].lower())
                        found[report, name] = ref.id or (report, name)
    return _figures("people", gold, found, verbose)


def event_figures(store: Store, events: Mapping[str, tuple[str, str]], verbose: bool) -> dict[str, float]:
    """Figures for events."""
    found: Labels = {}
    entries: dict[tuple[str, str], ResolvedEvent] = {}
    with store.view() as view:
        for claim, label in events.items():
            for entry in view.entries_of([claim]):
                if isinstance(entry.value, ResolvedEvent):
                    found[claim] = entry.id
                    entries.setdefault(label, entry.value)
    return _figures("events", dict(events), found, verbose) | _stories(entries, verbose)


def tenures(store: Store, verbose: bool) -> dict[str, float]:
    """The share of the expected tenures that the record has: one span of the person in the post, with bounds, neighbours and clashes."""
    right = []
    with store.view() as view:
        spans = view.tenures("tenure:any")
    for path in sorted(CLUSTERS.glob("*/expected.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")).get("tenures") or ():
            wanted = {post_words(post) for post in row["posts"]}
            own = [s for s in spans if s.state == row.get("state", "") and post_words(s.post_name) in wanted]
            own = [s for s in own if compare(s.person.name, row["person"]) == "same"]
            fields = [name for name in ("start", "end", "predecessor", "successor") if name in row]
            fit = len(own) == 1 and all(_agrees(getattr(own[0], name), str(row[name])) for name in fields)
            right.append(fit)
            if verbose and not fit:
                print(f"  {path.parent.name}: {row}, found {[(s.person.name, s.post_name, s.start, s.end) for s in own]}")
    return {"tenures expected": float(len(right)), "tenures right": round(sum(right) / max(1, len(right)), 3)}


def _agrees(found: str, expected: str) -> bool:
    if expected[:1].isdigit():
        return bool(found) and parse_period(found).overlaps(parse_period(expected))
    return compare(found, expected) == "same" or short_for(found, expected)


def _stories(entries: Mapping[tuple[str, str], ResolvedEvent], verbose: bool) -> dict[str, float]:
    right: dict[str, list[bool]] = defaultdict(list)
    for path in sorted(CLUSTERS.glob("*/expected.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["events"]:
            event = entries[path.parent.name, row["id"]]
            got: dict[str, Any] = {
                "history": [status for status, _ in groupby(step.status.value for step in event.history)],
                "sources": event.sources_total,
                "disagree": sorted(d.field for d in event.disagreements) + (["date"] if event.moved_from else []),
            }
            for part in ("history", "sources"):
                right[part].append(got[part] == row[part])
            wanted = sorted(row.get("disagree") or ())
            right["disagree"].append(set(wanted) <= set(got["disagree"]))
            right["agree"].append(bool(wanted) or not event.disagreements)
            for part in ("history", "sources", "disagree"):
                if verbose and not right[part][-1]:
                    print(f"  {path.parent.name} {row['id']}: {part} {got[part]}, expected {row.get(part)}")
            if verbose and not right["agree"][-1]:
                print(f"  {path.parent.name} {row['id']}: disagreements {event.disagreements}")
    return {f"event {part}": round(sum(found) / len(found), 3) for part, found in right.items()}


def _figures(what: str, gold: Labels, found: Labels, verbose: bool) -> dict[str, float]:
    """Pairwise and B-cubed F1."""
    shared = [item for item in gold if item in found]
    both = {"gold": _pairs(gold, shared), "found": _pairs(found, shared)}
    hit = len(both["gold"] & both["found"])
    if verbose:
        for a, b in sorted(map(sorted, (map(str, pair) for pair in both["gold"] ^ both["found"]))):
            print(f"  {what}: {a} and {b}")
    precision, recall = hit / max(1, len(both["found"])), hit / max(1, len(both["gold"]))
    p, r = _cubed(found, gold, shared), _cubed(gold, found, shared)
    return {
        f"{what} mentions": len(shared),
        f"{what} pairwise precision": round(precision, 3),
        f"{what} pairwise recall": round(recall, 3),
        f"{what} pairwise F1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        f"{what} B-cubed F1": round(2 * p * r / max(1e-9, p + r), 3),
    }


def _groups(labels: Labels, items: list[Hashable]) -> dict[Hashable, set[Hashable]]:
    made: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item in items:
        made[labels[item]].add(item)
    return made


def _pairs(labels: Labels, items: list[Hashable]) -> set[frozenset[Hashable]]:
    return {frozenset(pair) for group in _groups(labels, items).values() for pair in combinations(sorted(group, key=str), 2)}


def _cubed(own: Labels, other: Labels, items: list[Hashable]) -> float:
    """Share of an item's group that is of its kind, over all items."""
    groups = _groups(own, items)
    shares = [sum(other[x] == other[item] for x in groups[own[item]]) / len(groups[own[item]]) for item in items]
    return sum(shares) / max(1, len(shares))


if __name__ == "__main__":
    raise SystemExit(main())
