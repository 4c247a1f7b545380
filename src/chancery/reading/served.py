"""Which state or organization each post serves, where the words beside it do not say: through the person, the list it
stands in, the register of office-holders, the report's own country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chancery.codebook import fold, of_its_day, titles, world
from chancery.codebook.holders import kinds_of, posts_of
from chancery.model import Report
from chancery.reading.likeliest import NAMING, Official, likeliest
from chancery.reading.linked import Link, Marked
from chancery.reading.people import Cluster
from chancery.reading.words import STATE_KINDS

_DATELINE = re.compile(
    r"^\W*([A-Z][\w .,'’-]{2,40}?)\s*"
    r"(?:,\s*(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]{2,8}\.?\s*\d|\d{1,2}\s+[A-Z][a-z]{2,8})|\(|/|:|--|—|–|\s-\s|\.\s+[A-Z][a-z]{2,8}\s\d)"
)
_CITY_FIRST = re.compile(r"^\W*([A-Z][\w'’-]{2,20}(?:\s[A-Z][\w'’-]{2,20})?),\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Context:
    """What a report is known to be about before its people are."""

    report: Report
    home: tuple[str, ...]
    """States of its outlet and of its dateline, likeliest first."""
    outlet: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    """What its outlet, dateline and title name."""
    topics: tuple[str, ...] = ()
    """States it names, the most often named first."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often it names each state and organization."""


def context_of(report: Report, marked: tuple[Marked, ...]) -> Context:
    """Home states from the outlet's name, the codebook's media, and the dateline; an agency's own country tells nothing."""
    outlet = [
        n.key
        for hit in world().names.find(report.outlet)
        for n in hit.named
        if n.key and n.kind in ("medium", "state", "demonym", "palace", "capital", "body", "parliament")
    ]
    found = _DATELINE.match(report.text[:120]) or _CITY_FIRST.match(report.text[:60])
    words = world().names.find(found.group(1).title() if found.group(1).isupper() else found.group(1)) if found else ()
    dateline = [n.key for hit in words for n in hit.named if n.kind in ("capital", "state", "city")]
    wire = fold(report.outlet) in world().wires
    within = [(name.start, name.end) for line in marked for name in line.names]
    hits = [hit for hit in (marked[0].line.hits if marked else ()) if not any(a <= hit.start < b for a, b in within)]
    named = Counter(n.key for hit in hits for n in hit.named[:1] if n.kind in ("state", "demonym", "capital"))
    ranked = named.most_common()
    counts = Counter(n.key for hit in hits for n in hit.named[:1] if n.kind in NAMING and n.key)
    home = tuple(dict.fromkeys(dateline if wire else (*outlet, *dateline)))
    title = tuple(dict.fromkeys(n.key for hit in world().names.find(report.title) for n in hit.named[:1] if n.kind in NAMING and n.key))
    ours = tuple(dict.fromkeys(() if wire else outlet))
    return Context(report, home, ours, tuple(dict.fromkeys(dateline)), title, tuple(key for key, _ in ranked), counts)


def served_states(
    context: Context,
    marked: tuple[Marked, ...],
    links: tuple[Link, ...],
    clusters: Mapping[int, Cluster],
    choose: Callable[[Official], str] = likeliest,
) -> Mapping[int, str]:
    """For each link (by its place in the list) the state or organization that the post serves; empty where nothing tells.
    `choose` decides where no words say it."""
    told = {i: _told(link) for i, link in enumerate(links)}
    by_person: dict[str, list[int]] = {}
    for i, link in enumerate(links):
        by_person.setdefault(clusters[link.name.start].key, []).append(i)
    bodies = _body_states(marked)
    unmarked = _unmarked(context, told)
    found = dict(told)
    for i, link in enumerate(links):
        found[i] = (
            told[i]
            or bodies.get(fold(link.phrase.organization), "")
            or _through_person(i, links, told, by_person[clusters[link.name.start].key])
        )
    for i, link in enumerate(links):
        found[i] = found[i] or _through_register(context, link, clusters[link.name.start])
    for i in sorted(found, key=lambda i: (links[i].phrase.sentence, links[i].first)):
        if not found[i]:
            siblings = by_person[clusters[links[i].name.start].key]
            found[i] = next((found[k] for k in siblings if found[k]), "") or choose(
                _official(context, i, links, found, marked, clusters, unmarked)
            )
    return found


def _official(
    context: Context,
    i: int,
    links: tuple[Link, ...],
    found: Mapping[int, str],
    marked: tuple[Marked, ...],
    clusters: Mapping[int, Cluster],
    unmarked: str,
) -> Official:
    """What is known of an official whose state is not told."""
    link = links[i]
    before = [k for k in found if found[k] and (links[k].phrase.sentence, links[k].first) < (link.phrase.sentence, link.first)]
    last = max(before, key=lambda k: (links[k].phrase.sentence, links[k].first), default=None)
    hints = {
        "list": _through_list(i, links, found, marked),
        "owner": _through_owner(link, links, found, marked),
        "succession": _through_succession(link, links, found),
        "taken up": _taken_up(link, links, found, marked),
        "official before": found[last] if last is not None else "",
    }
    return Official(
        link=link,
        name=clusters[link.name.start].name,
        marked=marked,
        day=context.report.published or "",
        outlet=context.outlet,
        dateline=context.dateline,
        title=context.title,
        sentences=frozenset(name.sentence for name in clusters[link.name.start].names),
        counts=context.counts,
        unmarked=unmarked,
        opposite=_opposite(i, links, found, clusters),
        hints=hints,
    )


def _unmarked(context: Context, told: Mapping[int, str]) -> str:
    """Of the two states that a report names most, the one that it gives to no official in words, where it does so with the other:
    a writer tells the state of foreigners and leaves out his own."""
    chief = context.topics[:2]
    left = [state for state in chief if state not in told.values()]
    return left[0] if 0 < len(left) < len(chief) else ""


def _opposite(i: int, links: tuple[Link, ...], found: Mapping[int, str], clusters: Mapping[int, Cluster]) -> frozenset[str]:
    """States of other people of the sentences that name somebody: whom an official meets or speaks of by state is hardly of the
    same one."""
    me = clusters[links[i].name.start]
    near = {name.sentence for name in me.names}
    others = (k for k, o in enumerate(links) if o.name.sentence in near and clusters[o.name.start].key != me.key)
    return frozenset(found[k] for k in others if found[k])


def _told(link: Link) -> str:
    abroad = "foreign affairs" in fold(link.phrase.post)
    return link.state or link.phrase.state or ("" if abroad else link.phrase.home)


def _body_states(marked: tuple[Marked, ...]) -> Mapping[str, str]:
    """The one state that a body of this name is given anywhere in the report, an organization's also by its last word ("the Forum")."""
    found: dict[str, set[str]] = {}
    for line in marked:
        for body in line.bodies:
            if body.state:
                found.setdefault(fold(body.text), set()).add(body.state)
            if body.state and body.known == "org" and " " in body.text:
                found.setdefault(fold(body.text.split()[-1]), set()).add(body.state)
    return {name: min(states) for name, states in found.items() if len(states) == 1}


def _through_person(i: int, links: tuple[Link, ...], told: Mapping[int, str], siblings: list[int]) -> str:
    """The state of another title of the same person, the same post before any other."""
    same = [told[k] for k in siblings if k != i and told[k] and _head(links[k]) == _head(links[i])]
    return next(iter(same), "") or next((told[k] for k in siblings if k != i and told[k] in world().territories), "")


def _head(link: Link) -> str:
    return link.phrase.post.split(" of ")[0].split(",")[0].split(" to ")[0]


def unintroduced(context: Context, cluster: Cluster) -> tuple[str, str]:
    """Full name and state of someone called only by a surname, where the register has exactly one holder of a leading post
    of that name, on the report's day, among the states that the report is about; empty strings where it does not."""
    day = context.report.published
    if day is None:
        return "", ""
    if " " in cluster.name:
        held = {row.state for row in posts_of(cluster.name, day) if " " in row.name or row.state in context.topics}
        return cluster.name, (held.pop() if len(held) == 1 else "")
    plain, states = fold(cluster.name), context.topics
    rows = [
        row
        for row in posts_of(cluster.name, day)
        if row.state in states and plain in (w := fold(row.name).split()) and plain in (w[0], w[-1])
    ]
    people = {(frozenset(fold(row.name).split()), row.state) for row in rows if " " in row.name}
    return (rows[0].name, rows[0].state) if len(people) == 1 and len({row.state for row in rows}) == 1 else ("", "")


def _through_list(i: int, links: tuple[Link, ...], found: Mapping[int, str], marked: tuple[Marked, ...]) -> str:
    """The state of the title just before in a list: "Kenyan President A and Foreign Minister B"."""
    link = links[i]
    before = [k for k in range(len(links)) if links[k].name.sentence == link.name.sentence and links[k].last < link.first]
    if not before or link.phrase.definite or link.phrase.plural:
        return ""
    last = max(before, key=lambda k: links[k].last)
    line = next(m for m in marked if m.line.sentence.index == link.name.sentence).line
    between = [line.lower(k) for k in range(links[last].last + 1, link.first)]
    joined = all(word in (",", "and", "&", ";", "as", "well", "with", "along", "his", "her") for word in between) and len(between) <= 4
    return found[last] if joined else ""


def _through_register(context: Context, link: Link, cluster: Cluster) -> str:
    kinds = kinds_of(link.phrase.post)
    day = context.report.published or ""
    former = link.phrase.status == "former"
    near_home = {*context.topics, *context.home}
    rows = [row for row in posts_of(cluster.name, "" if former or not day else day) if row.kind in kinds]
    rows = [row for row in rows if " " in row.name or row.state in near_home]
    rows = rows or [row for row in posts_of(cluster.name) if row.kind in kinds and (" " in cluster.name)]
    if not rows and " " in cluster.name:
        rows = [row for row in posts_of(cluster.name) if " " in row.name]
    states = {row.state for row in rows}
    for near in (set(context.topics), set(context.topics[:2]), set(context.home)):
        states = (states & near) or states if len(states) > 1 else states
    known = bool(states & near_home) or (bool(day) and all(row.kind in ("state", "government") for row in rows))
    if len(states) == 1 and " " not in cluster.name and not known:
        return ""
    return of_its_day(min(states), day) if len(states) == 1 else ""


def _thing_before(link: Link, marked: tuple[Marked, ...]) -> str:
    """The state or organization that "its" takes up: the nearest before it, else the first of the sentence before."""
    line = marked[link.phrase.sentence].line
    here = [line.key(i, *STATE_KINDS, "org", "body") for i in range(link.first - 1, -1, -1)]
    last = marked[link.phrase.sentence - 1].line if link.phrase.sentence else None
    there = [last.key(i, *STATE_KINDS, "org", "body") for i in range(len(last.words))] if last is not None else []
    return next((key for key in (*here, *there) if key), "")


def _through_owner(link: Link, links: tuple[Link, ...], found: Mapping[int, str], marked: tuple[Marked, ...]) -> str:
    """The state of the person whose adviser, spokesman or successor it is."""
    if not link.phrase.owner:
        return ""
    if link.phrase.owner == "its":
        return _thing_before(link, marked)
    if link.phrase.owner in titles().words["possessives"]:
        before = [k for k, other in enumerate(links) if found[k] and other.name.sentence == link.name.sentence and other.last < link.first]
        return found[before[-1]] if before else ""
    owner = fold(link.phrase.owner).split()[-1]
    return next((found[k] for k, other in enumerate(links) if found[k] and owner in fold(other.name.text).split()), "")


def _through_succession(link: Link, links: tuple[Link, ...], found: Mapping[int, str]) -> str:
    """The state of the post's next or last holder, told beside this one."""
    other = link.successor or link.predecessor
    return next((found[k] for k, o in enumerate(links) if other and found[k] and other == o.name.text and _head(o) == _head(link)), "")


def _taken_up(link: Link, links: tuple[Link, ...], found: Mapping[int, str], marked: tuple[Marked, ...]) -> str:
    """What an earlier mention of the post tells ("a spokesman for the premier ... the spokesman, N")."""
    if not link.phrase.definite:
        return ""
    word = link.phrase.post.split()[-1]
    for line in marked[link.phrase.sentence :: -1]:
        for phrase in line.posts:
            if phrase.post.split()[-1:] != [word] or (phrase.sentence, phrase.first) >= (link.phrase.sentence, link.first):
                continue
            if phrase.states or phrase.owner:
                owner = fold(phrase.owner).split()[-1] if phrase.owner else ""
                through = (found[k] for k, o in enumerate(links) if owner and found[k] and owner in fold(o.name.text).split())
                return phrase.state or next(through, "")
    return ""
