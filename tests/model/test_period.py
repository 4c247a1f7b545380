import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.model import day_value, parse_period, span_value, week_value

DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2019-09-20", "2019-09-20", "2019-09-20", "day"),
        ("2019-W39", "2019-09-23", "2019-09-29", "week"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019-12", "2019-12-01", "2019-12-31", "month"),
        ("2021-Q4", "2021-10-01", "2021-12-31", "quarter"),
        ("2021-H2", "2021-07-01", "2021-12-31", "half"),
        ("1987", "1987-01-01", "1987-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("2019-09-01/2019-09-15", "2019-09-01", "2019-09-15", "span"),
        ("1993/2003", "1993-01-01", "2003-12-31", "span"),
        ("2019-09-09/..", "2019-09-09", None, "span"),
        ("../2019-11-22", None, "2019-11-22", "span"),
    ],
)
def test_forms(value, first, last, precision):
    period = parse_period(value)
    assert (str(period.first) if first else period.first, str(period.last) if last else period.last) == (first, last)
    assert period.precision == precision


@pytest.mark.parametrize("value", ["", "Friday", "2019-02-30", "2019-13", "2019-W54", "2019-09-15/2019-09-01", "../..", "2019-9-1"])
def test_refuses_what_is_no_period(value):
    with pytest.raises(ValueError, match=r"."):
        parse_period(value)


@given(DAYS)
def test_a_day_lies_in_its_week_month_and_year(day):
    assert parse_period(day_value(day)).contains(day)
    for value in (week_value(day), f"{day:%Y-%m}", f"{day:%Y}"):
        period = parse_period(value)
        assert period.contains(day)
        assert parse_period(day_value(day)).within(period)


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_symmetric_and_means_a_shared_day(a, b, c, d):
    one, two = parse_period(span_value(min(a, b), max(a, b))), parse_period(span_value(min(c, d), max(c, d)))
    shared = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert one.overlaps(two) == two.overlaps(one) == shared
