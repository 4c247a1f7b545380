"""How far an event has come: status from tense, aspect, modals, negation, conditions and the words of diplomacy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from chancery.codebook import phrases
from chancery.model import Cue, EventStatus, Sentence, Token
from chancery.reading.cue_words import Stand, cue_index

NEGATIONS = frozenset(("not", "n't", "never", "no", "nor", "hardly", "neither"))
PARTICLES = frozenset(("off", "out", "up"))
"""Particles that the parser may take for prepositions."""
NOUN_CASES = frozenset(("of", "for", "on", "to", "about"))
CLAUSES = frozenset(("xcomp", "ccomp", "csubj", "advcl", "acl"))
DECIDE = frozenset(
    (
        "decide",
        "determine",
        "fix",
        "agree",
        "settle",
        "decision",
        "confirm",
        "finalize",
        "finalise",
        "set",
        "schedule",
        "arrange",
        "announce",
        "fixed",
    )
)
HAPPENS = frozenset(
    (
        "hold",
        "take",
        "begin",
        "start",
        "open",
        "continue",
        "resume",
        "end",
        "last",
        "focus",
        "cover",
        "discuss",
        "address",
        "follow",
        "come",
    )
)
"""What a meeting does; anything else that it "would" do is imagined."""
TIME_MARKS = frozenset(("when", "after", "before", "once", "until", "as", "while"))
DEPTH = 4
"""How many words up a status is sought."""


Reading = tuple[EventStatus, Cue | None]


def status_of(sentence: Sentence, token: int, *, present: EventStatus = EventStatus.OCCURRED, presupposed: bool = False) -> Reading:
    """How far the event that this verb or noun names has come, and the words that tell; without any, `occurred` and None.

    `present` is what a plain present tense means for it ("supports" goes on, "condemns" is done by saying so). A noun that is
    `presupposed` ("Japan's protest") has happened whatever the tense of its clause, unless words beside it say otherwise.
    """
    if sentence.tokens[token].upos in ("VERB", "AUX"):
        return _of_verb(sentence, token, present, DEPTH)
    found = _beside(sentence, token) if presupposed else _of_noun(sentence, token, DEPTH)
    return found or (EventStatus.OCCURRED, None)


def _word(token: Token) -> str:
    return token.lemma.lower()


def is_negated(sentence: Sentence, token: int) -> bool:
    """Whether a word of negation stands at this word."""
    if any(_word(child) in NEGATIONS and child.deprel in ("advmod", "det", "cc:preconj", "neg") for child in sentence.below(token)):
        return True
    longer = (child.index for child in sentence.below(token, "advmod") if child.text.lower() == "longer" and child.index)
    if any(_word(sentence.tokens[place - 1]) in NEGATIONS for place in longer):
        return True
    to = next((mark.index for mark in sentence.below(token, "mark") if mark.text.lower() == "to"), 0)
    return to > 0 and _word(sentence.tokens[to - 1]) in ("not", "never")


def _cue(sentence: Sentence, token: Token, stand: Stand) -> Reading | None:
    for word in dict.fromkeys((_word(token), token.text.lower())):
        for entry, needs_particle in cue_index().get((stand, word), ()):
            if needs_particle and not _has_particle(sentence, token, entry.particles):
                continue
            if status := entry.negated if is_negated(sentence, token.index) else entry.status:
                return EventStatus(status), Cue(token.start, token.end, token.text, "status", entry.name)
    return None


def _has_particle(sentence: Sentence, token: Token, particles: tuple[str, ...]) -> bool:
    near = (child for child in sentence.below(token.index))
    return any(
        _word(word) in particles
        for child in near
        for word in (child, *sentence.below(child.index, "case"))
        if word.deprel.split(":")[0] in ("compound", "advmod", "case", "mark", "obl", "obj")
    )


def _of_verb(sentence: Sentence, verb: int, present: EventStatus, depth: int) -> Reading:
    token = sentence.tokens[verb]
    return (
        _of_adverb(sentence, verb)
        or _of_question(sentence, verb)
        or _of_rumour(sentence, token)
        or _of_auxiliary(sentence, verb)
        or _of_condition(sentence, verb)
        or (_of_governor(sentence, token, depth) if depth else None)
        or _of_tense(sentence, token, present, depth)
    )


def _of_auxiliary(sentence: Sentence, verb: int) -> Reading | None:
    for child in sentence.below(verb, "aux"):
        if found := cue_index().get(("modal", _word(child))) or cue_index().get(("modal", child.text.lower())):
            entry = found[0][0]
            status = entry.negated if is_negated(sentence, verb) else entry.status
            if status:
                undone = status == "proposed" and _is_perfect(sentence, verb)
                return EventStatus.CANCELLED if undone else EventStatus(status), Cue(
                    child.start, child.end, child.text, "status", entry.name
                )
    return None


def _is_perfect(sentence: Sentence, verb: int) -> bool:
    """ "should have met": they did not."""
    return any(_word(child) == "have" and "VerbForm=Inf" in child.feats for child in sentence.below(verb, "aux"))


def _of_adverb(sentence: Sentence, verb: int) -> Reading | None:
    return next((found for child in sentence.below(verb, "advmod") if (found := _cue(sentence, child, "adverb"))), None)


def _of_question(sentence: Sentence, verb: int) -> Reading | None:
    """ "has yet to say if he will go", "whether they will meet is unclear"."""
    for child in sentence.below(verb, "mark"):
        asked = sentence.tokens[verb].deprel.split(":")[0] in ("ccomp", "csubj")
        if child.text.lower() == "whether" or (child.text.lower() == "if" and asked):
            return EventStatus.UNDECIDED, Cue(child.start, child.end, child.text, "status", "whether")
    return None


def _of_rumour(sentence: Sentence, token: Token) -> Reading | None:
    """ "denied reports that he would go": what the report that is denied tells."""
    if token.deprel.split(":")[0] not in ("acl", "ccomp") or token.head < 0 or not any(sentence.below(token.index, "mark")):
        return None
    head = sentence.tokens[token.head]
    if _word(head) not in phrases().rumours or head.deprel.split(":")[0] not in ("obj", "nsubj") or head.head < 0:
        return None
    found = _cue(sentence, sentence.tokens[head.head], "object")
    return found if found is not None and found[0] is EventStatus.DENIED else None


def _of_condition(sentence: Sentence, verb: int) -> Reading | None:
    for child in sentence.below(verb, "mark"):
        if child.text.lower() in ("if", "unless"):
            return EventStatus.POSSIBLE, Cue(child.start, child.end, child.text, "status", "condition")
    return None


def _of_governor(sentence: Sentence, token: Token, depth: int) -> Reading | None:
    """What the word says that takes this clause: plans to, is set to, an invitation to."""
    if token.head < 0:
        return None
    head, relation = sentence.tokens[token.head], token.deprel.split(":")[0]
    if relation == "conj" and head.upos in ("VERB", "AUX") and not _has_own_clause(sentence, token.index):
        return _of_governor(sentence, head, depth - 1) or _of_auxiliary(sentence, head.index) if depth else None
    if relation not in CLAUSES or token.deprel == "acl:relcl":
        return None
    if relation == "acl" and "VerbForm=Part" in token.feats and "Tense=Past" in token.feats:
        return None
    if relation == "advcl" and not _is_infinitive(sentence, token.index):
        return None
    if relation == "ccomp" and _is_finite(sentence, token.index) and _word(head) not in _index_of_finite():
        return None
    found = _cue(sentence, head, "clause")
    if found is not None and found[0] is EventStatus.PROPOSED and head.head >= 0 and _word(sentence.tokens[head.head]) == "accept":
        return EventStatus.EXPECTED, found[1]
    if found is not None and (hedge := _of_adverb(sentence, head.index)):
        return hedge
    if found is None and _word(head) == "be" and _is_infinitive(sentence, token.index):
        return _is_to(head)
    if found is None and relation in ("xcomp", "acl") and depth:
        return _through(sentence, head, depth - 1)
    return _weakened(sentence, head, found)


@cache
def _index_of_finite() -> frozenset[str]:
    """Words whose full clause takes their status too: denied that, expects that, proposed that."""
    return frozenset(word for (stand, word), _ in cue_index().items() if stand == "clause") - {"announce", "decide", "agree", "confirm"}


def _through(sentence: Sentence, head: Token, depth: int) -> Reading | None:
    """Past a word that says nothing itself to what governs it."""
    if head.upos in ("VERB", "AUX"):
        return _of_auxiliary(sentence, head.index) or _of_governor(sentence, head, depth)
    return _of_noun(sentence, head.index, depth) if head.upos == "NOUN" else None


def _weakened(sentence: Sentence, head: Token, found: Reading | None) -> Reading | None:
    """ "may agree to meet": the governor's own modal outweighs what it says."""
    if found is None:
        return None
    modal = _of_auxiliary(sentence, head.index)
    if modal and found[0] is EventStatus.ONGOING and modal[0] is EventStatus.SCHEDULED:
        return modal
    settled = found[0] not in (EventStatus.UNLIKELY, EventStatus.UNDECIDED, EventStatus.CANCELLED, EventStatus.DENIED)
    return modal if modal and settled and modal[0] is EventStatus.POSSIBLE else found


def _is_to(be: Token) -> Reading:
    return EventStatus.SCHEDULED, Cue(be.start, be.end, be.text, "status", "is to")


def _has_own_clause(sentence: Sentence, verb: int) -> bool:
    return any(child.deprel.split(":")[0] in ("aux", "nsubj") for child in sentence.below(verb)) or (
        "VerbForm=Fin" in sentence.tokens[verb].feats
    )


def _is_finite(sentence: Sentence, verb: int) -> bool:
    words = (sentence.tokens[verb], *sentence.below(verb, "aux", "cop"))
    return any("VerbForm=Fin" in word.feats for word in words)


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return any(child.text.lower() == "to" for child in sentence.below(verb, "mark")) and not _is_finite(sentence, verb)


def _of_tense(sentence: Sentence, token: Token, present: EventStatus, depth: int) -> Reading:
    verb = token.index
    auxiliaries = tuple(sentence.below(verb, "aux", "cop"))
    if is_negated(sentence, verb):
        place = next((child for child in sentence.below(verb) if _word(child) in NEGATIONS), token)
        return EventStatus.DENIED, Cue(place.start, place.end, place.text, "status", "not")
    if be := next((a for a in auxiliaries if _word(a) == "be" and "VerbForm=Fin" in a.feats), None):
        if _is_infinitive_of_be(sentence, verb):
            undone = "Tense=Past" in be.feats and any(_word(a) == "have" for a in auxiliaries)
            return (EventStatus.CANCELLED, _is_to(be)[1]) if undone else _is_to(be)
        if "VerbForm=Ger" in token.feats or token.text.lower().endswith("ing"):
            return (
                (EventStatus.ONGOING, Cue(be.start, be.end, be.text, "status", "is doing"))
                if "Tense=Pres" in be.feats
                else (EventStatus.OCCURRED, None)
            )
    if not _is_finite(sentence, verb) and token.head >= 0 and depth:
        return _of_bare(sentence, token, present, depth)
    if "Tense=Pres" in token.feats and "VerbForm=Fin" in token.feats:
        return _of_clause_time(sentence, token, depth) or (present, None)
    return EventStatus.OCCURRED, None


def _of_clause_time(sentence: Sentence, token: Token, depth: int) -> Reading | None:
    """ "will meet after he concludes his visit": a present after a word of time is as far off as its main clause."""
    marks = {child.text.lower() for child in sentence.below(token.index, "mark", "advmod")}
    if token.head < 0 or not depth or not token.deprel.startswith("advcl") or marks.isdisjoint(TIME_MARKS):
        return None
    status, cue = _of_verb(sentence, token.head, EventStatus.OCCURRED, depth - 1)
    if status is EventStatus.OCCURRED:
        return None
    return (EventStatus.SCHEDULED if status is EventStatus.POSSIBLE else status), cue


def _is_infinitive_of_be(sentence: Sentence, verb: int) -> bool:
    return any(child.text.lower() == "to" for child in sentence.below(verb, "mark"))


def _of_bare(sentence: Sentence, token: Token, present: EventStatus, depth: int) -> Reading:
    """A clause without tense takes that of the clause it hangs on."""
    head = sentence.tokens[token.head]
    if token.deprel.startswith("acl") and _is_infinitive(sentence, token.index):
        return EventStatus.SCHEDULED, Cue(token.start, token.end, token.text, "status", "to do")
    if head.upos in ("VERB", "AUX"):
        status, cue = _of_verb(sentence, head.index, present, depth - 1)
        return (EventStatus.OCCURRED if status is EventStatus.DENIED else status), cue
    return EventStatus.OCCURRED, None


def _beside(sentence: Sentence, noun: int) -> Reading | None:
    token = sentence.tokens[noun]
    found = _of_modifier(sentence, noun) or _of_participle(sentence, noun, 0)
    if found or token.head < 0 or token.deprel.split(":")[0] not in ("obj", "nsubj", "nmod"):
        return found
    stands: dict[str, Stand] = {"obj": "object", "nsubj:pass": "object", "nsubj": "subject", "nmod": "noun"}
    stand = stands.get(token.deprel)
    return _cue(sentence, sentence.tokens[token.head], stand) if stand else None


def _of_noun(sentence: Sentence, noun: int, depth: int) -> Reading | None:
    token = sentence.tokens[noun]
    return (
        _left_open(sentence, noun)
        or _of_stay(sentence, noun)
        or _latest(
            _of_modifier(sentence, noun) or _of_participle(sentence, noun, depth),
            _of_place(sentence, token, depth) if token.head >= 0 and depth else None,
        )
    )


def _latest(planned: Reading | None, come_of_it: Reading | None) -> Reading | None:
    """ "a meeting planned for Monday was called off": what came of the plan outweighs it."""
    if planned is None or planned[0] in (EventStatus.ONGOING, EventStatus.OCCURRED):
        return planned or come_of_it
    undone = come_of_it is not None and come_of_it[0] in (EventStatus.CANCELLED, EventStatus.UNLIKELY, EventStatus.UNDECIDED)
    return come_of_it if undone else planned


def _of_stay(sentence: Sentence, noun: int) -> Reading | None:
    """ "is here on a visit", "are in talks"."""
    placed = any(child.text.lower() in ("in", "on") for child in sentence.below(noun, "case"))
    centres = (noun, sentence.tokens[noun].head) if sentence.tokens[noun].deprel in ("obl", "nmod") else (noun,)
    for be in (child for centre in centres if centre >= 0 for child in sentence.below(centre, "cop")):
        if placed and "Tense=Pres" in be.feats and not any(sentence.below(be.head, "aux")):
            return EventStatus.ONGOING, Cue(be.start, be.end, be.text, "status", "is on")
    return None


def _of_modifier(sentence: Sentence, noun: int) -> Reading | None:
    for child in sentence.below(noun, "amod", "compound", "det", "advmod"):
        if found := _cue(sentence, child, "modifier"):
            return found
    return None


def _of_participle(sentence: Sentence, noun: int, depth: int) -> Reading | None:
    """ "talks scheduled for May", "a summit to be held in May", "a visit which will begin"; without depth only what is done to it,
    not what it is about ("a request to leave")."""
    for child in sentence.below(noun, "acl"):
        if found := _cue(sentence, child, "object"):
            return found
        if child.deprel == "acl" and _is_infinitive(sentence, child.index) and (depth or _is_passive(sentence, child)):
            return EventStatus.SCHEDULED, Cue(child.start, child.end, child.text, "status", "to do")
        if child.deprel == "acl:relcl" and depth:
            return _of_auxiliary(sentence, child.index) or _predicated(sentence, child)
    return None


def _predicated(sentence: Sentence, predicate: Token) -> Reading | None:
    """What a predicate says of its subject: fell through, is unlikely, was cancelled, will be held."""
    stand: Stand = "object" if _is_passive(sentence, predicate) else "subject"
    return _cue(sentence, predicate, stand)


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    return any(child.deprel.endswith(":pass") for child in sentence.below(verb.index)) or "Voice=Pass" in verb.feats


def _of_place(sentence: Sentence, token: Token, depth: int) -> Reading | None:
    """What the noun's place in its sentence tells: subject or object of a cue, or of a clause with a tense."""
    head, relation = sentence.tokens[token.head], token.deprel.split(":")[0]
    if relation == "obl" and not any(sentence.below(token.index, "case")):
        relation = "obj"
    match relation:
        case "conj":
            return _of_noun(sentence, head.index, depth - 1)
        case "nsubj":
            return _of_subject(sentence, head, depth)
        case "obj" | "iobj":
            return _weakened(sentence, head, _cue(sentence, head, "object")) or _of_predicate(sentence, head, depth)
        case "obl" if head.upos in ("VERB", "AUX", "ADJ"):
            return _of_oblique(sentence, token, head, depth)
        case "nmod" | "obl":
            cased = any(child.text.lower() in NOUN_CASES for child in sentence.below(token.index, "case"))
            return (_cue(sentence, head, "noun") if cased else None) or (_of_noun(sentence, head.index, depth - 1) if depth > 1 else None)
        case "root" | "ccomp" | "xcomp" | "advcl" | "parataxis":
            return _of_auxiliary(sentence, token.index)
        case _:
            return None


def _of_subject(sentence: Sentence, head: Token, depth: int) -> Reading | None:
    for word in (head, *sentence.below(head.index, "xcomp", "obl")):
        found = _predicated(sentence, word)
        if found and not (found[0] is EventStatus.UNLIKELY and _is_quality(sentence, word.index)):
            return _weakened(sentence, head, found)
    found = _of_predicate(sentence, head, depth)
    imagined = any(_word(child) == "would" or child.text.lower() == "would" for child in sentence.below(head.index, "aux"))
    if found and imagined and _word(head) not in HAPPENS and not _is_passive(sentence, head):
        return EventStatus.POSSIBLE, found[1]
    return found


def _is_quality(sentence: Sentence, predicate: int) -> bool:
    """ "is unlikely to be the last": it is held, whatever it is like."""
    return any(next(sentence.below(clause.index, "cop"), None) is not None for clause in sentence.below(predicate, "xcomp"))


def _of_oblique(sentence: Sentence, token: Token, head: Token, depth: int) -> Reading | None:
    case = next((child.text.lower() for child in sentence.below(token.index, "case")), "")
    if case in ("despite", "with") and "VerbForm=Part" in head.feats and not any(sentence.below(head.index, "nsubj", "aux")):
        return _of_subject(sentence, head, depth)
    if case == "before" and "Tense=Past" in head.feats and "VerbForm=Fin" in head.feats:
        return None
    if case in ("before", "ahead"):
        return EventStatus.SCHEDULED, Cue(token.start, token.end, token.text, "status", "ahead of")
    if case in ("after", "following", "since"):
        return EventStatus.OCCURRED, None
    if case in ("for", "on", "to", *PARTICLES) and (found := _cue(sentence, head, "object")):
        return _weakened(sentence, head, found)
    return _of_predicate(sentence, head, depth)


def _of_predicate(sentence: Sentence, head: Token, depth: int) -> Reading | None:
    if head.upos in ("VERB", "AUX"):
        status, cue = _of_verb(sentence, head.index, EventStatus.OCCURRED, depth - 1)
        return (
            (EventStatus.OCCURRED, cue) if status is EventStatus.DENIED and _word(head) not in ("hold", "take", "have") else (status, cue)
        )
    modal = _of_auxiliary(sentence, head.index)
    return modal or (_of_noun(sentence, head.index, depth - 1) if head.upos == "NOUN" and depth > 1 else None)


def _left_open(sentence: Sentence, noun: int) -> Reading | None:
    """ "nothing has been decided on a meeting", "a meeting has yet to be agreed", "no decision on a meeting"."""
    for token in _above(sentence, noun):
        if _word(token) in DECIDE and (word := _undecided_by(sentence, token)) is not None:
            return EventStatus.UNDECIDED, Cue(word.start, word.end, word.text, "status", "nothing decided")
    return None


def _undecided_by(sentence: Sentence, token: Token) -> Token | None:
    near: list[Token] = [*sentence.below(token.index), *(() if token.head < 0 else sentence.below(token.head))]
    none = (word for subject in sentence.below(token.index, "nsubj") for word in sentence.below(subject.index, "det"))
    if (no := next((word for word in none if _word(word) in NEGATIONS), None)) is not None:
        return no
    for word in near:
        if _word(word) == "yet" and any(child.text.lower() == "to" for child in sentence.below(token.index, "mark")):
            return word
        if word.head == token.index and (
            (word.text.lower() in ("nothing", "none", "neither") and word.deprel.startswith("nsubj")) or _word(word) in NEGATIONS
        ):
            return word
    return None


def _above(sentence: Sentence, noun: int) -> Iterator[Token]:
    for token in _up(sentence, noun):
        yield token
        yield from sentence.below(token.index, "xcomp", "ccomp", "nsubj", "obj", "parataxis")


def _up(sentence: Sentence, token: int) -> Iterator[Token]:
    for count, ancestor in enumerate(sentence.ancestors(token)):
        if count == DEPTH:
            return
        yield ancestor
