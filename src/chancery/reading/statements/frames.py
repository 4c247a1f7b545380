"""What a verb of saying takes: the clause, the quoted words, the request, the object that it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chancery.model import Sentence, Span, Token
from chancery.reading.scene import case_of
from chancery.reading.statements.grammar import CLOSING, feat, has_verb, is_participle, is_passive, relation, subject_before, word_below
from chancery.reading.statements.lexicon import Frame, SayingClass, grammar, people

Content = frozenset[int]
EMPTY: Content = frozenset()
GAP = 2
"""How many characters may stand between a quotation and a sentence that it belongs to."""
NEAR = 8
"""How many words may stand between a verb of saying and its subject where the tree is doubtful."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what of it stands in quotation marks, and which tokens belong to names of people."""

    sentence: Sentence
    quotes: tuple[Span, ...]
    """Quoted stretches that overlap the sentence."""
    people: frozenset[int] = EMPTY
    cut_off: bool = False
    """Whether words in quotation marks that end with a comma stand right before the sentence."""

    def in_quotes(self, token: Token) -> bool:
        """Whether the token stands in quotation marks."""
        return any(q.start < token.end and token.start < q.end for q in self.quotes)

    def quoted(self, tokens: Content) -> Content:
        """Those of the tokens that stand in quotation marks."""
        return frozenset(i for i in tokens if self.in_quotes(self.sentence.tokens[i]))


def content_of(line: Line, verb: Token, entry: SayingClass) -> tuple[Content, Frame]:
    """The tokens that say what was said, and the first frame of the class that fits; no tokens where none does."""
    barred = entry.without and any(
        word_below(line.sentence, t.index, entry.without, "case") for t in line.sentence.below(verb.index, "obl")
    )
    for frame in () if barred else entry.frames:
        if found := _FRAMES[frame](line, verb, entry):
            return found, frame
    return EMPTY, "clause"


def _whole(line: Line, heads: list[Token]) -> Content:
    return frozenset(i for head in heads for i in line.sentence.subtree(head.index))


def _clause(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    heads = [t for t in sentence.below(verb.index, "ccomp", "xcomp") if _is_finite(sentence, t) or line.in_quotes(t)]
    heads += [t for t in sentence.below(verb.index, "parataxis") if t.index < verb.index or _after_mark(sentence, t)]
    if is_participle(sentence, verb):
        heads = [t for t in heads if t.index > verb.index]
    if heads:
        return _whole(line, heads)
    if found := _governing(sentence, verb, entry):
        return found
    if (opening := _that_after(sentence, verb)) is not None:
        return frozenset(range(opening, len(sentence.tokens)))
    return _quotation(line, verb) or _doubtful(line, verb) or _across(line, verb)


def _is_finite(sentence: Sentence, clause: Token) -> bool:
    """Whether a complement is a clause of its own rather than an infinitive."""
    if any(sentence.below(clause.index, "nsubj", "expl")):
        return True
    bare = not word_below(sentence, clause.index, ("to",), "mark")
    return bare and (clause.deprel == "ccomp" or clause.upos not in ("VERB", "AUX"))


def _after_mark(sentence: Sentence, clause: Token) -> bool:
    first = min(sentence.subtree(clause.index))
    return any(t.text in (":", '"', "“", "``", "‘", "'", "«") for t in sentence.tokens[max(0, first - 2) : first + 1])


def _governing(sentence: Sentence, verb: Token, entry: SayingClass) -> Content:
    """What stands around an inserted "the minister said" or "as the minister said"."""
    before = subject_before(sentence, verb) is not None
    loose = relation(verb) in ("advcl", "conj", "dep", "acl") and before and not any(sentence.below(verb.index, "mark", "cc"))
    inserted = loose or (verb.deprel == "parataxis" and (before or any(sentence.below(verb.index, "nsubj"))))
    compared = verb.deprel == "advcl" and word_below(sentence, verb.index, ("as",), "mark", "advmod", "case")
    if verb.head < 0 or not (inserted or compared):
        return EMPTY
    taken = sentence.below(verb.index, "ccomp", "xcomp") if entry.hearer else sentence.below(verb.index, "obj", "ccomp", "xcomp")
    if any(t.text.lower() != "it" for t in taken):
        return EMPTY
    return frozenset(sentence.subtree(verb.head)) - frozenset(sentence.subtree(verb.index))


def _quotation(line: Line, verb: Token) -> Content:
    """Words in quotation marks within the verb's own clause, or the rest of a sentence that the verb closes."""
    sentence = line.sentence
    own = frozenset(sentence.subtree(verb.index))
    apart = list(sentence.below(verb.index, "nsubj", "advcl", "conj"))
    apart += [t for i in own for t in sentence.below(i, "acl") if t.index != verb.index]
    return line.quoted(own - _whole(line, apart) - {verb.index})


def _doubtful(line: Line, verb: Token) -> Content:
    """What is said where the tree does not hang it on the verb: after "that", in a split relative clause, before a comma."""
    sentence, after = line.sentence, verb.index + 1
    if found := _misplaced_that(line, verb):
        return found
    if verb.deprel == "acl:relcl" and verb.head >= 0:
        split = (t for t in sentence.below(verb.head, "acl") if t.deprel == verb.deprel and t.index == after)
        return _whole(line, list(split))
    return _before(line, verb)


def _that_after(sentence: Sentence, verb: Token) -> int | None:
    """Where a "that" stands after the verb, with only hearer, place and time between, and a verb after it."""
    for token in sentence.tokens[verb.index + 1 :]:
        if token.text.lower() == "that":
            return token.index if has_verb(sentence, range(token.index + 1, len(sentence.tokens))) else None
        if token.text == "," or (token.upos in ("VERB", "AUX") and token.deprel != "amod"):
            return None
    return None


def _misplaced_that(line: Line, verb: Token) -> Content:
    """ "said in an interview that talks had stalled": the clause may hang on the occasion."""
    sentence = line.sentence
    for occasion in sentence.below(verb.index, "obl", "obj", "iobj"):
        if case_of(sentence, occasion.index) not in grammar("hearing"):
            continue
        for index in sentence.subtree(occasion.index):
            clause = sentence.tokens[index]
            if relation(clause) in ("acl", "ccomp", "advcl") and index > verb.index and _opens_with_that(sentence, index):
                return _whole(line, [clause])
    return EMPTY


def _opens_with_that(sentence: Sentence, clause: int) -> bool:
    """Whether "that" only joins the clause, which has a subject of its own."""
    first = sentence.tokens[sentence.subtree(clause)[0]]
    return first.text.lower() == "that" and any(t.index != first.index for t in sentence.below(clause, "nsubj"))


def _across(line: Line, verb: Token) -> Content:
    """Where the sentence is cut off from the quotation right before it, the verb and its speaker are all that is left."""
    sentence = line.sentence
    if not line.cut_off or any(sentence.below(verb.index, "obj", "iobj", "ccomp", "xcomp", "advcl")):
        return EMPTY
    near = any(t.index < verb.index for t in sentence.below(verb.index, "nsubj")) and not has_verb(sentence, range(verb.index))
    return frozenset((verb.index,)) if near else EMPTY


def _before(line: Line, verb: Token) -> Content:
    """What stands before ", the minister said" or ”, said the minister" where the tree joins the two in some other way."""
    sentence = line.sentence
    subjects = [t for t in sentence.below(verb.index, "nsubj") if abs(t.index - verb.index) < NEAR]
    taken = (t for t in sentence.below(verb.index, "obj", "iobj", "ccomp", "xcomp") if t.index > verb.index)
    if not subjects or any(taken) or any(sentence.below(verb.index, "mark")):
        return EMPTY
    low = [i for i in sentence.subtree(max(subjects, key=lambda t: t.index).index) if i < verb.index]
    first = min([verb.index, *low])
    if first < 2 or sentence.tokens[first - 1].text not in CLOSING:
        return EMPTY
    before = frozenset(range(first))
    return before if any(sentence.tokens[i].upos in ("VERB", "AUX") for i in before) else EMPTY


def _infinitive(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    heads = [t for t in sentence.below(verb.index, "xcomp", "ccomp", "advcl") if t.index > verb.index and _is_open(sentence, t)]
    return _whole(line, heads[:1])


def _is_time(token: Token) -> bool:
    return token.upos == "NUM" or token.lemma.lower().rstrip(".") in grammar("days")


def _is_open(sentence: Sentence, clause: Token) -> bool:
    to = word_below(sentence, clause.index, ("to",), "mark")
    return to or (relation(clause) == "xcomp" and feat(clause, "VerbForm") in ("Inf", "Ger", "Part"))


def _request(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    asked = [t for t in sentence.below(verb.index, "obj", "iobj", "obl") if t.index > verb.index and not _is_time(t)]
    under = [verb.index, *(t.index for t in asked)]
    heads = [
        t
        for i in under
        for t in sentence.below(i, "xcomp", "ccomp", "advcl", "acl")
        if t.index > verb.index and word_below(sentence, t.index, ("to",), "mark")
    ]
    if not heads or not (asked or any(sentence.below(heads[0].index, "nsubj"))):
        return EMPTY
    return _whole(line, asked + heads[:1])


def _object(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    given = _objects(sentence, verb)
    handed = entry.thing and {relation(t) for t in given} == {"obj", "iobj"}
    heads = [] if handed else [t for t in given if _fits(line, t, entry)]
    return _whole(line, heads) - frozenset(sentence.subtree(verb.index) if heads and heads[0].index == verb.head else ())


def _objects(sentence: Sentence, verb: Token) -> list[Token]:
    if not is_passive(sentence, verb):
        relative = grammar("relatives") if relation(verb) == "acl" else frozenset()
        given = [t for kind in ("obj", "iobj") for t in sentence.below(verb.index, kind) if t.text.lower() not in relative]
        return given or _relative(sentence, verb)
    raised = [t for t in sentence.below(verb.index, "nsubj") if t.text.lower() not in grammar("relatives")]
    return raised or ([sentence.tokens[verb.head]] if relation(verb) == "acl" and verb.head >= 0 else [])


def _relative(sentence: Sentence, verb: Token) -> list[Token]:
    """The antecedent of "the plan (which) the minister announced"."""
    subjects = [t for t in sentence.below(verb.index, "nsubj") if t.text.lower() not in grammar("relatives")]
    return [sentence.tokens[verb.head]] if verb.deprel == "acl:relcl" and verb.head >= 0 and subjects else []


def _fits(line: Line, noun: Token, entry: SayingClass) -> bool:
    if word_below(line.sentence, noun.index, grammar("negations"), "det"):
        return False
    if entry.thing and (noun.index in line.people or noun.text.lower() in grammar("personal") or noun.lemma.lower() in people()):
        return False
    if not entry.objects:
        return True
    candidates = [noun, *line.sentence.below(noun.index, "nmod", "conj")]
    return any(t.lemma.lower() in entry.objects or t.text.lower() in entry.objects for t in candidates)


def _oblique(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    for child in sentence.below(verb.index, "obl", "nmod", "advcl", "ccomp", "xcomp", "obj"):
        if child.index > verb.index and not _is_time(child) and word_below(sentence, child.index, entry.prepositions, "case", "mark"):
            return _whole(line, [child])
    for thing in sentence.below(verb.index, "obj", "iobj"):
        for child in sentence.below(thing.index, "nmod"):
            if word_below(sentence, child.index, entry.prepositions, "case") and not _is_time(child):
                return _whole(line, [child]) if entry.hearer else EMPTY
    for child in sentence.below(verb.index, "advmod", "compound"):
        if child.index > verb.index and child.text.lower() in entry.prepositions:
            return frozenset(i for i in sentence.subtree(verb.index) if i > child.index)
    return EMPTY


def _naming(line: Line, verb: Token, entry: SayingClass) -> Content:
    sentence = line.sentence
    named = list(sentence.below(verb.index, "obj", "nsubj:pass"))
    names = [
        t for t in sentence.below(verb.index, "xcomp", "obj") if t not in named[:1] and not word_below(sentence, t.index, ("to",), "mark")
    ]
    quoted = line.quoted(_whole(line, named))
    if named and (names or quoted):
        return _whole(line, named + names)
    return _quotation(line, verb)


def _compared(line: Line, verb: Token, entry: SayingClass) -> Content:
    """What stands around "as the minister put it"."""
    as_one = word_below(line.sentence, verb.index, ("as",), "mark", "advmod", "case")
    return _governing(line.sentence, verb, entry) if as_one else EMPTY


def _rest(line: Line, verb: Token, entry: SayingClass) -> Content:
    """What follows, where it begins with a noun phrase and holds a verb: a clause that the tree has split."""
    tokens = line.sentence.tokens
    objects = [t for t in line.sentence.below(verb.index, "obj") if t.index > verb.index]
    after = frozenset(range(verb.index + 1, len(tokens)))
    split = objects and any(tokens[i].upos == "AUX" and feat(tokens[i], "VerbForm") == "Fin" for i in after)
    return after if split else EMPTY


def _comment(line: Line, verb: Token, entry: SayingClass) -> Content:
    named = [t for t in line.sentence.below(verb.index, "xcomp", "obj") if t.lemma.lower() in entry.objects]
    return _whole(line, named)


_FRAMES: Mapping[str, Callable[[Line, Token, SayingClass], Content]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "request": _request,
    "object": _object,
    "oblique": _oblique,
    "naming": _naming,
    "rest": _rest,
    "compared": _compared,
    "comment": _comment,
}
