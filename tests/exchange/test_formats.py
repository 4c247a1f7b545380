"""Each format is read back by somebody else's reader."""

import csv
import io
import json
from dataclasses import replace

import icalendar
import jsonschema
import pyarrow.parquet as pq
import pytest

from chancery.codebook import DATA
from chancery.exchange import FORMATS, Material, jsonl, plover, polecat, tables, write
from chancery.model import EventStatus, EventType, ExchangeError, QueryError
from tests.exchange.material import CUT, MATERIAL, MEETING, with_status

S, T = EventStatus, EventType


def written(name: str, material: Material = MATERIAL, **options: str) -> bytes:
    return b"".join(write(name, material, **options))


@pytest.mark.parametrize("known", FORMATS, ids=lambda f: f.name)
def test_every_format_writes_the_record_and_an_empty_one_the_same_way_twice(known):
    assert written(known.name) == written(known.name)
    written(known.name, Material())


def test_unknown_format():
    with pytest.raises(QueryError, match="no format 'xls'; there are jsonl"):
        write("xls", MATERIAL)


def test_jsonl_round_trip_is_the_identity():
    once = written("jsonl")
    back = jsonl.read(once.splitlines())
    assert (tuple(back.reports), tuple(back.claims), tuple(back.judgements)) == (MATERIAL.reports, MATERIAL.claims, MATERIAL.judgements)
    assert written("jsonl", back) == once


@pytest.mark.parametrize("line", [b"{}", b"[1]", b"no json", b'{"noun": "tree"}', b'{"noun": "claim", "kind": "event"}', b"\xff"])
def test_jsonl_names_the_line_at_fault(line):
    with pytest.raises(ExchangeError, match="line 2"):
        jsonl.read([b"\n", line])


def test_csv_reads_back_and_no_cell_is_a_formula():
    events = list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))
    assert [row["id"] for row in events] == ["e1", "e2"]
    assert events[0]["states"] == "PER; PLW"
    said = replace(MATERIAL, tenures=(replace(next(iter(MATERIAL.tenures)), post_name="=HYPERLINK()"),))
    [tenure] = csv.DictReader(io.StringIO(written("csv", said, table="tenures").decode(), newline=""))
    assert tenure["post"] == "'=HYPERLINK()"


@pytest.mark.parametrize("table", tables.TABLES)
def test_parquet_reads_back_with_typed_columns(table):
    found = pq.read_table(io.BytesIO(written("parquet", table=table)))
    assert found.column_names == [column.name for column in tables.TABLES[table]]
    assert found.to_pylist() == list(tables.rows(MATERIAL, table))
    empty = pq.read_table(io.BytesIO(written("parquet", Material(), table=table)))
    assert empty.schema.equals(found.schema)


def test_calendar_has_the_meetings_with_status_and_sequence():
    calendar = icalendar.Calendar.from_ical(written("ics"))
    [entry] = calendar.walk("VEVENT")
    assert (str(entry["uid"]), str(entry["status"]), int(entry["sequence"])) == ("e1@chancery", "CONFIRMED", 1)
    assert (entry.start.isoformat(), entry.end.isoformat()) == ("2020-05-08", "2020-05-09")
    assert "The Wire" in str(entry["description"])


@pytest.mark.parametrize(("status", "shown"), [(S.POSSIBLE, "TENTATIVE"), (S.CANCELLED, "CANCELLED"), (S.OCCURRED, "CONFIRMED")])
def test_calendar_status(status, shown):
    calendar = icalendar.Calendar.from_ical(written("ics", Material(events=(with_status(status, date="2020-W19"),))))
    [entry] = calendar.walk("VEVENT")
    assert str(entry["status"]) == shown
    assert (entry.end - entry.start).days == 7


def test_popolo_names_are_one_web():
    popolo = json.loads(written("popolo"))
    [membership] = popolo["memberships"]
    assert membership["person_id"] in {person["id"] for person in popolo["persons"]}
    assert membership["post_id"] in {post["id"] for post in popolo["posts"]}
    assert {post["organization_id"] for post in popolo["posts"]} <= {body["id"] for body in popolo["organizations"]}
    assert membership["start_date"] == "2019-04"
    assert "end_date" not in membership


@pytest.mark.parametrize(
    ("event", "type_", "mode", "context"),
    [
        (MEETING, "AGREE", "", ("future",)),
        (with_status(S.OCCURRED), "CONSULT", "", ()),
        (with_status(S.OCCURRED, mode="call"), "CONSULT", "phone", ()),
        (with_status(S.OCCURRED, mode="visit"), "CONSULT", "visit", ()),
        (with_status(S.OCCURRED, states=("PER", "PLW", "FJI")), "CONSULT", "multilateral", ()),
        (with_status(S.CANCELLED), "REJECT", "meet", ()),
        (with_status(S.PROPOSED), "REQUEST", "meet", ()),
        (with_status(S.OCCURRED, type=T.AGREE, mode="sign"), "SUPPORT", "", ()),
        (with_status(S.OCCURRED, type=T.AGREE, mode=""), "AGREE", "", ()),
        (with_status(S.SCHEDULED, type=T.AID, mode=""), "AGREE", "", ("future",)),
        (with_status(S.SCHEDULED, type=T.RETREAT, mode="withdraw"), "CONCEDE", "", ("future",)),
        (CUT, "SANCTION", "discontinue", ()),
        (replace(CUT, status=S.SCHEDULED), "THREATEN", "restrict", ("future",)),
    ],
)
def test_plover_codes_what_the_manual_has(event, type_, mode, context):
    coded = plover.code(event)
    assert coded is not None
    assert (coded.type, coded.mode, coded.context) == (type_, mode, context)


@pytest.mark.parametrize("status", [S.POSSIBLE, S.UNDECIDED, S.UNLIKELY, S.DENIED])
def test_plover_leaves_out_what_it_has_no_category_for(status):
    assert plover.code(with_status(status)) is None


@pytest.mark.parametrize("type_", T)
@pytest.mark.parametrize("status", S)
def test_every_type_and_status_is_decided(type_, status):
    coded = plover.code(with_status(status, type=type_, actor=("PER",), recipient=("PLW",)))
    assert coded is None or (coded.type in plover.types() and coded.quad in (1, 2, 3, 4))


def test_plover_records_keep_status_evidence_and_sources():
    first, second = map(json.loads, written("plover").splitlines())
    assert (first["status"], first["status_history"][0]["status"]) == ("scheduled", "possible")
    assert first["text_info"] == [{"start": 0, "end": 60, "report": "r1"}]
    assert (second["actor"][0]["code"], second["recipient"][0]["code"]) == ("PLW", "PER")
    assert second["quad_code"] == 4
    assert (second["date"], second["enddate"]) == ("2020-04-27", "2020-05-03")


def test_an_undated_event_has_the_day_of_its_first_report_and_says_so():
    undated = plover.record(with_status(S.OCCURRED, date="", first="0001-01-01", last="9999-12-31"))
    assert (undated["date"], undated["date_basis"]) == ("2020-05-07", "first report")
    assert "date_basis" not in plover.record(MEETING)
    assert plover.record(with_status(S.OCCURRED, date="", sources=())) is None


def test_plover_records_keep_their_published_schema():
    schema = json.loads((DATA / "exchange" / "plover.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    events = tuple(
        with_status(status, id=f"{type_}-{status}", type=type_, actor=("PER",), recipient=("PLW",)) for type_ in T for status in S
    )
    lines = written("plover", Material(events=events)).splitlines()
    assert len(lines) > 60
    for line in lines:
        validator.validate(json.loads(line))
    broken = json.loads(lines[0]) | {"quad_code": 7}
    assert not validator.is_valid(broken)


def test_polecat_has_forty_columns_and_none_for_nothing():
    lines = written("polecat").decode().splitlines()
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {40}
    row = dict(zip(cells[0], cells[2], strict=True))
    assert (row["Event Type"], row["Actor Country"], row["Recipient COW"], row["Latitude"]) == ("SANCTION", "PLW", "135", "None")
    assert polecat.row(with_status(S.POSSIBLE)) is None


def test_modes_in_the_older_vocabulary():
    event = with_status(S.OCCURRED, type=T.ASSAULT, mode="targeted", recipient=("PLW",))
    assert plover.code(event).mode == "targeted"
    assert plover.code(event, vocabulary="polecat").mode == "assassinate"
