"""Who takes part in an event, from where they stand towards the word that names it."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.model import Sentence
from chancery.reading.cues import PARTICLES
from chancery.reading.events.clauses import CONDITIONS, addresses_others, clause_fits, is_denied
from chancery.reading.events.lexicon import Trigger, carriers
from chancery.reading.events.syntax import (
    Ref,
    agent,
    by_case,
    complement,
    first,
    grammatical_subject,
    is_passive,
    lemma,
    patient,
    relation,
)
from chancery.reading.scene import Scene, case_of

ACTIONS_IN = frozenset(("in", "on", "during", "at", "for", "after", "before", "following", "from", "by"))
LONGEST_PARTICLE = 5
"""Letters of the longest word (`again`, `along`) that says little by itself."""
LANDS = frozenset(
    (
        "country",
        "city",
        "capital",
        "state",
        "region",
        "republic",
        "kingdom",
        "province",
        "island",
        "neighbor",
        "neighbour",
        "town",
        "territory",
    )
)
"""Nouns for what one state visits of another."""
PARTS = frozenset(
    (
        "series",
        "round",
        "number",
        "set",
        "package",
        "spate",
        "kind",
        "lot",
        "couple",
        "dozen",
        "hundred",
        "pair",
        "day",
        "hour",
        "week",
        "process",
        "period",
        "string",
        "flurry",
        "programme",
        "thousand",
        "million",
        "billion",
        "score",
        "handful",
        "group",
        "batch",
        "rest",
        "most",
        "half",
        "third",
        "part",
        "some",
        "percent",
        "ton",
        "tonne",
        "litre",
        "liter",
        "barrel",
        "worth",
        "consignment",
        "first",
        "last",
    )
)


def refs(sentence: Sentence, token: int, slot: str) -> list[Ref]:
    """The tokens at a place named as in the rule data."""
    head, _, rest = slot.partition(".")
    if rest == "owner":
        return [Ref(ref.token, owner=True) for ref in refs(sentence, token, head)]
    if head == "clause" and rest:
        clause = complement(sentence, token)
        return refs(sentence, clause.index, rest) if clause is not None else []
    if rest:
        return [inner for ref in refs(sentence, token, head) for inner in refs(sentence, ref.token, rest)]
    match head:
        case "subject":
            return _some(agent(sentence, token))
        case "object":
            return _some(patient(sentence, token))
        case "self":
            return [Ref(token)]
        case "iobj":
            return [Ref(t.index) for t in sentence.below(token, "iobj")]
        case "possessor":
            return list(_possessors(sentence, token))
        case "owner":
            return [ref for part in ("possessor", "of", "between", "with", "among", "by") for ref in refs(sentence, token, part)]
        case "governor":
            return _some(_governor(sentence, token))
        case "victim":
            return _some(_governor(sentence, token)) if case_of(sentence, token) == "against" else []
        case "host":
            word = sentence.tokens[token]
            undergone = relation(word) == "obj" and lemma(sentence.tokens[word.head]) in carriers("undergo")
            return _some(agent(sentence, word.head)) if undergone else []
        case "carrier":
            return _some(_carrier(sentence, token))
        case "condition":
            return list(_conditions(sentence, token))
        case "clause":
            clause = complement(sentence, token)
            return _some(grammatical_subject(sentence, clause.index)) if clause is not None else []
        case _:
            return list(_under(sentence, token, head))


def _conditions(sentence: Sentence, verb: int) -> Iterator[Ref]:
    """Of whom something is expected: "will strike unless Uganda leaves"."""
    for part in sentence.below(verb, "advcl"):
        subject = grammatical_subject(sentence, part.index)
        if subject is not None and any(t.text.lower() in CONDITIONS for t in sentence.below(part.index, "mark")):
            yield subject


def _possessors(sentence: Sentence, noun: int) -> Iterator[Ref]:
    """Possessors and modifiers of a noun, or of the noun that it hangs on by `of` ("Japan's imposition of tariffs")."""
    token = sentence.tokens[noun]
    if relation(token) == "nmod" and case_of(sentence, noun) == "of":
        yield from (Ref(t.index) for t in sentence.below(token.head, "nmod:poss"))
    for child in sentence.below(noun):
        if child.deprel in ("nmod:poss", "amod", "compound", "det:poss", "nmod:desc"):
            yield Ref(child.index)
            if lemma(child) in ("lead", "led", "back", "backed"):
                yield from (Ref(t.index) for t in sentence.below(child.index) if t.upos == "PROPN")


def _some(ref: Ref | None) -> list[Ref]:
    return [ref] if ref is not None else []


def _under(sentence: Sentence, token: int, case: str) -> Iterator[Ref]:
    """Phrases under a preposition: on the word, on its object or other phrases, or on the verb that carries it."""
    centres = [token]
    word = sentence.tokens[token]
    if word.upos in ("VERB", "AUX"):
        centres += [t.index for t in sentence.below(token, "obj", "obl")]
    elif relation(word) in ("obj", "nsubj") and word.head >= 0 and lemma(sentence.tokens[word.head]) in carriers():
        centres.append(word.head)
    if word.upos == "NOUN" and case != "of":
        centres += by_case(sentence, token, "of")
    found = dict.fromkeys(index for centre in centres for index in by_case(sentence, centre, case) if index != token)
    for index in found or dict.fromkeys(_beside(sentence, token, case)):
        yield Ref(index)


def _beside(sentence: Sentence, token: int, case: str) -> Iterator[int]:
    """The phrase whose preposition follows the word directly, however it hangs in the tree."""
    for word in sentence.tokens[token + 1 : token + 3]:
        if word.text.lower() == case and relation(word) == "case" and word.head > word.index:
            yield word.head


def _governor(sentence: Sentence, noun: int) -> Ref | None:
    """Who accepts the offer, answers the call, defends itself against the attack."""
    token = sentence.tokens[noun]
    if token.head < 0 or relation(token) not in ("obj", "obl") or sentence.tokens[token.head].upos != "VERB":
        return None
    return agent(sentence, token.head)


def _carrier(sentence: Sentence, noun: int) -> Ref | None:
    """Who holds the talks, pays the visit, is in talks, came for talks."""
    token = sentence.tokens[noun]
    while relation(token) == "nmod" and lemma(sentence.tokens[token.head]) in PARTS:
        token = sentence.tokens[token.head]
    noun = token.index
    if first(sentence, noun, "cop") is not None:
        return grammatical_subject(sentence, noun) if case_of(sentence, noun) in ("in", "on") else None
    for verb in sentence.below(noun, "acl"):
        if lemma(verb) in carriers() and (found := agent(sentence, verb.index)) is not None and found.token != noun:
            return found
    if token.head < 0:
        return None
    head = sentence.tokens[token.head]
    if relation(token) == "nmod" and case_of(sentence, noun) == "including":
        while relation(head) == "nmod":
            head = sentence.tokens[head.head]
        return _carrier(sentence, head.index)
    if relation(token) == "conj":
        return _carrier(sentence, head.index) if head.upos == "NOUN" else None
    if head.upos not in ("VERB", "AUX"):
        return None
    if relation(token) == "obl" and case_of(sentence, noun) in ("", *PARTICLES) and lemma(head) in carriers():
        return agent(sentence, head.index)
    if relation(token) in ("obj", "nsubj") and lemma(head) in carriers():
        return agent(sentence, head.index) if relation(token) == "obj" or is_passive(sentence, head.index) else None
    if relation(token) == "obl" and case_of(sentence, noun) in ACTIONS_IN:
        return grammatical_subject(sentence, head.index)
    return None


def fits(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, negated: bool) -> bool:
    """Whether the word's surroundings meet the entry's conditions."""
    if trigger.negated and not is_denied(sentence, token):
        return False
    if trigger.clause and first(sentence, token, "xcomp", "ccomp", "advcl") is None:
        return False
    if trigger.to_do and not _takes_infinitive(sentence, token):
        return False
    if not clause_fits(scene, sentence, token, trigger):
        return False
    if trigger.never and not _beside_it(sentence, token).isdisjoint(trigger.never):
        return False
    if trigger.deed and _deeds(sentence, token).isdisjoint(trigger.deed):
        return False
    if trigger.particle and not _has_particle(sentence, token, trigger.particle):
        return False
    if trigger.without and _has_particle(sentence, token, trigger.without, own=False):
        return False
    if trigger.plain and _names_its_object(sentence, token):
        return False
    if trigger.object and not _has_object(scene, sentence, token, trigger):
        return False
    if trigger.subject and not any(_heads(sentence, r.token) & set(trigger.subject) for r in refs(sentence, token, "subject")):
        return False
    if trigger.of and not _modified_by(sentence, token, trigger.of):
        return False
    return _object_fits(scene, sentence, token, trigger)


def _names_its_object(sentence: Sentence, token: int) -> bool:
    """ "called him a friend", "calls the raid illegal"."""
    objects = list(sentence.below(token, "obj"))
    return len(objects) + sum("VerbForm=Inf" not in t.feats for t in sentence.below(token, "xcomp")) > 1


def _takes_infinitive(sentence: Sentence, token: int) -> bool:
    clauses = sentence.below(token, "xcomp", "ccomp", "advcl")
    return any(mark.text.lower() == "to" for clause in clauses for mark in sentence.below(clause.index, "mark"))


def _beside_it(sentence: Sentence, token: int) -> set[str]:
    """The lemmas of objects, clauses and modifiers of a word."""
    objects = {word for ref in refs(sentence, token, "object") for word in _heads(sentence, ref.token)}
    modifiers = {word for t in sentence.below(token, "amod", "compound") for word in (lemma(t), t.text.lower())}
    return objects | modifiers | _deeds(sentence, token)


def _deeds(sentence: Sentence, token: int) -> set[str]:
    """The lemmas that head the clauses of a verb and of its objects: "ordered the envoy to leave", "gave him two days to leave"."""
    clauses = [*sentence.below(token, "xcomp", "ccomp", "advcl")]
    clauses += [c for t in sentence.below(token, "obj", "iobj", "obl") for c in sentence.below(t.index, "acl")]
    return {lemma(t) for clause in clauses for t in (clause, *sentence.below(clause.index, "conj"))}


def _has_particle(sentence: Sentence, token: int, words: tuple[str, ...], *, own: bool = True) -> bool:
    """Whether one of the words stands beside the verb, as a mark of its `own` too, or, if it is no mere particle, anywhere in what
    hangs on it."""
    beside = list(sentence.below(token, "compound:prt", "advmod", "obl", "obj", "mark", "xcomp", "ccomp", "advcl"))
    found = {t.text.lower() for t in beside if own or relation(t) != "mark"} | {
        t.text.lower() for b in beside for t in sentence.below(b.index, "case", "mark")
    }
    if not found.isdisjoint(words):
        return True
    telling = {word for word in words if len(word) > LONGEST_PARTICLE}
    return bool(telling) and any(sentence.tokens[i].text.lower() in telling for i in sentence.subtree(token) if i > token)


def _heads(sentence: Sentence, token: int) -> set[str]:
    """The lemma of a noun phrase with those coordinated to it; past "a series of" to what it is a series of."""
    found = {lemma(sentence.tokens[token])} | {lemma(t) for t in sentence.below(token, "conj")}
    if sentence.tokens[token].text[:1].isupper():
        found |= {lemma(sentence.tokens[i]) for i in sentence.subtree(token) if sentence.tokens[i].text[:1].isupper()}
    if found & PARTS or sentence.tokens[token].upos == "NUM":
        found |= {lemma(sentence.tokens[i]) for i in by_case(sentence, token, "of")}
    return found


def _has_object(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> bool:
    places = [ref.token for ref in refs(sentence, token, "object")] + [t.index for t in sentence.below(token, "obj", "iobj")]
    places += [t.index for t in sentence.below(token, "xcomp") if t.upos == "NOUN" and t.index > token]
    places += [index for case in trigger.via if "." not in case for index in by_case(sentence, token, case)]
    places += [ref.token for slot in trigger.via if "." in slot for ref in refs(sentence, token, slot)]
    if any(not _heads(sentence, place).isdisjoint(trigger.object) for place in places):
        return True
    named = (scene.mention_at(sentence.index, place) for place in places)
    return "agreement" in trigger.object and any(mention is not None and mention.kind == "agreement" for mention in named)


def _modified_by(sentence: Sentence, token: int, words: tuple[str, ...]) -> bool:
    near = list(sentence.below(token, "amod", "compound", "nmod"))
    return any(lemma(t) in words or t.text.lower() in words or not _heads(sentence, t.index).isdisjoint(words) for t in near)


def _object_fits(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> bool:
    if not trigger.object_is:
        return True
    if trigger.object_is == "other":
        return addresses_others(scene, sentence, token)
    if trigger.object_is == "none":
        return first(sentence, token, "obj") is None
    places = refs(sentence, token, "object")
    if not places:
        return trigger.object_is == "person or none"
    who = scene.who(sentence.index, places[0].token)
    match trigger.object_is:
        case "person" | "person or none":
            return bool(who.people or who.described) or (bool(who) and sentence.tokens[places[0].token].upos != "PROPN")
        case "party":
            return bool(who.states)
        case "place":
            word = sentence.tokens[places[0].token]
            return not who.people and (word.upos != "NOUN" or lemma(word) in LANDS)
        case "thing":
            return not who.people and not (who.states and sentence.tokens[places[0].token].upos == "PRON")
