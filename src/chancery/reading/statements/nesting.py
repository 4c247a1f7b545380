"""Which saying stands within which, which goes on from which, and where the clause of each begins and ends."""

from __future__ import annotations

from dataclasses import replace

from chancery.model import Sentence, Token
from chancery.reading.statements.grammar import CLOSING, feat, is_participle, is_passive, relation, word_below
from chancery.reading.statements.lexicon import grammar
from chancery.reading.statements.saying import Saying

PLAIN = ("saying", "telling", "adding", "addressing")
"""Classes whose verbs, joined to what is said, go on from the speaker rather than from whom it is about."""


def nest(sentence: Sentence, raw: list[Saying]) -> list[Saying]:
    """Give each saying the one around it; open participles and verbs joined without a subject go on from an outer one."""
    settled: list[Saying] = []
    for saying in raw:
        outer = min((o for o in raw if _holds(o, saying)), key=lambda o: len(o.content), default=None)
        if saying.kind == "according" or (outer is not None and _stands_against(sentence, outer, saying)):
            settled.append(saying)
        elif outer is not None and _told_aside(sentence, outer, saying):
            settled.append(replace(saying, aside=outer.cue))
        elif outer is not None and _goes_on(sentence, saying):
            base = _base(sentence, saying, outer, raw)
            own = any(sentence.below(saying.cue, "nsubj"))
            settled.append(replace(saying, source=saying.source if own else base.source, outer=None, follows=base.cue))
        elif outer is not None:
            settled.append(replace(saying, outer=outer.cue))
        else:
            settled.append(replace(saying, follows=_leader(sentence, saying, raw)))
    moved = {s.cue for s in settled if s.follows is not None}
    return [_without(sentence, s, [m for m in settled if m.cue in moved and m.cue != s.cue]) for s in settled]


def _holds(outer: Saying, inner: Saying) -> bool:
    """Whether the inner is part of what the outer says; of two that hold each other, the larger content is the outer's."""
    if outer.cue == inner.cue or inner.cue not in outer.content or inner.kind == "according":
        return False
    if inner.content and max(inner.content) < inner.cue and outer.cue in inner.content:
        return False
    return (outer.kind == "according" and inner.act) or outer.cue not in inner.content or len(outer.content) >= len(inner.content)


def _base(sentence: Sentence, saying: Saying, outer: Saying, raw: list[Saying]) -> Saying:
    """What a saying goes on from: the verb it hangs on where that is told beside the outer one, else the outermost."""
    lead = _leader(sentence, saying, raw)
    beside = next((o for o in raw if o.cue == lead and _stands_against(sentence, outer, o)), None)
    return beside or _outermost(raw, outer)


def _stands_against(sentence: Sentence, outer: Saying, inner: Saying) -> bool:
    """ "Lund warned of war, while Dahl stressed ...": the second is told beside the first."""
    token = sentence.tokens[inner.cue]
    own = any(sentence.below(token.index, "nsubj"))
    return own and outer.cue < inner.cue and word_below(sentence, token.index, grammar("against"), "mark", "cc", "advmod")


def _told_aside(sentence: Sentence, outer: Saying, inner: Saying) -> bool:
    """Whether the inner stands in a modifier of a noun ("the plan announced by Oslo"), which the report tells by itself."""
    index = inner.cue
    while index >= 0 and index != outer.cue:
        token = sentence.tokens[index]
        if relation(token) == "acl":
            return is_passive(sentence, token) or token.deprel == "acl:relcl"
        if relation(token) in ("ccomp", "advcl", "conj", "parataxis", "xcomp"):
            return False
        index = token.head
    return False


def _outermost(raw: list[Saying], saying: Saying) -> Saying:
    for _ in raw:
        outer = min((o for o in raw if _holds(o, saying)), key=lambda o: len(o.content), default=None)
        if outer is None or (saying.cue in outer.content and outer.cue in saying.content):
            break
        saying = outer
    return saying


def _goes_on(sentence: Sentence, saying: Saying) -> bool:
    """Whether a saying that the tree puts within another's content is more likely told on its level."""
    token = sentence.tokens[saying.cue]
    marks = [t for t in sentence.below(token.index, "mark") if t.text.lower() not in grammar("against")]
    if saying.kind == "according" or marks:
        return False
    if relation(token) == "conj" and token.head >= 0:
        return _resumes(sentence, token, saying)
    first = min(sentence.subtree(token.index))
    near = range(max(0, token.index - 2), token.index)
    comma = first == 0 or sentence.tokens[first].text == "," or sentence.tokens[first - 1].text in CLOSING
    comma = comma or any(sentence.tokens[i].text in CLOSING for i in near)
    return comma and is_participle(sentence, token) and not any(sentence.below(token.index, "nsubj"))


def _resumes(sentence: Sentence, token: Token, saying: Saying) -> bool:
    """ "said parliament will meet and asked ...": a past tense without a subject, or with a pronoun, joined to a verb that is not
    past, set off by a comma, or of plain telling."""
    subjects = list(sentence.below(token.index, "nsubj"))
    if feat(token, "Tense") != "Past" or any(t.upos != "PRON" for t in subjects):
        return is_participle(sentence, token) and not subjects
    head = sentence.tokens[token.head]
    other = word_below(sentence, head.index, grammar("modals"), "aux") or "Pres" in (feat(head, "Tense"), _tense_of_aux(sentence, head))
    first = min(sentence.subtree(token.index))
    other = other or (_has_perfect(sentence, head) and not _has_perfect(sentence, token))
    comma = first > 0 and "," in (sentence.tokens[first].text, sentence.tokens[first - 1].text)
    return other or (not subjects and (comma or saying.rule in PLAIN))


def _has_perfect(sentence: Sentence, verb: Token) -> bool:
    return any(t.lemma.lower() == "have" for t in sentence.below(verb.index, "aux"))


def _tense_of_aux(sentence: Sentence, verb: Token) -> str:
    return next((found for t in sentence.below(verb.index, "aux", "cop") if (found := feat(t, "Tense"))), "")


def _leader(sentence: Sentence, saying: Saying, raw: list[Saying]) -> int | None:
    """The saying that this one is joined to or hangs on as a participle."""
    cues = {s.cue for s in raw}
    token = sentence.tokens[saying.cue]
    if any(sentence.below(token.index, "nsubj")):
        return None
    while token.head >= 0 and relation(token) in ("conj", "advcl", "xcomp"):
        token = sentence.tokens[token.head]
        if token.index in cues:
            return token.index
    return None


def _without(sentence: Sentence, saying: Saying, moved: list[Saying]) -> Saying:
    content = saying.content
    for other in moved:
        if other.cue in content:
            content -= _from_opening(sentence, other)
    return replace(saying, content=content)


def place(sentence: Sentence, saying: Saying, all_sayings: list[Saying]) -> Saying:
    """Characters of the saying's own clause."""
    tokens = _own_tokens(sentence, saying)
    for other in all_sayings:
        apart = other.cue not in saying.content and saying.cue not in other.content
        if other.cue != saying.cue and other.outer == saying.outer and apart and other.cue in tokens:
            tokens = tokens - _from_opening(sentence, other)
    inside = _between(sentence, saying, tokens, all_sayings)
    start, end = _trim(sentence, inside)
    return replace(saying, start=start, end=end, cue_end=sentence.tokens[saying.cue].end)


def _own_tokens(sentence: Sentence, saying: Saying) -> frozenset[int]:
    """The cue's subtree with content, source and relayer; a relative clause with what it is about, from that phrase's start."""
    own = frozenset(sentence.subtree(saying.cue)) | saying.content
    cue = sentence.tokens[saying.cue]
    if saying.outer is None and saying.kind == "verb" and saying.content and max(saying.content) < saying.cue:
        own |= frozenset(range(saying.cue, len(sentence.tokens)))
    if relation(cue) == "acl" and cue.head >= 0:
        own |= frozenset(i for i in sentence.subtree(cue.head) if i < saying.cue)
    if saying.kind == "according" and saying.source is not None:
        own |= frozenset(sentence.subtree(saying.source))
    if saying.relayer is not None:
        own |= frozenset(sentence.subtree(saying.relayer))
    joined = relation(cue) == "conj" and saying.source not in own
    if saying.source is not None and saying.outer is None and saying.follows is None and cue.head != saying.source and not joined:
        own |= frozenset(sentence.subtree(saying.source))
    return own


def _between(sentence: Sentence, saying: Saying, tokens: frozenset[int], others: list[Saying]) -> list[int]:
    """The tokens from first to last, cut where a saying on the same level that goes on from this one begins."""
    first, last = min(tokens | {saying.cue}), max(tokens | {saying.cue})
    if saying.follows is not None and saying.follows < saying.cue:
        first = max(first, _opening(sentence, saying))
    for other in others:
        later = other.outer == saying.outer and saying.cue < other.cue and other.cue not in saying.content
        if (other.follows == saying.cue or later) and first <= other.cue <= last:
            begin = _opening(sentence, other)
            if begin > saying.cue:
                last = min(last, begin - 1)
            elif other.cue < saying.cue:
                first = max(first, max(sentence.subtree(other.cue)) + 1) if max(sentence.subtree(other.cue)) < saying.cue else first
    return list(range(first, last + 1))


def _opening(sentence: Sentence, saying: Saying) -> int:
    """Where the clause of a saying that goes on from another begins: at the mark right before it, if one is near."""
    first = min(sentence.subtree(saying.cue))
    marks = [i for i in range(max(first, saying.cue - 4), saying.cue) if sentence.tokens[i].text in CLOSING]
    return marks[-1] + 1 if marks else min(first, saying.cue)


def _from_opening(sentence: Sentence, saying: Saying) -> frozenset[int]:
    """The clause of a saying that goes on from another, without what the tree has put under it from before."""
    opening = _opening(sentence, saying)
    return frozenset(i for i in sentence.subtree(saying.cue) if i >= opening)


def _trim(sentence: Sentence, indices: list[int]) -> tuple[int, int]:
    loose = (",", ";", "-", "–", "—", "--", ":")
    tokens = [sentence.tokens[i] for i in indices]
    while len(tokens) > 1 and tokens[0].text in (*loose, ".", "”"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in loose:
        tokens = tokens[:-1]
    return tokens[0].start, tokens[-1].end
