"""A spaCy CNN trained on the same open trees and names, and our pipeline beside it in one run: accuracy and words a second.

    python -m benchmarks.spacy_beside train --shared DIR --out DIR      about an hour of one processor core
    python -m benchmarks.spacy_beside compare --shared DIR --out DIR

DIR of --shared holds corpora/ and benchmarks/. Needs `pip install spacy`; the model's design is benchmarks/spacy.cfg.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_config import fill_config
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from benchmarks.language import MERGED, marked_sets, with_gold_words
from benchmarks.language_scores import f1, names
from chancery.language import Options, Pipeline, load
from chancery.language.encode import ATTACHED
from training import corpora
from training.corpora import TAGS, Document, Row

CONFIG = Path(__file__).with_name("spacy.cfg")
SILVER = 0.15
"""Share of the silver corpus, as in our own recipe."""


def entity_tags(row: Row) -> list[str] | None:
    """IOB tags of PER, ORG and LOC; an empty one where the corpus leaves it open."""
    if not row.names:
        return None
    tags = []
    for bits in row.names:
        allowed = {TAGS[place] for place in range(len(TAGS)) if bits >> place & 1}
        merged = {"O" if tag[2:] not in MERGED else f"{tag[0]}-{MERGED[tag[2:]]}" for tag in allowed}
        tags.append(merged.pop() if len(merged) == 1 else "")
    for place, tag in enumerate(tags):
        if tag[:1] == "I" and (place == 0 or tags[place - 1][2:] != tag[2:]):
            tags[place] = "B" + tag[1:]
    return tags


def as_doc(vocab: Vocab, rows: Sequence[Row]) -> Doc:
    """Sentences of one kind as one document of spaCy's."""
    words = [word for row in rows for word in row.words]
    gaps = [gap for row in rows for gap in row.gaps]
    tags = [entity_tags(row) for row in rows]
    known: dict[str, Any] = {}
    if all(row.heads for row in rows):
        heads, shift = [], 0
        for row in rows:
            heads += [shift + (place if head < 0 else head) for place, head in enumerate(row.heads)]
            shift += len(row.words)
        known = {
            "heads": heads,
            "deps": ["ROOT" if relation == "root" else relation for row in rows for relation in row.relations],
            "pos": [upos for row in rows for upos in row.upos],
            "morphs": [feats for row in rows for feats in row.feats],
        }
    if all(tag is not None for tag in tags):
        known["ents"] = [tag for line in tags if line for tag in line]
    return Doc(vocab, words, spaces=[gap != ATTACHED for gap in gaps[1:]] + [True], **known)


def documents(shared: Path) -> tuple[list[Document], list[Document]]:
    """What both are trained on, and the development sets."""
    base = shared / "corpora"
    found = [*corpora.read_ewt(base / "ud_ewt/train.conllu", base / "uner_ewt/train.iob2"), *corpora.read_gum(base / "ud_gum/train.conllu")]
    found += corpora.read_columns(base / "wikigold/CONLL-format/data/wikigold.conll.txt", "wikigold", " ", 8) + corpora.read_re3d(
        base / "re3d"
    )
    silver = corpora.read_columns(base / "gmb/gmb.iob", "gmb", "\t", 5)[120:]
    dev = [*corpora.read_ewt(base / "ud_ewt/dev.conllu", base / "uner_ewt/dev.iob2"), *corpora.read_gum(base / "ud_gum/dev.conllu")]
    return [*found, *silver[: int(len(silver) * SILVER)]], dev


def write(found: Sequence[Document], path: Path) -> None:
    """The documents in spaCy's form, ten sentences at a time."""
    vocab = Vocab()
    docs = (as_doc(vocab, document[at : at + 10]) for document in found for at in range(0, len(document), 10))
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def make(shared: Path, out: Path) -> None:
    """Trains the model; `out/model-last` is the result."""
    out.mkdir(parents=True, exist_ok=True)
    training, dev = documents(shared)
    write(training, out / "train.spacy")
    write(dev, out / "dev.spacy")
    fill_config(out / "full.cfg", CONFIG)
    train(out / "full.cfg", out, overrides={"paths.train": str(out / "train.spacy"), "paths.dev": str(out / "dev.spacy")})


Words = Iterator[tuple[int, str, str]]
"""Of each word its head (-1 for the root, else its place in the sentence), its relation and its part of speech."""


def _right(said: Words, gold: Sequence[Document]) -> dict[str, float]:
    """LAS and UPOS of words said one by one; of a root the place alone counts."""
    right = total = tagged = 0
    true = (word for document in gold for row in document for word in zip(row.heads, row.relations, row.upos, strict=True))
    for (head, relation, upos), (above, wanted, tag) in zip(said, true, strict=True):
        right += head == above and (relation == wanted or above < 0)
        tagged += upos == tag
        total += 1
    return {"LAS": f1(right, total, total), "UPOS": f1(tagged, total, total)}


def _theirs(docs: Iterator[Doc], gold: Sequence[Document]) -> Words:
    for doc, document in zip(docs, gold, strict=True):
        at = 0
        for row in document:
            for token in doc[at : at + len(row.words)]:
                yield (-1 if token.head.i == token.i else token.head.i - at), token.dep_, token.pos_
            at += len(row.words)


def _ours(pipeline: Pipeline, gold: Sequence[Document]) -> Words:
    for parse in with_gold_words(pipeline, gold):
        for sentence in parse.sentences:
            yield from ((token.head, token.deprel, token.upos) for token in sentence.tokens)


def _given(nlp: spacy.Language, gold: Sequence[Document]) -> Iterator[Doc]:
    """Their parses over gold words and sentences."""
    for document in gold:
        doc = Doc(
            nlp.vocab,
            [word for row in document for word in row.words],
            sent_starts=[place == 0 for row in document for place in range(len(row.words))],
        )
        for _, part in nlp.pipeline:
            doc = part(doc)
        yield doc


def _names(nlp: spacy.Language, shared: Path) -> dict[str, float]:
    found = {}
    for name, sets in marked_sets(shared).items():
        gold, said = [], []
        for words, spans in sets:
            doc = nlp(Doc(nlp.vocab, words))
            gold.append(spans)
            said.append({(ent.start, ent.end, ent.label_) for ent in doc.ents})
        found[name] = names(gold, said)["F1"]
    return found


def compare(shared: Path, out: Path) -> dict[str, Any]:
    """Both on the same words, then both on the same texts with one thread."""
    nlp, ours = spacy.load(out / "model-last"), load(options=Options(join_names=False))
    base = shared / "corpora"
    sets = {"ewt": corpora.read_ewt(base / "ud_ewt/test.conllu", None), "gum": corpora.read_gum(base / "ud_gum/test.conllu")}
    found: dict[str, Any] = {"spaCy CNN": {}, "chancery": {}}
    for name, gold in sets.items():
        found["spaCy CNN"][f"{name} test"] = _right(_theirs(_given(nlp, gold), gold), gold)
        found["chancery"][f"{name} test"] = _right(_ours(ours.asked(name), gold), gold)
    found["spaCy CNN"] |= _names(nlp, shared)
    lines = (base / "whitehouse/diplomatic-2021-2022.jsonl").read_text("utf-8").splitlines()[:120]
    texts = [json.loads(line)["text"] for line in lines]
    for who, run in (("spaCy CNN", nlp.pipe), ("chancery", ours.read)):
        list(run(texts[:10]))
        began, cpu = time.perf_counter(), time.process_time()
        words = sum(len(doc) if isinstance(doc, Doc) else sum(len(s.tokens) for s in doc.sentences) for doc in run(texts))
        found[who]["words/s"] = round(words / (time.perf_counter() - began))
        found[who]["words per processor second"] = round(words / (time.process_time() - cpu))
    return found


def main() -> int:
    """Trains or compares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("train", "compare"))
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the spaCy model")
    given = parser.parse_args()
    if given.what == "train":
        make(given.shared, given.out)
    else:
        print(json.dumps(compare(given.shared, given.out), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
