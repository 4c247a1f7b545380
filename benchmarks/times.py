"""Accuracy and speed of reading times, beside dateparser on the same texts and spans.

    python benchmarks/times.py --data FOLDER [--gold FOLDER] [--peers] [--misses SET]

FOLDER holds `timebank.jsonl`, `aquaint.jsonl`, `meantime-dev.jsonl` and `future.jsonl`, one document to a line:
{id, dct, text, timexes: [{start, end, type, value, tid}]}. Scoring is TempEval-3's: a found time matches a gold one where the
spans overlap (relaxed) or are equal (strict); type and value are counted on relaxed matches. With --gold, a folder of gold reports, the
times of each report are scored as its scorer does. Prints one JSON object; `floors.json` beside this file holds what it must not
fall below, and --check fails where it does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from chancery.model import parse_period
from chancery.reading.times import dated_times, find_times

SETS = ("timebank", "aquaint", "meantime-dev")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    """The documents of one set, each time with its words."""
    documents = [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
    for document in documents:
        day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", document["dct"])
        document["dct"] = f"{day[3]}-{day[2]}-{day[1]}" if day else document["dct"]
        document["timexes"] = [t for t in document["timexes"] if "start" in t]
        for timex in document["timexes"]:
            timex["text"] = document["text"][timex["start"] : timex["end"]]
    return documents


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return round(2 * right / (found + gold), 4) if found + gold else 0.0


def score_set(documents: Iterable[dict[str, Any]], misses: bool) -> dict[str, float]:
    """TempEval-3's figures for one set, with documents per second."""
    tally = dict.fromkeys(("gold", "found", "relaxed", "strict", "type", "value"), 0)
    seconds, count = 0.0, 0
    for document in documents:
        start = time.perf_counter()
        times = find_times(document["text"], document["dct"][:10], style="timeml")
        seconds += time.perf_counter() - start
        extent = max((timex["end"] for timex in document["timexes"]), default=0)
        if "events" in document:
            times = tuple(t for t in times if t.start < extent)
        count += 1
        tally["gold"] += len(document["timexes"])
        tally["found"] += len(times)
        _match(document, list(times), tally, misses)
    figures = {name: f1(tally[name], tally["found"], tally["gold"]) for name in ("relaxed", "strict", "type", "value")}
    return {
        **figures,
        "precision": round(tally["relaxed"] / max(tally["found"], 1), 4),
        "recall": round(tally["relaxed"] / max(tally["gold"], 1), 4),
        "docs_per_second": round(count / seconds, 1),
    }


def _match(document: dict[str, Any], times: list[Any], tally: dict[str, int], misses: bool) -> None:
    text = document["text"]
    for gold in document["timexes"]:
        found = next((t for t in times if t.start < gold["end"] and gold["start"] < t.end), None)
        around = (
            text[max(0, gold["start"] - 80) : gold["start"]].replace("\n", " ")
            + "[["
            + gold["text"]
            + "]]"
            + text[gold["end"] : gold["end"] + 50].replace("\n", " ")
        )
        if found is None:
            if misses:
                print(f"MISS {document['dct'][:10]} {gold['type']} {gold['value']} | {around}")
            continue
        times.remove(found)
        tally["relaxed"] += 1
        tally["strict"] += (found.start, found.end) == (gold["start"], gold["end"])
        tally["type"] += found.kind == gold["type"]
        tally["value"] += found.value == gold["value"]
        if misses and found.value != gold["value"]:
            print(f"VALUE {document['dct'][:10]} {gold['value']} != {found.value} ({found.rule}) | {around}")
    if misses:
        for extra in times:
            around = (
                text[max(0, extra.start - 60) : extra.start].replace("\n", " ")
                + "[["
                + extra.text
                + "]]"
                + text[extra.end : extra.end + 40].replace("\n", " ")
            )
            print(f"EXTRA {extra.value} ({extra.rule}) | {around}")


def score_days(folder: Path, misses: bool) -> dict[str, Any]:
    """Day-level accuracy with the spans given, and the subset that lies ahead."""
    ahead = {(row["set"], row["id"], row["tid"]): row["bare"] for row in map(json.loads, (folder / "future.jsonl").open(encoding="utf-8"))}
    figures: dict[str, Any] = {}
    future = {"right": 0, "all": 0, "bare_right": 0, "bare": 0}
    for name in ("timebank", "aquaint"):
        right = total = 0
        for document in load(folder, name):
            golds = [t for t in document["timexes"] if t["type"] == "DATE" and DAY.fullmatch(t["value"])]
            spans = sorted((t["start"], t["end"]) for t in document["timexes"])
            times = {t.start: t for t in find_times(document["text"], document["dct"][:10], spans=spans, style="timeml")}
            for gold in golds:
                found = times.get(gold["start"])
                hit = found is not None and (found.value or "")[:10] == gold["value"]
                total += 1
                right += hit
                bare = ahead.get((name, document["id"], gold["tid"]))
                if bare is not None:
                    future["all"] += 1
                    future["right"] += hit
                    future["bare"] += bare
                    future["bare_right"] += hit and bare
                if misses and not hit:
                    text = document["text"]
                    print(
                        f"DAY{' AHEAD' if bare is not None else ''} {document['dct'][:10]} {gold['value']} != {found and (found.value, found.rule)} | "
                        + text[max(0, gold["start"] - 100) : gold["start"]].replace("\n", " ")
                        + "[["
                        + gold["text"]
                        + "]]"
                        + text[gold["end"] : gold["end"] + 60].replace("\n", " ")
                    )
        figures[name] = {"right": right, "of": total, "accuracy": round(right / total, 4)}
    return {**figures, "future": future}


def score_gold(folder: Path, misses: bool) -> dict[str, float]:
    """F1 of the times of the gold reports, from their raw text, with the day of publication passed."""
    right = found_count = gold_count = 0
    for place in sorted(folder.glob("*/gold.yaml")):
        record = yaml.safe_load(place.read_text(encoding="utf-8"))
        text = body(place.with_name("report.txt").read_text(encoding="utf-8"), record["report"])
        published = record["report"].get("published") or record["report"].get("published_given")
        times = list(dated_times(find_times(text, str(published))))
        golds = locate(text, record["times"])
        found_count += len(times)
        gold_count += len(record["times"])
        for gold, start in golds:
            hit = next((t for t in times if t.start < start + len(gold["text"]) and start < t.end), None)
            if hit is not None:
                times.remove(hit)
            same = hit is not None and bounds(hit.value) == bounds(str(gold["value"]))
            right += same
            if misses and not same:
                print(f"GOLD {place.parent.name} {published} {gold['value']} != {hit and (hit.value, hit.rule)} | {gold['in']}")
        if misses:
            for extra in times:
                print(
                    f"GOLD-EXTRA {place.parent.name} {extra.value} ({extra.rule}) | {text[max(0, extra.start - 50) : extra.start]!r}[[{extra.text}]]"
                )
    return {"f1": f1(right, found_count, gold_count), "right": right, "found": found_count, "gold": gold_count}


def body(raw: str, report: dict[str, Any]) -> str:
    """The report without its furniture, where the gold record tells the first and the last words."""
    start = raw.find(str(report.get("first", ""))) if report.get("first") else 0
    last = str(report.get("last", ""))
    end = raw.find(last) + len(last) if last and last in raw else len(raw)
    return " ".join(raw[max(start, 0) : end].split(" "))


def locate(text: str, golds: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Where each gold time stands."""
    places = []
    for gold in golds:
        found = re.search(r"\s+".join(map(re.escape, gold["in"].split())), text)
        within = re.search(r"\s+".join(map(re.escape, gold["text"].split())), found[0]) if found else None
        places.append((gold, found.start() + within.start() if found and within else -1))
    return places


def bounds(value: str | None) -> object:
    """First and last day of a value; the value itself where it is no calendar period."""
    try:
        period = parse_period(value or "")
        return period.first, period.last
    except ValueError:
        return value


def main() -> int:
    """Print the figures; 1 where one lies below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--misses", default="")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {name: score_set(load(arguments.data, name), arguments.misses == name) for name in SETS}
    figures["days"] = score_days(arguments.data, arguments.misses == "days")
    if arguments.gold:
        figures["gold"] = score_gold(arguments.gold, arguments.misses == "gold")
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
