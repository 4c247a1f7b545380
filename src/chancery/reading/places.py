"""Names of the codebook in a line: states, capitals as governments or as places, organizations, gatherings, media."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from chancery.codebook import HYPHENS, Named, fold, phrases, world
from chancery.model import Mention, MentionKind, Parse, Sentence, Who
from chancery.reading.coreference import Entry
from chancery.reading.linked import Marked
from chancery.reading.scene import case_of, span_head
from chancery.reading.words import STATE_KINDS, Line, Word


def place_entries(parse: Parse, marked: Marked) -> Iterator[Entry]:
    """An entry for each name that is no part of a person's name or a body's."""
    line = marked.line
    taken = {i for name in marked.names for i in range(name.first, name.last + 1)}
    taken |= {i for body in marked.bodies if body.known not in ("org", "palace") for i in range(body.first, body.last + 1)}
    for i, word in enumerate(line.words):
        if i not in taken and word.hit < 0:
            yield from _hyphenated(parse, line, word)
        if word.hit < 0 or i in taken or line.hit_first(i) != i:
            continue
        last = line.hit_last(i)
        entry = _entry(parse, line.sentence, line.hits[word.hit].named, start=word.start, end=line.words[last].end, label=word.label)
        if entry is not None:
            yield entry
    yield from _unlisted(parse, marked)


def _hyphenated(parse: Parse, line: Line, word: Word) -> Iterator[Entry]:
    """The states of a word that is made up of their names: "US-Japanese", "Franco-German"."""
    inside = [h for h in line.hits if word.start <= h.start and h.end <= word.end and any(n.kind in STATE_KINDS for n in h.named)]
    gaps = [parse.text[one.end : other.start] for one, other in pairwise(inside)]
    if not gaps or inside[0].start != word.start or inside[-1].end != word.end or any(gap not in HYPHENS for gap in gaps):
        return
    for hit in inside:
        entry = _entry(parse, line.sentence, hit.named, start=hit.start, end=hit.end, label=word.label)
        if entry is not None:
            yield entry


def _entry(parse: Parse, sentence: Sentence, named: tuple[Named, ...], *, start: int, end: int, label: str) -> Entry | None:
    head = span_head(sentence, start, end)
    lone = " " not in parse.text[start:end]
    if head is None or (label == "PERSON" and named[0].kind in ("medium", "city") and lone):
        return None
    chosen = _chosen(sentence, named, head)
    kind, who = _meaning(sentence, chosen, head, parse.text[start:end])
    mention = Mention(start, end, parse.text[start:end], kind, sentence.index, head, chosen.key or chosen.name)
    return Entry(mention, who)


def _chosen(sentence: Sentence, named: tuple[Named, ...], head: int) -> Named:
    """Of several things that a name may be, the one that fits the place: a gathering where people are `at` it."""
    if len(named) > 1 and any(n.kind == "gathering" for n in named):
        at_it = case_of(sentence, head) in phrases().place_cases | {"of", "during", "for"}
        wanted = [n for n in named if (n.kind == "gathering") == at_it]
        return (wanted or list(named))[0]
    return named[0]


def _meaning(sentence: Sentence, named: Named, head: int, text: str) -> tuple[MentionKind, Who]:
    if named.kind in ("state", "demonym"):
        return "state", Who(states=(named.key,))
    if named.kind == "capital":
        return ("place", Who()) if is_site(sentence, head) else ("state", Who(states=(named.key,)))
    if named.kind == "palace":
        return ("place", Who()) if is_site(sentence, head) else ("body", Who(states=(named.key,), bodies=(text,)))
    if named.kind in ("city", "region"):
        return "place", Who()
    if named.kind == "org":
        return "body", Who(states=world().members[named.key] if named.key in world().groups else (named.key,))
    if named.kind in ("body", "parliament"):
        return "body", Who(states=(named.key,), bodies=(text,))
    if named.kind == "medium":
        return "medium", Who(bodies=(text,))
    return ("gathering" if named.kind == "gathering" else "agreement"), Who()


def is_site(sentence: Sentence, head: int) -> bool:
    """Whether a capital or palace is spoken of as a place: in it, or the aim of a journey."""
    token = sentence.tokens[head]
    case = case_of(sentence, head)
    relation = token.deprel.split(":")[0]
    if case in phrases().site_cases:
        return True
    governor = sentence.tokens[token.head] if token.head >= 0 else None
    if governor is None:
        return False
    if relation == "conj":
        return is_site(sentence, governor.index)
    moving = governor.lemma.lower() in phrases().motion
    if relation == "obj" and not case:
        return moving
    if relation in ("appos", "nmod", "flat", "list", "dep") and not case and governor.upos == "PROPN":
        return token.deprel != "nmod:poss" and governor.index < head
    return case in ("to", "from", "for", "on", "toward", "towards") and relation in ("obl", "nmod") and moving


def _unlisted(parse: Parse, marked: Marked) -> Iterator[Entry]:
    """Places, bodies and gatherings that only the language model knows."""
    line, sentence = marked.line, marked.line.sentence
    spans = [(line.words[n.first].start, line.words[n.last].end) for n in marked.names]
    spans += [(line.words[b.first].start, line.words[b.last].end) for b in marked.bodies]
    for entity in parse.entities:
        if entity.start < sentence.start or entity.end > sentence.end or entity.label not in ("PLACE", "STATE", "ORG", "EVENT"):
            continue
        if any(a < entity.end and entity.start < b for a, b in spans) or (head := span_head(sentence, entity.start, entity.end)) is None:
            continue
        if any(word.hit >= 0 and word.start < entity.end and entity.start < word.end for word in line.words):
            continue
        text = parse.text[entity.start : entity.end]
        kind = _unlisted_kind(entity.label, text)
        who = Who(bodies=(text,)) if kind == "body" else Who()
        yield Entry(Mention(entity.start, entity.end, text, kind, sentence.index, head, fold(text)), who)


def _unlisted_kind(label: str, text: str) -> MentionKind:
    if fold(text).split()[-1] in world().gathering_heads:
        return "gathering"
    return {"PLACE": "place", "STATE": "place", "EVENT": "gathering"}.get(label, "body")  # type: ignore[return-value]
