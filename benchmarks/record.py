"""A large record: how long it takes to make, to open and to answer.

    python -m benchmarks.record [--claims 100000] [--at FILE] [--questions 200] [--check]

Makes a record of invented reports (about ten claims each, of thirty years, pairs of states as unequal as in the press) unless FILE holds
one; what is still to be resolved there is resolved. Then puts questions of every view to it, each through a reader of its own, and adds
reports one by one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.floors import check
from chancery.codebook import world
from chancery.model import Claim, ClaimValue, Event, EventStatus, EventType, Report, Statement, Tenure, claim, content_id, quote
from chancery.resolve import refresh
from chancery.store import Store, open_store
from chancery.views import brief, calendar, changes, chronology, dossier, open_items, roster, search

POSTS = (
    *("president", "prime minister", "foreign minister", "defense minister", "trade minister", "finance minister"),
    *("ambassador to the United Nations", "deputy foreign minister", "director-general for Asian affairs"),
    *("director-general for European affairs", "spokesperson", "national security adviser"),
)
FIRST, DAYS = dt.date(1994, 1, 1), 30 * 365
ADDED, LATER = 40, "2026-02-01T00:00:00Z"
"""How many reports are added to the large record, and when."""
Told = tuple[Report, tuple[Claim, ...]]


def main() -> int:
    """Make, ask, print; with --check the number of broken floors is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--at", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = args.at or Path(folder) / "record.db"
        figures = {} if place.exists() else make(place, args.claims)
        figures |= settle(place) | ask(place, args.questions)
        figures["megabytes"] = round(place.stat().st_size / 1e6, 1)
    for name, figure in figures.items():
        print(f"{name}: {figure}", flush=True)
    return check("record", figures) if args.check else 0


def make(place: Path, claims: int) -> dict[str, float]:
    """Put about so many claims in and resolve them."""
    start, count = time.perf_counter(), 0
    with open_store(place) as store:
        writer = store.writer()
        for report, found in reports(random.Random(7)):
            writer.add(report, found, reader="made", recorded="2026-01-01T00:00:00Z")
            count += len(found)
            if count >= claims:
                break
    return {"claims": float(count), "write seconds": round(time.perf_counter() - start, 1)}


def settle(place: Path) -> dict[str, float]:
    """Resolve what waits; the longest transaction is how long another process that writes may have to wait."""
    with open_store(place) as store:
        with store.view() as view:
            waiting = view.pending()
        say, start = _Say(), time.perf_counter()
        refresh(store, say)
        taken = {"resolve seconds": round(time.perf_counter() - start, 1), "longest transaction seconds_max": say.longest}
        return taken if waiting else {}


class _Say:
    """Progress, and the longest time from one call to the next."""

    def __init__(self) -> None:
        self._tenths: dict[str, int] = {}
        self._last = time.perf_counter()
        self.longest = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, round(now - self._last, 2)), now
        if self._tenths.get(step) != (tenth := 10 * done // max(1, total)):
            self._tenths[step] = tenth
            print(f"  {step} {done}/{total} {time.strftime('%H:%M:%S')}", flush=True)


def reports(chance: random.Random) -> Iterator[Told]:
    """Invented reports without end."""
    states = sorted(world().territories)[:190]
    weights = [1 / (i + 3) for i in range(len(states))]
    people = {state: [_name(chance) for _ in range(6 * len(POSTS))] for state in states}
    number = 0
    while True:
        number += 1
        day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
        pair = tuple(dict.fromkeys(chance.choices(states, weights, k=2)))
        if len(pair) == 2:
            yield _report(number, day, [value for _ in range(2) for value in _values(chance, day, pair, people)])


def _name(chance: random.Random) -> str:
    syllables = "ka mi ro ten sa lu ver do gan eli mar tos bra ni shu ful ost ing hem cor zan pet ilo"
    parts = syllables.split(" ")
    return " ".join("".join(chance.choices(parts, k=chance.randint(2, 4))).title() for _ in range(2))


def _values(chance: random.Random, day: dt.date, pair: tuple[str, ...], people: dict[str, list[str]]) -> list[ClaimValue]:
    at = chance.randrange(len(POSTS))
    term = (day - FIRST).days // 1825
    who = tuple(people[state][6 * at + term] for state in pair)
    held = chance.random() < 0.6
    date = day + dt.timedelta(days=-chance.randrange(2) if held else chance.randrange(1, 9))
    status = EventStatus.OCCURRED if held else chance.choice((EventStatus.SCHEDULED, EventStatus.EXPECTED, EventStatus.POSSIBLE))
    act = chance.choice((EventType.REQUEST, EventType.ACCUSE, EventType.AGREE, EventType.SUPPORT))
    return [
        *(Tenure(name, POSTS[at], state=state) for name, state in zip(who, pair, strict=True)),
        Event(EventType.CONSULT, status, "meet", states=tuple(sorted(pair)), people=who, date=date.isoformat(), place=("Geneva",)),
        Event(
            act, EventStatus.OCCURRED, states=tuple(sorted(pair)), actor=pair[:1], recipient=pair[1:], people=who[:1], date=day.isoformat()
        ),
        Statement(who[0], states=pair[:1], date=day.isoformat(), quoted=True),
    ]


def _report(number: int, day: dt.date, values: list[ClaimValue]) -> Told:
    kinds = (type(value).__name__.lower() for value in values)
    lines = [f"Sentence {number}.{i} tells of {kind} matters in so many words as the press has." for i, kind in enumerate(kinds)]
    text = "\n".join(lines)
    report = Report(
        content_id(number, text),
        str(number),
        text,
        f"Report {number}",
        f"Outlet {number % 50}",
        published=day.isoformat(),
        published_how="given",
    )
    at, made = 0, []
    for line, value in zip(lines, values, strict=True):
        made.append(claim(value, (quote(report, at, at + len(line)),)))
        at += len(line) + 1
    return report, tuple(made)


def ask(place: Path, questions: int) -> dict[str, float]:
    """Times of opening, of each view, and of more reports, one by one."""
    chance, figures = random.Random(11), {}
    start = time.perf_counter()
    with open_store(place) as store:
        figures["open seconds_max"] = round(time.perf_counter() - start, 3)
        for name, one in QUESTIONS.items():
            figures |= _spread(name, [_timed(partial(one, store, chance)) for _ in range(questions)])
        figures |= _add(store, reports(random.Random(time.time_ns())))
        figures |= _spread("changes", [_timed(partial(_changes, store)) for _ in range(20)])
    return figures


def _add(store: Store, more: Iterator[Told]) -> dict[str, float]:
    """Times of adding a report and of resolving what it touches."""
    adding, resolving = [], []
    for report, found in islice(more, ADDED):
        adding.append(_timed(partial(store.writer().add, report, found, reader="made", recorded=LATER)))
        resolving.append(_timed(partial(refresh, store)))
    return _spread("add a report", adding) | _spread("resolve a report", resolving)


def _spread(name: str, seconds: Iterable[float]) -> dict[str, float]:
    times = sorted(seconds)
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    return {f"{name} p50 ms": round(1000 * middle, 1), f"{name} p95 ms_max": round(1000 * most, 1)}


def _timed(one: Callable[[], object]) -> float:
    start = time.perf_counter()
    one()
    return time.perf_counter() - start


def _states(chance: random.Random) -> list[str]:
    states = sorted(world().territories)[:190]
    return list(dict.fromkeys(chance.choices(states, [1 / (i + 3) for i in range(len(states))], k=8)))


def _day(chance: random.Random) -> dt.date:
    return FIRST + dt.timedelta(days=chance.randrange(400, DAYS))


def _chronology(store: Store, chance: random.Random) -> None:
    a, b, *_ = _states(chance)
    day = _day(chance)
    with store.view() as view:
        chronology(view, between=(a, b), first=(day - dt.timedelta(days=365)).isoformat(), last=day.isoformat())


def _roster(store: Store, chance: random.Random) -> None:
    with store.view() as view:
        roster(view, state=_states(chance)[0], on=_day(chance).isoformat())


def _brief(store: Store, chance: random.Random) -> None:
    a, b, *_ = _states(chance)
    with store.view() as view:
        brief(view, between=(a, b), on=_day(chance).isoformat())


def _search(store: Store, chance: random.Random) -> None:
    with store.view() as view:
        search(view, query=f"sentence {chance.randrange(1, 3000)}.{chance.randrange(8)} matters")


def _calendar(store: Store, chance: random.Random) -> None:
    day = _day(chance)
    with store.view() as view:
        calendar(view, first=day.isoformat(), last=(day + dt.timedelta(days=30)).isoformat(), states=tuple(_states(chance)[:1]))


def _dossier(store: Store, chance: random.Random) -> None:
    with store.view() as view:
        lines = roster(view, state=_states(chance)[0], on=_day(chance).isoformat()).lines
        if lines:
            dossier(view, person=chance.choice(lines).person_id)


def _open(store: Store, chance: random.Random) -> None:
    with store.view() as view:
        open_items(view, today=_day(chance).isoformat(), states=tuple(_states(chance)[:2]))


def _changes(store: Store) -> None:
    with store.view() as view:
        changes(view, since=LATER)


QUESTIONS: Mapping[str, Callable[[Store, random.Random], None]] = {
    "chronology": _chronology,
    "roster": _roster,
    "brief": _brief,
    "search": _search,
    "calendar": _calendar,
    "dossier": _dossier,
    "open": _open,
}


if __name__ == "__main__":
    raise SystemExit(main())
