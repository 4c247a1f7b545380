"""Bodies of states: ministries, agencies, offices, parliaments, parties, as the report words them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.codebook import titles
from chancery.model import Parse
from chancery.reading.names import Name
from chancery.reading.words import STATE_KINDS, Line

LONGEST = 12
"""Words of the longest name of a body."""
_KNOWN = frozenset(("body", "parliament", "palace", "org"))


@dataclass(frozen=True, slots=True)
class Body:
    """Words first..last of a line name a body."""

    sentence: int
    first: int
    last: int
    text: str
    state: str
    """The state or organization it serves; empty while unknown."""
    unit: bool = False
    """A part of a body (bureau, division)."""
    known: str = ""
    """Kind of the codebook's name, if it is one."""
    owned: bool = False
    """Whether the state stands in a possessive before it."""


def find_bodies(parse: Parse, lines: tuple[Line, ...], names: tuple[tuple[Name, ...], ...]) -> tuple[tuple[Body, ...], ...]:
    """For each line, the bodies named in it, in order, none overlapping."""
    return tuple(_line_bodies(parse, line, taken) for line, taken in zip(lines, names, strict=True))


def _line_bodies(parse: Parse, line: Line, names: tuple[Name, ...]) -> tuple[Body, ...]:
    blocked = {i for name in names for i in range(name.first, name.last + 1)}
    found: list[Body] = []
    candidates = (*_listed(parse, line, blocked), *_headed(parse, line, blocked))
    for body in sorted(candidates, key=lambda b: (b.first - b.last, not b.known)):
        if not any(b.first <= body.last and body.first <= b.last for b in found):
            found.append(body)
    return _merged(parse, line, sorted(found, key=lambda body: body.first))


def _merged(parse: Parse, line: Line, found: list[Body]) -> tuple[Body, ...]:
    """Bodies of which one names a part of the other after an abbreviation ("Labour Party (LP) Central Committee") as one."""
    merged: list[Body] = []
    plain = [b for b in found if not (line.lower(b.first - 1) == "(" and line.lower(b.last + 1) == ")")]
    for body in plain:
        last = merged[-1] if merged else None
        if last is not None and body.first - last.last == 4 and line.lower(last.last + 1) == "(" and line.lower(body.first - 1) == ")":
            text = line.text(parse, last.first, body.last)
            merged[-1] = Body(last.sentence, last.first, body.last, text, last.state or body.state)
        else:
            merged.append(body)
    return tuple(merged)


def _listed(parse: Parse, line: Line, blocked: set[int]) -> Iterator[Body]:
    for i, word in enumerate(line.words):
        kinds = line.kinds(i) & _KNOWN
        if not kinds or i in blocked or line.hit_first(i) != i:
            continue
        named = next(n for n in line.hits[word.hit].named if n.kind in _KNOWN)
        last = line.hit_last(i)
        if named.key == "UN" and not word.lower.startswith("u") and (owner := _owner_state(line, i)):
            yield Body(line.sentence.index, i, last, line.text(parse, i, last), owner, owned=True)
            continue
        state = named.key or _owner_state(line, i)
        first = i
        if named.kind in ("body", "parliament") and i > 0 and line.key(i - 1, "demonym", "state") and line.lower(i - 1) not in ("'s", "’s"):
            first = line.hit_first(i - 1)
        yield Body(line.sentence.index, first, last, line.text(parse, first, last), state, known=named.kind)


def _headed(parse: Parse, line: Line, blocked: set[int]) -> Iterator[Body]:
    for i, word in enumerate(line.words):
        entry = titles().bodies.get(word.lower)
        if entry is None or i in blocked or (line.words[i].hit >= 0 and line.hit_last(i) != i):
            continue
        first = _left(line, i, blocked)
        last, state = _right(line, first, i, blocked)
        modified = any(line.lower(k) not in titles().words["ranks"] or line.words[k].capital for k in range(first, i)) or last > i
        if not modified or last - first >= LONGEST or (not word.capital and not _portfolio_before(line, first, i) and last == i):
            continue
        inner = next(
            (
                key
                for k in range(first, i + 1)
                if (key := line.key(k, "demonym", "state", "org", "capital", *_KNOWN)) and _names_it(line, k, key)
            ),
            "",
        )
        owned = _owner_state(line, first)
        yield Body(
            line.sentence.index, first, last, line.text(parse, first, last), state or inner or owned, unit=entry.unit, owned=bool(owned)
        )


def _names_it(line: Line, index: int, key: str) -> bool:
    """Whether a name within a body's name tells whose it is: not "Security Council" in "National Security Council"."""
    return key != "UN" or line.lower(index).startswith("u")


def _portfolio_before(line: Line, first: int, head: int) -> bool:
    return any(line.lower(k) in titles().words["portfolio"] or line.kinds(k) & {"demonym", "org"} for k in range(first, head))


def _left(line: Line, head: int, blocked: set[int]) -> int:
    first, capital = head, line.words[head].capital
    while first > 0 and (first - 1) not in blocked and _modifies(line, first - 1, capital, first):
        first -= 1
    while first < head and (
        line.lower(first) in ("and", "&", ",")
        or line.lower(first) in titles().words["not_names"] - titles().words["portfolio"] - titles().bodies.keys()
    ):
        first += 1
    return first


def _modifies(line: Line, index: int, capital: bool, right: int) -> bool:
    word, lists = line.words[index], titles().words
    if word.lower in ("and", "&"):
        return index > 0 and capital and line.words[right].capital and line.words[index - 1].capital and _in_list(line, index - 1, right)
    if (
        word.lower in titles().single
        or (word.lower in lists["qualifiers"] and not word.capital)
        or word.lower in lists["former"]
        or line.kinds(index) & {"gathering", "medium", "agreement"}
    ):
        return False
    if line.kinds(index) & {"demonym", "org", "state", "capital", "city", "region"}:
        return True
    if capital:
        return (
            word.capital and any(c.isalnum() for c in word.text) and word.upos not in ("VERB", "AUX", "ADP", "PRON", "DET", "SCONJ", "ADV")
        )
    return not word.capital and (word.lower in lists["portfolio"] or word.lower in lists["ranks"])


def _in_list(line: Line, left: int, right: int) -> bool:
    portfolio = titles().words["portfolio"]
    return (line.lower(left) in portfolio and line.lower(right) in portfolio | {"political"}) or line.words[left].upos == "ADJ"


def _right(line: Line, first: int, head: int, blocked: set[int]) -> tuple[int, str]:
    """The last word of the body, and the state after `of`."""
    last, state = head, ""
    opening = ("of", "on") if first < head else ("of", "for", "on")
    while line.lower(last + 1) in opening and last + 2 < len(line.words):
        at = last + 2 + (line.lower(last + 2) in ("the", "its"))
        if at < len(line.words) and (key := state_after(line, at)):
            if line.lower(last + 1) == "of":
                return key[1], key[0]
            break
        if at < len(line.words) and line.kinds(at) & {"org"}:
            break
        end = _portfolio_run(line, at, blocked, capital=line.words[head].capital)
        if end < at:
            break
        last = end
    return last, state


def _portfolio_run(line: Line, at: int, blocked: set[int], *, capital: bool) -> int:
    """Index of the last word of a run of portfolio words from `at`, with lists ("Trade, Industry and Energy"); at - 1 for none."""
    end, i = at - 1, at
    while i < len(line.words) and i not in blocked:
        lower = line.lower(i)
        if lower in titles().words["portfolio"] or (
            lower not in titles().words["calendar"]
            and capital
            and line.words[i].capital
            and line.words[i].hit < 0
            and line.words[i].lower not in titles().heads
        ):
            end = i
        elif not (
            lower in ("and", "&", ",")
            and end == i - 1
            and line.lower(i + 1) in titles().words["portfolio"]
            and (line.words[i + 1].capital or not capital)
        ):
            break
        i += 1
    return end


def state_after(line: Line, at: int) -> tuple[str, int] | None:
    """The state named from word `at` on ("the Republic of Chile", "the Portuguese Republic", "Chile") and its last word."""
    forms = ("republic", "kingdom", "sultanate", "state", "federation", "commonwealth", "emirate", "principality", "government", "union")
    i = at + (line.lower(at) == "the")
    if i >= len(line.words):
        return None
    if key := line.key(i, "state", "demonym"):
        last = line.hit_last(i)
        while line.lower(last + 1) in forms and line.words[last + 1].capital:
            last += 1
        if "state" not in line.kinds(i) and last == line.hit_last(i):
            return None
        return key, last
    words = i
    while line.lower(words) in forms or line.lower(words) in (
        "united",
        "islamic",
        "democratic",
        "federal",
        "people's",
        "hashemite",
        "arab",
    ):
        words += 1
    if words > i and line.lower(words) == "of" and words + 1 < len(line.words):
        after = words + 1 + (line.lower(words + 1) == "the")
        if after < len(line.words) and (key := line.key(after, "state", "capital")):
            return key, line.hit_last(after)
    return None


def _owner_state(line: Line, first: int) -> str:
    """The state of a possessive or adjective before a word, the article left out."""
    i = first - 1
    if i >= 1 and line.lower(i) in ("'s", "’s", "'", "’"):
        return line.key(i - 1, *STATE_KINDS, "org")
    return line.key(i, "demonym") if i >= 0 else ""
