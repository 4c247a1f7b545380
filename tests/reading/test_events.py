"""Events from whole sentences: type, parties, direction, status, merging; and every entry of the rule data by its examples."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.language import Pipeline, load
from chancery.model import Claim, Event, EventType, Parse, Report
from chancery.reading.cues import is_negated
from chancery.reading.events import candidates, read_events
from chancery.reading.events.lexicon import Trigger, named_by, triggers
from chancery.reading.events.roles import fits
from chancery.reading.events.syntax import lemma
from chancery.reading.mentions import read_scene
from chancery.reading.scene import Scene
from chancery.reading.times import find_times

MONDAY = "2021-03-08"


@cache
def pipeline() -> Pipeline:
    return load()


def read(text: str, parse: Parse | None = None) -> tuple[Claim, ...]:
    report = Report(id="r1", name="test", text=text, published=MONDAY, published_how="given")
    parse = parse or next(iter(pipeline().read([text])))
    return read_events(read_scene(report, parse, find_times(text, MONDAY, parse)))


@cache
def scene(text: str) -> Scene:
    report = Report(id="r1", name="test", text=text, published=MONDAY, published_how="given")
    parse = next(iter(pipeline().read([text])))
    return read_scene(report, parse, find_times(text, MONDAY, parse))


def events(text: str) -> list[Event]:
    return [claim.value for claim in read(text) if isinstance(claim.value, Event)]


def only(text: str, kind: str) -> Event:
    found = [event for event in events(text) if event.type == EventType(kind)]
    assert len(found) == 1, found
    return found[0]


def test_a_meeting_has_both_sides_day_place_and_level() -> None:
    event = only("Peruvian Foreign Minister Rosa Quispe met her Chilean counterpart Pablo Soto in Lima on Sunday.", "CONSULT")
    assert (event.mode, event.status, event.date, event.place) == ("meet", "occurred", "2021-03-07", ("Lima",))
    assert set(event.states) == {"PER", "CHL"}
    assert event.people == ("Rosa Quispe", "Pablo Soto")
    assert event.level == "ministerial"


def test_talks_to_come() -> None:
    event = only("Peru and Chile will hold trade talks in Lima on Friday.", "CONSULT")
    assert (event.status, event.date, event.place, set(event.states)) == ("scheduled", "2021-03-12", ("Lima",), {"PER", "CHL"})


def test_one_meeting_in_three_wordings() -> None:
    text = (
        "Kenyan President Wanjiru Otieno met Ugandan President Grace Okello in Kampala on Sunday. "
        "The two leaders discussed trade. The talks lasted two hours."
    )
    claims = [claim for claim in read(text) if isinstance(claim.value, Event) and claim.value.type is EventType.CONSULT]
    assert len(claims) == 1
    assert len(claims[0].evidence) == 3


def test_two_days_are_two_meetings() -> None:
    text = (
        "Kenyan President Wanjiru Otieno met Ugandan President Grace Okello in Kampala on Sunday. "
        "Otieno will meet the Ugandan president in Nairobi on Friday."
    )
    assert [e.date for e in events(text)] == ["2021-03-07", "2021-03-12"]


def test_latest_status_wins_and_the_rest_is_history() -> None:
    text = "A summit between Kenya and Uganda is possible this month. But nothing has been decided on the summit between Kenya and Uganda."
    event = only(text, "CONSULT")
    assert event.status == "undecided"
    assert [step.status.value for step in event.history] == ["possible", "undecided"]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Japan imposed sanctions on Iran.", "SANCTION", ("JPN",), ("IRN",)),
        ("Two Norwegian diplomats were expelled by Russia.", "SANCTION", ("RUS",), ("NOR",)),
        ("Kenya's removal of Uganda from the list of partners drew anger.", "SANCTION", ("KEN",), ("UGA",)),
        ("Kenya condemned Eritrea for the raid.", "ACCUSE", ("KEN",), ("ERI",)),
        ("Japan lodged a protest with Russia over the flight.", "ACCUSE", ("JPN",), ("RUS",)),
        ("Peru has urged Chile to open the border.", "REQUEST", ("PER",), ("CHL",)),
        ("Japan provided aid to Nepal after the quake.", "AID", ("JPN",), ("NPL",)),
        ("Kenya thanked Uganda for the aid.", "SUPPORT", ("KEN",), ("UGA",)),
        ("The Iraqi invasion of Kuwait shocked the region.", "ASSAULT", ("IRQ",), ("KWT",)),
        ("Kenya rejected Uganda's claim to the island.", "REJECT", ("KEN",), ("UGA",)),
        ("Eritrea, which threatened Ethiopia with war, fell silent.", "THREATEN", ("ERI",), ("ETH",)),
    ],
)
def test_direction(text: str, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
    event = only(text, kind)
    assert (event.actor, event.recipient) == (actor, recipient)


def test_agreed_to_meet_is_an_agreement_and_a_meeting() -> None:
    found = {e.type.value: e.status.value for e in events("Peru and Chile agreed to hold talks in Lima next month.")}
    assert found == {"AGREE": "occurred", "CONSULT": "scheduled"}


def test_what_is_urged_has_not_happened() -> None:
    assert [e.type.value for e in events("Peru urged Chile to release two Peruvian fishermen.")] == ["REQUEST"]


def test_thanks_in_a_meeting_take_its_day_and_place() -> None:
    text = "Kenyan President Wanjiru Otieno met Ugandan President Grace Okello in Kampala on Sunday. Otieno thanked Uganda for its help."
    event = only(text, "SUPPORT")
    assert (event.date, event.place) == ("2021-03-07", ("Kampala",))
    assert event.people == ("Wanjiru Otieno", "Grace Okello")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya signed a pact with Uganda in 2003, but Uganda has since refused to let Kenyan inspectors in.",
        "Kenya praised Uganda on Sunday, while Uganda refused to open its border to Kenya.",
    ],
)
def test_a_clause_that_stands_against_another_does_not_share_its_day(text: str) -> None:
    assert only(text, "REJECT").date == ""


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Wanjiru Otieno met Ugandan President Grace Okello in Uganda on Sunday. The two met in Kampala for an hour.",
        "KAMPALA (Reuters) - Ugandan President Grace Okello met Kenyan President Wanjiru Otieno in Uganda on Sunday.",
    ],
)
def test_a_city_says_more_of_the_place_than_its_state(text: str) -> None:
    assert only(text, "CONSULT").place == ("Kampala",)


def test_what_is_said_to_a_state_outside_a_meeting_is_said_to_nobody_by_name() -> None:
    text = "Kenyan President Wanjiru Otieno thanked Uganda for its help. Ugandan President Grace Okello was in London."
    assert only(text, "SUPPORT").people == ("Wanjiru Otieno",)


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president visited a school in Nairobi.",
        "The two companies signed a contract.",
        "The teacher praised the pupils.",
        "Kenya hopes for peace.",
    ],
)
def test_domestic_acts_and_hopes_are_no_events(text: str) -> None:
    assert events(text) == []


def matches(entry: Trigger, kind: EventType, text: str) -> bool:
    """Whether the entry's own words and conditions see the event with its parties, however likely it is then thought to be."""
    seen = (event.sightings[0] for event in candidates(scene(text)) if event.kind is kind)
    return any(first.trigger == entry and not first.weak and not first.inferred for first in seen)


def is_seen(entry: Trigger, kind: EventType, text: str) -> bool:
    """Whether such an event is seen at one of the entry's words, by this entry or by another of its type that asks for more."""
    found = (event.sightings[0] for event in candidates(scene(text)) if event.kind is kind)
    return any(first.trigger == entry or (first.token, entry.name) in fitting(entry, text) for first in found if not first.weak)


def fitting(entry: Trigger, text: str) -> set[tuple[int, str]]:
    """The tokens of a text at which an entry's conditions hold."""
    seen = scene(text)
    return {
        (token.index, entry.name)
        for sentence in seen.parse.sentences
        for token in sentence.tokens
        if any(found == entry for _, found in named_by(token.upos, lemma(token)))
        and fits(seen, sentence, token.index, entry, is_negated(sentence, token.index))
    }


def test_the_rule_data_s_examples_are_claimed_and_their_counterexamples_are_not() -> None:
    """The learned weights agree with the rules in nearly all plain sentences."""
    claimed = [bool(claimed_by(entry, kind, text)) for kind, entry in triggers() for text in entry.examples]
    misled = [bool(claimed_by(entry, kind, text)) for kind, entry in triggers() for text in entry.counterexamples]
    assert sum(claimed) / len(claimed) > 0.93
    assert sum(misled) / len(misled) < 0.03


def claimed_by(entry: Trigger, kind: EventType, text: str) -> bool:
    start = f"events/{kind.value}: {entry.name}"
    return any(claim.rule == start or claim.rule.startswith(f"{start} + ") for claim in read(text))


@pytest.mark.parametrize(
    ("kind", "entry", "text"), [(k, e, t) for k, e in triggers() for t in e.examples], ids=lambda v: getattr(v, "name", v)
)
def test_examples_name_the_event(kind: EventType, entry: Trigger, text: str) -> None:
    assert is_seen(entry, kind, text)


@pytest.mark.parametrize(
    ("kind", "entry", "text"), [(k, e, t) for k, e in triggers() for t in e.counterexamples], ids=lambda v: getattr(v, "name", v)
)
def test_counterexamples_do_not(kind: EventType, entry: Trigger, text: str) -> None:
    assert not matches(entry, kind, text)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([text for _, entry in triggers() for text in entry.examples]), min_size=1, max_size=4))
def test_evidence_is_of_the_text_and_reading_twice_is_the_same(sentences: list[str]) -> None:
    text = " ".join(sentences)
    parse = next(iter(pipeline().read([text])))
    first, second = read(text, parse), read(text, parse)
    assert first == second
    for claim in first:
        assert all(text[e.start : e.end] == e.quote for e in claim.evidence)


def test_an_act_by_nobody_named_is_the_other_states() -> None:
    text = (
        "Kenya and Uganda quarrel over the Migingo border. Kenya accused Uganda of a raid. "
        "Uganda's ambassador was summoned on Sunday. Kenya wants Uganda to leave."
    )
    summoned = [event for event in events(text) if event.mode == "disapprove"]
    assert [(event.actor, event.recipient) for event in summoned] == [(("KEN",), ("UGA",))]


def test_a_crowd_protests_where_it_is() -> None:
    event = only("Thousands of students marched to the Kenyan embassy in Kampala on Sunday.", "PROTEST")
    assert (event.actor, event.recipient) == (("UGA",), ("KEN",))


def test_who_comes_comes_to_the_datelines_state() -> None:
    event = only("KAMPALA, March 8 - Kenyan Foreign Minister Wanjiru Otieno arrives on Friday.", "CONSULT")
    assert (event.mode, set(event.states), event.date) == ("visit", {"KEN", "UGA"}, "2021-03-12")


def test_declining_to_comment_refuses_nobody() -> None:
    assert not [e for e in events("Kenya declined to comment on the Ugandan offer.") if e.type is EventType.REJECT]


def kinds(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(e.type.value, e.actor, e.recipient, e.status.value) for e in events(text)]


def test_what_is_said_of_ones_own_doings_is_a_refusal_a_threat_or_a_promise() -> None:
    assert kinds("The Kenyan president said Kenya would never hand Uganda the lighthouse.")[0][:3] == ("REJECT", ("KEN",), ("UGA",))
    assert kinds("Kenya said it would expel the Ugandan envoy unless Uganda apologized.")[0][:3] == ("THREATEN", ("KEN",), ("UGA",))
    assert kinds("The Kenyan minister said Kenya would train Ugandan nurses.")[0][:3] == ("AGREE", ("KEN",), ("UGA",))


def test_what_is_said_of_anothers_doings_is_a_charge_or_a_demand() -> None:
    assert kinds("Kenya said Ugandan planes had violated its border.")[0][:3] == ("ACCUSE", ("KEN",), ("UGA",))
    assert kinds("The Kenyan president said that Uganda must open the border.")[0][:3] == ("REQUEST", ("KEN",), ("UGA",))


def test_a_denied_promise_is_a_promise_denied() -> None:
    assert kinds("Kenya denied that it had promised Uganda a loan.") == [("AGREE", ("KEN",), ("UGA",), "denied")]


def test_ones_own_reporters_are_not_asked_by_another_state() -> None:
    text = "Kenya accused Uganda of a raid. Kenyan President Wanjiru Otieno told reporters to be patient."
    assert [e.type.value for e in events(text)] == ["ACCUSE"]


def test_the_subject_may_have_been_taken_for_part_of_the_dateline() -> None:
    text = "PORT LOUIS, 7 March 2021 - Papua New Guinea and Australia have agreed to share a harbour, a minister said on Sunday."
    assert set(only(text, "AGREE").states) == {"PNG", "AUS"}


def test_thanks_of_today_are_not_the_embassy_of_years_ago() -> None:
    text = "Kenya opened its embassy in Kampala in 2004. Kenya praised Uganda on Sunday for its help."
    assert [e.date for e in events(text) if e.type.value == "SUPPORT"] == ["2004", "2021-03-07"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The United States left the 2015 nuclear deal in May 2018.", "2018-05"),
        ("Peru and Chile signed the 2012 trade accord in June 2013.", "2013-06"),
        ("Peru and Chile scrapped the 1995 border accord on Friday.", "2021-03-05"),
        ("The visit of Foreign Minister Omar Diop to Togo has been brought forward from March 20 to tomorrow.", "2021-03-09"),
        ("The visit of Foreign Minister Omar Diop to Togo was put off from Friday to March 30.", "2021-03-30"),
    ],
)
def test_the_day_of_a_deed_is_not_that_of_what_it_is_done_to_nor_the_one_it_was_moved_from(text: str, date: str) -> None:
    assert date in {event.date for event in events(text)}
    assert {event.date for event in events(text)} <= {date, ""}
