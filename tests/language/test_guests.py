"""Guests named after a participle stand where the participle was put."""

import pytest

from chancery.language import load
from chancery.model import Sentence


def only(text: str) -> Sentence:
    [parse] = load().read([text])
    [sentence] = parse.sentences
    return sentence


@pytest.mark.parametrize(
    ("text", "name", "verb", "relation"),
    [
        ("Kenyan President Wanjiru Otieno on Tuesday received visiting Ugandan envoy Grace Okello.", "Grace", "received", "obj"),
        ("Chinese Premier Wen Jiabao met with visiting Peruvian Foreign Minister Ana Ruiz here on Monday.", "Ana", "met", "obl"),
        ("The president held talks with visiting Lao President Khamtay Siphandon in Hanoi.", "Khamtay", "held", "obl"),
    ],
)
def test_the_guest_takes_part(text: str, name: str, verb: str, relation: str) -> None:
    sentence = only(text)
    guest = next(token for token in sentence.tokens if token.text == name)
    assert sentence.tokens[guest.head].text == verb or sentence.tokens[guest.head].text == "talks"
    assert guest.deprel in (relation, "nmod")
    participle = next(token for token in sentence.tokens if token.text == "visiting")
    assert (participle.head, participle.deprel) == (guest.index, "amod")


@pytest.mark.parametrize(
    "text",
    [
        "He began the tour by visiting Ugandan President Grace Okello in Kampala.",
        "She is visiting Peru with Foreign Minister Ana Ruiz.",
        "After visiting the school, President Wanjiru Otieno left for Uganda.",
    ],
)
def test_whoever_visits_somebody_is_left_a_visitor(text: str) -> None:
    participle = next(token for token in only(text).tokens if token.text == "visiting")
    assert participle.deprel != "amod"
