"""Annotated dispatches: text with its record marked inline, and the gold form that scoring consumes.

A file holds dispatches one after another. Each has a line `=== name`, header lines, a blank line, the marked text, a line `---`, and
one line for each tenure, event and statement (README.md tells the marks). Nothing of the project is imported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = (
    "CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MODES = ("meet", "visit", "call", "letter")
LEVELS = ("summit", "ministerial", "vice-ministerial", "director-general", "ambassadorial", "working")
STATUSES = ("occurred", "ongoing", "scheduled", "expected", "possible", "undecided", "unlikely", "cancelled", "denied", "proposed")
TENURE_STATUSES = ("current", "former", "designate")
HEADER = ("title", "outlet", "published", "given", "style", "source", "note", "copy")

_MARK = re.compile(r"\[(?P<ids>[tes]\d+(?: [tes]\d+)*) |(?P<close>\])|<(?P<words>[^<>=]+)=(?P<value>[^<>]+)>")
_LINE = re.compile(r"(?P<id>[tes]\d+) (?P<rest>.+)")
_KEYS = {
    "t": {"of": "organization", "from": "start", "to": "end", "after": "predecessor", "before": "successor"},
    "e": {"with": "people", "date": "date", "at": "place", "beside": "sidelines", "or": "alternatives", "history": "history"},
    "s": {"date": "date", "via": "via", "setting": "setting", "about": "about"},
}


class FormError(ValueError):
    """A dispatch that does not keep the form; the message says which one, where and what was expected."""


@dataclass(frozen=True, slots=True)
class Time:
    """Characters start..end of the text name this calendar period."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One report in our own words, with everything a perfect reading finds in it."""

    name: str
    header: dict[str, str]
    text: str
    times: tuple[Time, ...]
    spans: dict[str, tuple[str, ...]]
    """For each id, the marked pieces of the text, in order."""
    records: dict[str, dict[str, Any]]
    """For each id, its fields in the names of the gold form."""


def read_file(path: Path) -> list[Dispatch]:
    """Give the dispatches of one file, in order; FormError for one that breaks the form."""
    return read_text(path.read_text(encoding="utf-8"))


def read_text(marked: str) -> list[Dispatch]:
    """Give the dispatches of a marked text, in order; FormError for one that breaks the form."""
    return [_read_block(block) for block in re.split(r"^=== ", marked, flags=re.MULTILINE)[1:]]


def read_folder(folder: Path) -> list[Dispatch]:
    """Give the dispatches of every .txt file directly in the folder, in order of file name."""
    return [dispatch for path in sorted(folder.glob("*.txt")) for dispatch in read_file(path)]


def _read_block(block: str) -> Dispatch:
    name, _, rest = block.partition("\n")
    name = name.strip()
    try:
        head, body = rest.split("\n\n", 1)
        marked, notes = re.split(r"^---$", body, maxsplit=1, flags=re.MULTILINE)
    except ValueError:
        raise FormError(f"{name}: expected header lines, a blank line, the text, a line '---', the record") from None
    header = _read_header(name, head)
    text, times, spans = _read_text(name, marked.strip("\n"))
    return Dispatch(name, header, text, times, spans, _read_notes(name, notes))


def _read_header(name: str, head: str) -> dict[str, str]:
    header = {}
    for line in head.splitlines():
        key, colon, value = line.partition(": ")
        if key not in HEADER or not colon:
            raise FormError(f"{name}: header line {line!r}; expected one of {', '.join(HEADER)}, a colon, a value")
        header[key] = value.strip()
    return header


def _read_text(name: str, marked: str) -> tuple[str, tuple[Time, ...], dict[str, tuple[str, ...]]]:
    """Take the marks out of the text and keep what they marked."""
    plain, last, length = [], 0, 0
    opened: list[tuple[list[str], int]] = []
    closed: list[tuple[int, int, str]] = []
    times = []
    for mark in _MARK.finditer(marked):
        plain.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark["ids"]:
            opened.append((mark["ids"].split(), length))
        elif mark["close"]:
            if not opened:
                raise FormError(f"{name}: a ] that closes nothing, after {marked[max(0, mark.start() - 40) : mark.start()]!r}")
            ids, start = opened.pop()
            closed.extend((start, length, key) for key in ids)
        else:
            plain.append(mark["words"])
            times.append(Time(length, length + len(mark["words"]), mark["value"].strip()))
            length += len(mark["words"])
    if opened:
        raise FormError(f"{name}: [{' '.join(opened[-1][0])} is never closed")
    text = "".join([*plain, marked[last:]])
    spans: dict[str, tuple[str, ...]] = {}
    for start, end, key in sorted(closed):
        spans[key] = (*spans.get(key, ()), text[start:end])
    return text, tuple(times), spans


def _read_notes(name: str, notes: str) -> dict[str, dict[str, Any]]:
    records: dict[str, dict[str, Any]] = {}
    for line in filter(None, map(str.strip, notes.splitlines())):
        found = _LINE.fullmatch(line)
        if not found or found["id"] in records:
            raise FormError(f"{name}: {line!r}; expected a new id t1, e1, s1 and its fields")
        try:
            records[found["id"]] = _READERS[found["id"][0]]([part.strip() for part in found["rest"].split("|")])
        except ValueError as error:
            raise FormError(f"{name}: {line!r}: {error}") from None
    return records


def _fields(kind: str, words: Sequence[str], bare: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for part in words:
        key, _, value = part.partition(" ")
        if part in bare:
            yield "status", part
        elif key in _KEYS[kind] and value:
            field = _KEYS[kind][key]
            yield field, _value(field, value.strip())
        else:
            raise ValueError(f"unknown field {part!r}")


def _value(field: str, value: str) -> Any:
    if field in ("alternatives", "history", "about"):
        return value.split()
    if field in ("people", "via"):
        return [item.strip() for item in value.split(";")]
    if field == "place" and ";" in value:
        return [item.strip() for item in value.split(";")]
    return value


def _tenure(parts: list[str]) -> dict[str, Any]:
    person, post, state, *rest = parts
    record = {"person": person, "post": post}
    fields = dict(_fields("t", rest, TENURE_STATUSES))
    if state != "-":
        fields["state"] = state.replace("_", " ")
    fields.setdefault("status", "current")
    order = ("organization", "state", "start", "end", "predecessor", "successor", "status")
    return record | {key: fields[key] for key in order if key in fields}


def _event(parts: list[str]) -> dict[str, Any]:
    kind, states, *rest = parts
    words = kind.split()
    fields = dict(_fields("e", rest, STATUSES))
    record: dict[str, Any] = {"type": words[0]}
    if "alternatives" in fields:
        record["alternatives"] = fields["alternatives"]
    for word in words[1:]:
        if word not in MODES + LEVELS:
            raise ValueError(f"{word!r} is neither a mode nor a level")
        record["mode" if word in MODES else "level"] = word
    record |= _roles(states)
    fields.setdefault("status", "occurred")
    order = ("people", "date", "place", "sidelines", "status", "history")
    return record | {key: fields[key] for key in order if key in fields}


def _roles(states: str) -> dict[str, list[str]]:
    """`A B` take part; `A > B` acts on B; `A > B + C` with C taking part besides."""
    parts, _, beside = states.partition("+")
    actor, arrow, recipient = parts.partition(">")
    everyone = list(dict.fromkeys([*_codes(actor), *_codes(recipient), *_codes(beside)]))
    roles = {"states": everyone}
    if arrow:
        roles |= {role: codes for role, codes in (("actor", _codes(actor)), ("recipient", _codes(recipient))) if codes}
    return roles


def _codes(words: str) -> list[str]:
    """Codes apart by blanks; an organization of several words is written with underscores."""
    return [word.replace("_", " ") for word in words.split()]


def _statement(parts: list[str]) -> dict[str, Any]:
    speaker, state, *rest = parts
    record: dict[str, Any] = {"speaker": speaker}
    if "anonymous" in rest:
        record["speaker_kind"] = "anonymous"
    if state != "-":
        codes = _codes(state)
        record["state"] = codes[0] if len(codes) == 1 else codes
    fields = dict(_fields("s", [part for part in rest if part != "anonymous"], ()))
    return record | {key: fields[key] for key in ("via", "date", "setting", "about") if key in fields}


_READERS = {"t": _tenure, "e": _event, "s": _statement}


def report_text(dispatch: Dispatch) -> str:
    """Give the page of the dispatch: its title, if it has one, a blank line and the text."""
    title = dispatch.header.get("title")
    return f"{title}\n\n{dispatch.text}\n" if title else f"{dispatch.text}\n"


def context_of(text: str, start: int, end: int) -> str:
    """Give words around start..end that occur once in the text and hold start..end at the first place where they hold its words."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    first = max(index for index, word in enumerate(words) if word[0] <= start)
    final = min(index for index, word in enumerate(words) if word[1] >= end)
    low, high = max(0, first - 2), min(len(words) - 1, final + 1)
    while True:
        left, right = words[low][0], words[high][1]
        context = text[left:right]
        alone = text.find(context) == left
        if alone and context.find(text[start:end]) == start - left:
            return " ".join(context.split())
        if alone and low < first:
            low += 1
        elif high + 1 < len(words):
            high += 1
        elif low > 0:
            low -= 1
        else:
            raise FormError(f"no words around {text[start:end]!r} that occur once")


def gold_of(dispatch: Dispatch) -> dict[str, Any]:
    """Give the record of a dispatch in the gold form."""
    text = dispatch.text
    report = {"file": "report.txt"} | {key: dispatch.header[key] for key in ("title", "outlet", "published") if key in dispatch.header}
    if "given" in dispatch.header:
        report["published_given"] = dispatch.header["given"]
    times = [
        {"text": text[time.start : time.end], "in": context_of(text, time.start, time.end), "value": time.value} for time in dispatch.times
    ]
    return {"report": report, "times": times} | {
        name: [_item(dispatch, key) for key in dispatch.records if key[0] == letter]
        for name, letter in (("tenures", "t"), ("events", "e"), ("statements", "s"))
    }


def _item(dispatch: Dispatch, key: str) -> dict[str, Any]:
    fields = dict(dispatch.records[key])
    evidence = [" ".join(piece.split()) if "\n" in piece else piece for piece in dispatch.spans.get(key, ())]
    if key[0] == "e":
        fields = {"id": key, **fields}
    if key[0] == "s" and any(mark in piece for piece in evidence for mark in '“”"'):
        fields["quoted"] = True
    return fields | {"evidence": evidence}


def write_gold(record: dict[str, Any]) -> str:
    """Give the record as YAML, laid out as the gold records are."""
    lines = ["report:"]
    lines += [f"  {key}: {_scalar(value)}" for key, value in record["report"].items()]
    lines += ["", "times:" if record["times"] else "times: []"]
    lines += [
        f"  - {{text: {_scalar(t['text'])}, in: {json.dumps(t['in'], ensure_ascii=False)}, value: {t['value']}}}" for t in record["times"]
    ]
    for kind in ("tenures", "events", "statements"):
        lines += ["", f"{kind}:" if record[kind] else f"{kind}: []"]
        for item in record[kind]:
            entry = [f"{key}: {_flow(key, value)}" for key, value in item.items()]
            lines += [f"  - {entry[0]}", *(f"    {line}" for line in entry[1:])]
    return "\n".join(lines) + "\n"


def _flow(key: str, value: Any) -> str:
    if isinstance(value, list):
        write = json_text if key == "evidence" else _scalar
        return f"[{', '.join(write(item) for item in value)}]"
    return "true" if value is True else _scalar(value)


def json_text(value: str) -> str:
    """Give the text in double quotes, with its accents as they are."""
    return json.dumps(value, ensure_ascii=False)


def _scalar(value: str) -> str:
    """Give the text bare where YAML reads it back as the same text or as the date it is, else in quotes."""
    if re.fullmatch(r"\d{4}(-(\d\d|W\d\d))?(-\d\d)?(/\S+)?", value):
        return f'"{value}"' if re.fullmatch(r"\d{4}", value) else value
    bare = re.fullmatch(r"[^\W\d_][\w .’'()/&-]*", value) and not re.fullmatch(r"(?i)y|n|yes|no|on|off|true|false|null", value)
    return value if bare and not value.endswith(" ") else json_text(value)
