"""Status from tense, modals, negation and the words of diplomacy."""

from functools import cache

import pytest

from chancery.codebook import DATA, load_entries
from chancery.language import Pipeline, load
from chancery.model import EventStatus, Parse
from chancery.reading.cue_words import StatusCue
from chancery.reading.cues import status_of
from tests.conllu import parse_conllu

CUES = load_entries(DATA / "cues" / "status.yaml", StatusCue)

MAY_MEET = """
1 Kenya Kenya PROPN _ _ 3 nsubj _ _
2 may may AUX _ VerbForm=Fin 3 aux _ _
3 meet meet VERB _ VerbForm=Inf 0 root _ _
4 Uganda Uganda PROPN _ _ 3 obj _ _
"""
SET_TO_MEET = """
1 Kenya Kenya PROPN _ _ 3 nsubj:pass _ _
2 is be AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 3 aux:pass _ _
3 set set VERB _ Tense=Past|VerbForm=Part|Voice=Pass 0 root _ _
4 to to PART _ _ 5 mark _ _
5 meet meet VERB _ VerbForm=Inf 3 xcomp _ _
6 Uganda Uganda PROPN _ _ 5 obj _ _
"""
MET = """
1 Kenya Kenya PROPN _ _ 2 nsubj _ _
2 met meet VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
3 Uganda Uganda PROPN _ _ 2 obj _ _
"""
DID_NOT_MEET = """
1 Kenya Kenya PROPN _ _ 4 nsubj _ _
2 did do AUX _ Mood=Ind|Tense=Past|VerbForm=Fin 4 aux _ _
3 not not PART _ Polarity=Neg 4 advmod _ _
4 meet meet VERB _ VerbForm=Inf 0 root _ _
5 Uganda Uganda PROPN _ _ 4 obj _ _
"""


@cache
def pipeline() -> Pipeline:
    return load()


def statuses(parse: Parse, *words: str) -> list[str]:
    return [status_of(s, t.index)[0].value for s in parse.sentences for t in s.tokens if t.text in words]


@pytest.mark.parametrize(
    ("snippet", "status", "cue"),
    [
        (MAY_MEET, "possible", "may"),
        (SET_TO_MEET, "scheduled", "set to"),
        (MET, "occurred", None),
        (DID_NOT_MEET, "denied", "not"),
    ],
)
def test_status_of_a_verb(snippet: str, status: str, cue: str | None) -> None:
    sentence = parse_conllu(snippet).sentences[0]
    verb = next(t.index for t in sentence.tokens if t.lemma == "meet")
    found, why = status_of(sentence, verb)
    assert found == EventStatus(status)
    assert (why.label if why else None) == cue


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The two presidents will meet in Quito on Friday.", "meet", "scheduled"),
        ("The two presidents met in Quito.", "met", "occurred"),
        ("The president is likely to visit Quito.", "visit", "expected"),
        ("The president plans to visit Quito.", "visit", "expected"),
        ("The president is considering a visit to Quito.", "visit", "possible"),
        ("The ministry called off the talks.", "talks", "cancelled"),
        ("The talks were postponed.", "talks", "cancelled"),
        ("The upcoming summit drew protests.", "summit", "scheduled"),
        ("The ministry denied that the president had met the rebels.", "met", "denied"),
        ("The ministers agreed to meet in May.", "meet", "scheduled"),
        ("A summit is not likely this year.", "summit", "unlikely"),
        ("Nothing has been decided on a summit.", "summit", "undecided"),
        ("A meeting has yet to be decided.", "meeting", "undecided"),
        ("No date has been set for a meeting.", "meeting", "undecided"),
        ("No day was fixed for the next round of talks.", "talks", "undecided"),
        ("A date has been set for a meeting.", "meeting", "scheduled"),
        ("The king invited the president to visit Amman.", "visit", "proposed"),
        ("The minister called for talks.", "talks", "proposed"),
        ("The president is to visit Quito.", "visit", "scheduled"),
        ("If the president visits Quito, he will see the museum.", "visits", "possible"),
        ("The ongoing talks are difficult for both.", "talks", "ongoing"),
    ],
)
def test_status_in_sentences(text: str, word: str, status: str) -> None:
    assert statuses(next(iter(pipeline().read([text]))), word) == [status]


def labels(text: str) -> set[str]:
    parse = next(iter(pipeline().read([text])))
    found = [status_of(s, t.index)[1] for s in parse.sentences for t in s.tokens if t.upos in ("VERB", "NOUN", "AUX")]
    return {cue.label for cue in found if cue is not None}


@pytest.mark.parametrize(("entry", "text"), [(e, text) for e in CUES for text in e.examples], ids=lambda v: getattr(v, "name", v))
def test_examples_hold_their_cue(entry: StatusCue, text: str) -> None:
    assert entry.name in labels(text)


@pytest.mark.parametrize(("entry", "text"), [(e, text) for e in CUES for text in e.counterexamples], ids=lambda v: getattr(v, "name", v))
def test_counterexamples_do_not(entry: StatusCue, text: str) -> None:
    assert entry.name not in labels(text)
