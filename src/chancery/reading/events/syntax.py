"""Who stands where towards a verb or noun of action, through voice, control, coordination and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chancery.codebook import phrases
from chancery.model import Sentence, Token
from chancery.reading.scene import case_of

RELATIVE = frozenset(("who", "which", "that", "whom"))
VERBAL = frozenset(("VERB", "AUX"))
INVITING = frozenset(("invitation", "request", "appeal", "call", "demand", "order", "plea", "proposal"))
"""Nouns whose infinitive is done by those whom they address."""
PLURALS = {"supplies": "supply", "series": "series"}
"""Lemmas that the cut of a last s would spoil."""
DASHES = frozenset(("-", "--", "–", "—", ":"))
NAMING = frozenset(("PROPN", "NOUN", "ADJ", "DET", "CCONJ", "NUM"))
"""Parts of speech of which a name or a title may consist."""
DEPTH = 6
"""How many clauses up a missing subject is sought."""


class Ref(NamedTuple):
    """A token that names a party, or (`owner`) a noun whose possessors do."""

    token: int
    owner: bool = False


def relation(token: Token) -> str:
    """The UD relation without its subtype."""
    return token.deprel.split(":")[0]


def first(sentence: Sentence, token: int, *relations: str) -> Token | None:
    """The first dependent with one of the relations."""
    return next(sentence.below(token, *relations), None)


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb's subject is its patient: passive voice, a bare past participle, or one coordinated to such."""
    token = sentence.tokens[verb]
    if "VerbForm=Fin" in token.feats or _lacks_auxiliary(sentence, token):
        return False
    if any(child.deprel.endswith(":pass") for child in sentence.below(verb)) or "Voice=Pass" in token.feats:
        return True
    if "VerbForm=Part" not in token.feats or "Tense=Past" not in token.feats:
        return False
    if first(sentence, verb, "aux") is not None:
        return False
    if relation(token) in ("acl", "advcl", "amod") and first(sentence, verb, "nsubj", "obj") is None:
        return True
    return relation(token) == "conj" and first(sentence, verb, "nsubj", "obj") is None and is_passive(sentence, token.head)


def _lacks_auxiliary(sentence: Sentence, verb: Token) -> bool:
    """A main verb with a subject but no auxiliary is active, whatever its form looks like."""
    return (
        relation(verb) in ("root", "ccomp", "parataxis")
        and first(sentence, verb.index, "nsubj") is not None
        and first(sentence, verb.index, "aux") is None
        and not any(t.deprel == "obl:agent" and lemma(t) not in phrases().means for t in sentence.below(verb.index))
    )


def _nearest_subject(sentence: Sentence, verb: int) -> Token | None:
    """The subject; of two before the verb that nothing parts or joins, the one nearer to it, as the other is a body before a title."""
    subjects = list(sentence.below(verb, "nsubj", "csubj"))
    before = [t for t in subjects if t.index < verb]
    if len(before) < 2:
        return next(iter(subjects), None)
    parted = any(t.upos in VERBAL or t.text == "," for t in sentence.tokens[before[0].index : verb])
    joined = any(t.deprel == "cc" and t.head == before[-1].index for t in sentence.tokens[before[0].index : verb])
    return before[0] if parted or joined else before[-1]


def _own_subject(sentence: Sentence, verb: int) -> Ref | None:
    strayed = (s for child in sentence.below(verb, "mark", "aux") for s in sentence.below(child.index, "nsubj"))
    subject = _nearest_subject(sentence, verb) or next(strayed, None)
    if subject is None:
        return None
    token = sentence.tokens[verb]
    if subject.text.lower() in RELATIVE and relation(token) == "acl":
        return Ref(token.head)
    return Ref(subject.index)


def grammatical_subject(sentence: Sentence, verb: int, depth: int = DEPTH) -> Ref | None:
    """The subject of a verb or predicate, its own or the one it shares; None where the sentence names none."""
    if own := _own_subject(sentence, verb):
        return own
    token = sentence.tokens[verb]
    if strayed := _strayed_subject(sentence, verb):
        return strayed
    if depth == 0 or token.head < 0:
        return None
    head = sentence.tokens[token.head]
    match relation(token):
        case "conj" | "parataxis" if head.upos in VERBAL or first(sentence, head.index, "nsubj", "cop"):
            return grammatical_subject(sentence, head.index, depth - 1)
        case "conj":
            return grammatical_subject(sentence, head.index, depth - 1) if relation(head) == "acl" else None
        case "xcomp" | "ccomp":
            return _controller(sentence, verb, head, depth)
        case "advcl":
            return grammatical_subject(sentence, head.index, depth - 1) if head.upos not in ("NOUN", "PROPN") else Ref(head.index)
        case "acl" if "VerbForm=Inf" in token.feats and lemma(head) in INVITING:
            return _invited(sentence, head)
        case "acl":
            return _of_noun(token, head)
        case "nmod" | "obl" if token.text.lower().endswith("ing"):
            above = next((t for t in sentence.ancestors(verb) if t.upos in VERBAL), None)
            return grammatical_subject(sentence, above.index, depth - 1) if above is not None else None
        case _:
            return None


def _strayed_subject(sentence: Sentence, verb: int) -> Ref | None:
    """A subject right before a finite verb that hangs on a verb further left, as no subject does: "A said the two sides agreed"."""
    if "VerbForm=Fin" not in sentence.tokens[verb].feats:
        return _after_dateline(sentence, verb) if any("VerbForm=Fin" in t.feats for t in sentence.below(verb, "aux")) else None
    for token in reversed(sentence.tokens[:verb]):
        if token.upos in VERBAL:
            break
        if relation(token) == "nsubj" and token.head < token.index:
            return Ref(token.index)
    return _after_dateline(sentence, verb)


def _after_dateline(sentence: Sentence, verb: int) -> Ref | None:
    """What stands between a dateline and its verb is the subject, even where the tree has it as part of the city's name."""
    start = min((t.index for t in sentence.below(verb, "aux", "advmod") if t.index < verb), default=verb)
    dash = next((t.index for t in sentence.tokens[:start] if t.text in DASHES), None)
    if dash is None or sentence.tokens[0].text != sentence.tokens[0].text.upper():
        return None
    words = sentence.tokens[dash + 1 : start]
    if not words or any(t.upos not in NAMING or (t.upos != "CCONJ" and t.head > verb) for t in words):
        return None
    joint = next((t.index for t in words if t.upos == "CCONJ" and sentence.tokens[t.head].head >= 0), None)
    first_named = [t for t in words if joint is None or t.index < joint]
    return Ref(first_named[-1].index) if first_named and first_named[-1].upos == "PROPN" else Ref(words[-1].index)


def _controller(sentence: Sentence, verb: int, head: Token, depth: int) -> Ref | None:
    marked = any(child.text.lower() == "to" for child in sentence.below(verb, "mark"))
    if marked and not is_passive(sentence, head.index) and (controlled := first(sentence, head.index, "obj", "iobj")) is not None:
        return Ref(controlled.index)
    return grammatical_subject(sentence, head.index, depth - 1)


def _invited(sentence: Sentence, noun: Token) -> Ref | None:
    """Who is to do what an invitation or request asks: to whom it goes, or who answers it."""
    goes_to = next(by_case(sentence, noun.index, "to"), None)
    if goes_to is not None:
        return Ref(goes_to)
    if noun.head < 0 or sentence.tokens[noun.head].upos not in VERBAL:
        return None
    given = first(sentence, noun.head, "iobj") or next((sentence.tokens[i] for i in by_case(sentence, noun.head, "to")), None)
    return Ref(given.index) if given is not None else agent(sentence, noun.head)


def _of_noun(verb: Token, noun: Token) -> Ref:
    return Ref(noun.index, owner="VerbForm=Inf" in verb.feats)


def plans(sentence: Sentence, noun: int) -> Iterator[int]:
    """The participles by which an event is planned or held, on the noun or on those who take part: "a meeting of officials, set for
    Monday"."""
    parties = (t for t in sentence.below(noun, "nmod") if case_of(sentence, t.index) in ("of", "with", "by", "to", "between"))
    for place in (noun, *(i for t in parties for i in (t.index, *(a.index for a in sentence.below(t.index, "appos", "nmod"))))):
        for token in sentence.below(place, "acl"):
            if token.index > noun and lemma(token) in phrases().planning and token.deprel == "acl":
                yield token.index


def agent(sentence: Sentence, verb: int) -> Ref | None:
    """Who does it: the subject, or in the passive the `by` phrase; None if unnamed."""
    if not is_passive(sentence, verb):
        return grammatical_subject(sentence, verb)
    by = next((t for t in sentence.below(verb, "obl") if t.deprel == "obl:agent" or case_of(sentence, t.index) == "by"), None)
    return Ref(by.index) if by is not None else None


def patient(sentence: Sentence, verb: int) -> Ref | None:
    """What it is done to: the object, in the passive the subject, in a relative or reduced clause the noun before it."""
    token = sentence.tokens[verb]
    if is_passive(sentence, verb):
        if relation(token) == "acl" and first(sentence, verb, "nsubj") is None:
            return Ref(token.head)
        return grammatical_subject(sentence, verb)
    found = (
        first(sentence, verb, "obj") or first(sentence, verb, "iobj") or _after_particle(sentence, verb) or _taken_for_other(sentence, verb)
    )
    if found is not None and not (found.text.lower() in RELATIVE and relation(token) == "acl"):
        return Ref(found.index)
    subject = first(sentence, verb, "nsubj")
    if relation(token) == "acl" and subject is not None and (found is not None or subject.text.lower() not in RELATIVE):
        return Ref(token.head)
    return _shared_object(sentence, token) if found is None else Ref(found.index)


def _taken_for_other(sentence: Sentence, verb: int) -> Token | None:
    """In "called President A" the tree may take the object for a predicate, in "received at State House on Sunday President A" for an
    adverbial: a name with a title or two parts and no preposition."""
    for token in sentence.below(verb, "xcomp", "obl"):
        bare = token.upos == "PROPN" and token.index > verb and first(sentence, token.index, "cop", "mark", "case") is None
        named = first(sentence, token.index, "flat", "nmod:desc") is not None
        if bare and token.deprel in ("xcomp", "obl") and (named or token.deprel == "xcomp"):
            return token
    return None


def _after_particle(sentence: Sentence, verb: int) -> Token | None:
    """In "brushed aside the claim" the tree may take the object for an adverbial; it is the bare noun after the particle."""
    particle = first(sentence, verb, "compound:prt")
    bare = (t for t in sentence.below(verb, "obl") if t.deprel == "obl" and t.upos == "NOUN" and not case_of(sentence, t.index))
    return next((t for t in bare if particle is not None and t.index > particle.index), None)


def _shared_object(sentence: Sentence, verb: Token) -> Ref | None:
    """In "condemned and rejected the raid" the object hangs on one of the two."""
    for other in sentence.below(verb.index, "conj"):
        if other.upos == "VERB" and first(sentence, other.index, "nsubj", "obl") is None:
            found = first(sentence, other.index, "obj")
            return Ref(found.index) if found is not None else None
    return None


def by_case(sentence: Sentence, token: int, case: str) -> Iterator[int]:
    """Dependents of a verb or noun under the preposition."""
    for child in sentence.below(token, "obl", "nmod", "advcl"):
        if case_of(sentence, child.index) == case:
            yield child.index


def complement(sentence: Sentence, verb: int) -> Token | None:
    """The clause that the verb or noun takes."""
    return first(sentence, verb, "ccomp", "xcomp") or (first(sentence, verb, "acl") if sentence.tokens[verb].upos == "NOUN" else None)


def lemma(token: Token) -> str:
    """Lower case, singular, as rule data is written ("troops" is `troop`)."""
    word = token.lemma.lower()
    if word in PLURALS:
        return PLURALS[word]
    return word[:-1] if token.upos == "NOUN" and len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
