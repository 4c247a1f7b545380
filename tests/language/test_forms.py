from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from chancery.language import to_conllu, to_json, to_spacy, to_svg
from chancery.model import Entity, Parse, Sentence, Token

TEXT = "Rosa Quispe left.\n\nShe won't <talk>"
ROWS = [
    [(0, 4, "PROPN", 2, "nsubj"), (5, 11, "PROPN", 0, "flat"), (12, 16, "VERB", -1, "root"), (16, 17, "PUNCT", 2, "punct")],
    [(19, 22, "PRON", 4, "nsubj"), (23, 25, "AUX", 4, "aux"), (25, 28, "PART", 4, "advmod"),
     (29, 30, "PUNCT", 4, "punct"), (30, 34, "VERB", -1, "root"), (34, 35, "PUNCT", 4, "punct")],
]  # fmt: skip


@pytest.fixture
def parse() -> Parse:
    sentences = []
    for number, rows in enumerate(ROWS):
        tokens = tuple(Token(i, a, b, TEXT[a:b], TEXT[a:b].lower(), upos, "", head, rel) for i, (a, b, upos, head, rel) in enumerate(rows))
        sentences.append(Sentence(number, tokens[0].start, tokens[-1].end, tokens))
    return Parse(TEXT, tuple(sentences), (Entity(0, 11, "PERSON", 0.9),))


def test_conllu(parse: Parse) -> None:
    lines = to_conllu(parse).split("\n")
    assert lines[0:2] == ["# sent_id = 1", "# text = Rosa Quispe left."]
    assert lines[2] == "1\tRosa\trosa\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=B-PERSON"
    assert lines[3] == "2\tQuispe\tquispe\tPROPN\t_\t_\t1\tflat\t_\tEntity=I-PERSON"
    assert lines[4].endswith("\t0\troot\t_\tSpaceAfter=No")
    assert lines[5].endswith("\\n\\n")
    assert lines[-2:] == ["", ""]
    assert to_conllu(Parse("", (), ())) == ""


def test_json(parse: Parse) -> None:
    found = json.loads(json.dumps(to_json(parse)))
    assert found["entities"] == [{"start": 0, "end": 11, "text": "Rosa Quispe", "label": "PERSON", "score": 0.9}]
    assert [token["text"] for token in found["sentences"][1]["tokens"]] == ["She", "wo", "n't", "<", "talk", ">"]
    assert found["sentences"][0]["tokens"][0]["head"] == 2


def test_svg_is_sound_and_names_every_word_and_relation(parse: Parse) -> None:
    for sentence in parse.sentences:
        tree = ElementTree.fromstring(to_svg(sentence, parse.entities))
        texts = [element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")]
        for token in sentence.tokens:
            assert token.text in texts
            assert token.deprel in texts
    assert "PERSON" in to_svg(parse.sentences[0], parse.entities)
    assert "PERSON" not in to_svg(parse.sentences[1], parse.entities)


class Doc:
    """Stands in for spaCy's Doc, which takes the same columns."""

    def __init__(self, vocab: object, **columns: list[object]) -> None:
        self.vocab, self.columns = vocab, columns


class Nlp:
    vocab = object()

    def make_doc(self, text: str) -> Doc:
        return Doc(self.vocab)


def test_spacy_columns_rebuild_the_text(parse: Parse) -> None:
    columns = to_spacy(parse, Nlp()).columns
    assert "".join(word + (" " if space else "") for word, space in zip(columns["words"], columns["spaces"], strict=True)) == TEXT
    assert len({len(column) for column in columns.values()}) == 1
    place = columns["words"].index("talk")
    assert columns["heads"][columns["words"].index("She")] == place
    assert columns["heads"][place] == place
    assert columns["ents"][:3] == ["B-PERSON", "I-PERSON", "O"]
