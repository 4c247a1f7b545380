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


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Latvia wants the harbour, a foreign ministry statement in Riga said.", ("LVA",)),
        ("Chile paid nothing to Peru, the mines ministry in Lima said.", ("PER",)),
        ("The fair is in May, both foreign ministries said. Latvia and Chile had been at odds over it.", ("LVA", "CHL")),
        ("Peru was astonished by Chile’s answer, its foreign ministry said.", ("PER",)),
        ("Finnish Foreign Minister Mika Lahti will fly to Rome on Friday, the ministry said.", ("FIN",)),
    ],
)
def test_a_ministry_speaks_for_the_state_of_its_seat_or_of_its_minister(text: str, states: tuple[str, ...]) -> None:
    assert brief(text, "states")[-1][1] == states


def test_an_embassy_is_not_of_the_state_in_which_it_sits() -> None:
    assert brief("The fair will be in May, an embassy official in Riga said.", "states")[0][1] != ("LVA",)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Finnish Foreign Minister Mika Lahti told the weekly Suomi the door was open.", ("Suomi",)),
        ("Kyodo News said the fair was off. “It may come back,” Finnish Foreign Minister Mika Lahti told the agency.", ("Kyodo News",)),
        ("“It may come back,” Finnish Foreign Minister Mika Lahti told the agency.", ()),
    ],
)
def test_an_outlet_that_is_told_is_named_in_full_or_is_the_report_s_own(text: str, via: tuple[str, ...]) -> None:
    assert brief(text, "via")[-1] == ("Mika Lahti", via)


def test_an_outlet_that_cites_a_source_is_no_second_speaker() -> None:
    text = "The daily newspaper Nova, citing a banker in Lima, said the loan was late."
    assert [speaker for (speaker,) in brief(text)].count("Nova") <= 1


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "Chilean President Ana Rojas described the talks as “frozen” in an interview with a French agency.",
            "Ana Rojas",
            ("French agency",),
        ),
        ("A villager told Radio Sur that the bridge was down.", "A villager", ("Radio Sur",)),
        ("The daily newspaper Nova, citing a donor in Lima, said the loan was late.", "a donor in Lima", ("Nova",)),
    ],
)
def test_the_outlet_in_which_it_was_said_is_what_it_came_through(text: str, speaker: str, via: tuple[str, ...]) -> None:
    assert brief(text, "via") == [(speaker, via)]


def test_another_s_interview_is_no_way_that_the_words_came() -> None:
    text = "Chilean President Ana Rojas said that Peru’s Luis Vidal had told lies in an interview with a French agency."
    assert ("Ana Rojas", ("French agency",)) not in brief(text, "via")


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Washington, through a State Department spokesperson, urged Chile “to wait a week”.", "a State Department spokesperson", ()),
        ("Chilean President Ana Rojas welcomed the step through a spokesman.", "Ana Rojas", ("a spokesman",)),
        (
            "Chilean President Ana Rojas called the ruling painful, in a message read by Foreign Minister Luis Vidal.",
            "Ana Rojas",
            ("Luis Vidal",),
        ),
    ],
)
def test_a_messenger_speaks_for_a_state_and_passes_on_a_leader_s_words(text: str, speaker: str, via: tuple[str, ...]) -> None:
    assert brief(text, "via") == [(speaker, via)]


@pytest.mark.parametrize(
    "said", ["took note of the request", "expressed the hope that talks would go on", "praised the Prime Minister for his calm"]
)
def test_a_post_written_with_a_hyphen_is_one_word(said: str) -> None:
    text = f"Secretary-General Mika Lahti of the United Nations received Prime Minister Luis Vidal of Peru. The Secretary-General {said}."
    assert brief(text)[-1] == ("Mika Lahti",)
