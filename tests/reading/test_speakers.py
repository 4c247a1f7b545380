"""Who speaks, in our own words: states as the content of what officials say, people called by their post or part alone."""

import pytest

from tests.reading.test_statements import brief


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bolivia has agreed to lift its ban on rice, Peruvian Agriculture Minister Rosa Quispe said.", "Rosa Quispe"),
        ("Finland strongly condemns the attack, Finnish Foreign Minister Mika Lahti said on Friday.", "Mika Lahti"),
        ("Oslo has ordered the trawlers out of the fjord, a Norwegian government spokesman said.", "a Norwegian government spokesman"),
    ],
)
def test_a_state_of_which_an_official_tells_is_no_second_speaker(text: str, speaker: str) -> None:
    assert brief(text) == [(speaker,)]
