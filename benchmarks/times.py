"""Accuracy and speed of reading times, beside dateparser, parsedatetime and timefhuman on the same texts and spans.

    python -m benchmarks.times --data FOLDER [--gold FOLDER] [--peers] [--misses SET] [--check]

FOLDER holds `timebank.jsonl`, `aquaint.jsonl`, `meantime-dev.jsonl` and `future.jsonl`, one document to a line:
{id, dct, text, timexes: [{start, end, type, value, tid}]}. Scoring is TempEval-3's: a found time matches a gold one where the
spans overlap (relaxed) or are equal (strict); type and value are counted on relaxed matches. With --gold, a folder of gold reports, the
times of each report are scored as its scorer does. Prints one JSON object; `floors.json` beside this file holds what it must not
fall below, and --check fails where it does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from benchmarks.floors import check
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
        start = time.process_time()
        times = find_times(document["text"], document["dct"][:10], style="timeml")
        seconds += time.process_time() - start
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
        if found is None:
            if misses:
                print(f"MISS {document['dct'][:10]} {gold['type']} {gold['value']} | {_around(text, gold['start'], gold['end'])}")
            continue
        times.remove(found)
        tally["relaxed"] += 1
        tally["strict"] += (found.start, found.end) == (gold["start"], gold["end"])
        tally["type"] += found.kind == gold["type"]
        tally["value"] += found.value == gold["value"]
        if misses and found.value != gold["value"]:
            around = _around(text, gold["start"], gold["end"])
            print(f"VALUE {document['dct'][:10]} {gold['value']} != {found.value} ({found.rule}) | {around}")
    if misses:
        for extra in times:
            print(f"EXTRA {extra.value} ({extra.rule}) | {_around(text, extra.start, extra.end)}")


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 90) : start]}[[{text[start:end]}]]{text[end : end + 50]}".replace("\n", " ")


Reader = Callable[[dict[str, Any]], dict[int, str]]
"""Reads the times of a document at the places given: start -> value."""


def ours(document: dict[str, Any]) -> dict[int, str]:
    """This project's values."""
    spans = sorted((t["start"], t["end"]) for t in document["timexes"])
    times = find_times(document["text"], document["dct"][:10], spans=spans, style="timeml")
    return {time.start: (time.value or "")[:10] for time in times}


def peers() -> dict[str, Reader]:
    """The peers that are installed, each with the settings that its users choose for news."""
    found: dict[str, Reader] = {}
    if find_spec("dateparser"):
        found["dateparser, past first"] = _dateparser("past")
        found["dateparser, current period"] = _dateparser("current_period")
    if find_spec("parsedatetime"):
        found["parsedatetime"] = _parsedatetime()
    if find_spec("timefhuman"):
        found["timefhuman, past first"] = _timefhuman()
    return found


def _each(read: Callable[[str, dt.datetime], dt.date | None]) -> Reader:
    def reader(document: dict[str, Any]) -> dict[int, str]:
        base = dt.datetime.fromisoformat(document["dct"][:10])
        days = {timex["start"]: read(timex["text"], base) for timex in document["timexes"]}
        return {start: day.isoformat() if day else "" for start, day in days.items()}

    return reader


def _dateparser(prefer: str) -> Reader:
    module = import_module("dateparser")

    def read(text: str, base: dt.datetime) -> dt.date | None:
        parsed = module.parse(text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": prefer})
        return parsed.date() if parsed else None

    return _each(read)


def _parsedatetime() -> Reader:
    calendar = import_module("parsedatetime").Calendar()

    def read(text: str, base: dt.datetime) -> dt.date | None:
        parsed, kind = calendar.parseDT(text, sourceTime=base)
        return parsed.date() if kind else None

    return _each(read)


def _timefhuman() -> Reader:
    module = import_module("timefhuman")

    def read(text: str, base: dt.datetime) -> dt.date | None:
        try:
            parsed = module.timefhuman(text, config=module.tfhConfig(now=base, direction=module.Direction.previous))
        except (ValueError, TypeError, AttributeError, LookupError, AssertionError, NotImplementedError):
            return None
        first = parsed[0] if isinstance(parsed, list) and parsed else parsed
        first = first[0] if isinstance(first, tuple | list) and first else first
        return first.date() if isinstance(first, dt.datetime) else first if isinstance(first, dt.date) else None

    return _each(read)


def score_days(folder: Path, reader: Reader, misses: bool) -> dict[str, Any]:
    """Day-level accuracy with the spans given, and the subset that lies ahead."""
    rows = map(json.loads, (folder / "future.jsonl").open(encoding="utf-8"))
    ahead = {(row["set"], row["id"], row["tid"]): row["bare"] for row in rows}
    figures: dict[str, Any] = {}
    future = {"right": 0, "all": 0, "bare_right": 0, "bare": 0}
    seconds, count = 0.0, 0
    for name in ("timebank", "aquaint"):
        right = total = 0
        for document in load(folder, name):
            start = time.process_time()
            values = reader(document)
            seconds += time.process_time() - start
            count += 1
            for gold in document["timexes"]:
                if gold["type"] != "DATE" or not DAY.fullmatch(gold["value"]):
                    continue
                hit = values.get(gold["start"]) == gold["value"]
                bare = ahead.get((name, document["id"], gold["tid"]))
                total += 1
                right += hit
                if bare is not None:
                    future["all"] += 1
                    future["right"] += hit
                    future["bare"] += bare
                    future["bare_right"] += hit and bare
                if misses and not hit:
                    tag = "DAY AHEAD" if bare is not None else "DAY"
                    around = _around(document["text"], gold["start"], gold["end"])
                    print(f"{tag} {document['dct'][:10]} {gold['value']} != {values.get(gold['start'])} | {around}")
        figures[name] = {"right": right, "of": total, "accuracy": round(right / total, 4)}
    return {**figures, "future": future, "docs_per_second": round(count / seconds, 1)}


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
                print(f"GOLD-EXTRA {place.parent.name} {extra.value} ({extra.rule}) | {_around(text, extra.start, extra.end)}")
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
    parser.add_argument("--misses", default="", help="print the misses of one set, of `days` or of `gold`")
    parser.add_argument("--peers", action="store_true", help="also the peers that are installed")
    parser.add_argument("--check", action="store_true", help="fail where a figure lies below its floor")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {name: score_set(load(arguments.data, name), arguments.misses == name) for name in SETS}
    figures["days"] = score_days(arguments.data, ours, arguments.misses == "days")
    if arguments.peers:
        for name, reader in peers().items():
            figures[f"days, {name}"] = score_days(arguments.data, reader, False)
    if arguments.gold:
        figures["gold"] = score_gold(arguments.gold, arguments.misses == "gold")
    print(json.dumps(figures, indent=1))
    return check("times", flat(figures)) if arguments.check else 0


def flat(figures: dict[str, Any], before: str = "") -> dict[str, float]:
    """The figures by their path, with blanks."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        path = f"{before} {name}".strip()
        if isinstance(value, dict):
            found.update(flat(value, path))
        elif isinstance(value, int | float):
            found[path] = value
    return found


if __name__ == "__main__":
    sys.exit(main())
