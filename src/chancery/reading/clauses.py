"""The clauses of a sentence as readers of appointments see them: subjects, objects, voice, the posts and names around a verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chancery.codebook import titles
from chancery.model import TenureStatus, Token
from chancery.reading.bodies import Body
from chancery.reading.linked import Link, Marked
from chancery.reading.names import Name
from chancery.reading.post_reader import PostPhrase
from chancery.reading.words import Line

NEAR = 8
"""Words between a verb and the post it gives."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence with its links, and what the sentences before told."""

    marked: Marked
    links: tuple[Link, ...]
    earlier: tuple[Name, ...]
    """Names of the sentences before, in order."""
    told: tuple[Link, ...]
    """Links of the sentences before."""

    @property
    def line(self) -> Line:
        """The words of the sentence."""
        return self.marked.line

    def lemma(self, index: int) -> str:
        """The lemma of a word, lower case."""
        return self.token(index).lemma.lower()

    def token(self, index: int) -> Token:
        """The parser's token of a word."""
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


def is_passive(reader: Clauses, i: int) -> bool:
    """Whether the word is a passive verb, or a participle that modifies a noun."""
    token = reader.token(i)
    children = list(reader.line.sentence.below(token.index))
    auxiliary = any(c.deprel in ("aux:pass", "nsubj:pass") for c in children)
    own = any(c.deprel.startswith("nsubj") for c in children)
    return auxiliary or (token.deprel.startswith("acl") and not own and "VerbForm=Part" in token.feats and "Tense=Past" in token.feats)


def is_future(reader: Clauses, i: int) -> bool:
    """Whether the verb speaks of what is to come."""
    sentence, token = reader.line.sentence, reader.token(i)
    marks = [c.text.lower() for c in sentence.below(token.index, "aux", "mark")]
    return bool(titles().words["future"] & set(marks))


def subject(reader: Clauses, i: int) -> Name | None:
    """The person who is the subject of a verb, through relative clauses, infinitives, coordination and pronouns."""
    sentence, token = reader.line.sentence, reader.token(i)
    for _ in range(4):
        subjects = list(sentence.below(token.index, "nsubj"))
        for child in subjects:
            if child.text.lower() in ("who", "that") and token.head >= 0:
                return reader.name_of(sentence.tokens[token.head]) or name_before(reader, i)
            if child.text.lower() in ("he", "she"):
                return last_person(reader, i)
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


def is_here(reader: Clauses, name: Name) -> bool:
    """Whether the name stands in this sentence."""
    return name.sentence == reader.line.sentence.index


def opening(reader: Clauses, person: Name, i: int) -> int:
    """Where the evidence begins: at the person, if named in this sentence before the verb."""
    return min(person.opening, i) if is_here(reader, person) else i


def last_person(reader: Clauses, i: int) -> Name | None:
    """Whom a pronoun before the word means: the first name of the sentence, or the last subject before it."""
    here = [n for n in reader.marked.names if n.last < i]
    return here[0] if here else (reader.earlier[-1] if reader.earlier else None)


def name_before(reader: Clauses, i: int) -> Name | None:
    """The nearest name before the word."""
    before = [n for n in reader.marked.names if n.last < i]
    return before[-1] if before else None


def name_after(reader: Clauses, i: int) -> Name | None:
    """The first name after the word, if not too far."""
    after = [n for n in reader.marked.names if n.first > i]
    return after[0] if after and after[0].opening - i <= NEAR + 6 else None


def post_after(reader: Clauses, i: int, *, far: int = NEAR) -> PostPhrase | None:
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


def nameless(reader: Clauses, i: int) -> PostPhrase:
    """A post without a name, at this word."""
    return PostPhrase(sentence=reader.line.sentence.index, first=i, last=i, head=i, core=i, post="")


def postless(reader: Clauses, i: int, person: Name, rule: str, *, edge: str = "", status: TenureStatus | None = None) -> Link:
    """Something about whichever post the person has."""
    first, last = (min(person.first, i), max(person.last, i)) if is_here(reader, person) else (i, i)
    return Link(person, nameless(reader, i), first, last, rule, status=status, anchor=reader.line.words[i].token, edge=edge)


def post_in(reader: Clauses, body: Body, post: str = "member") -> PostPhrase:
    """A post in a body: its member, unless told otherwise."""
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


def coordinated(reader: Clauses, phrase: PostPhrase) -> Iterator[PostPhrase]:
    """The posts coordinated to this one that no name follows."""
    at = phrase.last + 1
    while reader.line.lower(at) in ("and", ",", "&"):
        at += 1 + (reader.line.lower(at + 1) in ("and", "also"))
        following = reader.marked.post_from(at)
        if following is None or reader.marked.name_from(following.last + 1) is not None:
            return
        yield following
        at = following.last + 1
