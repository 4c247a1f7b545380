"""Clause: the words of one sentence, and what its verbs say about time. By word forms alone; a parse may veto."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from chancery.codebook.loader import load_yaml
from chancery.model import CodebookError
from chancery.reading.times.found import Words
from chancery.reading.times.grammar import FOLDER

GROUP = 7
"""Words before a verb among which its auxiliaries stand."""
GOVERNOR = 8
"""Words before an infinitive among which what governs it stands."""
NEGATED = 14
"""Words before "could" among which a negation turns it to the past."""


@dataclass(frozen=True, slots=True)
class Direction:
    """-1 behind, 1 ahead, 0 not told; how sure (0 to 4); the words that told."""

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
    lists["openers"] = lists["determiners"] | lists["before_participles"]
    lists["auxiliaries"] = lists["modals"] | lists["past_auxiliaries"] | lists["be"] | lists["short_forms"]
    return lists


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


@dataclass(frozen=True, slots=True)
class Clause:
    """The words low..high of a text, read for verbs."""

    words: Words
    low: int
    high: int

    def has(self, index: int, *names: str) -> bool:
        """Whether the word stands in one of these lists; never outside the text."""
        word = self.words.lower(index)
        return bool(word) and any(word in cues()[name] for name in names)

    def mark(self, index: int) -> str:
        """Marks other than blanks between this word and the next."""
        words = self.words
        if not 0 <= index < len(words.starts) - 1:
            return ""
        return words.text[words.ends[index] : words.starts[index + 1]].strip()

    def told(self, sign: int, strength: int, index: int) -> Direction:
        """A direction told by the word."""
        return Direction(sign, strength, self.words.lower(index), index)

    def no_verb(self, index: int) -> bool:
        """Whether a parse takes the word for no verb."""
        return self.words.starts[index] in self.words.no_verbs

    def leftward(self, index: int) -> Direction:
        """The nearest verb to the left, up to a semicolon; a past verb right before "on" or "in" and the date is certain."""
        beside = index - 1 - self.has(index - 1, "back") if self.has(index, "dated_in") else index + 1
        while index >= self.low and ";" not in self.mark(index):
            found = self.verb(index)
            if found.strength:
                return replace(found, strength=4) if found.sign < 0 and found.strength == 2 and index >= beside else found
            index -= 1
        return OPEN

    def rightward(self, index: int) -> Direction:
        """The first verb to the right of a time that opens its clause."""
        while index < self.high:
            if self.has(index, "modals"):
                return self.told(1, 3 if self.has(index, "firm") else 1, index)
            if self.has(index, "tells_plan"):
                if self.has(index + 1, "ahead", "going") or self.words.lower(index + 1).endswith("ing"):
                    return self.told(1, 2, index)
            elif self.has(index, "finished") or (self.past(index) and not self.has(index - 1, "no_subject")):
                return self.told(-1, 2, index)
            index += 1
        return OPEN

    def at_once(self, index: int) -> Direction:
        """The verb that follows the time without a mark: "the meeting on Friday will ..."."""
        if index >= self.high or self.mark(index - 1):
            return OPEN
        if self.has(index, "limits"):
            return self.told(1, 2, index)
        if self.has(index, "modals"):
            return self.told(1, 3, index)
        if self.has(index, "was", "had"):
            return self.told(-1, 1, index)
        subject = self.has(index - 2, "dated_in") or not (self.past(index - 2) or self.has(index - 2, "be", "after_to"))
        return self.told(-1, 2, index) if subject and self.past(index) and not self.has(index, "no_predicate") else OPEN

    def verb(self, index: int) -> Direction:
        """What the word says about the direction, with the auxiliaries to its left."""
        if self.has(index, "modals"):
            return self.told(1, 3 if self.has(index, "firm") else 2, index)
        group = self.auxiliaries(index)
        if self.has(index, "set"):
            return self._set(index, group)
        if self.has(index, "ahead"):
            planned = self._infinitive(index, group[-1]) if group and self.has(group[-1], "to") else OPEN
            return planned if planned.strength and planned.sign < 1 else self._ahead(index, group)
        if group:
            return self._grouped(index, group)
        return self._plain(index)

    def _plain(self, index: int) -> Direction:
        """A word without auxiliaries."""
        if self.has(index, "was"):
            return self.told(-1, 1, index)
        if self.has(index, "be"):
            return self.told(1, 2, index) if self.has(index, "is") and self.has(index + 1, "dated_at") else OPEN
        if self.has(index, "ahead_of"):
            return self.told(1, 2, index)
        if self.past(index) and not self._attributive(index):
            return self.told(-1, 2, index)
        if self.no_verb(index):
            return OPEN
        if self.has(index, "present") or (self.has(index, "verbs", "plural_verbs") and self._after_plural(index)):
            return self.told(1, 1, index)
        return OPEN

    def _ahead(self, index: int, group: tuple[int, ...]) -> Direction:
        """A word that looks ahead by itself: what had been planned may be over, what was "originally planned" is."""
        if self.has(index, "due") and self.has(index + 1, "to") and self.has(index + 2, "determiners"):
            return OPEN
        if self.has(index - 1, "once"):
            return self.told(-1, 2, index)
        if group and self.has(group[0], "had"):
            return self.told(0, 1, index)
        return self.told(1, 3, index)

    def _set(self, index: int, group: tuple[int, ...]) -> Direction:
        """ "Set to meet", "set for Monday" and "has set Monday as the deadline" look ahead, "a record set on Monday" behind."""
        named = self.has(index + 2, "set_as") or self.has(index + 3, "set_as")
        ahead = self.has(index + 1, "set_for") or (group and self.has(group[0], "has_set")) or named
        return self.told(1, 3, index) if ahead else self.told(-1, 2, index)

    def past(self, index: int) -> bool:
        """Whether the word is a past tense or participle: by its form, unless it is written as a name or tagged as no verb."""
        if index < 0 or self.words.named(index) or self.no_verb(index):
            return False
        word = self.words.lower(index)
        return self.has(index, "irregular") or (len(word) > 4 and word.endswith("ed") and not self.has(index, "not_past"))

    def _after_plural(self, index: int) -> bool:
        """Whether a base form follows what may be its plural subject: "polls open", "the two sides meet"."""
        if self.has(index, "plural_verbs"):
            return not self.has(index - 1, "articles")
        before = self.words.lower(index - 1)
        plural = len(before) > 3 and before.endswith("s") and not before.endswith("ss") and not self.mark(index - 1)
        return plural or self.has(index - 1, "relative")

    def _attributive(self, index: int) -> bool:
        """Whether a participle stands before a noun: "a still unspecified date"."""
        if not self.words.lower(index).endswith("ed"):
            return False
        return self.has(index - 1, "openers") or (self.has(index - 1, "adverbs") and self.has(index - 2, "openers"))

    def auxiliaries(self, index: int) -> tuple[int, ...]:
        """Indices of auxiliaries, modals and "to" that stand before the word, leftmost first, adverbs passed over."""
        found: list[int] = []
        at = index - 1
        while at >= self.low and index - at < GROUP and not self.mark(at).strip("'’"):
            if self.has(at, "auxiliaries"):
                found.append(at)
            elif not self.has(at, "adverbs") and not (self.words.lower(at).endswith("ly") and len(self.words.lower(at)) > 4):
                break
            at -= 1
        return tuple(reversed(found))

    def _grouped(self, index: int, group: tuple[int, ...]) -> Direction:
        """The direction of a verb with its auxiliaries: "will be held", "was to meet", "has met", "are meeting"."""
        negated = any(self.has(at, "negations") for at in range(max(self.low, index - NEGATED), index))
        if negated and any(self.has(at, "maybe") for at in group):
            return self.told(-1, 1, index)
        modal = next((at for at in group if self.has(at, "modals")), None)
        if modal is not None:
            return Direction(1, 3 if self.has(modal, "firm") else 2, f"{self.words.lower(modal)} {self.words.lower(index)}", index)
        mark = next((at for at in reversed(group) if self.has(at, "to")), None)
        if mark is not None and (mark == group[-1] or self.has(group[-1], "be", "loose")):
            return self._infinitive(index, mark) if self._may_be_base(index) else OPEN
        ing = self.words.lower(index).endswith("ing")
        if self.has(group[0], "past_auxiliaries") and (self.past(index) or ing):
            return self.told(-1, 2, index)
        if self.has(group[-1], "being") and ing:
            return self.told(1, 2, index)
        return self.told(-1, 1, index) if self.past(index) else OPEN

    def _may_be_base(self, index: int) -> bool:
        """Whether the word after "to" may be a verb: no determiner, no name, no number, no plural, and tagged as no noun."""
        word = self.words.lower(index)
        plural = word.endswith("s") and not word.endswith("ss")
        return not (self.has(index, "determiners") or plural or self.words.named(index) or word.isdigit() or self.no_verb(index))

    def _infinitive(self, index: int, mark: int) -> Direction:
        """A verb with "to": what governs it tells whether it is still to come; without any other verb it is a headline's."""
        for back in range(1, GOVERNOR):
            at = mark - back
            if at < self.low:
                break
            if self.has(at, "not_after_to"):
                return self.told(-1, 1, at)
            if self.has(at, "after_to") and (back < 2 or not self.has(at, "loose")):
                group = self.auxiliaries(at)
                if group and self.has(group[0], "had"):
                    return self.told(0, 1, at)
                return Direction(1, 3 if back < 3 else 2, f"{self.words.lower(at)} to {self.words.lower(index)}", index)
        if not any(self.past(at) for at in range(self.low, index)):
            return self.told(1, 2, index)
        return OPEN
