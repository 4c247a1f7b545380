"""The packaged model at work: texts in, parses out, in order, many windows at once."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from chancery.language.datelines import mend_dateline
from chancery.language.decode import Floats, Ints, best_tags, mask_arcs, probabilities, tag_moves, trees
from chancery.language.encode import CLS, CONVENTIONS, PARAGRAPH, SEP, Pieces, shape
from chancery.language.guests import mend_guests
from chancery.language.joined import join_names
from chancery.language.layout import Window, gaps_of, goes_on, windows_of
from chancery.language.lemmas import Lemmas, read_table
from chancery.language.tokenizer import tokenize
from chancery.model import Entity, LanguageError, Parse, Sentence, Token

FORMAT = 2
"""Of the model's folder; a model of another format is refused."""
BUFFER = 160
"""Windows held before the encoder runs; what bounds memory while streaming."""
TOGETHER = 12
"""Windows decoded at once."""
UNMARKED = 1.0
"""Score by which a sentence's start must win where no mark of an end stands before it."""
_BETWEEN = (" ", "", "\n", "\n\n")


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is read; the defaults are what readers want, the others are for measuring."""

    join_names: bool = True
    """Put hyphenated names together again."""
    threads: int = 1
    convention: str = "gum"
    """Whose sentences and trees are asked for: one of `encode.CONVENTIONS`. GUM has the news."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text cut into words, before the encoder has seen it."""

    text: str
    spans: list[tuple[int, int]]
    words: list[str]
    gaps: list[int]
    windows: list[Window]
    fixed: frozenset[int] | None = None
    """Words that start a sentence, where that is given."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the heads say of the words of one window."""

    starts: list[bool]
    upos: list[int]
    feats: list[int]
    heads: list[int]
    """Places in the window, -1 for the root."""
    relations: list[int]
    tags: list[int]
    chances: list[float]


class Pipeline:
    """English text to sentences, words, trees and names. Make one with `load()`."""

    def __init__(self, folder: Path, options: Options) -> None:
        """Reads a model's folder; `LanguageError` if it is missing or of another format."""
        self._options = options
        try:
            facts: dict[str, Any] = json.loads((folder / "labels.json").read_text("utf-8"))
            vocabulary = (folder / "vocab.txt").read_text("utf-8").split("\n")
            self._session, self._labeller = (
                onnxruntime.InferenceSession(str(folder / name), _session(), ["CPUExecutionProvider"])
                for name in ("model.onnx", "relations.onnx")
            )
        except (OSError, ValueError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
            raise LanguageError(f"{folder}: cannot read the language model ({error}); install the package again") from error
        if facts.get("format") != FORMAT:
            raise LanguageError(f"{folder}: language model of format {facts.get('format')}, expected {FORMAT}; install the package again")
        self.name: str = facts["name"]
        """The model's name."""
        self.version: str = facts["version"]
        """Changes with every new set of weights; part of the fingerprint of what was read."""
        self._upos: list[str] = facts["upos"]
        self._feats: list[str] = facts["feats"]
        self._relations: list[str] = facts["relations"]
        self._tags: list[str] = facts["tags"]
        self._temperature = float(facts["temperature"])
        asked = _index(options.convention)
        self._asks = "conventions" in facts
        self._convention = asked if self._asks else 0
        self._root = self._relations.index("root")
        self._moves = tag_moves(self._tags)
        self._inner = np.array([tag[0] == "I" for tag in self._tags])
        self._pieces = Pieces(vocabulary)
        known = {word: rank for rank, word in enumerate(vocabulary) if word.isalpha()}
        self._lemmas = Lemmas(read_table(folder / "lemmas.tsv.gz"), known)

    def asked(self, convention: str) -> Pipeline:
        """The same model, asked for another treebank's sentences and trees; `LanguageError` if there is no such convention."""
        twin = copy(self)
        asked = _index(convention)
        twin._convention = asked if self._asks else 0
        return twin

    def read(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text, in order. Reads ahead only as far as fills a batch, so memory stays flat over any number."""
        waiting: list[Draft] = []
        held = 0
        for text in texts:
            draft = self.draft(text)
            waiting.append(draft)
            held += len(draft.windows)
            if held >= BUFFER:
                yield from self.finish(waiting)
                waiting, held = [], 0
        yield from self.finish(waiting)

    def draft(self, text: str) -> Draft:
        """The text's words and windows."""
        spans = tokenize(text)
        words = [text[start:end] for start, end in spans]
        gaps = gaps_of(text, spans)
        return Draft(text, spans, words, gaps, windows_of(words, gaps, self._pieces))

    def given(self, sentences: Sequence[tuple[Sequence[str], Sequence[int]]]) -> Draft:
        """A draft of sentences already cut into words, each with the gap before each word (an index of `encode.GAPS`), to measure with."""
        text, starts = "", set()
        spans: list[tuple[int, int]] = []
        words: list[str] = []
        gaps: list[int] = []
        for line, parted in sentences:
            starts.add(len(words))
            for word, between in zip(line, parted, strict=True):
                text += _BETWEEN[between] if words else ""
                spans.append((len(text), len(text) + len(word)))
                text += word
                words.append(word)
                gaps.append(between)
        return Draft(text, spans, words, gaps, windows_of(words, gaps, self._pieces, frozenset(starts)), frozenset(starts))

    def finish(self, drafts: Sequence[Draft]) -> Iterator[Parse]:
        """The parses of drafts, in order."""
        jobs = [(draft, window) for draft in drafts for window in draft.windows]
        results: list[Found | None] = [None] * len(jobs)
        order = sorted(range(len(jobs)), key=lambda index: jobs[index][1].length)
        with ThreadPoolExecutor(max_workers=self._options.threads) as pool:
            heard = (
                pool.map(self._hear, [jobs[index] for index in order])
                if self._options.threads > 1
                else map(self._hear, (jobs[i] for i in order))
            )
            for first in range(0, len(order), TOGETHER):
                group = order[first : first + TOGETHER]
                decoded = self._decode([jobs[index] for index in group], list(islice(heard, len(group))))
                for index, found in zip(group, decoded, strict=True):
                    results[index] = found
        at = 0
        for draft in drafts:
            mine = [found for found in results[at : at + len(draft.windows)] if found is not None]
            at += len(draft.windows)
            yield self._parse(draft, mine)

    def _hear(self, job: tuple[Draft, Window]) -> list[Any]:
        """Encoder and heads over one window. Windows go one by one: int8 products take their scale from all they are given at
        once, and what a text says must not hang on its neighbours."""
        draft, window = job
        line, case, parted, places = [CLS], [0], [self._convention], []
        for place in range(window.first, window.last):
            word = draft.words[place]
            mine = self._pieces.of(word)
            places.append(len(line))
            line += mine
            case += [shape(word)] * len(mine)
            parted.append(draft.gaps[place])
            if len(mine) > 1:
                parted += [0] * (len(mine) - 1)
        columns = {"pieces": [*line, SEP], "shapes": [*case, 0], "gaps": [*parted, 0], "firsts": places}
        heard: list[Any] = self._session.run(None, {name: np.array([column], np.int64) for name, column in columns.items()})
        return heard

    def _decode(self, jobs: Sequence[tuple[Draft, Window]], heard: Sequence[list[Any]]) -> list[Found]:
        """Sentences, trees and names of windows of like length."""
        counts = [window.last - window.first for _, window in jobs]
        start, upos, feats, tags, arcs = (_stacked([one[place] for one in heard], max(counts)) for place in range(5))
        real = np.arange(max(counts))[None, :] < np.array(counts)[:, None]
        forced, barred = np.zeros(real.shape, bool), np.zeros(real.shape, bool)
        for row, (draft, window) in enumerate(jobs):
            self._bounds(draft, window, forced[row], barred[row])
        doubt = np.zeros(real.shape, np.float32)
        for row, (draft, window) in enumerate(jobs):
            unmarked = [place - window.first for place in range(window.first + 1, window.last) if draft.words[place - 1][-1].isalnum()]
            doubt[row, unmarked] = UNMARKED
        starts = ((start > doubt) & ~barred | forced) & real
        sentence: Ints = np.where(real, np.cumsum(starts, axis=1) - 1, -1)
        heads = trees(mask_arcs(arcs, sentence), sentence)
        chosen = best_tags(tags, starts, self._moves, self._inner)
        chances = probabilities(tags, chosen, self._temperature)
        found = []
        for row, count in enumerate(counts):
            own = heads[row, :count]
            relations = self._related(heard[row][5][0], heard[row][6][0], own)
            columns = (starts[row], upos[row], feats[row], own - 1, relations, chosen[row], chances[row])
            found.append(Found(*(column[:count].tolist() for column in columns)))
        return found

    def _related(self, low: Floats, high: Floats, heads: Ints) -> Ints:
        """The relation of each word of a window to its head; `root` to roots alone."""
        scores: Floats = self._labeller.run(None, {"low": low, "high": high, "heads": heads})[0]
        scores[:, self._root] = np.where(heads == 0, np.float32(1e9), np.float32(-1e9))
        relations: Ints = scores.argmax(-1)
        return relations

    def _bounds(self, draft: Draft, window: Window, forced: Any, barred: Any) -> None:
        """Where sentences must start, and where they cannot."""
        forced[0] = True
        for place in range(window.first + 1, window.last):
            if draft.fixed is not None:
                forced[place - window.first] = place in draft.fixed
                barred[place - window.first] = place not in draft.fixed
            elif draft.gaps[place] == PARAGRAPH:
                forced[place - window.first] = True
            elif goes_on(draft.words, draft.gaps, place):
                barred[place - window.first] = True

    def _parse(self, draft: Draft, found: Sequence[Found]) -> Parse:
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        for window, heard in zip(draft.windows, found, strict=True):
            names = self._entities(draft, window, heard)
            bounds = [*(place for place, start in enumerate(heard.starts) if start), window.last - window.first]
            for first, last in itertools.pairwise(bounds):
                sentence = self._sentence(draft, window, heard, (len(sentences), first, last))
                sentence, names = mend_dateline(sentence, names)
                sentence = mend_guests(sentence, names)
                sentences.append(join_names(draft.text, sentence, names) if self._options.join_names else sentence)
            entities += names
        return Parse(draft.text, tuple(sentences), tuple(entities))

    def _sentence(self, draft: Draft, window: Window, heard: Found, bounds: tuple[int, int, int]) -> Sentence:
        index, first, last = bounds
        tokens = []
        for place in range(first, last):
            start, end = draft.spans[window.first + place]
            word, upos, feats = draft.words[window.first + place], self._upos[heard.upos[place]], self._feats[heard.feats[place]]
            head = heard.heads[place] - first if heard.heads[place] >= 0 else -1
            relation = self._relations[heard.relations[place]]
            tokens.append(Token(place - first, start, end, word, self._lemmas.of(word, upos, feats), upos, feats, head, relation))
        return Sentence(index, tokens[0].start, tokens[-1].end, tuple(tokens))

    def _entities(self, draft: Draft, window: Window, heard: Found) -> list[Entity]:
        found: list[Entity] = []
        place, count = 0, len(heard.tags)
        while place < count:
            tag = self._tags[heard.tags[place]]
            first, place = place, place + 1
            if tag[0] != "B":
                continue
            while place < count and self._tags[heard.tags[place]] == "I" + tag[1:]:
                place += 1
            start, end = draft.spans[window.first + first][0], draft.spans[window.first + place - 1][1]
            found.append(Entity(start, end, tag[2:], round(min(heard.chances[first:place]), 4)))  # type: ignore[arg-type]
        return found


def _index(convention: str) -> int:
    if convention not in CONVENTIONS:
        raise LanguageError(f"convention {convention!r}: expected one of {', '.join(CONVENTIONS)}")
    return CONVENTIONS.index(convention)


def _session() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return options


def _stacked(arrays: Sequence[Any], wide: int) -> Any:
    """Outputs [1, words, ...] of several windows as one array, with nothing (0) where a window is shorter."""
    first = arrays[0]
    rest = [max(array.shape[axis] for array in arrays) for axis in range(2, first.ndim)]
    out = np.zeros((len(arrays), wide, *rest), first.dtype)
    for row, array in enumerate(arrays):
        out[row][tuple(slice(0, size) for size in array.shape[1:])] = array[0]
    return out
