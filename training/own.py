"""Sentences of our own with their names marked, and names of the register put in the place of others."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from chancery.language.encode import ATTACHED, PARAGRAPH, SPACE, gap
from chancery.language.tokenizer import tokenize
from training.corpora import LABELS, TAGS, Document, Row, table, tag_bits

CODEBOOK = Path(__file__).parents[1] / "src" / "chancery" / "data"
SLOTS = {
    "state": "STATE",
    "people": "NORP",
    "city": "PLACE",
    "org": "ORG",
    "gathering": "EVENT",
    "law": "LAW",
    "person": "PERSON",
    "family": "PERSON",
}
MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    *("Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MARK = re.compile(r"\[(?P<label>[A-Z]+) (?P<inner>[^\]]+)\]|\{(?P<slot>\w+)\}")
_SLOT = re.compile(r"\{(\w+)\.?\}")
_PERSON_B, _PERSON_I = 1 << TAGS.index("B-PERSON"), 1 << TAGS.index("I-PERSON")


@dataclass(frozen=True, slots=True)
class Names:
    """What fills the slots."""

    fillers: dict[str, tuple[str, ...]]
    persons: dict[str, tuple[str, ...]]
    """By jurisdiction."""
    sentences: tuple[str, ...]


def read_names(holders: Path) -> Names:
    """The slots' fillers: the codebook's names, and persons from the register of holders (`holders.csv`)."""
    own: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("own.yaml").read_text("utf-8"))

    def listed(name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = yaml.safe_load((CODEBOOK / f"{name}.yaml").read_text("utf-8"))
        return entries

    territories = listed("territories")
    capital = re.compile(r"^[A-Z0-9]")
    fillers = {
        "state": [name for entry in territories for name in entry["names"]],
        "people": [name for entry in territories for name in entry.get("adjectives", [])],
        "city": [name for entry in territories for key in ("capitals", "cities") for name in entry.get(key, [])],
        "org": [name for entry in listed("organizations") for name in entry["names"]],
        "gathering": list(next(e["names"] for e in listed("gatherings") if e["name"] == "named")),
        "law": [name for entry in listed("agreements") for name in entry["names"]],
        "gname": own["places"],
        "month": MONTHS,
        "weekday": WEEKDAYS,
    }
    organizations = set(fillers["org"])
    fillers["gathering"] = [n for n in fillers["gathering"] if n not in organizations and "Assembly" not in n and "Council" not in n]
    persons: dict[str, set[str]] = {}
    with holders.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            words = line["person"].split()
            if (
                2 <= len(words) <= 4
                and all(word[0].isalpha() for word in words)
                and words[-1][0].isupper()
                and not {",", "of"} & {*words, *line["person"]}
            ):
                persons.setdefault(line["jurisdiction"], set()).add(line["person"])
    kept = {slot: tuple(name for name in names if capital.match(name)) for slot, names in fillers.items()}
    return Names(kept, {place: tuple(sorted(found)) for place, found in sorted(persons.items()) if len(found) > 4}, tuple(own["sentences"]))


def person(names: Names, dice: random.Random) -> str:
    """A person's name: a jurisdiction first, so that large registers do not drown the small."""
    found = dice.choice(names.persons[dice.choice(sorted(names.persons))])
    loud = dice.random() < 0.2
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 and not loud else word for word in found.split())


def _fill(slot: str, names: Names, dice: random.Random) -> str:
    if slot == "person":
        return person(names, dice)
    if slot == "family":
        return person(names, dice).split()[-1]
    if slot == "day":
        return str(dice.randint(1, 31))
    if slot == "year":
        return str(dice.randint(1948, 2026))
    return dice.choice(names.fillers[slot])


def sentence(template: str, names: Names, dice: random.Random) -> Row:
    """One filled sentence with its names."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(template):
        text += template[at : match.start()]
        at, start = match.end(), len(text)
        if match["label"]:
            text += _SLOT.sub(lambda slot: _fill(slot[1], names, dice), match["inner"])
            spans.append((start, len(text), match["label"]))
        else:
            text += _fill(match["slot"], names, dice)
            spans.append((start, len(text), SLOTS.get(match["slot"], "DATE")))
    text += template[at:]
    tokens = tokenize(text)
    bits = [1] * len(tokens)
    for low, high, label in spans:
        inside = [i for i, (a, b) in enumerate(tokens) if a < high and b > low]
        for i in inside:
            bits[i] = tag_bits((label,), "B" if i == inside[0] else "I")
    gaps = [PARAGRAPH, *(gap(text, tokens[i - 1][1], tokens[i][0]) for i in range(1, len(tokens)))]
    return Row(tuple(text[a:b] for a, b in tokens), tuple(gaps), tuple(bits))


def document(names: Names, dice: random.Random, count: int) -> list[Document]:
    """`count` filled sentences, in short runs."""
    rows = [sentence(dice.choice(names.sentences), names, dice) for _ in range(count)]
    return [rows[i : i + 3] for i in range(0, len(rows), 3)]


def rename(row: Row, names: Names, dice: random.Random) -> Row:
    """The row with persons' full names changed for others of the register; with a tree, only for names of as many words."""
    if not row.names:
        return row
    for start, end in reversed(_persons(row)):
        if end - start < 2 or dice.random() > 0.3:
            continue
        new, between = _cut(person(names, dice))
        if row.words[start].isupper():
            new = [word.upper() for word in new]
        if row.heads and len(new) != end - start:
            continue
        row = _put(row, (start, end), new, between)
    return row


def _persons(row: Row) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, bits in enumerate(row.names):
        if bits == _PERSON_B:
            found.append((place, place + 1))
        elif bits == _PERSON_I and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
    return found


def _cut(name: str) -> tuple[list[str], list[int]]:
    tokens = tokenize(name)
    gaps = [SPACE if i == 0 or tokens[i - 1][1] < tokens[i][0] else ATTACHED for i in range(len(tokens))]
    return [name[a:b] for a, b in tokens], gaps


def _put(row: Row, span: tuple[int, int], words: Sequence[str], gaps: Sequence[int]) -> Row:
    start, end = span
    bits = (_PERSON_B, *(_PERSON_I for _ in words[1:]))
    return replace(
        row,
        words=(*row.words[:start], *words, *row.words[end:]),
        gaps=(*row.gaps[:start], row.gaps[start], *gaps[1:], *row.gaps[end:]),
        names=(*row.names[:start], *bits, *row.names[end:]),
    )


def known_labels() -> None:
    """Refuses a template with a label or slot that does not exist."""
    own: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("own.yaml").read_text("utf-8"))
    for template in own["sentences"]:
        for match in _MARK.finditer(template):
            if match["label"] and match["label"] not in LABELS:
                raise ValueError(f"own.yaml: unknown label {match['label']} in {template!r}")
    table()
