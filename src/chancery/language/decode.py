"""From scores to structures: sentence starts, trees (maximum spanning, one root) and names (Viterbi over BIO)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
FAR = np.float32(-1e9)


def mask_arcs(arcs: Floats, sentence: Ints) -> Floats:
    """Arc scores [batch, words, 1 + words] with arcs between sentences, to padding and from a word to itself ruled out."""
    same = sentence[:, :, None] == sentence[:, None, :]
    same &= (sentence >= 0)[:, :, None]
    width = sentence.shape[1]
    same[:, np.arange(width), np.arange(width)] = False
    masked = arcs.copy()
    masked[:, :, 1:][~same] = FAR
    return masked


def trees(arcs: Floats, sentence: Ints) -> Ints:
    """Heads [batch, words] (0 the root, 1 + place else): the best arcs where they make trees, the best trees elsewhere.

    `arcs` must be masked; `sentence` numbers the sentences of each row from 0, -1 for padding."""
    heads: Ints = arcs.argmax(-1)
    heads[sentence < 0] = 0
    for row, number in _broken(heads, sentence):
        words = np.flatnonzero(sentence[row] == number)
        low, high = int(words[0]), int(words[-1]) + 1
        scores = np.concatenate([arcs[row, low:high, :1], arcs[row, low:high, low + 1 : high + 1]], axis=1)
        best = spanning_tree(scores)
        heads[row, low:high] = np.where(best == 0, 0, best + low)
    return heads


def _broken(heads: Ints, sentence: Ints) -> list[tuple[int, int]]:
    """Sentences whose heads hold a ring, or not exactly one root."""
    reach = np.concatenate([np.zeros((heads.shape[0], 1), np.int64), heads], axis=1)
    for _ in range(max(1, int(reach.shape[1]).bit_length())):
        reach = np.take_along_axis(reach, reach, axis=1)
    bad = reach[:, 1:] > 0
    found = {(int(row), int(sentence[row, word])) for row, word in zip(*np.nonzero(bad & (sentence >= 0)), strict=True)}
    roots = (heads == 0) & (sentence >= 0)
    count = int(sentence.max(initial=-1)) + 1
    if count > 0:
        keys = np.arange(sentence.shape[0])[:, None] * count + sentence
        held = np.bincount(keys[sentence >= 0], minlength=sentence.shape[0] * count) > 0
        rooted = np.bincount(keys[roots], minlength=sentence.shape[0] * count)
        found |= {(int(key) // count, int(key) % count) for key in np.flatnonzero(held & (rooted != 1))}
    return sorted(found)


def spanning_tree(scores: Floats) -> Ints:
    """Heads of the best tree with one root; scores [words, 1 + words], the root first."""
    count = scores.shape[0]
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:] = scores.astype(np.float64)
    full[np.arange(count + 1), np.arange(count + 1)] = -np.inf
    heads = _edmonds(full)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads[1:]
    best, best_score = heads, -np.inf
    for root in roots:
        single = full.copy()
        single[1:, 0] = -1e12
        single[root, 0] = full[root, 0]
        tree = _edmonds(single)
        score = single[np.arange(1, count + 1), tree[1:]].sum()
        if score > best_score:
            best, best_score = tree, score
    return best[1:]


def _edmonds(scores: npt.NDArray[np.float64]) -> Ints:
    """Chu-Liu/Edmonds: the head of each node (row) of a full graph; node 0 is the root and has head 0."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    ring = _ring(heads)
    if ring is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    ring_scores = scores[ring, heads[ring]]
    into = scores[np.ix_(ring, outside)] - ring_scores[:, None]
    entry = into.argmax(0)
    out = scores[np.ix_(outside, ring)]
    exit_ = out.argmax(1)
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into.max(0) + ring_scores.sum()
    small[:-1, -1] = out.max(1)
    small[0, -1] = -np.inf
    below = _edmonds(small)
    found = heads.copy()
    for place, node in enumerate(outside[1:], start=1):
        head = below[place]
        found[node] = ring[exit_[place]] if head == len(outside) else outside[head]
    source = below[-1]
    found[ring[entry[source]]] = outside[source]
    found[0] = 0
    return found


def _ring(heads: Ints) -> Ints | None:
    """The nodes of one ring, if there is any."""
    state = [0] * len(heads)
    state[0] = 2
    for first in range(1, len(heads)):
        node, path = first, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.asarray(path[path.index(node) :], np.int64)
        for done in path:
            state[done] = 2
    return None


def tag_moves(tags: list[str]) -> Floats:
    """What each step from tag to tag costs: nothing, or too much where I follows neither B nor I of its label."""
    moves = np.zeros((len(tags), len(tags)), np.float32)
    for j, tag in enumerate(tags):
        if tag[0] == "I":
            for i, before in enumerate(tags):
                if before[1:] != tag[1:] or before[0] not in "BI":
                    moves[i, j] = FAR
    return moves


def best_tags(scores: Floats, starts: npt.NDArray[np.bool_], moves: Floats, inner: npt.NDArray[np.bool_]) -> Ints:
    """The best lawful tags [batch, words]; no name goes over a sentence's start. `inner` marks the I tags."""
    batch, words, _tags = scores.shape
    scores = np.where(starts[:, :, None] & inner, FAR, scores)
    best = scores[:, 0]
    came: list[npt.NDArray[Any]] = []
    for word in range(1, words):
        through = best[:, :, None] + moves
        came.append(through.argmax(1))
        best = through.max(1) + scores[:, word]
    found = np.empty((batch, words), np.int64)
    found[:, -1] = best.argmax(1)
    rows = np.arange(batch)
    for word in range(words - 2, -1, -1):
        found[:, word] = came[word][rows, found[:, word + 1]]
    return found


def probabilities(scores: Floats, chosen: Ints, temperature: float) -> Floats:
    """The probability [batch, words] of each chosen tag."""
    scaled = scores / np.float32(temperature)
    scaled = scaled - scaled.max(-1, keepdims=True)
    spread = np.exp(scaled)
    picked: Floats = np.take_along_axis(spread, chosen[:, :, None], axis=2)[:, :, 0] / spread.sum(-1)
    return picked
