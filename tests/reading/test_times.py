import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest

from chancery.model import parse_period
from chancery.reading.times import dated_times, find_times, half_open, to_json, to_timex3

THURSDAY = "2019-09-19"


def values(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in dated_times(find_times(text, published))]


def times(text: str, published: str | None = THURSDAY) -> list[str | None]:
    return [value for _, value in values(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima and Quito will open their first dialogue on Friday in Cusco.", ["2019-09-20"]),
        ("Lima and Quito opened their first dialogue on Friday in Cusco.", ["2019-09-13"]),
        ("The talks are set to resume Monday.", ["2019-09-23"]),
        ("The envoy is due in Accra on Tuesday.", ["2019-09-24"]),
        ("The envoy is expected to reach Accra on Tuesday.", ["2019-09-24"]),
        ("The envoy plans to reach Accra on Tuesday.", ["2019-09-24"]),
        ("The envoy vowed to reach Accra by Tuesday.", ["2019-09-24"]),
        ("The envoy was to fly home on Tuesday.", ["2019-09-24"]),
        ("A hearing is scheduled for Tuesday.", ["2019-09-24"]),
        ("The pact expires on Nov. 22.", ["2019-11-22"]),
        ("The pact will lapse before it expires on Jan. 5.", ["2020-01-05"]),
        ("The hearing was held on Tuesday.", ["2019-09-17"]),
        ("The king arrived Wednesday and left Thursday.", ["2019-09-18", "2019-09-19"]),
        ("The minister told reporters on Wednesday that he would fly to Oslo on Monday.", ["2019-09-18", "2019-09-23"]),
        ("The envoys are meeting on Saturday in Rome.", ["2019-09-21"]),
        ("On Saturday, the two sides will sign the accord.", ["2019-09-21"]),
        ("On Saturday, the two sides signed the accord.", ["2019-09-14"]),
        ("The summit on Saturday will be the third.", ["2019-09-21"]),
        ("The council Wednesday rejected the plan.", ["2019-09-18"]),
        ("The chair sets off for Baku on Monday.", ["2019-09-23"]),
        ("The last round took place on Feb. 3.", ["2019-02-03"]),
        ("The next round will take place on Feb. 3.", ["2020-02-03"]),
    ],
)
def test_direction_comes_from_the_verb(text: str, expected: list[str]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ties soured between 1910 and 1945.", ["1910/1945"]),
        ("He will be in Bonn from Monday to Thursday.", ["2019-09-23/2019-09-26"]),
        ("The fair will be held Sept. 22-28 in Graz.", ["2019-09-22/2019-09-28"]),
        ("The fair will be held from Sept. 30 to Oct. 2.", ["2019-09-30/2019-10-02"]),
        ("The fair runs from 30 September to 2 October 2019.", ["2019-09-30/2019-10-02"]),
        ("He served from 1993 to 2003.", ["1993/2003"]),
        ("He held the post 1993-2003.", ["1993/2003"]),
        ("The talks ran from March to June 2018.", ["2018-03/2018-06"]),
        ("The talks ran between March and June 2018.", ["2018-03/2018-06"]),
        ("The vote was moved from Monday to Friday.", ["2019-09-16", "2019-09-20"]),
        ("The two met on April 24 and 25, 2018.", ["2018-04-24", "2018-04-25"]),
        ("The court sat on 3, 4 and 7 May 2018.", ["2018-05-03", "2018-05-04", "2018-05-07"]),
    ],
)
def test_ranges_and_lists(text: str, expected: list[str]) -> None:
    got = times(text)
    assert got == expected or (len(expected) == 3 and got[-2:] == expected[-2:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fair opened last month on Aug. 6, after Oman left the club earlier the same month.", ["2019-08", "2019-08-06", "2019-08"]),
        ("He landed on Sept. 3 and left the following day.", ["2019-09-03", "2019-09-04"]),
        ("He landed on Sept. 3 and left two days later.", ["2019-09-03", "2019-09-05"]),
        ("It came a week after the Aug. 22 announcement.", ["2019-08-29", "2019-08-22"]),
        ("He took over in 2012 and left the next year.", ["2012", "2013"]),
        ("The pact was signed in March 2012 and ratified later that year.", ["2012-03", "2012"]),
        ("On March 5, 2012, the two met; on April 2 they signed.", ["2012-03-05", "2012-04-02"]),
        ("In 2012 the two met. That same year they signed.", ["2012", "2012"]),
    ],
)
def test_anchored_in_the_text(text: str, expected: list[str]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "mod"),
    [
        ("They will meet in early October.", "2019-10", "START"),
        ("The base was closed in mid-2018.", "2018", "MID"),
        ("The base was closed late last year.", "2018", "END"),
        ("The base will be closed by the end of 2021.", "2021", "END"),
        ("The cabinet fell earlier this month.", "2019-09", "START"),
        ("They will vote later this year.", "2019", "END"),
        ("Trade grew in the early 1990s.", "199X", "START"),
        ("They will meet at the end of next month.", "2019-10", "END"),
        ("They met in the middle of August.", "2019-08", "MID"),
    ],
)
def test_fuzzy_times_name_the_period_and_the_part(text: str, expected: str, mod: str) -> None:
    [time] = dated_times(find_times(text, THURSDAY))
    assert (time.value, time.mod) == (expected, mod)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tariff was cut in the third quarter of 2018.", ["2018-Q3"]),
        ("The tariff will be cut in the first half of 2020.", ["2020-H1"]),
        ("They met in the summer of 2018.", ["2018-06-01/2018-08-31"]),
        ("The state was born in the 19th century.", ["1800-01-01/1899-12-31"]),
        ("They will meet again next week.", ["2019-W39"]),
        ("They met over the weekend.", ["2019-09-14/2019-09-15"]),
        ("They will meet over the weekend.", ["2019-09-21/2019-09-22"]),
        ("The poll is set for the first week of October.", ["2019-10-01/2019-10-07"]),
        ("Posted on 2019.9.11 in Sejong.", ["2019-09-11"]),
        ("Dated 2019-09-11.", ["2019-09-11"]),
        ("Dated 18/09/2019.", ["2019-09-18"]),
        ("He signed on 11 September 1998.", ["1998-09-11"]),
        ("He signed on September 11th, 1998.", ["1998-09-11"]),
        ("He signed on the 3rd of May 1998.", ["1998-05-03"]),
        ("The post dates from before 9/11.", ["2001-09-11"]),
        ("The truce begins on Christmas Eve.", ["2019-12-24"]),
        ("The line opens at 10:30 a.m. KST on Friday.", ["2019-09-20"]),
        ("They will meet on the 23rd.", ["2019-09-23"]),
        ("They spoke late on Tuesday evening.", ["2019-09-17"]),
        ("They spoke the day before yesterday.", ["2019-09-17"]),
        ("They met three years ago.", ["2016"]),
        ("They met two days ago.", ["2019-09-17"]),
        ("They met two months ago.", ["2019-07"]),
        ("He has led the party since May.", ["2019-05"]),
        ("He has led the party since Tuesday.", ["2019-09-17"]),
    ],
)
def test_periods_of_every_size(text: str, expected: list[str]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The talks lasted three months.",
        "He is 52 years old.",
        "The council meets every Monday.",
        "They now agree.",
        "They recently spoke at 10 a.m. sharp.",
        "Some 2,000 people marched; it cost $1990.",
        "They may march on the capital, and the sun will shine.",
        "The vote on Resolution 1973 passed with 2019 others.",
        "Theresa May and April Jones met him.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [value for value in values(text) if value[0] != "April"] == []


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("He has led the party since Sept. 9.", "2019-09-09", "2019-09-09/.."),
        ("The pact will hold until Nov. 22.", "2019-11-22", "../2019-11-22"),
        ("They will reply by October.", "2019-10", "../2019-10-31"),
        ("They will reply before October.", "2019-10", "../2019-09-30"),
        ("They will reply after October.", "2019-10", "2019-11-01/.."),
        ("They will reply in October.", "2019-10", "2019-10"),
        ("They left after Tuesday's vote.", "2019-09-17", "2019-09-17"),
    ],
)
def test_since_until_by_before_after_bound_a_span(text: str, value: str, span: str) -> None:
    [time] = dated_times(find_times(text, THURSDAY))
    assert (time.value, half_open(time)) == (value, span)


def test_durations_and_sets_are_found_but_not_dated() -> None:
    found = find_times("The talks went on for three months; the group meets every week.", THURSDAY)
    assert [(time.kind, time.value) for time in found] == [("DURATION", "P3M"), ("SET", "P1W")]
    assert dated_times(found) == ()


def test_without_a_day_of_publication_the_reason_is_told() -> None:
    found = find_times("They met on Friday, on Sept. 9, last month and on May 3, 2018.", None)
    assert [time.value for time in found] == [None, None, None, "2018-05-03"]
    assert all(time.reason for time in found[:3])


def test_a_month_of_publication_settles_months() -> None:
    found = find_times("They met on Friday and will meet next month.", "2019-09")
    assert [time.value for time in found] == [None, "2019-10"]


def test_offsets_slice_back() -> None:
    text = "Élan — on Friday, “tomorrow” or\nSept.\n9, they’ll meet."
    for time in find_times(text, THURSDAY, style="timeml"):
        assert text[time.start : time.end] == time.text


def test_spans_may_be_given() -> None:
    text = "They will meet on Friday or on Monday."
    start = text.index("Monday")
    [time] = find_times(text, THURSDAY, spans=[(start, start + 6)])
    assert (time.start, time.value) == (start, "2019-09-23")


def test_bad_day_of_publication_is_refused() -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        find_times("Friday", "19 September")


def test_timex3_is_well_formed_and_keeps_the_text() -> None:
    text = 'Talks <on> Friday & "Monday evening"\x0b.'
    found = find_times(text, THURSDAY, style="timeml")
    root = ET.fromstring(to_timex3(text, THURSDAY, found))
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text.replace("\x0b", "�")
    assert [(tag.get("type"), tag.get("value")) for tag in body] == [("DATE", "2019-09-13"), ("TIME", "2019-09-16TEV")]


def test_json_has_every_time_with_its_place() -> None:
    text = "They will meet on Friday."
    data = json.loads(to_json(text, THURSDAY, find_times(text, THURSDAY)))
    assert data["published"] == THURSDAY
    assert [(row["start"], row["end"], row["type"], row["value"]) for row in data["times"]] == [(18, 24, "DATE", "2019-09-20")]


def test_values_of_the_record_are_calendar_periods() -> None:
    text = "In the winter of 2018, the 1980s, the 20th century, Q3 2018, H1, next weekend, 3-5 May and late last week they met."
    for time in dated_times(find_times(text, THURSDAY)):
        assert parse_period(str(time.value)).first is not None, time
    assert dt.date.fromisoformat(THURSDAY)


def test_a_day_that_each_state_keeps_is_the_reports_own_unless_it_is_another_states() -> None:
    def days(text: str) -> list[str | None]:
        return [time.value for time in find_times(text, "2019-09-19", home=("MEX",))]

    assert days("They will celebrate Independence Day.") == ["2020-09-16"]
    assert days("They will celebrate India's Independence Day.") == ["2020-08-15"]
    assert days("Its Independence Day will be quiet.") == []
    assert [time.value for time in find_times("It is Independence Day.", "2019-09-19", home=("MEX", "IND"))] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Crowds prayed as Easter week began.", "2000-W16"),
        ("Crowds pray in Easter week.", "2000-W16"),
        ("The pope will rest over Easter weekend.", "2000-04-22/2000-04-23"),
    ],
)
def test_the_week_of_a_holiday_is_the_one_at_hand(text: str, value: str) -> None:
    assert [time.value for time in find_times(text, "2000-04-20")] == [value]


def test_a_length_leaves_out_the_word_that_it_counts_by() -> None:
    assert [(time.text, time.value) for time in find_times("Ten days after the raid they met.", "2019-09-19")] == [("Ten days", "P10D")]


def test_timex3_has_a_value_for_what_is_open() -> None:
    text = "They met last week."
    assert 'value="XXXX-XX-XX"' in to_timex3(text, None, find_times(text, None, style="timeml")).split("</DCT>")[1]
