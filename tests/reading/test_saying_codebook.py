"""Every example of the codebook's words of saying is found by its entry, and no counterexample is."""

from functools import cache

import pytest

from chancery.language import load
from chancery.model import Parse
from chancery.reading.statements.lexicon import NounClass, RelayClass, SayingClass, noun_classes, nouns, relay_classes, saying_classes
from chancery.reading.statements.sayings import find_sayings


@cache
def parsed(sentence: str) -> Parse:
    [parse] = pipeline().read([sentence])
    return parse


@cache
def pipeline():
    return load()


def rules(sentence: str) -> list[str]:
    return [s.rule for s in find_sayings(parsed(sentence))]


@pytest.mark.parametrize("entry", saying_classes(), ids=lambda entry: entry.name)
def test_verbs(entry: SayingClass) -> None:
    assert not [e for e in entry.examples if entry.name not in rules(e)]
    assert not [e for e in entry.counterexamples if entry.name in rules(e)]


@pytest.mark.parametrize("entry", relay_classes(), ids=lambda entry: entry.name)
def test_relaying_words(entry: RelayClass) -> None:
    assert not [e for e in entry.examples if entry.name not in rules(e)]
    assert not [e for e in entry.counterexamples if entry.name in rules(e)]


def plays(sentence: str, entry: NounClass) -> bool:
    """Whether one of the entry's words plays its part in a statement of the sentence."""
    parse = parsed(sentence)
    for saying in find_sayings(parse):
        tree = parse.sentences[saying.sentence]
        if entry.role == "outlet_name":
            if any(t.lemma.lower() in entry.words for t in tree.below(saying.cue, "obj", "iobj")):
                return True
        elif entry.role == "issuing":
            if any(t.lemma.lower() in entry.words for t in tree.below(saying.source or 0, "acl")):
                return True
        elif entry.role == "speaking":
            beside = (*tree.below(saying.source or 0, "acl"), *tree.below(saying.cue, "advcl"))
            if any(t.lemma.lower() in entry.words for t in beside):
                return True
        elif entry.role in ("setting", "carrier"):
            near = [*list(tree.below(saying.cue, "obl")), tree.tokens[max(0, tree.tokens[saying.cue].head)]]
            if any(t.lemma.lower() in {w.split()[0] for w in entry.words} for t in near):
                return True
        elif saying.source is not None and tree.tokens[saying.source].lemma.lower() in entry.words:
            return True
    return False


@pytest.mark.parametrize("entry", noun_classes(), ids=lambda entry: entry.name)
def test_nouns(entry: NounClass) -> None:
    assert all(plays(e, entry) for e in entry.examples)
    assert not any(plays(e, entry) for e in entry.counterexamples)


def test_no_word_stands_twice_in_a_list() -> None:
    assert all(len(entry.words) == len(set(entry.words)) for entry in noun_classes())
    assert "official" in nouns("human")
