"""Who holds which post for whom, on DWIE's articles: heads of state and government, ministers, spokespeople.

    python -m benchmarks.posts [--data ../shared/benchmarks/posts/dwie-dev.jsonl] [--verbose]

DWIE relates a person to a state wherever the article or the annotator's knowledge tells it, also where no words do ("Reagan" of
earlier years); such pairs stay among the missed. `found` counts pairs read with a post of that kind, `right` those with the right
state too; `state` is the share of right states among all tenures read for people that DWIE relates to a state.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.floors import check
from chancery.codebook import fold, world
from chancery.language import load
from chancery.model import Parse, Report, Tenure
from chancery.reading.mentions import read_scene
from chancery.reading.people import name_parts
from chancery.reading.tenures import read_tenures

DATA = Path(__file__).parents[2] / "shared" / "benchmarks" / "posts" / "dwie-dev.jsonl"
RELATIONS = ("head_of_state", "head_of_gov", "minister_of", "spokesperson_of")
STATE_HEADS = frozenset(("president", "king", "queen", "emir", "amir", "pope", "leader", "sultan", "ruler", "monarch", "emperor"))


def main() -> int:
    """Read every article, compare, print; the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--verbose", action="store_true", help="every pair missed or given another state")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"{args.data}: no such file; nothing measured")
        return 0
    return check("posts", measure(args.data, args.verbose))


def measure(data: Path = DATA, verbose: bool = False) -> dict[str, float]:
    """The figures by name, printed."""
    articles = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    counts: Counter[str] = Counter()
    for article, parse in zip(articles, load().read([a["text"] for a in articles]), strict=True):
        for note in _compare(article, tuple(_tenures(article, parse)), counts):
            if verbose:
                print(note)
    figures: dict[str, float] = {}
    for relation in RELATIONS:
        gold, found, right = (counts[f"{relation} {part}"] for part in ("gold", "found", "right"))
        figures[f"{relation} recall"] = round(right / gold, 4) if gold else 0.0
        print(f"{relation:16} gold {gold:4} found {found:4} right {right:4}  recall {figures[f'{relation} recall']:.3f}")
    figures["state"] = round(counts["state right"] / max(1, counts["state read"]), 4)
    print(f"state            read {counts['state read']:4} right {counts['state right']:4}  precision {figures['state']:.3f}")
    return figures


def _tenures(article: dict[str, Any], parse: Parse) -> Iterator[Tenure]:
    report = Report(id=article["id"], name=article["id"], text=article["text"], outlet="Deutsche Welle")
    for claim in read_tenures(read_scene(report, parse, ())):
        if isinstance(claim.value, Tenure):
            yield claim.value


def _state(entity: dict[str, Any]) -> str:
    names = (entity.get("link") or "", entity["text"], *(m["text"] for m in entity["mentions"]))
    found = (n.key for name in names for n in world().names.get(name.replace("_", " ")) if n.kind in ("state", "org", "demonym"))
    return next(found, "")


def _kinds(post: str) -> frozenset[str]:
    """The relations that a post may stand for."""
    head = fold(post).split(" of ")[0].split(",")[0]
    last = head.split()[-1]
    if last.startswith("spokes") or head.endswith("press secretary"):
        return frozenset(("spokesperson_of",))
    found = {"head_of_state"} if last in STATE_HEADS and "vice" not in head else set()
    if head.endswith(("prime minister", "chancellor", "premier")) or (last == "president" and "vice" not in head):
        found.add("head_of_gov")
    elif last in ("minister", "secretary") and "deputy" not in head:
        found.add("minister_of")
    return frozenset(found)


def _is_called(tenure: Tenure, entity: dict[str, Any]) -> bool:
    own = set(name_parts(tenure.person))
    return any(own <= set(parts) or set(parts) <= own for m in entity["mentions"] if (parts := name_parts(m["text"])))


def _compare(article: dict[str, Any], tenures: tuple[Tenure, ...], counts: Counter[str]) -> Iterator[str]:
    entities = {e["concept"]: e for e in article["entities"]}
    pairs = set()
    for relation in article["relations"]:
        kind = relation["p"].removesuffix("-x")
        if kind in RELATIONS and (state := _state(entities[relation["o"]])):
            pairs.add((kind, relation["s"], state))
    for kind, person, state in sorted(pairs):
        read = [t for t in tenures if kind in _kinds(t.post) and _is_called(t, entities[person])]
        counts[f"{kind} gold"] += 1
        counts[f"{kind} found"] += bool(read)
        counts[f"{kind} right"] += any(t.state == state for t in read)
        if not any(t.state == state for t in read):
            yield f"{article['id']}: {kind} {entities[person]['text']} of {state}: read {[(t.post, t.state) for t in read]}"
    for tenure in tenures:
        wanted = {state for _, person, state in pairs if _kinds(tenure.post) and _is_called(tenure, entities[person])}
        counts["state read"] += bool(wanted)
        counts["state right"] += tenure.state in wanted


if __name__ == "__main__":
    raise SystemExit(main())
