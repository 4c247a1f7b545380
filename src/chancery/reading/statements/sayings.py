"""Finds what is said in a parse: cue, source, content, and which saying stands within which. Knows no names."""

from __future__ import annotations

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
    nearest_subject,
    relation,
    subject,
    subject_after,
    subject_before,
    subject_with_relative,
    was_said,
    word_below,
)
from chancery.reading.statements.lexicon import SayingClass, grammar, nouns, relays, sources, verb_lemma, verbs
from chancery.reading.statements.nesting import nest, place
from chancery.reading.statements.quotes import find_quotes
from chancery.reading.statements.saying import Saying


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
    nested = nest(line.sentence, raw)
    return tuple(place(line.sentence, s, nested) for s in nested)


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
        if not _has_shape(sentence, token, entry.shape) or (entry.tense == "past" and feat(token, "Tense") != "Past"):
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
    if source is None or sentence.tokens[source].deprel not in ("obj", "iobj"):
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
    if not content or is_passive(sentence, token) or is_participle(sentence, token):
        return given
    after = subject_after(sentence, token) if min(content) < token.index else None
    if given is not None and given == after:
        return given
    apart = name_in_apposition(sentence, token)
    if apart is None:
        apart = subject_with_relative(sentence, token)
    if apart is not None:
        far = given is None or given > token.index or (given < apart and has_verb(sentence, range(given, apart)))
        return apart if far else given
    mark = max((i for i in range(token.index) if sentence.tokens[i].text in CLOSING), default=-1)
    near = subject_before(sentence, token)
    if near is not None:
        within = given is not None and mark < given < token.index
        return given if within or relation(sentence.tokens[near]) == "conj" else near
    if after is not None and (given is None or given < token.index):
        return after
    return given if given is not None else next((t.index for t in sentence.tokens[mark + 1 : token.index] if relation(t) == "nsubj"), None)


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
    quoting = next((t for i in sentence.subtree(source.index) if _quotes_source(sentence, t := sentence.tokens[i])), None)
    relayer = None if quoting is None else agent(sentence, quoting.index)
    return Saying(sentence.index, token.index, "according", "according", token.head, "always", source.index, content, relayer=relayer)


def _quotes_source(sentence: Sentence, token: Token) -> bool:
    """Whether the word opens "quoted by the Herald" behind a source."""
    return token.lemma.lower() in relays("verb") and token.deprel == "acl" and is_passive(sentence, token)


def _is_of_according(sentence: Sentence, token: Token) -> bool:
    """Whether "quoted by the Herald" belongs to a source that the sentence goes by: "according to an official quoted by ..."."""
    heads = (h for h in sentence.ancestors(token.index) if any(sentence.below(h.index, "case", "mark")))
    return _quotes_source(sentence, token) and any(
        word_below(sentence, h.index, relays("preposition"), "case", "mark") or h.text.lower() in relays("preposition") for h in heads
    )


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
    if token.upos != "VERB" or not was_said(sentence, token) or _is_of_according(sentence, token):
        return None
    passive = is_passive(sentence, token)
    quoted = nearest_subject(sentence, token.index) if passive else next(iter(sentence.below(token.index, "obj", "iobj")), None)
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
        reporter = _reporter(sentence, token) if is_participle(sentence, token) else None
        return subject(sentence, token.index) if reporter is None else reporter
    by = agent(sentence, token.index)
    return by if by is not None else next((found for t in said if (found := agent(sentence, t.index)) is not None), None)


def _reporter(sentence: Sentence, token: Token) -> int | None:
    """Who says it where a verb of saying stands next before: "the Herald reported, citing an official"."""
    verb = next((t for t in reversed(sentence.tokens[: token.index]) if t.upos == "VERB"), None)
    if verb is None or verb_lemma(verb.text.lower(), verb.lemma.lower()) not in verbs():
        return None
    found = nearest_subject(sentence, verb.index)
    return None if found is None else found.index


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
