"""The telling words of posts and bodies: what is left of their wordings when all that tells none from another is gone."""

from __future__ import annotations

import re
from functools import lru_cache

from chancery.codebook import world
from chancery.resolve import rules
from chancery.resolve.names import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@lru_cache(maxsize=65536)
def post_words(post: str) -> tuple[str, ...]:
    """The telling words of a post, in one wording and in order of the alphabet; names of states give way to their codes."""
    pattern, full = rules.wordings()
    text = _coded(post)
    text = pattern.sub(lambda found: full[found.group()], fold(text.replace("’", "'")))
    drop = rules.words("posts", "drop")
    found = {word.removesuffix("'s").rstrip(".") for word in _WORD.findall(text)}
    return tuple(sorted(word for word in found if word and word not in drop))


def _coded(post: str) -> str:
    """The states that stand behind `to`, `in` and the like as codes: an ambassador to Japan is one to JPN."""
    if not set(_WORD.findall(fold(post))) & rules.words("posts", "countries after"):
        return post
    hits = [hit for hit in world().names.find(post) if hit.named[0].kind in ("state", "demonym", "capital")]
    for hit in reversed(hits):
        post = f"{post[: hit.start]}{hit.named[0].key}{post[hit.end :]}"
    return post


@lru_cache(maxsize=65536)
def body_words(organization: str) -> tuple[str, ...]:
    """The telling words of a body, without its state."""
    text = organization
    for hit in reversed(world().names.find(text)):
        if hit.named[0].kind in ("state", "demonym", "capital"):
            text = f"{text[: hit.start]} {text[hit.end :]}"
    drop = rules.words("posts", "drop from bodies")
    return tuple(sorted({word.removesuffix("'s") for word in _WORD.findall(fold(text.replace("’", "'")))} - drop))


def without_state(post: str, state: str) -> str:
    """The post without the names of its own state, unless nothing else is left of it."""
    for hit in reversed(world().names.find(post)) if state else ():
        if hit.named[0].key == state and hit.named[0].kind in ("state", "demonym"):
            post = f"{post[: hit.start]}{post[hit.end :]}".strip() or post
    return post
