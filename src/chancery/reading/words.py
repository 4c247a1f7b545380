"""Words as readers of names and titles see them: abbreviations and hyphenated words whole, possessives apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from chancery.codebook import Hit, fold, of_its_day, titles, world
from chancery.model import Parse, Sentence

STATE_KINDS = frozenset(("state", "demonym", "capital"))
_SEATS = frozenset(("capital", "palace"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark at start..end of the text."""

    start: int
    end: int
    text: str
    lower: str
    """Folded: lower case without accents."""
    token: int
    """Index of the parser's token that holds its start."""
    upos: str
    hit: int
    """Index of the name of the codebook that it is part of; -1 for none."""
    label: str
    """Label of the named entity that it is part of; empty for none."""
    broken: bool = False
    """Whether a new line of the report begins after it."""

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is, with a small particle before it or not (`al-Sisi`)."""
        parts = re.split(r"[-'’]", self.text, maxsplit=1)
        return self.text[:1].isupper() or (len(parts) == 2 and len(parts[0]) <= 3 and parts[1][:1].isupper())


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as words."""

    sentence: Sentence
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    """Names of the codebook in the whole text."""

    def kinds(self, index: int) -> frozenset[str]:
        """What the name that this word is part of may be; empty for none."""
        hit = self.words[index].hit
        return frozenset(n.kind for n in self.hits[hit].named) if hit >= 0 else frozenset()

    def hit_first(self, index: int) -> int:
        """Index of the first word of the name that this word is part of."""
        while index > 0 and self.words[index].hit >= 0 and self.words[index - 1].hit == self.words[index].hit:
            index -= 1
        return index

    def hit_last(self, index: int) -> int:
        """Index of the last word of the name that this word is part of."""
        while index + 1 < len(self.words) and self.words[index].hit >= 0 and self.words[index + 1].hit == self.words[index].hit:
            index += 1
        return index

    def key(self, index: int, *kinds: str) -> str:
        """Code or short name of the state or organization that this word names, if it is one of the kinds."""
        hit = self.words[index].hit
        return next((n.key for n in self.hits[hit].named if n.kind in kinds), "") if hit >= 0 else ""

    def breaks_after(self, index: int) -> bool:
        """Whether the report begins a new line after this word."""
        if index + 1 >= len(self.words):
            return True
        return self.words[index].broken

    def lower(self, index: int) -> str:
        """The folded word; empty beyond the sentence."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def text(self, parse: Parse, first: int, last: int) -> str:
        """The report's text from one word through another."""
        return parse.text[self.words[first].start : self.words[last].end]


@cache
def _pattern() -> re.Pattern[str]:
    listed = titles().words["honorifics"] | {word for word in titles().heads if word.endswith(".")} | titles().words["suffixes"]
    short = sorted((re.escape(word[:-1]) for word in listed if word.endswith(".")), key=len, reverse=True)
    return re.compile(
        r"[^\W\d_]\.[A-Z][a-z][\w'’-]*"  # an initial run into a name
        r"|(?:[^\W\d_]\.){2,}"
        rf"|\b(?i:{'|'.join(short)})\.(?=\s*[\w'’])"
        r"|\b(?:Jr|Sr)\."
        r"|\b[A-Z]\."
        r"|\b(?:[Ee]x|[Tt]hen|[Nn]ow)(?=-\w)"
        r"|(?<=\w)-(?:[Ee]lect|[Dd]esignate)\b"
        r"|\w+(?:(?!-[Ee]lect\b|-[Dd]esignate\b)[-‐‑'’`]\w+)*"
        r"|[^\w\s]"
    )


def read_lines(parse: Parse, day: str = "") -> tuple[Line, ...]:
    """The sentences of a parse as lines of words; capitals and palaces are those of the state that had them on that day."""
    hits = tuple(_of_day(hit, day) for hit in world().names.find(parse.text))
    return tuple(Line(sentence, _words(parse, sentence, hits), hits) for sentence in parse.sentences)


def _of_day(hit: Hit, day: str) -> Hit:
    if not day or not any(n.kind in _SEATS and of_its_day(n.key, day) != n.key for n in hit.named):
        return hit
    return replace(hit, named=tuple(replace(n, key=of_its_day(n.key, day)) if n.kind in _SEATS else n for n in hit.named))


def _words(parse: Parse, sentence: Sentence, hits: tuple[Hit, ...]) -> tuple[Word, ...]:
    spans = []
    for match in _pattern().finditer(parse.text, sentence.start, sentence.end):
        start, end = match.span()
        text = match.group()
        if len(text) > 2 and text[-2:] in ("'s", "’s", "'S", "’S"):
            spans += [(start, end - 2), (end - 2, end)]
        else:
            spans.append((start, end))
    marks = [e for e in parse.entities if e.start < sentence.end and sentence.start < e.end]
    near = [(i, hit) for i, hit in enumerate(hits) if hit.start < sentence.end and sentence.start < hit.end]
    return tuple(_word(parse, sentence, span, marks=marks, near=near) for span in spans)


def _word(parse: Parse, sentence: Sentence, span: tuple[int, int], *, marks: list, near: list[tuple[int, Hit]]) -> Word:  # type: ignore[type-arg]
    start, end = span
    token = next((t for t in sentence.tokens if t.end > start), sentence.tokens[-1])
    hit = next((i for i, h in near if h.start <= start and end <= max(h.end, start + 1) and start < h.end), -1)
    label = next((e.label for e in marks if e.start < end and start < e.end), "")
    text = parse.text[start:end]
    broken = "\n" in parse.text[end : end + 3] and not parse.text[end : end + 3].split("\n")[0].strip()
    return Word(start, end, text, fold(text).replace("’", "'"), token.index, token.upos, hit, label, broken)
