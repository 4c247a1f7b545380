"""Whose official it is where no words say it: by the sound of the name and all that the report tells."""

from __future__ import annotations

import pytest

from chancery.codebook.namesakes import sounds_like
from tests.scenes import scene_of, tenures_of, token_of


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("Katsuhiko Morishita", "JPN", "KOR"),
        ("Nguyen Van Thuan", "VNM", "AUS"),
        ("Tõnis Kaljumäe", "EST", "FRA"),
        ("Gvantsa Beridzeshvili", "GEO", "TUR"),
        ("Moussa Ouattara-Sanogo", "CIV", "GHA"),
        ("Ramón Quiñones", "ARG", "GBR"),
    ],
)
def test_a_name_sounds_like_those_of_its_own_state(name: str, own: str, other: str) -> None:
    assert sounds_like(name, own) > sounds_like(name, other) + 0.3


def test_a_former_state_has_the_names_of_its_heirs() -> None:
    assert sounds_like("Gennady Korolyov", "SUN") > sounds_like("Gennady Korolyov", "USA")


def test_a_name_tells_nothing_of_a_state_without_known_names() -> None:
    assert sounds_like("Aila Torvinen", "Nordic Council") == 0.0


OFFICIALS = [
    ("Greece and Ukraine will share port pilots. Shipping Minister Nikos Panagiotopoulos opened the school on Monday.", "GRC"),
    ("Talks between Norway and Vietnam began in Bergen. Fisheries Minister Torbjørn Haugland opened them.", "NOR"),
    ("Hungary and Japan agreed on visas. Deputy Foreign Minister Kazuya Nakagawa signed for Tokyo.", "JPN"),
]


@pytest.mark.parametrize(("text", "state"), OFFICIALS)
def test_an_official_of_no_told_state_is_of_the_likeliest(text: str, state: str) -> None:
    [tenure] = tenures_of(text)
    assert tenure.state == state


@pytest.mark.parametrize(("day", "state"), [("1988-03-02", "SUN"), ("1996-03-02", "RUS")])
def test_a_capital_is_that_of_the_state_of_its_day(day: str, state: str) -> None:
    scene = scene_of("Moscow urged Finland to sign the fishing accord.", day)
    assert scene.who(*token_of(scene, "Moscow")).states == (state,)
