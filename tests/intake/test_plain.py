import datetime as dt

import pytest

from chancery.intake import likeness, read_text
from chancery.model import IntakeError

BODY = (
    "Foreign Minister Mira Solberg met her Estmark counterpart Tomas Vega in Lindholm on Tuesday.\n\n"
    "They agreed to reopen the border bridge before winter, a ministry spokesman said.\n\n"
    "Another round of talks will be held in October."
)


def test_text_without_furniture_is_kept_whole() -> None:
    report = read_text(BODY, name="x")
    assert report.text == BODY
    assert (report.title, report.outlet, report.published, report.published_how) == ("", "", None, "open")
    assert report.pieces[0].raw_start == 0


def test_the_users_day_and_outlet_win() -> None:
    page = f"https://www.koreatimes.co.kr/2019/09/19/talks\n\n{BODY}"
    told = read_text(page, name="x")
    assert (told.published, told.published_how, told.outlet) == ("2019-09-19", "address", "The Korea Times")
    given = read_text(page, name="x", published="2019-09-20", outlet="Wire")
    assert (given.published, given.published_how, given.outlet) == ("2019-09-20", "given", "Wire")


@pytest.mark.parametrize(
    ("head", "published", "how"),
    [
        ("OSLO, May 4, 2009 (AFP) - ", "2009-05-04", "dateline"),
        ("OSLO - 4 May 2009: ", "2009-05-04", "dateline"),
        ("OSLO, May 4 (AFP) - ", None, "open"),
        ("Talks reopen\n\nPublished: 4 May 2009\n\n", "2009-05-04", "metadata"),
        ("Talks reopen\n\nUpdated: 6 May 2009\nPosted: 4 May 2009\n\n", "2009-05-04", "metadata"),
        ("Monday, 4 May 2009 10:22\n\nTalks reopen\n\n", None, "open"),
        ("Talks reopen\n\nMonday, 4 May 2009 10:22\n\n", "2009-05-04", "metadata"),
        ("https://x.example/2009/05/04/a\n\nOSLO, May 5, 2009 (AFP) - ", "2009-05-04", "address"),
        ("https://x.example/2009/05/a\n\nOSLO, May 4 (AFP) - ", "2009-05-04", "address"),
        ("https://x.example/2009/05/a\n\n", None, "open"),
        ("---\ndate: 2009-05-04\nurl: https://x.example/2010/01/01/a\n---\n", "2009-05-04", "metadata"),
    ],
)
def test_who_tells_the_day(head: str, published: str | None, how: str) -> None:
    report = read_text(head + BODY, name="x")
    assert (report.published, report.published_how) == (published, how), report.published_why
    assert report.published_why


def test_a_month_alone_is_told_but_not_taken() -> None:
    report = read_text(f"https://x.example/2009/05/a\n\n{BODY}", name="x")
    assert report.published_why == "the address tells only the month 2009-05"


def test_a_day_in_the_future_is_passed_over() -> None:
    page = f"https://x.example/2009/05/04/a\n\nTalks reopen\n\nPublished: 4 May 2099\n\n{BODY}"
    assert read_text(page, name="x", today=dt.date(2020, 1, 1)).published == "2009-05-04"
    assert read_text(page, name="x").published == "2099-05-04"


@pytest.mark.parametrize("day", ["2019-13-40", "yesterday", "19/09/2019", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    if day:
        with pytest.raises(IntakeError, match="write it as YYYY-MM-DD"):
            read_text(BODY, name="x", published=day)
    else:
        assert read_text(BODY, name="x", published=day).published is None


def test_a_given_day_in_the_future_is_refused() -> None:
    with pytest.raises(IntakeError, match="lies in the future"):
        read_text(BODY, name="x", published="2031-01-01", today=dt.date(2026, 1, 1))


def test_agency_signs_below() -> None:
    report = read_text(BODY + " (Xinhua)", name="x")
    assert report.text == BODY
    assert report.outlet == "Xinhua"


def test_subheads_stay_and_buttons_go() -> None:
    first, *rest = BODY.split("\n\n")
    page = "\n\n".join(
        ["Bridge to reopen", "print share", first, "A bridge too long", "Advertisement", *rest, "Related articles", "Bridge closed"]
    )
    report = read_text(page, name="x")
    assert report.title == "Bridge to reopen"
    assert report.text.split("\n\n") == [first, "A bridge too long", *rest]


def test_days_of_a_chronology_stay() -> None:
    days = ["March 3, 2014", "The envoys met in Lindholm.", "March 9, 2014", "They met again at sea.", "May 1, 2014", "A text was signed."]
    report = read_text("\n\n".join(["How the pact was made", *days]), name="x")
    assert report.text == "\n\n".join(days)
    assert report.published is None


def test_captions_between_paragraphs_go() -> None:
    first, *rest = BODY.split("\n\n")
    caption = "Foreign Minister Mira Solberg, right, and Tomas Vega shake hands in Lindholm on Tuesday. [YONHAP]"
    assert read_text("\n\n".join([first, caption, *rest]), name="x").text == BODY


def test_list_at_the_end_stays() -> None:
    page = f"{BODY}\n\nThe delegation:\n\nJon Aas, State Secretary\n\nRita Dass\n\n###\n\nContact: press office"
    assert read_text(page, name="x").text.endswith("The delegation:\n\nJon Aas, State Secretary\n\nRita Dass")


def test_long_title_without_full_stop() -> None:
    title = "Premier of Sudland announces the members of the delegation that will attend the opening of the games in Port Alder"
    assert read_text(f"{title}\n\n{BODY}", name="x").title == title


def test_one_line_without_a_full_stop_is_text() -> None:
    assert read_text("Solberg to meet Vega in Lindholm on Friday", name="x").text == "Solberg to meet Vega in Lindholm on Friday"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("   \n", "is empty"),
        ("Home\nWorld\nSports\nLog in\nSubscribe\n", "holds no article"),
        (
            "Der Minister ist am Montag nach Oslo gereist und wird sich dort mit der Ministerin über die Brücke beraten.",
            "looks like German",
        ),
        (
            "Le ministre est arrivé lundi à Oslo pour une visite de deux jours et doit rencontrer les membres du parlement.",
            "looks like French",
        ),
        ("외교부는 금요일 도쿄에서 국장급 협의를 개최한다고 밝혔다.", "looks like Korean"),
        ("日本の外務大臣は金曜日に東京で会談を行うと発表した。", "looks like Japanese"),
        ("外交部发言人周五在北京宣布两国将举行会谈。", "looks like Chinese"),
        ("Министр иностранных дел прибыл в Осло в понедельник.", "Cyrillic"),
    ],
)
def test_bad_text_is_refused_in_one_line(raw: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message) as error:
        read_text(raw, name="page-1")
    assert "\n" not in str(error.value)
    assert "page-1" in str(error.value)


def test_mostly_english_page_passes() -> None:
    assert read_text(f"한국어 | 日本語\n\n{BODY}\n\n김정한 국장", name="x").text.startswith("Foreign Minister")


def test_id_hangs_on_outlet_and_text_alone() -> None:
    one = read_text(BODY, name="a", outlet="Wire")
    assert one.id == read_text("print share\n\n" + BODY, name="b", outlet="Wire", published="2019-01-01").id
    assert one.id != read_text(BODY, name="a", outlet="Post").id


def test_fingerprints_tell_near_duplicates() -> None:
    one, cut, other = read_text(BODY, name="a"), read_text(BODY[:-48], name="b"), read_text("The harbour was closed by fog. " * 9, name="c")
    assert len(one.fingerprint) == 64
    assert likeness(one.fingerprint, one.fingerprint) == 1.0
    assert likeness(one.fingerprint, cut.fingerprint) > 0.5
    assert likeness(one.fingerprint, other.fingerprint) < 0.1


def test_a_repeated_paragraph_is_no_title() -> None:
    report = read_text(f"{BODY}\n\n{BODY}", name="x")
    assert report.title == ""
    assert report.text == f"{BODY}\n\n{BODY}"


def test_a_text_that_repeats_its_title_alone_is_kept() -> None:
    page = "---\ntitle: Solberg meets Vega in Lindholm.\n---\nSolberg meets Vega in Lindholm.\n"
    assert read_text(page, name="x").text == "Solberg meets Vega in Lindholm."


@pytest.mark.parametrize(
    ("head", "day", "outlet"),
    [
        ("The Lindholm Star\nThursday, March 14, 2013", "2013-03-14", "The Lindholm Star"),
        ("The Corra Ledger, 7 Nov 2005", "2005-11-07", "The Corra Ledger"),
        ("Ministry of Foreign Affairs\n02.06.2021", "2021-06-02", "Ministry of Foreign Affairs"),
        ("Thursday, March 14, 2013", "2013-03-14", ""),
    ],
)
def test_a_text_under_its_papers_name_and_day_is_of_that_day(head: str, day: str, outlet: str) -> None:
    story = "Norvania’s envoy met the premier of Corra in Lindholm to speak of the ferry. No date was set for the next round."
    report = read_text(f"{head}\n\nEnvoy of Norvania meets premier over ferry\n\n{story}", name="page")
    assert (report.published, report.outlet) == (day, outlet)
    assert report.title == "Envoy of Norvania meets premier over ferry"
    assert report.text == story


def test_the_clock_of_a_site_is_no_day_of_publication() -> None:
    menu = "\n".join(["Thursday, March 14, 2013", "World", "Trade", "Courts", "Letters", "Shipping"])
    story = "Norvania’s envoy met the premier of Corra in Lindholm to speak of the ferry. No date was set for the next round."
    assert read_text(f"{menu}\n\nEnvoy of Norvania meets premier over ferry\n\n{story}", name="page").published is None
