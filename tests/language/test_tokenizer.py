from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.tokenizer import tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seoul's envoy didn't come.", "Seoul|'s|envoy|did|n't|come|."),
        ("Seoul’s envoy didn’t come.", "Seoul|’s|envoy|did|n’t|come|."),
        ("the ministers' talks", "the|ministers|'|talks"),
        ("U.S. and U.N. officials", "U.S.|and|U.N.|officials"),
        ("a U.S.-led force", "a|U.S.|-|led|force"),
        ("H.E. Mr. A. B. Okoro Jr. spoke.", "H.E.|Mr.|A.|B.|Okoro|Jr.|spoke|."),
        ("the G-7 and the G20", "the|G-7|and|the|G20"),
        ("TOKYO, Nov. 6 (Kyodo) -- Japan", "TOKYO|,|Nov.|6|(|Kyodo|)|--|Japan"),
        ("GENEVA—The talks", "GENEVA|—|The|talks"),
        ("“We cannot,” he said.", "“|We|can|not|,|”|he|said|."),
        ("non-nuclear, anti-ballistic, co-operation", "non-nuclear|,|anti-ballistic|,|co-operation"),
        ("a ten-year-old plan", "a|ten|-|year|-|old|plan"),
        ("$1,234.5 and 18,19", "$|1,234.5|and|18|,|19"),
        ("10am on 9/11 at 7:30PM", "10|am|on|9/11|at|7:30|PM"),
        ("No. 5 but No.", "No.|5|but|No|."),
        ("write to a.b@mofa.go.jp, or www.mofa.go.jp/index.html.", "write|to|a.b@mofa.go.jp|,|or|www.mofa.go.jp/index.html|."),
        ("Sana'a, N'Djamena, Côte d'Ivoire", "Sana'a|,|N'Djamena|,|Côte|d'Ivoire"),
        ("the 21st of the 1990s", "the|21st|of|the|1990s"),
        ("AT&T and R&D", "AT&T|and|R&D"),
        ("Wait... what?!", "Wait|...|what|?!"),
        ("* one\n* two", "*|one|*|two"),
    ],
)
def test_cuts(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\x00\x01", "\u200b\ufeff"])
def test_nothing_to_cut(text: str) -> None:
    assert tokenize(text) == []


@given(st.text(max_size=300))
def test_offsets_are_exact_ordered_and_cover_all_letters(text: str) -> None:
    spans = tokenize(text)
    before = 0
    for start, end in spans:
        assert before <= start < end <= len(text)
        assert not any(character.isspace() for character in text[start:end])
        assert not any(character.isalnum() for character in text[before:start])
        before = end
    assert not any(character.isalnum() for character in text[before:])


def test_long_lines_take_linear_time() -> None:
    assert len(tokenize("word " * 200_000)) == 200_000
    assert len(tokenize("a-" * 50_000)) >= 50_000
    assert "".join("x" * (end - start) for start, end in tokenize("x" * 1_000_000)) == "x" * 1_000_000
