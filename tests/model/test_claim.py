import pytest

from chancery.model import Event, EventStatus, EventType, Evidence, Report, Tenure, claim, quote

REPORT = Report("r1", "wire", "Minister Ana Lima met Envoy Bo Ek in Lima.")


def test_evidence_is_the_text_at_its_place():
    evidence = quote(REPORT, 0, 17)
    assert evidence.quote == "Minister Ana Lima" == REPORT.text[evidence.start : evidence.end]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 4), (0, 999), (9, 3)])
def test_no_evidence_outside_the_text(start, end):
    with pytest.raises(ValueError, match="no text at"):
        quote(REPORT, start, end)


def test_no_claim_without_evidence_or_with_evidence_of_two_reports():
    tenure = Tenure("Ana Lima", "minister")
    with pytest.raises(ValueError, match="evidence"):
        claim(tenure, ())
    with pytest.raises(ValueError, match="evidence"):
        claim(tenure, (quote(REPORT, 0, 17), Evidence("r2", 0, 3, "Min")))


def test_id_is_of_the_content_alone():
    places = (quote(REPORT, 0, 17), quote(REPORT, 18, 33))
    event = Event(EventType.CONSULT, EventStatus.OCCURRED, states=("PER",))
    one = claim(event, places, rule="a", score=0.4)
    assert one.id == claim(event, places[::-1] + places, rule="b", score=0.9).id
    assert one.id != claim(event, places[:1]).id
    assert one.id != claim(Event(EventType.CONSULT, EventStatus.POSSIBLE, states=("PER",)), places).id
    assert one.kind == "event"
