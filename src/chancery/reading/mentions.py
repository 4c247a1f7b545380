"""Makes the scene of a report: names, bodies, posts, places and groups, linked and told whom they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from chancery.codebook import phrases
from chancery.model import Mention, Parse, Report, TenureStatus, Timex, Who
from chancery.reading.appointments import find_appointments
from chancery.reading.bodies import Body, find_bodies
from chancery.reading.coreference import Entry, Known, resolve
from chancery.reading.counterparts import find_counterparts
from chancery.reading.likeliest import Official, likeliest
from chancery.reading.linked import Link, Marked, find_links
from chancery.reading.names import Name, find_names, names_again, names_from
from chancery.reading.people import Cluster, cluster_people
from chancery.reading.places import place_entries
from chancery.reading.post_reader import PostPhrase
from chancery.reading.posts import find_posts
from chancery.reading.scene import Place, Scene, ScenePerson, Title, span_head
from chancery.reading.served import Context, context_of, served_states, unintroduced
from chancery.reading.words import read_lines

JOINT_REACH = 30
"""Characters before a body's name in which two states joined by a hyphen may stand."""


def read_scene(report: Report, parse: Parse, times: tuple[Timex, ...], choose: Callable[[Official], str] = likeliest) -> Scene:
    """The scene of one report. `parse` is of `report.text`; `choose` decides whom an official serves where no words say it."""
    marked = mark(parse, report.published or "")
    links = _all_links(marked)
    by_name: dict[int, tuple[Link, ...]] = {}
    for link in links:
        by_name[link.name.start] = (*by_name.get(link.name.start, ()), link)
    clusters = cluster_people(tuple(n for line in marked for n in line.names), by_name)
    owner = {name.start: cluster for cluster in clusters for name in cluster.names}
    context = context_of(report, marked)
    states = served_states(context, marked, links, owner, choose)
    given = tuple(_title(marked, link, owner[link.name.start], states[i], clusters) for i, link in enumerate(links))
    counterparts = find_counterparts(parse, marked, owner, given)
    all_titles = (*given, *counterparts)
    people = {c.key: _person(c, all_titles, context) for c in clusters}
    entries = sorted(_entries(parse, marked, links, owner, people, context.home), key=lambda e: (e.mention.start, -e.mention.end))
    known = Known(parse, marked, people, all_titles, context.home)
    mentions, stands = resolve(known, _apart(tuple(entries)))
    return Scene(report, parse, times, mentions, people, all_titles, stands)


def mark(parse: Parse, day: str = "") -> tuple[Marked, ...]:
    """Every sentence with its names, bodies and posts, on the report's day."""
    lines = read_lines(parse, day)
    names = names_again(parse, lines, find_names(parse, lines))
    posts = find_posts(parse, lines, names, find_bodies(parse, lines, names))
    more = tuple(names_from(parse, line, n, tuple(p.last + 1 for p in ps)) for line, n, ps in zip(lines, names, posts, strict=True))
    if more != names:
        names = more
    bodies = find_bodies(parse, lines, names)
    posts = find_posts(parse, lines, names, bodies) if more is names else posts
    return tuple(Marked(*parts) for parts in zip(lines, names, bodies, posts, strict=True))


def _all_links(marked: tuple[Marked, ...]) -> tuple[Link, ...]:
    found: list[Link] = []
    earlier: list[Name] = []
    for line in marked:
        placed = find_links(line)
        found += [*placed, *find_appointments(line, placed, earlier=tuple(earlier), told=tuple(found))]
        earlier += _subjects_first(line)
    return tuple(found)


def _subjects_first(line: Marked) -> list[Name]:
    """The names of a sentence, its subject last, so that a pronoun in the next one finds it."""
    tokens = line.line.sentence.tokens
    subjects = [
        n for n in line.names if any(tokens[line.line.words[k].token].deprel.startswith("nsubj") for k in range(n.opening, n.last + 1))
    ]
    return [*(n for n in line.names if n not in subjects), *subjects[::-1]]


def full_name(worded: str, clusters: tuple[Cluster, ...]) -> str:
    """The fullest form of a name as worded somewhere; the words themselves where nobody bears it."""
    return next((c.name for c in clusters if worded and any(n.text == worded for n in c.names)), worded)


def _title(marked: tuple[Marked, ...], link: Link, cluster: Cluster, state: str, clusters: tuple[Cluster, ...]) -> Title:
    words = marked[link.phrase.sentence].line.words
    return Title(
        person=cluster.key,
        post=link.phrase.post,
        start=words[link.first].start,
        end=words[link.last].end,
        sentence=link.phrase.sentence,
        state=state,
        organization=link.phrase.organization or link.organization,
        status=link.status or link.phrase.status,
        acting=link.phrase.acting,
        predecessor=full_name(link.predecessor, clusters),
        successor=full_name(link.successor, clusters),
        anchor=link.anchor,
        edge=link.edge,
        rule=link.rule,
    )


def _person(cluster: Cluster, given: tuple[Title, ...], context: Context) -> ScenePerson:
    own = [t for t in given if t.person == cluster.key]
    if not own:
        name, state = unintroduced(context, cluster)
        return ScenePerson(cluster.key, name or cluster.name, (state,) if state else ())
    current = [t for t in own if t.status is TenureStatus.CURRENT] or own
    states = tuple(dict.fromkeys(t.state for t in current if t.state))
    return ScenePerson(cluster.key, cluster.name, states, tuple(dict.fromkeys(t.post for t in own if t.post)))


def _entries(
    parse: Parse,
    marked: tuple[Marked, ...],
    links: tuple[Link, ...],
    owner: Mapping[int, Cluster],
    people: Mapping[str, ScenePerson],
    home: tuple[str, ...],
) -> Iterator[Entry]:
    for line in marked:
        for name in line.names:
            yield from _named(parse, line, name, people[owner[name.start].key])
        for body in line.bodies:
            yield from _bodied(parse, line, body, home)
        yield from place_entries(parse, line)
    for link in links:
        if not link.phrase.plural and link.phrase.post:
            yield from _posted(parse, marked[link.phrase.sentence], link.phrase, people[owner[link.name.start].key])


def _named(parse: Parse, line: Marked, name: Name, person: ScenePerson) -> Iterator[Entry]:
    head = span_head(line.line.sentence, name.start, name.end)
    if head is not None:
        mention = Mention(name.start, name.end, name.text, "person", name.sentence, head, person.key)
        yield Entry(mention, Who(states=person.states, people=(person.name,)))


def _bodied(parse: Parse, line: Marked, body: Body, home: tuple[str, ...]) -> Iterator[Entry]:
    """A body; one of no told state ("the Foreign Ministry") is of the report's own country."""
    if body.known in ("org", "palace"):
        return
    ours = home[:1] if {w.lower for w in line.line.words[body.first : body.last + 1]} & phrases().ownerless else ()
    words = line.line.words
    start, end = words[body.first].start, words[body.last].end
    head = span_head(line.line.sentence, start, end)
    if head is not None:
        joint = _joint_states(parse, line, start, end)
        who = Who(states=joint or ((body.state,) if body.state else ours), bodies=(body.text,))
        yield Entry(Mention(start, end, body.text, "body", body.sentence, head, body.text), who)


def _joint_states(parse: Parse, line: Marked, start: int, end: int) -> tuple[str, ...]:
    """The two states of a joint body: "the Chile-Peru Joint Commission", "the Omani-Yemeni border committee"."""
    near = [hit for hit in line.line.hits if hit.end <= end and start - JOINT_REACH <= hit.start]
    for one, two in pairwise(near):
        joined = parse.text[one.end : two.start] in ("-", "–") and (two.start >= start or not parse.text[two.end : start].strip())
        keys = tuple(next((n.key for n in hit.named if n.kind in ("state", "demonym")), "") for hit in (one, two))
        if joined and all(keys) and keys[0] != keys[1]:
            return keys
    return ()


def _posted(parse: Parse, line: Marked, phrase: PostPhrase, person: ScenePerson) -> Iterator[Entry]:
    words = line.line.words
    start, end = words[phrase.core].start, words[phrase.head].end
    head = span_head(line.line.sentence, start, end)
    if head is not None:
        mention = Mention(start, end, parse.text[start:end], "post", phrase.sentence, head, person.key)
        yield Entry(mention, Who(states=person.states, people=(person.name,)))


def _apart(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries of which none overlaps an earlier or longer one, and no two share a head."""
    kept: list[Entry] = []
    heads: set[Place] = set()
    for entry in entries:
        place = (entry.mention.sentence, entry.mention.head)
        if place not in heads and (not kept or kept[-1].mention.end <= entry.mention.start):
            kept.append(entry)
            heads.add(place)
    return tuple(kept)
