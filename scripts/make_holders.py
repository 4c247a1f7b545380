"""Makes the packaged table of office-holders from a register of who held what.

    python scripts/make_holders.py REGISTER.csv src/chancery/data/holders/holders.tsv.gz

The register has the columns jurisdiction, position, person, start, end, kind, set. Kept are heads of state and government, effective
leaders, foreign and defence ministers and their like, of states that the codebook knows.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from pathlib import Path

from rapidfuzz.distance.Levenshtein import distance

from chancery.codebook import fold, load_yaml, world

COW = load_yaml(Path(__file__).with_name("cow_codes.yaml"))
KINDS = {"head_of_state": "state", "head_of_government": "government", "fm": "foreign", "leader": "leader", "deputy_fm": "foreign deputy"}
OTHER = (
    (
        "defence",
        re.compile(
            r"^(?:federal |union )?(?:minister|secretary)[a-z, ]* (?:of|for) (?:national )?defen[cs]e|^defen[cs]e (?:minister|secretary)",
            re.I,
        ),
    ),
    ("trade", re.compile(r"^(?:federal )?(?:minister|secretary) (?:of|for) (?:foreign )?(?:trade|commerce|economy)", re.I)),
    ("vice president", re.compile(r"^(?:first )?vice[- ]president(?: of (?:the )?[A-Z].*)?$", re.I)),
    ("deputy government", re.compile(r"^(?:first )?(?:deputy prime minister|vice premier)", re.I)),
)
REGIONAL = re.compile(r"\b(?:governor|premier of|chief minister of|first minister of|lord mayor|mayor|lieutenant)\b", re.I)


def kind_of(row: dict[str, str]) -> str:
    """The kind under which a row is kept; empty for none."""
    if REGIONAL.search(row["position"]):
        return ""
    return KINDS.get(row["kind"]) or next((kind for kind, form in OTHER if form.search(row["position"])), "")


def state_of(row: dict[str, str]) -> str:
    """Code of the jurisdiction; empty where it is no state of the codebook."""
    name = row["jurisdiction"]
    if row["set"] == "reign":
        return COW.get(name, name if name in world().territories else "")
    spoken = {"us": "United States", "uae": "United Arab Emirates", "saudi": "Saudi Arabia", "swiss": "Switzerland"}.get(
        name, name.replace("-", " ")
    )
    if ", " in spoken:
        last, first = spoken.split(", ", 1)
        spoken = f"{first} {last}" if first != "The" else last
    return next((n.key for n in world().names.get(spoken) if n.kind == "state"), "")


def clean(person: str) -> str:
    """The name as texts write it: no capitals throughout, no double blanks."""
    return " ".join(w.capitalize() if w.isupper() and len(w) > 2 else w for w in person.replace(",", " ").split())


def respelt(rows: list[tuple[str, str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    """The rows with names spelt as the list of cabinets has them, which follows the states themselves, if a letter or two differ."""
    official: dict[tuple[str, str], list[str]] = {}
    for state, kind, name, start, _ in rows:
        if start == "2019-10":
            official.setdefault((state, kind), []).append(name)
    return [
        (s, k, next((o for o in official.get((s, k), ()) if o.isascii() and n.isascii() and 0 < distance(o, n) <= 2), n), a, b)
        for s, k, n, a, b in rows
    ]


def main() -> int:
    """Reads the register and writes the table."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows: dict[tuple[str, str, str, str], tuple[str, str, str, str, str]] = {}
    with source.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            state, kind = state_of(row), kind_of(row)
            if not state or not kind or not row["person"].strip():
                continue
            start, end = (row["start"], row["end"]) if row["start"] or row["end"] or row["set"] != "cia_2019" else ("2019-10", "2019-10")
            name = clean(row["person"])
            rows.setdefault((state, kind, fold(name), start[:7]), (state, kind, name, start, end))
    lines = ["\t".join(row) for row in sorted(respelt(list(rows.values())))]
    target.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} rows, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
