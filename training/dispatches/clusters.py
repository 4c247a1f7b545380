"""Build the clusters of tests/corpus/clusters from their marked texts: `clusters.py FOLDER`, which holds marked/NAME.txt.

For each cluster it writes NAME/REPORT.txt, NAME/REPORT.yaml (the record of that report alone, in the gold form) and NAME/expected.yaml
(what the reports together say). In a cluster one event has one id in all its reports.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from check import faults, period
from form import Dispatch, FormError, gold_of, json_text, read_text, report_text, write_gold


@dataclass(frozen=True, slots=True)
class Together:
    """What a person said about the reports of one cluster."""

    people: list[list[str]] = field(default_factory=list)
    """Names that are one person, the main one first."""
    posts: list[list[str]] = field(default_factory=list)
    """Wordings that are one post, the main one first."""
    disagree: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """For an event, a field and what the reports have there."""
    conflicts: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)
    """For a person and post, a bound and what the reports have there."""

    def add(self, line: str) -> None:
        """Take up one line of the block; FormError for one of no known form."""
        if line.startswith("one: "):
            self.people.append(_apart(line.removeprefix("one: "), "="))
        elif line.startswith("post: "):
            self.posts.append(_apart(line.removeprefix("post: "), "="))
        elif found := re.fullmatch(r"disagree: (e\d+) (\w+) (.+)", line):
            self.disagree.setdefault(found[1], {})[found[2]] = _apart(found[3], " / ")
        elif line.startswith("conflict: ") and line.count("|") == 3:
            person, post, bound, values = _apart(line.removeprefix("conflict: "), "|")
            self.conflicts.setdefault((person, post), {})[bound] = _apart(values, " / ")
        else:
            raise FormError(
                f"{line!r}; expected 'one: A = B', 'post: A = B', 'disagree: e1 place A / B' or 'conflict: person | post | end | A / B'"
            )


def _apart(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)]


def read_cluster(path: Path) -> tuple[list[Dispatch], Together]:
    """Give the reports of a cluster and what was said about them together."""
    text, _, tail = path.read_text(encoding="utf-8").partition("\n=== together\n")
    together = Together()
    for line in filter(None, tail.splitlines()):
        together.add(line)
    return read_text(text), together


def named(dispatch: Dispatch) -> list[str]:
    """Give the names of people in the record of one report, once each."""
    names: list[str] = []
    for record in dispatch.records.values():
        names += [record[key] for key in ("person", "predecessor", "successor") if key in record] + record.get("people", [])
    return list(dict.fromkeys(names))


def people_of(reports: list[Dispatch], aliases: list[list[str]]) -> list[dict[str, Any]]:
    """Give each person once, with the names that each report has for them."""
    main = _main(aliases)
    people: dict[str, dict[str, list[str]]] = {}
    for dispatch in reports:
        for name in named(dispatch):
            people.setdefault(main.get(name, name), {}).setdefault(dispatch.name, []).append(name)
    return [{"name": name, "named": forms} for name, forms in sorted(people.items())]


def distinct(people: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give the pairs of people that share a part of their names and yet are two."""
    forms = {
        one["name"]: {part for names in one["named"].values() for name in names for part in re.findall(r"\w{3,}", name)} for one in people
    }
    return [(a, b) for a in sorted(forms) for b in sorted(forms) if a < b and forms[a] & forms[b]]


def tenures_of(reports: list[Dispatch], together: Together) -> list[dict[str, Any]]:
    """Give each person's time in a post once, with every wording of the post, every bound told, and the reports that tell of it."""
    people, posts = _main(together.people), _main(together.posts)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for dispatch in reports:
        for key, record in dispatch.records.items():
            if key[0] != "t":
                continue
            person, post = people.get(record["person"], record["person"]), posts.get(record["post"], record["post"])
            entry = found.setdefault((person, post, record.get("state", "")), {"posts": [], "reports": []})
            entry["posts"] += [] if record["post"] in entry["posts"] else [record["post"]]
            entry["reports"] += [] if dispatch.name in entry["reports"] else [dispatch.name]
            entry |= {bound: record[bound] for bound in ("start", "end") if bound in record}
            entry |= {side: people.get(record[side], record[side]) for side in ("predecessor", "successor") if side in record}
    for (person, post), conflict in together.conflicts.items():
        entry = next(entry for key, entry in found.items() if key[:2] == (person, post))
        for bound in conflict:
            del entry[bound]
        entry["conflict"] = conflict
    return [{"person": person, "state": state, **entry} for (person, _, state), entry in sorted(found.items())]


def _main(groups: list[list[str]]) -> dict[str, str]:
    return {name: group[0] for group in groups for name in group}


def events_of(reports: list[Dispatch], disagreements: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
    """Give each event once, with its mention in each report and its status history in the order of publication."""
    keys = sorted({key for dispatch in reports for key in dispatch.records if key[0] == "e"}, key=lambda key: int(key[1:]))
    return [_event(key, [d for d in reports if key in d.records], disagreements.get(key, {})) for key in keys]


def _day(dispatch: Dispatch) -> str:
    return dispatch.header.get("published") or dispatch.header["given"]


def _event(key: str, reports: list[Dispatch], disagree: dict[str, list[str]]) -> dict[str, Any]:
    steps = [
        (_day(dispatch), dispatch.name, status, dispatch.spans[key][0])
        for dispatch in sorted(reports, key=_day)
        for status in dispatch.records[key].get("history", [dispatch.records[key]["status"]])
    ]
    copies = [dispatch.name for dispatch in reports if "copy" in dispatch.header]
    return {
        "id": key,
        "type": reports[0].records[key]["type"],
        "sources": len(reports) - len(copies),
        "history": [status for status, _ in groupby(step[2] for step in steps)],
        "steps": steps,
        "disagree": disagree,
    }


def write_expected(reports: list[Dispatch], together: Together) -> str:
    """Give the expectation as YAML."""
    people, events = people_of(reports, together.people), events_of(reports, together.disagree)
    lines = ["reports:"]
    for dispatch in reports:
        copy = f", copy_of: {dispatch.header['copy']}" if "copy" in dispatch.header else ""
        lines.append(f"  - {{name: {dispatch.name}, outlet: {json_text(dispatch.header['outlet'])}, published: {_day(dispatch)}{copy}}}")
    lines += ["", "people:   # each is one person, under every name that a report has"]
    for one in people:
        forms = ", ".join(f"{name}: [{', '.join(map(json_text, found))}]" for name, found in one["named"].items())
        lines.append(f"  - {{name: {json_text(one['name'])}, named: {{{forms}}}}}")
    pairs = distinct(people)
    lines += ["", "two_people:   # share a part of a name and are not one" if pairs else "two_people: []"]
    lines += [f"  - [{json_text(a)}, {json_text(b)}]" for a, b in pairs]
    lines += ["", "tenures:" if tenures_of(reports, together) else "tenures: []"]
    for tenure in tenures_of(reports, together):
        entry = [f"{key}: {_flow(value)}" for key, value in tenure.items() if value]
        lines += [f"  - {entry[0]}", *(f"    {line}" for line in entry[1:])]
    lines += ["", "events:   # `sources` counts a copied report once; `steps` in order of publication"]
    for event in events:
        lines += [f"  - id: {event['id']}", f"    type: {event['type']}", f"    sources: {event['sources']}"]
        lines.append(f"    history: [{', '.join(event['history'])}]")
        if event["disagree"]:
            fields = ", ".join(f"{field}: [{', '.join(map(json_text, values))}]" for field, values in event["disagree"].items())
            lines.append(f"    disagree: {{{fields}}}")
        lines.append("    steps:")
        for day, name, status, words in event["steps"]:
            lines.append(f"      - {{published: {day}, report: {name}, status: {status}, evidence: {json_text(words)}}}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value) if re.fullmatch(r"[\d-]+|[A-Z]{3}", value) else json_text(value)


def build(path: Path, folder: Path) -> int:
    """Write one cluster; gives the number of its reports; FormError names a fault."""
    reports, together = read_cluster(path)
    wrong = [f"{path.stem}/{dispatch.name}: {fault}" for dispatch in reports for fault in faults(dispatch)]
    wrong += [
        f"{path.stem}: {name!r} is named in no report"
        for group in together.people
        for name in group
        if not any(name in named(dispatch) for dispatch in reports)
    ]
    if wrong:
        raise FormError("\n".join(wrong))
    folder.mkdir(exist_ok=True)
    for dispatch in reports:
        period(_day(dispatch))
        record = gold_of(dispatch)
        record["report"]["file"] = f"{dispatch.name}.txt"
        (folder / f"{dispatch.name}.txt").write_text(report_text(dispatch), encoding="utf-8")
        (folder / f"{dispatch.name}.yaml").write_text(write_gold(record), encoding="utf-8")
    expected = write_expected(reports, together)
    (folder / "expected.yaml").write_text(expected, encoding="utf-8")
    return len(reports)


def main() -> None:
    """Build every cluster of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    paths = sorted((folder / "marked").glob("*.txt"))
    total, wrong = 0, []
    for path in paths:
        try:
            total += build(path, folder / path.stem)
        except FormError as error:
            wrong.append(str(error))
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(f"{len(paths)} clusters, {total} reports")


if __name__ == "__main__":
    main()
