"""Meetings, visits, calls and letters: who takes part, where, when, at which level and how far they have come."""

import pytest

from chancery.model import Event, EventType
from tests.reading.test_events import events


def consults(text: str) -> list[Event]:
    return [event for event in events(text) if event.type is EventType.CONSULT]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("US-Japanese talks were held in Lima.", {"USA", "JPN"}),
        ("The Franco-German council met in Lima.", {"FRA", "DEU"}),
        ("The joint commission of Peru and Chile will meet in May.", {"PER", "CHL"}),
        ("A Polish-Georgian working group meets in Oslo today.", {"POL", "GEO"}),
    ],
)
def test_joint_bodies_and_hyphenated_states_are_two_parties(text: str, states: set[str]) -> None:
    [event] = consults(text)
    assert set(event.states) == states


def test_a_general_of_that_name_is_no_state() -> None:
    assert consults("General Franco met his officers in Lima.") == []


def test_who_leads_a_delegation_takes_part() -> None:
    [event] = consults("A Norwegian team headed by Deputy Oil Minister Lars Berg met Turkish officials in Ankara on Sunday.")
    assert event.people == ("Lars Berg",)


def test_a_length_elsewhere_in_the_sentence_is_not_the_meetings() -> None:
    text = "Kenyan Foreign Minister Raila Omamo will travel to Kampala on Friday, three days before the Ugandan ceasefire ends."
    assert [event.date for event in consults(text)] == ["2021-03-12"]


def test_talks_that_ended_began_before() -> None:
    [event] = consults("The foreign ministers of Peru and Chile ended two days of talks in Lima on Sunday.")
    assert event.date == "2021-03-06/2021-03-07"


def test_where_takes_up_the_place() -> None:
    text = "Norwegian Foreign Minister Lars Berg flew to Nairobi on Sunday, where he met Kenyan President William Moto."
    assert [event.place for event in consults(text) if event.mode == "meet"] == [("Nairobi",)]


def test_a_capital_by_its_adjective() -> None:
    [event] = consults("The foreign ministers of Peru and Chile met in the Kenyan capital on Sunday.")
    assert event.place == ("Nairobi",)


def test_a_guest_meets_his_hosts_where_he_is() -> None:
    text = (
        "Norwegian Foreign Minister Lars Berg arrived in Nairobi on Sunday. Berg is to meet Kenyan Prime Minister Raila Omamo on Tuesday."
    )
    assert [(event.date, event.place) for event in consults(text) if event.mode == "meet"] == [("2021-03-09", ("Nairobi",))]


@pytest.mark.parametrize(
    ("text", "mode", "states"),
    [
        ("The Brazilian and Chilean presidents could see each other in Lima in May.", "meet", {"BRA", "CHL"}),
        ("Qatar may bring the Kenyan and Rwandan presidents together in Doha this month.", "meet", {"QAT", "KEN", "RWA"}),
        ("Norway's foreign minister, Lars Berg, is on his way to Nairobi.", "visit", {"NOR", "KEN"}),
        ("Norwegian Ambassador Lars Berg paid a farewell call on Kenyan President William Moto.", "meet", {"NOR", "KEN"}),
        ("The water ministers of Laos and Cambodia conferred by video link on Monday.", "call", {"LAO", "KHM"}),
        ("The Norwegian premier told Moroccan King Mohammed VI in a letter that he was sorry.", "letter", {"NOR", "MAR"}),
        ("Kenya will send its foreign minister to Oman.", "visit", {"KEN", "OMN"}),
        ("Norway and Kenya held their seventeenth Cooperation Council in Oslo on Sunday.", "meet", {"NOR", "KEN"}),
    ],
)
def test_ways_of_meeting(text: str, mode: str, states: set[str]) -> None:
    [event] = consults(text)
    assert (event.mode, set(event.states)) == (mode, states)


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan ship sailed to Oman.",
        "The airliner was on its way to Nairobi.",
        "The Ugandan bank sent a letter to its customers.",
    ],
)
def test_what_goes_without_people_is_no_visit(text: str) -> None:
    assert consults(text) == []


def test_who_led_a_side_took_part() -> None:
    text = "The Kenyan president met the Ugandan president on Sunday. Kenyan Trade Minister Jane Moto led the Kenyan delegation."
    assert [event.people for event in consults(text)] == [("Jane Moto",)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A meeting of the Kenyan and Ugandan presidents, set for Thursday, is off.", "cancelled"),
        ("A trip of the Kenyan president to Uganda planned for next week has been dropped.", "cancelled"),
        ("The joint commission of Kenya and Uganda should have met in October.", "cancelled"),
        ("Whether the Kenyan president will go to Uganda is unclear.", "undecided"),
        ("A visit of the Kenyan president to Uganda is under consideration.", "undecided"),
        ("Norway has denied reports that Kenyan President William Moto would go to Uganda.", "denied"),
        ("Kenyan President William Moto flew to Oman on Sunday.", "ongoing"),
        ("Kenyan President William Moto flew home from Oman on Sunday.", "occurred"),
        ("Talks between Kenya and Uganda opened in Oslo on Sunday.", "ongoing"),
        ("Kenya and Uganda hold an emergency meeting in Oslo today.", "scheduled"),
        ("Kenyan Foreign Minister Raila Omamo is due in Oman next month.", "scheduled"),
    ],
)
def test_how_far_a_meeting_has_come(text: str, status: str) -> None:
    assert [event.status for event in consults(text)] == [status]


def test_titles_stand_for_those_who_hold_them() -> None:
    text = (
        "Peruvian Foreign Minister Rosa Quispe and Chilean Foreign Minister Pablo Soto stayed at home. "
        "The foreign ministers of Peru and Chile will meet in Oslo on Friday."
    )
    assert [set(event.people) for event in consults(text)] == [{"Rosa Quispe", "Pablo Soto"}]


def test_titles_of_one_side_alone_name_nobody() -> None:
    text = "Peruvian Foreign Minister Rosa Quispe stayed at home. The trade ministers of Peru and Chile will meet in Oslo on Friday."
    assert [event.people for event in consults(text)] == [()]


def test_who_invites_does_not_come() -> None:
    text = "Norwegian Foreign Minister Lars Berg arrived in Nairobi on Sunday at the invitation of Kenyan President William Moto."
    assert [event.people for event in consults(text)] == [("Lars Berg",)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Norwegian Prime Minister Lars Berg and Kenyan leader William Moto met in Oslo on Sunday.", "summit"),
        ("The foreign ministers of Peru and Chile ended two days of talks in Lima on Sunday.", "ministerial"),
        ("ASEAN heads meet in Bali on Friday.", "summit"),
        ("Norwegian Prime Minister Lars Berg and Kenyan Foreign Minister Raila Omamo met in Oslo on Sunday.", ""),
    ],
)
def test_level(text: str, level: str) -> None:
    assert [event.level for event in consults(text)] == [level]


def test_where_others_are_is_not_where_they_meet() -> None:
    text = "Kenya and Norway have put off their talks since the attacks on Mombasa."
    assert [event.place for event in consults(text)] == [()]


def test_a_call_has_no_place() -> None:
    text = "NAIROBI, March 8 - The Kenyan and Ugandan presidents spoke by telephone on Sunday."
    assert [(event.mode, event.place) for event in consults(text)] == [("call", ())]


def test_who_talks_somewhere_is_on_no_telephone() -> None:
    text = "The Norwegian premier talked with Kenyan President William Moto and Prime Minister Raila Omamo in Nairobi."
    assert [event.mode for event in consults(text)] == ["meet"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya called home its ambassador to Uganda.",
        "Kenyan President William Moto called Ugandan President Grace Okello a friend.",
        "The first plane from Uganda landed in Nairobi on Sunday.",
        "Kenya landed soldiers at a Ugandan base.",
        "Kenya flew 132 Ugandans to Kampala on Sunday.",
        "Kenya and Norway take part in the exercise off Uganda.",
        "Kenya's mission in Kampala had no information.",
        "Kenyan President William Moto told a regular news conference that the Ugandan border was calm.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert consults(text) == []


def test_who_was_somewhere_and_met_somebody_met() -> None:
    text = "Norwegian envoy Lars Berg was in Nairobi on Sunday, where he saw Kenyan President William Moto."
    assert [(event.mode, event.date, event.place) for event in consults(text)] == [("meet", "2021-03-07", ("Nairobi",))]


def test_a_mediator_takes_part_in_the_talks_told_before() -> None:
    text = "Kenya and Uganda held talks in Oslo on Sunday. The talks were mediated by Norwegian Foreign Minister Lars Berg."
    assert [set(event.states) for event in consults(text)] == [{"KEN", "UGA", "NOR"}]


def test_who_has_others_to_dinner_meets_them() -> None:
    [event] = consults("Norwegian Prime Minister Lars Berg had the Kenyan and Ugandan presidents to dinner on Sunday.")
    assert set(event.states) == {"NOR", "KEN", "UGA"}


def test_a_protocol_signed_is_signed_whatever_is_done_under_it() -> None:
    found = [e for e in events("Kenya will send doctors to Uganda under a protocol signed in Oslo on Friday.") if e.type is EventType.AGREE]
    assert [event.status for event in found if event.place == ("Oslo",)] == ["occurred"]


def test_a_session_opened_goes_on() -> None:
    assert [e.status for e in consults("Kenya and Uganda opened a session on the crisis.")] == ["ongoing"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A meeting of Red Cross officials of Kenya and Uganda, set for Thursday, is off.", "2021-03-11"),
        ("A visit of Kenyan President William Moto to Athens, planned for September, is now in doubt.", "2021-09"),
    ],
)
def test_the_day_of_what_was_planned(text: str, date: str) -> None:
    assert [event.date for event in consults(text)] == [date]


def test_a_guest_named_after_place_and_day() -> None:
    [event] = consults("The Kenyan president received at State House on Sunday Omani Foreign Minister Salim Al Wahidi.")
    assert (event.people, set(event.states), event.date) == (("Salim Al Wahidi",), {"KEN", "OMN"}, "2021-03-07")


def test_a_day_is_no_part_of_a_palaces_name() -> None:
    [event] = consults("The Kenyan president received Omani Foreign Minister Salim Al Wahidi at State House on Sunday.")
    assert event.place == ("State House",)


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President William Moto came to power after Uganda's war.",
        "Kenya has a say when it comes to the filling of Uganda's reservoir.",
        "The General Assembly in May demanded that Kenya leave Uganda.",
        "The Kenyan cabinet approved a round of appointments to Uganda.",
    ],
)
def test_coming_to_no_place_and_bodies_that_act_are_no_meetings(text: str) -> None:
    assert consults(text) == []


def test_an_earlier_round_is_another_meeting() -> None:
    text = "Kenyan and Ugandan officials met to discuss the lake. The first round took place in London on 23 November 2020."
    assert [(event.date, event.place) for event in consults(text)] == [("", ()), ("2020-11-23", ("London",))]


def test_the_delegation_is_the_one_told_of_before() -> None:
    text = (
        "A Norwegian delegation led by Trade Minister Lars Berg arrived in Nairobi on Sunday. "
        "The Norwegian delegation will meet Kenyan President William Moto on Tuesday."
    )
    assert [set(event.people) for event in consults(text) if event.mode == "meet"] == [{"Lars Berg", "William Moto"}]


def test_those_who_preside_take_part() -> None:
    text = (
        "Kenya and Uganda will hold a joint session in Nairobi in May. "
        "Kenyan Prime Minister Raila Omamo and Ugandan Prime Minister Grace Okello will preside."
    )
    assert [set(event.people) for event in consults(text)] == [{"Raila Omamo", "Grace Okello"}]


def test_the_republic_of_a_name_is_the_place() -> None:
    [event] = consults("Norwegian Foreign Minister Lina Berg paid a visit to the Republic of Kenya in May.")
    assert event.place == ("Kenya",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A planned meeting between the presidents of Kenya and Uganda in Kampala on Friday has been cancelled.", "cancelled"),
        ("The next meeting between the presidents of Kenya and Uganda, in July, is unlikely to be the last.", "scheduled"),
    ],
)
def test_what_came_of_a_plan(text: str, status: str) -> None:
    assert [event.status for event in consults(text)] == [status]


def test_the_first_visit_since_has_no_day_then() -> None:
    [event] = consults("The visit of Ugandan Foreign Minister Grace Okello to Nairobi, her first since 2016, ended on Sunday.")
    assert event.date == "2021-03-07"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenyan President Wanjiru Otieno spoke today with Ugandan President Grace Okello in advance of the summit.", "call"),
        ("Kenyan President Wanjiru Otieno spoke with Ugandan President Grace Okello as part of his contacts with neighbours.", "call"),
        ("Kenyan President Wanjiru Otieno spoke with Ugandan President Grace Okello in Arusha.", "meet"),
        ("Kenyan President Wanjiru Otieno spoke with Ugandan President Grace Okello at an Arusha hotel.", "meet"),
        ("Kenyan President Wanjiru Otieno spoke with Ugandan President Grace Okello on the margins of the summit.", "meet"),
    ],
)
def test_who_spoke_at_no_place_spoke_by_telephone(text: str, mode: str) -> None:
    assert [event.mode for event in events(text) if event.type.value == "CONSULT" and len(event.people) == 2] == [mode]
