"""Who says what, on PolNeAR's development articles: F1 of cues, sources and content.

    python -m benchmarks.attribution [--data ../shared/benchmarks/attribution/polnear-dev.jsonl] [--check] [--verbose]

PolNeAR marks attitudes, plans and beliefs beside speech, which a statement here is not,
so recall over all of it says little; the figures over the cues of speech (those that share a lemma with the codebook's verbs
of saying, or `according to`) tell how well speech is found. Two cues are one where they overlap; a source or content of
matched cues is scored by the characters that the two share.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.floors import check
from chancery.language import load
from chancery.model import Parse
from chancery.reading.statements.lexicon import verbs
from chancery.reading.statements.sayings import find_sayings

Chars = frozenset[int]
DATA = Path(__file__).parents[2] / "shared" / "benchmarks" / "attribution" / "polnear-dev.jsonl"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Characters of the cue, of the source and of the content."""

    cue: Chars
    source: Chars
    content: Chars
    speech: bool


def main() -> int:
    """Read every article, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--check", action="store_true", help="compare with the floors; the number of broken ones is the exit code")
    parser.add_argument("--verbose", action="store_true", help="every cue of speech missed and every cue found where there is none")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"{args.data}: no such file; nothing measured")
        return 0
    figures = measure(args.data, args.verbose)
    return check("attribution", figures) if args.check else 0


def measure(data: Path = DATA, verbose: bool = False) -> dict[str, float]:
    """F1 by name, printed with precision and recall."""
    articles = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    counts: Counter[str] = Counter()
    for article, parse in zip(articles, load().read([a["text"] for a in articles]), strict=True):
        gold, found = tuple(_gold(article, parse)), tuple(_found(parse))
        counts += compare(gold, found)
        if verbose:
            _show(article["text"], gold, found)
    return {name: _f1(counts, name) for name in ("cue", "cue of speech", "source", "content")}


def compare(gold: tuple[Attribution, ...], found: tuple[Attribution, ...]) -> Counter[str]:
    """Counts of right, found and wanted for cues, cues of speech, and characters of source and content of matched cues."""
    counts: Counter[str] = Counter()
    pairs = _pairs(gold, found)
    right_speech = sum(gold[i].speech for i, _ in pairs)
    counts.update({"cue right": len(pairs), "cue found": len(found), "cue wanted": len(gold)})
    off_speech = len(pairs) - right_speech
    counts.update({"cue of speech right": right_speech, "cue of speech found": len(found) - off_speech})
    counts["cue of speech wanted"] = sum(g.speech for g in gold)
    for i, j in pairs:
        for name in ("source", "content"):
            want, got = getattr(gold[i], name), getattr(found[j], name)
            counts.update({f"{name} right": len(want & got), f"{name} found": len(got), f"{name} wanted": len(want)})
    return counts


def _pairs(gold: tuple[Attribution, ...], found: tuple[Attribution, ...]) -> list[tuple[int, int]]:
    pairs, used = [], set()
    for i, wanted in enumerate(gold):
        match = next((j for j, got in enumerate(found) if j not in used and wanted.cue & got.cue), None)
        if match is not None:
            used.add(match)
            pairs.append((i, match))
    return pairs


def _f1(counts: Counter[str], name: str) -> float:
    right, found, wanted = (counts[f"{name} {kind}"] for kind in ("right", "found", "wanted"))
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:14} precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  ({right} right, {found} found, {wanted} wanted)")
    return round(f1, 3)


def _chars(spans: list[list[int]]) -> Chars:
    return frozenset(i for start, end in spans for i in range(start, end))


def _gold(article: dict[str, Any], parse: Parse) -> Iterator[Attribution]:
    lemmas = {i: t.lemma.lower() for s in parse.sentences for t in s.tokens for i in range(t.start, t.end)}
    for row in article["attributions"]:
        cue = _chars(row["cue"])
        words = {lemmas.get(i, "") for i in cue}
        yield Attribution(cue, _chars(row["source"]), _chars(row["content"]), bool(words & {*verbs(), "according", "accord"}))


def _found(parse: Parse) -> Iterator[Attribution]:
    for saying in find_sayings(parse):
        tokens = parse.sentences[saying.sentence].tokens
        source: Chars = frozenset()
        if saying.source is not None:
            below = parse.sentences[saying.sentence].subtree(saying.source)
            kept = [i for i in below if i not in saying.content and i != saying.cue]
            source = frozenset(c for i in kept for c in range(tokens[i].start, tokens[i].end))
        content = frozenset(c for i in saying.content for c in range(tokens[i].start, tokens[i].end))
        cue = tokens[saying.cue]
        yield Attribution(frozenset(range(cue.start, cue.end)), source, content, True)


def _show(text: str, gold: tuple[Attribution, ...], found: tuple[Attribution, ...]) -> None:
    pairs = _pairs(gold, found)
    for i, wanted in enumerate(gold):
        if wanted.speech and i not in {g for g, _ in pairs}:
            print("MISSED", _around(text, wanted.cue))
    for j, got in enumerate(found):
        if j not in {f for _, f in pairs}:
            print("EXTRA ", _around(text, got.cue))


def _around(text: str, cue: Chars) -> str:
    start, end = min(cue), max(cue) + 1
    return re.sub(r"\s+", " ", f"{text[max(0, start - 70) : start]}[{text[start:end]}]{text[end : end + 70]}")


if __name__ == "__main__":
    raise SystemExit(main())
