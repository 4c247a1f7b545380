"""Which state an official serves where no words beside the post say it: all that a report tells, weighed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from chancery.codebook import fold, level_of, phrases, world
from chancery.codebook.holders import holders
from chancery.codebook.loader import DATA, load_yaml
from chancery.codebook.namesakes import sounds_like
from chancery.reading.linked import Link, Marked
from chancery.reading.words import Line

NAMING = ("state", "demonym", "capital", "palace", "body", "parliament", "org")
"""Kinds of names that name a state or an organization."""
ENDS = 3.0
"""Beyond what a name can tell for or against a state, as a mean log likelihood ratio."""


@dataclass(frozen=True, slots=True)
class Official:
    """An official of no told state, and what the report tells around the post."""

    link: Link
    name: str
    """The fullest form."""
    marked: tuple[Marked, ...]
    day: str
    """Day of the report; empty if not known."""
    outlet: tuple[str, ...]
    dateline: tuple[str, ...]
    """States of the outlet and of the place it writes from."""
    title: tuple[str, ...]
    """States and organizations that the report's title names, in order."""
    counts: Mapping[str, int]
    """How often the report names each state and organization."""
    unmarked: str
    sentences: frozenset[int]
    """Where the official is named."""
    opposite: frozenset[str]
    """States of the other people of the sentences that name the official."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """By kind of hint, the state that it points to: list, owner, before and so on."""


def likeliest(official: Official) -> str:
    """The state that most speaks for; empty where none is likely enough."""
    scores = weighed(official)
    if not scores:
        return ""
    best = max(scores, key=lambda state: (scores[state], state))
    return best if scores[best] >= _surest() else ""


def weighed(official: Official) -> Mapping[str, float]:
    """The probability of each state that it might be."""
    scores = {state: _score(signs(official, state)) for state in might_be(official)}
    highest = max(scores.values(), default=0.0)
    total = math.fsum(math.exp(score - highest) for score in scores.values())
    return {state: math.exp(score - highest) / total for state, score in scores.items()}


def _score(told: Mapping[str, float]) -> float:
    weights = _weights()
    return math.fsum(weights.get(name, 0.0) * value for name, value in told.items())


def might_be(official: Official) -> tuple[str, ...]:
    """The states and organizations that the report names, is from or points to."""
    pointed = (state for state in official.hints.values() if state)
    return tuple(dict.fromkeys((*official.outlet, *official.dateline, *official.title, *official.counts, *pointed)))


def signs(official: Official, state: str) -> Mapping[str, float]:
    """What speaks for and against a state, by name of the sign; those left out are 0."""
    line = official.marked[official.link.phrase.sentence].line
    found = {f"hint {kind}": 1.0 for kind, pointed in official.hints.items() if pointed == state}
    found |= {f"{side} {sign}": 1.0 for side, sign in _in_sentence(official, line, state)}
    found["name"] = max(-ENDS, min(ENDS, sounds_like(official.name, state)))
    found["share"] = official.counts.get(state, 0) / max(1, sum(official.counts.values()))
    abroad = " abroad" if _is_abroad(official.link.phrase.post) else ""
    if state not in world().territories:
        found[f"organization, {_rank(official.link.phrase.post)}"] = 1.0
    found["outlet" + abroad] = float(state in official.outlet)
    found["dateline" + abroad] = float(state in official.dateline)
    found["title first" + abroad] = float(state in official.title[:1])
    found["title"] = float(state in official.title)
    found["unmarked"] = float(state == official.unmarked)
    found["opposite"] = float(state in official.opposite)
    found["held"] = float(_held_by_another(official, state))
    found["most named"] = float(state in _ranked(official)[:1])
    found["named next"] = float(state in _ranked(official)[1:2])
    found |= {f"{sign} in sentence before": 1.0 for sign in _in_last(official, state)}
    found |= {f"{sign} elsewhere": 1.0 for sign in _elsewhere(official, state)}
    found["far"] = _distance(official, state)
    return {name: value for name, value in found.items() if value}


def _ranked(official: Official) -> list[str]:
    return sorted(official.counts, key=lambda state: -official.counts[state])


def _held_by_another(official: Official, state: str) -> bool:
    """Whether the register has somebody else in that post on that day."""
    if not official.day or official.link.phrase.status != "current":
        return False
    others = holders(state, official.link.phrase.post, official.day)
    own = set(fold(official.name).split())
    return bool(others) and not any(own & set(fold(name).split()) for name in others)


def _in_sentence(official: Official, line: Line, state: str) -> Iterable[tuple[str, str]]:
    """How the sentence names a state, before and after the post."""
    first, last = official.link.first, max(official.link.last, official.link.phrase.last)
    before = [(i, key) for i, key in _named(line) if i < first]
    after = [(i, key) for i, key in _named(line) if i > last]
    if any(key == state for _, key in before):
        yield "before", "named"
    plain = [(i, key) for i, key in before if not _is_place(line, i)]
    if plain and plain[-1][1] == state:
        yield "before", "nearest"
    for side, found in (("before", before), ("after", after)):
        for i, key in found:
            if key == state:
                yield side, _role(line, i)
    if any(key == state for _, key in after):
        yield "after", "named"


def _in_last(official: Official, state: str) -> Iterable[str]:
    sentence = official.link.phrase.sentence
    if not sentence:
        return
    line = official.marked[sentence - 1].line
    found = [(i, key) for i, key in _named(line)]
    if any(key == state for _, key in found):
        yield "named"
    for i, key in found:
        if key == state:
            yield _role(line, i)
    if found and found[-1][1] == state:
        yield "last"


def _elsewhere(official: Official, state: str) -> Iterable[str]:
    """How the other sentences that name the official name a state."""
    for index in official.sentences - {official.link.phrase.sentence}:
        line = official.marked[index].line
        yield from (_role(line, i) for i, key in _named(line) if key == state)


def _distance(official: Official, state: str) -> float:
    """How many sentences back the state was last named, on a scale to 1."""
    for back in range(official.link.phrase.sentence + 1):
        if any(key == state for _, key in _named(official.marked[official.link.phrase.sentence - back].line)):
            return min(back, 8) / 8
    return 1.0


def _is_abroad(post: str) -> bool:
    """Whether the post is one sent abroad, or to a body."""
    return level_of(post) == "ambassadorial" or post.split(" ")[0] in ("envoy", "consul")


def _rank(post: str) -> str:
    """Whether it is a post that only states have."""
    return "state" if level_of(post) in ("ministerial", "vice-ministerial", "ambassadorial") else "any"


@lru_cache(maxsize=512)
def _named(line: Line) -> list[tuple[int, str]]:
    """Words that begin the name of a state or organization, with its key."""
    return [(i, key) for i in range(len(line.words)) if line.hit_first(i) == i and (key := line.key(i, *NAMING))]


def _is_place(line: Line, i: int) -> bool:
    return line.lower(i - 1) in phrases().site_cases


def _role(line: Line, i: int) -> str:
    """What the name is in its sentence: a place, an aim, an owner, a subject, an object, a modifier."""
    last = line.hit_last(i)
    if _is_place(line, i):
        return "place"
    if line.lower(last + 1) in ("'s", "’s", "'", "’"):
        return "owner"
    case = line.lower(i - 1 - (line.lower(i - 1) == "the"))
    if case in ("to", "with", "against", "from", "by", "of", "for", "between"):
        return case
    relation = line.sentence.tokens[line.words[last].token].deprel.split(":")[0]
    return relation if relation in ("nsubj", "obj", "amod", "compound", "conj") else "other"


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(weight) for name, weight in load_yaml(DATA / "served.yaml")["weights"].items()}


@cache
def _surest() -> float:
    return float(load_yaml(DATA / "served.yaml")["surest"])
