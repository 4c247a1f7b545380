"""Acts that a word repeats with another actor."""

import pytest

from chancery.model import Event, EventType
from chancery.reading.events import read_events
from chancery.reading.events.echoes import echoes, with_echoes
from chancery.reading.events.sightings import find_sightings
from tests.scenes import scene_of


def sanctions(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    found = (claim.value for claim in read_events(scene_of(text)))
    return [(e.actor, e.recipient, e.date) for e in found if isinstance(e, Event) and e.type is EventType.SANCTION]


def echoed(text: str) -> int:
    scene = scene_of(text)
    return len(with_echoes(scene, find_sightings(scene))) - len(tuple(find_sightings(scene)))


@pytest.mark.parametrize("text", [text for entry in echoes() for text in entry.examples])
def test_examples_repeat_the_act(text: str) -> None:
    assert echoed(text) == 1


@pytest.mark.parametrize("text", [text for entry in echoes() for text in entry.counterexamples])
def test_counterexamples_do_not(text: str) -> None:
    assert echoed(text) == 0


def test_an_echo_has_its_own_actor_and_day() -> None:
    found = sanctions("Kenya recalled its ambassador from Somalia on Sunday. Uganda did the same on Monday.")
    assert found == [(("KEN",), ("SOM",), "2024-05-12"), (("UGA",), ("SOM",), "2024-05-13")]


def test_whoever_answers_does_it_to_the_one_who_began() -> None:
    found = sanctions("Kenya expelled two Somali diplomats. Somalia responded in kind on Monday.")
    assert [(actor, recipient) for actor, recipient, _ in found] == [(("KEN",), ("SOM",)), (("SOM",), ("KEN",))]


def test_what_somebody_is_asked_to_do_too_is_not_done() -> None:
    assert echoed("Kenya recalled its ambassador from Somalia and urged Uganda to do the same.") == 0
