"""Words as the encoder sees them: word pieces, shape, and the gap before the word."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

PIECES_A_WORD = 10
"""Pieces of one word beyond these are left out: its first piece stands for it."""
CLS, SEP, PAD = 101, 102, 0
SHAPES = ("none", "lower", "Title", "UPPER", "X", "miXed", "digit", "mark")
GAPS = ("space", "attached", "line", "paragraph")
SPACE, ATTACHED, LINE, PARAGRAPH = range(4)
CONVENTIONS = ("any", "ewt", "gum")
"""Whose way of parting sentences and drawing trees is asked for; its index stands as the gap of the first piece of a window
(Stymne et al. 2018, treebank embeddings)."""

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "—", "―": "—"}
)
_SAME = {"--": "—", "---": "—", "''": '"', "``": '"', "…": "...", "....": "..."}


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The class of a word's case, as an index of SHAPES."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 6
    if not letters:
        return 7
    if len(letters) == 1:
        return 4 if letters[0].isupper() else 1
    uppers = sum(c.isupper() for c in letters)
    if uppers == 0:
        return 1
    if uppers == len(letters):
        return 3
    return 2 if uppers == 1 and letters[0].isupper() else 5


def gap(text: str, before: int, start: int) -> int:
    """What parts a word that starts at `start` from the one that ended at `before`, as an index of GAPS."""
    between = text[before:start]
    if not between:
        return ATTACHED
    lines = between.count("\n") or between.count("\r")
    if lines > 1 or "\u2029" in between:
        return PARAGRAPH
    return LINE if lines else SPACE


class Pieces:
    """WordPiece over single words, remembered."""

    def __init__(self, vocabulary: Path | Sequence[str]) -> None:
        lines = vocabulary.read_text("utf-8").split("\n") if isinstance(vocabulary, Path) else list(vocabulary)
        ids = {line.rstrip("\r"): index for index, line in enumerate(lines) if line}
        self._tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self._unknown = ids["[UNK]"]
        self.of = lru_cache(maxsize=1 << 17)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word; never none."""
        plain = _SAME.get(word) or word.translate(_PLAIN)
        if len(plain) > 100:
            return (self._unknown,)
        found = self._tokenizer.encode(plain, add_special_tokens=False).ids
        if not found:
            found = self._tokenizer.encode(unicodedata.normalize("NFKC", plain), add_special_tokens=False).ids
        return tuple(found[:PIECES_A_WORD]) or (self._unknown,)
