"""A dateline hangs together and takes no part in its sentence."""

import pytest

from chancery.language import load


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("NEW YORK (Chiyoda Courier, Sept. 27, 2019) - Japan’s new foreign minister spoke with his guest on Thursday.", "Japan"),
        ("LIMA, May 3 (Andean Wire) -- Peruvian President Ana Ruiz received the envoy of Chile.", "Peruvian"),
        ("KAMPALA — Uganda has called its envoy home.", "Uganda"),
    ],
)
def test_a_dateline_stands_apart(text: str, first: str) -> None:
    [parse] = load().read([text])
    sentence = parse.sentences[0]
    begins = next(token.index for token in sentence.tokens if token.text == first)
    crossing = [t for t in sentence.tokens if t.head >= 0 and (t.index < begins) != (t.head < begins)]
    assert [(t.index, t.deprel) for t in crossing] == [(0, "parataxis")]
    assert not [e for e in parse.entities if e.label == "PERSON" and e.end < sentence.tokens[begins].start]


@pytest.mark.parametrize("text", ["Peru - the host - will open the talks.", "PERU-CHILE TALKS BEGIN IN LIMA"])
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    [parse] = load().read([text])
    assert [t for t in parse.sentences[0].tokens if t.head < 0]
