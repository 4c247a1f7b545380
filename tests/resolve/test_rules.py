from __future__ import annotations

from pathlib import Path

import pytest

from chancery.model import EventStatus, ResolvedEvent, StoreError, TenureSpan
from chancery.resolve import fault, post_key, refresh
from chancery.store import Store
from tests.factory import holds, meets, report_with, says
from tests.resolve.record import NOW, record, word

PAIR = ("Kim Jung-han", "Shigeki Takizaki")
LATER, LAST = "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"


def events(store: Store) -> tuple[ResolvedEvent, ...]:
    with store.view() as view:
        return view.events("event:any")


def tenures(store: Store, key: str = "tenure:any") -> tuple[TenureSpan, ...]:
    with store.view() as view:
        return view.tenures(key)


def told(published: str, *rows: object, outlet: str = "") -> object:
    return report_with(*rows, published=published, outlet=outlet or f"Outlet of {published}")  # type: ignore[arg-type]


def test_one_meeting_before_and_after_it(tmp_path: Path) -> None:
    before = told("2019-09-10", meets("KOR JPN", (), "2019-W38", "possible", level="director-general"))
    set_ = told("2019-09-19", meets("JPN KOR", PAIR, "2019-09-20", "scheduled", level="director-general", place=("Tokyo",)))
    after = told("2019-09-21", meets("KOR JPN", ("Takizaki Shigeki",), "2019-09-20", "occurred", place=("Tokyo",)))
    with record(tmp_path / "r.db", before, set_, after) as store:
        (event,) = events(store)
    assert event.status == EventStatus.OCCURRED
    assert [(step.day, step.status.value) for step in event.history] == [
        ("2019-09-10", "possible"),
        ("2019-09-19", "scheduled"),
        ("2019-09-21", "occurred"),
    ]
    assert (event.date, event.place, event.sources_total) == ("2019-09-20", ("Tokyo",), 3)
    assert all(step.sources[0].quote for step in event.history)


def test_two_meetings_of_one_day_stay_two(tmp_path: Path) -> None:
    ministers = meets("KOR JPN", ("Kang Kyung-wha", "Taro Kono"), "2019-08-21", level="ministerial")
    bureau = meets("KOR JPN", PAIR, "2019-08-21", level="director-general")
    with record(tmp_path / "r.db", told("2019-08-21", ministers), told("2019-08-22", bureau)) as store:
        assert len(events(store)) == 2


def test_bilateral_and_trilateral_talks_stay_two(tmp_path: Path) -> None:
    two = meets("KOR JPN", PAIR, "2019-08-21", place=("Tokyo",))
    three = meets("KOR JPN USA", (*PAIR, "Stephen Biegun"), "2019-08-21", place=("Tokyo",))
    with record(tmp_path / "r.db", told("2019-08-21", two), told("2019-08-22", three)) as store:
        assert len(events(store)) == 2


def test_a_host_that_one_report_counts_in_is_the_same_meeting(tmp_path: Path) -> None:
    two = meets("KOR JPN", PAIR, "2019-11-01", place=("Bangkok",))
    host = meets("KOR JPN THA", PAIR, "2019-11-01", place=("Bangkok",))
    with record(tmp_path / "r.db", told("2019-11-01", two), told("2019-11-02", host), step=1) as store:
        (event,) = events(store)
    assert event.states == ("JPN", "KOR", "THA")


def test_a_plan_set_for_another_day_keeps_its_first_day(tmp_path: Path) -> None:
    first = told("2019-09-10", meets("KOR JPN", PAIR, "2019-09-20", "scheduled"))
    anew = told("2019-09-18", meets("KOR JPN", PAIR, "2019-09-25", "scheduled"))
    with record(tmp_path / "r.db", first, anew) as store:
        (event,) = events(store)
    assert (event.date, event.moved_from, event.status.value) == ("2019-09-25", ("2019-09-20",), "scheduled")


def test_the_next_round_is_not_the_last_one_moved(tmp_path: Path) -> None:
    held = told("2019-09-20", meets("KOR JPN", PAIR, "2019-09-20"))
    coming = told("2019-09-21", meets("KOR JPN", PAIR, "2019-10-04", "scheduled"))
    with record(tmp_path / "r.db", held, coming) as store:
        assert [event.status.value for event in events(store)] == ["occurred", "scheduled"]


def test_a_meeting_called_off(tmp_path: Path) -> None:
    planned = told("2019-09-10", meets("KOR JPN", PAIR, "2019-09-20", "scheduled"))
    off = told("2019-09-18", meets("KOR JPN", PAIR, "", "cancelled"))
    with record(tmp_path / "r.db", planned, off) as store:
        (event,) = events(store)
    assert (event.status.value, event.date) == ("cancelled", "2019-09-20")


def test_reports_that_differ_are_shown_as_differing(tmp_path: Path) -> None:
    one = told("2019-09-21", meets("KOR JPN", PAIR, "2019-09-20", place=("Tokyo",), level="director-general"), outlet="A")
    other = told("2019-09-21", meets("KOR JPN", PAIR, "2019-09-19", place=("Seoul",), level="director-general"), outlet="B")
    with record(tmp_path / "r.db", one, other) as store:
        (event,) = events(store)
    assert {d.field: [said.value for said in d.values] for d in event.disagreements} == {
        "date": ["2019-09-19", "2019-09-20"],
        "place": ["Seoul", "Tokyo"],
    }
    assert all(said.sources for d in event.disagreements for said in d.values)


def test_a_city_and_its_state_do_not_differ(tmp_path: Path) -> None:
    one = told("2019-09-21", meets("KOR JPN", PAIR, "2019-09-20", place=("Tokyo",)), outlet="A")
    other = told("2019-09-21", meets("KOR JPN", PAIR, "2019-09-20", place=("Japan",)), outlet="B")
    with record(tmp_path / "r.db", one, other) as store:
        (event,) = events(store)
    assert event.disagreements == ()


def test_agency_copy_is_one_source(tmp_path: Path) -> None:
    row = meets("KOR JPN", PAIR, "2019-09-20", words="Envoys of Seoul and Tokyo met on Friday for talks on trade and on history.")
    copies = []
    for at in range(5):
        report, claims = report_with(row, outlet=f"Paper {at}", published=f"2019-09-2{at}")
        object.__setattr__(report, "fingerprint", tuple(range(64)))
        copies.append((report, claims))
    with record(tmp_path / "r.db", *copies) as store:
        (event,) = events(store)
    assert event.sources_total == 1
    assert (event.sources[0].outlet, len(event.sources[0].copies)) == ("Paper 0", 4)


def test_a_surname_is_looked_up_in_office(tmp_path: Path) -> None:
    office = told("2019-09-01", holds("Kang Kyung-wha", "foreign minister", "KOR"), holds("Kang Shin-myung", "police chief", "KOR"))
    talks = told("2019-09-19", meets("KOR JPN", ("Kang", "Toshimitsu Motegi"), "2019-W39", "undecided", level="ministerial"))
    with record(tmp_path / "r.db", talks, office, step=1) as store:
        (event,) = events(store)
    assert [(p.name, p.looked_up) for p in event.people] == [("Kang Kyung-wha", True), ("Toshimitsu Motegi", False)]


def test_two_who_fit_leave_a_surname_open(tmp_path: Path) -> None:
    office = told("2019-09-01", holds("Kim Jung-han", "director-general", "KOR"), holds("Kim In-chul", "spokesperson", "KOR"))
    talks = told("2019-09-19", meets("KOR JPN", ("Kim",), "2019-09-20"))
    with record(tmp_path / "r.db", office, talks) as store:
        (event,) = events(store)
    assert [(p.id, p.name) for p in event.people] == [("", "Kim")]


def test_namesakes_of_two_states_are_two_persons(tmp_path: Path) -> None:
    both = told("2019-09-01", holds("Kim Song", "ambassador to the UN", "PRK"), holds("Kim Song", "lawmaker", "KOR"))
    with record(tmp_path / "r.db", both) as store, store.view() as view:
        assert [person.states for person in view.persons("person:token:kim")] == [("KOR",), ("PRK",)]


def test_a_state_misread_once_makes_no_namesake(tmp_path: Path) -> None:
    right = [told(f"2019-09-0{n}", holds("Kang Kyung-wha", "foreign minister", "KOR"), outlet=str(n)) for n in range(1, 4)]
    wrong = told("2019-09-09", holds("Kang Kyung-wha", "foreign minister", "JPN"))
    talks = told("2019-09-09", meets("JPN KOR", ("Kang Kyung-wha",), "2019-09-08"), outlet="Other")
    with record(tmp_path / "r.db", wrong, *right, talks, step=1) as store, store.view() as view:
        (person,) = view.persons("person:any")
        assert [p.id for p in view.events("event:any")[0].people] == [person.id]


WORDINGS = (
    ("foreign minister", "Minister for Foreign Affairs", "minister of external affairs", "top diplomat", "Japanese foreign minister"),
    ("director-general, Asian and Oceanian Affairs Bureau", "director general of the Asian and Oceanian affairs bureau"),
    ("defense minister", "Minister of National Defence", "defence minister"),
    ("ambassador to South Korea", "ambassador to the Republic of Korea", "South Korea ambassador"),
    ("prime minister", "premier", "Prime Minister of Japan"),
)


@pytest.mark.parametrize("wordings", WORDINGS, ids=[w[0] for w in WORDINGS])
def test_wordings_of_one_post(wordings: tuple[str, ...]) -> None:
    assert len({post_key(wording, "", "JPN") for wording in wordings}) == 1


def test_posts_that_differ() -> None:
    posts = (
        "foreign minister",
        "deputy foreign minister",
        "vice foreign minister",
        "trade minister",
        "prime minister",
        "deputy prime minister",
    )
    assert len({post_key(post, "", "JPN") for post in posts}) == len(posts)
    assert post_key("spokesman", "Foreign Ministry", "KOR") != post_key("spokesman", "Defense Ministry", "KOR")
    assert post_key("spokesman", "Korean Foreign Ministry", "KOR") == post_key("spokesperson", "Korean Ministry of Foreign Affairs", "KOR")


def test_succession_closes_what_was_open(tmp_path: Path) -> None:
    old = told("2019-09-05", holds("Taro Kono", "foreign minister", "JPN"))
    new = told("2019-09-12", holds("Toshimitsu Motegi", "foreign minister", "JPN", start="2019-09-11", predecessor="Taro Kono"))
    with record(tmp_path / "r.db", new, old, step=1) as store:
        kono, motegi = tenures(store)
    assert (kono.end, kono.successor) == ("2019-09-11", "Toshimitsu Motegi")
    assert (motegi.start, motegi.predecessor, motegi.status.value) == ("2019-09-11", "Taro Kono", "current")
    assert any(source.report == new[0].id for source in kono.sources)  # type: ignore[index]


def test_a_more_exact_start_sharpens(tmp_path: Path) -> None:
    rough = told("2019-10-01", holds("David Stilwell", "assistant secretary of state", "USA", start="2019-06"))
    exact = told("2019-11-01", holds("David Stilwell", "assistant secretary of state", "USA", start="2019-06-20"))
    with record(tmp_path / "r.db", rough, exact) as store:
        (span,) = tenures(store)
    assert (span.start, span.seen_first, span.seen_last, span.disagreements) == ("2019-06-20", "2019-10-01", "2019-11-01", ())


def test_two_terms_of_one_holder(tmp_path: Path) -> None:
    first = told("2007-10-01", holds("Shinzo Abe", "prime minister", "JPN", start="2006-09-26", end="2007-09-26", status="former"))
    second = told("2019-10-01", holds("Shinzo Abe", "prime minister", "JPN", start="2012-12-26"))
    with record(tmp_path / "r.db", second, first) as store:
        assert [(span.start, span.end) for span in tenures(store)] == [("2006-09-26", "2007-09-26"), ("2012-12-26", "")]


def test_two_holders_of_one_post_are_a_disagreement(tmp_path: Path) -> None:
    spells = ({"start": "2019-01-01", "end": "2019-12-31"}, {"start": "2019-03-01", "end": "2020-03-01"})
    rows = [
        told("2021-01-01", holds(name, "prime minister", "FJI", status="former", **days), outlet=name)
        for name, days in zip("AB", spells, strict=True)
    ]
    rows = [
        told("2021-01-01", holds(f"{n} Waqa{n}", "prime minister", "FJI", status="former", **d), outlet=n)
        for n, d in zip("AB", spells, strict=True)
    ]
    with record(tmp_path / "r.db", *rows) as store:
        assert [[d.field for d in span.disagreements] for span in tenures(store)] == [["holder"], ["holder"]]


def test_one_speech_in_two_reports_is_one_statement(tmp_path: Path) -> None:
    rows = [told(day, says("Kim In-chul", "KOR", "“nothing has been decided”", quoted=True)) for day in ("2019-09-19", "2019-09-20")]
    with record(tmp_path / "r.db", *rows) as store, store.view() as view:
        (said,) = view.statements("statement:state:KOR")
        assert (len(said.sources), said.day) == (2, "2019-09-19")


def test_judgements_join_part_correct_and_reject(tmp_path: Path) -> None:
    one = told("2019-08-21", meets("KOR JPN", PAIR, "2019-08-21", level="director-general"))
    other = told("2019-08-30", meets("KOR JPN", (), "2019-09", "possible"))
    with record(tmp_path / "r.db", one, other) as store:
        first, second = events(store)
        same = word("same", first.id, second.id)
        store.writer().judge(same)
        refresh(store)
        (joined,) = events(store)
        assert joined.sources_total == 2
        store.writer().judge(word("undo", same.id, when=LATER))
        refresh(store)
        assert {event.id for event in events(store)} == {first.id, second.id}
        claim = second.sources[0].claim
        store.writer().judge(word("correct", claim, field="date", value="2019-09-03"))
        refresh(store)
        assert [event.date for event in events(store)] == ["2019-08-21", "2019-09-03"]
        store.writer().judge(word("reject", claim))
        store.writer().judge(word("confirm", first.sources[0].claim))
        refresh(store)
        (kept,) = events(store)
        assert kept.confirmed


def test_a_judgement_outlives_reading_again(tmp_path: Path) -> None:
    report, claims = report_with(meets("KOR JPN", PAIR, "2019-08-21"), meets("KOR JPN", PAIR, "2019-09-20"))
    with record(tmp_path / "r.db", (report, claims)) as store:
        store.writer().judge(word("reject", claims[0].id))
        refresh(store)
        store.writer().add(report, (), reader="r2", recorded=NOW)
        refresh(store)
        assert events(store) == ()
        store.writer().add(report, claims, reader="r3", recorded=NOW)
        refresh(store)
        assert [event.date for event in events(store)] == ["2019-09-20"]


def test_events_that_are_different_are_parted_and_joined_again(tmp_path: Path) -> None:
    one = told("2019-09-19", meets("KOR JPN", PAIR, "2019-09-20", "scheduled"))
    other = told("2019-09-21", meets("KOR JPN", PAIR, "2019-09-20"))
    with record(tmp_path / "r.db", one, other) as store:
        ids = [f"e{found[1][0].id}" for found in (one, other)]  # type: ignore[index]
        apart = word("different", *ids)
        store.writer().judge(apart)
        refresh(store)
        assert len(events(store)) == 2
        store.writer().judge(word("undo", apart.id, when=LATER))
        refresh(store)
        assert len(events(store)) == 1
        store.writer().judge(word("undo", word("undo", apart.id, when=LATER).id, when=LAST))
        refresh(store)
        assert len(events(store)) == 2


def test_persons_are_joined_by_a_judgement(tmp_path: Path) -> None:
    rows = told("2019-09-01", holds("Ri Yong-ho", "foreign minister", "PRK"), holds("Lee Yong-ho", "lawmaker", "KOR"))
    with record(tmp_path / "r.db", rows) as store:
        with store.view() as view:
            ids = [person.id for person in view.persons("person:any")]
        same = word("same", *ids)
        store.writer().judge(same)
        refresh(store)
        with store.view() as view:
            (person,) = view.persons("person:any")
            assert person.names == ("Lee Yong-ho", "Ri Yong-ho")
            assert {span.person.id for span in view.tenures("tenure:any")} == {person.id}
        store.writer().judge(word("undo", same.id, when=LATER))
        refresh(store)
        with store.view() as view:
            assert sorted(person.id for person in view.persons("person:any")) == sorted(ids)


def test_a_judgement_goes_over_to_the_claim_that_takes_its_place(tmp_path: Path) -> None:
    sentence = "Envoys of Seoul and Tokyo met on Friday."
    report, claims = report_with(meets("KOR JPN", PAIR, "2019-09-20", words=sentence))
    _, reread = report_with(meets("JPN KOR", PAIR, "2019-09-20", words=sentence, place=("Tokyo",)))
    with record(tmp_path / "r.db", (report, claims)) as store:
        store.writer().judge(word("correct", claims[0].id, field="date", value="2019-09-27"))
        store.writer().add(report, reread, reader="r2", recorded=NOW)
        refresh(store)
        assert [(event.date, event.place) for event in events(store)] == [("2019-09-27", ("Tokyo",))]


def test_corrections_that_are_no_values(tmp_path: Path) -> None:
    one = report_with(meets("KOR JPN", PAIR, "2019-09-20"), published="2019-09-21")
    found = one[1][0]
    assert fault(found, "date", "2019-09-21") == fault(found, "people", "Kim Jung-han, Kenji Kanasugi") == ""
    for field, value in (("date", "soon"), ("colour", "red"), ("status", "done"), ("type", "DANCE"), ("level", "high")):
        assert fault(found, field, value)
    with record(tmp_path / "r.db", one) as store:
        store.writer().judge(word("correct", found.id, field="date", value="soon"))
        refresh(store)
        assert [event.date for event in events(store)] == ["2019-09-20"]
        with pytest.raises(StoreError, match="nothing in the record"):
            store.writer().judge(word("reject", "none"))
