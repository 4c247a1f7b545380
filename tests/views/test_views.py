from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from chancery.model import EventStatus, QueryError, SourceRef
from chancery.resolve import refresh
from chancery.store import Store, View
from chancery.views import (
    VIEWS,
    brief,
    calendar,
    changes,
    chronology,
    dossier,
    event,
    open_items,
    post,
    report,
    roster,
    search,
    to_json,
    to_text,
)
from tests.factory import holds, meets, report_with, says
from tests.resolve.record import record, word

PAIR = ("Kim Jung-han", "Shigeki Takizaki")
EARLY = report_with(
    holds("Taro Kono", "foreign minister", "JPN"),
    meets("JPN KOR", PAIR, "2019-09-20", "possible", level="director-general"),
    published="2019-09-05",
    outlet="Harbour Post",
    title="Talks may come",
)
MIDDLE = report_with(
    holds("Toshimitsu Motegi", "minister for foreign affairs", "JPN", start="2019-09-11", predecessor="Taro Kono"),
    holds("Shigeki Takizaki", "director-general, Asian and Oceanian Affairs Bureau", "JPN", start="2019-09-09"),
    holds("Kim Jung-han", "director-general for Asian and Pacific Affairs", "KOR"),
    holds("Kang Kyung-wha", "foreign minister", "KOR"),
    meets("JPN KOR", PAIR, "2019-09-20", "scheduled", level="director-general", place=("Tokyo",)),
    meets("JPN KOR", ("Kang", "Toshimitsu Motegi"), "2019-W39", "undecided", level="ministerial"),
    meets("JPN KOR", (), "2019-08", type="SANCTION", actor=("JPN",), recipient=("KOR",)),
    meets("JPN KOR", ("Kim Jung-han", "Kenji Kanasugi"), "2019-08-29", level="director-general"),
    says("Kim In-chul", "KOR", "“nothing has been decided”", quoted=True),
    published="2019-09-19",
    outlet="Strait Wire",
)
LATE = report_with(meets("JPN KOR", PAIR, "2019-09-20", place=("Tokyo",)), published="2019-09-21", outlet="Meridian News")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with record(tmp_path_factory.mktemp("views") / "r.db", EARLY, MIDDLE, LATE) as opened:
        yield opened


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with store.view() as opened:
        yield opened


def every(view: View) -> list[object]:
    found = chronology(view)
    return [
        found,
        roster(view, state="JPN", on="2019-09-12"),
        brief(view, between=("JPN", "KOR"), on="2019-09-19"),
        search(view, query="decided"),
        calendar(view, first="2019-08", last="2019-09"),
        changes(view, since="2026-01-01"),
        dossier(view, person="Takizaki"),
        post(view, state="JPN", post="foreign minister"),
        event(view, event=found.events[0].id),
        report(view, report=MIDDLE[0].id),
        open_items(view, today="2019-10-01"),
    ]


def test_every_view_is_listed_and_rendered(view: View) -> None:
    found = every(view)
    assert [kind.noun for kind in VIEWS] == [type(one) for one in found]
    for one in found:
        assert json.loads(to_json(one))
        text, marked = to_text(one), to_text(one, "markdown")
        assert marked.startswith("# ")
        assert "Nothing in the record." not in text
        for number in range(1, 1 + text.count("\n[")):
            assert f"[{number}]" in text.split("\nSources\n")[0]
    with pytest.raises(ValueError, match="no view"):
        to_text("words")


def sources(value: object) -> Iterator[SourceRef]:
    if isinstance(value, SourceRef):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from sources(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sources(getattr(value, field.name))


def test_every_line_quotes_its_report(view: View) -> None:
    for one in every(view):
        for ref in sources(one):
            text = view.report(ref.report)
            assert text is not None
            assert text.text[ref.start : ref.end] == ref.quote
            assert (ref.outlet, ref.published) == (text.outlet, text.published)


def test_chronology_filters(view: View) -> None:
    def days(**question: object) -> list[str]:
        return [found.date for found in chronology(view, **question).events]  # type: ignore[arg-type]

    assert days(between=("JPN", "KOR")) == days() == ["2019-08", "2019-08-29", "2019-09-20", "2019-W39"]
    assert days(between=("JPN", "USA")) == []
    assert days(types=("SANCTION",)) == ["2019-08"]
    assert days(statuses=("undecided",)) == ["2019-W39"]
    assert days(person="Kim Jung-han") == ["2019-08-29", "2019-09-20"]
    assert days(first="2019-09-01", last="2019-09-20") == ["2019-09-20"]
    assert chronology(view, limit=1).total == 4
    assert "and 3 more" in to_text(chronology(view, limit=1))


def test_a_chronology_as_of_a_day_knows_no_more(view: View) -> None:
    assert [found.status.value for found in chronology(view, as_of="2019-09-10").events] == ["possible"]
    found = {one.date: one.status.value for one in chronology(view, as_of="2019-09-19").events}
    assert found["2019-09-20"] == "scheduled"
    assert chronology(view, as_of="2019-09-01").events == ()


def test_the_roster_changes_with_the_minister(view: View) -> None:
    before, after = (roster(view, state="JPN", on=f"2019-09-{day}").lines for day in (10, 12))
    assert (before[0].person, before[0].standing) == ("Taro Kono", "known")
    assert (after[0].person, after[0].standing, after[0].since, after[0].after) == ("Toshimitsu Motegi", "known", "2019-09-11", "Taro Kono")
    assert roster(view, state="JPN", on="2019-09-11").lines[0].person == "Toshimitsu Motegi"
    assert roster(view, state="JPN", on="2019-08-01").lines[0].standing == "likely"
    assert roster(view, state="JPN", on="1990-01-01").lines == ()
    assert all(line.sources for line in (*before, *after))


def test_a_brief_holds_what_a_diplomat_needs(view: View) -> None:
    found = brief(view, between=("JPN", "KOR"), on="2019-09-19")
    people = {side.state: [line.person for line in side.people] for side in found.sides}
    assert people == {"JPN": ["Toshimitsu Motegi", "Shigeki Takizaki"], "KOR": ["Kang Kyung-wha", "Kim Jung-han"]}
    assert [one.date for one in found.last_meetings] == ["2019-08-29"]
    assert [(one.date, one.status) for one in found.coming] == [("2019-09-20", EventStatus.SCHEDULED)]
    assert [one.date for one in found.table] == ["2019-08"]
    assert [one.status for one in found.undecided] == [EventStatus.UNDECIDED]
    assert [said.speaker.name for said in found.sides[1].statements] == ["Kim In-chul"]
    after = brief(view, between=("JPN", "KOR"), on="2019-09-22")
    assert [one.date for one in after.last_meetings] == ["2019-09-20", "2019-08-29"]
    meeting = brief(view, meeting=found.coming[0].id, on="2019-09-19")
    assert meeting.meeting is not None
    assert meeting.between == ("JPN", "KOR")


def test_a_person_is_found_by_part_spelling_and_id(view: View) -> None:
    found = dossier(view, person="takizaki shigeki")
    assert found.person == dossier(view, person=found.person.id).person == dossier(view, person="Takizaki").person
    assert [one.post_name for one in found.tenures] == ["director-general, Asian and Oceanian Affairs Bureau"]
    assert [one.date for one in found.events] == ["2019-09-20"]


def test_series_and_open_items(view: View) -> None:
    found = chronology(view, person="Takizaki").events[0]
    assert [one.date for one in event(view, event=found.id).previous] == ["2019-08-29"]
    items = open_items(view, today="2019-09-21", states=("JPN", "KOR"))
    assert [one.date for one in items.undecided] == ["2019-W39"]
    assert items.unconfirmed == ()


def test_announced_and_never_held_stays_visible(tmp_path: Path) -> None:
    planned = report_with(meets("JPN KOR", PAIR, "2019-09-20", "scheduled"), published="2019-09-19")
    with record(tmp_path / "r.db", planned) as store, store.view() as view:
        assert len(open_items(view, today="2019-10-01").unconfirmed) == 1
        assert len(brief(view, between=("JPN", "KOR"), on="2019-10-01").unconfirmed) == 1
        assert len(open_items(view, today="2019-09-20").unconfirmed) == 0


def test_changes_tell_new_lost_and_judged(tmp_path: Path) -> None:
    with record(tmp_path / "r.db", EARLY) as store:
        store.writer().add(LATE[0], LATE[1], reader="r1", recorded="2026-02-01T00:00:00Z")
        store.writer().add(EARLY[0], EARLY[1][:1], reader="r2", recorded="2026-02-02T00:00:00Z")
        store.writer().judge(word("confirm", LATE[1][0].id, when="2026-02-03T00:00:00Z"))
        refresh(store)
        with store.view() as view:
            found = changes(view, since="2026-01-15")
            assert [head.id for head in found.reports] == [LATE[0].id]
            assert [one.status.value for one in found.events] == ["occurred"]
            assert [told.claim.id for told in found.lost] == [EARLY[1][1].id]
            assert [one.verb for one in found.judgements] == ["confirm"]
            assert changes(view, since="2027").reports == ()


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda v: chronology(v, types=("DANCE",)), "no event type 'DANCE'"),
        (lambda v: chronology(v, statuses=("done",)), "no status 'done'"),
        (lambda v: chronology(v, first="soon"), "soon"),
        (lambda v: chronology(v, first="2020", last="2019"), "turn them round"),
        (lambda v: roster(v, state="JPN", on="2019-02-30"), "2019-02-30"),
        (lambda v: brief(v, between=("JPN",), on="2019-09-19"), "two states"),
        (lambda v: brief(v, meeting="e0", on="2019-09-19"), "no event 'e0'"),
        (lambda v: dossier(v, person="Nobody"), "no person 'Nobody'"),
        (lambda v: dossier(v, person="Kim"), "persons are called 'Kim'"),
        (lambda v: post(v, state="JPN", post="king"), "no post 'king'"),
        (lambda v: event(v, event="e0"), "no event"),
        (lambda v: report(v, report="r0"), "no report"),
        (lambda v: search(v, query="..."), "nothing to search for"),
    ],
)
def test_questions_that_cannot_be_answered(view: View, ask: object, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        ask(view)  # type: ignore[operator]
    assert "\n" not in str(caught.value)


def test_an_empty_record_answers_with_nothing(tmp_path: Path) -> None:
    with record(tmp_path / "r.db") as store, store.view() as view:
        for one in (chronology(view), roster(view, state="JPN", on="2019-09-10"), brief(view, between=("JPN", "KOR"), on="2019-09-10")):
            assert "Nothing in the record." in to_text(one)
