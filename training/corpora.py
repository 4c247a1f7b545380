"""Reads the open corpora into sentences of words with trees, tags and the names that may stand at each word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chancery.language.encode import ATTACHED, CONVENTIONS, PARAGRAPH, SPACE, gap
from chancery.language.tokenizer import cut_chunk, tokenize

LABELS = ("PERSON", "ORG", "STATE", "PLACE", "NORP", "DATE", "EVENT", "LAW")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
ANY = (1 << len(TAGS)) - 1
SMALL = frozenset(
    ["of", "the", "on", "for", "and", "in", "to", "de", "la", "du", "del", "al", "el", "bin", "ibn", "von", "van", "-", "'", "’", ".", "&"]
)


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of a corpus; trees and tags are empty where the corpus has none."""

    words: tuple[str, ...]
    gaps: tuple[int, ...]
    """What parts each word from the one before, as an index of GAPS."""
    names: tuple[int, ...] = ()
    """Bits over TAGS that may be right at each word; empty if names are not to be learnt here."""
    weight: float = 1.0
    heads: tuple[int, ...] = ()
    """Index of the head in the sentence, -1 for the root."""
    relations: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    convention: int = 0
    """Whose trees these are, as an index of CONVENTIONS."""
    mentions: tuple[tuple[int, int, str], ...] = field(default=(), repr=False)
    """Spans of words (end excluded) with the corpus's own label."""


Document = list[Row]


@cache
def table() -> dict[str, Any]:
    """labels.yaml, with sets for look-up."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("labels.yaml").read_text("utf-8"))
    raw["states"] = frozenset(name.lower() for name in raw["states"])
    raw["bodies"] = frozenset(name.lower() for name in raw["bodies"])
    raw["places"] = frozenset(name.lower() for name in raw["places"])
    for name in ("peoples", "titles", "laws", "events", "never", "moments", "before_peoples"):
        raw[name] = frozenset(raw[name])
    raw["lower_titles"] = frozenset(title.lower() for title in raw["titles"])
    return raw


def tag_bits(labels: Iterable[str], part: str) -> int:
    """Bits of `part` (B or I) of these labels; O is the bit of no name."""
    bits = 0
    for label in labels:
        bits |= 1 if label == "O" else 1 << TAGS.index(f"{part}-{label}")
    return bits


def _glued(words: Sequence[str]) -> str:
    text = " ".join(words)
    return re.sub(r" ?- ?", "-", text).replace(" '", "'").lower()


def _named(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def settle(words: Sequence[str], start: int, end: int, labels: Sequence[str]) -> tuple[int, int, tuple[str, ...]] | None:
    """The span and the door's labels of a name after the rules of labels.yaml; None if nothing of it is a name."""
    rules = table()
    if "DATE" in labels and len(labels) == 1:
        return _settle_date(words, start, end)
    while start < end and not _named(words[start]) and words[start].lower() not in ("al", "bin", "de", "van", "von", "el"):
        start += 1
    while start < end and words[start] == "The" and end - start > 1:
        start += 1
    while start < end and not any(c.isalnum() for c in words[end - 1]) and words[end - 1] != ".":
        end -= 1
    while start < end and words[end - 1] in ("'s", "’s"):
        end -= 1
    if "PERSON" in labels:
        while start < end and (words[start] in rules["titles"] or words[start].lower() in rules["lower_titles"] or words[start] in "-'.,"):
            start += 1
    if start >= end or (end - start == 1 and words[start] in rules["never"]) or not any(word[:1].isupper() for word in words[start:end]):
        return None
    return start, end, _relabel(words[start:end], tuple(labels))


def _settle_date(words: Sequence[str], start: int, end: int) -> tuple[int, int, tuple[str, ...]] | None:
    while start < end and words[start].lower() in (
        "since",
        "from",
        "in",
        "on",
        "by",
        "between",
        "until",
        "before",
        "after",
        "during",
        "the",
        "of",
        "for",
        "'s",
    ):
        start += 1
    if start >= end:
        return None
    sure = any(word[0].isdigit() or word[0].isupper() for word in words[start:end]) or words[start].lower() in (
        "today",
        "yesterday",
        "tomorrow",
    )
    return start, end, ("DATE",) if sure else ("DATE", "O")


def _relabel(words: Sequence[str], labels: tuple[str, ...]) -> tuple[str, ...]:
    rules, whole = table(), _glued(words)
    if "PERSON" in labels and len(labels) == 1:
        return ("NORP",) if len(words) == 1 and words[0] in rules["peoples"] else labels
    if whole in rules["states"] and "EVENT" not in labels[:1]:
        return ("STATE",)
    if whole in rules["bodies"]:
        return ("ORG",)
    if whole in rules["places"]:
        return ("PLACE",)
    if len(words) <= 3 and words[-1] in rules["peoples"]:
        return ("NORP",)
    if labels == ("NORP",) and len(words) == 1 and words[0] not in rules["peoples"]:
        return ("NORP", "STATE", "PLACE", "O")
    if len(words) > 1 and (words[-1] in rules["laws"] or words[0] in rules["laws"]) and words[-1] not in ("Organization", "Court"):
        return ("LAW",) if "PLACE" not in labels else labels
    if len(words) > 1 and words[-1] in rules["events"] and labels != ("ORG",):
        return ("EVENT",)
    return labels


def name_bits(words: Sequence[str], mentions: Sequence[tuple[int, int, str]], corpus: str) -> tuple[int, ...]:
    """Bits over TAGS allowed at each word, from the corpus's mentions and its line in labels.yaml; longer names go first."""
    line = table()["corpora"][corpus]
    open_labels = tuple(line["open"])
    bits = [_silence(word, open_labels, place == 0) for place, word in enumerate(words)]
    taken = [False] * len(words)
    for start, end, label in sorted(mentions, key=lambda m: m[0] - m[1]):
        if (labels := line["map"].get(label)) is None or (settled := settle(words, start, end, labels)) is None:
            continue
        low, high, kinds = settled
        if any(taken[low:high]):
            continue
        for place in range(low, high):
            taken[place] = True
            bits[place] = tag_bits(kinds, "B" if place == low else "I")
    for place, word in enumerate(words):
        if not taken[place] and word in table()["peoples"]:
            bits[place] = tag_bits(("NORP",), "B")
    begins, goes = tag_bits(("NORP",), "B"), tag_bits(("NORP",), "I")
    inner = sum(tag_bits((label,), "I") for label in LABELS)
    for place in range(1, len(words)):
        if bits[place] == begins and words[place - 1] in table()["before_peoples"] and (bits[place - 1] & 1 or not bits[place - 1] & inner):
            bits[place - 1], bits[place] = begins, goes
    return tuple(bits)


def _silence(word: str, open_labels: tuple[str, ...], first: bool) -> int:
    """What an unmarked word may be: O, or a label the corpus does not mark where the word's form allows it."""
    bits, moments = 1, table()["moments"]
    for label in open_labels:
        if label == "DATE":
            fits = word[0].isdigit() or word in moments or word.lower() in moments
        else:
            fits = (word[:1].isupper() or word.lower() in SMALL) and not (first and label == "NORP")
        if fits:
            bits |= tag_bits((label,), "B") | tag_bits((label,), "I")
    return bits


def read_conllu(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Comments and rows (ten columns, multiword and empty lines kept) of each sentence."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                comments[key.split(" ")[0] if key.startswith("newpar") else key] = value
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = {}, []
    if rows:
        yield comments, rows


def _row(rows: list[list[str]], paragraph: bool) -> Row:
    words: list[list[str]] = []
    gaps: list[int] = []
    attached, inside_until, close_attached = False, 0, False
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            inside_until = int(row[0].split("-")[1])
            close_attached = "SpaceAfter=No" in row[9]
            continue
        words.append(row)
        gaps.append(ATTACHED if attached else SPACE)
        number = int(row[0])
        attached = (number < inside_until) or (close_attached if number == inside_until else "SpaceAfter=No" in row[9])
    gaps[0] = PARAGRAPH if paragraph else SPACE
    return Row(
        words=tuple(row[1] for row in words),
        gaps=tuple(gaps),
        heads=tuple(int(row[6]) - 1 for row in words),
        relations=tuple(row[7] for row in words),
        upos=tuple(row[3] for row in words),
        feats=tuple("" if row[5] == "_" else row[5] for row in words),
        lemmas=tuple(row[2] for row in words),
    )


_ENTITY = re.compile(r"\((?P<open>[^()]+)(?P<now>\))?|(?P<close>\d+)\)")


def _gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, list[str]]]:
    """Word spans with the fields of every mention that opens and closes in the sentence."""
    plain = [row for row in rows if row[0].isdigit()]
    waiting: dict[str, list[tuple[int, list[str]]]] = {}
    found: list[tuple[int, int, list[str]]] = []
    for place, row in enumerate(plain):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in _ENTITY.finditer(value):
            if match["open"]:
                fields = match["open"].split("-", 7)
                if match["now"]:
                    found.append((place, place + 1, fields))
                else:
                    waiting.setdefault(fields[0], []).append((place, fields))
            elif waiting.get(match["close"]):
                start, fields = waiting[match["close"]].pop()
                found.append((start, place + 1, fields))
    return found


def _name_in(row: Row, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The name inside a noun phrase: its head with what UD hangs on a name, if the head is a proper noun."""
    head = next((i for i in range(start, end) if not start <= row.heads[i] < end), -1)
    if head < 0 or (row.upos[head] != "PROPN" and not (kind in ("organization", "event") and row.words[head][:1].isupper() and head > 0)):
        return None
    if kind == "person" and row.words[head].lower() in table()["lower_titles"]:
        return None
    inside = {head}
    grown = True
    while grown:
        grown = False
        for i in range(start, end):
            if i not in inside and row.heads[i] in inside and _belongs(row, i, kind):
                inside.add(i)
                grown = True
    low = high = head
    while low - 1 >= start and (low - 1 in inside or row.words[low - 1] in "-'’\"&"):
        low -= 1
    while high + 1 < end and (high + 1 in inside or row.words[high + 1] in "-&"):
        high += 1
    return low, high + 1


def _belongs(row: Row, i: int, kind: str) -> bool:
    relation, capital = row.relations[i], row.words[i][:1].isupper() or row.words[i][:1].isdigit()
    if kind == "person":
        return relation == "flat" or (
            relation == "compound" and row.upos[i] == "PROPN" and row.words[i].lower() not in table()["lower_titles"]
        )
    if relation in ("flat", "compound", "amod", "nummod", "nmod", "conj", "nmod:desc"):
        return capital
    head = row.heads[i]
    return (
        relation in ("case", "det", "cc", "punct")
        and i < head
        and row.relations[head] in ("nmod", "conj")
        and row.words[i].lower() in SMALL
    )


def read_gum(path: Path) -> list[Document]:
    """GUM with trees and names (proper-noun heads only) from its nested entities."""
    documents: list[Document] = []
    for comments, rows in read_conllu(path):
        if "newdoc id" in comments or not documents:
            documents.append([])
        row = _row(rows, "newpar" in comments or "newpar_block" in comments)
        mentions: list[tuple[int, int, str]] = []
        for start, end, fields in _gum_mentions(rows):
            kind = fields[1]
            if kind == "time":
                if end - start <= 6:
                    mentions.append((start, end, "time"))
            elif (span := _name_in(row, start, end, kind)) is not None:
                mentions.append((*span, _gum_kind(row, span, kind)))
        names = name_bits(row.words, mentions, "gum")
        documents[-1].append(replace(row, names=names, mentions=tuple(mentions), convention=CONVENTIONS.index("gum")))
    return documents


def _gum_kind(row: Row, span: tuple[int, int], kind: str) -> str:
    words = row.words[span[0] : span[1]]
    if kind == "abstract" and len(words) > 1 and (words[-1] in table()["laws"] or words[0] in table()["laws"]):
        return "event"
    return kind


def _uner_spans(rows: list[tuple[str, str]]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for place, (_, tag) in enumerate(rows):
        if tag.startswith("B-") and tag != "B-O":
            spans.append((place, place + 1, tag[2:]))
        elif tag.startswith("I-") and spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1, spans[-1][2])
    return spans


def read_uner(path: Path) -> dict[str, tuple[list[str], list[tuple[int, int, str]]]]:
    """Words and spans of each sentence by the sentence's text."""
    found: dict[str, tuple[list[str], list[tuple[int, int, str]]]] = {}
    text, rows = "", []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.startswith("# text"):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            rows.append((fields[1], fields[2]))
        elif not line and rows:
            found[text] = ([word for word, _ in rows], _uner_spans(rows))
            text, rows = "", []
    return found


def read_ewt(path: Path, names: Path | None) -> list[Document]:
    """EWT with trees, and the names of Universal NER where the words agree."""
    marked = read_uner(names) if names is not None else {}
    documents: list[Document] = []
    for comments, rows in read_conllu(path):
        if "newdoc id" in comments or not documents:
            documents.append([])
        row = replace(_row(rows, "newpar" in comments), convention=CONVENTIONS.index("ewt"))
        words, spans = marked.get(comments.get("text", "").strip(), ([], []))
        if words == list(row.words):
            row = replace(row, names=name_bits(row.words, spans, "uner"), mentions=tuple(spans))
        documents[-1].append(row)
    return documents


_LEFT = frozenset([")", "]", "}", ",", ".", ";", ":", "!", "?", "%", "'s", "’s", "n't", "'ll", "'re", "'ve", "'d", "'m", "..."])
_RIGHT = frozenset(["(", "[", "{", "$"])


def _recut(words: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[int], list[str]]:
    """Words of a corpus without offsets cut as ours are, with likely gaps."""
    out: list[str] = []
    gaps: list[int] = []
    tags: list[str] = []
    for word, label in zip(words, labels, strict=True):
        for part, (start, end) in enumerate(cut_chunk(word)):
            piece = word[start:end]
            loose = part == 0 and piece not in _LEFT and not (out and out[-1] in _RIGHT)
            out.append(piece)
            gaps.append(SPACE if loose else ATTACHED)
            tags.append("I" + label[1:] if part and label != "O" else label)
    return out, gaps, tags


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    before = "O"
    for place, tag in enumerate(tags):
        if tag != "O":
            if tag[0] == "I" and before[2:] == tag[2:]:
                spans[-1] = (spans[-1][0], place + 1, spans[-1][2])
            else:
                spans.append((place, place + 1, tag[2:]))
        before = tag
    return spans


def read_columns(path: Path, corpus: str, separator: str, size: int) -> list[Document]:
    """A corpus of one word a line (word first, tag last), in documents of `size` sentences."""
    weight = float(table()["corpora"][corpus]["weight"])
    rows: list[Row] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.strip():
            fields = line.rstrip("\n").split(separator)
            words.append(fields[0])
            labels.append(fields[-1].strip())
        elif words:
            ours, gaps, tags = _recut(words, labels)
            if ours:
                spans = _spans(tags)
                rows.append(Row(tuple(ours), tuple(gaps), name_bits(ours, spans, corpus), weight, mentions=tuple(spans)))
            words, labels = [], []
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def read_re3d(folder: Path) -> list[Document]:
    """Official releases with entities by character; sentences end at a full stop before a capital, or at a line's end."""
    documents: list[Document] = []
    for path in sorted(folder.glob("*/documents.json")):
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for line in path.with_name("entities.json").read_text("utf-8").splitlines():
            if line.strip():
                entity = json.loads(line)
                spans.setdefault(entity["documentId"], []).append((entity["begin"], entity["end"], entity["type"]))
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                document = json.loads(line)
                documents.append(_re3d_rows(document["text"], spans.get(document["_id"], [])))
    return documents


def _re3d_rows(text: str, spans: list[tuple[int, int, str]]) -> Document:
    weight = float(table()["corpora"]["re3d"]["weight"])
    tokens = tokenize(text)
    rows: Document = []
    first = 0
    for place in range(1, len(tokens) + 1):
        done = place == len(tokens)
        if not done:
            (_, end), (start, _) = tokens[place - 1], tokens[place]
            between = gap(text, end, start)
            done = between >= 2 or (
                text[end - 1] in '.!?”"' and between == SPACE and text[start].isupper() and text[tokens[place - 1][0] : end] in '.!?”"'
            )
        if done:
            part = tokens[first:place]
            words = [text[a:b] for a, b in part]
            mentions = [found for a, b, kind in spans if (found := _within(part, a, b, kind)) is not None]
            gaps = [PARAGRAPH, *(gap(text, part[i - 1][1], part[i][0]) for i in range(1, len(part)))]
            gaps[0] = gap(text, tokens[first - 1][1], part[0][0]) if first else PARAGRAPH
            rows.append(Row(tuple(words), tuple(gaps), name_bits(words, mentions, "re3d"), weight, mentions=tuple(mentions)))
            first = place
    return rows


def _within(part: list[tuple[int, int]], start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    inside = [i for i, (a, b) in enumerate(part) if a < end and b > start]
    return (inside[0], inside[-1] + 1, kind) if inside and len(inside) < 9 else None


def read_events(path: Path) -> list[Document]:
    """Dated events whose links name gatherings, agreements and states; nothing else in them is learnt."""
    rows: list[Row] = []
    rules = table()
    for line in path.read_text("utf-8").splitlines():
        event = json.loads(line)
        tokens = tokenize(event["text"])
        words = [event["text"][a:b] for a, b in tokens]
        bits = [ANY] * len(words)
        good = False
        for link in event["links"]:
            span = _within(tokens, link["start"], link["end"], "")
            if span is None:
                continue
            low, high = span[0], span[1]
            surface, article = words[low:high], link["article"].split(" (")[0].split()
            if not surface or not surface[0][:1].isupper() or not article:
                continue
            kind = ""
            if _glued(surface) in rules["states"]:
                kind = "STATE"
            elif len(surface) > 1 and surface[-1] in rules["laws"] and article[-1] in rules["laws"]:
                kind = "LAW"
            elif len(surface) > 1 and surface[-1] in rules["events"] and article[-1].capitalize() in rules["events"]:
                kind = "EVENT"
            if kind:
                good = good or kind != "STATE"
                for i in range(low, high):
                    bits[i] = tag_bits((kind,), "B" if i == low else "I")
        if good:
            gaps = [PARAGRAPH, *(gap(event["text"], tokens[i - 1][1], tokens[i][0]) for i in range(1, len(tokens)))]
            rows.append(Row(tuple(words), tuple(gaps), tuple(bits), 0.5))
    return [[row] for row in rows]
