"""Counterparts: "his Japanese counterpart Taro Kono" holds the possessor's post for another state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chancery.codebook import fold, level_of, titles
from chancery.model import Parse
from chancery.reading.linked import Marked
from chancery.reading.names import Name
from chancery.reading.people import Cluster
from chancery.reading.scene import Title
from chancery.reading.words import STATE_KINDS, Line


def find_counterparts(
    parse: Parse, marked: tuple[Marked, ...], owner: Mapping[int, Cluster], given: tuple[Title, ...]
) -> tuple[Title, ...]:
    """A title for each person called somebody's counterpart; without a post where the possessor's is not a common one."""
    return tuple(title for line in marked for title in _line_counterparts(parse, line, owner, given))


def _line_counterparts(parse: Parse, marked: Marked, owner: Mapping[int, Cluster], given: tuple[Title, ...]) -> Iterator[Title]:
    line = marked.line
    for i, word in enumerate(line.words):
        if word.lower not in titles().words["counterparts"]:
            continue
        at = i + 1 + (line.lower(i + 1) == "number")
        after = at + 2 if line.lower(at) in ("from", "in") and at + 1 < len(line.words) and line.key(at + 1, "state") else at
        state = line.key(at + 1, "state") if after != at else _state_before(line, i)
        if line.lower(after) == ",":
            after += 1
        name = marked.name_from(after)
        if name is None or not state:
            continue
        person = owner[name.start]
        possessor = _possessor(marked, i, owner, name)
        post = _shared_post(possessor, given, person) if possessor else ""
        start = line.words[_first(line, i)].start
        yield Title(person.key, post, start, name.end, line.sentence.index, state=state, rule="counterpart")


def _state_before(line: Line, i: int) -> str:
    for k in range(i - 1, max(-1, i - 4), -1):
        if key := line.key(k, *STATE_KINDS):
            return key
    return ""


def _first(line: Line, i: int) -> int:
    for k in range(i - 1, max(-1, i - 5), -1):
        if line.words[k].upos in ("PRON", "DET") or line.lower(k) in ("his", "her", "their"):
            return k
    return i


def _possessor(marked: Marked, i: int, owner: Mapping[int, Cluster], other: Name) -> Cluster | None:
    """The person before the counterpart: in the possessive, or the last one named in the sentence."""
    before = [n for n in marked.names if n.last < i and n is not other]
    return owner[before[-1].start] if before else None


def _shared_post(possessor: Cluster, given: tuple[Title, ...], person: Cluster) -> str:
    posts = [t.post for t in given if t.person == possessor.key]
    common = [
        p
        for p in posts
        if level_of(p) in ("summit", "ministerial") and "speaker" not in p and " of " not in fold(p).replace(" of foreign affairs", "")
    ]
    known = {t.post for t in given if t.person == person.key}
    return next((p for p in common if p not in known), "")
