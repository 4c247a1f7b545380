"""Cuts documents into windows of at most 128 pieces, roughens them as the news is rough, and stacks them into batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from chancery.language.encode import CLS, CONVENTIONS, LINE, PARAGRAPH, SEP, SPACE, Pieces, shape
from training.corpora import TAGS, Document, Row, tag_bits

WINDOW = 128
LONGEST = 250
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed lists of the heads, in the order of their scores."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...] = TAGS


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences in a row, ready for the encoder."""

    pieces: list[int]
    shapes: list[int]
    gaps: list[int]
    firsts: list[int]
    rows: list[Row]
    starts: list[bool]


@dataclass(slots=True)
class Batch:
    """Windows stacked; labels are IGNORED where there is none."""

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    firsts: Tensor
    sentence: Tensor
    """Number of the sentence of each word; -1 for padding."""
    start: Tensor
    upos: Tensor
    feats: Tensor
    heads: Tensor
    """0 for the root, 1 + place of the head in the window."""
    relations: Tensor
    names: Tensor
    """Bits over TAGS, 0 where nothing is to be learnt."""
    weights: Tensor

    def to(self, device: str) -> Batch:
        """The batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def encode(rows: Sequence[Row], pieces: Pieces, convention: int) -> Window:
    """A window of these sentences, to be read in this convention."""
    ids, shapes, gaps, firsts, starts = [CLS], [0], [convention], [], []
    for row in rows:
        for place, (word, between) in enumerate(zip(row.words, row.gaps, strict=True)):
            firsts.append(len(ids))
            starts.append(place == 0)
            mine = pieces.of(word)
            ids += mine
            shapes += [shape(word)] * len(mine)
            gaps += [between] + [0] * (len(mine) - 1)
    return Window([*ids, SEP], [*shapes, 0], [*gaps, 0], firsts, list(rows), starts)


def size(row: Row, pieces: Pieces) -> int:
    """How many pieces a sentence has."""
    return sum(len(pieces.of(word)) for word in row.words)


def windows(documents: Sequence[Document], pieces: Pieces, rough: random.Random | None, table: dict[str, list[str]]) -> Iterator[Window]:
    """Windows over all documents; with `rough`, cut and roughened at random."""
    for document in documents:
        held: list[Row] = []
        total = 0
        limit = WINDOW - 2
        for row in document:
            if rough is not None:
                row = roughen(row, rough, table)
            length = size(row, pieces)
            if length > LONGEST:
                continue
            if held and (total + length > limit):
                yield encode(held, pieces, asked(held, rough))
                held, total = [], 0
            if not held and rough is not None:
                limit = rough.choice((8, 40, 70, 126, 126, 126))
            held.append(row)
            total += length
        if held:
            yield encode(held, pieces, asked(held, rough))


def asked(rows: Sequence[Row], rough: random.Random | None) -> int:
    """The convention that a window shows; with `rough` now and then none, and for sentences without trees that of GUM half the time,
    since news is read so."""
    own = rows[0].convention
    if rough is None:
        return own
    if own:
        return own if rough.random() < 0.85 else 0
    return rough.choice((0, CONVENTIONS.index("gum")))


def roughen(row: Row, rough: random.Random, table: dict[str, list[str]]) -> Row:
    """A sentence as another page might print it."""
    dice = rough.random()
    if dice < 0.025:
        row = replace(row, words=tuple(word.upper() for word in row.words))
    elif dice < 0.05:
        row = replace(row, words=tuple(word if len(word) < 4 or not word.islower() else word.capitalize() for word in row.words))
    elif dice < 0.06:
        row = replace(row, words=tuple(word.lower() for word in row.words))
    elif dice < 0.11 and len(row.words) > 4 and row.words[-1] == ".":
        row = _without_stop(row)
    elif dice < 0.15 and len(row.words) > 6:
        row = _dateline(row, rough, table)
    gaps = list(row.gaps)
    if gaps[0] == PARAGRAPH and rough.random() < 0.4:
        gaps[0] = rough.choice((SPACE, LINE))
    elif gaps[0] == SPACE and rough.random() < 0.1:
        gaps[0] = rough.choice((LINE, PARAGRAPH))
    if rough.random() < 0.06:
        gaps = [LINE if between == SPACE and rough.random() < 0.1 else between for between in gaps]
    return replace(row, gaps=tuple(gaps))


def _without_stop(row: Row) -> Row:
    last = len(row.words) - 1
    if last in row.heads:
        return row
    cut: dict[str, tuple[int, ...] | tuple[str, ...]] = {
        name: value[:-1]
        for name in ("words", "gaps", "names", "heads", "relations", "upos", "feats", "lemmas")
        if (value := getattr(row, name))
    }
    return replace(row, **cut)


def _dateline(row: Row, rough: random.Random, table: dict[str, list[str]]) -> Row:
    """Puts `TOKYO, Nov. 6 (Kyodo) --` before a sentence, with its tree and names."""
    items: list[tuple[str, str, int, str, str, int]] = []

    def add(word: str, upos: str, head: int, relation: str, kind: str, between: int = SPACE) -> None:
        items.append((word, upos, head, relation, kind, between))

    city = rough.choice(table["cities"]).split()
    for place, word in enumerate(city):
        add(word, "PROPN", -2 if place == 0 else 0, "parataxis" if place == 0 else "flat", "B-PLACE" if place == 0 else "I-PLACE")
    if rough.random() < 0.6:
        add(",", "PUNCT", 0, "punct", "O", 1)
        month = len(items)
        add(rough.choice(table["months"]), "PROPN", 0, "nmod:unmarked", "B-DATE")
        add(str(rough.randint(1, 31)), "NUM", month, "nummod", "I-DATE")
    if rough.random() < 0.6:
        agency = len(items) + 1
        add("(", "PUNCT", agency, "punct", "O")
        add(rough.choice(table["agencies"]), "PROPN", 0, "parataxis", "B-ORG", 1)
        add(")", "PUNCT", agency, "punct", "O", 1)
    add(rough.choice(("--", "—", "–", "-")), "PUNCT", 0, "punct", "O")
    shift = len(items)
    root = next((i for i, head in enumerate(row.heads) if head < 0), 0) + shift
    feats = {"PROPN": "Number=Sing", "NUM": "NumForm=Digit|NumType=Card"}
    known = bool(row.heads)
    return replace(
        row,
        words=(*(item[0] for item in items), *row.words),
        gaps=(row.gaps[0], *(item[5] for item in items[1:]), SPACE, *row.gaps[1:]),
        names=(*(1 if item[4] == "O" else tag_bits((item[4][2:],), item[4][0]) for item in items), *row.names) if row.names else (),
        heads=(*(root if item[2] == -2 else item[2] for item in items), *(head + shift if head >= 0 else -1 for head in row.heads))
        if known
        else (),
        relations=(*(item[3] for item in items), *row.relations) if known else (),
        upos=(*(item[1] for item in items), *row.upos) if known else (),
        feats=(*(feats.get(item[1], "") for item in items), *row.feats) if known else (),
        lemmas=(),
    )


def stack(group: Sequence[Window], labels: Labels) -> Batch:
    """Windows of like length as one batch."""
    index = {name: {value: i for i, value in enumerate(getattr(labels, name))} for name in ("upos", "feats", "relations")}
    long, wide = max(len(w.pieces) for w in group), max(len(w.firsts) for w in group)
    ids, shapes, gaps = (np.zeros((len(group), long), np.int64) for _ in range(3))
    firsts, names = (np.zeros((len(group), wide), np.int64) for _ in range(2))
    sentence, start, upos, feats, heads, relations = (np.full((len(group), wide), IGNORED, np.int64) for _ in range(6))
    weights = np.zeros((len(group), wide), np.float32)
    for i, window in enumerate(group):
        n = len(window.pieces)
        ids[i, :n], shapes[i, :n], gaps[i, :n] = window.pieces, window.shapes, window.gaps
        firsts[i, : len(window.firsts)] = window.firsts
        start[i, : len(window.starts)] = window.starts
        at = 0
        for number, row in enumerate(window.rows):
            end = at + len(row.words)
            sentence[i, at:end] = number
            weights[i, at:end] = row.weight
            if row.names:
                names[i, at:end] = row.names
            if row.heads:
                upos[i, at:end] = [index["upos"].get(value, IGNORED) for value in row.upos]
                feats[i, at:end] = [index["feats"].get(value, IGNORED) for value in row.feats]
                heads[i, at:end] = [head + at + 1 if head >= 0 else 0 for head in row.heads]
                relations[i, at:end] = [index["relations"].get(value, IGNORED) for value in row.relations]
            at = end
    return Batch(*map(torch.from_numpy, (ids, shapes, gaps, firsts, sentence, start, upos, feats, heads, relations, names, weights)))


def batches(found: list[Window], labels: Labels, budget: int, order: random.Random | None) -> Iterator[Batch]:
    """Batches of at most `budget` pieces with padding, of windows of like length; shuffled with `order`."""
    jitter: Callable[[Window], float] = (lambda w: len(w.pieces) + order.uniform(-6, 6)) if order else (lambda w: len(w.pieces))
    groups: list[list[Window]] = []
    longest = 0
    for window in sorted(found, key=jitter, reverse=True):
        longest = max(longest, len(window.pieces)) if groups and groups[-1] else len(window.pieces)
        if not groups or longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = len(window.pieces)
        groups[-1].append(window)
    if order:
        order.shuffle(groups)
    for group in groups:
        yield stack(group, labels)
