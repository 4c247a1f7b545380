"""How a noun phrase is worded, without what only tells more about it."""

from __future__ import annotations

from chancery.model import Sentence, Token
from chancery.reading.scene import Scene
from chancery.reading.statements.grammar import relation
from chancery.reading.statements.lexicon import grammar, relays

LEFT_OUT = frozenset(("appos", "parataxis", "punct", "dep", "list", "advcl", "discourse"))
JOINING = frozenset(("cc", "conj"))


def is_definite(sentence: Sentence, head: Token) -> bool:
    """Whether the phrase opens with "the" or "this"."""
    return any(t.text.lower() in ("the", "this", "that", "these", "those") for t in sentence.below(head.index, "det"))


def phrase(scene: Scene, sentence: Sentence, head: Token, *, bare: bool = False) -> str:
    """The noun phrase as worded, without relative clauses, appositions and what stands in brackets; `bare` drops its article.

    "his family" is given with the name that the pronoun stands for.
    """
    run = list(phrase_tokens(sentence, head))
    while len(run) > 1 and sentence.tokens[run[0]].upos in (("DET", "PUNCT", "CCONJ") if bare else ("PUNCT", "CCONJ")):
        run = run[1:]
    first, last = sentence.tokens[run[0]], sentence.tokens[run[-1]]
    owner = _owner(scene, sentence, first)
    text = scene.parse.text[first.end if owner else first.start : last.end]
    return " ".join((owner + text).split())


def phrase_tokens(sentence: Sentence, head: Token) -> tuple[int, ...]:
    """The tokens of the noun phrase, in order, without relative clauses, appositions and what stands in brackets."""
    left_out = _left_out(sentence, head)
    run = _around([i for i in sentence.subtree(head.index) if i not in left_out], head.index)
    saying = [i for i in run if i > head.index and _says_as(sentence, i)]
    return tuple(i for i in run if not saying or i < saying[0])


def _says_as(sentence: Sentence, index: int) -> bool:
    """Whether "as saying" begins here."""
    after = sentence.tokens[index + 1 : index + 2]
    return sentence.tokens[index].text.lower() == "as" and bool(after) and after[0].text.lower().endswith("ing")


def _owner(scene: Scene, sentence: Sentence, first: Token) -> str:
    if first.upos != "PRON" or first.deprel != "nmod:poss":
        return ""
    people = scene.who(sentence.index, first.index).people
    return f"{people[0]}'s" if len(people) == 1 else ""


def _left_out(sentence: Sentence, head: Token) -> frozenset[int]:
    named = head.upos == "PROPN"
    found: set[int] = set()
    for index in sentence.subtree(head.index):
        child = sentence.tokens[index]
        if index == head.index:
            continue
        own = child.head == head.index
        joined = own and relation(child) in JOINING and (named or child.upos not in ("NOUN", "CCONJ"))
        timed = own and relation(child) in ("nmod", "obl") and (child.upos == "NUM" or child.lemma.lower().rstrip(".") in grammar("days"))
        if (
            child.deprel == "acl:relcl"
            or (own and relation(child) == "acl" and (named or _after_comma(sentence, index)))
            or timed
            or (child.deprel == "acl" and child.lemma.lower() in relays("verb") and child.text.lower().endswith("ed"))
            or joined
            or (own and (relation(child) in LEFT_OUT or child.deprel == "case"))
        ):
            found.update(sentence.subtree(index))
    return frozenset(found)


def _after_comma(sentence: Sentence, index: int) -> bool:
    below = sentence.subtree(index)
    return sentence.tokens[below[0]].text == "," or (below[0] > 0 and sentence.tokens[below[0] - 1].text == ",")


def _around(indices: list[int], centre: int) -> list[int]:
    """The unbroken run of indices that holds the centre."""
    at = indices.index(centre)
    low = high = at
    while low > 0 and indices[low - 1] == indices[low] - 1:
        low -= 1
    while high + 1 < len(indices) and indices[high + 1] == indices[high] + 1:
        high += 1
    return indices[low : high + 1]
