"""Scene: one report as readers of claims see it, with everyone named, linked, and standing for whom they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chancery.codebook import HYPHENS, phrases, world
from chancery.model import Mention, Parse, Report, Sentence, TenureStatus, Timex, Token, Who

Place = tuple[int, int]
"""Index of a sentence and of a token in it."""

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X"))
CLAUSE = frozenset(("root", "ccomp", "advcl", "acl", "parataxis", "csubj"))


@dataclass(frozen=True, slots=True)
class ScenePerson:
    """Someone named in the report."""

    key: str
    name: str
    """The fullest form in the report, or the full name that post and day determine."""
    states: tuple[str, ...] = ()
    """States or organizations that the person serves."""
    posts: tuple[str, ...] = ()
    """Names of the posts that the report gives."""


@dataclass(frozen=True, slots=True)
class Title:
    """These words give this person that post."""

    person: str
    """Key of the person."""
    post: str
    """The post as worded, without person, state, `new` or `former`."""
    start: int
    end: int
    """From the title through the name, or from the name through the title."""
    sentence: int
    state: str = ""
    organization: str = ""
    status: TenureStatus = TenureStatus.CURRENT
    acting: bool = False
    predecessor: str = ""
    successor: str = ""
    """Names, in their fullest form."""
    anchor: int = -1
    """Token of the verb whose time bounds the post; -1 for none."""
    edge: str = ""
    """What the verb's time tells: start, end, spell (from start to end), since."""
    rule: str = ""
    """How it was read: before-name, apposition, copula, appointed and so on."""


def merge(parts: Iterable[Who]) -> Who:
    """All that the parts stand for, each once, in order."""
    found = tuple(part for part in parts if part)
    if len(found) <= 1:
        return found[0] if found else Who()
    return Who(
        states=tuple(dict.fromkeys(s for part in found for s in part.states)),
        people=tuple(dict.fromkeys(p for part in found for p in part.people)),
        bodies=tuple(dict.fromkeys(b for part in found for b in part.bodies)),
        described=next((part.described for part in found if part.described), ""),
    )


@dataclass(frozen=True)
class Scene:
    """One report, parsed, with its times and everyone in it. Make it with `mentions.find_scene`."""

    report: Report
    parse: Parse
    times: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    """In order of start; none overlap."""
    people: Mapping[str, ScenePerson]
    titles: tuple[Title, ...] = ()
    stands: Mapping[Place, Who] = field(default_factory=dict)
    """Whom each head of a mention stands for by itself, coordination left out."""
    _at: Mapping[Place, Mention] = field(init=False, repr=False, compare=False)
    _time_heads: Mapping[int, tuple[tuple[Timex, int], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", {(m.sentence, i): m for m in self.mentions for i in self._covered(m)})
        object.__setattr__(self, "_time_heads", self._times_by_sentence())

    def _covered(self, mention: Mention) -> Iterator[int]:
        for token in self.parse.sentences[mention.sentence].tokens:
            if token.start < mention.end and mention.start < token.end:
                yield token.index

    def _times_by_sentence(self) -> Mapping[int, tuple[tuple[Timex, int], ...]]:
        found: dict[int, list[tuple[Timex, int]]] = {}
        for timex in self.times:
            sentence = self.parse.sentence_at(timex.start)
            if sentence is not None and (head := span_head(sentence, timex.start, timex.end)) is not None:
                found.setdefault(sentence.index, []).append((timex, head))
        return {index: tuple(pairs) for index, pairs in found.items()}

    def mention_at(self, sentence: int, token: int) -> Mention | None:
        """The mention that holds this token, if any."""
        return self._at.get((sentence, token))

    def who(self, sentence: int, token: int) -> Who:
        """Whom the noun phrase headed by this token stands for, with what is coordinated to it; empty if nobody."""
        parsed = self.parse.sentences[sentence]
        own = self.alone(sentence, token)
        places = self._named_with(sentence, token)
        others = [self.who(sentence, c.index) for place in places for c in parsed.below(place, "conj") if c.upos in NOMINAL]
        return merge((*self._hyphenated(sentence, token), own, *others, *self._strayed(sentence, token)))

    def _hyphenated(self, sentence: int, token: int) -> Iterator[Who]:
        """The states before this one in a word like "Franco-German"."""
        words = self.parse.sentences[sentence].tokens
        if token >= 2 and words[token - 1].text in HYPHENS and words[token - 1].start == words[token - 2].end:
            before, own = self.mention_at(sentence, token - 2), self.mention_at(sentence, token)
            if before is not None and own is not None and before.kind == own.kind == "state" and before is not own:
                yield from self._hyphenated(sentence, before.head)
                yield self.alone(sentence, before.head)

    def _strayed(self, sentence: int, token: int) -> Iterator[Who]:
        """What "and" right after the name joins to it, where the tree hangs it on a word further left, as it does with datelines."""
        parsed = self.parse.sentences[sentence]
        mention = self.mention_at(sentence, token)
        after = [t for t in parsed.tokens[token + 1 :] if mention is None or t.start >= mention.end]
        if after and after[0].deprel == "cc" and after[0].head > after[0].index:
            joined = parsed.tokens[after[0].head]
            if (
                joined.deprel == "conj"
                and joined.head < token
                and joined.upos in NOMINAL
                and token not in self._named_with(sentence, joined.head)
            ):
                yield self.who(sentence, joined.index)

    def _named_with(self, sentence: int, token: int) -> tuple[int, ...]:
        """The token and the words of its name before it, on any of which the next of a list may hang ("Costa Rica and Cuba")."""
        mention = self.mention_at(sentence, token)
        if mention is None or mention.head != token or mention.kind not in ("state", "body"):
            return (token,)
        words = self.parse.sentences[sentence].tokens[:token]
        return (*(t.index for t in words if t.start >= mention.start and t.head == token), token)

    def alone(self, sentence: int, token: int) -> Who:
        """As `who`, without what is coordinated to it."""
        found = self.stands.get((sentence, token))
        if found is None and (mention := self.mention_at(sentence, token)) is not None and mention.kind != "post":
            found = self.stands.get((sentence, mention.head))
        if found:
            return found
        parsed = self.parse.sentences[sentence]
        for child in parsed.below(token, "appos"):
            if through := self.stands.get((sentence, child.index)):
                return through
        lemma = parsed.tokens[token].lemma.lower()
        if lemma in phrases().representatives:
            return Who(states=self._represented(parsed, token))
        if lemma in phrases().gathered:
            return merge(self.who(sentence, child.index) for child in parsed.below(token, "nmod") if case_of(parsed, child.index) == "of")
        return Who()

    def _represented(self, sentence: Sentence, token: int) -> tuple[str, ...]:
        relations = frozenset(("of", "from"))
        return merge(self.who(sentence.index, i) for i in owner_tokens(sentence, token, relations)).states

    def owners(self, sentence: int, token: int) -> Who:
        """The parties in possessors and modifiers of a noun: "Japan's ...", "Korean ...", "... of/by/between/with X"."""
        parsed = self.parse.sentences[sentence]
        tokens = owner_tokens(parsed, token, phrases().owner_cases)
        return merge(self.who(sentence, i) for i in tokens if not self._is_title(parsed, i))

    def _is_title(self, sentence: Sentence, token: int) -> bool:
        """Whether the modifier is the title of the name itself ("President" in "President Okoye")."""
        mention = self.mention_at(sentence.index, token)
        titled = mention is not None and mention.kind == "post"
        return (
            titled and sentence.tokens[token].deprel in ("compound", "nmod:desc", "amod", "appos", "nmod") and not case_of(sentence, token)
        )

    def times_of(self, sentence: int, token: int) -> tuple[Timex, ...]:
        """The time expressions of that predicate's own clause, nearest first; for a noun, its own or else its verb's."""
        parsed = self.parse.sentences[sentence]
        pairs = self._time_heads.get(sentence, ())
        for centre in clause_chain(parsed, token):
            if near := [timex for timex, head in pairs if governs(parsed, centre, head)]:
                place = parsed.tokens[token].start
                return tuple(sorted(near, key=lambda timex: (abs(timex.start - place), timex.start)))
        return ()

    def place_of(self, sentence: int, token: int) -> tuple[str, ...]:
        """Cities, venues or countries in which that predicate happens: "in Tokyo", "at the White House". A country only
        where no city is given."""
        parsed = self.parse.sentences[sentence]
        for centre in clause_chain(parsed, token):
            found = [m for m in self._in_clause(parsed, centre, ("place", "state", "body")) if self._is_site(parsed, m)]
            if found:
                cities = [m for m in found if m.kind == "place"] or [m for m in found if m.kind == "body"] or found
                towns = [m for m in cities if m.entity in world().territories]
                return tuple(dict.fromkeys(m.text for m in (*towns, *cities)))
        return ()

    def gathering_of(self, sentence: int, token: int) -> str:
        """The gathering named in the predicate's clause; empty if none."""
        parsed = self.parse.sentences[sentence]
        for centre in clause_chain(parsed, token):
            for mention in self._in_clause(parsed, centre, ("gathering",)):
                if mention.head != token:
                    return mention.text
        return ""

    def _in_clause(self, sentence: Sentence, centre: int, kinds: tuple[str, ...]) -> list[Mention]:
        return [m for m in self.mentions_in(sentence.index) if m.kind in kinds and governs(sentence, centre, m.head)]

    def _is_site(self, sentence: Sentence, mention: Mention) -> bool:
        if mention.kind == "body" and mention.text.split()[-1].lower() not in phrases().venues:
            return False
        token = sentence.tokens[mention.head]
        return token.deprel.split(":")[0] in ("obl", "nmod") and case_of(sentence, mention.head) in phrases().place_cases

    def mentions_in(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of one sentence, in order."""
        return tuple(m for m in self.mentions if m.sentence == sentence)


def span_head(sentence: Sentence, start: int, end: int) -> int | None:
    """The token of start..end whose own head lies outside it; None where the span holds no token."""
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    for token in inside:
        if token.head < 0 or not (inside[0].index <= token.head <= inside[-1].index):
            return token.index
    return inside[-1].index if inside else None


def case_of(sentence: Sentence, token: int) -> str:
    """The preposition of a nominal, lower case; empty if none."""
    return next((t.text.lower() for t in sentence.below(token, "case") if t.index < token and t.upos != "PART"), "")


def owner_tokens(sentence: Sentence, token: int, cases: frozenset[str]) -> tuple[int, ...]:
    """Dependents of a noun that name its possessor, modifier, or party by one of the prepositions, in order."""
    found = []
    for child in sentence.below(token):
        relation = child.deprel
        if relation in ("nmod:poss", "amod", "compound", "det:poss", "nmod:desc") or (
            relation.split(":")[0] in ("nmod", "obl") and case_of(sentence, child.index) in cases
        ):
            found.append(child.index)
    return tuple(found)


def is_clause(token: Token) -> bool:
    """Whether the token heads a clause of its own."""
    relation = token.deprel.split(":")[0]
    return relation in CLAUSE or (relation in ("conj", "xcomp") and token.upos in ("VERB", "AUX"))


def governs(sentence: Sentence, centre: int, token: int) -> bool:
    """Whether token hangs below centre with no clause between them."""
    current = sentence.tokens[token]
    while current.index != centre:
        if current.head < 0 or is_clause(current):
            return False
        current = sentence.tokens[current.head]
    return True


def _is_against(sentence: Sentence, clause: Token) -> bool:
    """Whether a coordinate clause with a subject of its own stands against the one before it: "but Chad has since refused"."""
    subject = any(sentence.below(clause.index, "nsubj"))
    return subject and any(t.text.lower() in phrases().adversative for t in sentence.below(clause.index, "cc"))


def clause_chain(sentence: Sentence, token: int) -> Iterator[int]:
    """The predicate, then what it is the object, subject or complement of: where its time and place may stand."""
    yield token
    current: Token = sentence.tokens[token]
    while current.head >= 0:
        relation = current.deprel.split(":")[0]
        if relation not in ("obj", "nsubj", "obl", "xcomp", "nmod", "conj", "compound", "iobj"):
            return
        if relation == "conj" and _is_against(sentence, current):
            return
        current = sentence.tokens[current.head]
        yield current.index
        if is_clause(current) and current.deprel.split(":")[0] not in ("xcomp", "conj"):
            return
