from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.language import Options, Pipeline, load
from chancery.model import LanguageError, Parse

REPORT = """Envoys of Peru and Chile to meet in Lima

LIMA, March 3 (Andina) -- Peruvian Foreign Minister Rosa Quispe will meet her Chilean counterpart, Jorge Araya, on Friday,
her office said. They won't talk about the border at their meeting, which will be held at the palace of the presidents.

“We want results,” Quispe said. Kim Min-seok of South Korea's Foreign Ministry will attend as an observer."""


@pytest.fixture(scope="module")
def nlp() -> Pipeline:
    return load()


def parse(nlp: Pipeline, text: str) -> Parse:
    return next(iter(nlp.read([text])))


def check(found: Parse) -> None:
    """What holds of every parse: exact offsets in order, whole trees, names in order and apart."""
    before = 0
    for number, sentence in enumerate(found.sentences):
        assert sentence.index == number
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        assert len([token for token in sentence.tokens if token.head < 0]) == 1
        assert sentence.root.deprel == "root"
        assert len(sentence.subtree(sentence.root.index)) == len(sentence.tokens)
        for index, token in enumerate(sentence.tokens):
            assert token.index == index
            assert found.text[token.start : token.end] == token.text
            assert before <= token.start < token.end
            before = token.end
    ends = 0
    for entity in found.entities:
        assert ends <= entity.start < entity.end <= len(found.text)
        assert 0 < entity.score <= 1
        ends = entity.end


def test_a_report(nlp: Pipeline) -> None:
    found = parse(nlp, REPORT)
    check(found)
    names = {(REPORT[e.start : e.end], e.label) for e in found.entities}
    assert {("Rosa Quispe", "PERSON"), ("Jorge Araya", "PERSON"), ("Friday", "DATE"), ("LIMA", "PLACE")} <= names
    starts = [REPORT[s.start : s.start + 8] for s in found.sentences]
    assert starts == ["Envoys o", "LIMA, Ma", "They won", "“We want", "Kim Min-"]
    meet = next(token for token in found.sentences[1].tokens if token.text == "meet")
    assert (meet.lemma, meet.upos) == ("meet", "VERB")
    assert "Min-seok" in [token.text for token in found.sentences[4].tokens]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "Yes",
        ".",
        "\x00\x07",
        "a\u0301",
        "😀 👩‍👩‍👧",
        "日本と韓国の外相が会談した。",
        "وزير الخارجية يلتقي نظيره",
        "Die Außenministerin reist nach Wien.",
        "Ω" * 500,
        "- " * 700,
    ],
)
def test_odd_texts(nlp: Pipeline, text: str) -> None:
    found = parse(nlp, text)
    check(found)
    assert found.text == text


def test_a_long_line(nlp: Pipeline) -> None:
    check(parse(nlp, "the envoy said that " * 3_000))
    check(parse(nlp, "x" * 1_000_000))


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("abcé'’-. ,\n\tAZ09“”()日\x00"), max_size=120))
def test_any_text(text: str) -> None:
    check(parse(_shared(), text))


_KEPT: list[Pipeline] = []


def _shared() -> Pipeline:
    if not _KEPT:
        _KEPT.append(load())
    return _KEPT[0]


def test_order_and_company_change_nothing(nlp: Pipeline) -> None:
    texts = [REPORT, "Talks ended.", "", "The minister left Lima on Monday.\n\nShe did not speak."]
    alone = [parse(nlp, text) for text in texts]
    together = list(nlp.read(texts))
    assert [p.text for p in together] == texts
    for a, b in zip(alone, together, strict=True):
        assert [[(t.start, t.head, t.upos) for t in s.tokens] for s in a.sentences] == [
            [(t.start, t.head, t.upos) for t in s.tokens] for s in b.sentences
        ]
        assert [(e.start, e.end, e.label) for e in a.entities] == [(e.start, e.end, e.label) for e in b.entities]
    assert list(nlp.read(texts)) == together


def test_reading_streams(nlp: Pipeline) -> None:
    taken = 0

    def texts() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield REPORT

    found = nlp.read(texts())  # type: ignore[arg-type]
    next(found)
    assert taken < 400


def test_hyphens_can_be_left_apart() -> None:
    apart = load(options=Options(join_names=False))
    assert "seok" in [token.text for token in parse(apart, REPORT).sentences[4].tokens]


def test_an_unknown_convention_is_refused(nlp: Pipeline) -> None:
    with pytest.raises(LanguageError, match="expected one of any, ewt, gum"):
        load(options=Options(convention="ptb"))
    with pytest.raises(LanguageError, match="expected one of any, ewt, gum"):
        nlp.asked("ptb")


def test_name_and_version(nlp: Pipeline) -> None:
    assert nlp.name
    assert len(nlp.version) >= 8


def test_a_missing_or_foreign_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="cannot read the language model"):
        load(folder=tmp_path)
    (tmp_path / "labels.json").write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(LanguageError, match="language model"):
        load(folder=tmp_path)
