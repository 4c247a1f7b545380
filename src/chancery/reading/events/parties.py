"""Which states and people stand at a place of the rule data: names in apposition, leaders of delegations, joint bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.codebook import phrases, world
from chancery.model import Sentence, Who
from chancery.reading.events.roles import refs
from chancery.reading.events.syntax import Ref, agent, first, lemma, relation
from chancery.reading.scene import Scene, case_of, merge

BACK = 4
"""Sentences within which "the delegation" is the one told of before."""
DOCUMENTS = frozenset(("statement", "communique", "communiqué", "note", "letter", "declaration", "message", "memorandum", "telegram"))
"""Nouns for what those speak through whose it is."""


def party(scene: Scene, sentence: Sentence, ref: Ref, owned: bool) -> Who:
    """Whom the token stands for, or (`owned`) else those who own it: "Russia's use of force" is Russia's."""
    if ref.owner:
        return scene.owners(sentence.index, ref.token)
    joined = [t.index for t in sentence.below(ref.token, "conj") if t.upos in ("NOUN", "PROPN")]
    found = merge(_stands_for(scene, sentence, token) for token in (ref.token, *_other_names(sentence, ref.token), *joined))
    found = merge((found, *(_leading(scene, sentence, token) for token in (ref.token, *joined))))
    if not found and lemma(sentence.tokens[ref.token]) in DOCUMENTS and relation(sentence.tokens[ref.token]) == "nsubj":
        written = (other for slot in ("possessor", "of", "from", "by") for other in refs(sentence, ref.token, slot))
        return merge(scene.who(sentence.index, other.token) for other in written)
    if found or not owned or lemma(sentence.tokens[ref.token]) in phrases().grounds:
        return found
    return scene.owners(sentence.index, ref.token)


def _stands_for(scene: Scene, sentence: Sentence, token: int) -> Who:
    """As the scene has it; for a name that it passed over, the one person in the report who bears it."""
    found, word = scene.who(sentence.index, token), sentence.tokens[token]
    named = merge(scene.who(sentence.index, t.index) for t in sentence.below(token, "appos") if t.upos == "PROPN")
    if word.upos == "NOUN" and "Number=Sing" in word.feats and named.people and not set(found.people) <= set(named.people):
        return named
    owners = merge(scene.who(sentence.index, t.index) for t in sentence.below(token, "nmod:poss"))
    if word.upos == "NOUN" and len(owners.states) >= 2 and set(owners.states) != set(found.states):
        return Who(states=owners.states)
    if len(found.states) < 2 and lemma(word) in phrases().joint_bodies and len(joint := _joined_in(scene, sentence, token)) >= 2:
        return Who(states=joint)
    if found or word.upos != "PROPN":
        return found
    bearers = [person for person in scene.people.values() if word.text in person.name.split()]
    return Who(states=bearers[0].states, people=(bearers[0].name,)) if len(bearers) == 1 else found


def _joined_in(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    """The states whose joint body it is: "the Peruvian-Chilean committee", "the joint commission of Peru and Chile"."""
    named = merge(scene.who(sentence.index, t.index) for t in sentence.below(token, "amod", "compound", "nmod"))
    return tuple(s for s in named.states if s in world().territories)


def _leading(scene: Scene, sentence: Sentence, token: int) -> Who:
    """The people who lead a delegation: "a team headed by the deputy minister, A", "a mission under A", "the team" told of before."""
    if lemma(sentence.tokens[token]) not in phrases().delegations:
        return Who()
    led = _led_by(scene, sentence, token)
    pointed = any(t.text.lower() in ("the", "this") for t in sentence.below(token, "det"))
    return led if led or not pointed else _led_before(scene, sentence, token)


def _led_before(scene: Scene, sentence: Sentence, token: int) -> Who:
    """The leaders of the delegation told of last, if it is of the same state."""
    states = set(scene.who(sentence.index, token).states)
    for earlier in reversed(scene.parse.sentences[max(0, sentence.index - BACK) : sentence.index]):
        for word in reversed(earlier.tokens):
            if lemma(word) in phrases().delegations and (led := _led_by(scene, earlier, word.index)):
                same = not states or bool(states & set(scene.who(earlier.index, word.index).states))
                return led if same else Who()
    return Who()


def _led_by(scene: Scene, sentence: Sentence, token: int) -> Who:
    led = (v for v in sentence.below(token, "acl") if lemma(v) in phrases().leading)
    heads = [ref.token for v in led if (ref := agent(sentence, v.index)) is not None and ref.token != token]
    heads += [t.index for t in sentence.below(token, "nmod") if case_of(sentence, t.index) in ("under", "by")]
    named = merge(_stands_for(scene, sentence, i) for head in heads for i in (head, *_other_names(sentence, head)))
    return Who(people=named.people)


def _other_names(sentence: Sentence, token: int) -> Iterator[int]:
    """Names beside a title to which others are coordinated: "President A and Prime Minister B"."""
    for child in sentence.below(token, "nmod"):
        if case_of(sentence, child.index) in ("such", "including", "like"):
            yield child.index
    for child in (t for place in (token, *(a.index for a in sentence.below(token, "appos"))) for t in sentence.below(place, "conj")):
        if child.upos == "VERB" and child.text.lower() == "visiting":
            yield from (t.index for t in sentence.below(child.index, "obj"))
    for child in sentence.below(token, "appos", "nmod"):
        named = child.upos == "PROPN" and not case_of(sentence, child.index)
        if named and (relation(child) == "appos" or first(sentence, child.index, "conj") is not None):
            yield child.index
            yield from _other_names(sentence, child.index)


def first_party(scene: Scene, sentence: Sentence, token: int, slots: Iterable[str], besides: Who) -> Who:
    """The parties at the first place that names a state other than `besides`, or else a person; that state is left out."""
    fallback = Who()
    for slot in slots:
        if slot.endswith(".site"):
            found = _without(_lands_at(scene, sentence, refs(sentence, token, slot.removesuffix(".site"))), besides)
            if found.states:
                return found
            continue
        slot, only_states = slot.removesuffix(".state"), slot.endswith(".state")
        owned = slot not in ("object", "iobj")
        found = _without(merge(party(scene, sentence, ref, owned) for ref in refs(sentence, token, slot)), besides)
        if only_states and any(state not in world().territories for state in found.states):
            continue
        if found.states:
            return Who(states=found.states) if slot.endswith(".owner") else found
        fallback = fallback or found
    return fallback


def _lands_at(scene: Scene, sentence: Sentence, places: Iterable[Ref]) -> Who:
    """The states in which the cities or countries named there lie."""
    tokens = (i for ref in places for i in (ref.token, *(t.index for t in sentence.below(ref.token, "conj"))))
    mentions = (scene.mention_at(sentence.index, token) for token in tokens)
    named = (world().names.get(mention.text) for mention in mentions if mention is not None)
    return Who(states=tuple(dict.fromkeys(n[0].key for n in named if n and n[0].kind in ("state", "capital", "city"))))


def all_parties(
    scene: Scene, sentence: Sentence, token: int, slots: Iterable[str], *, owned: bool = False, besides: int | None = None
) -> Who:
    """Everyone at any of the places, but the token `besides`."""
    found = (ref for slot in slots for ref in refs(sentence, token, slot) if ref.token != besides)
    return merge(party(scene, sentence, ref, owned) for ref in found)


def _without(who: Who, besides: Who) -> Who:
    states = tuple(s for s in who.states if s not in besides.states)
    people = tuple(p for p in who.people if p not in besides.people)
    return Who(states, people, who.bodies, who.described)
