import time

import pytest

from chancery.model import Report
from chancery.reading.dating import date_period, date_report


def dated(text: str) -> tuple[str | None, str, str]:
    return date_report(Report("r", "r", text))


def test_a_dateline_with_its_year_is_the_day() -> None:
    day, how, why = dated("LISBON, March 3, 2011 (Lusa) -- The minister left for talks on Friday.")
    assert (day, how) == ("2011-03-03", "dateline")
    assert "LISBON, March 3, 2011" in why


def test_weekday_day_of_month_and_office_holders_leave_one_day() -> None:
    text = (
        "The two ministers spoke today, Thursday the 19th, by phone. President Donald Trump was told of the call, and "
        "Foreign Minister Toshimitsu Motegi thanked him for the round held last month on Aug. 3."
    )
    day, how, why = dated(text)
    assert (day, how) == ("2019-09-19", "inferred")
    assert "Thursday the 19th" in why
    assert "in office" in why


def test_a_dateline_without_year_and_office_holders() -> None:
    text = "TOKYO, Oct. 19 (Kyodo) -- Prime Minister Shinzo Abe met Foreign Minister Toshimitsu Motegi."
    day, how, why = dated(text)
    assert (day, how) == ("2019-10-19", "inferred")
    assert "Oct. 19" in why


def test_a_weekday_beside_another_date_settles_the_year() -> None:
    text = "TOKYO, May 5 (Kyodo) -- President Donald Trump will fly to Oslo on Tuesday, May 12, aides said."
    assert dated(text)[:2] == ("2020-05-05", "inferred")


def test_several_days_left_stay_open_with_the_reason() -> None:
    text = "President Donald Trump met the envoys on Friday, the palace said. The last round took place last month on Aug. 3."
    day, how, why = dated(text)
    assert (day, how) == (None, "open")
    assert "fit" in why or "settle" in why


def test_a_post_taken_on_a_named_day_gives_the_year() -> None:
    text = "On Oct. 4, Fumio Kishida was elected as prime minister. The two met last month on Sept. 3, he said today, Friday the 15th."
    assert dated(text)[:2] == ("2021-10-15", "inferred")


@pytest.mark.parametrize(
    "text", ["", "They met on Friday and will meet again next week.", "former President Donald Trump spoke.", "President Castillo spoke."]
)
def test_nothing_to_go_by_is_open(text: str) -> None:
    day, how, why = dated(text)
    assert (day, how) == (None, "open")
    assert why


def test_words_that_do_not_agree_stay_open() -> None:
    text = "They spoke today, Monday the 19th. Foreign Minister Toshimitsu Motegi listened. They had met last month on Aug. 3."
    day, how, why = dated(text)
    assert (day, how) == (None, "open")
    assert "agree" in why or "fit" in why


def test_the_year_of_a_past_day_bounds_but_does_not_settle() -> None:
    day, how, _ = dated("The pact was signed on May 3, 2018 in Oslo, they recalled today, Monday the 10th.")
    assert (day, how) == (None, "open")


def test_the_month_is_told_where_the_day_is_not() -> None:
    text = "On Oct. 4, Fumio Kishida was elected as prime minister. The two met last month on Sept. 3, he said Friday."
    assert dated(text)[:2] == (None, "open")
    assert date_period(Report("r", "r", text)) == "2021-10"
    assert date_period(Report("r", "r", "They met on Friday.")) is None


@pytest.mark.parametrize("piece", ["A", "Aa ", "President Aa ", "today, ", "LISBON, ", "On Sept. 11, Aa Bb was named. "])
def test_hostile_text_is_dated_in_time(piece: str) -> None:
    text = (piece * 30_000)[:200_000]
    start = time.process_time()
    dated(text)
    assert time.process_time() - start < 5
