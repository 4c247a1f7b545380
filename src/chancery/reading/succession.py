"""Posts passed on: who succeeds, replaces, comes before or after whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.codebook import titles
from chancery.model import TenureStatus
from chancery.reading.clauses import (
    Clauses,
    is_future,
    is_here,
    is_passive,
    last_person,
    name_after,
    name_before,
    nameless,
    post_after,
    subject,
)
from chancery.reading.linked import Link
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase


def succeeded(reader: Clauses, i: int, before: tuple[Link, ...]) -> Iterator[Link]:
    """`N succeeds M as P`, `M was replaced by N`: a link for each of the two."""
    passive = is_passive(reader, i)
    new, old = _incoming(reader, i), _outgoing(reader, i)
    given = [link for link in before if link.rule == "appointed"]
    if new is None and given and given[-1].name is not old:
        new = given[-1].name
    if passive:
        new, old = old, new
    elif new is None:
        new = name_before(reader, i)
    if new is None or old is None or new is old:
        return
    phrase = _passed_post(reader, i, new, old, given)
    words = reader.line.words
    here = [n for n in (new, old) if is_here(reader, n)]
    first, last = min([i, *(n.opening for n in here)]), max([i, *(n.last for n in here)])
    if phrase is None:
        phrase = nameless(reader, i)
    gone = TenureStatus.CURRENT if is_future(reader, i) and not given else TenureStatus.FORMER
    coming = given[-1].status if given and given[-1].name is new else (TenureStatus.DESIGNATE if is_future(reader, i) else None)
    anchor = given[-1].anchor if given else words[i].token
    span = (min(i, old.first), max(i, old.last)) if is_here(reader, old) else (i, i)
    yield Link(
        new,
        phrase,
        first,
        last,
        "succeeds",
        status=coming,
        predecessor=old.text,
        anchor=anchor,
        edge="start",
    )
    yield Link(old, phrase, *span, "succeeded", status=gone, successor=new.text, anchor=anchor, edge="end")


def _incoming(reader: Clauses, i: int) -> Name | None:
    """Who succeeds: the subject, or whoever is `named N to succeed ...`."""
    token = reader.token(i)
    words = reader.line.words
    if token.deprel.split(":")[0] in ("xcomp", "advcl", "acl") and token.head >= 0:
        governor = next((k for k, w in enumerate(words) if w.token == token.head), None)
        if governor is not None and reader.lemma(governor) in titles().words["appoint"] and not is_passive(reader, governor):
            named = name_after(reader, governor)
            if named is not None and named.last < i:
                return named
    return subject(reader, i)


def _outgoing(reader: Clauses, i: int) -> Name | None:
    """Who is succeeded: the name after the verb, or for `him` the first person of the sentence or the last before it."""
    if reader.line.lower(i + 1) in ("him", "her"):
        return last_person(reader, i)
    return name_after(reader, i)


def _passed_post(reader: Clauses, i: int, new: Name, old: Name, given: list[Link]) -> PostPhrase | None:
    if own := [link for link in given if link.name is new]:
        return own[-1].phrase
    titled = [link for link in reader.links if link.name is old]
    after = post_after(reader, max(old.last, i), far=3)
    if after is not None and reader.line.lower(after.first - 1) in ("as", ",") and not titled:
        return after
    if titled:
        return titled[-1].phrase
    middle = post_after(reader, i, far=4)
    if middle is not None:
        return middle
    return next((link.phrase for link in reader.links if link.name is new and link.rule in ("apposition", "before-name")), None)


def passed_on(reader: Clauses, i: int, word: str) -> Iterator[Link]:
    """`his predecessor N`, `N's successor, N`."""
    at = i + 1 + (reader.line.lower(i + 1) == ",")
    other = reader.marked.name_from(at)
    if other is None:
        return
    if reader.line.lower(i - 1) in ("'s", "’s"):
        owner = next((n for n in reader.marked.names if n.last == i - 2), None)
    else:
        owner = next((n for n in reader.marked.names if n.last < i), None) or (reader.earlier[-1] if reader.earlier else None)
    if owner is None or owner is other:
        return
    gone = word == "predecessor"
    link = Link(other, nameless(reader, i), i, other.last, "passed-on")
    if gone:
        yield replace(link, status=TenureStatus.FORMER, successor=owner.text)
        yield replace(link, name=owner, predecessor=other.text)
    else:
        yield replace(link, predecessor=owner.text)
        yield replace(link, name=owner, successor=other.text)
