"""Which names of a report are one person: full forms first, then surnames by the nearest person who fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from chancery.codebook import fold, titles
from chancery.reading.linked import Link
from chancery.reading.names import Name


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names of one person, in order of the text."""

    key: str
    name: str
    """The fullest form."""
    names: tuple[Name, ...]


@dataclass(slots=True)
class _Group:
    parts: tuple[str, ...]
    names: list[Name]
    states: set[str]
    posts: set[str]

    def fits(self, states: frozenset[str]) -> bool:
        return not states or not self.states or bool(states & self.states)


def cluster_people(names: tuple[Name, ...], links: Mapping[int, tuple[Link, ...]]) -> tuple[Cluster, ...]:
    """The people of a report, in order of their first mention. `links` gives the titles of a name by its start."""
    groups: list[_Group] = []
    for name in (n for n in names if len(name_parts(n.text)) > 1):
        _join(groups, name, links.get(name.start, ()))
    for name in (n for n in names if len(name_parts(n.text)) <= 1):
        _join_short(groups, name, links.get(name.start, ()))
    found = [_cluster(group) for group in groups]
    return tuple(sorted(found, key=lambda cluster: cluster.names[0].start))


def name_parts(text: str) -> tuple[str, ...]:
    """The folded words of a name without initials, particles and suffixes; all words where nothing else is left."""
    words = tuple(fold(word).replace("’", "'").strip(".,") for word in text.replace(".", ". ").split())
    lists = titles().words
    kept = tuple(
        w.removeprefix("al-").removeprefix("el-")
        for w in words
        if len(w) > 1 and w not in lists["particles"] and w not in lists["suffixes"]
    )
    return kept or words


def _cluster(group: _Group) -> Cluster:
    names = sorted(group.names, key=lambda name: name.start)
    best = max(names, key=lambda name: (len(name_parts(name.text)), len(name.text.split()), -name.start))
    return Cluster(" ".join(sorted(name_parts(best.text))), best.text, tuple(names))


def _states(links: tuple[Link, ...]) -> frozenset[str]:
    return frozenset(s for link in links for s in (link.state, *link.phrase.states) if s)


def _join(groups: list[_Group], name: Name, links: tuple[Link, ...]) -> None:
    parts, states = name_parts(name.text), _states(links)
    posts = {link.phrase.post for link in links}
    for group in groups:
        if _same(group, parts, states, posts):
            group.names.append(name)
            group.states |= states
            group.posts |= posts
            if len(parts) > len(group.parts):
                group.parts = parts
            return
    groups.append(_Group(parts, [name], set(states), posts))


def _same(group: _Group, parts: tuple[str, ...], states: frozenset[str], posts: set[str]) -> bool:
    one, other = set(group.parts), set(parts)
    if one == other or "".join(group.parts) == "".join(parts) or "".join(sorted(group.parts)) == "".join(sorted(parts)):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 2 and short <= long:
        return True
    nickname = group.parts[-1] == parts[-1] and group.parts[0][:1] == parts[0][:1] and group.fits(states)
    alias = group.parts[-1] == parts[-1] and bool(posts & group.posts) and group.fits(states) and bool(posts)
    return alias or (nickname and _spelt_alike(group.parts, parts)) or _spelt_alike(group.parts, parts, whole=True)


def _spelt_alike(one: tuple[str, ...], other: tuple[str, ...], *, whole: bool = False) -> bool:
    """Whether two names differ by a letter or two, or a first name is a short form of the other."""
    a, b = "".join(one).replace("-", ""), "".join(other).replace("-", "")
    if whole:
        return len(one) == len(other) and min(len(a), len(b)) > 8 and Levenshtein.distance(a, b, score_cutoff=1) <= 1
    return one[0].startswith(other[0]) or other[0].startswith(one[0])


def _join_short(groups: list[_Group], name: Name, links: tuple[Link, ...]) -> None:
    parts, states = name_parts(name.text), _states(links)
    part = parts[0] if parts else fold(name.text)
    fitting = [g for g in groups if _has_part(g, part) and g.fits(states)]
    chosen = _nearest(fitting, name, part)
    if chosen is not None:
        chosen.names.append(name)
        chosen.states |= states
        return
    if not fitting or not any(_has_part(g, part) for g in groups):
        groups.append(_Group(parts, [name], set(states), {link.phrase.post for link in links}))
    else:
        groups.append(_Group((f"{part}?",), [name], set(states), set()))


def _has_part(group: _Group, part: str) -> bool:
    return part in group.parts or any(part in piece.split("-") for piece in group.parts if len(part) > 3)


def _nearest(fitting: list[_Group], name: Name, part: str) -> _Group | None:
    """The person mentioned last before the name; where none is, the only one there is, else nobody."""
    edge = [g for g in fitting if part in (g.parts[0], g.parts[-1])] or fitting
    if len(edge) == 1:
        return edge[0]
    before = [(max(n.start for n in g.names if n.start < name.start), g) for g in edge if any(n.start < name.start for n in g.names)]
    return max(before, key=lambda pair: pair[0])[1] if before else None
