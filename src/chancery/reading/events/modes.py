"""By which means a meeting is held: face to face, on a visit, by telephone or by letter."""

from __future__ import annotations

from chancery.codebook import phrases
from chancery.model import Sentence
from chancery.reading.events.lexicon import Trigger
from chancery.reading.events.roles import refs
from chancery.reading.events.syntax import lemma
from chancery.reading.scene import case_of


def mode_of(sentence: Sentence, token: int, trigger: Trigger) -> str | None:
    """The mode, a call where the words beside say so; None where the entry is for calls alone and this is none."""
    if not trigger.call_words:
        return trigger.mode
    near = {lemma(t) for t in sentence.below(token, "amod", "compound", "obl", "advmod", "nmod")}
    near |= {lemma(t) for n in sentence.below(token, "obl", "nmod") for t in sentence.below(n.index, "compound", "amod")}
    called = not near.isdisjoint(trigger.call_words)
    if trigger.pos == "noun" and lemma(sentence.tokens[token]) in ("videoconference", "teleconference"):
        called = True
    if trigger.only_calls:
        with_somebody = any(refs(sentence, token, case) for case in ("with", "between")) and not refs(sentence, token, "for")
        return trigger.mode if called or (with_somebody and lemma(sentence.tokens[token]) == "call") else None
    return "call" if called or (trigger.name == "speak" and _at_a_distance(sentence, token)) else trigger.mode


def _at_a_distance(sentence: Sentence, verb: int) -> bool:
    """Somebody who "spoke with" somebody at no place spoke with them by telephone; "in advance of" and the like are no places."""
    beside = [t for t in sentence.below(verb, "obl") if lemma(t) not in phrases().placeless]
    near = [n for o in beside for n in (o, *sentence.below(o.index, "nmod")) if lemma(n) not in phrases().placeless]
    there = any(case_of(sentence, t.index) == "at" or (case_of(sentence, t.index) == "in" and t.upos == "PROPN") for t in near)
    if there or any(lemma(t) in phrases().edges for t in near):
        return False
    cases = {case_of(sentence, t.index) for t in beside}
    return not cases & {"in", "at", "after", "during", "before"} and bool(cases & {"with", "to", ""} or not beside)
