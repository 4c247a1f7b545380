"""Questions put to a Universal Dependencies tree: who is the subject, was it in fact said, what is said."""

from __future__ import annotations

from chancery.model import Sentence, Token
from chancery.reading.scene import case_of
from chancery.reading.statements.lexicon import grammar, nouns, people, verb_lemma

NEAR = 4
"""How many words may stand between a passive verb and a misplaced "by"."""
CLOSING = frozenset((",", '"', "”", "’", "''", "»", "'"))
"""Marks before or after an inserted "the minister said"."""
PHRASE = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "ADP", "PART", "NUM", "ADV", "CCONJ"))
"""What a noun phrase is made of."""
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
    own = nearest_subject(sentence, verb)
    if own is not None and own.text.lower() not in grammar("relatives"):
        return own.index
    if own is not None and (antecedent := _antecedent(sentence, token)) is not None:
        return antecedent
    if own is not None or token.head < 0:
        return own.index if own is not None else None
    return _inherited(sentence, token)


def nearest_subject(sentence: Sentence, verb: int) -> Token | None:
    """The last subject before the verb (a quotation before it may have hung its own on it), else the first behind it."""
    subjects = list(sentence.below(verb, "nsubj"))
    return next((t for t in reversed(subjects) if t.index < verb), subjects[0] if subjects else None)


def _antecedent(sentence: Sentence, verb: Token) -> int | None:
    current = verb
    while current.deprel == "conj" and current.head >= 0:
        current = sentence.tokens[current.head]
    if not current.deprel.startswith("acl") or current.head < 0:
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
        raised = nearest_subject(sentence, head.index)
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
    return not (verb.deprel == "conj" and verb.head >= 0 and not _has_subject(sentence, verb) and _unreal_conjunct(sentence, verb))


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


def is_participle(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is a participle without an auxiliary: ", adding that ..."."""
    return token.text.lower().endswith("ing") and not any(sentence.below(token.index, "aux"))


def subject_before(sentence: Sentence, token: Token) -> int | None:
    """The head of the phrase between a mark and the verb: ", the minister said"."""
    tokens = sentence.tokens
    end = token.index
    while end > 0 and tokens[end - 1].upos == "AUX":
        end -= 1
    first = end
    while first > 0 and tokens[first - 1].upos in PHRASE:
        first -= 1
    near = _head_among(sentence, range(first, end))
    if any(tokens[i].text.lower() in grammar("relatives") for i in range(first, end)):
        return None
    return near if first > 0 and tokens[first - 1].text in CLOSING and near is not None and not case_of(sentence, near) else None


def subject_after(sentence: Sentence, token: Token) -> int | None:
    """The head of the phrase between ", said" and the next mark."""
    tokens = sentence.tokens
    last = token.index + 1
    while last < len(tokens) and tokens[last].upos in PHRASE:
        last += 1
    closed = last == len(tokens) or tokens[last].upos == "PUNCT"
    if not closed or last == token.index + 1 or token.index == 0 or tokens[token.index - 1].text not in CLOSING:
        return None
    if tokens[token.index + 1].upos in ("ADP", "ADV") or word_below(sentence, token.index, grammar("hearers"), "obj", "iobj"):
        return None
    after = _head_among(sentence, range(token.index + 1, last))
    return after if after is not None and not case_of(sentence, after) else None


def subject_with_relative(sentence: Sentence, token: Token) -> int | None:
    """The noun in ", Jan Kos, who runs the fund, said"."""
    if token.index < 4 or sentence.tokens[token.index - 1].text != ",":
        return None
    for clause in sentence.tokens[: token.index]:
        if clause.deprel == "acl:relcl" and sentence.subtree(clause.index)[-1] == token.index - 2:
            return clause.head
    return None


def name_in_apposition(sentence: Sentence, token: Token) -> int | None:
    """The name in ", its leader, Jan Kos, said"."""
    tokens = sentence.tokens
    last = token.index - 1
    if last < 2 or tokens[last].text != ",":
        return None
    first = last
    while first > 0 and tokens[first - 1].upos in PHRASE and tokens[first - 1].upos != "ADP":
        first -= 1
    before = tokens[first - 1] if 0 < first < last else None
    if before is None or before.text != "," or first < 2 or tokens[first - 2].upos not in ("NOUN", "PROPN"):
        return None
    names = [i for i in range(first, last) if tokens[i].upos == "PROPN"]
    return next((i for i in names if tokens[i].head not in names), None) if names else None


def has_verb(sentence: Sentence, indices: range) -> bool:
    """Whether a verb stands among these tokens."""
    return any(sentence.tokens[i].upos in ("VERB", "AUX") for i in indices)


def _head_among(sentence: Sentence, indices: range) -> int | None:
    nominal = [i for i in indices if sentence.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return next((i for i in nominal if sentence.tokens[i].head not in indices), None)
