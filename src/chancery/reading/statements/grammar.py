"""Questions put to a Universal Dependencies tree: who is the subject, was it in fact said, what is said."""

from __future__ import annotations

from chancery.model import Sentence, Token
from chancery.reading.statements.lexicon import grammar, nouns, people, verb_lemma

NEAR = 4
"""How many words may stand between a passive verb and a misplaced "by"."""
OPEN_CLAUSES = ("xcomp", "advcl", "conj", "acl", "parataxis", "csubj")


def feat(token: Token, name: str) -> str:
    """The value of one UD feature; empty where the token has none."""
    start = f"|{token.feats}".find(f"|{name}=")
    return "" if start < 0 else token.feats[start + len(name) + 1 :].split("|", 1)[0]


def relation(token: Token) -> str:
    """The UD relation without its subtype."""
    return token.deprel.split(":")[0]


def word_below(sentence: Sentence, index: int, words: frozenset[str] | tuple[str, ...], *relations: str) -> bool:
    """Whether a direct dependent (of one of the relations) is one of the words."""
    return any(t.text.lower() in words or t.lemma.lower() in words for t in sentence.below(index, *relations))


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's subject undergoes it: "was praised", "the measures announced by ..."."""
    if any(t.deprel in ("aux:pass", "nsubj:pass") for t in sentence.below(verb.index)):
        return True
    if feat(verb, "VerbForm") == "Ger" or verb.text.lower().endswith("ing"):
        return False
    bare = verb.deprel in ("acl", "advcl", "amod") and not any(sentence.below(verb.index, "nsubj", "aux"))
    return bare and (feat(verb, "VerbForm") == "Part" or verb.text.lower().endswith("ed"))


def agent(sentence: Sentence, verb: int) -> int | None:
    """The "by ..." of a passive verb."""
    for child in sentence.below(verb, "obl", "nmod"):
        if child.deprel == "obl:agent" or word_below(sentence, child.index, grammar("agent"), "case"):
            return child.index
    return _near_agent(sentence, verb)


def _near_agent(sentence: Sentence, verb: int) -> int | None:
    """A "by ..." right after the verb that the tree hangs elsewhere."""
    for token in sentence.tokens[verb + 1 : verb + 1 + NEAR]:
        if token.upos in ("VERB", "AUX", "PUNCT"):
            return None
        if token.text.lower() in grammar("agent") and token.deprel == "case" and sentence.tokens[token.head].head < verb:
            return token.head
    return None


def subject(sentence: Sentence, verb: int) -> int | None:
    """The head of the phrase that does what the verb says, through relative clauses, coordination and open clauses;
    None where the sentence does not give it."""
    token = sentence.tokens[verb]
    if is_passive(sentence, token):
        return agent(sentence, verb)
    own = next(iter(sentence.below(verb, "nsubj")), None)
    if own is not None and own.text.lower() not in grammar("relatives"):
        return own.index
    if own is not None and (antecedent := _antecedent(sentence, token)) is not None:
        return antecedent
    if own is not None or token.head < 0:
        return own.index if own is not None else None
    return _inherited(sentence, token)


def _antecedent(sentence: Sentence, verb: Token) -> int | None:
    current = verb
    while current.deprel == "conj":
        current = sentence.tokens[current.head]
    if not current.deprel.startswith("acl"):
        return None
    noun = sentence.tokens[current.head]
    who = any(t.text.lower() == "who" for t in sentence.below(verb.index, "nsubj"))
    while (
        who
        and noun.upos in ("NOUN", "ADJ", "VERB")
        and noun.lemma.lower() not in people()
        and relation(noun) in ("nmod", "obl", "amod", "acl")
    ):
        noun = sentence.tokens[noun.head]
    return noun.index


def _inherited(sentence: Sentence, verb: Token) -> int | None:
    kind = relation(verb)
    if kind == "acl":
        return verb.head
    if kind not in OPEN_CLAUSES:
        return None
    head = sentence.tokens[verb.head]
    if is_passive(sentence, head):
        raised = next(iter(sentence.below(head.index, "nsubj")), None)
        return raised.index if raised is not None else None
    return subject(sentence, head.index)


def was_said(sentence: Sentence, verb: Token) -> bool:
    """Whether the tree tells it as done: no modal, no negation, no condition, no bare infinitive of purpose."""
    if verb.deprel in ("amod", "compound", "case", "mark") or (verb.deprel == "csubj" and not _opens(sentence, verb)):
        return False
    if word_below(sentence, verb.index, grammar("modals"), "aux"):
        return False
    if word_below(sentence, verb.index, grammar("negations"), "advmod", "det", "cc"):
        return False
    if word_below(sentence, verb.index, grammar("unreal"), "mark", "case"):
        return False
    if word_below(sentence, verb.index, ("to",), "mark"):
        return _carried(sentence, verb)
    return not (verb.deprel == "conj" and not _has_subject(sentence, verb) and _unreal_conjunct(sentence, verb))


def _opens(sentence: Sentence, verb: Token) -> bool:
    """Whether what the tree calls a clausal subject is a participle before the real one: "Calling it a step, Lund said ..."."""
    return any(sentence.below(verb.head, "nsubj")) if verb.head >= 0 else False


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.below(verb.index, "nsubj", "aux"))


def _unreal_conjunct(sentence: Sentence, verb: Token) -> bool:
    """A verb joined to one that is not told as done shares its fate where its form allows."""
    head = sentence.tokens[verb.head]
    if head.upos != "VERB" or feat(verb, "VerbForm") != feat(head, "VerbForm") or feat(verb, "Tense") == "Past":
        return False
    return not was_said(sentence, head)


def _carried(sentence: Sentence, verb: Token) -> bool:
    """An infinitive counts after "went on", "took the opportunity" and the like."""
    if verb.head < 0 or relation(verb) not in ("xcomp", "advcl", "acl"):
        return False
    head = sentence.tokens[verb.head]
    if head.upos == "NOUN" and head.head >= 0:
        head = sentence.tokens[head.head]
    if head.upos != "VERB" or not was_said(sentence, head):
        return False
    for words in nouns("carrier"):
        lemma, _, particle = words.partition(" ")
        if lemma == verb_lemma(head.text.lower(), head.lemma.lower()) and (not particle or word_below(sentence, head.index, (particle,))):
            return True
    return False


def clause_tokens(sentence: Sentence, verb: int) -> frozenset[int]:
    """The tokens of the verb's own clause and all below it."""
    return frozenset(sentence.subtree(verb))
