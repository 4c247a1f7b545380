"""Every entry of the rule data fits its examples and leaves its counterexamples alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.intake.furniture import Clip, DatelineForm, Furniture, clips, dateline, dateline_forms, furniture, furniture_of
from chancery.intake.lines import split_lines


@pytest.mark.parametrize("entry", furniture(), ids=lambda entry: entry.name)
def test_furniture_fits_its_examples(entry: Furniture) -> None:
    assert [text for text in entry.examples if not entry.match(text)] == []
    assert [text for text in entry.counterexamples if furniture_of(text)] == []


@pytest.mark.parametrize("entry", [clip for clip in clips() if clip.where != "name"], ids=lambda entry: entry.name)
def test_clip_fits_its_examples(entry: Clip) -> None:
    def changed(text: str) -> bool:
        line = split_lines(text)[0]
        return entry.cut(line).text != line.text

    assert [text for text in entry.examples if not changed(text)] == []
    assert [text for text in entry.counterexamples if changed(text)] == []


@pytest.mark.parametrize("entry", [clip for clip in clips() if clip.where == "name"], ids=lambda entry: entry.name)
def test_name_is_trimmed(entry: Clip) -> None:
    assert [text for text in entry.examples if entry.trim(text) == text] == []
    assert [text for text in entry.counterexamples if entry.trim(text) != text] == []


@pytest.mark.parametrize("entry", dateline_forms(), ids=lambda entry: entry.name)
def test_dateline_fits_its_examples(entry: DatelineForm) -> None:
    assert [text for text in entry.examples if not dateline(text)] == []
    assert [text for text in entry.counterexamples if dateline(text)] == []


def test_dateline_gives_day_and_agency() -> None:
    found = dateline("LAGOS, May 4, 2009 (AFP) - Ministers met.")
    assert found is not None
    assert found.day is not None
    assert (str(found.day.date), found.agency, found.words) == ("2009-05-04", "AFP", "LAGOS, May 4, 2009 (AFP)")


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribers to the pact met in Oslo on Friday to renew it for another five years.",
        "Comments by the premier drew an angry answer from her neighbours.",
        "The two leaders signed the text, printed it, and shared it with the press.",
        "He said related talks would go on in Vienna.",
        "Photo opportunities were cancelled after the envoy fell ill.",
        "Updated figures show that trade between the two states fell by a tenth.",
        "Follow-up talks are planned for May 2019 in Lindholm.",
        "“Read my lips,” the minister said.",
        "Advertising will be banned, the government announced on Monday.",
        "Advertisement Standards rules do not bind embassies, he said.",
        "By Friday, the two sides had agreed on a text.",
        "Video-link talks were held between the two ministers on Friday.",
        "Issued on July 4, 2018, the statement urged both sides to return to the table.",
        "Dated July 4, 2018, the letter asked Lindholm to withdraw.",
        "The ministers signed a free trade pact on Tuesday (Norvania/Estmark).",
        "They agreed (a) to open the bridge, (b) to lower tariffs and (c) that the premiers hold talks in May.",
        "He set out his plan in a newsletter.",
        "Photos from the camp showed damage to the fence, the ministry said.",
        "The report was published two days after the envoy left.",
    ],
)
def test_sentences_are_no_furniture(sentence: str) -> None:
    assert furniture_of(sentence) is None


@given(
    st.sampled_from(furniture()).flatmap(
        lambda entry: st.lists(st.sampled_from([*" ".join(entry.examples).split(), "|", "-", "...", "A.", "12"]), max_size=entry.longest)
    )
)
def test_no_line_takes_long(words: list[str]) -> None:
    line = " ".join([*words, "- - - - - ....... x"])
    started = time.perf_counter()
    furniture_of(line)
    assert time.perf_counter() - started < 1
