"""Bodies that were renamed or reorganised: one body under all its names, each with its days and what tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chancery.codebook import DATA, load_entries, world
from chancery.model import FIRST_DAY, LAST_DAY, BodyName, parse_period
from chancery.resolve.wording import body_words, post_words

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyHistory:
    """One body."""

    name: str
    state: str
    """Whose it is: a state, or the organization itself under its key of today."""
    called: tuple[BodyName, ...]
    """Its names in turn."""
    keys: tuple[str, ...] = ()
    """Earlier keys of an organization."""
    also: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    """Posts of whoever leads it; the last is the one under which all stand."""


@cache
def histories() -> tuple[BodyHistory, ...]:
    """All of `data/resolve/renamed.yaml`."""
    return load_entries(DATA / "resolve" / "renamed.yaml", BodyHistory)


@cache
def _heirs() -> Mapping[str, str]:
    return {key: body.state for body in histories() for key in body.keys}


def heir(state: str) -> str:
    """The key that an organization has today; any other key as it is."""
    return _heirs().get(state, state)


@cache
def _by_name() -> Mapping[tuple[str, Words], BodyHistory]:
    found = {}
    for body in histories():
        for name in (*(one.name for one in body.called), *body.also):
            found[body.state, body_words(name)] = body
    return found


@cache
def _by_head() -> Mapping[tuple[str, Words], BodyHistory]:
    return {(body.state, post_words(post)): body for body in histories() for post in body.heads}


def head(words: Words, state: str) -> Words:
    """The words of the post under which a head of the body stands, whatever the body was called then."""
    body = _by_head().get((state, words))
    return post_words(body.heads[-1]) if body else words


def words(organization: str, state: str) -> Words:
    """The telling words of a body: those of its newest name, where it was renamed."""
    own = body_words(organization)
    body = _by_name().get((state, own))
    return body_words(body.called[-1].name) if body else own


def body_of(post: str, organization: str, state: str) -> BodyHistory | None:
    """The renamed body that a post belongs to, by its name, by the post of its head, or as a part of an organization."""
    state = heir(state)
    found = _by_name().get((state, body_words(organization))) if organization else _by_head().get((state, post_words(post)))
    if found is None and state not in world().territories:
        return next((body for body in histories() if body.state == state), None)
    return found


def names_between(body: BodyHistory, first: str, last: str) -> tuple[BodyName, ...]:
    """The names that it went by from a first to a last day."""
    return tuple(one for one in body.called if _first(one) <= last and first <= _last(one))


def _first(one: BodyName) -> str:
    day = parse_period(one.first).first if one.first else None
    return day.isoformat() if day else FIRST_DAY


def _last(one: BodyName) -> str:
    day = parse_period(one.last).last if one.last else None
    return day.isoformat() if day else LAST_DAY
