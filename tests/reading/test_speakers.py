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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Portugal’s Ambassador Rui Seixas paid a call on President Ana Rojas of Chile. The President praised the schools."
            " The envoy said Lisbon would send forty teachers.",
            "Rui Seixas",
        ),
        (
            "Latvian police handed the man to Finland. Colonel Mika Lahti took charge of him at the port."
            " The colonel praised the work of the port police.",
            "Mika Lahti",
        ),
        (
            "Foreign Minister Luis Vidal of Peru ended a visit to Oslo. He and his host, Foreign Minister Kari Lund, signed a treaty on"
            " Monday. The guest promised that Lima would ratify it.",
            "Luis Vidal",
        ),
        (
            "Danish Transport Minister Mette Dahl met Latvian Foreign Minister Ilze Kalnina and then the Estonian envoy, Jaan Tamm."
            " “We shall build it,” the ambassador said.",
            "Jaan Tamm",
        ),
    ],
)
def test_someone_called_by_post_rank_or_part_is_who_was_introduced_so(text: str, speaker: str) -> None:
    assert brief(text)[-1] == (speaker,)


def test_a_post_that_two_hold_tells_neither_by_itself() -> None:
    text = "Chile’s envoy, Ana Rojas, and Peru’s envoy, Luis Vidal, came to Oslo. The envoy said nothing had been signed."
    assert ("Ana Rojas",) not in brief(text)


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "The talks will resume, according to an official at the ministry quoted by the Lima Herald.",
            "an official at the ministry",
            ("Lima Herald",),
        ),
        ("The port will close, according to a banker quoted by Kyodo News.", "a banker", ("Kyodo News",)),
        ("The road is shut, said a driver quoted by the Riga Post.", "a driver", ("Riga Post",)),
    ],
)
def test_a_source_that_an_outlet_quotes_is_one_entry(text: str, speaker: str, via: tuple[str, ...]) -> None:
    assert brief(text, "via") == [(speaker, via)]


def test_who_reports_and_cites_is_whom_it_came_through() -> None:
    text = "Peru and Chile have agreed on a price, the Lima Herald reported, citing two officials at the mines ministry."
    assert ("two officials at the mines ministry", ("Lima Herald",)) in brief(text, "via")


def test_an_act_told_in_a_statement_comes_through_whoever_issued_it() -> None:
    text = "President Luis Vidal of Peru urged Chile to wait, according to a statement from his office."
    assert ("Luis Vidal", ("Luis Vidal's office",)) in brief(text, "via")
