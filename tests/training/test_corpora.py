from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.corpora import TAGS, name_bits, read_conllu, read_ewt, settle, table, tag_bits
from training.own import Names, known_labels, rename, sentence

NAMES = Names(
    {"people": ("Peruvian",), "state": ("Chile",), "city": ("Lima",), "weekday": ("Monday",)},
    {"peru": ("Rosa Quispe", "José Pérez-Díaz")},
    ("{people} Foreign Minister {person} met [ORG Ministry of {state}] staff in {city} on {weekday}.",),
)


def only(label: str) -> int:
    return tag_bits((label[2:],), label[0])


@pytest.mark.parametrize(
    ("words", "labels", "expected"),
    [
        ("President Rosa Quispe", ["PERSON"], ("Rosa Quispe", ("PERSON",))),
        ("the United States", ["PLACE"], ("United States", ("STATE",))),
        ("Lima", ["PLACE"], ("Lima", ("PLACE",))),
        ("Kyoto Protocol", ["ORG"], ("Kyoto Protocol", ("LAW",))),
        ("since last Friday", ["DATE"], ("last Friday", ("DATE",))),
        ("South Korean", ["NORP"], ("South Korean", ("NORP",))),
    ],
)
def test_names_settle(words: str, labels: list[str], expected: tuple[str, tuple[str, ...]]) -> None:
    line = words.split()
    found = settle(line, 0, len(line), labels)
    assert found is not None
    assert (" ".join(line[found[0] : found[1]]), found[2]) == expected


def test_no_name_in_a_title_or_small_words() -> None:
    assert settle(["the", "president"], 0, 2, ["PERSON"]) is None
    assert settle(["We"], 0, 1, ["ORG"]) is None


def test_silence_is_open_only_where_the_corpus_does_not_mark() -> None:
    words = ["Rosa", "signed", "it", "on", "Friday", "."]
    bits = name_bits(words, [(0, 1, "PER")], "uner")
    assert bits[0] == only("B-PERSON")
    assert bits[1] == 1
    assert bits[4] & only("B-DATE")
    assert bits[4] & 1
    assert not name_bits(words, [], "gum")[4] & only("B-EVENT")


def test_a_people_of_two_words_is_one_name() -> None:
    bits = name_bits(["South", "Korean", "ships"], [(1, 2, "gpe")], "gmb")
    assert bits[:2] == (only("B-NORP"), only("I-NORP"))


def test_own_sentences_and_their_labels() -> None:
    known_labels()
    row = sentence(NAMES.sentences[0], NAMES, random.Random(1))
    tags = [TAGS[bits.bit_length() - 1] for bits in row.names]
    assert len(row.words) == len(row.gaps) == len(tags)
    assert tags[row.words.index("Peruvian")] == "B-NORP"
    assert tags[row.words.index("Ministry")] == "B-ORG"
    assert tags[row.words.index("Chile")] == "I-ORG"
    assert tags[row.words.index("Monday")] == "B-DATE"


CONLLU = """# newdoc id = a
# sent_id = a-1
# newpar id = a-p1
# text = Ann Lee's here.
1\tAnn\tAnn\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tLee's\t_\t_\t_\t_\t_\t_\t_\t_
2\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\t's\tbe\tAUX\tVBZ\t_\t4\tcop\t_\t_
4\there\there\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


def test_gaps_and_trees_of_conllu(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")
    assert len(list(read_conllu(path))) == 1
    (row,) = read_ewt(path, None)[0]
    assert row.words == ("Ann", "Lee", "'s", "here", ".")
    assert row.gaps == (3, 0, 1, 0, 1)
    assert row.heads == (3, 0, 3, -1, 3)


def test_renaming_keeps_every_column_as_long() -> None:
    row = sentence(NAMES.sentences[0], NAMES, random.Random(2))
    for seed in range(20):
        new = rename(row, NAMES, random.Random(seed))
        assert len(new.words) == len(new.gaps) == len(new.names)


def test_the_table_knows_its_labels() -> None:
    for corpus in table()["corpora"].values():
        for labels in corpus["map"].values():
            assert set(labels) <= {"O", *(tag[2:] for tag in TAGS if tag != "O")}
