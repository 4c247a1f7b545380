"""Check every dispatch against its form: `check.py [FILE_OR_FOLDER...]`; prints each fault on a line and exits with 1 if there is one.

Checked: every id is marked in the text and recorded; no piece of evidence is too short to be unmistakable; types, modes, levels, statuses
and states are known; dates can be read and days exist; weekdays agree with their days; people are named in the text; `about` names
events that exist.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from form import STATUSES, TENURE_STATUSES, TYPES, Dispatch, FormError, gold_of, read_file, read_folder

HERE = Path(__file__).parent
DATE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(?:-(\d\d))?))?")
ORGANIZATIONS = (
    "UN EU ASEAN NATO GCC AU OAS OAU G7 G8 G20 APEC EEC IMF IAEA WHO WTO OPEC SCO ECOWAS SADC IGAD EAC CARICOM SICA UNESCO UNICEF UNHCR",
    "ICC ICJ OIC WFP FAO UNDP OSCE CIS CSTO BRICS SAARC MERCOSUR PIF ADB AIIB OECD IOM ICRC UNRWA GATT COMECON EAEU OTS UNIFIL OPCW",
    "BIMSTEC MSG CELAC CPLP OIF Commonwealth Arab_League World_Bank Warsaw_Pact Council_of_Europe Quad",
)
KNOWN = frozenset(name.replace("_", " ") for line in ORGANIZATIONS for name in line.split())


def period(value: str) -> tuple[dt.date, dt.date]:
    """Give the first and last day that a value covers; ValueError for a value that is no calendar period."""
    if "/" in value:
        first, last = (period(part) for part in value.split("/", 1))
        if last[1] < first[0]:
            raise ValueError(f"{value} ends before it begins")
        return first[0], last[1]
    if part := re.fullmatch(r"(\d{4})-([QH])([1-4])", value):
        months = 3 if part[2] == "Q" else 6
        final = int(part[3]) * months
        return dt.date(int(part[1]), final - months + 1, 1), dt.date(int(part[1]), final, calendar.monthrange(int(part[1]), final)[1])
    found = DATE.fullmatch(value)
    if not found:
        raise ValueError(f"{value!r} is no date in ISO 8601")
    year, week, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if week:
        monday = dt.date.fromisocalendar(year, week, 1)
        return monday, monday + dt.timedelta(days=6)
    if day and month:
        return dt.date(year, month, day), dt.date(year, month, day)
    if month:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def faults(dispatch: Dispatch) -> Iterator[str]:
    """Give what is wrong with one dispatch, a line each."""
    known = {"published", "given"} & set(dispatch.header)
    if len(known) != 1:
        yield "header: expected either published or given"
    yield from (f"a stray mark near {found[0]!r}" for found in re.finditer(r".{0,20}(?:[\[\]<>]|=\d{4}).{0,20}", dispatch.text))
    yield from _ids(dispatch)
    yield from _times(dispatch)
    record = gold_of(dispatch)
    for kind in ("tenures", "events", "statements"):
        for item in record[kind]:
            where = f"{kind[:-1]} {item.get('id') or item.get('person') or item.get('speaker')}"
            yield from (f"{where}: {fault}" for fault in _item(dispatch, kind, item))


def _ids(dispatch: Dispatch) -> Iterator[str]:
    for key in dispatch.spans.keys() - dispatch.records.keys():
        yield f"{key} is marked in the text but has no line below it"
    for key in dispatch.records.keys() - dispatch.spans.keys():
        yield f"{key} has a line but is marked nowhere in the text"
    for key, pieces in dispatch.spans.items():
        for piece in pieces:
            if key[0] in "es" and len(piece) < 14:
                yield f"{key}: {piece!r} is too short to be unmistakable"
            if "\n" in piece:
                yield f"{key}: {piece!r} runs over the end of a line"


def _times(dispatch: Dispatch) -> Iterator[str]:
    for time in dispatch.times:
        words = dispatch.text[time.start : time.end]
        try:
            first, last = period(time.value)
        except ValueError as error:
            yield f"time {words!r}: {error}"
            continue
        if re.match(r"(on|in|by|from|at|since|until|before|after) ", words):
            yield f"time {words!r}: the preposition is no part of it"
        for day in calendar.day_name:
            if re.match(rf"(last |next |this |early |late |on )*{day}\b", words) and first == last and f"{first:%A}" != day:
                yield f"time {words!r}: {time.value} is a {first:%A}"


def _item(dispatch: Dispatch, kind: str, item: dict[str, Any]) -> Iterator[str]:
    for field in ("date", "start", "end"):
        if field in item:
            try:
                period(item[field])
            except ValueError as error:
                yield f"{field}: {error}"
    states = item.get("states") or item.get("state") or []
    for state in [states] if isinstance(states, str) else states:
        if state not in KNOWN and not re.fullmatch(r"[A-Z]{3}", state):
            yield f"unknown state {state!r}"
    if kind == "events":
        yield from _event(dispatch, item)
    elif kind == "tenures" and item["status"] not in TENURE_STATUSES:
        yield f"unknown status {item['status']!r}"
    elif kind == "statements":
        yield from (f"about {key}, which is no event" for key in item.get("about", []) if key not in dispatch.records)
    yield from _people(dispatch, kind, item)


def _event(dispatch: Dispatch, item: dict[str, Any]) -> Iterator[str]:
    yield from (f"unknown type {kind!r}" for kind in [item["type"], *item.get("alternatives", [])] if kind not in TYPES)
    if item["status"] not in STATUSES:
        yield f"unknown status {item['status']!r}"
    if item["type"] != "CONSULT" and "mode" in item:
        yield "a mode, but it is no CONSULT"
    for place in [item["place"]] if isinstance(item.get("place"), str) else item.get("place", []):
        if place not in dispatch.text and "here" not in dispatch.text and place.upper() not in dispatch.text:
            yield f"place {place!r} is not in the text"


def _people(dispatch: Dispatch, kind: str, item: dict[str, Any]) -> Iterator[str]:
    if kind == "statements":
        named = [] if " and " in item["speaker"] or item.get("speaker_kind") else [item["speaker"]]
    else:
        named = [item[key] for key in ("person", "predecessor", "successor") if key in item] + item.get("people", [])
    text = dispatch.text.casefold()
    for name in named:
        if name.casefold() not in text and not any(word.casefold() in text for word in re.findall(r"[^\W\d_]{4,}", name)):
            yield f"{name!r} is not in the text"


def main() -> int:
    """Check the files and folders named, or all of ours, held out or not; names must be used once."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("sources", type=Path, nargs="*", default=[HERE, HERE / "heldout"])
    count: Counter[str] = Counter()
    wrong = []
    for source in parser.parse_args().sources:
        try:
            found = (read_folder if source.is_dir() else read_file)(source)
        except FormError as error:
            wrong.append(str(error))
            continue
        for dispatch in found:
            count["dispatches"] += 1
            count["words"] += len(dispatch.text.split())
            count["times"] += len(dispatch.times)
            count.update({"t": "tenures", "e": "events", "s": "statements"}[key[0]] for key in dispatch.records)
            count.update(f"named {dispatch.name}" for _ in (1,))
            wrong += [f"{dispatch.name}: {fault}" for fault in faults(dispatch)]
    wrong += [f"{key}: used for two dispatches" for key, n in count.items() if key.startswith("named ") and n > 1]
    print(", ".join(f"{n} {key}" for key, n in count.items() if not key.startswith("named ")))
    print("\n".join(wrong) if wrong else "no fault found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
