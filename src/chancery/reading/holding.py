"""Posts held: "N is P", "who served as P", "who heads the bureau"; and taken up or left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.codebook import level_of, titles
from chancery.model import TenureStatus
from chancery.reading.bodies import Body
from chancery.reading.clauses import (
    Clauses,
    coordinated,
    is_future,
    is_here,
    is_passive,
    opening,
    post_after,
    post_in,
    postless,
    subject,
)
from chancery.reading.linked import Link
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase
from chancery.reading.words import Line


def held(reader: Clauses, i: int, *, lemma: str = "", far: int = 5) -> Iterator[Link]:
    """`N is P`, `who became P`, `has served as P`."""
    line, lemma = reader.line, lemma or reader.lemma(i)
    if line.words[i].upos == "AUX" and reader.token(i).deprel.startswith("aux"):
        return
    phrase = post_after(reader, i, far=far)
    marked = phrase is not None and far > 5 and line.lower(phrase.first - 1) == "as"
    if phrase is None and lemma in ("serve", "rule", "reign"):
        yield from _served_for(reader, i)
    if phrase is None or (
        not marked
        and any(line.words[k].upos in ("ADP", "SCONJ") and line.lower(k) not in ("as", "over") for k in range(i + 1, phrase.first))
    ):
        return
    if lemma in titles().words["serve"] and line.lower(phrase.first - 1) != "as":
        return
    if reader.token(i).deprel == "cop" and not _is_complement(reader, i, phrase):
        return
    person = _in_clause(reader, i, subject(reader, i))
    if (
        person is None
        or phrase.first <= person.first <= phrase.last
        or any(link.name is person and link.phrase is phrase for link in reader.links)
    ):
        return
    status = _held_status(reader, i, lemma, phrase)
    first, last = opening(reader, person, i), phrase.last
    coming = lemma == "become" and is_future(reader, i)
    edge = (
        "start"
        if coming or (lemma == "become" and status is TenureStatus.CURRENT)
        else "spell"
        if status is TenureStatus.FORMER
        else "since"
    )
    token = reader.token(i)
    anchor = token.head if token.deprel == "cop" else token.index
    yield Link(person, phrase, first, last, "copula" if lemma == "be" else lemma, status=status, anchor=anchor, edge=edge)
    for more in coordinated(reader, phrase):
        yield Link(person, more, first, more.last, "copula", status=status, state="")


def _in_clause(reader: Clauses, i: int, person: Name | None) -> Name | None:
    """The subject, or where a semicolon parts it from the verb the first name after that mark."""
    marks = [k for k in range(i) if reader.line.lower(k) == ";"]
    if person is None or not marks or not is_here(reader, person) or person.first > marks[-1]:
        return person
    return next((n for n in reader.marked.names if marks[-1] < n.first < i), person)


def _served_for(reader: Clauses, i: int) -> Iterator[Link]:
    """`who served from 2018 until his death`: the bounds of whichever post it was."""
    person = subject(reader, i)
    if person is not None and "Tense=Past" in reader.token(i).feats:
        yield postless(reader, i, person, "served", edge="spell")


def _is_complement(reader: Clauses, i: int, phrase: PostPhrase) -> bool:
    words = reader.line.words
    head = reader.line.sentence.tokens[reader.token(i).head]
    return words[phrase.first].start <= head.start < words[phrase.last].end


def _held_status(reader: Clauses, i: int, lemma: str, phrase: PostPhrase) -> TenureStatus:
    token, sentence = reader.token(i), reader.line.sentence
    governor = sentence.tokens[token.head] if token.deprel == "cop" and token.head >= 0 else token
    auxiliaries = {c.text.lower() for c in sentence.below(governor.index, "aux")}
    if auxiliaries & {"will", "would", "may", "could"} or is_future(reader, i):
        return TenureStatus.DESIGNATE
    past = "Tense=Past" in token.feats and "VerbForm=Fin" in token.feats
    if lemma == "become":
        return phrase.status
    if "had" in auxiliaries or (past and not auxiliaries & {"has", "have"}) or (lemma == "serve" and auxiliaries & {"has", "have"}):
        return TenureStatus.FORMER
    return phrase.status


def led(reader: Clauses, i: int) -> Iterator[Link]:
    """`who heads the Bureau`, `previously headed the Department`."""
    line = reader.line
    if is_passive(reader, i):
        yield from led_by(reader, i)
        return
    body = next((b for b in reader.marked.bodies if i < b.first <= i + 6), None)
    if body is None or line.lower(body.last) in titles().words["not_led"]:
        yield from _led_group(reader, i)
        return
    parted = titles().words["not_led"] | {";", ":"}
    if any(line.words[k].upos in ("VERB", "ADP") or line.lower(k) in parted for k in range(i + 1, body.first)):
        return
    person = subject(reader, i)
    if person is None:
        return
    past = "Tense=Past" in reader.token(i).feats and "VerbForm=Fin" in reader.token(i).feats
    parent = next((b for b in reader.marked.bodies if b.last == body.first - 2 and line.lower(body.first - 1) in ("'s", "’s")), None)
    post = titles().led_as.get(reader.lemma(i), "head")
    phrase = post_in(reader, body, post)
    if parent is not None:
        states = (parent.state,) if parent.state else phrase.states
        phrase = replace(phrase, post=f"{post}, {body.text}", organization=parent.text, states=states)
    first = opening(reader, person, i)
    status = TenureStatus.DESIGNATE if is_future(reader, i) else TenureStatus.FORMER if past else TenureStatus.CURRENT
    yield Link(person, phrase, first, body.last, "leads", status=status, anchor=line.words[i].token)


def led_by(reader: Clauses, i: int) -> Iterator[Link]:
    """`the Union, chaired this year by P N`: the head of the body just before."""
    line = reader.line
    body = next((b for b in reader.marked.bodies if b.last in (i - 1, i - 2) and line.lower(i - 1) in (",", line.lower(b.last))), None)
    by = next((k for k in range(i + 1, min(i + 6, len(line.words))) if line.lower(k) == "by"), None)
    person = next((n for n in reader.marked.names if by is not None and n.opening > by), None)
    if body is None or by is None or person is None or body.known != "org":
        return
    start = line.sentence.tokens[reader.token(i).head].start
    if not line.words[body.first].start <= start < line.words[body.last].end:
        return
    titled = any(link.name is person and link.first in (by + 1, by + 2) for link in reader.links)
    if titled or person.opening - by <= 2:
        post = titles().led_as.get(reader.lemma(i), "head")
        yield Link(person, post_in(reader, body, post), body.first, person.last, "leads", status=TenureStatus.CURRENT)


def _led_group(reader: Clauses, i: int) -> Iterator[Link]:
    """`who manages the growers' federation`, `who heads the resistance coalition`: something led that is no body of a known kind."""
    line, token, tokens = reader.line, reader.token(i), reader.line.sentence.tokens
    if not token.deprel.startswith("acl") or "Tense=Pres" not in token.feats:
        return
    end = next((k for k in range(i + 2, min(i + 6, len(line.words))) if line.lower(k) in titles().words["led_nouns"]), None)
    if end is None or tokens[line.words[end].token].head != token.index or line.lower(i + 1) not in titles().words["articles"]:
        return
    person = subject(reader, i)
    if person is None:
        return
    named = end + 1 < len(line.words) and tokens[line.words[end + 1].token].head == line.words[end].token and line.words[end + 1].capital
    first, last = (end + 1, end + 1) if named else (i + 2, end)
    post = titles().led_as.get(reader.lemma(i), "head")
    phrase = post_in(reader, Body(line.sentence.index, first, last, _worded(line, first, last), ""), post)
    if line.lower(end) == "opposition":
        phrase = replace(phrase, post="leader of the opposition", organization="")
    yield Link(
        person,
        phrase,
        opening(reader, person, i),
        last,
        "leads",
        status=TenureStatus.CURRENT,
        anchor=line.words[i].token,
    )


def _worded(line: Line, first: int, last: int) -> str:
    words = line.words
    return "".join((" " if k > first and words[k].start > words[k - 1].end else "") + words[k].text for k in range(first, last + 1))


def left(reader: Clauses, i: int, person: Name | None) -> Iterator[Link]:
    """`N resigned`, `X dismissed N`: the post named with the verb, or whichever post it was."""
    if person is None or (is_future(reader, i) and reader.lemma(i) not in titles().words["leave"]):
        return
    if is_future(reader, i):
        return
    phrase = post_after(reader, i, far=4)
    if phrase is not None and reader.line.lower(phrase.first - 1) in ("as", "the", "from", "of"):
        yield Link(
            person, phrase, opening(reader, person, i), phrase.last, "left",
            status=TenureStatus.FORMER, anchor=reader.line.words[i].token, edge="end",
        )  # fmt: skip
        return
    yield postless(reader, i, person, "left", edge="end", status=TenureStatus.FORMER)


def leaving(reader: Clauses, i: int) -> Iterator[Link]:
    """`the resignation of N`, `N's resignation`."""
    following = reader.line.lower(i + 1) == "of"
    name = reader.marked.name_from(i + 2) if following else None
    if following and name is None:
        titled = [link for link in reader.links if i + 2 <= link.first <= i + 3]
        name = titled[0].name if titled else None
    if name is None and reader.line.lower(i - 1) in ("'s", "’s"):
        name = next((n for n in reader.marked.names if n.last == i - 2), None)
    if name is not None:
        yield postless(reader, i, name, "left", edge="end", status=TenureStatus.FORMER)


def taken_up(reader: Clauses, i: int) -> Iterator[Link]:
    """`took office`, `came to power`, `assumed the presidency`."""
    line, words = reader.line, titles().words["take"]
    noun = next(
        (k for k in range(i + 1, min(i + 6, len(line.words))) if line.lower(k) in words and line.words[k].upos in ("NOUN", "PROPN")), None
    )
    if noun is None or (reader.lemma(i) == "come" and line.lower(noun - 1) != "to") or is_future(reader, i):
        return
    people = _subjects(reader, i)
    for person in people:
        yield postless(reader, i, person, "takes-office", edge="start")


def _subjects(reader: Clauses, i: int) -> tuple[Name, ...]:
    """The subject of a verb, with those coordinated to it."""
    first = subject(reader, i)
    if first is None:
        return ()
    sentence = reader.line.sentence
    found = [first]
    for child in sentence.below(reader.token(i).index, "nsubj"):
        for other in (child, *sentence.below(child.index, "conj")):
            if (name := reader.name_of(other)) is not None and name not in found:
                found.append(name)
    return tuple(found)


def kept(reader: Clauses, i: int) -> Iterator[Link]:
    """`has held the post since 2009`, `held the office from 1961 to 1985`: the bounds of whichever post it was."""
    person = subject(reader, i) if _taken(reader, i) is not None and not is_passive(reader, i) and not is_future(reader, i) else None
    if person is None:
        return
    token = reader.token(i)
    auxiliaries = {c.text.lower() for c in reader.line.sentence.below(token.index, "aux")}
    past = "Tense=Past" in token.feats and "VerbForm=Fin" in token.feats and not auxiliaries
    yield postless(reader, i, person, "kept", edge="spell", status=TenureStatus.FORMER if past else None)


def given_up(reader: Clauses, i: int) -> Iterator[Link]:
    """`left his post`, `gave up the presidency`."""
    token = reader.token(i)
    told = "Tense=Past" in token.feats or any(
        c.text.lower() in ("has", "have", "had") for c in reader.line.sentence.below(token.index, "aux")
    )
    person = (
        subject(reader, i) if told and _taken(reader, i) is not None and not is_future(reader, i) and not is_passive(reader, i) else None
    )
    if person is not None:
        yield postless(reader, i, person, "left", edge="end", status=TenureStatus.FORMER)


def stationed(reader: Clauses, i: int) -> Iterator[Link]:
    """`He came here in September 2012`, `had been in Windhoek since 2002`, of an envoy: since when."""
    line = reader.line
    person = subject(reader, i)
    known = [
        link for link in (*reader.told, *reader.links) if person is not None and link.name.text.split()[-1:] == person.text.split()[-1:]
    ]
    if person is None or not any(level_of(link.phrase.post) == "ambassadorial" for link in known):
        return
    arrives = reader.lemma(i) in titles().words["arrive"]
    at = i + 1 + (line.lower(i + 1) in ("to", "in", "at"))
    if line.lower(at) not in ("here", "there") and not (at < len(line.words) and line.kinds(at) & {"capital", "city", "state"}):
        return
    last = at if line.lower(at) in ("here", "there") else line.hit_last(at)
    opens = line.lower(last + 1)
    dated = opens in titles().words["from_words"] or (arrives and opens == "in" and _names_month(line.lower(last + 2)))
    if dated:
        token = reader.token(i)
        anchor = token.head if token.deprel == "cop" else token.index
        yield replace(postless(reader, i, person, "stationed", edge="start" if arrives else "since"), anchor=anchor)


def _names_month(word: str) -> bool:
    return word in titles().words["calendar"] or (len(word) == 4 and word.isdigit())


def _taken(reader: Clauses, i: int) -> int | None:
    """The noun for a post among the next words, with nothing but an article or a particle between; no room, no opinion."""
    line, words = reader.line, titles().words
    at = i + 1
    while line.lower(at) in words["articles"] | {"up", "that", "this", "same"}:
        at += 1
    if at >= len(line.words) or line.lower(at) not in words["take"]:
        return None
    room = line.lower(at) == "office" and line.lower(at - 1) == "the" and reader.lemma(i) == "leave"
    goes_on = at + 1 < len(line.words) and (line.words[at + 1].upos == "NOUN" or line.lower(at + 1) == "that")
    return None if room or goes_on else at
