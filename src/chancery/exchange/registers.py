"""Registers in: lists of holders, visits and journeys that others keep. A register becomes reports whose text is its rows; the row is
the evidence. Which fields make which claims stands in `data/registers/registers.yaml`."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chancery.codebook import DATA, load_entries, parse_state, titles
from chancery.model import (
    Claim,
    Event,
    EventStatus,
    EventType,
    Evidence,
    ExchangeError,
    Issue,
    QueryError,
    Reading,
    Report,
    Tenure,
    TenureStatus,
    claim,
    content_id,
    parse_period,
    quote,
)

Row = Mapping[str, str]
_ACTING = ("acting", "ad interim", "interim")


@dataclass(frozen=True, slots=True)
class TenureRule:
    """How a row becomes a tenure: for each field the templates, of which the first counts that the row can fill."""

    person: tuple[str, ...]
    post: tuple[str, ...]
    organization: tuple[str, ...]
    state: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRule:
    """How a row becomes a meeting."""

    mode: str
    states: tuple[str, ...]
    people: tuple[str, ...]
    date: tuple[str, ...]
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of register."""

    name: str
    outlet: str
    title: str
    needs: tuple[str, ...]
    group: tuple[str, ...]
    tenures: tuple[TenureRule, ...]
    events: tuple[EventRule, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    split: str = ""


@dataclass(frozen=True, slots=True)
class _Wordings:
    name: str
    wordings: tuple[str, ...]


def read_register(path: Path, *, published: str | None = None, outlet: str = "") -> Iterator[Reading]:
    """The readings that a register gives, one for each group of rows: JSON lines, CSV with a header, or Popolo (.json).

    `published` is the day of the edition. Rows that tell nobody or no state become issues. ExchangeError where the file is of no known
    kind, or a line is damaged: it names file and line.
    """
    rows = _rows(path)
    if not rows:
        raise ExchangeError(f"{path}: no rows; expected JSON lines, CSV with a header, or Popolo JSON")
    kind = _kind(path, rows[0])
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_group(kind, row)].append(row)
    for name in sorted(groups):
        yield _reading(kind, name, groups[name], published, outlet)


def _rows(path: Path) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    if path.suffix.lower() in (".csv", ".tsv"):
        found = csv.DictReader(text.splitlines(), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        return [{str(k): str(v) for k, v in row.items() if k and v} for row in found]
    if path.suffix.lower() == ".json":
        return _popolo(path, text)
    return [_line(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _line(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ExchangeError(f"{path}:{number}: not JSON ({error}); expected one object a line") from error
    if not isinstance(row, dict):
        raise ExchangeError(f"{path}:{number}: expected an object, got {type(row).__name__}")
    return {str(name): _flat(value) for name, value in row.items() if value not in (None, "", [])}


def _flat(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _popolo(path: Path, text: str) -> list[Row]:
    """Memberships of a Popolo document as rows of holders."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ExchangeError(f"{path}: not JSON ({error})") from error
    if "memberships" not in document:
        raise ExchangeError(f"{path}: no memberships; expected a Popolo document with persons, posts and memberships")
    by_id = {kind: {str(row.get("id")): row for row in document.get(kind, [])} for kind in ("persons", "posts", "organizations")}
    return [row for member in document["memberships"] if (row := _membership(member, by_id))]


def _membership(member: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Row:
    person = by_id["persons"].get(str(member.get("person_id")), {})
    post = by_id["posts"].get(str(member.get("post_id")), {})
    organization = by_id["organizations"].get(str(member.get("organization_id") or post.get("organization_id")), {})
    area = organization.get("area") or post.get("area") or member.get("area") or ""
    values = {
        "person": person.get("name"),
        "post": member.get("role") or post.get("label"),
        "organization": organization.get("name"),
        "state": area.get("name") if isinstance(area, dict) else area,
        "start": member.get("start_date"),
        "end": member.get("end_date"),
    }
    return {name: str(value) for name, value in values.items() if value}


@cache
def registers() -> tuple[Register, ...]:
    """The kinds of registers."""
    return load_entries(DATA / "registers" / "registers.yaml", Register)


@cache
def _wordings(file: str) -> Mapping[str, str]:
    entries = load_entries(DATA / "registers" / f"{file}.yaml", _Wordings)
    return {wording.lower(): entry.name for entry in entries for wording in entry.wordings}


def _kind(path: Path, row: Row) -> Register:
    for kind in registers():
        if all(name in row for name in kind.needs) and all(any(name in row for name in names) for names in kind.one_of):
            return kind
    raise ExchangeError(f"{path}: columns {', '.join(row)} are of no known register; a list of holders needs person, post and state")


def _group(kind: Register, row: Row) -> str:
    """The name of the group of a row; registers without one are cut by the year of the start."""
    return next((_named(row[name]) for name in kind.group if name in row), "") or row.get("start", "")[:4]


def _named(value: str) -> str:
    return value.replace("-", " ").title() if value.islower() else value


def _reading(kind: Register, name: str, rows: Sequence[Row], published: str | None, outlet: str) -> Reading:
    lines = ["; ".join(f"{key}: {' '.join(value.split())}" for key, value in row.items()) for row in rows]
    text, source = "\n".join(lines), outlet or kind.outlet
    title = f"{kind.title}: {name}"
    report = Report(
        content_id("report", source, title, text),
        name=f"{kind.name}: {name}",
        text=text,
        title=title,
        outlet=source,
        published=published,
        published_how="given" if published else "open",
    )
    claims: list[Claim] = []
    issues: list[Issue] = []
    at = 0
    for row, line in zip(rows, lines, strict=True):
        place = quote(report, at, at + len(line))
        try:
            claims += _claims(kind, row, place)
        except (QueryError, ValueError) as error:
            issues.append(Issue("refused", report.id, f"row left out: {error}", place.start, place.end))
        at += len(line) + 1
    return Reading(report, (), tuple({found.id: found for found in claims}.values()), tuple(issues))


def _claims(kind: Register, row: Row, place: Evidence) -> Iterator[Claim]:
    values = dict(row)
    values |= {name: _named(value) for name, value in row.items() if name == "territory"}
    if kind.split:
        values["title"], values["name"] = split_title(row[kind.split])
    for rule in kind.tenures:
        for tenure in _tenures(rule, values):
            yield claim(tenure, (place,), rule=f"register {kind.name}")
    for event in kind.events:
        yield claim(_event(event, values), (place,), rule=f"register {kind.name}")


def _fill(templates: Sequence[str], values: Row) -> str:
    """The first template whose fields all have a value."""
    for template in templates:
        try:
            if found := template.format_map(values).strip():
                return found
        except KeyError:
            continue
    return ""


def _tenures(rule: TenureRule, values: Row) -> Iterator[Tenure]:
    person, post = _fill(rule.person, values), _fill(rule.post, values)
    if not person or not post:
        return
    start, end = _date(_fill(rule.start, values)), _date(_fill(rule.end, values))
    seen = sorted({_date(day) for template in rule.seen if (day := _fill([template], values))})
    if seen:
        start, end = f"../{seen[0]}", f"{seen[-1]}/.."
    elif start and not end:
        end = f"{start}/.."
    wording = _wordings("words").get(post.lower(), post)
    yield Tenure(
        person=person,
        post=_lower(wording),
        organization=_fill(rule.organization, values),
        state=_state(_fill(rule.state, values)),
        start=start,
        end=end,
        status=TenureStatus.DESIGNATE if not start and not end else TenureStatus.FORMER,
        acting=any(word in post.lower() for word in _ACTING),
    )


def _lower(post: str) -> str:
    """The post as running text has it: words of ranks and heads in lower case."""
    return " ".join(word.lower() if word.lower().strip(",") in _common() else word for word in post.split())


@cache
def _common() -> frozenset[str]:
    heads = {word for found in titles().heads.values() for head in found for word in head.words}
    return frozenset(
        heads | titles().words["ranks"] | titles().words["portfolio"] | {"chargé", "d’affaires", "d'affaires", "ad", "interim", "and"}
    )


def _event(rule: EventRule, values: Row) -> Event:
    days = sorted({_date(day) for template in rule.date if (day := _fill([template], values))})
    place = _fill(rule.place, values)
    return Event(
        EventType.CONSULT,
        EventStatus.OCCURRED,
        mode=rule.mode,
        states=tuple(dict.fromkeys(_state(_fill([template], values)) for template in rule.states)),
        people=tuple(name for template in rule.people if (name := _fill([template], values))),
        date=days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}" if days else "",
        place=tuple(part.strip() for part in place.split(",") if part.strip()),
    )


def _date(value: str) -> str:
    """The value if it is a calendar period; ValueError otherwise."""
    return parse_period(value).value if value else ""


@cache
def _state(name: str) -> str:
    """The code of a state as registers call it; QueryError if the codebook knows no such state."""
    if not name:
        return ""
    if code := _wordings("states").get(name.lower()):
        return code
    bare = name.split("(")[0].strip().replace("-", " ")
    return parse_state(_wordings("states").get(bare.lower(), bare))


def split_title(text: str) -> tuple[str, str]:
    """The title and the name of "Prime Minister Robert Mugabe"; no title where the words begin with none."""
    words = text.split()
    lists = titles().words
    before = lists["ranks"] | lists["portfolio"] | {"of", "and", "the", "for", "&"}
    for size in range(min(8, len(words) - 1), 0, -1):
        part = [word.strip(",").lower() for word in words[:size]]
        for head in titles().heads.get(part[-1], ()):
            fits = tuple(part[size - len(head.words) :]) == head.words
            if fits and not head.plural and all(word in before for word in part[: size - len(head.words)]):
                size = _complement(words, size, before)
                return " ".join(words[:size]).strip(","), " ".join(words[size:])
    return "", text


def _complement(words: Sequence[str], size: int, before: frozenset[str]) -> int:
    """How far "of Foreign Affairs" goes on after the head of a title."""
    if size >= len(words) - 1 or words[size] not in ("of", "for"):
        return size
    end = size + 1
    while end < len(words) - 1 and words[end].strip(",").lower() in before:
        end += 1
    return end if end > size + 1 else size
