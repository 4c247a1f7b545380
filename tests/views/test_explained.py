"""Explanations as text: deciding words in brackets, a claim in a line."""

from chancery.model import Claim, Event, EventStatus, EventType, Evidence, Explained, Mark, Reading, Report, Span, Tenure, claim
from chancery.views.explained import claim_line, explained_text, marked

TEXT = "Kenya accused Uganda of theft. It rained."


def claim_of(value: Event | Tenure) -> Claim:
    return claim(value, (Evidence("r", 0, 30, TEXT[:30]),), rule="events/ACCUSE: accuse", score=0.914)


ACCUSED = Event(type=EventType.ACCUSE, status=EventStatus.OCCURRED, states=("KEN", "UGA"), actor=("KEN",), recipient=("UGA",))


def test_marks_stand_in_brackets_and_never_overlap():
    marks = (Mark(0, 5, "actor"), Mark(6, 13, "trigger"), Mark(8, 20, "recipient"))
    assert marked(TEXT, Span(0, 30), marks) == "[actor Kenya] [trigger accused] Uganda of theft."


def test_marks_of_another_sentence_are_left_out():
    assert marked(TEXT, Span(31, 41), (Mark(0, 5, "actor"),)) == "It rained."


def test_a_claim_is_told_in_a_line():
    assert claim_line(claim_of(ACCUSED)) == "event: ACCUSE: Kenya to Uganda, occurred"
    assert claim_line(claim_of(Tenure(person="Amina Otieno", post="foreign minister", state="KEN"))).startswith(
        "tenure: Amina Otieno, foreign"
    )


def test_an_explanation_has_score_rule_notes_and_sentence():
    report = Report(id="r", name="spat", text=TEXT, published="2021-03-08", published_how="given")
    item = Explained(claim_of(ACCUSED), (Span(0, 30),), (Mark(6, 13, "trigger"),), ("for it: dated +0.50",))
    lines = explained_text(Reading(report, (), (item.claim,), ()), [item]).splitlines()
    assert lines[0] == "spat, 2021-03-08"
    assert lines[2] == "0.91  event: ACCUSE: Kenya to Uganda, occurred"
    assert lines[3:6] == [
        "      rule: events/ACCUSE: accuse",
        "      for it: dated +0.50",
        "      | Kenya [trigger accused] Uganda of theft.",
    ]
