"""What learned weights make of an event: parties from the discourse, probabilities, explanations, and the shares of other claims."""

import pytest

from chancery.model import Event
from chancery.reading.events import candidates, read_events
from chancery.reading.events.accept import Acceptor, acceptor
from chancery.reading.events.explain import marks_of
from chancery.reading.events.features import features
from chancery.reading.explain import explain_report
from chancery.reading.statements import read_statements
from chancery.reading.tenures import read_tenures
from chancery.reading.trust import share_of, ways
from tests.scenes import parse_text, scene_of

SPAT = (
    "Kenya accused Uganda of a raid on the Migingo islands on Monday. Ugandan Foreign Minister Grace Okello rejected the charge. "
    "Kenya's ambassador was called home on Tuesday."
)


def events(text):
    return [claim.value for claim in read_events(scene_of(text)) if isinstance(claim.value, Event)]


def test_the_other_side_is_the_party_to_the_event_told_before():
    rejected = [event for event in events(SPAT) if event.type == "REJECT"]
    assert [(event.actor, event.recipient) for event in rejected] == [(("UGA",), ("KEN",))]


def test_what_nobody_is_named_for_is_between_the_states_of_the_sentence():
    text = "Peru and Chile have long quarrelled. A meeting over the border that Peru and Chile share is due in Lima on Friday."
    met = [event for event in candidates(scene_of(text)) if event.kind == "CONSULT"]
    assert {state for event in met for state in event.who.states} == {"PER", "CHL"}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met farmers on Monday and promised a new road. He rejected a demand for a tax cut.",
        "Leaders of the three coalition parties held talks on Tuesday and agreed on a budget. The opposition condemned it.",
        "The company signed a contract with its workers. The union thanked the minister for his help.",
    ],
)
def test_dealings_at_home_are_not_claimed(text):
    assert events(text) == []


def test_an_event_that_is_told_plainly_is_likelier_than_one_that_is_hinted_at():
    scene = scene_of(SPAT)
    found = candidates(scene)
    scores = {event.kind.value: acceptor().score(names) for event, names in zip(found, features(scene, found), strict=True)}
    assert scores["ACCUSE"] > 0.9
    assert all(0 < score < 1 for score in scores.values())


def test_an_acceptor_adds_up_what_it_knows():
    learned = Acceptor(bias=0.0, cut=0.5, weights={"dated": 2.0, "quoted=True": -2.0})
    assert learned.score(["dated", "never seen"]) > 0.85
    assert learned.score(["dated", "quoted=True"]) == 0.5


def test_what_is_not_accepted_is_not_claimed():
    claimed = read_events(scene_of(SPAT))
    assert claimed
    assert all(claim.score >= acceptor().cut for claim in claimed)


def test_the_most_particular_share_counts():
    table = {"all": 0.9, "all / person": 0.95, "all / person / told": 0.8}
    assert share_of(table, ways("person", "told", "saying")) == 0.8
    assert share_of(table, ways("body", "told")) == 0.9


def test_an_official_s_words_are_surer_than_a_state_s():
    scene = scene_of("Kenyan President Wanjiru Otieno said on Monday that the talks went well. Uganda said it was ready.")
    by_kind = {claim.value.speaker_kind: claim.score for claim in read_statements(scene)}
    assert by_kind["person"] > by_kind["state"]
    assert all(claim.score > 0.8 for claim in read_tenures(scene))


def test_an_explanation_marks_the_trigger_and_both_sides():
    text = "Kenya accused Uganda of theft."
    scene = scene_of(text)
    [told] = candidates(scene)
    assert [(mark.role, text[mark.start : mark.end]) for mark in marks_of(scene, told)] == [
        ("actor", "Kenya"),
        ("trigger", "accused"),
        ("recipient", "Uganda"),
    ]


def test_every_claim_is_explained_in_its_order():
    report = scene_of(SPAT).report
    reading, explained = explain_report(report, parse_text(SPAT))
    assert tuple(item.claim for item in explained) == reading.claims
    for item in explained:
        assert item.marks
        assert all(any(s.start <= mark.start < s.end for s in item.sentences) for mark in item.marks)
