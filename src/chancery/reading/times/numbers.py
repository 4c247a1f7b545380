"""What the numbers of an expression stand for: figures, words, ordinals, years, times of the clock."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chancery.reading.times.grammar import Atom

_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})?)(?:\.(\d{1,2}))?(?: ([1-3])/([24]))?$")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))? ?([ap])?|(\d\d)(\d\d)$")
_SCALE = {"hundred": 100, "thousand": 1000}


def read_part(name: str, written: str, atoms: Mapping[str, Atom]) -> str | int:
    """The value of a part that is not a plain list of words, by the name of its atom."""
    match name:
        case "number" | "digits":
            return read_number(written, atoms)
        case "clocktime":
            return read_clock(written)
        case "spelled_year":
            return read_spelled_year(written, atoms)
        case "short_year" | "two_year":
            year = int(re.sub(r"\D", "", written))
            return year + (1900 if year > 49 else 2000)
        case "short_decade" | "bare_decade":
            return 1900 + int(re.sub(r"\D", "", written))
        case _:
            figures = re.sub(r"\D", "", written)
            return int(figures) if figures else written


def read_number(written: str, atoms: Mapping[str, Atom]) -> str | int:
    """A whole number, or a decimal as text: "twenty-four" is 24, "2 1/2" is "2.5"."""
    if figures := _FIGURES.match(written.strip()):
        whole = int(figures[1].replace(",", ""))
        if figures[3]:
            return f"{whole + int(figures[3]) / int(figures[4]):g}"
        return f"{whole}.{figures[2]}" if figures[2] and figures[2].strip("0") else whole
    total, half = 0, "half" in written
    for word in re.findall(r"[a-z]+", written.lower()):
        if word in _SCALE:
            total = max(total, 1) * _SCALE[word]
        else:
            total += _word_number(word, atoms)
    return f"{total + 0.5:g}" if half else total


def _word_number(word: str, atoms: Mapping[str, Atom]) -> int:
    for name in ("units", "teens", "tens"):
        if word in atoms[name].words:
            return int(atoms[name].words[word])
    return 0


def read_spelled_year(written: str, atoms: Mapping[str, Atom]) -> int:
    """ "nineteen ninety-four" is 1994, "two thousand and one" is 2001."""
    if "thousand" in written:
        return int(read_number(written, atoms))
    first, *rest = written.split()
    return 100 * _word_number(first, atoms) + sum(_word_number(word, atoms) for word in rest)


def read_clock(written: str) -> str:
    """Hours and minutes on 24 hours: "10:30 p.m." is 22:30."""
    found = _CLOCK.match(written.lower())
    if found is None:
        return ""
    if found[5]:
        return f"{found[5]}:{found[6]}"
    if len(found[1]) == 2 and re.match(r"\d{4}", written):
        return f"{written[:2]}:{written[2:4]}"
    hour = int(found[1]) % 12 + 12 * (found[4] == "p") if found[4] else int(found[1])
    return f"{hour % 24:02d}:{found[2] or '00'}"
