"""Speakers who are described rather than named: by post, by state, by number, or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from chancery.codebook import phrases, world
from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene, case_of
from chancery.reading.served import context_of
from chancery.reading.statements.grammar import relation
from chancery.reading.statements.lexicon import grammar, nouns, people, sources
from chancery.reading.statements.phrasing import is_definite, phrase, phrase_tokens
from chancery.reading.statements.speaker import Kind, Speaker, is_next, is_plural, is_proper, joined, person_of, state_name

AHEAD = 3
"""How many sentences on someone described may be named."""


def described(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """A body or state by name, a person told by post or state, or an unnamed source as worded; None for what cannot speak."""
    lemma = head.lemma.lower()
    if is_proper(head) or (who.bodies and not who.described and lemma not in people()):
        found = _body(scene, sentence, head, who) if who or _is_name(scene, head) or lemma in sources() else None
        near = found is not None and not found.states and recent and is_next(recent[-1], sentence.index) and lemma in nouns("institution")
        return replace(found, states=recent[-1].states) if found is not None and near else found
    if lemma not in phrases().representatives | sources() and not who.described:
        return Speaker(phrase(scene, sentence, head, bare=True), "state", who.states) if who.states else None
    loose = lemma in nouns("unnamed") and not is_definite(sentence, head)
    seat = (seat_of(scene, sentence, head) if may_sit(sentence, head) else ()) or _its(scene, sentence, head)
    states = seat or (() if loose else who.states)
    states = states or scene.owners(sentence.index, head.index).states or _states_within(scene, sentence, head)
    body = lemma in nouns("institution")
    if not states and body and recent and is_next(recent[-1], sentence.index):
        states = recent[-1].states
    if len(states) > 1 and head.upos == "NOUN" and head.text.lower() in phrases().pairs and lemma in nouns("institution"):
        return Speaker(joined(tuple(state_name(scene, code) for code in states)), "state", states)
    if not body and (named := by_post(scene, sentence, head, states) or _named_later(scene, sentence, head)):
        return named
    if not body and (named := _by_state(scene, sentence, head, states) or _pair(scene, sentence, head)):
        return named
    states = states or _both(scene, sentence, head)
    home = () if states else _beside(scene, sentence, head) or _at_home(scene, sentence, head)
    return Speaker(phrase(scene, sentence, head, bare=body), "body" if body else "anonymous", states or home, assumed=not states)


def _body(scene: Scene, sentence: Sentence, head: Token, who: Who) -> Speaker:
    """A body or state by name, with those joined to it."""
    heads = [head, *(t for t in sentence.below(head.index, "conj") if t.upos in ("PROPN", "NOUN"))]
    kind: Kind = "state" if who.states and not who.bodies and head.lemma.lower() not in sources() else "body"
    name = joined(tuple(phrase(scene, sentence, t, bare=True) for t in heads))
    states = _its(scene, sentence, head) or who.states or _organization(name) or _both(scene, sentence, head)
    within = _states_within(scene, sentence, head) or _beside(scene, sentence, head) or _at_home(scene, sentence, head)
    return Speaker(name, kind, states or (within if kind == "body" else ()))


def _organization(name: str) -> tuple[str, ...]:
    """The short name of an organization written otherwise ("Asean")."""
    return (name.upper(),) if any(o.key == name.upper() for o in world().organizations) else ()


def _states_within(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """The one state that those named within the phrase stand for: "sources close to the prime minister"."""
    if _is_posted(sentence, head):
        return ()
    within = [i for i in phrase_tokens(sentence, head) if i != head.index]
    found = {state for i in within for state in scene.alone(sentence.index, i).states}
    if not found and head.lemma.lower() in nouns("institution") | nouns("official"):
        places = (scene.mention_at(sentence.index, i) for i in within)
        found = {m.entity for m in places if m is not None and m.kind == "place" and m.entity in world().territories}
    return tuple(found) if len(found) == 1 else ()


def may_sit(sentence: Sentence, head: Token) -> bool:
    """Whether a body of this kind is of the state of the city it sits in; an embassy is of another."""
    return head.lemma.lower() in nouns("institution") | nouns("official") and not _is_posted(sentence, head)


def _is_posted(sentence: Sentence, head: Token) -> bool:
    below = sentence.below(head.index, "compound", "nmod", "amod")
    return any(t.lemma.lower() in grammar("posted") for t in (head, *below))


def _its(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """ "Peru was astonished, its foreign ministry said": that of the state of which the sentence first tells."""
    if not any(t.text.lower() == "its" for t in sentence.below(head.index, "nmod")):
        return ()
    told = (m for m in scene.mentions_in(sentence.index) if m.kind == "state" and m.end <= head.start and m.entity in world().territories)
    return next(((m.entity,) for m in told if relation(sentence.tokens[m.head]) == "nsubj"), ())


def seat_of(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """The state of the city in which a phrase sets something: "the ministry in Riga"."""
    places = (scene.mention_at(sentence.index, t.index) for t in sentence.below(head.index, "nmod") if case_of(sentence, t.index) == "in")
    found = {m.entity for m in places if m is not None and m.entity in world().territories}
    return tuple(found) if len(found) == 1 else ()


def _both(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """ "Both foreign ministries" speak for the two states that the report names most."""
    if head.lemma.lower() not in nouns("institution") or not any(t.text.lower() in ("both", "two") for t in sentence.below(head.index)):
        return ()
    named = Counter(m.entity for m in scene.mentions if m.kind == "state" and m.entity in world().territories).most_common(3)
    clear = len(named) > 1 and (len(named) == 2 or named[1][1] > named[2][1])
    return tuple(state for state, _ in named[:2]) if clear else ()


def _beside(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """A ministry, office or official of no named state speaks for the state of the official told of first in the same sentence,
    unless that one is posted abroad: "Foreign Minister Lahti will fly to Rome, the ministry said"."""
    words = {head.lemma.lower(), *(t.lemma.lower() for t in sentence.below(head.index, "compound", "nmod", "amod"))}
    if not words & phrases().representatives or words & (grammar("abroad") | grammar("posted")):
        return ()
    named = (m for m in scene.mentions_in(sentence.index) if m.kind == "person" and sentence.tokens[m.head].upos == "PROPN")
    first = next((name for m in named for name in scene.alone(m.sentence, m.head).people), "")
    key = next((k for k, p in scene.people.items() if p.name == first), "")
    held = [t for t in scene.titles if t.person == key]
    if not held or any(set(t.post.lower().split()) & grammar("envoy posts") for t in held):
        return ()
    states = tuple(s for s in scene.people[key].states if s in world().territories)
    return states if len(states) == 1 else ()


def _at_home(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Officials and ministries of no named state are of the state that the report is written from."""
    words = {head.lemma.lower(), *(t.lemma.lower() for t in sentence.below(head.index, "compound", "nmod", "amod"))}
    home = context_of(scene.report, ()).home
    return home[-1:] if words & phrases().representatives and not words & grammar("abroad") and home else ()


def by_post(scene: Scene, sentence: Sentence, head: Token, states: tuple[str, ...] = ()) -> Speaker | None:
    """The one person whom the report gives this post: "Iraq's foreign minister" for someone named elsewhere."""
    if is_plural(sentence, head) or any(t.text.lower() in ("a", "an") for t in sentence.below(head.index, "det")):
        return None
    told = {head.lemma.lower(), *(t.lemma.lower() for t in sentence.below(head.index, "compound", "amod"))}
    held = [
        t for t in scene.titles if head.lemma.lower() in _words(t.post) and _words(t.post) <= told and (not states or t.state in states)
    ]
    people = {t.person for t in held}
    return person_of(scene, Who(people=(scene.people[held[0].person].name,))) if len(people) == 1 else None


def _words(post: str) -> frozenset[str]:
    return frozenset(post.lower().replace("-", " ").split()) - grammar("small words")


def _by_state(scene: Scene, sentence: Sentence, head: Token, states: tuple[str, ...]) -> Speaker | None:
    """ "The Peruvian leader" for the one Peruvian named so far; not for officials and the like, whom reports leave unnamed."""
    owned = is_definite(sentence, head) or any(sentence.below(head.index, "nmod"))
    if len(states) != 1 or not owned or is_plural(sentence, head) or head.lemma.lower() in nouns("unnamed"):
        return None
    named = {p for m in scene.mentions if m.kind == "person" and m.end <= head.start for p in scene.alone(m.sentence, m.head).people}
    fitting = [p.name for p in scene.people.values() if p.name in named and p.states == states]
    return Speaker(fitting[0], "person", states) if len(fitting) == 1 else None


def _pair(scene: Scene, sentence: Sentence, head: Token) -> Speaker | None:
    """ "Both ministers", "the two leaders" for the two people whom the report has named so far."""
    lemma = head.text.lower()
    counted = any(t.text.lower() in ("both", "two", "the") for t in sentence.below(head.index, "det", "nummod"))
    if lemma not in phrases().pairs or not counted or any(sentence.below(head.index, "nmod", "compound", "amod")):
        return None
    before = [m for m in scene.mentions if m.kind == "person" and m.end <= head.start]
    people = tuple(dict.fromkeys(p for m in before for p in scene.alone(m.sentence, m.head).people))
    return person_of(scene, Who(people=people)) if len(people) == 2 else None


def _named_later(scene: Scene, sentence: Sentence, head: Token) -> Speaker | None:
    """ "a spokesman", whom one of the next sentences names: "the spokesman, Gary Lund"."""
    if is_plural(sentence, head) or not any(t.text.lower() in ("a", "an") for t in sentence.below(head.index, "det")):
        return None
    for later in scene.parse.sentences[sentence.index + 1 : sentence.index + 1 + AHEAD]:
        for token in later.tokens:
            if token.lemma.lower() == head.lemma.lower() and is_definite(later, token) and any(later.below(token.index, "appos")):
                who = scene.who(later.index, token.index)
                return person_of(scene, who) if len(who.people) == 1 else None
    return None


def _is_name(scene: Scene, head: Token) -> bool:
    return any(e.start <= head.start < e.end and e.label in ("PERSON", "ORG", "STATE", "NORP") for e in scene.parse.entities)
