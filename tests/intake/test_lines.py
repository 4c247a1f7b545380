from hypothesis import given
from hypothesis import strategies as st

from chancery.intake.items import sort_items
from chancery.intake.lines import compose, split_lines, unwrap

TEXT = st.text(alphabet=st.sampled_from("abcDEF  .,\n\r\t\u00a0\u200b\u2009*_<u>/\\#é“”-[]()"), max_size=300)


def test_odd_blanks_become_blanks_one_to_one() -> None:
    [line] = split_lines("Minister\u00a0Roth\u2009spoke\u200b.")
    assert line.text == "Minister Roth spoke."


def test_marks_of_markdown_and_html_go() -> None:
    [line] = split_lines("**<u>Members of the [delegation](https://x.example/a):</u>** \\# one")
    assert line.text == "Members of the delegation: # one"


def test_signs_that_are_no_marks_stay() -> None:
    raw = "Trade rose 5 * 3 per cent, a < b, snake_case, AT&T [sic] (2019)."
    assert split_lines(raw)[0].text == raw


@given(TEXT)
def test_every_character_stands_at_its_place(raw: str) -> None:
    text, pieces = compose(split_lines(raw))
    position = 0
    for piece in pieces:
        assert position <= piece.start < piece.end <= len(text)
        position = piece.end
        for i in range(piece.end - piece.start):
            clean, page = text[piece.start + i], raw[piece.raw_start + i]
            assert clean == page or (clean == " " and page.isspace())


@given(st.lists(st.text(alphabet="abc .", min_size=1).map(str.strip).filter(bool), max_size=8))
def test_plain_lines_are_kept_whole(lines: list[str]) -> None:
    assert [line.text.split() for line in split_lines("\n\n".join(lines))] == [line.split() for line in lines]


WRAPPED = """Prime Minister Erik Dahl of Sudland will pay an official visit to
Norvania from May 4 to 7, the Norvanian foreign ministry said in a
statement on Friday.

It will be the first visit by a Sudland premier since the two states
signed their treaty of friendship twenty years ago in Lindholm, at the
height of the quarrel over the fishing grounds off the Alder Islands.
"""


def test_wrapped_lines_are_joined_and_mapped() -> None:
    lines = split_lines(WRAPPED)
    text, pieces = compose(line for line, _ in unwrap(lines, [False] * len(lines)))
    paragraphs = text.split("\n\n")
    assert len(paragraphs) == 2
    assert paragraphs[0] == " ".join(WRAPPED.split("\n\n", 1)[0].split())
    assert len(pieces) == 2  # a newline stands for a blank, one to one
    assert all(text[p.start : p.end].replace(" ", "\n") == WRAPPED[p.raw_start :][: p.end - p.start].replace(" ", "\n") for p in pieces)


def test_unwrapped_paragraphs_stay_apart() -> None:
    raw = (
        "The talks ended at noon.\n"
        "Both sides spoke of progress and said that another round would follow in the autumn of next year, in Corra or at sea.\n"
        "No text was signed."
    )
    assert len(sort_items(split_lines(raw))) == 3


def test_short_lists_stay_apart() -> None:
    raw = "Foreign minister: Mira Solberg\nDefence minister: Karl Lund\nTrade minister: Jon Aas\nPremier: Erik Dahl"
    assert len(sort_items(split_lines(raw))) == 4


def test_hyphen_at_the_line_end_is_kept_without_a_blank() -> None:
    raw = (
        "The foreign ministers of the two states met on Tuesday for the Asia-\n"
        "Pacific conference and agreed to hold another round of talks in the\n"
        "autumn, their spokesmen told reporters in Lindholm after the lunch.\n"
    )
    assert "Asia-Pacific" in compose(item.line for item in sort_items(split_lines(raw)))[0]
