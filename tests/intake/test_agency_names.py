import pytest

from chancery.intake import read_text

BODY = "The two ministers met for an hour and agreed to meet again. They spoke of trade and of fishing rights."


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("LAGOS, May 4, 2009 (Delta Wire) - ", "Delta Wire"),
        ("OSLO, May 4, 2009 (The Fjord Post) -- ", "The Fjord Post"),
        ("OSLO, May 4, 2009 (AFP) -- ", "AFP"),
        ("LAGOS, May 4, 2009 (see the note below) - ", ""),
    ],
)
def test_a_name_in_brackets_beside_a_date_is_the_agency(opening, outlet):
    assert read_text(opening + BODY, name="wire").outlet.startswith(outlet)
    assert bool(read_text(opening + BODY, name="wire").outlet) == bool(outlet)
