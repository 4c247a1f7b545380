"""Posts taken, held, passed on and left, told by verbs and nouns: appointed, sworn in, replaced, resigned, "his predecessor"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chancery.codebook import level_of, titles
from chancery.model import TenureStatus, Token
from chancery.reading.bodies import Body
from chancery.reading.linked import Link, Marked
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase
from chancery.reading.words import STATE_KINDS, Line

NEAR = 8
"""Words between a verb and the post it gives."""
_FUTURE = frozenset(("will", "would", "to", "may", "might", "could", "shall", "should"))


@dataclass(frozen=True, slots=True)
class _Reader:
    marked: Marked
    links: tuple[Link, ...]
    earlier: tuple[Name, ...]
    """Names of the sentences before, in order."""
    told: tuple[Link, ...]
    """Links of the sentences before."""

    @property
    def line(self) -> Line:
        return self.marked.line

    def lemma(self, index: int) -> str:
        return self.token(index).lemma.lower()

    def token(self, index: int) -> Token:
        return self.line.sentence.tokens[self.line.words[index].token]

    def name_of(self, token: Token) -> Name | None:
        """The person whom a token names, or whose title it is part of."""
        words = self.line.words
        for name in self.marked.names:
            if words[name.first].start <= token.start < words[name.last].end:
                return name
        for link in self.links:
            if words[link.first].start <= token.start < words[link.last].end and link.first <= link.phrase.head <= link.last:
                return link.name
        return self._holder(token)

    def _holder(self, token: Token) -> Name | None:
        """The person last told to have the post that this token names ("the new party leader")."""
        words = self.line.words
        phrase = next((p for p in self.marked.posts if words[p.core].start <= token.start < words[p.head].end), None)
        if phrase is None or not (phrase.definite or phrase.states or phrase.organization):
            return None
        for link in reversed(self.told):
            same = link.phrase.post.split(" of ")[0].split()[-1:] == phrase.post.split(" of ")[0].split()[-1:]
            if same and (not phrase.states or not link.phrase.states or phrase.states == link.phrase.states):
                return link.name
        return None


def find_appointments(marked: Marked, links: tuple[Link, ...], *, earlier: tuple[Name, ...], told: tuple[Link, ...]) -> tuple[Link, ...]:
    """The posts that verbs and nouns of a sentence give its people. `links` are those of the sentence told by place alone,
    `earlier` and `told` the names and links of the sentences before."""
    reader = _Reader(marked, links, earlier, told)
    found: list[Link] = []
    for i, word in enumerate(marked.line.words):
        if word.upos not in ("VERB", "AUX", "NOUN") or not word.text[0].isalpha():
            continue
        found.extend(_frames(reader, i, tuple(found)))
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


def _frames(reader: _Reader, i: int, before: tuple[Link, ...]) -> Iterator[Link]:
    lists, lemma = titles().words, reader.lemma(i)
    if _negated(reader, i):
        return
    if reader.line.words[i].upos == "NOUN":
        if lemma in ("predecessor", "successor"):
            yield from _passed_on(reader, i, lemma)
        elif lemma in lists["leaving_nouns"]:
            yield from _leaving(reader, i)
    elif lemma in lists["appoint"]:
        yield from _appointed(reader, i)
    elif lemma in lists["succeed"]:
        yield from _succeeded(reader, i, before)
    elif lemma in lists["become"] or lemma in lists["serve"]:
        yield from _held(reader, i)
    elif lemma in lists["lead"]:
        yield from _led(reader, i)
    elif f"{lemma} {reader.line.lower(i + 1)}" in lists["leave_phrases"]:
        yield from _left(reader, i, subject(reader, i))
    elif lemma == "take" and reader.line.lower(i + 1) == "over":
        yield from _held(reader, i, lemma="become")
    elif lemma in lists["leave"]:
        yield from _left(reader, i, subject(reader, i))
    elif lemma in lists["remove"]:
        person = subject(reader, i) if _passive(reader, i) else _name_after(reader, i)
        yield from _left(reader, i, person)
    elif lemma in ("take", "assume", "come"):
        yield from _taken_up(reader, i)


def _negated(reader: _Reader, i: int) -> bool:
    return any(child.lemma.lower() in ("not", "n't", "never") for child in reader.line.sentence.below(reader.token(i).index, "advmod"))


def _passive(reader: _Reader, i: int) -> bool:
    token = reader.token(i)
    children = list(reader.line.sentence.below(token.index))
    auxiliary = any(c.deprel in ("aux:pass", "nsubj:pass") for c in children)
    return auxiliary or (token.deprel.startswith("acl") and "VerbForm=Part" in token.feats and "Tense=Past" in token.feats)


def _future(reader: _Reader, i: int) -> bool:
    sentence, token = reader.line.sentence, reader.token(i)
    marks = [c.text.lower() for c in sentence.below(token.index, "aux", "mark")]
    return bool(_FUTURE & set(marks))


def subject(reader: _Reader, i: int) -> Name | None:
    """The person who is the subject of a verb, through relative clauses, infinitives, coordination and pronouns."""
    sentence, token = reader.line.sentence, reader.token(i)
    for _ in range(4):
        subjects = list(sentence.below(token.index, "nsubj"))
        for child in subjects:
            if child.text.lower() in ("who", "that") and token.head >= 0:
                return reader.name_of(sentence.tokens[token.head]) or _name_before(reader, i)
            if child.text.lower() in ("he", "she"):
                return _last_person(reader, i)
            named = (reader.name_of(t) for t in (child, *sentence.below(child.index, "appos", "flat")))
            if (found := next((name for name in named if name is not None), None)) is not None:
                return found
        if subjects or token.head < 0:
            break
        relation = token.deprel.split(":")[0]
        if relation == "acl":
            return reader.name_of(sentence.tokens[token.head])
        if relation not in ("xcomp", "conj", "advcl", "cop", "aux"):
            break
        token = sentence.tokens[token.head]
    return None


def _here(reader: _Reader, name: Name) -> bool:
    return name.sentence == reader.line.sentence.index


def _open(reader: _Reader, person: Name, i: int) -> int:
    """Where the evidence begins: at the person, if named in this sentence before the verb."""
    return min(person.opening, i) if _here(reader, person) else i


def _last_person(reader: _Reader, i: int) -> Name | None:
    here = [n for n in reader.marked.names if n.last < i]
    return here[0] if here else (reader.earlier[-1] if reader.earlier else None)


def _name_before(reader: _Reader, i: int) -> Name | None:
    before = [n for n in reader.marked.names if n.last < i]
    return before[-1] if before else None


def _name_after(reader: _Reader, i: int) -> Name | None:
    after = [n for n in reader.marked.names if n.first > i]
    return after[0] if after and after[0].opening - i <= NEAR + 6 else None


def _post_after(reader: _Reader, i: int, *, far: int = NEAR) -> PostPhrase | None:
    """The next post after a word that no name follows, with no verb between."""
    line = reader.line
    for phrase in reader.marked.posts:
        if phrase.first <= i or phrase.first - i > far:
            continue
        between = range(i + 1, phrase.first)
        if any(line.words[k].upos == "VERB" and reader.lemma(k) not in ("serve", "become", "act") for k in between):
            return None
        if phrase.plural or any(link.phrase is phrase and link.rule == "before-name" for link in reader.links):
            continue
        return phrase
    return None


def _appointed(reader: _Reader, i: int) -> Iterator[Link]:
    lists = titles().words
    person = subject(reader, i) if _passive(reader, i) else None
    phrase = _post_after(reader, i) if person is not None else None
    if person is None:
        person = _name_after(reader, i)
        phrase = _new_post(reader, person) if person is not None else None
        if person is not None and phrase is None:
            yield from _seated(reader, i, person)
    if person is None or phrase is None:
        if person is not None and _passive(reader, i) and reader.lemma(i) in ("swear", "inaugurate"):
            yield _postless(reader, i, person, "takes-office", edge="start")
        return
    later = reader.lemma(i) in lists["appoint_later"] or _future(reader, i) or level_of(phrase.post) == "ambassadorial"
    status = TenureStatus.DESIGNATE if later else phrase.status
    owner = _appointer(reader, i, phrase)
    first, last = _open(reader, person, i), max(phrase.last, person.last if _here(reader, person) else i)
    edge = "" if later else "start"
    yield Link(person, owner, first, last, "appointed", status=status, anchor=reader.line.words[i].token, edge=edge)
    for more in _coordinated(reader, phrase):
        further = replace(more, states=more.states or owner.states)
        yield Link(person, further, first, more.last, "appointed", status=status, anchor=reader.line.words[i].token, edge=edge)


def _new_post(reader: _Reader, person: Name) -> PostPhrase | None:
    """The post that a person named after a verb is put into: after `as` or `to be` best, past an apposition between commas."""
    ends = [link.last for link in reader.links if link.name is person and link.rule == "apposition"]
    far = max([person.last, *ends]) + 6
    near = [p for p in reader.marked.posts if person.last < p.first <= far and reader.marked.name_from(p.last + 1) is None]
    marked = [p for p in near if reader.line.lower(p.first - 1) in ("as", "be", "become")]
    return marked[0] if marked else _post_after(reader, person.last, far=4)


def _seated(reader: _Reader, i: int, person: Name) -> Iterator[Link]:
    """`appointed N to the Council`: a member of it."""
    at = person.last + 1
    if reader.line.lower(at) != "to":
        return
    at += 1 + (reader.line.lower(at + 1) == "the")
    body = next((b for b in reader.marked.bodies if b.first == at), None)
    if body is not None:
        yield Link(
            person, _member_of(reader, body), min(i, person.first), body.last, "appointed", anchor=reader.line.words[i].token, edge="start"
        )


def _member_of(reader: _Reader, body: Body, post: str = "member") -> PostPhrase:
    states = (body.state,) if body.state else ()
    return PostPhrase(
        sentence=body.sentence,
        first=body.first,
        last=body.last,
        head=body.last,
        core=body.first,
        post=post,
        states=states,
        organization=body.text,
    )


def _appointer(reader: _Reader, i: int, phrase: PostPhrase) -> PostPhrase:
    """The post with the state and body of those who appoint, where it tells none of its own."""
    if phrase.states or _passive(reader, i):
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
        if link.last < i and link.phrase.states and any(reader.name_of(s) is link.name for s in subjects):
            return replace(phrase, states=link.phrase.states)
    return phrase


def _succeeded(reader: _Reader, i: int, before: tuple[Link, ...]) -> Iterator[Link]:
    passive = _passive(reader, i)
    new, old = _incoming(reader, i), _outgoing(reader, i)
    given = [link for link in before if link.rule == "appointed"]
    if new is None and given and given[-1].name is not old:
        new = given[-1].name
    if passive:
        new, old = old, new
    elif new is None:
        new = _name_before(reader, i)
    if new is None or old is None or new is old:
        return
    phrase = _passed_post(reader, i, new, old, given)
    words = reader.line.words
    here = [n for n in (new, old) if _here(reader, n)]
    first, last = min([i, *(n.opening for n in here)]), max([i, *(n.last for n in here)])
    if phrase is None:
        phrase = _nameless(reader, i)
    gone = TenureStatus.CURRENT if _future(reader, i) and not given else TenureStatus.FORMER
    coming = given[-1].status if given and given[-1].name is new else (TenureStatus.DESIGNATE if _future(reader, i) else None)
    anchor = given[-1].anchor if given else words[i].token
    span = (min(i, old.first), max(i, old.last)) if _here(reader, old) else (i, i)
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


def _incoming(reader: _Reader, i: int) -> Name | None:
    """Who succeeds: the subject, or whoever is `named N to succeed ...`."""
    token = reader.token(i)
    words = reader.line.words
    if token.deprel.split(":")[0] in ("xcomp", "advcl", "acl") and token.head >= 0:
        governor = next((k for k, w in enumerate(words) if w.token == token.head), None)
        if governor is not None and reader.lemma(governor) in titles().words["appoint"] and not _passive(reader, governor):
            named = _name_after(reader, governor)
            if named is not None and named.last < i:
                return named
    return subject(reader, i)


def _outgoing(reader: _Reader, i: int) -> Name | None:
    """Who is succeeded: the name after the verb, or for `him` the first person of the sentence or the last before it."""
    if reader.line.lower(i + 1) in ("him", "her"):
        return _last_person(reader, i)
    return _name_after(reader, i)


def _passed_post(reader: _Reader, i: int, new: Name, old: Name, given: list[Link]) -> PostPhrase | None:
    if own := [link for link in given if link.name is new]:
        return own[-1].phrase
    titled = [link for link in reader.links if link.name is old]
    after = _post_after(reader, max(old.last, i), far=3)
    if after is not None and reader.line.lower(after.first - 1) in ("as", ",") and not titled:
        return after
    if titled:
        return titled[-1].phrase
    middle = _post_after(reader, i, far=4)
    if middle is not None:
        return middle
    return next((link.phrase for link in reader.links if link.name is new and link.rule in ("apposition", "before-name")), None)


def _nameless(reader: _Reader, i: int) -> PostPhrase:
    return PostPhrase(sentence=reader.line.sentence.index, first=i, last=i, head=i, core=i, post="")


def _postless(reader: _Reader, i: int, person: Name, rule: str, *, edge: str = "", status: TenureStatus | None = None) -> Link:
    """Something about whichever post the person has."""
    first, last = (min(person.first, i), max(person.last, i)) if _here(reader, person) else (i, i)
    return Link(person, _nameless(reader, i), first, last, rule, status=status, anchor=reader.line.words[i].token, edge=edge)


def _held(reader: _Reader, i: int, *, lemma: str = "") -> Iterator[Link]:
    """`N is P`, `who became P`, `has served as P`."""
    line, lemma = reader.line, lemma or reader.lemma(i)
    if line.words[i].upos == "AUX" and reader.token(i).deprel.startswith("aux"):
        return
    phrase = _post_after(reader, i, far=5)
    if phrase is None and lemma in ("serve", "rule", "reign"):
        yield from _served_for(reader, i)
    if phrase is None or any(
        line.words[k].upos in ("ADP", "SCONJ") and line.lower(k) not in ("as", "over") for k in range(i + 1, phrase.first)
    ):
        return
    if lemma in titles().words["serve"] and line.lower(phrase.first - 1) != "as":
        return
    if reader.token(i).deprel == "cop" and not _is_complement(reader, i, phrase):
        return
    person = subject(reader, i)
    if (
        person is None
        or phrase.first <= person.first <= phrase.last
        or any(link.name is person and link.phrase is phrase for link in reader.links)
    ):
        return
    status = _held_status(reader, i, lemma, phrase)
    first, last = _open(reader, person, i), phrase.last
    edge = "start" if lemma == "become" and status is TenureStatus.CURRENT else "spell" if status is TenureStatus.FORMER else "since"
    token = reader.token(i)
    anchor = token.head if token.deprel == "cop" else token.index
    yield Link(person, phrase, first, last, "copula" if lemma == "be" else lemma, status=status, anchor=anchor, edge=edge)
    for more in _coordinated(reader, phrase):
        yield Link(person, more, first, more.last, "copula", status=status, state="")


def _served_for(reader: _Reader, i: int) -> Iterator[Link]:
    """`who served from 2018 until his death`: the bounds of whichever post it was."""
    person = subject(reader, i)
    if person is not None and "Tense=Past" in reader.token(i).feats:
        yield _postless(reader, i, person, "served", edge="spell")


def _is_complement(reader: _Reader, i: int, phrase: PostPhrase) -> bool:
    words = reader.line.words
    head = reader.line.sentence.tokens[reader.token(i).head]
    return words[phrase.first].start <= head.start < words[phrase.last].end


def _coordinated(reader: _Reader, phrase: PostPhrase) -> Iterator[PostPhrase]:
    at = phrase.last + 1
    while reader.line.lower(at) in ("and", ",", "&"):
        at += 1 + (reader.line.lower(at + 1) in ("and", "also"))
        following = reader.marked.post_from(at)
        if following is None or reader.marked.name_from(following.last + 1) is not None:
            return
        yield following
        at = following.last + 1


def _held_status(reader: _Reader, i: int, lemma: str, phrase: PostPhrase) -> TenureStatus:
    token, sentence = reader.token(i), reader.line.sentence
    governor = sentence.tokens[token.head] if token.deprel == "cop" and token.head >= 0 else token
    auxiliaries = {c.text.lower() for c in sentence.below(governor.index, "aux")}
    if auxiliaries & {"will", "would", "may", "could"} or _future(reader, i):
        return TenureStatus.DESIGNATE
    past = "Tense=Past" in token.feats and "VerbForm=Fin" in token.feats
    if lemma == "become":
        return phrase.status
    if "had" in auxiliaries or (past and not auxiliaries & {"has", "have"}) or (lemma == "serve" and auxiliaries & {"has", "have"}):
        return TenureStatus.FORMER
    return phrase.status


def _led(reader: _Reader, i: int) -> Iterator[Link]:
    """`who heads the Bureau`, `previously headed the Department`."""
    line = reader.line
    body = next((b for b in reader.marked.bodies if i < b.first <= i + 6), None)
    if body is None or any(line.words[k].upos in ("VERB", "ADP") for k in range(i + 1, body.first)) or _passive(reader, i):
        return
    if line.lower(body.last) in titles().words["not_led"]:
        return
    person = subject(reader, i)
    if person is None:
        return
    past = "Tense=Past" in reader.token(i).feats and "VerbForm=Fin" in reader.token(i).feats
    parent = next((b for b in reader.marked.bodies if b.last == body.first - 2 and line.lower(body.first - 1) in ("'s", "’s")), None)
    phrase = _member_of(reader, body, "head")
    if parent is not None:
        states = (parent.state,) if parent.state else phrase.states
        phrase = replace(phrase, post=f"head, {body.text}", organization=parent.text, states=states)
    first = _open(reader, person, i)
    yield Link(
        person, phrase, first, body.last, "leads", status=TenureStatus.FORMER if past else TenureStatus.CURRENT, anchor=line.words[i].token
    )


def _left(reader: _Reader, i: int, person: Name | None) -> Iterator[Link]:
    if person is None or (_future(reader, i) and reader.lemma(i) not in titles().words["leave"]):
        return
    if _future(reader, i):
        return
    phrase = _post_after(reader, i, far=4)
    if phrase is not None and reader.line.lower(phrase.first - 1) in ("as", "the", "from", "of"):
        yield Link(
            person, phrase, _open(reader, person, i), phrase.last, "left",
            status=TenureStatus.FORMER, anchor=reader.line.words[i].token, edge="end",
        )  # fmt: skip
        return
    yield _postless(reader, i, person, "left", edge="end", status=TenureStatus.FORMER)


def _leaving(reader: _Reader, i: int) -> Iterator[Link]:
    """`the resignation of N`, `N's resignation`."""
    following = reader.line.lower(i + 1) == "of"
    name = reader.marked.name_from(i + 2) if following else None
    if following and name is None:
        titled = [link for link in reader.links if i + 2 <= link.first <= i + 3]
        name = titled[0].name if titled else None
    if name is None and reader.line.lower(i - 1) in ("'s", "’s"):
        name = next((n for n in reader.marked.names if n.last == i - 2), None)
    if name is not None:
        yield _postless(reader, i, name, "left", edge="end", status=TenureStatus.FORMER)


def _taken_up(reader: _Reader, i: int) -> Iterator[Link]:
    """`took office`, `came to power`, `assumed the presidency`."""
    line, words = reader.line, titles().words["take"]
    noun = next(
        (k for k in range(i + 1, min(i + 6, len(line.words))) if line.lower(k) in words and line.words[k].upos in ("NOUN", "PROPN")), None
    )
    if noun is None or (reader.lemma(i) == "come" and line.lower(noun - 1) != "to") or _future(reader, i):
        return
    people = _subjects(reader, i)
    for person in people:
        yield _postless(reader, i, person, "takes-office", edge="start")


def _subjects(reader: _Reader, i: int) -> tuple[Name, ...]:
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


def _passed_on(reader: _Reader, i: int, word: str) -> Iterator[Link]:
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
    status = TenureStatus.FORMER if gone else None
    names = {"successor": owner.text} if gone else {"predecessor": owner.text}
    back = {"predecessor": other.text} if gone else {"successor": other.text}
    link = Link(other, _nameless(reader, i), i, other.last, "passed-on", status=status, **names)
    yield link
    yield replace(link, name=owner, status=None, predecessor=back.get("predecessor", ""), successor=back.get("successor", ""))
