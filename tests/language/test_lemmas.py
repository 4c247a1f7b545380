from __future__ import annotations

from importlib.resources import files

import pytest

from chancery.language.lemmas import Lemmas

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


@pytest.fixture(scope="module")
def rules() -> Lemmas:
    vocabulary = files("chancery.data").joinpath("model/vocab.txt").read_text("utf-8").split("\n")
    return Lemmas({("data", "NOUN"): "data"}, {word: rank for rank, word in enumerate(vocabulary) if word.isalpha()})


@pytest.mark.parametrize(
    ("word", "upos", "feats", "lemma"),
    [
        ("met", "VERB", PAST, "meet"),
        ("withdrew", "VERB", PAST, "withdraw"),
        ("hoped", "VERB", PAST, "hope"),
        ("planned", "VERB", PAST, "plan"),
        ("visited", "VERB", PAST, "visit"),
        ("resumed", "VERB", PAST, "resume"),
        ("passed", "VERB", PAST, "pass"),
        ("agreed", "VERB", PAST, "agree"),
        ("expelled", "VERB", PAST, "expel"),
        ("denied", "VERB", PAST, "deny"),
        ("condemns", "VERB", "Person=3|Tense=Pres", "condemn"),
        ("urges", "VERB", "Person=3|Tense=Pres", "urge"),
        ("signing", "VERB", "VerbForm=Ger", "sign"),
        ("postponing", "VERB", "VerbForm=Ger", "postpone"),
        ("said", "VERB", PAST, "say"),
        ("Ministers", "NOUN", "Number=Plur", "minister"),
        ("treaties", "NOUN", "Number=Plur", "treaty"),
        ("crises", "NOUN", "Number=Plur", "crisis"),
        ("spokeswomen", "NOUN", "Number=Plur", "spokeswoman"),
        ("taxes", "NOUN", "Number=Plur", "tax"),
        ("higher", "ADJ", "Degree=Cmp", "high"),
        ("earliest", "ADJ", "Degree=Sup", "early"),
        ("best", "ADJ", "Degree=Sup", "good"),
        ("n't", "PART", "", "not"),
        ("Motegi", "PROPN", "Number=Sing", "Motegi"),
        ("data", "NOUN", "Number=Plur", "data"),
        ("is", "AUX", "Tense=Pres", "be"),
    ],
)
def test_lemmas(rules: Lemmas, word: str, upos: str, feats: str, lemma: str) -> None:
    assert rules.of(word, upos, feats) == lemma
