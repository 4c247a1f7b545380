from __future__ import annotations

from importlib.resources import files

import pytest

from chancery.language.encode import ATTACHED, LINE, PARAGRAPH, SPACE, Pieces, shape
from chancery.language.layout import LONGEST, WINDOW, gaps_of, goes_on, windows_of, wrapped
from chancery.language.tokenizer import tokenize


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(files("chancery.data").joinpath("model/vocab.txt").read_text("utf-8").split("\n"))


@pytest.mark.parametrize(
    ("word", "expected"), [("the", 1), ("Lima", 2), ("NATO", 3), ("U.N.", 3), ("A", 4), ("McCoy", 5), ("G-7", 6), ("--", 7), ("東京", 1)]
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_pieces_do_not_mind_typographic_marks(pieces: Pieces) -> None:
    assert pieces.of("n’t") == pieces.of("n't")
    assert pieces.of("“") == pieces.of('"')
    assert pieces.of("\u0301") == (100,)


FOLDED = """The minister of foreign affairs told reporters in the capital on Monday
that the two governments would open talks next month about the border, and
that a joint commission would meet before the end of the year in the south."""


def test_folded_text_is_known_by_its_even_lines() -> None:
    assert wrapped(FOLDED)
    assert not wrapped("A headline\nA first paragraph that is rather longer than the headline above it, as they are.\nShort one.")
    assert not wrapped("one line only")


def test_gaps() -> None:
    def gaps(text: str) -> list[int]:
        return gaps_of(text, tokenize(text))

    assert gaps("Talks held.\n\nNext day") == [PARAGRAPH, SPACE, ATTACHED, PARAGRAPH, SPACE]
    assert gaps("Headline\nText") == [PARAGRAPH, PARAGRAPH]
    assert gaps("the two\nsides met")[2] == LINE
    assert LINE in gaps(FOLDED)


def test_windows_cover_every_word_once_and_stay_small(pieces: Pieces) -> None:
    text = "The envoys met in the capital on Monday. " * 60 + "\n\n" + "and so on, " * 300
    spans = tokenize(text)
    words = [text[a:b] for a, b in spans]
    windows = windows_of(words, gaps_of(text, spans), pieces)
    assert [window.first for window in windows] == [0, *(window.last for window in windows[:-1])]
    assert windows[-1].last == len(words)
    for window in windows:
        length = sum(len(pieces.of(word)) for word in words[window.first : window.last]) + 2
        assert length == window.length <= LONGEST + 2
    for window in windows[:3]:
        assert window.length <= WINDOW + 2
        assert words[window.last - 1] == "."


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("“We will wait,” Ortiz said.", "Ortiz", True),
        ("“Will they wait?” asked the envoy.", "asked", True),
        ("“They will wait.” Ortiz then left.", "Ortiz", False),
        ("They left. Ortiz stayed.", "Ortiz", False),
        ("Lima, Ortiz and Quito", "Ortiz", True),
        ("the end.Ortiz left", "Ortiz", False),
        ("(Ortiz)", ")", True),
    ],
)
def test_where_no_sentence_starts(text: str, word: str, expected: bool) -> None:
    spans = tokenize(text)
    words = [text[a:b] for a, b in spans]
    assert goes_on(words, gaps_of(text, spans), words.index(word)) is expected
