"""Which post belongs to which name in a sentence: titles before names, appositions after them, lists of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.codebook import level_of, titles, world
from chancery.model import TenureStatus
from chancery.reading.bodies import Body, state_after
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase
from chancery.reading.words import Line

_JOINTS = frozenset((",", "and", "&", ";", "as", "well"))


@dataclass(frozen=True, slots=True)
class Link:
    """This name has this post, told at words first..last."""

    name: Name
    phrase: PostPhrase
    first: int
    last: int
    rule: str
    state: str = ""
    """State told after the name ("President Joe Biden of the United States")."""
    organization: str = ""
    status: TenureStatus | None = None
    predecessor: str = ""
    successor: str = ""
    """Names, as worded at this place."""
    anchor: int = -1
    """Token of the verb whose time bounds the post; -1 for none."""
    edge: str = ""
    """What the verb's time tells: start, end, spell (from start to end), since."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with its names, bodies and posts."""

    line: Line
    names: tuple[Name, ...]
    bodies: tuple[Body, ...]
    posts: tuple[PostPhrase, ...]

    def name_from(self, index: int) -> Name | None:
        """The name that begins here, its honorifics included."""
        return next((n for n in self.names if n.opening <= index <= n.first), None)

    def post_from(self, index: int) -> PostPhrase | None:
        """The post that begins here."""
        return next((p for p in self.posts if p.first == index), None)


def find_links(marked: Marked) -> tuple[Link, ...]:
    """The posts that a sentence gives its names by where they stand, in order."""
    found: list[Link] = []
    for phrase in marked.posts:
        found.extend(_before(marked, phrase))
    taken = {id(link.phrase) for link in found}
    for name in marked.names:
        found.extend(_after(marked, name, taken, found))
    taken = {id(link.phrase) for link in found}
    for phrase in marked.posts:
        if id(phrase) not in taken and not any(link.phrase.first == phrase.first for link in found):
            found.extend(_set_off(marked, phrase))
    return tuple(sorted(found, key=lambda link: (link.first, link.name.first)))


def _before(marked: Marked, phrase: PostPhrase) -> Iterator[Link]:
    """`P N`, and for a plural `Ps N of S, N of S and N`."""
    if phrase.needs_more and not phrase.home:
        return
    name = marked.name_from(phrase.last + 1)
    if name is None or name.opening > phrase.last + 1 or marked.line.breaks_after(phrase.last) or _is_rank_only(marked, phrase):
        yield from _doubled(marked, phrase)
        return
    while name is not None:
        state, organization, last = _after_name(marked, name.last + 1)
        yield Link(name, phrase, phrase.first, max(name.last, last), "before-name", state, organization)
        if not phrase.plural:
            return
        at = last + 1
        while marked.line.lower(at) in _JOINTS:
            at += 1
        following = marked.name_from(at) if at > last + 1 else None
        name = following if following is not None and following.first > name.last else None


def _is_rank_only(marked: Marked, phrase: PostPhrase) -> bool:
    """A bare "Ambassador" between another post and the name is a diplomat's rank."""
    if not phrase.bare or marked.line.lower(phrase.head) not in titles().words["rank_posts"]:
        return False
    at = phrase.first - 1 - (marked.line.lower(phrase.first - 1) == ",")
    return any(p.last == at for p in marked.posts)


def _doubled(marked: Marked, phrase: PostPhrase) -> Iterator[Link]:
    """`P and P N`, `P P N`: the first of two posts before one name."""
    at = phrase.last + 1
    joint = marked.line.lower(at)
    if joint in (",", "and", "&"):
        at += 1 + (marked.line.lower(at + 1) == "and")
    second = marked.post_from(at)
    apposed = marked.line.lower(phrase.first - 1) == "," and joint in (",", "and", "&")
    if second is None or phrase.plural or phrase.needs_more or apposed:
        return
    taken_up = phrase.definite and not phrase.states and not phrase.organization and level_of(second.post) == "summit"
    if (joint == "," and not _is_rank_only(marked, second)) or (joint != "," and taken_up):
        return
    name = marked.name_from(second.last + 1)
    if name is not None and name.opening == second.last + 1 and not second.plural:
        state, organization, last = _after_name(marked, name.last + 1)
        yield Link(name, phrase, phrase.first, max(name.last, last), "before-name", state or second.state, organization)


def _after_name(marked: Marked, at: int) -> tuple[str, str, int]:
    """State and body told by `of ...` right after a name, and the last word read."""
    line = marked.line
    if line.lower(at) == "(" and at + 1 < len(line.words) and (key := line.key(at + 1, "state")):
        close = line.hit_last(at + 1) + 1
        return (key, "", close) if line.lower(close) == ")" else ("", "", at - 1)
    if line.lower(at) != "of":
        return "", "", at - 1
    first = at + 1 + (line.lower(at + 1) == "the")
    if first >= len(line.words):
        return "", "", at - 1
    body = next((b for b in marked.bodies if b.first == first), None)
    if body is not None and (body.state or body.known):
        return body.state, body.text, body.last
    if key := line.key(first, "org"):
        return key, " ".join(w.text for w in line.words[first : line.hit_last(first) + 1]), line.hit_last(first)
    if place := state_after(line, at + 1):
        return place[0], "", place[1]
    if key := line.key(first, "capital", "city"):
        return key, "", line.hit_last(first)
    return "", "", at - 1


def _after(marked: Marked, name: Name, taken: set[int], found: list[Link]) -> Iterator[Link]:
    """`N, P`, `N, P and P`, `N (P)`, `N, who is P`."""
    line = marked.line
    at = name.last + 1
    if line.lower(at) == "(" and (close := _closing(line, at)):
        inner = marked.post_from(at + 1) or marked.post_from(at + 2)
        if inner is not None and inner.last < close and id(inner) not in taken:
            yield Link(name, inner, name.first, inner.last, "apposition")
        at = close + 1
    state, _, last = _after_name(marked, at)
    at = max(at, last + 1)
    if line.lower(at) != "," and line.lower(at) not in ("–", "—", "-"):
        return
    at += 1
    while (phrase := _apposed(marked, at)) is not None:
        if any(id(p) in taken and p.first == phrase.first for p in marked.posts):
            return
        if _names_another(marked, phrase) or _opens_clause(marked, phrase):
            return
        yield _dated(line, Link(name, phrase, name.first, phrase.last, "apposition", state))
        at = phrase.last + 1
        comma = line.lower(at) == ","
        while line.lower(at) in (",", "and", "&", "also") or (line.lower(at) == "as" and line.lower(at + 1) == "well"):
            at += 2 if line.lower(at) == "as" else 1
        following = _apposed(marked, at)
        if at == phrase.last + 1 or (following is not None and comma and following.definite and line.lower(at - 1) == ","):
            return


def _dated(line: Line, link: Link) -> Link:
    """The same, its bounds told right after the post ("N, envoy to Peru since 2018")."""
    if line.lower(link.phrase.last + 1) != "since":
        return link
    return replace(link, anchor=line.words[link.phrase.head].token, edge="since")


def _apposed(marked: Marked, at: int) -> PostPhrase | None:
    """The post that begins here, past a word of time ("now head of the bank", "once envoy to Peru", "until recently minister")."""
    phrase = marked.post_from(at)
    if phrase is not None:
        return phrase
    for opening in sorted(titles().words["still_held"] | titles().words["once_held"]):
        words = opening.split()
        if marked.line.lower(at) != words[0] or [marked.line.lower(at + n) for n in range(len(words))] != words:
            continue
        found = marked.post_from(at + len(words))
        if found is not None and opening in titles().words["once_held"]:
            return replace(found, status=TenureStatus.FORMER)
        return found
    return None


def _opens_clause(marked: Marked, phrase: PostPhrase) -> bool:
    """Whether a verb follows with no mark between, so that the post is its subject ("..., the minister said")."""
    words = marked.line.words
    return phrase.last + 1 < len(words) and words[phrase.last + 1].upos in ("VERB", "AUX")


def _names_another(marked: Marked, phrase: PostPhrase) -> bool:
    """Whether a name follows the post directly, so that the post is that name's."""
    name = marked.name_from(phrase.last + 1)
    return name is not None or phrase.plural


def _closing(line: Line, at: int) -> int:
    return next((i for i in range(at, min(at + 12, len(line.words))) if line.lower(i) == ")"), 0)


def _shared(marked: Marked, phrase: PostPhrase, at: int) -> Iterator[Link]:
    """`the envoys of S and S, N and N`: each name with its own state where there are as many."""
    names: list[Name] = []
    told: list[tuple[str, str, int]] = []
    while (name := marked.name_from(at)) is not None:
        names.append(name)
        told.append(_after_name(marked, name.last + 1))
        at = max(name.last, told[-1][2]) + 1
        while marked.line.lower(at) in (",", "and", "&", ";"):
            at += 1
    if len(names) > 1 and all(state for state, _, _ in told):
        for name, (state, body, last) in zip(names, told, strict=True):
            yield Link(name, replace(phrase, states=()), name.first, last, "set-off", state, body)
        return
    if len(names) < 2 or not (phrase.definite or phrase.states):
        return
    own = phrase.states if len(phrase.states) == len(names) else ("",) * len(names)
    for name, state in zip(names, own, strict=True):
        yield Link(name, phrase if not state else replace(phrase, states=(state,)), phrase.first, name.last, "set-off", state)


def _list_from(marked: Marked, phrase: PostPhrase) -> int:
    """Where a list of names with a state each begins, after a colon or a dash ("five envoys at the palace: N of S, N of S"); 0 for none."""
    line = marked.line
    marks = [k for k in range(phrase.last + 1, len(line.words)) if line.lower(k) in (":", "–", "—", "-", "--")]
    if not marks or any(phrase.last < other.first < marks[0] for other in marked.posts):
        return 0
    name = marked.name_from(marks[0] + 1)
    return marks[0] + 1 if name is not None and _after_name(marked, name.last + 1)[0] else 0


def _set_off(marked: Marked, phrase: PostPhrase) -> Iterator[Link]:
    """`P, N,`: a name in apposition to a post."""
    line = marked.line
    at = phrase.last + 1
    if phrase.plural and not phrase.needs_more and (listed := _list_from(marked, phrase)):
        yield from _shared(marked, phrase, listed)
        return
    if line.lower(at) != "," or (phrase.needs_more and not phrase.owner):
        return
    at += 1
    if phrase.plural:
        yield from _shared(marked, phrase, at)
        return
    rank = marked.post_from(at)
    served = phrase.organization or any(state not in world().territories for state in phrase.states)
    if rank is not None and not rank.plural and (served or _is_rank_only(marked, rank)):
        at = rank.last + 1
    name = marked.name_from(at)
    if name is None or (name.opening != at and name.first != at):
        return
    after = line.lower(name.last + 1)
    joined = line.lower(phrase.first - 1) in ("and", "&")
    first = next((p for p in marked.posts if joined and p.last == phrase.first - 2 and not p.plural), None)
    state = (phrase.state or first.state) if first is not None else ""
    whole = phrase.states or phrase.organization or phrase.owner or phrase.definite or (first is not None and first.states)
    before = line.lower(phrase.first - 1)
    apposed = before == "," and (line.lower(phrase.first - 2) == ")" or any(n.last == phrase.first - 2 for n in marked.names))
    held = apposed or before == "as" or (phrase.first > 0 and line.words[phrase.first - 1].upos == "AUX")
    if whole and not held and after in (",", ".", ";", ":", "(", ")", "and", ""):
        yield Link(name, phrase, phrase.first, name.last, "set-off", state)
        if first is not None:
            yield Link(name, first, first.first, name.last, "set-off", state)
