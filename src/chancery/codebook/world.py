"""States, organizations, palaces, gatherings, agreements and media: the names by which reports call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chancery.codebook.lexicon import Lexicon, Named, NamedKind, fold, lexicon, plurals
from chancery.codebook.loader import DATA, load_entries, load_yaml
from chancery.model import CodebookError


@dataclass(frozen=True, slots=True)
class Territory:
    """A state, territory or former state."""

    code: str
    """ISO 3166-1 alpha-3, or the code it had."""
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    cities: tuple[str, ...] = ()
    until: str = ""
    """Last day of a former state, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organization, a part of one, or a standing group of states."""

    key: str
    names: tuple[str, ...]
    part: str = ""
    members: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    group: bool = False
    """No body of its own: it stands for its members."""


@dataclass(frozen=True, slots=True)
class World:
    """All names of the codebook, ready to be found."""

    territories: Mapping[str, Territory]
    organizations: tuple[Organization, ...]
    members: Mapping[str, tuple[str, ...]]
    """States of groups that are small and stable, by the group's key."""
    groups: frozenset[str]
    """Keys of those that stand for their members."""
    names: Lexicon
    gathering_heads: frozenset[str]
    """Capitalised last words that make a name a gathering."""
    wires: frozenset[str]
    """Folded names of agencies that report from everywhere: their dateline tells more than their own country."""


@cache
def world() -> World:
    """The packaged names; CodebookError where a file is at fault."""
    territories = _territories()
    organizations = _organizations()
    gatherings = _named_lists("gatherings.yaml")
    rows = [*_regions(), *_state_rows(territories), *_metonym_rows(), *_organization_rows(organizations)]
    rows += [(n, Named("gathering", "", n)) for n in gatherings["named"]]
    rows += [*_agreement_rows(), *_medium_rows()]
    return World(
        territories=territories,
        organizations=organizations,
        members={o.key: o.members for o in organizations if o.members},
        groups=frozenset(o.key for o in organizations if o.group and o.members),
        names=lexicon(rows),
        gathering_heads=frozenset(fold(n) for n in gatherings["heads"]),
        wires=frozenset(fold(n) for row in load_yaml(DATA / "media.yaml") if row.get("wire") for n in row["names"]),
    )


@dataclass(frozen=True, slots=True)
class _TerritoryRow:
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    cities: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Agreement:
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Medium:
    state: str
    names: tuple[str, ...]


def of_its_day(state: str, day: str) -> str:
    """The state that had this one's capital on that day, ISO 8601: the Soviet Union before Russia."""
    return "SUN" if state == "RUS" and day and day < world().territories["SUN"].until else state


def _territories() -> Mapping[str, Territory]:
    rows = load_entries(DATA / "territories.yaml", _TerritoryRow)
    return {r.name: Territory(r.name, r.names, r.adjectives, r.capitals, r.cities, r.until) for r in rows}


def _organizations() -> tuple[Organization, ...]:
    found = []
    for row in load_yaml(DATA / "organizations.yaml"):
        if unknown := set(row) - {"name", "names", "part", "members", "seats", "group", "gathering"}:
            raise CodebookError(f"organizations.yaml ({row.get('name', '?')}): unknown key {sorted(unknown)[0]!r}")
        part, members, seats = row.get("part", ""), tuple(row.get("members", ())), tuple(row.get("seats", ()))
        found.append(Organization(row["name"], tuple(row["names"]), part, members, seats, bool(row.get("group"))))
    return tuple(found)


def _named_lists(file: str) -> dict[str, tuple[str, ...]]:
    return {entry.name: entry.names for entry in load_entries(DATA / file, _Names)}


def _regions() -> Iterator[tuple[str, Named]]:
    for name in _named_lists("regions.yaml")["regions"]:
        yield name, Named("region", "", name)


def _state_rows(territories: Mapping[str, Territory]) -> Iterator[tuple[str, Named]]:
    kinds: tuple[tuple[NamedKind, str], ...] = (("state", "names"), ("demonym", "adjectives"), ("capital", "capitals"), ("city", "cities"))
    for kind, field in kinds:
        for t in territories.values():
            for name in getattr(t, field):
                for form in plurals(name) if kind == "demonym" else (name,):
                    yield form, Named(kind, t.code, name)


def _metonym_rows() -> Iterator[tuple[str, Named]]:
    for row in load_yaml(DATA / "metonyms.yaml"):
        kind: NamedKind = row["kind"] if row["kind"] in ("palace", "body", "parliament") else "city"
        for name in row["names"]:
            yield name, Named(kind, row["name"], name)


def _organization_rows(organizations: tuple[Organization, ...]) -> Iterator[tuple[str, Named]]:
    for o in organizations:
        for name in (*o.names, *o.seats):
            yield name, Named("org", o.key, o.part or o.names[0])


def _agreement_rows() -> Iterator[tuple[str, Named]]:
    for entry in load_entries(DATA / "agreements.yaml", _Agreement):
        for name in entry.names:
            yield name, Named("agreement", "", entry.name)


def _medium_rows() -> Iterator[tuple[str, Named]]:
    for row in load_yaml(DATA / "media.yaml"):
        for name in row["names"]:
            yield name, Named("medium", row["state"], name)
