"""One post over many wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from chancery.codebook import level_of, world
from chancery.model import FIRST_DAY, LAST_DAY, Entry, Post, Tenure, content_id
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


@lru_cache(maxsize=65536)
def post_key(post: str, organization: str, state: str) -> str:
    """The key of a post: its state, its words, and its body where the words alone name many posts."""
    found = post_words(_without(post, state))
    body: tuple[str, ...] = ()
    if not state or set(found) <= rules.words("posts", "generic"):
        body = body_words(organization)
    return f"{state}:{' '.join(found)}" + (f" @ {' '.join(body)}" if body else "")


def _without(post: str, state: str) -> str:
    """The post without the names of its own state, unless nothing else is left of it."""
    for hit in reversed(world().names.find(post)) if state else ():
        if hit.named[0].key == state and hit.named[0].kind in ("state", "demonym"):
            post = f"{post[: hit.start]}{post[hit.end :]}".strip() or post
    return post


def key_of(value: Tenure) -> str:
    """The key of the post of a tenure."""
    return post_key(value.post, value.organization, value.state)


def post_id(key: str) -> str:
    """Id of the post of that key."""
    return "o" + content_id("post", key)


@lru_cache(maxsize=65536)
def single(post: str) -> bool:
    """Whether only one person holds the post at a time, as far as its wording tells."""
    return not set(post_words(post)) & rules.words("posts", "several")


def foreign_minister(post: str) -> bool:
    """Whether the post is that of a state's minister of foreign affairs, whatever it is called there."""
    return post_words(post) in {post_words(name) for name in rules.words("posts", "foreign ministers")}


@lru_cache(maxsize=65536)
def rank(post: str) -> str:
    """The level at which a holder of the post meets others; empty if the post tells none."""
    leads = {post_words(name) for name in rules.words("posts", "leaders")}
    return "summit" if post_words(post) in leads else level_of(post)


def post_entry(key: str, tenures: Iterable[Tenure]) -> Entry:
    """The entry of a post from all tenures of it."""
    found = list(tenures)
    name = commonest(value.post for value in found)
    state = key.split(":", 1)[0]
    names = tuple(sorted({value.post for value in found}))
    value = Post(post_id(key), state, name, names, commonest(v.organization for v in found if v.organization), single(name))
    keys = {f"post:state:{state}", "post:any", f"post:id:{value.id}"} | {f"post:word:{word}" for word in post_words(name)}
    level = rank(name)
    keys |= {f"post:level:{level}"} if level else set()
    return Entry("post", value, FIRST_DAY, LAST_DAY, tuple(sorted(keys)), ())


def commonest(values: Iterable[str]) -> str:
    """The value given most often; the shortest, then the first of the alphabet, among equals; empty if there is none."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return min(counts, key=lambda value: (-counts[value], len(value), value)) if counts else ""
