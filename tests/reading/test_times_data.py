import re

import pytest

from chancery.codebook.world import world
from chancery.reading.dating import day_forms
from chancery.reading.times import find_times
from chancery.reading.times.direction import cues
from chancery.reading.times.grammar import grammar
from chancery.reading.times.named import holidays, national_days
from chancery.reading.times.resolve import STEPS

PATTERNS = grammar().patterns
EXAMPLES = [(pattern.name, example) for pattern in PATTERNS for example in pattern.examples]
COUNTEREXAMPLES = [(pattern.name, example) for pattern in PATTERNS for example in pattern.counterexamples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(EXAMPLES)])
def test_example_has_its_value(name: str, example: str) -> None:
    published, sentence, value, *style = [part.strip() for part in example.split(" | ")]
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    times = find_times(text, published, style="timeml" if style else "record")
    found = [(time.start, time.end, time.value) for time in times if time.start <= start < time.end]
    assert found == [(start, end, value)], [(t.text, t.value, t.rule) for t in times]


@pytest.mark.parametrize(("name", "example"), COUNTEREXAMPLES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(COUNTEREXAMPLES)])
def test_counterexample_is_not_found_by_the_pattern(name: str, example: str) -> None:
    times = find_times(example, "2019-09-19", style="timeml")
    assert not [time for time in times if time.rule.split("/")[0].split("+")[0] == name]


def test_every_pattern_names_a_step_that_exists() -> None:
    assert {pattern.gives for pattern in PATTERNS} <= set(STEPS)


def test_every_form_compiles() -> None:
    rules = {rule for starts in grammar().rules.values() for found in (starts.default, *starts.by_second.values()) for rule in found}
    assert all(rule.regex.groups >= 0 for rule in rules)


def test_every_holiday_word_has_its_day() -> None:
    assert set(grammar().atoms["holiday"].words.values()) == set(holidays())


def test_every_national_day_has_a_name_and_every_state_is_known() -> None:
    assert {kind for _, kind in national_days()} == set(grammar().atoms["national_day"].words.values())
    assert {state for state, _ in national_days()} <= set(world().territories)
    assert all(day.day(2024).year == 2024 for day in national_days().values())


def test_direction_lists_are_words() -> None:
    for name, words in cues().items():
        assert words, name
        assert all(re.fullmatch(r"[a-z'-]+", word) for word in words), name


@pytest.mark.parametrize(("form", "regex"), day_forms(), ids=[form.name for form, _ in day_forms()])
def test_forms_that_tell_the_reports_day(form, regex) -> None:
    assert all(regex.search(example) for example in form.examples)
    assert not any(regex.search(example) for example in form.counterexamples)
