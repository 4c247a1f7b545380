"""Read models: chronology, roster, brief, search, calendar, changes, sheets; every line holds its evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from chancery.store import plain
from chancery.views.brief import Brief, Side, brief
from chancery.views.chronology import Chronology, chronology
from chancery.views.lists import (
    Calendar,
    CalendarDay,
    Changes,
    Hit,
    OpenItems,
    Search,
    calendar,
    changes,
    open_items,
    search,
)
from chancery.views.roster import Roster, RosterLine, roster
from chancery.views.sheets import Dossier, EventSheet, ReportSheet, Succession, dossier, event, post, report
from chancery.views.text import Style, to_text


@dataclass(frozen=True, slots=True)
class ViewKind:
    """One question that the record answers."""

    name: str
    about: str
    """One line for the user."""
    ask: Callable[..., object]
    """Takes a store's View and keyword arguments; gives the noun."""
    noun: type


VIEWS: tuple[ViewKind, ...] = (
    ViewKind("chronology", "What happened between states, in order of the days.", chronology, Chronology),
    ViewKind("roster", "Who holds which post of a state on a day.", roster, Roster),
    ViewKind("brief", "What one must know before two states meet.", brief, Brief),
    ViewKind("search", "Where words occur in reports and in the sentences behind claims.", search, Search),
    ViewKind("calendar", "What is dated from one day to another.", calendar, Calendar),
    ViewKind("changes", "What the record learnt since an instant.", changes, Changes),
    ViewKind("dossier", "A person's posts, meetings and statements.", dossier, Dossier),
    ViewKind("post", "The holders of a post, oldest first.", post, Succession),
    ViewKind("event", "One event, its series, and what was said of it.", event, EventSheet),
    ViewKind("report", "One report, what it claims and what it left open.", report, ReportSheet),
    ViewKind("open", "What is announced and unconfirmed, undecided, or contradicted.", open_items, OpenItems),
)


def to_json(view: object, *, indent: int | None = 2) -> str:
    """Any view as JSON; the same view gives the same text."""
    return json.dumps(plain(view), ensure_ascii=False, indent=indent)


__all__ = [
    "VIEWS",
    "Brief",
    "Calendar",
    "CalendarDay",
    "Changes",
    "Chronology",
    "Dossier",
    "EventSheet",
    "Hit",
    "OpenItems",
    "ReportSheet",
    "Roster",
    "RosterLine",
    "Search",
    "Side",
    "Style",
    "Succession",
    "ViewKind",
    "brief",
    "calendar",
    "changes",
    "chronology",
    "dossier",
    "event",
    "open_items",
    "post",
    "report",
    "roster",
    "search",
    "to_json",
    "to_text",
]
