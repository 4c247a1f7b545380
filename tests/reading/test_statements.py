"""Golden reports in our own words: who said what, through whom, when."""

from functools import cache
from typing import Any

import pytest

from chancery.language import Pipeline, load
from chancery.model import Claim, Event, EventStatus, EventType, Report, Statement, claim, content_id, quote
from chancery.reading.mentions import read_scene
from chancery.reading.statements import read_statements
from chancery.reading.times import find_times


@cache
def pipeline() -> Pipeline:
    return load()


def claims_of(text: str, published: str = "2019-09-19", outlet: str = "Daily") -> tuple[Claim, ...]:
    report = Report(content_id(outlet, text), "one", text, outlet=outlet, published=published, published_how="given")
    [parse] = pipeline().read([text])
    return read_statements(read_scene(report, parse, find_times(text, published, parse)))


def statements(text: str, **more: str) -> list[Statement]:
    return [c.value for c in claims_of(text, **more) if isinstance(c.value, Statement)]


def brief(text: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(s, field) for field in ("speaker", *fields)) for s in statements(text)]


def test_a_speaker_is_named_by_the_fullest_form() -> None:
    text = "Kenyan Foreign Minister Amina Otieno met her hosts in Oslo. Otieno said the talks had gone well."
    assert brief(text, "states") == [("Amina Otieno", ("KEN",))]


@pytest.mark.parametrize(
    "text",
    [
        'Tehran "meets none of the terms of the court," Petrov was quoted as saying by Tass News.',
        'The plan "breaks every rule," Petrov was quoted as saying by Reuters.',
    ],
)
def test_who_is_quoted_stands_next_to_the_verb_and_not_in_the_quotation(text: str) -> None:
    assert [speaker for (speaker,) in brief(text)] == ["Petrov"]


def test_each_reporting_verb_is_an_entry() -> None:
    text = "Norwegian Prime Minister Kari Lund said the treaty was ready, adding that the king would sign it."
    assert brief(text) == [("Kari Lund",), ("Kari Lund",)]
    first, second = claims_of(text)
    assert "adding" not in first.evidence[0].quote
    assert second.evidence[0].quote.startswith("adding that the king")


def test_a_body_speaks_for_its_state_on_the_day_that_the_verb_has() -> None:
    text = "Talks with Chile will begin on Friday, the Peruvian Foreign Ministry announced Wednesday."
    [said] = statements(text)
    assert (said.speaker, said.states, said.date) == ("Peruvian Foreign Ministry", ("PER",), "2019-09-18")


def test_a_day_within_what_is_said_is_not_the_day_of_saying() -> None:
    [said] = statements("The Peruvian Foreign Ministry said that the talks had begun on Monday.")
    assert said.date == ""


def test_an_unnamed_source_is_described_and_the_paper_stands_between() -> None:
    text = "Asahi Shimbun quoted a senior Japanese official as saying the summit would be put off."
    [said] = statements(text)
    assert (said.speaker, said.speaker_kind, said.states, said.via) == (
        "a senior Japanese official",
        "anonymous",
        ("JPN",),
        ("Asahi Shimbun",),
    )


def test_the_reports_own_outlet_is_not_listed() -> None:
    text = "Peruvian Foreign Minister Rosa Vidal told Kyodo News that she would visit Tokyo."
    assert statements(text)[0].via == ("Kyodo News",)
    assert statements(text, outlet="Kyodo News")[0].via == ()


def test_a_spokesman_and_the_leader_he_speaks_for_are_an_entry_each() -> None:
    text = "Ghanaian President Kofi Mensah praised the work of the African Union, presidential spokesman Yaw Darko said."
    assert sorted(brief(text, "via")) == [("Kofi Mensah", ("Yaw Darko",)), ("Yaw Darko", ())]


def test_a_quotation_goes_on_after_the_verb_without_a_new_entry() -> None:
    text = "“We shall wait,” Chilean President Ana Rojas said.\n\n“The door is open.”"
    [claim] = claims_of(text)
    assert isinstance(claim.value, Statement)
    assert claim.value.quoted
    assert [e.quote for e in claim.evidence] == ["“We shall wait,” Chilean President Ana Rojas said.", "“The door is open.”"]


def test_a_quotation_of_two_sentences_is_one_stretch() -> None:
    text = "Chilean President Ana Rojas met the press.\n\n“The door is open. We shall wait,” she said."
    [claim] = claims_of(text)
    assert claim.evidence[0].quote == "“The door is open. We shall wait,” she said."


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile will announce the date next week.",
        "The treaty is said to be long.",
        "The king welcomed his guests at the gate.",
        "The Peruvian president did not say when he would travel.",
        "Peru and Chile agreed to meet in May.",
        "The two ministers discussed trade and fishing.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_joint_speech_names_both_and_both_states() -> None:
    text = "President Ana Rojas of Chile and President Luis Vidal of Peru met in Lima on Monday."
    text += " The two presidents reaffirmed their friendship."
    [said] = statements(text)
    assert (said.speaker, said.states) == ("Ana Rojas and Luis Vidal", ("CHL", "PER"))


def test_a_statement_speaks_for_whoever_issued_it() -> None:
    text = "A statement from the Swedish Foreign Ministry said the embassy would reopen.\n\n“Our staff will return,” the statement said."
    assert brief(text, "states") == [("Swedish Foreign Ministry", ("SWE",)), ("Swedish Foreign Ministry", ("SWE",))]


def test_words_within_words_come_through_the_outer_speaker() -> None:
    text = "Danish Foreign Minister Mette Dahl said that Oslo had told Stockholm that the bridge was safe."
    assert ("Oslo", ("Mette Dahl",)) in [(s.speaker, s.via) for s in statements(text)]


def test_a_name_set_apart_by_commas_is_the_speaker() -> None:
    text = "The bridge will close for a month, Latvia’s transport minister, Ilze Kalnina, said on Monday."
    [said] = statements(text)
    assert (said.speaker, said.date) == ("Ilze Kalnina", "2019-09-16")


def test_an_outlet_that_only_passes_on_words_is_no_entry() -> None:
    text = "Mongolian President Bat Erdene said the mine would open, according to Kyodo News."
    assert brief(text, "via") == [("Bat Erdene", ("Kyodo News",))]


def test_two_verbs_told_side_by_side_do_not_hold_each_other() -> None:
    text = "Chilean President Ana Rojas warned of a wider war, while Peruvian President Luis Vidal stressed the need for talks."
    assert brief(text, "via") == [("Ana Rojas", ()), ("Luis Vidal", ())]


def test_a_transcript_has_an_entry_for_each_turn_of_a_known_speaker() -> None:
    text = (
        "Chilean President Ana Rojas and Peruvian President Luis Vidal met the press.\n\n"
        "QUESTION: Will you sign?\n\nPRESIDENT ROJAS: Not today.\n\nPRESIDENT VIDAL: We shall see.\n"
    )
    assert brief(text, "setting") == [("Ana Rojas", "transcript"), ("Luis Vidal", "transcript")]


def test_every_piece_of_evidence_is_the_text_at_its_place() -> None:
    text = "“We shall wait,” Chilean President Ana Rojas said, adding that the door was open.\n\n“Nobody is in a hurry.”"
    claims = claims_of(text)
    assert claims
    assert all(text[e.start : e.end] == e.quote for c in claims for e in c.evidence)
    assert [c.id for c in claims] == [c.id for c in claims_of(text)]


def test_statements_name_the_events_that_they_speak_of() -> None:
    text = "The Peruvian Foreign Ministry said that President Luis Vidal had met President Ana Rojas of Chile in Lima."
    report = Report(content_id("Daily", text), "one", text, outlet="Daily", published="2019-09-19", published_how="given")
    place = text.index("President Luis")
    told = claim(Event(EventType.CONSULT, EventStatus.OCCURRED), (quote(report, place, len(text) - 1),))
    aside = claim(Event(EventType.AGREE, EventStatus.OCCURRED), (quote(report, 0, 10),))
    [parse] = pipeline().read([text])
    [said] = read_statements(read_scene(report, parse, ()), (told, aside))
    assert isinstance(said.value, Statement)
    assert said.value.about == (told.id,)
