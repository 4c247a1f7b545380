"""What an address asks: parameters checked once, the same for pages and API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Query, Request

from chancery import views
from chancery.codebook import parse_state
from chancery.model import EventStatus, EventType, QueryError
from chancery.store import Store, View

PAGE = 50
"""Events on one page."""
MOST_PAGES = 2000

Between = Annotated[list[str], Query(description="States by code, name, demonym or capital; empty ones are passed over", max_length=8)]
Day = Annotated[str, Query(max_length=24, description="A day, month or year in ISO 8601; empty for none")]
Words = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@contextmanager
def asking(request: Request) -> Iterator[View]:
    """The record as one request sees it."""
    store: Store = request.app.state.store
    with store.view() as view:
        yield view


def today() -> str:
    """The day on the server's clock, for questions that give none."""
    return dt.datetime.now().astimezone().date().isoformat()


def states_of(words: list[str]) -> tuple[str, ...]:
    """The codes of the states named, each once."""
    return tuple(dict.fromkeys(parse_state(word) for word in words if word.strip()))


def day_of(value: str) -> str:
    """The day asked for, or today; QueryError where it is none."""
    if not value.strip():
        return today()
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"{value!r} is no day; write it as YYYY-MM-DD") from error


def relation(
    view: View, *, between: tuple[str, ...], first: str, last: str, kind: str, status: str, person: str, page: int = 1
) -> views.Chronology:
    """The chronology that the filters ask for, up to the end of the page."""
    if kind and kind not in {known.value for known in EventType}:
        raise QueryError(f"no event type {kind!r}")
    if status and status not in {known.value for known in EventStatus}:
        raise QueryError(f"no status {status!r}")
    types, statuses = ((kind,) if kind else ()), ((status,) if status else ())
    return views.chronology(
        view, between=between, first=first, last=last, types=types, statuses=statuses, person=person.strip(), limit=page * PAGE
    )
