"""What the clause must be that a verb of saying takes, for the saying to be an act: "said it would never cede the isle"."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.codebook import phrases
from chancery.model import Sentence, Token
from chancery.reading.cues import is_negated
from chancery.reading.events.lexicon import Trigger
from chancery.reading.events.syntax import agent, complement, first, grammatical_subject, lemma, patient, relation
from chancery.reading.scene import Scene

OWN_PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i"))
OWN_NOUNS = frozenset(("bloc", "country", "government", "side", "state", "nation", "army", "administration", "alliance", "union"))
"""Nouns for those whom a speaker speaks for, where they name nobody else."""
OBLIGING = frozenset(("have", "need", "ought"))
EXCLUDING = frozenset(("rule", "exclude", "preclude", "decide", "know"))
CONDITIONS = frozenset(("unless", "if", "until"))


def clause_fits(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether the word's own auxiliaries and the clause that it takes are as the entry wants them."""
    if trigger.own_modal and not _has_modal(sentence, token, trigger.own_modal):
        return False
    if not (trigger.modal or trigger.clause_is or trigger.clause_by):
        return True
    clause = complement(sentence, token)
    if clause is None or (trigger.modal and not _has_modal(sentence, clause.index, trigger.modal)):
        return False
    return _is(sentence, clause, trigger.clause_is) and _is_about(scene, sentence, token, clause, trigger.clause_by)


def addresses_others(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether those spoken to, if the words name any, may be of another state: no reporters, no congress of one's own."""
    spoken_to, speaker = patient(sentence, token), agent(sentence, token)
    if spoken_to is None or spoken_to.token == token:
        return True
    word, named = sentence.tokens[spoken_to.token], scene.who(sentence.index, spoken_to.token)
    mention = scene.mention_at(sentence.index, spoken_to.token)
    if word.upos != "NOUN" and not (mention is not None and mention.kind == "body" and named.states):
        return True
    if not named.states:
        known = lemma(word) in phrases().representatives or lemma(word) in phrases().countries
        return bool(named.people) or known or word.text.lower() in phrases().pairs
    own = set(scene.who(sentence.index, speaker.token).states) if speaker is not None else set[str]()
    return bool(set(named.states) - own)


def is_denied(sentence: Sentence, token: int) -> bool:
    """Whether it is not done: negated itself, at what it is the object of ("is not ready to sign"), or at its object ("gave no answer")."""
    word = sentence.tokens[token]
    if is_negated(sentence, token) or object_is_negated(sentence, token):
        return True
    if relation(word) == "conj" and word.upos == "VERB" and first(sentence, token, "aux", "nsubj") is None:
        return sentence.tokens[word.head].upos == "VERB" and is_denied(sentence, word.head)
    above = relation(word) == "xcomp" and word.head >= 0 and lemma(sentence.tokens[word.head]) not in EXCLUDING
    return above and is_negated(sentence, word.head)


def object_is_negated(sentence: Sentence, token: int) -> bool:
    """Whether the negation stands at the object: "gave no answer", "thanked neither side"."""
    target = patient(sentence, token)
    return target is not None and target.token != token and is_negated(sentence, target.token)


def _has_modal(sentence: Sentence, verb: int, modals: tuple[str, ...]) -> bool:
    """Whether one of the auxiliaries stands at the verb, or at the one it is coordinated to or depends on."""
    word = sentence.tokens[verb]
    if any(t.text.lower() in modals for t in sentence.below(verb, "aux")):
        return True
    shared = relation(word) in ("conj", "xcomp") and word.head >= 0 and first(sentence, verb, "aux", "nsubj") is None
    return shared and _has_modal(sentence, word.head, modals)


def _is(sentence: Sentence, clause: Token, wanted: str) -> bool:
    match wanted:
        case "negated":
            return _denies(sentence, clause.index)
        case "plain":
            return not _denies(sentence, clause.index)
        case "conditional":
            return any(word.text.lower() in CONDITIONS for word in _marks(sentence, clause.index))
        case "obliged":
            return lemma(clause) in OBLIGING and any(
                mark.text.lower() == "to" for deed in sentence.below(clause.index, "xcomp") for mark in sentence.below(deed.index, "mark")
            )
        case "wished":
            return _is_wished(sentence, clause)
        case _:
            return True


def _is_wished(sentence: Sentence, clause: Token) -> bool:
    """Whether the clause has a bare verb, "that Peru leave", "that they be freed"."""
    helpers = [t.text.lower() for t in sentence.below(clause.index, "aux", "cop")]
    return "be" in helpers or (not helpers and clause.upos == "VERB" and clause.text.lower() == clause.lemma.lower())


def _denies(sentence: Sentence, verb: int) -> bool:
    """Whether the clause is negated, at its verb, its subject or its object."""
    subject = grammatical_subject(sentence, verb)
    places = (verb, *((subject.token,) if subject is not None else ()), *(t.index for t in sentence.below(verb, "obj")))
    return any(is_negated(sentence, place) for place in places)


def _marks(sentence: Sentence, verb: int) -> Iterator[Token]:
    for part in sentence.below(verb, "advcl", "obl"):
        yield from sentence.below(part.index, "mark", "case")


def _is_about(scene: Scene, sentence: Sentence, token: int, clause: Token, whom: str) -> bool:
    """Whether the clause's subject is the speakers' own side (`self`), or another state (`other`)."""
    if not whom:
        return True
    speaker, subject = agent(sentence, token), grammatical_subject(sentence, clause.index)
    if subject is None:
        return False
    own = set(scene.who(sentence.index, speaker.token).states) if speaker is not None else set[str]()
    named = scene.who(sentence.index, subject.token) or scene.owners(sentence.index, subject.token)
    if whom == "other":
        return bool(set(named.states) - own)
    word = sentence.tokens[subject.token]
    unnamed = word.text.lower() in OWN_PRONOUNS or lemma(word) in OWN_NOUNS
    return (set(named.states) <= own if named.states else unnamed) is (whom == "self")
