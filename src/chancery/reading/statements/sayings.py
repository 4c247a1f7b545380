"""Finds what is said in a parse: cue, source, content, and which saying stands within which. Knows no names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from chancery.model import Parse, Sentence, Span, Token
from chancery.reading.scene import case_of
from chancery.reading.statements.frames import EMPTY, GAP, Content, Line, content_of
from chancery.reading.statements.grammar import (
    CLOSING,
    agent,
    feat,
    has_verb,
    is_participle,
    is_passive,
    name_in_apposition,
    relation,
    subject,
    subject_after,
    subject_before,
    was_said,
    word_below,
)
from chancery.reading.statements.lexicon import Relayed, SayingClass, grammar, nouns, relays, sources, verb_lemma, verbs
from chancery.reading.statements.quotes import find_quotes

PLAIN = ("saying", "telling", "adding", "addressing")
"""Classes whose verbs, joined to what is said, go on from the speaker rather than from whom it is about."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One verb or phrase of saying, with the tokens around it; all indices are of one sentence."""

    sentence: int
    cue: int
    rule: str
    kind: Literal["verb", "relay", "according"]
    head: int
    """What the cue hangs on; -1 for the root."""
    relayed: Relayed
    source: int | None
    """Head of the phrase that names the speaker; None where the sentence does not give one."""
    content: Content
    outer: int | None = None
    """Cue of the saying within whose content this one stands."""
    relayer: int | None = None
    """Head of the phrase for whoever quotes the speaker here."""
    act: bool = False
    """Whether it says by doing: praise, blame, urge, with no clause of what is said."""
    aside: int | None = None
    """Cue of the saying in whose content the noun stands that this one only modifies."""
    follows: int | None = None
    """Cue of the saying that it goes on from (", adding that")."""
    start: int = 0
    end: int = 0
    """Characters of its own clause, from speaker through verb and content."""
    cue_end: int = 0


def find_sayings(parse: Parse, turns: tuple[Span, ...] = ()) -> tuple[Saying, ...]:
    """Everything said in the text, in order. What stands wholly in quotation marks, or in one of the `turns` of a transcript,
    is speech, and holds no saying."""
    quotes = tuple(sorted((*find_quotes(parse.text), *turns), key=lambda q: q.start))
    people = [(e.start, e.end) for e in parse.entities if e.label == "PERSON"]
    found: list[Saying] = []
    for sentence in parse.sentences:
        near = tuple(q for q in quotes if q.start < sentence.end and sentence.start < q.end)
        line = Line(sentence, near, _tokens_of(sentence, people), cut_off=_is_cut_off(parse.text, sentence, quotes))
        found.extend(in_sentence(line))
    return tuple(found)


def _is_cut_off(text: str, sentence: Sentence, quotes: tuple[Span, ...]) -> bool:
    before = (q for q in quotes if 0 <= sentence.start - q.end <= GAP)
    return any("," in text[q.end - 2 : q.end] for q in before)


def _tokens_of(sentence: Sentence, spans: list[tuple[int, int]]) -> frozenset[int]:
    near = [(s, e) for s, e in spans if s < sentence.end and sentence.start < e]
    return frozenset(t.index for t in sentence.tokens for s, e in near if s < t.end and t.start < e)


def in_sentence(line: Line) -> tuple[Saying, ...]:
    """The sayings of one sentence, in order of their cues, nested and with their clauses' places."""
    raw = [s for token in line.sentence.tokens if (s := _match(line, token)) is not None]
    nested = _nest(line.sentence, raw)
    return tuple(_place(line.sentence, s, nested) for s in nested)


def _match(line: Line, token: Token) -> Saying | None:
    lemma = verb_lemma(token.text.lower(), token.lemma.lower())
    if line.in_quotes(token) or _is_named(line, token):
        return None
    if lemma in relays("preposition") or token.text.lower() in relays("preposition"):
        return _according(line, token)
    if lemma in relays("verb") and (found := _relay(line, token)) is not None:
        return found
    entries = verbs().get(lemma, ())
    if not entries or token.upos not in ("VERB", "ADJ", "AUX") or not was_said(line.sentence, token):
        return None
    return _verb(line, token, entries)


def _is_named(line: Line, token: Token) -> bool:
    """Whether the word is part of a name ("Said Salim"): within a person's, or capitalised in mid-sentence."""
    return token.index in line.people or (
        token.index > 0 and token.text[0].isupper() and line.sentence.tokens[token.index - 1].upos != "PUNCT"
    )


def _verb(line: Line, token: Token, entries: tuple[tuple[SayingClass, str], ...]) -> Saying | None:
    sentence = line.sentence
    if _tells_relayed(sentence, token):
        return None
    for entry, particle in entries:
        if particle and not word_below(sentence, token.index, (particle,)):
            continue
        if not _has_shape(sentence, token, entry.shape):
            continue
        content, frame = content_of(line, token, entry)
        if content:
            source = _nearer_subject(line, token, content, subject(sentence, token.index))
            if frame == "clause":
                content = _before_only(line, token, content)
            if source is not None and not _may_say(line, source, entry):
                continue
            if source is not None and _denied(sentence, source):
                return None
            relayer = _citing(sentence, source)
            if entry.passes_on:
                source, relayer = _giver(line, token), source
                if source is None:
                    continue
            kept = content - {token.index}
            act = frame not in ("clause", "rest") and entry.relayed != "always"
            return Saying(
                sentence.index, token.index, entry.name, "verb", token.head, entry.relayed, source, kept, relayer=relayer, act=act
            )
    return None


def _before_only(line: Line, token: Token, content: Content) -> Content:
    """What stands before ", the ministry said"; after it only what is in quotation marks goes on."""
    if min(content) > token.index or (subject_before(line.sentence, token) is None and subject_after(line.sentence, token) is None):
        return content
    return frozenset(i for i in content if i < token.index) | line.quoted(frozenset(i for i in content if i > token.index))


def _giver(line: Line, token: Token) -> int | None:
    """Whose thanks they are: "the thanks of President Berg"."""
    sentence = line.sentence
    owners = [t for thing in sentence.below(token.index, "obj") for t in sentence.below(thing.index, "nmod")]
    said = (t.index for t in owners if case_of(sentence, t.index) in ("of", "from", "'s", "’s") and can_speak(line, t.index))
    return next(said, None)


def _denied(sentence: Sentence, source: int) -> bool:
    """ "Neither side", "no official"."""
    return word_below(sentence, source, grammar("negations"), "det", "cc", "advmod")


def _citing(sentence: Sentence, source: int | None) -> int | None:
    """Who cites the source: "the paper cited an official who said ..."."""
    if source is None or sentence.tokens[source].deprel != "obj":
        return None
    verb = sentence.tokens[sentence.tokens[source].head]
    return subject(sentence, verb.index) if verb.lemma.lower() in relays("verb") else None


def _tells_relayed(sentence: Sentence, token: Token) -> bool:
    """ "as saying" belongs to the verb that quotes."""
    return word_below(sentence, token.index, ("as",), "mark", "case", "advmod") and token.text.lower().endswith("ing")


def _has_shape(sentence: Sentence, token: Token, shape: str) -> bool:
    participle = is_participle(sentence, token)
    return shape == "any" or participle == (shape == "participle")


def _nearer_subject(line: Line, token: Token, content: Content, given: int | None) -> int | None:
    """The phrase right before the verb (", Kim said") or right after it (", said Kim"), where the tree gives the verb no
    subject, or one on the far side of a comma."""
    sentence = line.sentence
    if not content or min(content) > token.index or is_passive(sentence, token) or is_participle(sentence, token):
        return given
    near = name_in_apposition(sentence, token)
    if near is None:
        near = subject_before(sentence, token)
    if near is not None:
        far = given is None or given > token.index or (given < near and has_verb(sentence, range(given, near)))
        return near if far else given
    after = subject_after(sentence, token)
    return after if after is not None and (given is None or given < token.index) else given


def _according(line: Line, token: Token) -> Saying | None:
    sentence = line.sentence
    if not any(t.text.lower() == "to" for t in sentence.tokens[token.index + 1 : token.index + 2]):
        return None
    if relation(token) in ("case", "mark"):
        source = sentence.tokens[token.head]
    else:
        below = list(sentence.below(token.index, "obl", "nmod", "obj", "pobj", "xcomp"))
        if not below:
            return None
        source = below[0]
    if source.upos == "NOUN" and not sentence.children[source.index][:-1] and source.text.lower() == source.lemma.lower():
        return None
    top = source.index if relation(token) in ("case", "mark") else token.index
    own = frozenset(sentence.subtree(top)) | {token.index}
    content = _around_phrase(sentence, top, own) - own
    return Saying(sentence.index, token.index, "according", "according", token.head, "always", source.index, content)


def _around_phrase(sentence: Sentence, top: int, own: Content) -> Content:
    """What "according to" tells of: the sentence that it opens or closes, else the clause that it stands in."""
    everything = frozenset(t.index for t in sentence.tokens if t.upos != "PUNCT")
    if own and (min(own) == 0 or not any(i > max(own) for i in everything)):
        return frozenset(range(len(sentence.tokens)))
    head = sentence.tokens[top].head
    return frozenset(sentence.subtree(head)) if head >= 0 else frozenset(range(len(sentence.tokens)))


def _relay(line: Line, token: Token) -> Saying | None:
    """ "The paper quoted an official as saying", "Kim was quoted as saying by the paper", "..., citing an official"."""
    sentence = line.sentence
    if token.upos != "VERB" or not was_said(sentence, token):
        return None
    passive = is_passive(sentence, token)
    quoted = next(iter(sentence.below(token.index, "nsubj" if passive else "obj")), None)
    source = quoted.index if quoted is not None else (token.head if passive and relation(token) == "acl" else None)
    if source is None or not can_speak(line, source):
        return None
    if any(t.deprel == "acl:relcl" and t.lemma.lower() in verbs() for t in map(sentence.tokens.__getitem__, sentence.subtree(source))):
        return None
    said = [
        t for t in sentence.below(token.index, "advcl", "xcomp", "obl", "ccomp") if word_below(sentence, t.index, ("as",), "mark", "case")
    ]
    said += [t for t in sentence.below(source, "acl", "advcl", "nmod") if word_below(sentence, t.index, ("as",), "mark", "case")]
    content = frozenset(i for t in said for i in sentence.subtree(t.index)) - {t.index for t in said}
    relayer = _relayer_of(sentence, token, said, passive)
    if not said:
        content = _told_around(sentence, token)
    if not content:
        content = _told_around(sentence, token)
    return Saying(sentence.index, token.index, "quoting", "relay", token.head, "always", source, content, relayer=relayer)


def _relayer_of(sentence: Sentence, token: Token, said: list[Token], passive: bool) -> int | None:
    if not passive:
        return subject(sentence, token.index)
    by = agent(sentence, token.index)
    return by if by is not None else next((found for t in said if (found := agent(sentence, t.index)) is not None), None)


def _told_around(sentence: Sentence, token: Token) -> Content:
    """For ", citing an official", the clause that it hangs on."""
    inside = frozenset(sentence.subtree(token.index))
    head = token.head
    return frozenset(sentence.subtree(head)) - inside - {head} if head >= 0 else EMPTY


def _may_say(line: Line, source: int, entry: SayingClass) -> bool:
    """Whether a phrase headed by this word may be the subject of verbs of the class."""
    if entry.speaker == "document":
        return line.sentence.tokens[source].lemma.lower() in nouns("document")
    return "clause" in entry.frames or can_speak(line, source)


def can_speak(line: Line, index: int) -> bool:
    """Whether a noun may stand for a speaker, by its word alone: a name, a pronoun, a source, a document, an outlet."""
    token = line.sentence.tokens[index]
    words = (token.lemma.lower(), token.text.lower())
    roles = (sources(), nouns("document"), nouns("medium"))
    if any(t.index in line.people for t in line.sentence.below(index, "appos", "flat")):
        return True
    return token.upos in ("PROPN", "PRON") or index in line.people or any(word in role for word in words for role in roles)


def _nest(sentence: Sentence, raw: list[Saying]) -> list[Saying]:
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
    return outer.cue not in inner.content or len(outer.content) >= len(inner.content)


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
    if saying.kind == "according" or any(sentence.below(token.index, "mark")):
        return False
    if relation(token) == "conj":
        return _resumes(sentence, token, saying)
    first = min(sentence.subtree(token.index))
    comma = first == 0 or sentence.tokens[first].text == "," or sentence.tokens[first - 1].text in CLOSING
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
            content -= frozenset(sentence.subtree(other.cue))
    return replace(saying, content=content)


def _place(sentence: Sentence, saying: Saying, all_sayings: list[Saying]) -> Saying:
    """Characters of the saying's own clause."""
    tokens = _own_tokens(sentence, saying)
    for other in all_sayings:
        apart = other.cue not in saying.content and saying.cue not in other.content
        if other.cue != saying.cue and other.outer == saying.outer and apart and other.cue in tokens:
            tokens = tokens - frozenset(sentence.subtree(other.cue))
    inside = _between(sentence, saying, tokens, all_sayings)
    start, end = _trim(sentence, inside)
    return replace(saying, start=start, end=end, cue_end=sentence.tokens[saying.cue].end)


def _own_tokens(sentence: Sentence, saying: Saying) -> frozenset[int]:
    """The cue's subtree with content, source and relayer; a relative clause with what it is about, from that phrase's start."""
    own = frozenset(sentence.subtree(saying.cue)) | saying.content
    cue = sentence.tokens[saying.cue]
    if saying.outer is None and saying.kind == "verb" and saying.content and max(saying.content) < saying.cue:
        own |= frozenset(range(saying.cue, len(sentence.tokens)))
    if relation(cue) == "acl":
        own |= frozenset(i for i in sentence.subtree(cue.head) if i < saying.cue)
    if saying.kind == "according" and saying.source is not None:
        own |= frozenset(sentence.subtree(saying.source))
    if saying.relayer is not None:
        own |= frozenset(sentence.subtree(saying.relayer))
    if saying.source is not None and saying.outer is None and saying.follows is None and cue.head != saying.source:
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


def _trim(sentence: Sentence, indices: list[int]) -> tuple[int, int]:
    loose = (",", ";", "-", "–", "—", "--", ":")
    tokens = [sentence.tokens[i] for i in indices]
    while len(tokens) > 1 and tokens[0].text in (*loose, ".", "”"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in loose:
        tokens = tokens[:-1]
    return tokens[0].start, tokens[-1].end
