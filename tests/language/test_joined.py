from __future__ import annotations

from chancery.language.joined import join_names
from chancery.model import Entity, Sentence, Token

TEXT = "Envoy Lee Min-ho met a New-York-based aide"
WORDS = [(0, 5, 1), (6, 9, 5), (10, 13, 1), (13, 14, 4), (14, 16, 2), (17, 20, -1), (21, 22, 10), (23, 26, 8), (26, 27, 7), (27, 31, 10)]


def sentence() -> Sentence:
    words = [*WORDS, (31, 32, 9), (32, 37, 12), (38, 42, 5)]
    heads = [1, 5, 1, 4, 2, -1, 12, 9, 9, 11, 11, 12, 5]
    tokens = tuple(
        Token(i, start, end, TEXT[start:end], TEXT[start:end], "PROPN" if TEXT[start].isupper() else "NOUN", "", heads[i], "dep")
        for i, (start, end, _) in enumerate(words)
    )
    return Sentence(0, 0, len(TEXT), tokens)


def test_a_persons_hyphenated_name_is_one_word_and_the_tree_stays_whole() -> None:
    joined = join_names(TEXT, sentence(), (Entity(6, 16, "PERSON", 0.9),))
    assert [token.text for token in joined.tokens][:4] == ["Envoy", "Lee", "Min-ho", "met"]
    assert [token.index for token in joined.tokens] == list(range(len(joined.tokens)))
    assert joined.tokens[2].head == 1
    assert joined.root.text == "met"
    assert all(TEXT[token.start : token.end] == token.text for token in joined.tokens)
    assert {token.index for token in joined.tokens} == set(joined.subtree(joined.root.index))


def test_other_hyphens_stay_apart() -> None:
    before = sentence()
    assert join_names(TEXT, before, ()) is before
    assert "New-York" in [t.text for t in join_names(TEXT, before, (Entity(23, 31, "PLACE", 0.9),)).tokens]
    assert "New" in [t.text for t in join_names(TEXT, before, (Entity(23, 31, "ORG", 0.9),)).tokens]
