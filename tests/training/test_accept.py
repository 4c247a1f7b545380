"""How events are learned: what counts as right, what a logistic regression makes of it, where the cut lies."""

import numpy as np

from chancery.model import Event, EventStatus, EventType
from training.accept import Seen, best_cut, quality
from training.logistic import columns, fit, logistic, matrix
from training.matching import Facts, facts_of, pairs_of
from training.trust import Read, cross_validated, table_of

GOLD = {
    "type": "ACCUSE",
    "alternatives": ["REJECT"],
    "states": ["KEN", "UGA"],
    "actor": ["KEN"],
    "recipient": ["UGA"],
    "date": "2021-03-07",
    "status": "occurred",
    "evidence": ["Kenya accused Uganda of a raid"],
}
SENTENCE = "Kenya accused Uganda of a raid on Sunday."


def event(kind: EventType = EventType.ACCUSE, **values: object) -> Event:
    return Event(type=kind, status=EventStatus.OCCURRED, **values)  # type: ignore[arg-type]


def test_an_event_is_right_by_type_and_sentence():
    assert pairs_of([GOLD], [event()], [[SENTENCE]]) == [(0, 0)]
    assert pairs_of([GOLD], [event(EventType.REJECT)], [[SENTENCE]]) == [(0, 0)]
    assert pairs_of([GOLD], [event(EventType.AID)], [[SENTENCE]]) == []
    assert pairs_of([GOLD], [event()], [["Uganda denied it."]]) == []


def test_of_two_the_one_with_more_in_common_is_right():
    two = [event(states=("KEN",)), event(states=("KEN", "UGA"), date="2021-03-07")]
    assert pairs_of([GOLD], two, [[SENTENCE], [SENTENCE]]) == [(0, 1)]


def test_each_field_is_a_fact():
    read = event(states=("KEN", "UGA"), actor=("KEN",), recipient=("TZA",), date="2021-03-07")
    assert facts_of(GOLD, read) == Facts(right=6, said=7, gold=7)
    assert facts_of(None, event(states=("KEN",))) == Facts(right=0, said=3, gold=0)


def test_weights_tell_right_from_wrong_and_are_the_same_each_time():
    rows = [("good", "common"), ("bad", "common")] * 200
    right = np.array([1.0, 0.0] * 200, dtype=np.float32)
    column = columns(rows)
    weights, bias = fit(matrix(rows, column), right)
    again, _ = fit(matrix(rows, column), right)
    scores = logistic(matrix([("good",), ("bad",), ("unknown",)], column) @ weights + bias)
    assert scores[0] > 0.7 > scores[2] > 0.3 > scores[1]
    assert np.array_equal(weights, again)


def test_the_cut_keeps_what_wins_more_facts_than_it_costs():
    likely = [Seen(0, (), True, Facts(8, 8, 8)) for _ in range(5)]
    unlikely = [Seen(0, (), False, Facts(0, 6, 0)) for _ in range(5)]
    cut, f1 = best_cut([*likely, *unlikely], np.array([0.8] * 5 + [0.2] * 5, dtype=np.float32), 40)
    assert 0.7 < cut < 0.9
    assert f1 == 1.0


def test_quality_is_none_lost_for_certain_and_right():
    assert quality(np.array([1.0, 0.0], dtype=np.float32), np.array([1.0, 0.0], dtype=np.float32))["Brier"] == 0.0


def test_a_way_of_reading_seldom_seen_is_drawn_to_the_wider_one():
    read = [Read(("person",), True, i % 5) for i in range(40)] + [Read(("state",), False, i % 5) for i in range(10)]
    table = table_of(read)
    assert table["all"] == 0.8
    assert table["all / person"] > 0.9
    assert 0.2 < table["all / state"] < 0.5
    assert len(cross_validated(read)) == 50
