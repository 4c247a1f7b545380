from __future__ import annotations

import json
from pathlib import Path

import pytest

from chancery.exchange.registers import read_register, split_title
from chancery.model import Event, ExchangeError, Reading, Tenure
from chancery.resolve import refresh
from chancery.store import open_store
from chancery.views import chronology, roster

POST = {
    "post": "Ambassador Extraordinary and Plenipotentiary",
    "kind": "chief of mission",
    "territory": "japan",
    "body": "United States mission",
}
POSTS = [
    {"id": "a", "person": "Ann B. Lee", "surname": "Lee", **POST, "started": "2009-08-19", "ended": "2013-08-12"},
    {"id": "b", "person": "Carol Dunn", "surname": "Dunn", **POST, "started": "2013-11-19", "ended": "2017-01-18"},
    {"id": "c", "person": "Never Went", "surname": "Went", **POST, "appointed": "2008-01-01"},
]
VISITS = [
    {"id": "1", "start": "2019-04-26", "end": "2019-04-27", "visitor": "Prime Minister Jiro Mori", "from": "Japan"},
    {"id": "2", "start": "2019-05-01", "end": "2019-05-01", "visitor": "Baron Zed", "from": "Ruritania"},
]


def lines(place: Path, rows: list[dict[str, str]]) -> Path:
    place.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return place


def readings(path: Path) -> list[Reading]:
    return list(read_register(path, published="2024-01-01"))


def test_the_row_is_the_evidence(tmp_path: Path) -> None:
    (reading,) = readings(lines(tmp_path / "posts.jsonl", POSTS))
    assert reading.report.title.endswith(": Japan")
    first = reading.claims[0]
    assert isinstance(first.value, Tenure)
    assert (first.value.person, first.value.post, first.value.state) == (
        "Ann B. Lee",
        "ambassador extraordinary and plenipotentiary to Japan",
        "USA",
    )
    assert (first.value.start, first.value.end) == ("2009-08-19", "2013-08-12")
    assert first.evidence[0].quote.startswith("id: a; person: Ann B. Lee")


def test_the_roster_answers_as_the_register_does(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db") as store:
        for reading in readings(lines(tmp_path / "posts.jsonl", POSTS)):
            store.writer().add(reading.report, reading.claims, reading.issues, reader="register", recorded="2026-01-01T00:00:00Z")
        refresh(store)
        with store.view() as view:
            held = {
                day: [line.person for line in roster(view, state="USA", on=day).lines] for day in ("2013-08-01", "2013-10-01", "2013-11-20")
            }
    assert held == {"2013-08-01": ["Ann B. Lee"], "2013-10-01": [], "2013-11-20": ["Carol Dunn"]}


def test_a_visit_tells_the_office_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db") as store:
        for reading in readings(lines(tmp_path / "visits.jsonl", VISITS)):
            assert [issue.kind for issue in reading.issues] == ["refused"]
            store.writer().add(reading.report, reading.claims, reading.issues, reader="register", recorded="2026-01-01T00:00:00Z")
        refresh(store)
        with store.view() as view:
            (event,) = chronology(view, between=("JPN", "USA"), first="2019", last="2019").events
            (line,) = roster(view, state="JPN", on="2019-04-26").lines
    assert (event.mode, event.date, [person.name for person in event.people]) == ("visit", "2019-04-26/2019-04-27", ["Jiro Mori"])
    assert (line.person, line.post, line.standing) == ("Jiro Mori", "prime minister", "known")


def test_csv_and_popolo(tmp_path: Path) -> None:
    table = tmp_path / "holders.csv"
    table.write_text("state,position,person,start,end\nLatvia,President of Latvia,Egils L,2019-07-08,2023-07-08\n", encoding="utf-8")
    document = {
        "persons": [{"id": "p", "name": "Egils L"}],
        "organizations": [{"id": "o", "name": "Chancery of the President", "area": {"name": "Latvia"}}],
        "posts": [{"id": "q", "label": "President", "organization_id": "o"}],
        "memberships": [{"person_id": "p", "post_id": "q", "start_date": "2019-07-08", "end_date": "2023-07-08"}],
    }
    popolo = tmp_path / "popolo.json"
    popolo.write_text(json.dumps(document), encoding="utf-8")
    for path in (table, popolo):
        (value,) = [claim.value for reading in readings(path) for claim in reading.claims]
        assert isinstance(value, Tenure)
        assert (value.person, value.state, value.start, value.end) == ("Egils L", "LVA", "2019-07-08", "2023-07-08")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", '{"id": 1}\n{"id"', ":2: not JSON"),
        ("b.jsonl", '{"colour": "red"}\n{"colour": "blue"}', "of no known register"),
        ("c.json", '{"persons": []}', "no memberships"),
        ("d.csv", "", "no rows"),
        ("e.jsonl", "[1]\n[2]", "expected an object"),
    ],
)
def test_files_of_no_known_form(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError, match=reason):
        readings(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Prime Minister Robert Mugabe", "Prime Minister", "Robert Mugabe"),
        ("King Hassan II", "King", "Hassan II"),
        ("Minister of Foreign Affairs Aso", "Minister of Foreign Affairs", "Aso"),
        ("Aung San Suu Kyi", "", "Aung San Suu Kyi"),
    ],
)
def test_titles_are_cut_from_names(text: str, title: str, name: str) -> None:
    assert split_title(text) == (title, name)


def test_events_have_no_made_up_dates(tmp_path: Path) -> None:
    rows = [{**VISITS[0], "start": "1990-13-45"}]
    (reading,) = readings(lines(tmp_path / "visits.jsonl", rows))
    assert not any(isinstance(claim.value, Event) for claim in reading.claims)
    assert reading.issues
