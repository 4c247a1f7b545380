from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.resolve.names import compare, keys, short_for

SAME = (
    ("Takizaki Shigeki", "Shigeki Takizaki"), ("Lee Nak-yon", "Lee Nak-yeon"), ("Kim Jong-un", "Kim Jong Un"),
    ("Xi Jinping", "Xi Jin-ping"),    ("Joseph R. Biden Jr.", "Joe Biden"), ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sissi"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Mohammed bin Salman", "Muhammad bin Salman"), ("Shinzō Abe", "Abe Shinzo"), ("Sergey Lavrov", "Sergei Lavrov"),
    ("Mike Pompeo", "Michael R. Pompeo"), ("Isaias Afwerki", "Isayas Afeworki"), ("Sheikh Hasina", "Sheikh Hasina Wajed"),
)  # fmt: skip
PARTIAL = (("U.Khurelsukh", "Ukhnaagiin Khurelsukh"), ("J. Kerry", "John Kerry"))
NONE = (
    ("Kim Jong-un", "Kim Jong-in"), ("Kim Jong Un", "Kim Jong-il"), ("Kim Jung-han", "Kim In-chul"), ("Kim Hyok-chol", "Kim Yong-chol"),
    ("Wang Yi", "Wang Wei"), ("Taro Kono", "Taro Aso"), ("Sergei Ivanov", "Sergei Ivankov"), ("Kang", "Kang Kyung-wha"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one) == "same"
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), PARTIAL)
def test_initials_leave_room_for_another(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one) == "partial"
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), NONE)
def test_people_who_share_a_part_of_a_name(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one) == "none"


def test_a_surname_is_short_for_full_names() -> None:
    assert short_for("Kang", "Kang Kyung-wha")
    assert short_for("bin Farhan", "Faisal bin Farhan Al Saud")
    assert short_for("Amir Abdollahian", "Hossein Amir-Abdollahian")
    assert not short_for("Kang", "Kim Jung-han")
    assert not short_for("Kang", "Kang")


names = st.text(st.sampled_from("abdehiklnoy -.é"), min_size=1, max_size=14)


@given(names, names)
def test_comparing_is_symmetric_and_found_by_keys(one: str, other: str) -> None:
    assert compare(one, other) == compare(other, one)
    assert compare(one, one) == "same"
