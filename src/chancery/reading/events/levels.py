"""At which level a meeting is held: from its own words, or from the posts of both sides where they rank alike."""

from __future__ import annotations

from chancery.codebook import level_of
from chancery.model import Level, Sentence, Who
from chancery.reading.events.lexicon import carriers, ranks
from chancery.reading.events.roles import PARTS
from chancery.reading.events.syntax import by_case, grammatical_subject, lemma
from chancery.reading.scene import Scene, case_of

WINDOW = 6
"""Words before the noun among which its level stands."""


def level_in_words(sentence: Sentence, token: int) -> Level | None:
    """The level that a noun and the words before it name: "summit", "foreign ministers' meeting", "working-level talks"."""
    word = lemma(sentence.tokens[token])
    near = list(sentence.below(token, "amod", "compound", "nmod:poss", "nmod"))
    near += [t for t in sentence.tokens[: near[0].index if near else 0] if near and t.head == near[0].index]
    named = {lemma(t) for t in near} | {t.text.lower() for t in near}
    named |= _told_level(sentence, token)
    before = " ".join(t.text.lower() for t in sentence.tokens[max(0, token - WINDOW) : token]).replace(" - ", "-")
    joined = f" {before} "
    for rank in ranks():
        compound = any(f" {words} " in joined for words in rank.modifiers if "-" in words)
        if word in rank.nouns or compound or not named.isdisjoint(rank.modifiers):
            return rank.name
    return None


def level_in_carrier(sentence: Sentence, noun: int) -> Level | None:
    """The rank of those who hold it, where several do: "leaders hold a meeting", "the foreign ministers ended two days of talks"."""
    word = sentence.tokens[noun]
    while word.deprel.startswith("nmod") and lemma(sentence.tokens[word.head]) in PARTS:
        word = sentence.tokens[word.head]
    carried = word.deprel.split(":")[0] in ("obj", "obl") and lemma(sentence.tokens[word.head]) in carriers()
    return level_in_subject(sentence, word.head) if carried else None


def level_in_subject(sentence: Sentence, verb: int) -> Level | None:
    """The rank of a plural subject: "the foreign ministers met", "leaders of the forum agreed"."""
    subject = grammatical_subject(sentence, verb)
    if subject is None or subject.owner or "Number=Plur" not in sentence.tokens[subject.token].feats:
        return None
    word = lemma(sentence.tokens[subject.token])
    before = [t.text.lower() for t in sentence.below(subject.token, "amod", "compound")]
    if word == "head" and any(t.upos == "PROPN" for t in sentence.below(subject.token, "compound")):
        return "summit"
    told = level_of(" ".join((*before, word))) or level_of(word)
    if told:
        return told
    return next((rank.name for rank in ranks() if word in rank.modifiers), None)


def _told_level(sentence: Sentence, token: int) -> set[str]:
    """ "at the level of foreign ministers", wherever it hangs."""
    levels = (t.index for t in sentence.tokens[token:] if lemma(t) == "level" and case_of(sentence, t.index) == "at")
    return {lemma(sentence.tokens[i]) for level in levels for of in by_case(sentence, level, "of") for i in sentence.subtree(of)}


def level_of_named(scene: Scene, who: Who) -> Level | None:
    """The rank of those who are named on two sides, where all of them whose posts are told rank alike. A leader without a post ranks
    with whomever he meets; that one of them is a negotiator says nothing of the other."""
    named = [person for person in scene.people.values() if person.name in who.people]
    if len(who.states) < 2 or len(named) < 2 or len({person.states for person in named}) < 2:
        return None
    posted = [person for person in named if person.posts and not all(post.lower().endswith("leader") for post in person.posts)]
    ranked = [{level for post in person.posts if (level := level_of(post))} for person in posted]
    shared = set.intersection(*ranked) if ranked else set()
    shared -= {"working"} if len(posted) < 2 else set()
    return next((rank.name for rank in ranks() if rank.name in shared), None)


def level_of_sides(scene: Scene, who: Who) -> Level | None:
    """The rank of the people who meet, where every state has somebody named and all rank alike."""
    found: dict[str, set[str]] = {}
    for person in scene.people.values():
        if person.name in who.people and person.posts:
            levels = {level for post in person.posts if (level := level_of(post))}
            for state in person.states:
                found.setdefault(state, set()).update(levels)
    if len(who.states) < 2 or set(who.states) - set(found):
        return None
    shared = set.intersection(*(found[state] for state in who.states))
    return next((rank.name for rank in ranks() if rank.name in shared), None)
