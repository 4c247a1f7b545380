import json

import pytest

from chancery.exchange.plain import calendar_value, iso_period, to_plain
from chancery.model import (
    Event,
    EventStatus,
    EventType,
    Issue,
    Reading,
    Report,
    Statement,
    Step,
    Tenure,
    Timex,
    claim,
    quote,
)

TEXT = "Minister Ana Lima said on Friday she will meet Envoy Bo Ek in Lima."
REPORT = Report("r1", "wire", TEXT, outlet="The Wire", published="2020-05-08", published_how="given")


def timex(value, kind="DATE"):
    return Timex(26, 32, "Friday", kind, value, "weekday")


def reading():
    meeting = Event(
        EventType.CONSULT,
        EventStatus.SCHEDULED,
        mode="meet",
        states=("PER",),
        place=("Lima",),
        history=(Step(EventStatus.SCHEDULED, 37, 46),),
    )
    event = claim(meeting, (quote(REPORT, 33, len(TEXT)),), rule="meet")
    tenure = claim(Tenure("Ana Lima", "minister", state="PER"), (quote(REPORT, 0, 17),))
    said = claim(Statement("Ana Lima", states=("PER",), date="2020-05-08", about=(event.id,)), (quote(REPORT, 0, 32),))
    return Reading(REPORT, (timex("2020-05-08"), timex("P3D", "DURATION")), (tenure, said, event), (Issue("open-person", "r1", "who?"),))


def test_every_kind_has_its_fields_and_evidence_at_its_place():
    plain = json.loads(json.dumps(to_plain(reading())))
    assert [t["value"] for t in plain["times"]] == ["2020-05-08"]
    assert plain["report"]["published_how"] == "given"
    [event], [tenure], [said] = plain["events"], plain["tenures"], plain["statements"]
    assert (event["place"], event["status"], event["history"][0]["status"]) == ("Lima", "scheduled", "scheduled")
    assert (tenure["person"], tenure["status"]) == ("Ana Lima", "current")
    assert said["about"] == [event["id"]]
    for item in (event, tenure, said):
        for place in item["evidence"]:
            assert plain["report"]["text"][place["start"] : place["end"]] == place["text"]


def test_fields_without_a_value_are_left_out():
    [tenure] = to_plain(reading())["tenures"]
    assert "start" not in tenure
    assert "acting" not in tenure


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        ("2019-09-20", "DATE", "2019-09-20"),
        ("2019-W39", "DATE", "2019-W39"),
        ("2019-Q3", "DATE", "2019-07/2019-09"),
        ("2019-H2", "DATE", "2019-07/2019-12"),
        ("199X", "DATE", "1990/1999"),
        ("PRESENT_REF", "DATE", ""),
        (None, "DATE", ""),
        ("P3D", "DURATION", ""),
        ("2019-09-20T10:00", "TIME", ""),
        ("2019-09-20", "TIME", "2019-09-20"),
    ],
)
def test_times_are_calendar_periods(value, kind, written):
    assert calendar_value(timex(value, kind)) == written


@pytest.mark.parametrize(
    ("value", "written"), [("", ""), ("2016-Q1", "2016-01/2016-03"), ("2016-06-01/2016-08-31", "2016-06-01/2016-08-31")]
)
def test_dates_of_claims_are_written_as_times_are(value, written):
    assert iso_period(value) == written
