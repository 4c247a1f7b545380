"""Whom the source of a saying names: a person, a body, a state, an outlet, or someone only described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from chancery.codebook import phrases
from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene
from chancery.reading.statements.grammar import feat, relation, subject
from chancery.reading.statements.lexicon import nouns

Kind = Literal["person", "body", "state", "anonymous"]
THINGS = frozenset(("it", "its"))
REACH = 4
"""How many sentences back a pronoun or "the official" may take up a speaker."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the record names them."""

    name: str
    kind: Kind
    states: tuple[str, ...] = ()
    medium: bool = False
    document: bool = False
    """Whether the words are a paper's: a statement, a communique."""
    head: str = ""
    """Lemma of the head of the phrase."""
    plural: bool = False
    sentence: int = 0


def speaker_of(scene: Scene, sentence: int, token: int, past: tuple[Speaker, ...]) -> Speaker | None:
    """The speaker that the phrase headed by this token names; `past` are those before it, the last one last.

    None where the phrase cannot speak: a law, a poll, a thing.
    """
    parsed = scene.parse.sentences[sentence]
    head = parsed.tokens[token]
    found = _speaker(scene, parsed, head, past)
    return None if found is None else replace(found, head=head.lemma.lower(), plural=_is_plural(parsed, head), sentence=sentence)


def _speaker(scene: Scene, sentence: Sentence, head: Token, past: tuple[Speaker, ...]) -> Speaker | None:
    word = head.text.lower()
    recent = tuple(s for s in past if sentence.index - s.sentence <= REACH)
    who = scene.who(sentence.index, head.index)
    if head.upos == "PRON":
        return _pronoun(scene, word, who, recent)
    if outlet := _outlet(scene, sentence, head, recent):
        return outlet
    if head.lemma.lower() in nouns("document") and not who.people:
        return _issuer(scene, sentence, head, recent)
    if who.people:
        return _person(scene, sentence, who)
    if again := _taken_up(sentence, head, recent):
        return again
    return _described(scene, sentence, head, who)


def _person(scene: Scene, sentence: Sentence, who: Who) -> Speaker:
    states = who.states or states_of(scene, who.people)
    return Speaker(joined(who.people), "person", states)


def states_of(scene: Scene, people: Iterable[str]) -> tuple[str, ...]:
    """The states that these people serve, each once, in order."""
    by_name = {person.name: person.states for person in scene.people.values()}
    return tuple(dict.fromkeys(state for name in people for state in by_name.get(name, ())))


def joined(names: tuple[str, ...]) -> str:
    """Names as one phrase: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _pronoun(scene: Scene, word: str, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    last = recent[-1] if recent else None
    if word in THINGS:
        found = next((s for s in reversed(recent) if s.kind in ("body", "state") or s.medium or s.document), None)
    elif word in phrases().plural:
        found = last if last is not None and last.plural and (last.kind == "anonymous" or not who.people) else None
    elif last is not None and last.kind == "anonymous" and not last.plural and _fits(last, word):
        found = last
    else:
        found = None
    if found is not None:
        return found
    if who.people:
        return Speaker(joined(who.people), "person", who.states or states_of(scene, who.people))
    if who:
        return Speaker(_name_of(scene, who), "state" if who.states and not who.bodies else "body", who.states)
    return last if last is not None and last.kind == "person" and word not in THINGS and word not in phrases().plural else None


def _fits(speaker: Speaker, word: str) -> bool:
    """Whether "he" or "she" may take up an unnamed speaker."""
    if speaker.head.endswith("woman"):
        return word in phrases().female
    return word in phrases().male if speaker.head.endswith("man") else word in phrases().male | phrases().female


def _name_of(scene: Scene, who: Who) -> str:
    if who.bodies:
        return joined(who.bodies)
    names = [next((m.text for m in scene.mentions if m.kind in ("state", "body") and m.entity == code), code) for code in who.states]
    return joined(tuple(names))


def _outlet(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    """A named outlet, or "the newspaper" for the one named last."""
    mention = scene.mention_at(sentence.index, head.index)
    if mention is not None and mention.kind == "medium":
        who = scene.who(sentence.index, head.index)
        return Speaker(next(iter(who.bodies), mention.text), "body", who.states, medium=True)
    if head.lemma.lower() not in nouns("medium") or head.upos == "PROPN":
        return None
    if named := medium_in(scene, sentence, head.index):
        return Speaker(named, "body", scene.who(sentence.index, head.index).states, medium=True)
    last = next((s for s in reversed(recent) if s.medium), None)
    owners = scene.owners(sentence.index, head.index)
    if last is not None and not owners.states:
        return last
    who = scene.who(sentence.index, head.index)
    return Speaker(next(iter(who.bodies), "") or phrase(scene, sentence, head), "body", who.states or owners.states, medium=True)


def medium_in(scene: Scene, sentence: Sentence, token: int) -> str:
    """The name of an outlet within the phrase, as its fullest mention; empty if none."""
    below = frozenset(sentence.subtree(token))
    for mention in scene.mentions_in(sentence.index):
        if mention.kind == "medium" and mention.head in below:
            who = scene.alone(sentence.index, mention.head)
            return next(iter(who.bodies), mention.text)
    return ""


def _issuer(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    """Who issued a statement: its owner, else the issuer of the one named last."""
    for child in sentence.below(head.index, "nmod", "compound", "amod", "obl"):
        case = next((t.text.lower() for t in sentence.below(child.index, "case")), "")
        if case not in ("", "'s", "’s", "by", "from", "of") and child.deprel != "nmod:poss":
            continue
        if found := _speaker(scene, sentence, child, ()):
            return replace(found, document=True)
    for verb in sentence.below(head.index, "acl"):
        for child in sentence.below(verb.index, "obl"):
            if any(t.text.lower() in ("by", "from") for t in sentence.below(child.index, "case")) and (
                found := _speaker(scene, sentence, child, ())
            ):
                return replace(found, document=True)
    if head.deprel in ("obj", "obl") and (giver := subject(sentence, head.head)) not in (None, head.index):
        giver_head = sentence.tokens[giver or 0]
        if giver_head.lemma.lower() not in nouns("document") and (found := _speaker(scene, sentence, giver_head, recent)):
            return replace(found, document=True)
    last = next((s for s in reversed(recent) if s.document), None) or next(
        (s for s in reversed(recent) if s.kind in ("body", "state")), None
    )
    if last is not None:
        return replace(last, document=True)
    if recent and recent[-1].states:
        group = recent[-1]
        return Speaker(joined(group.states), "state", group.states, document=True)
    return None


def _taken_up(sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    """ "the source", "the spokeswoman", "the ministry": the speaker of that description before."""
    definite = any(t.text.lower() in ("the", "this", "that", "these", "those") for t in sentence.below(head.index, "det"))
    if not definite or head.upos == "PROPN":
        return None
    owned = any(sentence.below(head.index, "nmod", "compound", "amod"))
    same = (s for s in reversed(recent) if s.head == head.lemma.lower() or head.lemma.lower() in s.name.lower().split())
    return None if owned else next((s for s in same if s.kind != "person"), None)


def _described(scene: Scene, sentence: Sentence, head: Token, who: Who) -> Speaker | None:
    lemma = head.lemma.lower()
    if who.bodies and not who.described:
        return Speaker(phrase(scene, sentence, head, bare=True), "body", who.states)
    if head.upos == "PROPN":
        named = bool(who) or _is_name(scene, head)
        return Speaker(phrase(scene, sentence, head, bare=True), "state" if who.states else "body", who.states) if named else None
    if lemma in phrases().representatives | nouns("source") or who.described:
        states = who.states or scene.owners(sentence.index, head.index).states
        kind: Kind = "body" if lemma in INSTITUTIONS else "anonymous"
        return Speaker(phrase(scene, sentence, head, bare=kind == "body"), kind, states)
    return Speaker(phrase(scene, sentence, head, bare=True), "state", who.states) if who.states else None


INSTITUTIONS = frozenset(
    ("government", "ministry", "department", "office", "agency", "embassy", "consulate", "palace", "presidency", "cabinet", "parliament")
)


def _is_name(scene: Scene, head: Token) -> bool:
    return any(e.start <= head.start < e.end and e.label in ("PERSON", "ORG", "STATE", "NORP") for e in scene.parse.entities)


def _is_plural(sentence: Sentence, head: Token) -> bool:
    return feat(head, "Number") == "Plur" or any(sentence.below(head.index, "conj"))


def phrase(scene: Scene, sentence: Sentence, head: Token, *, bare: bool = False) -> str:
    """The noun phrase as worded, without relative clauses, appositions and what stands in brackets; `bare` drops its article."""
    left_out = {
        i
        for child in sentence.below(head.index)
        if relation(child) in ("appos", "parataxis", "punct", "cc", "conj", "dep", "list") or child.deprel in ("acl:relcl", "case")
        for i in sentence.subtree(child.index)
    }
    kept = [i for i in sentence.subtree(head.index) if i not in left_out]
    run = _around(kept, head.index)
    while bare and len(run) > 1 and sentence.tokens[run[0]].upos == "DET":
        run = run[1:]
    text = scene.parse.text[sentence.tokens[run[0]].start : sentence.tokens[run[-1]].end]
    return " ".join(text.split())


def _around(indices: list[int], centre: int) -> list[int]:
    """The unbroken run of indices that holds the centre."""
    at = indices.index(centre)
    low = high = at
    while low > 0 and indices[low - 1] == indices[low] - 1:
        low -= 1
    while high + 1 < len(indices) and indices[high + 1] == indices[high] + 1:
        high += 1
    return indices[low : high + 1]
