"""Scores of parses against gold: CoNLL-18 alignment for words and trees, exact spans for names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from chancery.language.encode import ATTACHED, PARAGRAPH
from chancery.model import Parse
from training.corpora import Document

Span = tuple[int, int]
Word = tuple[Span, Span | None, str, str]
"""Place, head's place (None for the root), relation, part of speech."""


def f1(right: int, said: int, true: int) -> float:
    """Percent."""
    return round(200 * right / max(1, said + true), 2)


def page(document: Document) -> str:
    """The text of gold sentences as a page prints it."""
    text = ""
    for row in document:
        for word, gap in zip(row.words, row.gaps, strict=True):
            text += ("" if not text or gap == ATTACHED else "\n\n" if gap == PARAGRAPH else " ") + word
    return text


def gold_words(document: Document) -> tuple[list[Word], list[Span]]:
    """Words and sentences at offsets that do not count white space."""
    words: list[Word] = []
    sentences: list[Span] = []
    at = 0
    for row in document:
        places = []
        for word in row.words:
            size = len("".join(word.split()))
            places.append((at, at + size))
            at += size
        for i, place in enumerate(places):
            words.append((place, places[row.heads[i]] if row.heads[i] >= 0 else None, row.relations[i], row.upos[i]))
        sentences.append((places[0][0], places[-1][1]))
    return words, sentences


def said_words(parse: Parse) -> tuple[list[Word], list[Span]]:
    """The same of a parse."""
    dense, seen = [], 0
    for character in parse.text:
        dense.append(seen)
        seen += not character.isspace()
    dense.append(seen)
    words: list[Word] = []
    for sentence in parse.sentences:
        places = [(dense[token.start], dense[token.end]) for token in sentence.tokens]
        for token, place in zip(sentence.tokens, places, strict=True):
            words.append((place, places[token.head] if token.head >= 0 else None, token.deprel, token.upos))
    return words, [(dense[sentence.start], dense[sentence.end]) for sentence in parse.sentences]


def compare(documents: Sequence[Document], parses: Iterable[Parse]) -> dict[str, float]:
    """F1 of words, sentences, UPOS, UAS and LAS, as CoNLL 2018 aligns them; with gold words they are accuracies."""
    counts: Counter[str] = Counter()
    for document, parse in zip(documents, parses, strict=True):
        (gold, starts), (said, ours) = gold_words(document), said_words(parse)
        at = {word[0]: word for word in said}
        counts.update(true=len(gold), said=len(said), starts=len(starts), ours=len(ours), sentences=len(set(starts) & set(ours)))
        for place, head, relation, upos in gold:
            if (word := at.get(place)) is not None:
                counts["words"] += 1
                counts["UPOS"] += word[3] == upos
                counts["UAS"] += word[1] == head
                counts["LAS"] += word[1] == head and word[2] == relation
    scores = {key: f1(counts[key], counts["said"], counts["true"]) for key in ("words", "UPOS", "UAS", "LAS")}
    return {**scores, "sentences": f1(counts["sentences"], counts["ours"], counts["starts"])}


def names(gold: Sequence[set[tuple[int, int, str]]], said: Sequence[set[tuple[int, int, str]]]) -> dict[str, float]:
    """Precision, recall and F1 of exact spans with labels, and F1 by label."""
    right = Counter(label for a, b in zip(gold, said, strict=True) for _, _, label in a & b)
    true = Counter(label for a in gold for _, _, label in a)
    ours = Counter(label for b in said for _, _, label in b)
    r, t, o = (sum(count.values()) for count in (right, true, ours))
    found = {"precision": round(100 * r / max(1, o), 2), "recall": round(100 * r / max(1, t), 2), "F1": f1(r, o, t)}
    return {**found, **{label: f1(right[label], ours[label], true[label]) for label in sorted(true)}}
