"""Posts passed on: who succeeds, replaces, comes before or after whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.codebook import titles
from chancery.model import TenureStatus
from chancery.reading.clauses import (
    NEAR,
    Clauses,
    is_future,
    is_here,
    is_passive,
    last_person,
    name_after,
    name_before,
    nameless,
    post_after,
    post_in,
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
    if not given and not passive and _is_pronoun(reader, i) and (seated := _just_seated(reader)) is not None:
        new, given = seated.name, [seated]
    if given and given[-1].name is not old and (new is None or (not passive and _is_pronoun(reader, i))):
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
    sure = bool(given) and given[-1].status is not TenureStatus.DESIGNATE
    gone = TenureStatus.CURRENT if is_future(reader, i) and not sure else TenureStatus.FORMER
    coming = given[-1].status if given and given[-1].name is new else (TenureStatus.DESIGNATE if is_future(reader, i) else None)
    told_here = bool(given) and is_here(reader, given[-1].name)
    anchor = given[-1].anchor if told_here and coming is not TenureStatus.DESIGNATE else words[i].token
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


def _is_pronoun(reader: Clauses, i: int) -> bool:
    return any(child.text.lower() in ("he", "she") for child in reader.line.sentence.below(reader.token(i).index, "nsubj"))


def _just_seated(reader: Clauses) -> Link | None:
    """The one whom the sentence before put into a post, whom "he" means before a verb of succession."""
    seated = [link for link in reader.told if link.rule == "appointed" and link.name.sentence == reader.line.sentence.index - 1]
    return seated[-1] if seated else None


def taken_over(reader: Clauses, i: int) -> Iterator[Link]:
    """`N took over as P from M`: whom a name after `from` in the clause tells."""
    line = reader.line
    for k in range(i + 2, len(line.words)):
        if line.words[k].upos == "VERB" or line.lower(k) in (";", ":"):
            return
        old = next((n for n in reader.marked.names if n.opening > k), None) if line.lower(k) == "from" else None
        if old is not None and old.opening - k <= NEAR:
            new = subject(reader, i)
            if new is not None and new is not old:
                yield from _passed(reader, i, new, old, _passed_post(reader, i, new, old, []))
            return


def handed_over(reader: Clauses, i: int) -> Iterator[Link]:
    """`M passed the chair of BODY to N`."""
    line, lists = reader.line, titles().words
    noun = next((k for k in range(i + 1, min(i + 5, len(line.words))) if line.lower(k) in lists["passed_nouns"]), None)
    if noun is None or is_passive(reader, i):
        return
    old = subject(reader, i)
    at = next((k for k in range(noun + 1, len(line.words)) if line.lower(k) == "to"), None)
    new = next((n for n in reader.marked.names if at is not None and n.opening > at), None)
    if old is None or new is None or at is None or new is old or new.opening - at > NEAR:
        return
    if any(line.words[k].upos == "VERB" for k in range(noun + 1, new.first)):
        return
    body = next((b for b in reader.marked.bodies if noun < b.first < at), None)
    post = "chair" if line.lower(noun) in lists["chair_nouns"] else "president" if line.lower(noun) == "presidency" else ""
    phrase = replace(nameless(reader, i), post=post) if post and body is None else nameless(reader, i)
    if post and body is not None:
        phrase = post_in(reader, body, post)
    yield from _passed(reader, i, new, old, phrase)


def in_place_of(reader: Clauses, found: list[Link]) -> Iterator[Link]:
    """`named N P in place of M`: the one before in the post that the clause has just given."""
    line = reader.line
    if not any(link.rule in ("appointed", "become", "copula") for link in found):
        return
    phrases = sorted(titles().words["in_place_of"])
    for k in range(len(line.words) - 2):
        opened = next((p for p in phrases if _reads(reader, k, p)), "")
        given = [link for link in found if link.rule in ("appointed", "become", "copula") and link.last < k and link.phrase.post]
        if not opened or not given:
            continue
        old = next((n for n in reader.marked.names if n.opening >= k + len(opened.split())), None)
        if old is None or old.opening - k > NEAR or given[-1].name is old:
            continue
        link = given[-1]
        yield from _passed(reader, k, link.name, old, link.phrase, anchor=link.anchor, coming=link.status)


def _reads(reader: Clauses, at: int, phrase: str) -> bool:
    words = phrase.split()
    return [reader.line.lower(at + n) for n in range(len(words))] == words


def _passed(
    reader: Clauses, i: int, new: Name, old: Name, phrase: PostPhrase | None, *, anchor: int = -1, coming: TenureStatus | None = None
) -> Iterator[Link]:
    words = reader.line.words
    here = [n for n in (new, old) if is_here(reader, n)]
    first, last = min([i, *(n.opening for n in here)]), max([i, *(n.last for n in here)])
    span = (min(i, old.opening), max(i, old.last)) if is_here(reader, old) else (i, i)
    phrase = phrase or nameless(reader, i)
    later = coming is TenureStatus.DESIGNATE or is_future(reader, i)
    coming = TenureStatus.DESIGNATE if later else None
    anchor = anchor if anchor >= 0 else words[i].token
    gone = TenureStatus.CURRENT if later else TenureStatus.FORMER
    edges = ("", "") if later else ("start", "end")
    yield Link(new, phrase, first, last, "succeeds", status=coming, predecessor=old.text, anchor=anchor, edge=edges[0])
    yield Link(old, phrase, *span, "succeeded", status=gone, successor=new.text, anchor=anchor, edge=edges[1])


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
    held = (link.phrase for link in reader.links if link.name is new and link.rule in ("apposition", "before-name"))
    return next((phrase for phrase in held if phrase.status is not TenureStatus.FORMER), None)


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
