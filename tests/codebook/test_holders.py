"""The register of office-holders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.codebook.holders import Holder, holders, posts_of


@pytest.mark.parametrize(
    ("state", "post", "day", "name"),
    [
        ("JPN", "foreign minister", "2019-09-10", "Taro Kono"),
        ("JPN", "foreign minister", "2019-09-12", "Toshimitsu Motegi"),
        ("UN", "secretary-general", "2010-01-01", "Ban Ki-moon"),
        ("EU", "high representative", "2021-06-01", "Josep Borrell"),
    ],
)
def test_the_holder_on_a_day(state: str, post: str, day: str, name: str) -> None:
    assert holders(state, post, day) == (name,)


def test_unknown_posts_and_states_have_no_holder() -> None:
    assert holders("JPN", "head gardener", "2019-09-10") == ()
    assert holders("XXX", "president", "2019-09-10") == ()


def test_names_are_found_in_either_order() -> None:
    assert {h.state for h in posts_of("Moon Jae-in")} == {h.state for h in posts_of("Jae-in Moon")} == {"KOR"}


def test_a_bound_given_as_a_year_counts_as_a_whole() -> None:
    assert Holder("XXX", "state", "A", "1999", "2001").on("2001-12-31")
    assert not Holder("XXX", "state", "A", "1999", "2001").on("2002-01-01")
    assert not Holder("XXX", "state", "A", "", "").on("2002-01-01")


@given(st.text(max_size=30))
def test_any_name_is_looked_up_without_error(name: str) -> None:
    assert isinstance(posts_of(name), tuple)
