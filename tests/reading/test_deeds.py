"""Acts of states: where they strike, how far they have come, who is meant, and which of two readings wins."""

import pytest

from chancery.model import Event, EventType
from chancery.reading.events import candidates, read_events
from tests.scenes import scene_of


def deeds(text: str, kind: str) -> list[Event]:
    found = (claim.value for claim in read_events(scene_of(text)))
    return [event for event in found if isinstance(event, Event) and event.type is EventType(kind)]


def test_an_attack_takes_place_in_the_cities_that_it_strikes() -> None:
    [event] = deeds("Iraqi jets bombed Isfahan and Tabriz, cities of Iran, on Monday.", "ASSAULT")
    assert event.place == ("Isfahan", "Tabriz")


def test_an_exercise_begun_yesterday_goes_on() -> None:
    [event] = deeds("Peru and Chile began joint exercises off the coast on Monday.", "COOPERATE")
    assert event.status == "ongoing"


def test_an_exercise_begun_last_year_does_not() -> None:
    [event] = deeds("Peru and Chile began joint exercises off the coast in March 2022.", "COOPERATE")
    assert event.status == "occurred"


def test_envoys_called_home_from_two_capitals() -> None:
    [event] = deeds("Kenya on Monday recalled its ambassadors in Kampala and Mogadishu.", "SANCTION")
    assert (event.actor, set(event.recipient)) == (("KEN",), {"UGA", "SOM"})


def test_an_envoy_told_to_leave_is_expelled_not_asked() -> None:
    text = "Kenya told the Ugandan ambassador to leave on Monday."
    assert [event.mode for event in deeds(text, "SANCTION")] == ["expel"]
    assert not deeds(text, "REQUEST")


def test_another_act_of_the_same_state_is_another_event() -> None:
    text = "Kenya closed its border with Somalia on Monday. Kenya had already recalled its ambassador last month."
    seen = [event for event in candidates(scene_of(text)) if event.kind is EventType.SANCTION]
    assert [event.date for event in seen] == ["2024-05-13", "2024-04"]


@pytest.mark.parametrize("text", ["Kenya no longer recognizes Taiwan.", "Kenya no longer sells arms to Taiwan."])
def test_what_is_no_longer_done_is_cut(text: str) -> None:
    assert [(event.actor, event.recipient) for event in deeds(text, "SANCTION")] == [(("KEN",), ("TWN",))]
    assert not deeds(text, "SUPPORT")
    assert not deeds(text, "AID")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A batch of 200 tonnes of wheat was sent by India to Nepal.", "AID"),
        ("Kenya sent thousands of troops to the Somali border.", "MOBILIZE"),
        ("Kenya pulled out of the fishing pact with Somalia.", "SANCTION"),
    ],
)
def test_what_is_counted_is_the_object(text: str, kind: str) -> None:
    assert deeds(text, kind)
