"""Who is meant by "he", "the minister", "the two sides", "the newspaper": settled by what the report has named before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chancery.codebook import fold, phrases, titles, world
from chancery.model import Mention, Parse, Sentence, Token, Who
from chancery.reading.linked import Marked
from chancery.reading.post_reader import PostPhrase
from chancery.reading.scene import Place, ScenePerson, Title, case_of, merge, owner_tokens, span_head

LEAD = 2
"""Sentences of a report's lead."""
REACH = 3
"""How many sentences back a pronoun may look."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention and whom it stands for."""

    mention: Mention
    who: Who


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before coreference."""

    parse: Parse
    marked: tuple[Marked, ...]
    people: Mapping[str, ScenePerson]
    titles: tuple[Title, ...]
    home: tuple[str, ...]


def resolve(known: Known, entries: tuple[Entry, ...]) -> tuple[tuple[Mention, ...], Mapping[Place, Who]]:
    """All mentions, in order, with whom each head stands for: the given ones, and those that take up what was named before."""
    reader = _Reader(known, {(e.mention.sentence, e.mention.head): e for e in entries}, [], [])
    for sentence, marked in zip(known.parse.sentences, known.marked, strict=True):
        reader.read(sentence, marked)
    found = sorted((e for e in reader.entries.values()), key=lambda e: (e.mention.start, e.mention.end))
    return tuple(e.mention for e in found), {place: e.who for place, e in reader.entries.items() if e.who}


@dataclass(slots=True)
class _Reader:
    """The state of one pass over a report, sentence by sentence."""

    known: Known
    entries: dict[Place, Entry]
    subjects: list[tuple[int, Who]]
    """Subjects read so far, with their sentence."""
    groups: list[Who]
    """States named together by coordination so far."""

    def read(self, sentence: Sentence, marked: Marked) -> None:
        covered = {t.index for e in self.entries.values() if e.mention.sentence == sentence.index for t in _inside(sentence, e.mention)}
        phrases_at = {_head_token(sentence, marked, p): p for p in marked.posts}
        for token in sentence.tokens:
            if token.index not in covered or (sentence.index, token.index) in self.entries:
                found = self.entries.get((sentence.index, token.index)) or self._take_up(
                    sentence, marked, token, phrases_at.get(token.index)
                )
                if found is not None:
                    self.entries[(sentence.index, token.index)] = found
            if token.deprel != "conj" and len(group := self._coordinated(sentence, token)) > 1:
                self.groups.append(Who(states=group))
            if token.deprel.startswith("nsubj") and (who := self._whole(sentence, token) or self._represented(sentence, token)):
                self.subjects.append((sentence.index, who))

    def _whole(self, sentence: Sentence, token: Token) -> Who:
        own = self._at(sentence, token.index)
        return merge((own, *(self._whole(sentence, child) for child in sentence.below(token.index, "conj"))))

    def _represented(self, sentence: Sentence, token: Token) -> Who:
        """The states whose officials or forces a plain noun names: "an Omani team"."""
        if token.lemma.lower() not in phrases().representatives:
            return Who()
        return Who(states=merge(self._at(sentence, i) for i in owner_tokens(sentence, token.index, frozenset(("of", "from")))).states)

    def _coordinated(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The states of a noun and all that is coordinated to it; empty for one that has none of its own."""
        own = self.entries.get((sentence.index, token.index))
        if own is None or not own.who.states:
            return ()
        others = [self.entries.get((sentence.index, c.index)) for c in sentence.below(token.index, "conj")]
        return merge((own.who, *(e.who for e in others if e is not None))).states

    def _at(self, sentence: Sentence, index: int) -> Who:
        token = sentence.tokens[index]
        for entry in self._in(sentence.index):
            if entry.mention.start < token.end and token.start < entry.mention.end:
                return entry.who
        inner = (c for c in sentence.below(index, "appos", "flat", "nmod") if (sentence.index, c.index) in self.entries)
        return next((self.entries[(sentence.index, c.index)].who for c in inner if c.deprel in ("appos", "flat")), Who())

    def _in(self, index: int) -> list[Entry]:
        return sorted((e for (s, _), e in self.entries.items() if s == index), key=lambda e: e.mention.start)

    def _take_up(self, sentence: Sentence, marked: Marked, token: Token, phrase: PostPhrase | None) -> Entry | None:
        lower = token.text.lower()
        if token.upos == "PRON" or lower in ("his", "her", "its", "their"):
            return self._pronoun(sentence, token, lower)
        if phrase is not None:
            return self._post(sentence, marked, token, phrase)
        if group := self._group(sentence, token, lower):
            return group
        if lower in titles().words["counterparts"]:
            return self._counterpart(sentence, token)
        if token.upos in ("NOUN", "PROPN") and any(c.text.lower() == "the" for c in sentence.below(token.index, "det")):
            return self._definite(sentence, token, lower)
        return None

    def _entry(self, sentence: Sentence, token: Token, kind: str, who: Who, *, start: int | None = None) -> Entry | None:
        if not who:
            return None
        first = token.start if start is None else start
        key = next(iter(who.people), "") or next(iter(who.states), "") or next(iter(who.bodies), "")
        text = self.known.parse.text[first : token.end]
        return Entry(Mention(first, token.end, text, kind, sentence.index, token.index, key), who)  # type: ignore[arg-type]

    def _pronoun(self, sentence: Sentence, token: Token, lower: str) -> Entry | None:
        words = phrases()
        if lower in words.male | words.female:
            return self._entry(sentence, token, "person", self._person(sentence, token, "f" if lower in words.female else "m"))
        if lower in words.plural:
            return self._entry(sentence, token, "group", self._plural(sentence, token))
        if lower in ("it", "its", "itself"):
            return self._entry(sentence, token, "state", self._thing(sentence, token))
        return None

    def _person(self, sentence: Sentence, token: Token, gender: str) -> Who:
        """The last subject who is one person of that gender, in this sentence or the last few; else the only person of the last."""
        for index, who in reversed(self.subjects):
            if sentence.index - index > REACH:
                break
            if len(who.people) == 1 and self._is(who.people[0], gender):
                return who
        for back in range(REACH):
            people = [
                e for e in self._in(sentence.index - back) if e.mention.kind == "person" and e.mention.start < token.start and e.who.people
            ]
            people = [e for e in people if self._is(e.who.people[0], gender)]
            if people:
                alone = len({e.who.people for e in people}) == 1
                return people[-1].who if alone else Who()
        return Who()

    def _is(self, name: str, gender: str) -> bool:
        known = genders(self.known).get(name, "")
        return not known or known == gender

    def _plural(self, sentence: Sentence, token: Token) -> Who:
        for index, who in reversed(self.subjects):
            if sentence.index - index > 1:
                break
            if len(who.people) > 1 or len(who.states) > 1:
                return who
        return self._last(sentence, token, 2) if token.deprel.startswith("nsubj") else Who()

    def _thing(self, sentence: Sentence, token: Token) -> Who:
        """A state or body that is subject or possessor earlier in the sentence, the nearest first, or subject of the last one."""
        for entry in reversed(self._in(sentence.index)):
            relation = sentence.tokens[entry.mention.head].deprel
            near = entry.mention.end <= token.start and entry.mention.kind in ("state", "body") and bool(entry.who.states)
            if near and (relation == "nmod:poss" or relation.startswith("nsubj")):
                return entry.who
        for index, who in reversed(self.subjects):
            if sentence.index - index > 1:
                break
            if not who.people and len(who.states) == 1:
                return Who(states=who.states, bodies=who.bodies)
            if index == sentence.index and who.people:
                break
        return Who()

    def _group(self, sentence: Sentence, token: Token, lower: str) -> Entry | None:
        """ "the two sides", "both countries", "the three leaders", "both"."""
        if lower not in phrases().pairs or token.upos == "VERB":
            return None
        counts = phrases().counts
        children = list(sentence.below(token.index, "nummod", "det", "amod", "advmod"))
        count = next((c for c in (token, *children) if c.text.lower() in counts), None)
        if count is None and lower not in ("sides", "parties"):
            return None
        if lower in ("two", "three", "side", "country") and (token.deprel in ("nummod", "det") or token.head < 0):
            return None
        size = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(count.text.lower() if count else "two", 2)
        start = min([token.start, *(c.start for c in children if c.index < token.index)])
        return self._entry(sentence, token, "group", self._last(sentence, token, size), start=start)

    def _last(self, sentence: Sentence, token: Token, size: int) -> Who:
        """The last so many states named together: in this sentence before the phrase, or in one of the few before."""
        people_too = token.text.lower() in phrases().persons
        if size > 2 and (group := next((w for w in reversed(self.groups) if len(w.states) == size), None)):
            return Who(states=group.states, people=group.people if people_too else ())
        for back in range(REACH + 1):
            entries = [e for e in self._in(sentence.index - back) if e.mention.start < token.start and e.mention.kind != "place"]
            states = list(
                dict.fromkeys(s for e in entries for s in e.who.states if s in world().territories or s in ("UN", "EU", "NATO", "ASEAN"))
            )
            if len(states) >= size:
                chosen = tuple(states[-size:]) if back == 0 else tuple(states[:size])
                return Who(states=chosen, people=self._people(chosen, sentence.index) if people_too else ())
        states = list(
            dict.fromkeys(
                s
                for b in range(sentence.index + 1)
                for e in self._in(b)
                if e.mention.start < token.start
                for s in e.who.states
                if s in world().territories
            )
        )
        return Who(states=tuple(states[:size])) if len(states) == size else Who()

    def _people(self, states: tuple[str, ...], upto: int) -> tuple[str, ...]:
        """For each state its one person named last, if every state has one."""
        found = []
        for state in states:
            names = [
                e.who.people[0]
                for b in range(upto, max(-1, upto - REACH - 1), -1)
                for e in self._in(b)
                if len(e.who.people) == 1 and state in e.who.states
            ]
            if not names:
                return ()
            found.append(names[0])
        return tuple(dict.fromkeys(found)) if len(set(found)) == len(states) else ()

    def _post(self, sentence: Sentence, marked: Marked, token: Token, phrase: PostPhrase) -> Entry | None:
        start = marked.line.words[phrase.core].start
        if token.deprel in ("compound", "nmod:desc", "amod"):
            return None
        if phrase.plural:
            if phrase.owner == "" and any(c.text.lower() in phrases().counts for c in sentence.below(token.index)):
                return self._group(sentence, token, token.text.lower())
            below = (c for c in sentence.below(token.index, "nmod") if case_of(sentence, c.index) == "of")
            told = merge((Who(states=phrase.states), *(Who(states=self._whole(sentence, c).states) for c in below))).states
            states = members_of(told or (self._collective() if phrase.definite else ()))
            people = self._people(states, sentence.index) if len(states) > 1 else ()
            return self._entry(sentence, token, "post", Who(states=states, people=people), start=start)
        who = Who(states=phrase.states)
        if phrase.definite or phrase.states:
            who = self._holder(sentence, marked, phrase) or who
        return self._entry(sentence, token, "post", who, start=start)

    def _collective(self) -> tuple[str, ...]:
        """Whose "the ministers" are: of a standing group that the report's lead names, else of the last subject of several states."""
        groups = world().members.keys()
        leading = [e for index in range(LEAD) for e in self._in(index) if e.mention.kind == "body" and set(e.who.states) & groups]
        if leading:
            return leading[0].who.states
        return next((who.states for _, who in reversed(self.subjects) if len(who.states) > 1), ())

    def _holder(self, sentence: Sentence, marked: Marked, phrase: PostPhrase) -> Who:
        """The person last mentioned who has this post (of this state, if one is told)."""
        words = marked.line.words
        word, place = words[phrase.head].lower, words[phrase.first].start
        fitting = []
        for title in self.known.titles:
            same = word in fold(title.post).replace(",", " ").split() and (not phrase.states or title.state in phrase.states)
            if same and title.status != "former" and (not phrase.bare or len(phrase.post.split()) > 1 or True):
                fitting.append(title)
        modifiers = set(fold(phrase.post).split()) - {word}
        exact = [t for t in fitting if modifiers <= set(fold(t.post).split())]
        names = {self.known.people[t.person].name for t in exact or ([] if modifiers else fitting)}
        for back in range(sentence.index + 1):
            people = [e for e in self._in(sentence.index - back) if e.mention.kind == "person" and e.mention.start < place and e.who.people]
            near = [e for e in people if e.who.people[0] in names]
            if near:
                return near[-1].who
        return Who()

    def _counterpart(self, sentence: Sentence, token: Token) -> Entry | None:
        """ "his Somali counterpart": that state, and its person mentioned before who has a post of the first rank."""
        modifiers = [self.entries.get((sentence.index, c.index)) for c in sentence.below(token.index)]
        below = (c for c in sentence.below(token.index, "nmod") if case_of(sentence, c.index) in ("from", "of"))
        named = (Who(states=self._whole(sentence, c).states) for c in below)
        states = merge((*(e.who for e in modifiers if e is not None and e.mention.kind == "state"), *named)).states
        alone = len(states) == 1 and token.text.lower() != "counterparts"
        for back in range(sentence.index + 1 if alone else 0):
            people = [e for e in self._in(sentence.index - back) if e.mention.kind == "person" and e.mention.start < token.start]
            fitting = [e for e in people if set(states) & set(e.who.states) and len(e.who.people) == 1]
            if fitting:
                return self._entry(sentence, token, "post", fitting[-1].who)
        return self._entry(sentence, token, "post", Who(states=states))

    def _definite(self, sentence: Sentence, token: Token, lower: str) -> Entry | None:
        words = phrases()
        if lower in words.media_nouns:
            return self._entry(sentence, token, "medium", self._before(sentence, token, "medium"))
        if lower in words.countries and not list(sentence.below(token.index, "nmod")):
            who = self._before(sentence, token, "state")
            return self._entry(sentence, token, "state", Who(states=who.states[:1]))
        if lower in words.ownerless and self.known.home and not self._owned(sentence, token):
            text = self.known.parse.text[token.start : token.end]
            return self._entry(sentence, token, "body", Who(states=self.known.home[:1], bodies=(text,)))
        return None

    def _owned(self, sentence: Sentence, token: Token) -> bool:
        return any(c.deprel.split(":")[0] in ("nmod", "amod", "compound") for c in sentence.below(token.index))

    def _before(self, sentence: Sentence, token: Token, kind: str) -> Who:
        for back in range(REACH):
            found = [e for e in self._in(sentence.index - back) if e.mention.kind == kind and e.mention.start < token.start]
            if found:
                return found[-1].who
        return Who()


def members_of(states: tuple[str, ...]) -> tuple[str, ...]:
    """The states, with groups that are no bodies of their own replaced by their members."""
    groups = world().groups
    return tuple(dict.fromkeys(s for state in states for s in (world().members[state] if state in groups else (state,))))


def genders(known: Known) -> Mapping[str, str]:
    """`m` or `f` by honorifics and titles, for the names where they tell."""
    found: dict[str, str] = {}
    lists = titles().words
    by_start = {n.start: n for line in known.marked for n in line.names}
    for name in by_start.values():
        sign = "f" if set(name.honorifics) & lists["women"] else "m" if set(name.honorifics) & lists["men"] else ""
        if sign:
            for person in known.people.values():
                if fold(name.text) in fold(person.name):
                    found.setdefault(person.name, sign)
    for title in known.titles:
        words = set(fold(title.post).split())
        sign = "f" if words & lists["women"] else "m" if words & lists["men"] else ""
        if sign:
            found.setdefault(known.people[title.person].name, sign)
    return found


def _inside(sentence: Sentence, mention: Mention) -> Iterator[Token]:
    return (t for t in sentence.tokens if t.start < mention.end and mention.start < t.end)


def _head_token(sentence: Sentence, marked: Marked, phrase: PostPhrase) -> int | None:
    words = marked.line.words
    return span_head(sentence, words[phrase.core].start, words[phrase.head].end)
