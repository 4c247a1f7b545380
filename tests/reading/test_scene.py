"""Parties, owners, places, times and gatherings of a predicate."""

import pytest

from tests.scenes import scene_of, token_of

WHO = [
    ("Japanese Foreign Minister Ken Mori spoke.", "Mori", ("JPN",), ("Ken Mori",)),
    ("Seoul and Tokyo will meet.", "Seoul", ("KOR", "JPN"), ()),
    ("Kenyan officials welcomed the plan.", "officials", ("KEN",), ()),
    ("The leaders of Chile and Peru signed it.", "leaders", ("CHL", "PER"), ()),
    ("The African Union condemned the coup.", "Union", ("AU",), ()),
    ("Ghana's Ministry of Trade objected.", "Ministry", ("GHA",), ()),
    ("A farmer waved.", "farmer", (), ()),
]


@pytest.mark.parametrize(("text", "word", "states", "people"), WHO)
def test_who_a_noun_phrase_stands_for(text: str, word: str, states: tuple[str, ...], people: tuple[str, ...]) -> None:
    scene = scene_of(text)
    found = scene.who(*token_of(scene, word))
    assert (found.states, found.people if people else ()) == (states, people)


OWNERS = [
    ("Seoul's decision surprised them.", "decision", ("KOR",)),
    ("Talks between Kenya and Somalia resumed.", "Talks", ("KEN", "SOM")),
    ("The Brazilian proposal was refused.", "proposal", ("BRA",)),
    ("The removal of Peru from the list was noted.", "removal", ("PER",)),
    ("The weather was fine.", "weather", ()),
]


@pytest.mark.parametrize(("text", "word", "states"), OWNERS)
def test_the_owners_of_a_noun(text: str, word: str, states: tuple[str, ...]) -> None:
    scene = scene_of(text)
    assert scene.owners(*token_of(scene, word)).states == states


def test_a_predicate_has_its_own_time_and_place() -> None:
    scene = scene_of("Rosa Quispe, who visited Quito in March, will meet Pedro Soto in Lima on Friday.")
    meet, visited = token_of(scene, "meet"), token_of(scene, "visited")
    assert scene.place_of(*meet) == ("Lima",)
    assert [t.text for t in scene.times_of(*meet)] == ["Friday"]
    assert [t.text for t in scene.times_of(*visited)] == ["March"]


def test_a_noun_takes_the_time_of_its_verb() -> None:
    scene = scene_of("The envoys held talks in Doha on Monday.")
    assert [t.text for t in scene.times_of(*token_of(scene, "talks"))] == ["Monday"]
    assert scene.place_of(*token_of(scene, "talks")) == ("Doha",)


def test_the_gathering_of_a_meeting() -> None:
    scene = scene_of("The ministers met on the sidelines of the UN General Assembly in New York.")
    assert scene.gathering_of(*token_of(scene, "met")) == "UN General Assembly"
    assert scene.place_of(*token_of(scene, "met")) == ("New York",)


def test_a_country_is_the_place_only_without_a_city() -> None:
    scene = scene_of("They met in Samarkand, Uzbekistan. The pair met again in Kazakhstan.")
    assert scene.place_of(*token_of(scene, "met")) == ("Samarkand",)
    assert scene.place_of(*token_of(scene, "met", nth=1)) == ("Kazakhstan",)


JOINT = [
    ("Papua New Guinea and Fiji have agreed to open the port, the minister said on Tuesday.", "Guinea", ("PNG", "FJI")),
    ("The Omani-Yemeni border committee will convene in Muscat on Sunday.", "committee", ("OMN", "YEM")),
    ("The Chile-Peru Joint Commission met in Arica on Friday.", "Commission", ("CHL", "PER")),
    ("An Omani team left for Sanaa on Sunday. It will hold talks on Monday.", "It", ("OMN",)),
]


@pytest.mark.parametrize(("text", "word", "states"), JOINT)
def test_joint_bodies_and_pronouns_of_teams_stand_for_their_states(text: str, word: str, states: tuple[str, ...]) -> None:
    scene = scene_of(text)
    (place,) = [(s.index, t.index) for s in scene.parse.sentences for t in s.tokens if t.text == word]
    assert scene.who(*place).states == states


def test_pairs_joined_by_hyphens_in_a_list_stand_for_their_states() -> None:
    scene = scene_of("They weighed the Chile-Peru, Chile-Bolivia and Chile-Brazil accords.")
    (place,) = [(s.index, t.index) for s in scene.parse.sentences for t in s.tokens if t.text == "Peru"]
    assert {"CHL", "PER"} <= set(scene.who(*place).states)
