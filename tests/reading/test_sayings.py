"""Sayings found in hand-made parses."""

from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.statements import Saying, find_sayings
from tests.conllu import parse_conllu


def rows(text: str) -> str:
    """CoNLL-U from lines of "form/lemma/UPOS/head/relation", features of verbs by their ending."""
    lines = []
    for number, cell in enumerate(text.split(), 1):
        form, lemma, upos, head, deprel = cell.split("|")
        lines.append("\t".join([str(number), form, lemma, upos, "_", "_", head, deprel]))
    return "\n".join(lines)


def found(text: str) -> tuple[list[str], tuple[Saying, ...], str]:
    parse = parse_conllu(rows(text))
    sayings = find_sayings(parse)
    tokens = parse.sentences[0].tokens
    return [tokens[s.source].text if s.source is not None else "" for s in sayings], sayings, parse.text


INVERTED = """Talks|talk|NOUN|3|nsubj will|will|AUX|3|aux resume|resume|VERB|5|ccomp ,|,|PUNCT|5|punct said|say|VERB|0|root
 Lund|Lund|PROPN|5|nsubj .|.|PUNCT|5|punct"""

ADDING = """Lund|Lund|PROPN|2|nsubj said|say|VERB|0|root Oslo|Oslo|PROPN|5|nsubj would|would|AUX|5|aux wait|wait|VERB|2|ccomp
 ,|,|PUNCT|7|punct adding|add|VERB|5|advcl that|that|SCONJ|10|mark ships|ship|NOUN|10|nsubj came|come|VERB|7|ccomp
 .|.|PUNCT|2|punct"""

RELAYED = """Lund|Lund|PROPN|2|nsubj said|say|VERB|0|root Oslo|Oslo|PROPN|5|nsubj had|have|AUX|5|aux told|tell|VERB|2|ccomp
 Rome|Rome|PROPN|5|obj it|it|PRON|8|nsubj agreed|agree|VERB|5|ccomp .|.|PUNCT|2|punct"""

ACCORDING = """The|the|DET|2|det king|king|NOUN|4|nsubj is|be|AUX|4|cop well|well|ADJ|0|root ,|,|PUNCT|9|punct
 according|accord|VERB|9|case to|to|ADP|6|fixed the|the|DET|9|det palace|palace|NOUN|4|obl .|.|PUNCT|4|punct"""

QUOTED_BY = """Lund|Lund|PROPN|3|nsubj:pass was|be|AUX|3|aux:pass quoted|quote|VERB|0|root as|as|SCONJ|5|mark saying|say|VERB|3|advcl
 by|by|ADP|7|case Kyodo|Kyodo|PROPN|3|obl that|that|SCONJ|10|mark ships|ship|NOUN|10|nsubj came|come|VERB|5|ccomp
 .|.|PUNCT|3|punct"""

WILL = """Lund|Lund|PROPN|3|nsubj will|will|AUX|3|aux say|say|VERB|0|root that|that|SCONJ|6|mark ships|ship|NOUN|6|nsubj
 came|come|VERB|3|ccomp"""

RELATIVE = """the|the|DET|2|det raid|raid|NOUN|0|root ,|,|PUNCT|6|punct which|which|PRON|7|nsubj Oslo|Oslo|PROPN|6|nsubj
 said|say|VERB|2|acl:relcl came|come|VERB|6|ccomp late|late|ADV|7|advmod"""


def test_the_speaker_may_follow_the_verb() -> None:
    sources, [saying], text = found(INVERTED)
    assert sources == ["Lund"]
    assert text[saying.start : saying.end] == "Talks will resume , said Lund ."


def test_a_participle_after_a_comma_goes_on_from_the_speaker_not_from_whom_the_speech_is_about() -> None:
    sources, [said, adding], text = found(ADDING)
    assert sources == ["Lund", "Lund"]
    assert adding.outer is None
    assert adding.follows == said.cue
    assert text[adding.start : adding.end] == "adding that ships came"
    assert "adding" not in text[said.start : said.end]


def test_words_relayed_within_words_keep_their_own_speaker() -> None:
    sources, [said, told], text = found(RELAYED)
    assert sources == ["Lund", "Oslo"]
    assert told.outer == said.cue
    assert text[told.start : told.end] == "Oslo had told Rome it agreed"


def test_according_to_holds_the_clause_around_it() -> None:
    sources, [saying], _ = found(ACCORDING)
    assert sources == ["palace"]
    assert {0, 1, 2, 3} <= saying.content
    assert 8 not in saying.content


def test_the_quoted_one_speaks_and_the_one_who_quotes_relays() -> None:
    sources, [saying], _ = found(QUOTED_BY)
    assert sources == ["Lund"]
    assert saying.relayer == 6


def test_what_is_yet_to_be_said_is_no_saying() -> None:
    assert found(WILL)[1] == ()


def test_a_relative_clause_of_saying_has_its_own_subject() -> None:
    sources, [saying], text = found(RELATIVE)
    assert sources == ["Oslo"]
    assert text[saying.start : saying.end] == "the raid , which Oslo said came late"


WORDS = [
    "said",
    "told",
    "adding",
    "according",
    "to",
    "quoted",
    "as",
    "saying",
    "Lund",
    "Oslo",
    "the",
    "official",
    ",",
    "“",
    "”",
    "that",
    "who",
    "by",
    "put",
]
RELATIONS = [
    "nsubj",
    "obj",
    "iobj",
    "obl",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "parataxis",
    "appos",
    "case",
    "mark",
    "nsubj:pass",
]
TAGS = ["VERB", "NOUN", "PROPN", "PRON", "ADP", "SCONJ", "PUNCT", "AUX"]
CELLS = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS), st.integers(0, 30))


@given(st.lists(CELLS, min_size=1, max_size=16), st.booleans())
def test_no_tree_however_odd_breaks_the_reading(words: list[tuple[str, str, str, int]], rightward: bool) -> None:
    size = len(words)
    lines = []
    for number, (form, upos, relation, choice) in enumerate(words, 1):
        order = size + 1 - number if rightward else number
        above = 1 + choice % (order - 1) if order > 1 else 0
        head = (size + 1 - above if rightward else above) if above else 0
        lines.append("\t".join([str(number), form, form.lower(), upos, "_", "_", str(head), relation]))
    parse = parse_conllu("\n".join(lines))
    for saying in find_sayings(parse):
        assert 0 <= saying.start < saying.end <= len(parse.text)
        assert saying.cue not in saying.content
