"""One post over many wordings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from chancery.codebook import level_of
from chancery.model import FIRST_DAY, LAST_DAY, Entry, Post, Tenure, content_id
from chancery.resolve import bodies, rules
from chancery.resolve.bodies import heir
from chancery.resolve.wording import post_words, without_state


@lru_cache(maxsize=65536)
def post_key(post: str, organization: str, state: str) -> str:
    """The key of a post: its state, its words, and its body where the words alone name many posts."""
    state = heir(state)
    found = post_words(without_state(post, state))
    found = bodies.head(found, state)
    body: tuple[str, ...] = ()
    if not state or set(found) <= rules.words("posts", "generic"):
        body = bodies.words(organization, state)
    return f"{state}:{' '.join(found)}" + (f" @ {' '.join(body)}" if body else "")


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
