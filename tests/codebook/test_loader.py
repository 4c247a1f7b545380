from dataclasses import dataclass
from typing import Literal

import pytest

from chancery.codebook import load_entries
from chancery.model import CodebookError


@dataclass(frozen=True, slots=True)
class Part:
    word: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    kind: Literal["verb", "noun"] = "verb"
    parts: tuple[Part, ...] = ()
    note: str | None = None


GOOD = """
- name: sail
  words: [sail, sailed]
  kind: noun
  parts: [{word: port, weight: 2}]
  examples: [The fleet sailed.]
  counterexamples: [The fleet sank.]
"""


def load(tmp_path, text):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return load_entries(path, Rule)


def test_an_entry_becomes_a_frozen_value(tmp_path):
    [rule] = load(tmp_path, GOOD)
    assert rule == Rule("sail", ("sail", "sailed"), ("The fleet sailed.",), ("The fleet sank.",), "noun", (Part("port", 2.0),))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("words:", "wrods:"), "unknown key 'wrods'"),
        (("  words: [sail, sailed]\n", ""), "'words' is missing"),
        (("[The fleet sailed.]", "[]"), "'examples' is empty; give a sentence that must match"),
        (("[The fleet sank.]", "[]"), "'counterexamples' is empty; give a sentence that must not match"),
        (("kind: noun", "kind: nuon"), "'nuon' is none of verb, noun"),
        (("[sail, sailed]", "sail"), "expected a list"),
        (("[sail, sailed]", "[1]"), "expected str, got 1"),
        (("kind: noun", "words: [ship]"), "key 'words' stands twice"),
        (("- name: sail", "- name: [sail"), "not YAML"),
        (("weight: 2", "wieght: 2"), "unknown key 'wieght'"),
    ],
)
def test_refuses_with_the_place(tmp_path, change, complaint):
    assert change[0] in GOOD
    with pytest.raises(CodebookError, match=complaint):
        load(tmp_path, GOOD.replace(*change))


def test_refuses_a_name_given_twice(tmp_path):
    with pytest.raises(CodebookError, match="'sail' stands twice"):
        load(tmp_path, GOOD + GOOD)


def test_refuses_a_missing_file_and_a_file_that_is_no_list(tmp_path):
    with pytest.raises(CodebookError, match="no such rule file"):
        load_entries(tmp_path / "none.yaml", Rule)
    with pytest.raises(CodebookError, match="expected a list"):
        load(tmp_path, "name: sail")
