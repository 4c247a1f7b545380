"""Base forms: a table learnt from the treebanks, irregular forms, then rules that trust known words."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

_CLASSES = {"verbs": ("VERB", "AUX"), "nouns": ("NOUN",), "adjectives": ("ADJ",), "adverbs": ("ADV",)}
_VOWELS = frozenset("aeiou")
_RARE = 1 << 30


class Lemmas:
    """Looks up and works out base forms."""

    def __init__(self, learnt: Mapping[tuple[str, str], str], known: Mapping[str, int]) -> None:
        """`learnt`: (lower-case form, part of speech) -> lemma; `known`: words with their rank, the commonest lowest."""
        self._learnt, self._known = learnt, dict(known)
        self._odd: dict[tuple[str, str], str] = {}
        self._others: dict[str, str] = {}
        self._read()
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def _read(self) -> None:
        raw: dict[str, Any] = yaml.load(files("chancery.data").joinpath("language/lemmas.yaml").read_bytes(), _LOADER)
        self._others = raw["others"]
        for base in (
            *raw["known"],
            *raw["verbs"],
            *(lemma for (form, upos), lemma in self._learnt.items() if upos == "VERB" and form == lemma),
        ):
            self._known.setdefault(base, _RARE - 1)
        for name, tags in _CLASSES.items():
            for base, forms in raw[name].items():
                for form in forms:
                    for tag in tags:
                        self._odd.setdefault((form, tag), base)

    def _of(self, word: str, upos: str, feats: str) -> str:
        """The lemma of a word in this part of speech; names keep their letters."""
        lower = word.lower()
        if "VerbForm=Inf" in feats and upos == "VERB" and lower in self._known:
            return lower
        if (found := self._learnt.get((lower, upos))) is not None:
            return found
        if upos in ("PROPN", "X", "SYM", "PUNCT", "NUM"):
            return word
        if (found := self._odd.get((lower, upos))) is not None:
            return found
        if upos in ("VERB", "AUX"):
            return self._verb(lower, feats)
        if upos == "NOUN":
            return self._noun(lower) if "Number=Plur" in feats else lower
        if upos in ("ADJ", "ADV") and ("Degree=Cmp" in feats or "Degree=Sup" in feats):
            return self._degree(lower)
        return self._others.get(lower, lower)

    def _best(self, *options: str) -> str:
        """The commonest known word; the first where none is known."""
        return min(options, key=lambda option: self._known.get(option, _RARE))

    def _verb(self, word: str, feats: str) -> str:
        if word.endswith("ing") and len(word) > 4 and ("VerbForm=Ger" in feats or "VerbForm=Part" in feats):
            return self._stem(word[:-3])
        if word.endswith("ied") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith("ed") and len(word) > 3 and "VerbForm=Inf" not in feats:
            return self._stem(word[:-2])
        if word.endswith("s") and ("Person=3" in feats or "Tense=Pres" in feats):
            return self._third(word)
        return word

    def _stem(self, stem: str) -> str:
        """The base of a stem that lost -ing or -ed."""
        options = [stem, stem + "e"]
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouwxy":
            options.insert(0, stem[:-1])
            if stem[-1] in "lsfz" and stem in self._known:
                return stem
        if any(option in self._known for option in options):
            return self._best(*options)
        return _spelled(stem)

    def _third(self, word: str) -> str:
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith("es") and len(word) > 3:
            if word[:-2].endswith(("sh", "ch", "ss", "x", "zz", "o")):
                return word[:-2]
            return self._best(word[:-1], word[:-2])
        return word[:-1] if not word.endswith("ss") else word

    def _noun(self, word: str) -> str:
        if word.endswith("men") and len(word) > 4:
            return word[:-3] + "man"
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith("es") and len(word) > 3:
            if word[:-2].endswith(("sh", "ch", "ss", "x", "zz")):
                return word[:-2]
            return self._best(word[:-1], word[:-2])
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2 else word

    def _degree(self, word: str) -> str:
        for suffix in ("est", "er"):
            if word.endswith(suffix) and len(word) > len(suffix) + 2:
                stem = word[: -len(suffix)]
                if stem.endswith("i"):
                    return stem[:-1] + "y"
                options = [stem, stem + "e"]
                if stem[-1] == stem[-2]:
                    options.insert(0, stem[:-1])
                return self._best(*options)
        return word


def _spelled(stem: str) -> str:
    """The likeliest spelling of an unknown stem."""
    if len(stem) > 3 and stem[-1] == stem[-2] and (stem[-1] not in "lszf" or (len(stem) > 4 and stem.endswith(("ell", "oll")))):
        return stem[:-1]
    if stem.endswith(
        ("at", "iz", "is", "yz", "uc", "duc", "rc", "nc", "v", "dg", "rg", "ng", "ur", "ir", "bl", "cl", "tl", "pl", "dl", "gl", "fl", "u")
    ):
        return stem + "e"
    if len(stem) == 3 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        return stem + "e"
    return stem


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(path: Path) -> dict[tuple[str, str], str]:
    """The learnt table: gzip, one `form TAB part of speech TAB lemma` a line."""
    table: dict[tuple[str, str], str] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        form, upos, lemma = line.split("\t")
        table[form, upos] = lemma
    return table
