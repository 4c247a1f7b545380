from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.decode import best_tags, mask_arcs, probabilities, spanning_tree, tag_moves, trees

TAGS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]


def is_tree(heads: np.ndarray) -> bool:
    if (heads == 0).sum() != 1:
        return False
    for node in range(1, len(heads) + 1):
        seen = set()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = int(heads[node - 1])
    return True


def best_by_trying_all(scores: np.ndarray) -> float:
    count = scores.shape[0]
    best = -np.inf
    for heads in product(range(count + 1), repeat=count):
        if is_tree(np.array(heads)):
            best = max(best, sum(scores[i, head] for i, head in enumerate(heads)))
    return best


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_spanning_tree_is_the_best_of_all_trees(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32) * 3
    heads = spanning_tree(scores)
    assert is_tree(heads)
    assert np.isclose(sum(scores[i, head] for i, head in enumerate(heads)), best_by_trying_all(scores), atol=1e-4)


@given(st.integers(0, 1_000))
def test_every_sentence_gets_its_own_tree(seed: int) -> None:
    dice = np.random.default_rng(seed)
    arcs = dice.normal(size=(2, 9, 10)).astype(np.float32)
    sentence = np.array([[0, 0, 0, 0, 1, 1, 1, 2, 2], [0, 0, 0, 0, 0, 0, -1, -1, -1]])
    heads = trees(mask_arcs(arcs, sentence), sentence)
    for row, number, first, last in ((0, 0, 0, 4), (0, 1, 4, 7), (0, 2, 7, 9), (1, 0, 0, 6)):
        inside = heads[row, first:last]
        assert (sentence[row, first:last] == number).all()
        assert is_tree(np.where(inside == 0, 0, inside - first))


def test_tags_are_lawful_and_stop_at_sentences() -> None:
    scores = np.zeros((1, 4, 5), np.float32)
    scores[0, :, 2] = 5
    scores[0, 0, 1] = 1
    starts = np.array([[True, False, True, False]])
    inner = np.array([tag[0] == "I" for tag in TAGS])
    chosen = best_tags(scores, starts, tag_moves(TAGS), inner)[0]
    assert [TAGS[tag] for tag in chosen[:2]] == ["B-PERSON", "I-PERSON"]
    assert TAGS[chosen[2]][0] != "I"


def test_probabilities_grow_flat_with_temperature() -> None:
    scores = np.array([[[4.0, 0.0, 0.0, 0.0, 0.0]]], np.float32)
    chosen = np.zeros((1, 1), np.int64)
    sharp, flat = probabilities(scores, chosen, 1.0)[0, 0], probabilities(scores, chosen, 4.0)[0, 0]
    assert 0.2 < flat < sharp < 1
