"""Names of states, organizations and palaces, and how they are found."""

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.codebook import Named, fold, world
from chancery.codebook.lexicon import lexicon

FOUND = [
    ("talks with the U.S. envoy", "state", "USA"),
    ("South Koreans voted", "demonym", "KOR"),
    ("a visit to Cote d'Ivoire", "state", "CIV"),
    ("Türkiye agreed", "state", "TUR"),
    ("the Élysée said", "palace", "FRA"),
    ("the Elysee said", "palace", "FRA"),
    ("Guinea-Bissau voted", "state", "GNB"),
    ("the U.N. Security Council met", "org", "UN"),
    ("SEOUL, May 2", "capital", "KOR"),
    ("in Port Moresby", "capital", "PNG"),
    ("the former Soviet Union", "state", "SUN"),
]


@pytest.mark.parametrize(("text", "kind", "key"), FOUND)
def test_names_are_found(text: str, kind: str, key: str) -> None:
    assert next((n.kind, n.key) for hit in world().names.find(text) for n in hit.named) == (kind, key)


@pytest.mark.parametrize("text", ["he told us so", "a turkey dinner", "polish the table", "who said that", "the chad was cut"])
def test_common_words_are_not_names(text: str) -> None:
    assert world().names.find(text) == ()


def test_the_longest_name_wins() -> None:
    (hit,) = world().names.find("Korean Peninsula")
    assert hit.named[0].kind == "region"
    assert [n.key for n in world().names.find("North Korea")[0].named] == ["PRK"]


def test_codes_are_alpha_3_and_every_state_has_a_name() -> None:
    assert len(world().territories) > 200
    for code, territory in world().territories.items():
        assert re.fullmatch("[A-Z]{3}", code)
        assert territory.names


def test_members_of_groups_are_known_states() -> None:
    assert world().members["G7"] == ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA")
    assert all(state in world().territories for states in world().members.values() for state in states)


@given(st.text(max_size=200))
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    hits = world().names.find(text)
    assert all(0 <= a.start < a.end <= len(text) for a in hits)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))


def test_a_name_of_two_things_keeps_both() -> None:
    both = lexicon([("Petra", Named("medium", "JOR", "Petra")), ("Petra", Named("city", "JOR", "Petra"))])
    assert [n.kind for n in both.get("petra")] == ["medium", "city"]


def test_folding_drops_accents_and_case() -> None:
    assert fold("São Tomé’s") == "sao tome's"


def test_the_codebook_loads_in_a_blink() -> None:
    world.cache_clear()
    start = time.process_time()
    world()
    assert time.process_time() - start < 0.5
