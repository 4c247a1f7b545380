import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.intake.dates import address_date, date_line, find_days, instant_day

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Posted : Sept. 6, 2018 16:42", "2018-09-06"),
        ("24 July 2022", "2022-07-24"),
        ("the 3rd of May 2011", "2011-05-03"),
        ("April 4 , 1997", "1997-04-04"),
        ("2018.09.06 20:51", "2018-09-06"),
        ("2018년 9월 6일", "2018-09-06"),
        ("26/07/2022", "2022-07-26"),
        ("07/26/2022", "2022-07-26"),
        ("5/5/2022", "2022-05-05"),
    ],
)
def test_full_days(text: str, value: str) -> None:
    assert [str(day.date) for day in find_days(text)] == [value]


@pytest.mark.parametrize("text", ["4/5/2019", "32 May 2019", "Feb. 30, 2019", "May 2019", "version 1.2.2019.1", "in 2019"])
def test_no_day(text: str) -> None:
    assert not find_days(text)


def test_month_and_day_without_year() -> None:
    [day] = find_days("SEOUL, Sept. 19 (Yonhap)")
    assert (day.year, day.month, day.day, day.date) == (0, 9, 19, None)


@given(DAYS)
def test_every_day_is_read_back(day: dt.date) -> None:
    for form in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat()):
        assert [found.date for found in find_days(f"on {form}.")] == [day]


@pytest.mark.parametrize(
    ("line", "weekday", "clock"),
    [
        ("Monday, November 23, 2026", True, False),
        ("July 4, 2018 at 3:15 p.m. EDT", False, True),
        ("14 March 2017, 09:10", False, True),
        ("Tuesday, 17 November 2026 14:22:07", True, True),
        ("March 3, 2014", False, False),
    ],
)
def test_date_lines(line: str, weekday: bool, clock: bool) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.weekday, found.clock) == (weekday, clock)


@pytest.mark.parametrize("line", ["They met on March 3, 2014.", "Oslo, March 3, 2014", "2014", "Score 3-14"])
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://news.example/2019/09/19/world/talks.html", "2019-09-19"),
        ("https://news.example/world/2019/sep/19/talks", "2019-09-19"),
        ("https://news.example/2019-09-19-talks", "2019-09-19"),
        ("https://news.example/view/AEN20190919008700325", "2019-09-19"),
        ("https://news.example/view.php?ud=20190919000683", "2019-09-19"),
        ("https://news.example/20190919/c_138403.htm", "2019-09-19"),
        ("https://news.example/stories/201909190304.html", "2019-09-19"),
        ("https://news.example/article/19/09/2019/talks", "2019-09-19"),
        ("https://news.example/2019/09/talks", "2019-09"),
    ],
)
def test_address_tells(address: str, value: str) -> None:
    found = address_date(address)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/article/1485059",
        "https://news.example/archives/2003781845",
        "https://news.example/2019-in-review",
        "https://news.example/story/2019/99",
        "https://news.example/a/05/07/2022/x",
        "https://20190919.example/",
        "https://news.example/news/068ba3877093df527410047d13202203",
    ],
)
def test_address_tells_nothing(address: str) -> None:
    assert address_date(address) is None


@pytest.mark.parametrize(
    ("value", "utc", "day"),
    [
        ("2019-09-19T22:30:00Z", 9, "2019-09-20"),
        ("2019-09-19T22:30:00+00:00", -5, "2019-09-19"),
        ("2019-09-19T02:30:00Z", -5, "2019-09-18"),
        ("2019-09-19T22:30:00+09:00", -5, "2019-09-19"),
        ("2019-09-19T22:30:00", 9, "2019-09-19"),
        ("20190919", None, "2019-09-19"),
        ("2019-09-19 12:15:00-04:00", None, "2019-09-19"),
        ("Thu, 19 Sep 2019 22:30:00 GMT", None, "2019-09-19"),
    ],
)
def test_instants_fall_on_the_newsrooms_day(value: str, utc: float | None, day: str) -> None:
    assert str(instant_day(value, utc)) == day


def test_no_instant() -> None:
    assert instant_day("soon") is None
    assert instant_day("2019-02-31") is None
