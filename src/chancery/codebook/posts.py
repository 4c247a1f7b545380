"""Posts, the words around them, and bodies: how a title is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook.loader import DATA, load_entries, load_yaml
from chancery.codebook.phrases import WordList
from chancery.model import Level

PostLevel = Level | Literal[""]
_IRREGULAR = (("man", "men"), ("woman", "women"), ("person", "persons"), ("y", "ies"), ("s", "ses"))


@dataclass(frozen=True, slots=True)
class PostEntry:
    """Heads of posts of one rank."""

    name: str
    heads: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    level: PostLevel = ""
    expand: str = ""
    home: str = ""
    body: str = ""
    bare: bool = False
    absorbs: bool = True


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """Last or first words of names of bodies."""

    name: str
    heads: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    unit: bool = False
    """Parts of a body, named together with the post."""


@dataclass(frozen=True, slots=True)
class PostHead:
    """One head of a post, in the singular or plural."""

    words: tuple[str, ...]
    entry: PostEntry
    plural: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """Heads of posts by their last word, longest first; heads of bodies; the lists of `data/titles.yaml`."""

    heads: Mapping[str, tuple[PostHead, ...]]
    bodies: Mapping[str, BodyEntry]
    words: Mapping[str, frozenset[str]]
    single: frozenset[str]
    """Heads of one word."""
    led_as: Mapping[str, str]
    """The post of whoever chairs or commands a body, by the verb's lemma."""


@cache
def titles() -> Titles:
    """The packaged posts, bodies and words of titles; CodebookError where a file is at fault."""
    heads: dict[str, list[PostHead]] = {}
    for entry in load_entries(DATA / "posts.yaml", PostEntry):
        for head in entry.heads:
            for form, plural in ((head, False), *((p, True) for p in _plurals(head))):
                words = tuple(form.lower().split())
                heads.setdefault(words[-1], []).append(PostHead(words, entry, plural))
    bodies = {word: entry for entry in load_entries(DATA / "bodies.yaml", BodyEntry) for word in entry.heads}
    single = frozenset(last for last, found in heads.items() if any(len(h.words) == 1 for h in found))
    lists = {entry.name: frozenset(w.lower() for w in entry.words) for entry in load_entries(DATA / "titles.yaml", WordList)}
    return Titles(
        {last: tuple(sorted(found, key=lambda h: -len(h.words))) for last, found in heads.items()},
        bodies,
        lists,
        single,
        load_yaml(DATA / "led_as.yaml"),
    )


def _plurals(head: str) -> tuple[str, ...]:
    if head.endswith("."):
        return (head[:-1] + "s.",)
    words = head.split()
    at = next((i - 1 for i, word in enumerate(words) if word in ("of", "in", "for") and i), len(words) - 1)
    forms = [" ".join([*words[:at], _plural(words[at]), *words[at + 1 :]])]
    if "-" in words[at] and words[at].endswith("-general"):
        forms.append(" ".join([*words[:at], _plural(words[at].removesuffix("-general")) + "-general", *words[at + 1 :]]))
    if words[-1] == "general" and len(words) > 1:
        forms.append(" ".join([*words[:-2], _plural(words[-2]), "general"]))
    return tuple(forms)


def _plural(word: str) -> str:
    for ending, plural in _IRREGULAR:
        if word.endswith(ending) and not (ending == "y" and word[-2:-1] in "aeiou"):
            return word.removesuffix(ending) + plural
    return word + "s"


@cache
def level_of(post: str) -> PostLevel:
    """The rank at which a holder of this post meets others; empty where the post tells none."""
    words = post.lower().replace(",", " ").split()
    best: PostHead | None = None
    for i, word in enumerate(words):
        for head in titles().heads.get(word, ()):
            if tuple(words[i + 1 - len(head.words) : i + 1]) == head.words and (best is None or len(head.words) > len(best.words)):
                best = head
        if best is not None and word in titles().words["complement"]:
            break
    if best is None:
        return ""
    lowered = (
        best.entry.level == "ministerial" and bool({"deputy", "vice", "assistant", "under", "junior"} & set(words)) and "prime" not in words
    )
    return (
        "vice-ministerial"
        if lowered and best.entry.name not in ("vice president", "deputy prime minister", "speaker")
        else best.entry.level
    )
