"""Posts given and passed on by verbs and nouns: appointed, sworn in, replaced, resigned, "his predecessor"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.codebook import level_of, titles
from chancery.model import TenureStatus
from chancery.reading.clauses import (
    Clauses,
    coordinated,
    is_future,
    is_here,
    is_passive,
    name_after,
    opening,
    post_after,
    post_in,
    postless,
    subject,
)
from chancery.reading.holding import given_up, held, kept, leaving, led, left, stationed, taken_up
from chancery.reading.linked import Link, Marked
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase
from chancery.reading.succession import handed_over, in_place_of, passed_on, succeeded, taken_over
from chancery.reading.words import STATE_KINDS


def find_appointments(marked: Marked, links: tuple[Link, ...], *, earlier: tuple[Name, ...], told: tuple[Link, ...]) -> tuple[Link, ...]:
    """The posts that verbs and nouns of a sentence give its people. `links` are those of the sentence told by place alone,
    `earlier` and `told` the names and links of the sentences before."""
    reader = Clauses(marked, links, earlier, told)
    found: list[Link] = []
    for i, word in enumerate(marked.line.words):
        if word.upos not in ("VERB", "AUX", "NOUN") or not word.text[0].isalpha():
            continue
        found.extend(_frames(reader, i, tuple(found)))
    found.extend(in_place_of(reader, found))
    return tuple(_completed(found))


def _completed(found: list[Link]) -> Iterator[Link]:
    """Links where one who leaves an unnamed post gives way to the one put into a named post in the same sentence."""
    seated = next((link for link in found if link.rule == "appointed"), None)
    gone = next((link for link in found if link.rule == "left" and not link.phrase.post and seated and link.name is not seated.name), None)
    for link in found:
        if seated is None or gone is None or link not in (seated, gone):
            yield link
        elif link is seated:
            yield replace(link, predecessor=link.predecessor or gone.name.text)
        else:
            plain = " ".join(w for w in seated.phrase.post.split() if w not in titles().words["acting"])
            phrase = replace(seated.phrase, post=plain, acting=False, status=TenureStatus.CURRENT)
            yield replace(link, phrase=phrase, successor=seated.name.text, anchor=seated.anchor)


def _frames(reader: Clauses, i: int, before: tuple[Link, ...]) -> Iterator[Link]:
    lists, lemma = titles().words, reader.lemma(i)
    if _negated(reader, i):
        return
    if reader.line.words[i].upos == "NOUN":
        if lemma in ("predecessor", "successor"):
            yield from passed_on(reader, i, lemma)
        elif lemma in lists["leaving_nouns"]:
            yield from leaving(reader, i)
    elif lemma in lists["appoint"]:
        yield from appointed(reader, i)
    elif lemma in lists["succeed"]:
        yield from succeeded(reader, i, before)
    elif lemma in lists["become"] or lemma in lists["serve"]:
        yield from held(reader, i)
        if lemma == "be":
            yield from stationed(reader, i)
    elif lemma in lists["lead"]:
        yield from led(reader, i)
    elif f"{lemma} {reader.line.lower(i + 1)}" in lists["leave_phrases"]:
        yield from left(reader, i, subject(reader, i))
    elif lemma == "take" and reader.line.lower(i + 1) == "over":
        yield from held(reader, i, lemma="become", far=8)
        yield from taken_over(reader, i)
    elif lemma in lists["hand"]:
        yield from handed_over(reader, i)
    elif reader.line.lower(i) in ("follow", "follows") and _follows_holder(reader, i, before):
        yield from succeeded(reader, i, before)
    elif lemma in lists["keep"]:
        yield from kept(reader, i)
    elif lemma in lists["give_up"] and (lemma != "give" or reader.line.lower(i + 1) == "up"):
        yield from given_up(reader, i)
    elif lemma in lists["leave"]:
        yield from left(reader, i, subject(reader, i))
    elif lemma in lists["remove"]:
        person = subject(reader, i) if is_passive(reader, i) else name_after(reader, i)
        yield from left(reader, i, person)
    elif lemma in ("take", "assume", "come", "arrive"):
        yield from taken_up(reader, i)
        yield from stationed(reader, i)


def _follows_holder(reader: Clauses, i: int, before: tuple[Link, ...]) -> bool:
    """Whether `follow` is of a post: of one just put into it, with a name right after the verb."""
    given = any(link.rule in ("appointed", "become", "copula") and is_here(reader, link.name) for link in before)
    other = name_after(reader, i)
    return given and other is not None and (other.opening == i + 1 or any(x.name is other and x.first == i + 1 for x in reader.links))


def _negated(reader: Clauses, i: int) -> bool:
    return any(child.lemma.lower() in ("not", "n't", "never") for child in reader.line.sentence.below(reader.token(i).index, "advmod"))


def appointed(reader: Clauses, i: int) -> Iterator[Link]:
    """`X named N P`, `N was named P`."""
    lists = titles().words
    person = subject(reader, i) if is_passive(reader, i) else None
    phrase = post_after(reader, i) if person is not None else None
    if person is None:
        person = name_after(reader, i)
        phrase = _new_post(reader, person) if person is not None else None
        if person is not None and phrase is None:
            yield from _seated(reader, i, person)
    if person is None or phrase is None:
        if person is not None and is_passive(reader, i) and reader.lemma(i) in ("swear", "inaugurate"):
            yield postless(reader, i, person, "takes-office", edge="start")
        return
    later = reader.lemma(i) in lists["appoint_later"] or is_future(reader, i) or level_of(phrase.post) == "ambassadorial"
    status = TenureStatus.DESIGNATE if later else phrase.status
    owner = _appointer(reader, i, phrase)
    first, last = opening(reader, person, i), max(phrase.last, person.last if is_here(reader, person) else i)
    edge = "" if later else "start"
    yield Link(person, owner, first, last, "appointed", status=status, anchor=reader.line.words[i].token, edge=edge)
    for more in coordinated(reader, phrase):
        further = replace(more, states=more.states or owner.states)
        yield Link(person, further, first, more.last, "appointed", status=status, anchor=reader.line.words[i].token, edge=edge)


def _new_post(reader: Clauses, person: Name) -> PostPhrase | None:
    """The post that a person named after a verb is put into: after `as` or `to be` best, past an apposition between commas."""
    ends = [link.last for link in reader.links if link.name is person and link.rule == "apposition"]
    far = max([person.last, *ends]) + 6
    near = [p for p in reader.marked.posts if person.last < p.first <= far and reader.marked.name_from(p.last + 1) is None]
    marked = [p for p in near if reader.line.lower(p.first - 1) in ("as", "be", "become")]
    return marked[0] if marked else post_after(reader, person.last, far=4)


def _seated(reader: Clauses, i: int, person: Name) -> Iterator[Link]:
    """`appointed N to the Council`: a member of it."""
    at = person.last + 1
    if reader.line.lower(at) != "to":
        return
    at += 1 + (reader.line.lower(at + 1) == "the")
    body = next((b for b in reader.marked.bodies if b.first == at), None)
    if body is not None:
        yield Link(
            person, post_in(reader, body), min(i, person.first), body.last, "appointed", anchor=reader.line.words[i].token, edge="start"
        )


def _appointer(reader: Clauses, i: int, phrase: PostPhrase) -> PostPhrase:
    """The post with the state and body of those who appoint, where it tells none of its own."""
    if phrase.states or is_passive(reader, i):
        return phrase
    sentence = reader.line.sentence
    subjects = list(sentence.below(reader.token(i).index, "nsubj"))
    words = reader.line.words
    for body in reader.marked.bodies:
        span = (words[body.first].start, words[body.last].end)
        if body.last < i and body.state and any(span[0] <= s.start < span[1] for s in subjects):
            own = phrase.organization or (body.text if body.known != "parliament" else "")
            return replace(phrase, states=(body.state,), organization=own)
    for k in range(i):
        if (key := reader.line.key(k, *STATE_KINDS)) and any(words[k].token == s.index for s in subjects):
            return replace(phrase, states=(key,))
    for link in reader.links:
        states = link.phrase.states or ((link.state,) if link.state else ())
        if link.last < i and states and any(reader.name_of(s) is link.name for s in subjects):
            return replace(phrase, states=states)
    return phrase
