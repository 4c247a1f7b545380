from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from chancery.model import parse_period
from chancery.resolve import body_of, names_between, post_key
from chancery.resolve.bodies import histories
from chancery.views import post, roster, to_text
from tests.factory import holds, report_with
from tests.resolve.record import record


@pytest.mark.parametrize("body", histories(), ids=lambda body: body.name)
def test_each_name_has_its_days_in_turn_and_what_tells_it(body: object) -> None:
    called = body.called  # type: ignore[attr-defined]
    assert len(called) > 1
    firsts = [parse_period(one.first).first for one in called]
    assert firsts == sorted(firsts)
    assert all(one.source for one in called)
    for one, following in pairwise(called):
        assert parse_period(one.last).first <= parse_period(following.first).last


def test_a_post_of_a_renamed_body_is_one_post() -> None:
    now = post_key("spokesperson", "Department of Foreign Affairs and Trade", "AUS")
    assert post_key("spokesman", "Department of External Affairs", "AUS") == now
    assert post_key("spokeswoman", "Australian Foreign Ministry", "AUS") == now
    assert post_key("spokesperson", "Treasury", "AUS") != now
    assert post_key("director-general of the Defense Agency", "", "JPN") == post_key("defense minister", "", "JPN")
    assert post_key("director-general of the Defense Agency", "", "NOR") != post_key("defense minister", "", "NOR")


def test_an_organization_is_one_under_its_earlier_key() -> None:
    assert post_key("Commission president", "European Commission", "EEC") == post_key("Commission president", "European Commission", "EU")


def test_the_names_of_a_body_by_the_day() -> None:
    body = body_of("foreign minister", "", "AUS")
    assert body is not None
    assert [one.name for one in names_between(body, "1970-11-05", "1970-11-05")] == ["Department of External Affairs"]
    assert [one.name for one in names_between(body, "1987-07-01", "1987-08-01")] == [
        "Department of Foreign Affairs",
        "Department of Foreign Affairs and Trade",
    ]
    assert body_of("foreign minister", "", "FJI") is None


def test_holders_under_both_names_stand_in_one_succession_with_the_gap_between_them(tmp_path: Path) -> None:
    first = report_with(holds("Tom Alder", "spokesperson", "AUS", organization="Department of External Affairs"), published="1969-05-01")
    second = report_with(
        holds("Mary Birch", "spokesperson", "AUS", organization="Department of Foreign Affairs"), published="1972-05-01", name="two"
    )
    with record(tmp_path / "r.db", first, second) as store, store.view() as view:
        line = roster(view, state="AUS", on="1969-06-01").lines[0]
        assert (line.person, line.body[0].name) == ("Tom Alder", "Department of External Affairs")
        found = post(view, state="AUS", post="spokesperson")
    assert [span.person.name for span in found.tenures] == ["Tom Alder", "Mary Birch"]
    text = to_text(found)
    assert "Department of External Affairs" in text
    assert "1987-07-24 to now: Department of Foreign Affairs and Trade" in text
    one = report_with(holds("Ann Ash", "finance minister", "AUS", start="1990-01-01", end="1991-01-01"))
    other = report_with(holds("Ben Oak", "finance minister", "AUS", start="1992-01-01"), name="two")
    with record(tmp_path / "s.db", one, other) as store, store.view() as view:
        found = post(view, state="AUS", post="finance minister")
    assert [(gap.first, gap.last, gap.after, gap.before) for gap in found.gaps] == [("1991-01-01", "1992-01-01", "Ann Ash", "Ben Oak")]
    assert "1991-01-01 to 1992-01-01: after Ann Ash, before Ben Oak" in to_text(found)
