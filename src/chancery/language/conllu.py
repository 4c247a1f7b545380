"""Parses as CoNLL-U, as plain values for JSON, and as spaCy documents."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from chancery.model import Entity, Parse, Sentence, Token

_GAPS = str.maketrans({" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})
_FLAT = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


def to_conllu(parse: Parse) -> str:
    """The text in CoNLL-U, names in MISC as `Entity=B-PERSON`, gaps as `SpaceAfter` and `SpacesAfter`; ends in an empty line.

    Empty if the text has no words."""
    return "".join(_block(parse, sentence) for sentence in parse.sentences)


def _block(parse: Parse, sentence: Sentence) -> str:
    lines = [f"# sent_id = {sentence.index + 1}", f"# text = {parse.text[sentence.start : sentence.end].translate(_FLAT)}"]
    tags = _tags(sentence, parse.entities)
    for token, tag in zip(sentence.tokens, tags, strict=True):
        misc = [f"Entity={tag}"] if tag else []
        misc += _spacing(parse, sentence, token)
        head, feats = token.head + 1, token.feats or "_"
        columns = (token.index + 1, token.text, token.lemma, token.upos, "_", feats, head, token.deprel, "_", "|".join(misc) or "_")
        lines.append("\t".join(map(str, columns)))
    return "\n".join(lines) + "\n\n"


def _spacing(parse: Parse, sentence: Sentence, token: Token) -> list[str]:
    if token.index + 1 < len(sentence.tokens):
        after = sentence.tokens[token.index + 1].start
    elif sentence.index + 1 < len(parse.sentences):
        after = parse.sentences[sentence.index + 1].start
    else:
        return []
    between = parse.text[token.end : after]
    if not between:
        return ["SpaceAfter=No"]
    return [] if between == " " else [f"SpacesAfter={between.translate(_GAPS)}"]


def _tags(sentence: Sentence, entities: tuple[Entity, ...]) -> list[str]:
    """BIO tags of a sentence's words; empty where there is no name."""
    tags = [""] * len(sentence.tokens)
    for entity in entities:
        if entity.start < sentence.end and entity.end > sentence.start:
            part = "B"
            for token in sentence.tokens:
                if token.start < entity.end and token.end > entity.start:
                    tags[token.index] = f"{part}-{entity.label}"
                    part = "I"
    return tags


def to_json(parse: Parse) -> dict[str, Any]:
    """The parse as plain values: text, sentences with tokens, entities; offsets in characters."""
    return {
        "text": parse.text,
        "sentences": [
            {"start": sentence.start, "end": sentence.end, "tokens": [_token(token) for token in sentence.tokens]}
            for sentence in parse.sentences
        ],
        "entities": [
            {"start": e.start, "end": e.end, "text": parse.text[e.start : e.end], "label": e.label, "score": e.score}
            for e in parse.entities
        ],
    }


def _token(token: Token) -> dict[str, Any]:
    return {
        "id": token.index, "start": token.start, "end": token.end, "text": token.text, "lemma": token.lemma, "upos": token.upos,
        "feats": token.feats, "head": token.head, "deprel": token.deprel,
    }  # fmt: skip


def to_spacy(parse: Parse, nlp: Any) -> Any:
    """The parse as a `Doc` of the given spaCy pipeline's vocabulary, with the same text.

    White space other than one space becomes words of its own, as in spaCy."""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("words", "spaces", "pos", "lemmas", "morphs", "heads", "deps", "sent_starts", "ents")
    }
    for row in _spacy_rows(parse):
        for name, value in zip(columns, row, strict=True):
            columns[name].append(value)
    document = type(nlp.make_doc(""))
    return document(nlp.vocab, **columns)


def _spacy_rows(parse: Parse) -> Iterator[tuple[Any, ...]]:
    """Word, space, part of speech, lemma, features, head, relation, start, name of every spaCy word."""
    tokens = [token for sentence in parse.sentences for token in sentence.tokens]
    tags = [tag for sentence in parse.sentences for tag in _tags(sentence, parse.entities)]
    gaps = [parse.text[token.end : after.start] for token, after in itertools.pairwise(tokens)]
    gaps += [parse.text[tokens[-1].end :]] if tokens else []
    place: list[int] = []
    count = int(bool(tokens) and tokens[0].start > 0)
    for gap in gaps:
        place.append(count)
        count += 1 + (gap not in ("", " "))
    if tokens and tokens[0].start > 0:
        yield parse.text[: tokens[0].start], False, "SPACE", "", "", 0, "dep", True, "O"
    for index, (token, gap, tag) in enumerate(zip(tokens, gaps, tags, strict=True)):
        head = place[index] if token.head < 0 else place[index - token.index + token.head]
        relation = "ROOT" if token.head < 0 else token.deprel
        start = token.index == 0 and place[index] > 0
        yield token.text, gap[:1] == " ", token.upos, token.lemma, token.feats, head, relation, start or place[index] == 0, tag or "O"
        if gap not in ("", " "):
            rest = gap[1:] if gap[0] == " " else gap
            yield rest, False, "SPACE", rest, "", place[index], "dep", False, "O"
