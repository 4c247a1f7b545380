"""What stands after the head of a post: complement, body, state."""

from __future__ import annotations

from dataclasses import replace

from chancery.codebook import PostHead, titles
from chancery.reading.bodies import Body, state_after
from chancery.reading.post_reader import COMMON, POSSESSIVE, PostReader, Right
from chancery.reading.words import STATE_KINDS, Line


def read_right(reader: PostReader, end: int, head: PostHead) -> Right:
    """What stands after a head: complement, body, state."""
    abroad = head.words[-1].rstrip("s") in titles().words["abroad"] or head.words[-1] in titles().words["abroad"]
    found = Right(end)
    while (longer := _longer(reader, found, abroad)) is not None:
        found = longer
    if not found.organization and found.complement.startswith(" of ") and (inner := _party_in(reader, found.last)) is not None:
        found = Right(found.last, "", inner.text, found.state or inner.state)
    if not found.organization and (tail := _tail_body(reader, found.last)) is not None:
        found = Right(tail.last, found.complement, tail.text, found.state or tail.state)
    return found


def _longer(reader: PostReader, found: Right, abroad: bool) -> Right | None:
    """The same with the prepositional phrase that follows; None where none belongs to the post."""
    line, case = reader.line, reader.line.lower(found.last + 1)
    if case not in titles().words["complement"] or found.last + 2 >= len(line.words):
        return None
    at = _past_articles(line, found.last + 2)
    if at >= len(line.words) or reader.name_at(at) or reader.titled_from(found.last + 2, at):
        return None
    found, at = _past_owner(reader, found, at)
    return _with_body(reader, found, at, case=case, abroad=abroad)


def _past_articles(line: Line, at: int) -> int:
    ordinal = ("th", "st", "nd", "rd")
    while line.lower(at) in titles().words["articles"] or (line.lower(at).endswith(ordinal) and line.words[at].text[0].isdigit()):
        at += 1
    return at


def _past_owner(reader: PostReader, found: Right, at: int) -> tuple[Right, int]:
    """Past a possessor before a body ("of Russia's Security Council", "of the kingdom's national guard")."""
    line = reader.line
    if at + 2 < len(line.words) and line.words[at].upos == "NOUN" and line.lower(at + 1) in POSSESSIVE:
        return found, at + 2
    owner, after = line.key(at, *STATE_KINDS), line.hit_last(at) + 1
    if owner and line.lower(after) in POSSESSIVE and reader.body_at(after + 1) is not None:
        return replace(found, state=found.state or owner), after + 1
    return found, at


def _with_body(reader: PostReader, found: Right, at: int, *, case: str, abroad: bool) -> Right | None:
    line = reader.line
    place, body = state_after(line, at), reader.body_at(at)
    if body is not None and body.first == at and line.lower(body.last + 1) in titles().single:
        return replace(_complemented(reader, found, body.last + 1, case), state=found.state or body.state)
    if body is not None and body.first == at and case != "to":
        return replace(found, last=body.last, organization=found.organization or body.text, state=found.state or body.state)
    if place is not None and not _goes_on(reader, place[1] + 1):
        return _with_place(reader, found, place, case=case, abroad=abroad)
    nobody = case == "of" and body is None and line.lower(at) in titles().words["generic_owners"]
    if nobody and line.lower(at + 1) not in titles().words["portfolio"]:
        return replace(found, last=at)
    if (key := line.key(at, "org")) and case != "on":
        last = line.hit_last(at)
        if line.lower(last + 1) in titles().single:
            return _complemented(reader, found, last + 1, case)
        if case == "to":
            return _complemented(reader, found, last, case)
        text = line.text(reader.parse, at, last)
        return replace(found, last=last, organization=found.organization or text, state=found.state or key)
    if abroad and case in ("to", "in") and line.kinds(at) & {"capital", "city"}:
        return _complemented(reader, found, line.hit_last(at), case)
    return _with_portfolio(reader, found, at, case)


def _with_place(reader: PostReader, found: Right, place: tuple[str, int], *, case: str, abroad: bool) -> Right | None:
    if abroad and case in ("to", "for", "in", "on"):
        return _complemented(reader, found, place[1], case)
    return replace(found, last=place[1], state=found.state or place[0]) if case in ("of", "for") else None


def _with_portfolio(reader: PostReader, found: Right, at: int, case: str) -> Right | None:
    stop = _complement_end(reader, at, case)
    if stop < at:
        return None
    city = next((key for k in range(at, stop + 1) if (key := reader.line.key(k, "city"))), "") if case == "of" else ""
    longer = _complemented(reader, found, stop, case)
    return replace(longer, state=longer.state or city)


def _complemented(reader: PostReader, found: Right, last: int, case: str) -> Right:
    text = reader.line.text(reader.parse, found.last + 2, last)
    return replace(found, last=last, complement=f"{found.complement} {case} {text}")


def _goes_on(reader: PostReader, index: int) -> bool:
    """Whether the noun phrase of a state goes on into something else ("Korean Peninsula peace")."""
    word = reader.line.words[index] if index < len(reader.line.words) else None
    return (
        word is not None
        and not reader.name_at(index)
        and (word.upos in ("NOUN", "ADJ") or (word.upos == "PROPN" and word.capital and word.lower in titles().words["portfolio"]))
    )


def _complement_end(reader: PostReader, at: int, case: str) -> int:
    """Index of the last word of the complement that begins at `at`; at - 1 for none."""
    if case not in ("of", "for", "on", "to"):
        return at - 1
    line, lists, end, i = reader.line, titles().words, at - 1, at
    if case == "on" and line.lower(at) not in lists["portfolio"]:
        return at - 1
    while i < len(line.words) and not reader.name_at(i) and not reader.titled_from(i, i) and i - at < 14:
        word, lower = line.words[i], line.lower(i)
        if lower in lists["time_openers"] or (lower in lists["honorifics"] and word.capital and lower not in lists["portfolio"]):
            break
        placed = case == "of" and (bool(line.kinds(i) & {"city", "capital"}) or (i == at and word.capital and word.label == "PLACE"))
        if _is_portfolio(line, i) or placed or (end >= at and lower in lists["place_nouns"]):
            end = i
        elif end >= at and word.capital and line.words[end].capital and word.label in ("", "PERSON"):
            break
        elif word.upos in COMMON and word.text[0].isalpha() and (not word.capital or word.label not in ("PERSON", "STATE", "PLACE")):
            end = i
        elif lower in ("and", "&", "of", "the", ",") and _carries_on(reader, i):
            pass
        else:
            break
        i += 1
    return end


def _is_portfolio(line: Line, i: int) -> bool:
    lower, lists = line.lower(i), titles().words
    return (
        lower in lists["portfolio"]
        or lower in lists["ranks"]
        or lower in titles().heads
        or bool(line.kinds(i) & {"region", "demonym", "state"})
    )


def _carries_on(reader: PostReader, i: int) -> bool:
    line, portfolio = reader.line, titles().words["portfolio"]
    following = i + 1 + (line.lower(i + 1) in ("the", "and"))
    if following >= len(line.words) or reader.name_at(following) or (line.lower(i) == "of" and state_after(line, i + 1)):
        return False
    if line.lower(i) == ",":
        return line.lower(following) in portfolio and _list_closes(line, following)
    if line.lower(i) in ("and", "&"):
        return line.lower(following) in portfolio and not (_head_follows(reader, following))
    return line.lower(following) in portfolio or line.words[following].upos in COMMON


def _list_closes(line: Line, i: int) -> bool:
    """Whether a comma list of portfolios comes to its `and`."""
    portfolio = titles().words["portfolio"]
    while line.lower(i) in portfolio or line.lower(i) == ",":
        i += 1
    return line.lower(i) in ("and", "&") and line.lower(i + 1) in portfolio


def _head_follows(reader: PostReader, i: int) -> bool:
    """Whether another post begins here ("of defense and deputy prime minister")."""
    line = reader.line
    for k in range(i, min(i + 4, len(line.words))):
        if line.lower(k) in titles().heads and line.lower(k) not in titles().words["portfolio"]:
            return True
        if line.lower(k) not in titles().words["portfolio"] and line.lower(k) not in titles().words["ranks"]:
            return False
    return False


def _party_in(reader: PostReader, last: int) -> Body | None:
    """A known body at the end of a complement ("leader of the main opposition party Renamo")."""
    body = reader.body_at(last)
    return body if body is not None and body.last == last and body.known else None


def _tail_body(reader: PostReader, last: int) -> Body | None:
    """A body set off by a comma after the post, with nothing but a mark after it."""
    line = reader.line
    if line.lower(last + 1) != ",":
        return None
    at = last + 2 + (line.lower(last + 2) == "the")
    body = reader.body_at(at) if at < len(line.words) else None
    if body is None or body.first != at or not body.text[0].isupper():
        return None
    return (
        body
        if body.last + 1 >= len(line.words) or line.lower(body.last + 1) in (",", ".", ";", ")") or line.breaks_after(body.last)
        else None
    )
