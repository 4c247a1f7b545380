"""Direction: does a time lie ahead or behind? Read from the verbs around it, by the words of its clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from chancery.codebook.loader import load_yaml
from chancery.model import CodebookError
from chancery.reading.times.found import Words
from chancery.reading.times.grammar import FOLDER

REACH = 40
"""Words that are looked at on either side; sentences of hostile input do not end."""
_END = re.compile(r"[.!?][”\"’')\]]*\s|\n\s*\n|\n(?=[A-Z\"“])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Capt|St|Jr|Sr|Co|Corp|Inc|Ltd|No|vs|etc|[A-Z][a-z]{2,3}))$"
)


@dataclass(frozen=True, slots=True)
class Direction:
    """-1 behind, 1 ahead, 0 not told; how sure (0 to 3); the words that told."""

    sign: int
    strength: int
    word: str = ""
    clause: int = -1
    """Index of the governing word among the text's words; -1 if none."""


OPEN = Direction(0, 0)


@cache
def cues() -> Mapping[str, frozenset[str]]:
    """The word lists of `data/times/direction.yaml`."""
    path = FOLDER / "direction.yaml"
    data = load_yaml(path)
    if not isinstance(data, dict) or not all(isinstance(words, list) for words in data.values()):
        raise CodebookError(f"{path}: expected lists of words by name")
    lists = {name: frozenset(map(str, words)) for name, words in data.items()}
    lists["present"] = frozenset(_third_person(verb) for verb in lists["verbs"])
    return lists


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


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
    return not _ABBREVIATION.search(words.text[max(0, words.starts[index] - 1) : words.ends[index]])


def direction(words: Words, start: int, end: int) -> Direction:
    """The direction of the expression at start..end, from the verb that governs it."""
    low, high = sentence_bounds(words, start, end)
    first, after = words.index_at(start), words.index_at(end - 1) + 1
    before = words.lower(first - 1)
    if before in cues()["over"]:
        return Direction(-1, 3 if before == "since" else 4, before, first - 1)
    if (before == "that" or (before in ("on", "in", "by", "at") and words.lower(first - 2) == "that")) and first - 3 >= low:
        told = _rightward(words, after, high)
        if told.strength:
            return told
    if before in cues()["determiners"] and after < high and not _mark(words, after - 1):
        return Direction(-1, 1, before, first - 1)
    right = _right_at_once(words, after, high)
    if right.sign and right.strength > 1:
        return right
    if before in ("to", "until") and words.lower(first - 2) in cues()["moved"]:
        return Direction(1, 3, words.lower(first - 2), first - 2)
    if words.lower(after) == "when" and "," in _mark(words, after - 1):
        told = _rightward(words, after, high)
        if told.strength:
            return told
    left = _leftward(words, first - 1, low)
    if before == "until" and left.sign < 0 and words.lower(left.clause) in cues()["open_until"]:
        return Direction(1, 2, "until", first - 1)
    if left.strength and not (right.sign < 0 and left.sign > 0 and left.strength < 3):
        return left
    if right.sign < 0:
        return right
    further = _rightward(words, after, high)
    if not further.strength and not right.strength and before in ("until", "by", "till", "before"):
        return Direction(1, 1, before, first - 1)
    return further if further.strength else right


def following(words: Words, end: int) -> Direction:
    """The direction of "Friday's vote": ahead if a modal verb follows within a few words, else behind."""
    index = words.index_at(end - 1) + 2
    if words.lower(index - 3) == "of" and words.lower(index - 4) == "ahead":
        return Direction(1, 2, "ahead of", index - 4)
    for at in range(index, min(index + 5, len(words.starts))):
        if _mark(words, at - 1).strip("'’-"):
            break
        if words.lower(at) in ("will", "would", "may", "could", "might"):
            return Direction(1, 2, words.lower(at), at)
    return Direction(-1, 2, "'s", index)


def _right_at_once(words: Words, index: int, high: int) -> Direction:
    """The verb that follows the expression without a comma: "the meeting on Friday will ..."."""
    if index >= high or _mark(words, index - 1):
        return OPEN
    word, lists = words.lower(index), cues()
    if word in ("deadline", "deadlines", "return"):
        return Direction(1, 2, word, index)
    if word in ("will", "shall", "would", "may", "might", "could", "should"):
        return Direction(1, 3, word, index)
    if word in ("was", "were", "had"):
        return Direction(-1, 1, word, index)
    left, verb = words.lower(index - 2), words.lower(index)
    if (
        _past(words, index, lists)
        and verb not in ("set", "made", "based")
        and (left == "on" or not (_past(words, index - 2, lists) or left in lists["be"] or left in lists["after_to"]))
    ):
        return Direction(-1, 2, word, index)
    return OPEN


def _mark(words: Words, index: int) -> str:
    """Marks other than blanks between this word and the next."""
    if not 0 <= index < len(words.starts) - 1:
        return ""
    return words.text[words.ends[index] : words.starts[index + 1]].strip()


def _leftward(words: Words, index: int, low: int) -> Direction:
    """The nearest verb to the left, within the clause."""
    lists, nearest = cues(), index - 1 - (words.lower(index - 1) == "back")
    if words.lower(index) not in ("on", "in"):
        nearest = index + 1
    while index >= low:
        if ";" in _mark(words, index):
            break
        found = _verb_at(words, index, low, lists)
        if found.strength:
            return replace(found, strength=4) if found.sign < 0 and found.strength == 2 and index >= nearest else found
        index -= 1
    return OPEN


def _verb_at(words: Words, index: int, low: int, lists: Mapping[str, frozenset[str]]) -> Direction:
    """What the word says about the direction, with the auxiliaries to its left."""
    word = words.lower(index)
    if word in lists["modals"]:
        return Direction(1, 3 if word in ("will", "shall", "ll", "won", "would") else 2, word, index)
    group = _auxiliaries(words, index, low, lists)
    if word == "set":
        return _set(words, index, group)
    if word in lists["ahead"]:
        return _ahead(words, index, group, word)
    if group:
        return _grouped(words, index, low, lists, group)
    if word in lists["be"]:
        return _be(words, index, word)
    if word == "ahead" and words.lower(index + 1) == "of":
        return Direction(1, 2, "ahead of", index)
    if _past(words, index, lists) and not _attributive(words, index, lists):
        return Direction(-1, 2, word, index)
    if words.starts[index] in words.no_verbs:
        return OPEN
    if word in lists["present"] or (word in lists["verbs"] and _after_plural(words, index, lists)):
        return Direction(1, 1, word, index)
    return OPEN


def _be(words: Words, index: int, word: str) -> Direction:
    """ "The session is on Tuesday" looks ahead, "was on Tuesday" behind."""
    if word in ("was", "were"):
        return Direction(-1, 1, word, index)
    return Direction(1, 2, word, index) if word in ("is", "are") and words.lower(index + 1) in ("on", "in", "at", "next") else OPEN


def _ahead(words: Words, index: int, group: tuple[str, ...], word: str) -> Direction:
    if word == "due" and words.lower(index + 1) == "to" and words.lower(index + 2) in ("the", "a", "an", "its", "their"):
        return OPEN
    if words.lower(index - 1) in cues()["once"]:
        return Direction(-1, 2, word, index)
    if group and group[0] == "had":
        return Direction(0, 1, word, index)
    return Direction(1, 3, word, index)


def _set(words: Words, index: int, group: tuple[str, ...]) -> Direction:
    """ "Set to meet", "set for Monday" and "has set Monday as the deadline" look ahead, "a record set on Monday" behind."""
    following = words.lower(index + 1)
    ahead = (
        following in ("to", "for")
        or (group and group[0] in ("is", "are", "has", "have"))
        or "as" in (words.lower(index + n) for n in (2, 3))
    )
    return Direction(1, 3, "set", index) if ahead else Direction(-1, 2, "set", index)


def _past(words: Words, index: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether the word is a past tense or participle: by its form, unless it is written as a name or tagged as no verb."""
    word = words.lower(index)
    if words.named(index) or words.starts[index] in words.no_verbs:
        return False
    return word in lists["irregular"] or (len(word) > 4 and word.endswith("ed") and word not in lists["not_past"])


def _after_plural(words: Words, index: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a base form follows what may be its plural subject: "polls open", "the two sides will"."""
    before = words.lower(index - 1)
    if words.lower(index) in lists["plural_verbs"]:
        return before not in ("to", "the", "a", "not")
    return before in ("that", "which", "who") or (
        len(before) > 3 and before.endswith("s") and not before.endswith("ss") and not _mark(words, index - 1)
    )


def _attributive(words: Words, index: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a participle stands before a noun: "a still unspecified date"."""
    if not words.lower(index).endswith("ed"):
        return False
    before = words.lower(index - 1)
    openers = lists["determiners"] | lists["before_participles"]
    return before in openers or (before in lists["adverbs"] and words.lower(index - 2) in openers)


def _auxiliaries(words: Words, index: int, low: int, lists: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Auxiliaries, modals and "to" that stand before the word, leftmost first, adverbs passed over."""
    found: list[str] = []
    at = index - 1
    while at >= low and index - at < 7 and not _mark(words, at).strip("'’"):
        word = words.lower(at)
        if (
            word in lists["modals"]
            or word in lists["past_auxiliaries"]
            or word in lists["be"]
            or word in ("to", "s", "ll", "re", "ve", "d")
        ):
            found.append(word)
        elif word not in lists["adverbs"] and not (word.endswith("ly") and len(word) > 4):
            break
        at -= 1
    return tuple(reversed(found))


def _grouped(words: Words, index: int, low: int, lists: Mapping[str, frozenset[str]], group: tuple[str, ...]) -> Direction:
    """The direction of a verb with its auxiliaries: "will be held", "was to meet", "has met", "are meeting"."""
    word = words.lower(index)
    if "could" in group and any(words.lower(at) in lists["negations"] for at in range(max(low, index - 14), index)):
        return Direction(-1, 1, f"could {word}", index)
    for auxiliary in group:
        if auxiliary in ("will", "shall", "would", "ll", "won", "wo"):
            return Direction(1, 3, f"{auxiliary} {word}", index)
        if auxiliary in lists["modals"]:
            return Direction(1, 2, f"{auxiliary} {word}", index)
    if "to" in group and group[-1] in ("to", "be", "have"):
        if not _may_be_base(words, index, lists):
            return OPEN
        return _infinitive(words, index, low, lists)
    if group[0] in lists["past_auxiliaries"] and (_past(words, index, lists) or word.endswith("ing")):
        return Direction(-1, 2, f"{group[0]} {word}", index)
    if group[-1] in ("is", "are", "am", "re", "s") and word.endswith("ing"):
        return Direction(1, 2, f"{group[-1]} {word}", index)
    if _past(words, index, lists):
        return Direction(-1, 1, word, index)
    return OPEN


def _may_be_base(words: Words, index: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether the word after "to" may be a verb: no determiner, no name, no number, no plural, and tagged as no noun."""
    word = words.lower(index)
    plural = word.endswith("s") and not word.endswith("ss")
    return not (word in lists["determiners"] or plural or words.named(index) or word.isdigit() or words.starts[index] in words.no_verbs)


def _infinitive(words: Words, index: int, low: int, lists: Mapping[str, frozenset[str]]) -> Direction:
    """A verb with "to": what governs it tells whether it is still to come."""
    at = index - 1
    while at >= low and words.lower(at) != "to":
        at -= 1
    for back in range(1, 7):
        governor = words.lower(at - back)
        if at - back < low:
            break
        if governor in lists["not_after_to"]:
            return Direction(-1, 1, governor, at - back)
        if governor in lists["after_to"] and (
            back < 2 or governor not in ("has", "have", "is", "are", "was", "were", "be", "time", "place", "way")
        ):
            if _auxiliaries(words, at - back, low, lists)[:1] == ("had",):
                return Direction(0, 1, governor, at - back)
            return Direction(1, 3 if back < 3 else 2, f"{governor} to {words.lower(index)}", index)
    if not any(_past(words, back, lists) for back in range(low, index)):
        return Direction(1, 2, f"to {words.lower(index)}", index)
    return OPEN


def _rightward(words: Words, index: int, high: int) -> Direction:
    """The first verb to the right of an expression that opens its clause."""
    lists = cues()
    while index < high:
        word = words.lower(index)
        if word in lists["modals"]:
            return Direction(1, 3 if word in ("will", "shall", "would") else 1, word, index)
        if word in ("is", "are", "plans", "expects", "hopes", "intends"):
            follower = words.lower(index + 1)
            if follower in lists["ahead"] or follower in ("to", "going") or follower.endswith("ing"):
                return Direction(1, 2, word, index)
        elif word in ("was", "were", "had", "has", "have", "did") or (
            _past(words, index, lists) and words.lower(index - 1) not in ("the", "a", "an", "of", "be", "by")
        ):
            return Direction(-1, 2, word, index)
        index += 1
    return OPEN
