"""Readouts of the White House: who met or called whom, from the text alone, checked against the title.

    python -m benchmarks.readouts [--data ../shared/benchmarks/readouts/readouts-2021-2023.jsonl] [--check] [--verbose]

Used are the readouts whose title names one counterpart with a post and a state ("... Call with Prime Minister Boris Johnson of the United
Kingdom"). The reader sees the text, the outlet and the day of publication, never the title. A share of the readouts used for each figure:
`meeting` a held meeting, call or visit of both states; `kind` the title's of the three; `people` both persons in it, `date` the day of the
readout or the two days before; `counterpart` a tenure of that person with the title's post and state; `actor` the same for whoever met
them; `whole` all of these.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.floors import check
from chancery.codebook import world
from chancery.language import load
from chancery.model import Event, EventStatus, EventType, Parse, Report, Tenure, parse_period
from chancery.reading import read_report
from chancery.resolve import post_words
from chancery.resolve.names import compare, short_for

DATA = Path(__file__).parents[2] / "shared" / "benchmarks" / "readouts" / "readouts-2021-2023.jsonl"
FIGURES = ("meeting", "kind", "people", "date", "counterpart", "actor", "whole")
POSTS = (
    "Deputy Prime Minister|Prime Minister|Vice President|President-elect|President|Federal Chancellor|Chancellor|Taoiseach|King|Queen|"
    "Amir|Emir|Sultan|Crown Prince|Foreign Minister|Foreign Secretary|Minister of Foreign Affairs|Minister for Foreign Affairs|"
    "Defense Minister|Minister of Defense|Finance Minister|National Security Advisor|National Security Adviser|National Security Secretary|"
    "NSA|Ambassador"
)
"""What the titles call the others, as a pattern."""
ACTORS = {
    "President": "president",
    "Vice President": "vice president",
    "National Security Advisor": "national security adviser",
    "APNSA": "national security adviser",
    "Principal Deputy National Security Advisor": "principal deputy national security adviser",
    "Homeland Security Advisor Dr.": "homeland security adviser",
}
"""What the titles call those of the White House, and the post."""
MODES = {"call": "call", "video call": "call", "visit": "visit"}


@dataclass(frozen=True, slots=True)
class Readout:
    """What the title tells."""

    id: str
    text: str
    day: str
    mode: str
    actor: str
    actor_post: str
    person: str
    post: str
    state: str


def main() -> int:
    """Read every readout, compare, print; with --check the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="what is not right in each readout")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"{args.data}: no such file; nothing measured")
        return 0
    figures = measure(args.data, args.verbose)
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    return check("readouts", figures) if args.check else 0


def measure(data: Path, verbose: bool = False) -> dict[str, float]:
    """The figures by name."""
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    used = [found for row in rows if (found := told(row)) is not None]
    counts: Counter[str] = Counter()
    for readout, parse in zip(used, load().read([readout.text for readout in used]), strict=True):
        right = judge(readout, parse)
        counts.update(name for name in FIGURES if right[name])
        if verbose and not right["whole"]:
            wrong = ", ".join(name for name in FIGURES[:-1] if not right[name])
            print(f"  {readout.day} {readout.actor} / {readout.post} {readout.person} {readout.state}: not {wrong}")
    return {"readouts": float(len(used)), "of": float(len(rows))} | {name: round(counts[name] / max(1, len(used)), 3) for name in FIGURES}


def told(row: Mapping[str, str]) -> Readout | None:
    """What the title tells; None where it names no one person with a post and a state."""
    actor = re.sub(r"^President Joseph R\. Biden,? Jr\.$", "President Joe Biden", row["actor"])
    title = max((name for name in ACTORS if actor.startswith(name + " ")), key=len, default="")
    found = _counterpart(row["counterpart"].replace("’", "'"))
    if not title or found is None or re.search(r"[,&]| and | to ", actor):
        return None
    person, post, state = found
    mode = MODES.get(row["kind"], "meet")
    return Readout(row["id"], row["text"], row["date"], mode, actor.removeprefix(title).strip(), ACTORS[title], person, post, state)


def _counterpart(title: str) -> tuple[str, str, str] | None:
    """Name, post and state of "POST NAME of STATE", "STATE's POST NAME" and "POST of STATE NAME"."""
    found = _pattern().fullmatch(title)
    if found is None:
        return None
    parts = found.groupdict()
    name, state = (next((parts[f"{part}{i}"] for i in "123" if parts[f"{part}{i}"]), "") for part in ("name", "state"))
    post = next(parts[f"post{i}"] for i in "123" if parts[f"post{i}"])
    keys = {named.key for named in world().names.get(state) if named.kind in ("state", "demonym")}
    return (name, post, keys.pop()) if len(keys) == 1 and not re.search(r",|^to | (?:and|of) |\bLeaders?\b", name) else None


@cache
def _pattern() -> re.Pattern[str]:
    names = (name for t in world().territories.values() for name in (*t.names, *t.adjectives))
    state = "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
    post = rf"(?:{POSTS})(?: and (?:{POSTS}))?"
    person = r"(?:Dr\. |Ambassador |Prince )?[^\W\d_][\w.'’ -]+?"
    of = "of(?: the)?(?: [RF]epublic of(?: the)?| (?:The )?Commonwealth of(?: the)?)?"
    return re.compile(
        rf"(?:Their Majesties |His Majesty |Her Majesty )?(?:"
        rf"(?P<post1>{post}) (?P<name1>{person}),? {of} (?P<state1>{state})"
        rf"|(?P<state2>{state})(?:'s)? (?P<post2>{post}) (?P<name2>{person})"
        rf"|(?P<post3>{post}) {of} (?P<state3>{state}) (?P<name3>{person}))"
    )


def judge(readout: Readout, parse: Parse) -> dict[str, bool]:
    """Which of the figures are right in one readout."""
    report = Report(readout.id, readout.id, readout.text, "", "The White House", published=readout.day, published_how="given")
    values = [claim.value for claim in read_report(report, parse).claims]
    held = [v for v in values if isinstance(v, Event) and v.type == EventType.CONSULT and v.status == EventStatus.OCCURRED]
    held = [v for v in held if {"USA", readout.state} <= {*v.states, *v.actor, *v.recipient}]
    tenures = [v for v in values if isinstance(v, Tenure)]
    right = {
        "meeting": bool(held),
        "kind": any(v.mode == readout.mode for v in held),
        "people": any(_called(v.people, readout.actor) and _called(v.people, readout.person) for v in held),
        "date": any(_on(v.date, readout.day) for v in held),
        "counterpart": _holds(tenures, readout.person, readout.post, readout.state),
        "actor": _holds(tenures, readout.actor, readout.actor_post, "USA"),
    }
    return right | {"whole": all(right.values())}


def _called(people: Sequence[str], name: str) -> bool:
    full = (name, *(person.replace(",", "") for person in people))
    return any(compare(person, full[0]) == "same" or short_for(person, full[0]) or short_for(full[0], person) for person in full[1:])


def _on(date: str, day: str) -> bool:
    if not date:
        return False
    first, last = parse_period(date).first, parse_period(day).last
    return first is not None and last is not None and 0 <= (last - first).days <= 2


def _holds(tenures: Sequence[Tenure], name: str, post: str, state: str) -> bool:
    """Whether one of the tenures is the person's, in one of the posts that the title joins by `and`."""
    wanted = {_post(part) for part in post.split(" and ")}
    return any(t.state == state and _post(t.post) in wanted and _called([t.person], name) for t in tenures)


def _post(post: str) -> tuple[str, ...]:
    return post_words(post.lower().replace("advisor", "adviser").replace("nsa", "national security adviser"))


if __name__ == "__main__":
    raise SystemExit(main())
