from hypothesis import given
from hypothesis import strategies as st

from chancery.web.marks import paragraphs

TEXT = "Lima met Ek. They agreed.\n\nA new round is set."


def test_overlapping_quotes_are_cut_where_they_begin_and_end():
    [first, second] = paragraphs(TEXT, {"a": [(0, 12)], "b": [(5, 25)]})
    assert [(p.text, p.claims, p.opens) for p in first] == [
        ("Lima ", ("a",), ("a",)),
        ("met Ek.", ("a", "b"), ("b",)),
        (" They agreed.", ("b",), ()),
    ]
    assert [p.claims for p in second] == [()]


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda s: s[0] < s[1])


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.lists(SPANS, max_size=3), max_size=4))
def test_nothing_of_the_text_is_lost_or_doubled(quotes):
    assert "\n\n".join("".join(piece.text for piece in part) for part in paragraphs(TEXT, quotes)) == TEXT
