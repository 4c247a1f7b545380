"""Measures the language pipeline: trees, tags, sentences, names, speed, start, and int8 against full floats.

`python -m benchmarks.language --shared DIR [--model DIR] [--full DIR] [--only WHAT...]`; DIR holds corpora/ and benchmarks/.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.floors import check
from benchmarks.language_scores import compare, names, page, said_words
from chancery.language import Options, Pipeline, load
from chancery.language.encode import ATTACHED, PARAGRAPH, SPACE
from chancery.language.tokenizer import cut_chunk
from chancery.model import Parse
from training.corpora import Document, read_ewt, read_gum, read_uner

MERGED = {"PERSON": "PER", "ORG": "ORG", "STATE": "LOC", "PLACE": "LOC"}
WORLD = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC"}
Spans = set[tuple[int, int, str]]


def with_gold_words(pipeline: Pipeline, documents: Sequence[Document]) -> list[Parse]:
    """Parses over the gold words and sentences."""
    drafts = [pipeline.given([(row.words, row.gaps) for row in document]) for document in documents]
    return list(pipeline.finish(drafts))


def trees(pipeline: Pipeline, shared: Path) -> dict[str, Any]:
    """Gold words and raw text, on EWT test, GUM test and its news, each asked for in its own treebank's convention."""
    sets = {"EWT test": read_ewt(shared / "corpora/ud_ewt/test.conllu", None), "GUM test": read_gum(shared / "corpora/ud_gum/test.conllu")}
    kinds = [
        line.rsplit("= ", 1)[1]
        for line in (shared / "corpora/ud_gum/test.conllu").read_text("utf-8").splitlines()
        if line.startswith("# newdoc")
    ]
    sets["GUM test news"] = [document for document, kind in zip(sets["GUM test"], kinds, strict=True) if "_news_" in kind]
    found: dict[str, Any] = {}
    for name, documents in sets.items():
        asked = pipeline.asked(name[:3].lower())
        found[f"{name}, gold words"] = compare(documents, with_gold_words(asked, documents))
        found[f"{name}, raw text"] = compare(documents, asked.read(map(page, documents)))
    return found


def _columns(path: Path) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Documents of sentences of words and tags."""
    document: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.startswith("-DOCSTART-"):
            if document:
                yield document
            document = []
        elif line.strip():
            fields = line.split("\t")
            words.append(fields[0].strip())
            tags.append(fields[1].strip())
        elif words:
            document.append((words, tags))
            words, tags = [], []
    if document:
        yield document


_TIGHT = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't"])


def _marked(pipeline: Pipeline, documents: Sequence[list[tuple[list[str], list[str]]]], labels: dict[str, str]) -> dict[str, float]:
    """Names over given words, cut further where our words are shorter."""
    drafts, gold, places = [], [], []
    for document in documents:
        sentences, spans, shift = [], set(), 0
        firsts: list[tuple[int, int]] = []
        for words, tags in document:
            ours: list[str] = []
            gaps: list[int] = []
            bounds = []
            for word in words:
                cuts = cut_chunk(word) or ((0, len(word)),)
                bounds.append((shift + len(ours), shift + len(ours) + len(cuts)))
                for part, (a, b) in enumerate(cuts):
                    tight = part > 0 or word in _TIGHT or (ours and ours[-1] in "([$")
                    gaps.append(PARAGRAPH if not ours else ATTACHED if tight else SPACE)
                    ours.append(word[a:b])
            for start, end, label in _spans(tags):
                if label in labels:
                    spans.add((bounds[start][0], bounds[end - 1][1], labels[label]))
            firsts += bounds
            shift += len(ours)
            sentences.append((ours, gaps))
        drafts.append(pipeline.given(sentences))
        gold.append(spans)
        places.append({place: index for index, (place, _) in enumerate(drafts[-1].spans)})
    said: list[Spans] = []
    for draft, at, parse in zip(drafts, places, pipeline.finish(drafts), strict=True):
        ends = {end: index + 1 for index, (_, end) in enumerate(draft.spans)}
        said.append({(at[e.start], ends[e.end], MERGED[e.label]) for e in parse.entities if e.label in MERGED})
    return names(gold, said)


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        part, _, label = tag.partition("-")
        if part in ("B", "S") or (part in "IE" and not (found and found[-1][1] == place and found[-1][2] == label)):
            found.append((place, place + 1, label))
        elif part in ("I", "E"):
            found[-1] = (found[-1][0], place + 1, label)
    return found


def marked_documents(shared: Path) -> dict[str, tuple[list[list[tuple[list[str], list[str]]]], dict[str, str]]]:
    """Worldwide newswire (never trained on) and Universal NER EWT test: sentences of words and tags, and their labels in ours."""
    world = list(_columns(shared / "benchmarks/worldwide-ner/test.iob"))
    uner = []
    for words, spans in read_uner(shared / "corpora/uner_ewt/test.iob2").values():
        tags = ["O"] * len(words)
        for start, end, label in spans:
            tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        uner.append([(words, tags)])
    return {"worldwide newswire": (world, WORLD), "UNER EWT test": (uner, {"PER": "PER", "ORG": "ORG", "LOC": "LOC"})}


def names_found(pipeline: Pipeline, shared: Path) -> dict[str, Any]:
    """Names of persons, bodies and places (states are places) over given words."""
    return {name: _marked(pipeline, documents, labels) for name, (documents, labels) in marked_documents(shared).items()}


def marked_sets(shared: Path) -> dict[str, list[tuple[list[str], Spans]]]:
    """The same sentences, each with its spans of words."""
    return {
        name: [
            (words, {(start, end, labels[label]) for start, end, label in _spans(tags) if label in labels})
            for document in documents
            for words, tags in document
        ]
        for name, (documents, labels) in marked_documents(shared).items()
    }


_MARK = re.compile(r"\[([A-Z]+) ([^\]]+)\]")


def hard(pipeline: Pipeline, _: Path) -> dict[str, Any]:
    """Fifty sentences of our own full of hard names: exact spans with labels, and each that is not all right."""
    sentences: list[str] = yaml.safe_load(Path(__file__).with_name("hard_names.yaml").read_text("utf-8"))
    texts, gold = [], []
    for sentence in sentences:
        text, spans, at = "", set(), 0
        for match in _MARK.finditer(sentence):
            text += sentence[at : match.start()]
            spans.add((len(text), len(text) + len(match[2]), match[1]))
            text, at = text + match[2], match.end()
        texts.append(text + sentence[at:])
        gold.append(spans)
    said = [{(e.start, e.end, str(e.label)) for e in parse.entities} for parse in pipeline.read(texts)]
    wrong = {
        text: " ".join(
            f"{sign}{label} {text[a:b]};"
            for sign, found in (("missed ", true - ours), ("said ", ours - true))
            for a, b, label in sorted(found)
        )
        for text, true, ours in zip(texts, gold, said, strict=True)
        if true != ours
    }
    return {**names(gold, said), "wholly right": len(texts) - len(wrong), "of": len(texts), "not right": wrong}


def speed(_: Pipeline, shared: Path) -> dict[str, Any]:
    """Words a second with every head on, by wall clock and by processor time; memory after streaming."""
    lines = (shared / "corpora/whitehouse/diplomatic-2021-2022.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines][:150]
    found: dict[str, Any] = {}
    for threads in (1, 2):
        pipeline = load(threads)
        list(pipeline.read(texts[:10]))
        wall, cpu = time.perf_counter(), time.process_time()
        words = sum(len(sentence.tokens) for parse in pipeline.read(texts) for sentence in parse.sentences)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        found[f"{threads} threads"] = {"words": words, "words/s": round(words / wall), "words per processor second": round(words / cpu)}
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


STREAMED = 10_000
"""Reports in the stream."""


def stream(_: Pipeline, shared: Path) -> dict[str, Any]:
    """Memory over 10,000 reports read as one stream, each a paragraph of the open corpus: after a fifth of them, and after all."""
    lines = (shared / "corpora/whitehouse/diplomatic-2021-2022.jsonl").read_text("utf-8").splitlines()
    paragraphs = [part for line in lines for part in json.loads(line)["text"].splitlines() if part.strip()]
    texts = (paragraphs[i % len(paragraphs)] for i in range(STREAMED))
    words = 0
    peaks = []
    for done, parse in enumerate(load(2).read(texts), 1):
        words += sum(len(sentence.tokens) for sentence in parse.sentences)
        if done in (STREAMED // 5, STREAMED):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return {"reports": STREAMED, "words": words, "MB after 2,000": peaks[0], "MB after 10,000": peaks[1]}


def start(_: Pipeline, __: Path) -> dict[str, Any]:
    """Seconds from a new interpreter's import to the first parsed sentence, best of five."""
    code = (
        "import time; t = time.perf_counter()\nfrom chancery.language import load\n"
        "next(iter(load().read(['The two ministers met in Lima on Friday.'])))\nprint(time.perf_counter() - t)"
    )
    times = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    return {"seconds": round(min(times), 3)}


def agreement(pipeline: Pipeline, full: Pipeline, shared: Path) -> dict[str, Any]:
    """How far int8 parts from full floats: share of words of GUM test with the same head, relation and part of speech, and of names."""
    texts = [page(document) for document in read_gum(shared / "corpora/ud_gum/test.conllu")]
    same = words = 0
    shared_names = all_names = 0
    for small, large in zip(pipeline.read(texts), full.read(texts), strict=True):
        (ours, _), (theirs, _) = said_words(small), said_words(large)
        same, words = same + len(set(ours) & set(theirs)), words + len(theirs)
        a, b = ({(e.start, e.end, e.label) for e in parse.entities} for parse in (small, large))
        shared_names, all_names = shared_names + 2 * len(a & b), all_names + len(a) + len(b)
    return {"words alike": round(100 * same / words, 2), "names alike": round(100 * shared_names / max(1, all_names), 2)}


def flat(measured: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The figures by name, `trees: GUM test, gold words: LAS`."""
    found: dict[str, float] = {}
    for name, part in measured.items():
        for key, value in part.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            found |= {
                f"{name}: {key}" + (f": {figure}" if figure else ""): number for figure, number in inner if isinstance(number, int | float)
            }
    return found


MEASURES: dict[str, Callable[[Pipeline, Path], dict[str, Any]]] = {
    "trees": trees,
    "names": names_found,
    "hard": hard,
    "speed": speed,
    "stream": stream,
    "start": start,
}


def main() -> int:
    """Prints each measure as JSON, then the floors; exits with the number of floors broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of a model; the packaged one unless given")
    parser.add_argument("--full", type=Path, help="folder of the same model in full floats (training.export --full), to compare")
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=sorted(MEASURES))
    given = parser.parse_args()
    options = Options(join_names=False)
    pipeline = load(folder=given.model, options=options)
    measured = {name: MEASURES[name](pipeline, given.shared) for name in given.only}
    if given.full:
        measured["int8"] = agreement(pipeline, load(folder=given.full, options=options), given.shared)
    print(json.dumps(measured, indent=1, ensure_ascii=False))
    figures = flat(measured)
    return check("language", figures) if set(given.only) == set(MEASURES) else 0


if __name__ == "__main__":
    sys.exit(main())
