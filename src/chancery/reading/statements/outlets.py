"""Newspapers, agencies and broadcasters in a phrase: by the codebook's names, by the scene, or by the noun before a name."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.codebook import phrases, world
from chancery.model import Sentence, Token
from chancery.reading.scene import Scene
from chancery.reading.statements.lexicon import nouns


@dataclass(frozen=True, slots=True)
class Outlet:
    """A named outlet and the state it is of, if the codebook knows it."""

    name: str
    state: str = ""


def outlet_in(scene: Scene, sentence: Sentence, token: int) -> Outlet | None:
    """The outlet that the phrase headed by this token names, if any; the first where it names several."""
    below = [sentence.tokens[i] for i in sentence.subtree(token)]
    start, end = below[0].start, below[-1].end
    named = frozenset(t.index for t in below)
    for mention in scene.mentions_in(sentence.index):
        if mention.kind == "medium" and mention.head in named and sentence.tokens[mention.head].upos == "PROPN":
            return Outlet(next(iter(scene.alone(sentence.index, mention.head).bodies), mention.text), _state(mention.entity))
    for hit in world().names.find(scene.parse.text[start:end]):
        for name in hit.named:
            if name.kind == "medium":
                return Outlet(scene.parse.text[start + hit.start : start + hit.end], name.key)
    return _after_noun(scene, sentence, below) or _by_its_words(scene, sentence, token)


def _by_its_words(scene: Scene, sentence: Sentence, token: int) -> Outlet | None:
    """A name that tells by a word of its own: "the Lima Herald"; not a body or person that the scene knows."""
    head = sentence.tokens[token]
    who = scene.who(sentence.index, token)
    if head.upos != "PROPN" or who.people or who.states:
        return None
    name = [i for i in sentence.subtree(token) if sentence.tokens[i].text[0].isupper() or sentence.tokens[i].text == "of"]
    words = {sentence.tokens[i].text.lower() for i in name}
    if len(name) < 2 or not words & nouns("outlet_name") or words & nouns("institution") - nouns("outlet_name"):
        return None
    return Outlet(scene.parse.text[sentence.tokens[name[0]].start : sentence.tokens[name[-1]].end])


def _state(entity: str) -> str:
    return entity if len(entity) == 3 and entity.isupper() else ""


def _after_noun(scene: Scene, sentence: Sentence, below: list[Token]) -> Outlet | None:
    """ "the daily newspaper Nova", "public broadcaster Radio Lume": the name right after the noun, or right before it."""
    for token in below:
        if token.upos not in ("NOUN", "ADJ") or token.text[0].isupper() or token.lemma.lower() not in phrases().media_nouns:
            continue
        last = token.index
        while last + 1 < len(sentence.tokens) and _is_name(sentence.tokens[last + 1]):
            last += 1
        if last > token.index:
            return Outlet(scene.parse.text[sentence.tokens[token.index + 1].start : sentence.tokens[last].end])
    return None


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" or token.text[0].isupper()


def follows_medium_noun(sentence: Sentence, head: Token) -> bool:
    """Whether the name is that of an outlet by the noun before it: "the daily Nova"."""
    return any(t.lemma.lower() in phrases().media_nouns for t in sentence.below(head.index, "compound", "nmod", "appos", "amod"))


def is_medium_noun(token: Token) -> bool:
    """Whether the word alone stands for an outlet ("the newspaper")."""
    return token.upos == "NOUN" and token.lemma.lower() in nouns("medium")
