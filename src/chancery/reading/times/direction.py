"""Direction: does a time lie ahead or behind? From the verb that governs it, by the words of its sentence."""

from __future__ import annotations

import re

from chancery.reading.times.clause import OPEN, Clause, Direction, cues
from chancery.reading.times.found import Words

__all__ = ["OPEN", "Direction", "cues", "direction", "following", "sentence_bounds"]

REACH = 40
"""Words that are looked at on either side; sentences of hostile input do not end."""
OWNED = 5
"""Words after "Friday's" within which a modal verb makes it lie ahead."""
_END = re.compile(r"[.!?][”\"’')\]]*\s|\n\s*\n|\n(?=[A-Z\"“])")


def sentence_bounds(words: Words, start: int, end: int) -> tuple[int, int]:
    """Indices of the first word of the sentence and of the first word after it, at most REACH words away."""
    first, last = words.index_at(start), words.index_at(end - 1) + 1
    low = first
    while low > 0 and first - low < REACH and not _break(words, low - 1):
        low -= 1
    high = last
    while high < len(words.starts) and high - last < REACH and not _break(words, high - 1):
        high += 1
    return low, high


def _break(words: Words, index: int) -> bool:
    """Whether a sentence ends between this word and the next."""
    if index + 1 >= len(words.starts):
        return True
    between = words.text[words.ends[index] : words.starts[index + 1]]
    if len(between) < 2 or ("\n" not in between and not _END.search(between)):
        return False
    if "\n" in between and (between.count("\n") > 1 or between.strip()[:1] in ".!?"):
        return True
    if not _END.search(between):
        return False
    following = words.text[words.starts[index + 1]]
    if following.islower() or not between.startswith("."):
        return not following.islower()
    return not (words.ends[index] - words.starts[index] == 1 or words.lower(index) in cues()["abbreviations"])


def direction(words: Words, start: int, end: int) -> Direction:
    """The direction of the expression at start..end, from the verb that governs it."""
    low, high = sentence_bounds(words, start, end)
    clause = Clause(words, low, high)
    first, after = words.index_at(start), words.index_at(end - 1) + 1
    told = _beside(clause, first, after)
    if told.strength:
        return told
    right, left = clause.at_once(after), clause.leftward(first - 1)
    if right.sign and right.strength > 1:
        return right
    if clause.has(first - 1, "until") and left.sign < 0 and clause.has(left.clause, "open_until"):
        return clause.told(1, 2, first - 1)
    if left.sign < 0 and left.strength < 4 and _supposed(clause, left.clause):
        return clause.told(1, 2, left.clause)
    if left.strength and not (right.sign < 0 < left.sign and left.strength < 3):
        return left
    if right.sign < 0:
        return right
    further = clause.rightward(after)
    return clause.told(1, 1, first - 1) if not further.strength and clause.has(first - 1, "ends") else further


def _supposed(clause: Clause, verb: int) -> bool:
    """Whether a past verb tells what has not happened: "would use force unless the ruler stepped down by Friday"."""
    at = verb - 1
    while at >= clause.low and not clause.has(at, "suppose"):
        if ";" in clause.mark(at) or clause.has(at, "modals"):
            return False
        at -= 1
    return at >= clause.low and any(clause.has(index, "modals") for index in range(clause.low, at))


def _beside(clause: Clause, first: int, after: int) -> Direction:
    """What the words right before and after the expression tell."""
    if clause.has(first - 1, "is") and not clause.mark(first - 1):
        return clause.told(1, 2, first - 1)
    if clause.has(first - 1, "over"):
        return clause.told(-1, 3 if clause.has(first - 1, "since") else 4, first - 1)
    if clause.has(first - 1, "says_that") or (clause.has(first - 1, "dated_at") and clause.has(first - 2, "says_that")):
        told = clause.rightward(after)
        if told.strength and first - 3 >= clause.low:
            return told
    if clause.has(first - 1, "determiners") and after < clause.high and not clause.mark(after - 1):
        return clause.told(-1, 1, first - 1)
    if clause.has(first - 1, "towards") and clause.has(first - 2, "moved"):
        return clause.told(1, 3, first - 2)
    if "," in clause.mark(after - 1):
        return clause.rightward(after) if clause.has(after, "when") else _enclosed(clause, first, after)
    return OPEN


def _enclosed(clause: Clause, first: int, after: int) -> Direction:
    """The verb after a phrase between commas that has none of its own: "the envoy, on a visit Tuesday, announced"."""
    if not (clause.past(after) or clause.has(after, "modals")):
        return OPEN
    at = first - 1
    while at >= clause.low and "," not in clause.mark(at):
        if clause.verb(at).strength:
            return OPEN
        at -= 1
    return clause.rightward(after) if at >= clause.low else OPEN


def following(words: Words, end: int) -> Direction:
    """The direction of "Friday's vote": ahead if a modal verb follows within a few words, or after "ahead of"; else behind."""
    last = words.index_at(end - 1)
    clause = Clause(words, 0, len(words.starts))
    if clause.has(last - 2, "ahead_of"):
        return clause.told(1, 2, last - 2)
    for at in range(last + 2, min(last + 2 + OWNED, len(words.starts))):
        if clause.mark(at - 1).strip("'’-"):
            break
        if clause.has(at, "modals"):
            return clause.told(1, 2, at)
    return Direction(-1, 2, "'s", last + 1)
