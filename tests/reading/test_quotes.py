import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.statements.quotes import find_quotes, marks


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy called it “a good day” and left.", ["“a good day”"]),
        ('"No," she said. "Never."', ['"No,"', '"Never."']),
        ("He said 'the islands' fate is open' to all.", ["'the islands' fate is open'"]),
        ("The ministers' cars weren't in Spain's garage.", []),
        ("She said ‘we won’t wait’ twice.", ["‘we won’t wait’"]),
        ("“He told me ‘go’ and I went.”", ["“He told me ‘go’ and I went.”"]),
        ("Il a dit « non » hier.", ["« non »"]),
        ("``Quite so,'' he said.", ["``Quite so,''"]),
        ("", []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_on_over_paragraphs_that_open_with_its_mark() -> None:
    text = "“We waited.\n\n“Then we left.”\n\nThe hall was empty."
    assert quoted(text) == ["“We waited.\n\n“Then we left.”"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“We waited.\n\nThe hall was empty.") == ["“We waited."]


@pytest.mark.parametrize("entry", marks(), ids=lambda entry: entry.name)
def test_examples_of_the_codebook(entry) -> None:
    assert all(quoted(text) for text in entry.examples)
    assert not any(quoted(text) for text in entry.counterexamples)


@given(st.text(alphabet="ab .'\"“”‘’«»„`\n", max_size=60))
def test_stretches_are_in_order_apart_and_within_the_text(text: str) -> None:
    found = find_quotes(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
