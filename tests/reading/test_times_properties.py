import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.times import dated_times, find_times
from chancery.reading.times.calendar import Cal, add_months, enclosing

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
DAYS = st.dates(dt.date(1850, 1, 1), dt.date(2090, 12, 31))
RECENT = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))


def ordinal(number: int) -> str:
    return f"{number}{'th' if number in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMATS = {
    "american": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "american short": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "american ordinal": lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    "american with weekday": lambda d: f"{d:%A}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "british": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "british ordinal": lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    "iso": lambda d: d.isoformat(),
    "asian": lambda d: f"{d.year}.{d.month}.{d.day}",
    "asian slashes": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    "month last year wide": lambda d: f"{MONTHS[d.month - 1]} {d.day} , {d.year}",
}


@pytest.mark.parametrize("style", FORMATS)
@given(day=DAYS)
@settings(max_examples=40, deadline=None)
def test_a_day_written_in_any_format_is_read_back(style: str, day: dt.date) -> None:
    [found] = dated_times(find_times(f"The two met on {FORMATS[style](day)} in Oslo.", "2019-09-19"))
    assert found.value == day.isoformat()


@given(day=RECENT, published=RECENT)
@settings(max_examples=60, deadline=None)
def test_a_month_and_year_are_read_back(day: dt.date, published: dt.date) -> None:
    [found] = dated_times(find_times(f"The two met in {MONTHS[day.month - 1]} {day.year}.", published.isoformat()))
    assert found.value == f"{day.year}-{day.month:02d}"


@given(published=RECENT, ahead=st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_a_weekday_lies_within_a_week_on_the_side_of_its_verb(published: dt.date, ahead: int) -> None:
    weekday = (published + dt.timedelta(days=ahead)).strftime("%A")
    [coming] = find_times(f"They will meet on {weekday}.", published.isoformat())
    [gone] = find_times(f"They met on {weekday}.", published.isoformat())
    assert dt.date.fromisoformat(coming.value or "") == published + dt.timedelta(days=ahead)
    assert dt.date.fromisoformat(gone.value or "") == published + dt.timedelta(days=ahead - 7)


@given(published=RECENT, back=st.integers(0, 150))
@settings(max_examples=60, deadline=None)
def test_a_month_and_day_are_read_back_within_five_months(published: dt.date, back: int) -> None:
    day = published - dt.timedelta(days=back)
    [found] = find_times(f"The two met on {MONTHS[day.month - 1]} {day.day}.", published.isoformat())
    assert found.value == day.isoformat()


RELATIVE = (
    "last month",
    "next month",
    "this month",
    "earlier this month",
    "three months ago",
    "this year",
    "last year",
    "late last year",
    "next year",
    "early next year",
    "two years ago",
    "in the first quarter of last year",
)


@given(published=RECENT.filter(lambda d: (d.month, d.day) != (2, 29) and d.year < 2049), phrase=st.sampled_from(RELATIVE))
@settings(max_examples=120, deadline=None)
def test_a_year_later_relative_values_are_a_year_later(published: dt.date, phrase: str) -> None:
    text = f"They spoke of it {phrase}."
    now = dated_times(find_times(text, published.isoformat()))
    later = dated_times(find_times(text, published.replace(year=published.year + 1).isoformat()))
    assert len(now) == len(later) == 1
    for one, two in zip(now, later, strict=True):
        assert two.value == f"{int(str(one.value)[:4]) + 1:04d}{str(one.value)[4:]}"


WORDS = [
    "the",
    "next",
    "last",
    "Friday",
    "May",
    "9",
    "31",
    "2019",
    "/",
    "-",
    ",",
    "Sept.",
    "early",
    "half",
    "of",
    "year",
    "’80s",
    "“",
    "ago",
]
MORE = [
    "two",
    "from",
    "to",
    "and",
    "century",
    "99th",
    "first",
    "0",
    ".",
    "quarter",
    "hundred",
    "12/13/14",
    "9999",
    "25:99 p.m.",
    "Feb 30",
    "Q3",
]
PIECES = st.sampled_from([*WORDS, *MORE, " ", "\n", "February 30, 2019", "million years ago"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))
PUBLISHED = st.sampled_from([None, "2019-09-19", "0001-01-01", "9999-12-31", "2020-02-29", "2019-09", "2019"])


@given(text=TEXTS, published=PUBLISHED, style=st.sampled_from(["record", "timeml"]))
@settings(max_examples=300, deadline=None)
def test_arbitrary_text_never_crashes_and_offsets_hold(text: str, published: str | None, style) -> None:
    last = 0
    for found in find_times(text, published, style=style):
        assert text[found.start : found.end] == found.text
        assert found.start >= last
        assert found.value is not None or found.reason
        last = found.end


@given(day=RECENT, count=st.integers(-40, 40))
def test_a_unit_moved_and_moved_back_is_itself(day: dt.date, count: int) -> None:
    for unit in ("day", "weekend", "week", "month", "quarter", "season", "half", "year"):
        cal = enclosing(day, unit)
        assert cal.moved(count).moved(-count) == cal
        assert cal.last >= cal.first
        assert unit == "weekend" or cal.first <= day <= cal.last


def test_months_added_stay_in_the_month() -> None:
    assert add_months(dt.date(2020, 1, 31), 1) == dt.date(2020, 2, 29)
    assert Cal("week", dt.date(2019, 12, 30)).record == "2020-W01"


HOSTILE = {
    "one word": "the ",
    "edges": "early late the end of the ",
    "numbers": "1 ",
    "figures": "9",
    "years": "2019 ",
    "quotes": "“'’'",
    "spaces": " " * 50 + "\n",
    "days": "May 9, ",
    "durations": "two ",
    "verbs": "will be set to said on Friday ",
    "letters": "a",
    "links": "Monday to ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_the_length_of_hostile_lines(name: str) -> None:
    piece = HOSTILE[name]

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        find_times(text, "2019-09-19")
        return time.process_time() - start

    seconds(2_000)
    short = min(seconds(20_000) for _ in range(2))
    assert seconds(100_000) < 15 * short + 0.3


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_on_one_line_is_read(name: str) -> None:
    text = (HOSTILE[name] * 1_000_000)[:1_000_000]
    start = time.process_time()
    find_times(text, "2019-09-19")
    assert time.process_time() - start < 60
