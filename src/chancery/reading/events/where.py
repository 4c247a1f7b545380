"""Where an event takes place, from the places of its clause."""

from __future__ import annotations

import re

from chancery.codebook import phrases, world
from chancery.model import EventType, Mention, Sentence
from chancery.reading.events.lexicon import Trigger
from chancery.reading.events.roles import refs
from chancery.reading.events.syntax import lemma, plans, relation
from chancery.reading.scene import Scene, case_of, clause_chain, governs

SPOKEN = frozenset(
    (EventType.AGREE, EventType.SUPPORT, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE)
)
"""Types done in words, whose clause names many places that they speak of."""
DATELINE_LINES = 6
"""Lines of the text in which its dateline may stand."""
_MARK = re.compile(r"\s*(?:[,:(/–—-]|\.\s*[–—-])")
DONE_TO = frozenset((EventType.PROTEST, EventType.ASSAULT, EventType.COERCE))
"""Types of which the place is that of whomever or whatever they are done to."""
WIDE = frozenset(("state", "demonym", "region", "org"))


def held_at(scene: Scene, sentence: Sentence, token: int, kind: EventType, trigger: Trigger) -> tuple[str, ...]:
    """The city, venue or country where it happens, a city before its country; empty where the clause names none."""
    if any(t.text.lower() == "here" for t in sentence.below(token, "advmod")) and (city := here(scene)[0]):
        return (city,)
    if trigger.destination and (found := _gone_to(scene, sentence, token, trigger)):
        return found
    if kind is EventType.CONSULT and trigger.object_is == "person" and (found := _received_at(scene, sentence, token)):
        return found
    if trigger.name == "host talks" and (home := _home_of(scene, sentence, token)):
        return home
    if kind is EventType.ASSAULT and trigger.pos == "verb" and (struck := _struck(scene, sentence, token)):
        return struck
    names = [name for name in scene.place_of(sentence.index, token) if name[:1].isupper()]
    kept = tuple(name for name in names if _is_site(scene, sentence, token, name, kind))
    site = site_before(scene, sentence, token) if trigger.pos == "noun" else None
    return (
        kept
        or ((sentence.tokens[site].text,) if site is not None else ())
        or _capital(scene, sentence, token)
        or (_planned_in(scene, sentence, token) if trigger.pos == "noun" else ())
        or (_where(scene, sentence, token) if kind is EventType.CONSULT else ())
    )


def _struck(scene: Scene, sentence: Sentence, verb: int) -> tuple[str, ...]:
    """The cities that are attacked: "bombed Basra and Abadan"."""
    found = (m for ref in refs(sentence, verb, "object") for m in _mentions(scene, sentence, ref.token))
    return tuple(dict.fromkeys(m.text for m in found if m.kind == "place"))


def _planned_in(scene: Scene, sentence: Sentence, noun: int) -> tuple[str, ...]:
    """ "a meeting planned for today in Washington"."""
    found = (name for plan in plans(sentence, noun) for name in scene.place_of(sentence.index, plan) if name[:1].isupper())
    return tuple(dict.fromkeys(found))[:1]


def _capital(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    """The city meant by "in the Congolese capital"."""
    for centre in clause_chain(sentence, token):
        for word in sentence.tokens:
            told = lemma(word) == "capital" and case_of(sentence, word.index) in phrases().place_cases
            if told and governs(sentence, centre, word.index):
                states = scene.owners(sentence.index, word.index).states
                found = [c for s in states[:1] if s in world().territories for c in world().territories[s].capitals]
                if found:
                    return (found[0],)
    return ()


def _where(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    """The place that "where" takes up: "in Kabul, where he saw the president"."""
    word = sentence.tokens[token]
    while word.head >= 0 and not any(t.text.lower() == "where" for t in sentence.below(word.index, "advmod", "mark")):
        word = sentence.tokens[word.head]
    opening = next((t for t in sentence.below(word.index, "advmod", "mark") if t.text.lower() == "where"), None)
    if opening is None:
        return ()
    before = [m for m in scene.mentions_in(sentence.index) if m.head < opening.index and m.kind in ("place", "state")]
    last = before[-1] if before else None
    beside = last is not None and all(t.text == "," or t.head == last.head for t in sentence.tokens[last.head + 1 : opening.index])
    near = last is not None and (beside or case_of(sentence, last.head) in phrases().place_cases | {"to", "for"})
    return (last.text,) if last is not None and near else ()


def here(scene: Scene) -> tuple[str, str]:
    """The city of the dateline and the state it lies in; both empty where the report has none."""
    start = 0
    for line in scene.report.text.split("\n")[:DATELINE_LINES]:
        for mention in scene.mentions:
            opens = mention.kind in ("place", "state") and start <= mention.start <= start + 2
            if opens and _MARK.match(scene.report.text, mention.end):
                named = world().names.get(mention.text)
                if named and named[0].kind in ("capital", "city"):
                    return mention.text.title() if mention.text.isupper() else mention.text, named[0].key
        start += len(line) + 1
    return "", ""


def _kind(name: str) -> str:
    named = world().names.get(name)
    return named[0].kind if named else ""


def _is_site(scene: Scene, sentence: Sentence, token: int, name: str, kind: EventType) -> bool:
    """Whether a place is where it happens and not what is spoken of: a state or region must hang on the event itself."""
    head = next((m.head for m in scene.mentions_in(sentence.index) if m.text == name), None)
    if kind not in DONE_TO and head is not None and _is_of_another(sentence, token, head):
        return False
    if _kind(name) not in WIDE and kind not in SPOKEN:
        return True
    if head is None:
        return False
    above = sentence.tokens[head].head
    word = sentence.tokens[token]
    anchors = {token, word.head} if relation(word) in ("obj", "nsubj", "obl", "xcomp", "conj") else {token}
    return above in anchors


def _is_of_another(sentence: Sentence, token: int, place: int) -> bool:
    """ "the ambassador in Rabat", "the attacks on Mumbai": where they are, not where the event takes place."""
    above = sentence.tokens[place].head
    return (
        above >= 0 and above != token and relation(sentence.tokens[place]) == "nmod" and lemma(sentence.tokens[above]) in phrases().placed
    )


def _gone_to(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> tuple[str, ...]:
    for slot in trigger.destination:
        found = [m for ref in refs(sentence, token, slot) for m in _mentions(scene, sentence, ref.token)]
        if found:
            cities = [m for m in found if m.kind != "state"]
            covered = {n.key for m in cities for n in world().names.get(m.text)}
            kept = [m.text for m in found if m in cities or m.entity not in covered]
            return tuple(dict.fromkeys(kept if cities and covered else [m.text for m in cities or found]))
    return ()


def _mentions(scene: Scene, sentence: Sentence, token: int) -> list[Mention]:
    """The places that a phrase names, coordinated ones and those in apposition too."""
    places = [token, *(t.index for t in sentence.below(token, "conj", "appos"))]
    if sentence.tokens[token].upos != "PROPN" or lemma(sentence.tokens[token]) in phrases().countries:
        places += [t.index for t in sentence.below(token, "nmod") if case_of(sentence, t.index) == "of"]
    found = [scene.mention_at(sentence.index, place) for place in places if sentence.tokens[place].upos == "PROPN"]
    return [m for m in found if m is not None and m.kind in ("place", "state", "body")]


def _received_at(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    found = (m for slot in ("to", "at") for ref in refs(sentence, token, slot) for m in _mentions(scene, sentence, ref.token))
    return tuple(dict.fromkeys(m.text for m in found if m.kind == "place"))[:1]


def _home_of(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    """The capital that hosts: "Cairo hosted talks"."""
    found = (m for ref in refs(sentence, token, "subject") for m in _mentions(scene, sentence, ref.token))
    return tuple(m.text for m in found if _kind(m.text) in ("capital", "city"))[:1]


def site_before(scene: Scene, sentence: Sentence, noun: int) -> int | None:
    """The one city that stands before the noun: "the Paris meeting" is held there, and tells nothing of France."""
    before = [t for t in sentence.below(noun, "compound") if t.upos == "PROPN"]
    if len(before) != 1 or list(sentence.below(before[0].index, "conj", "compound")):
        return None
    return before[0].index if _kind(before[0].text) in ("capital", "city") else None
