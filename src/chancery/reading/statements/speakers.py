"""Whom the source of a saying names: a person, a body, a state, an outlet, or someone only described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from chancery.codebook import phrases, world
from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene, case_of
from chancery.reading.served import context_of
from chancery.reading.statements.grammar import feat, subject
from chancery.reading.statements.lexicon import grammar, nouns, people, sources
from chancery.reading.statements.outlets import follows_medium_noun, is_medium_noun, outlet_in
from chancery.reading.statements.phrasing import is_definite, phrase, phrase_tokens

Kind = Literal["person", "body", "state", "anonymous"]
THINGS = frozenset(("it", "its"))
REACH = 4
"""How many sentences back a pronoun or "the official" may take up a speaker."""
AHEAD = 3
"""How many sentences on someone described may be named."""
FUNCTION = frozenset(("of", "for", "the", "and", "to"))
OWNERS = frozenset(("", "by", "from", "of"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the record names them."""

    name: str
    kind: Kind
    states: tuple[str, ...] = ()
    medium: bool = False
    document: bool = False
    """Whether the words are a paper's: a statement, a communique."""
    head: str = ""
    """Lemma of the head of the phrase."""
    plural: bool = False
    sentence: int = 0
    assumed: bool = False
    """Whether nothing in the phrase tells whom an unnamed speaker speaks for."""


def speaker_of(scene: Scene, sentence: int, token: int, past: tuple[Speaker, ...]) -> Speaker | None:
    """The speaker that the phrase headed by this token names; `past` are those before it, the last one last.

    None where the phrase cannot speak: a law, a poll, a thing.
    """
    parsed = scene.parse.sentences[sentence]
    head = parsed.tokens[token]
    recent = tuple(s for s in past if sentence - s.sentence <= REACH)
    found = _speaker(scene, parsed, head, recent)
    if found is None:
        return None
    own = head.lemma.lower()
    return replace(
        found, head=found.head if head.upos == "PRON" and found.head else own, plural=_is_plural(parsed, head), sentence=sentence
    )


def _speaker(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    who = scene.who(sentence.index, head.index)
    if _is_pronoun(head):
        return _pronoun(scene, sentence, head, who, recent)
    if named := _named_body(scene, sentence, head, recent) or _outlet(scene, sentence, head, who, recent):
        return named
    if head.lemma.lower() in nouns("document") and not who.people:
        return _issuer(scene, sentence, head, recent)
    if listed := _listed(scene, sentence, head):
        return _person(scene, listed)
    if not who.people and (beside := _in_apposition(scene, sentence, head)).people:
        found = _person(scene, beside)
        return found if found.states else replace(found, states=who.states or scene.owners(sentence.index, head.index).states)
    if who.people:
        return _same_post(scene, sentence, head, who, recent) or _person(scene, who)
    return _taken_up(scene, sentence, head, who, recent) or _described(scene, sentence, head, who, recent)


def _is_proper(head: Token) -> bool:
    """Whether the phrase is a name, rather than "the President" with a capital."""
    return head.upos == "PROPN" and head.lemma.lower() not in people()


def _is_pronoun(head: Token) -> bool:
    words = phrases()
    return head.upos == "PRON" and head.text.lower() in words.male | words.female | words.plural | THINGS


def _in_apposition(scene: Scene, sentence: Sentence, head: Token) -> Who:
    """Who is named beside a description: "her counterpart, Mika Lahti"."""
    beside = frozenset(i for t in sentence.below(head.index, "appos") for i in sentence.subtree(t.index))
    named = [m for m in scene.mentions_in(sentence.index) if m.kind == "person" and m.head in beside]
    return scene.alone(sentence.index, named[0].head) if named else Who()


def _same_post(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """For "the minister", the minister who spoke last, rather than one who was only named since."""
    last = recent[-1] if recent else None
    if last is None or last.kind != "person" or last.plural or _is_proper(head) or not is_definite(sentence, head):
        return None
    if (
        last.name in who.people
        or sentence.index - last.sentence > 2
        or any(sentence.below(head.index, "appos", "flat", "compound", "amod"))
    ):
        return None
    keys = {k for k, p in scene.people.items() if p.name == last.name}
    held = any(t.person in keys and head.lemma.lower() in t.post.lower().split() for t in scene.titles)
    return last if held else None


def _listed(scene: Scene, sentence: Sentence, head: Token) -> Who | None:
    """The people whom a plural phrase lists: "the two leaders - Anna Berg of Norway and Omar Saleh of Chad -"."""
    if _is_proper(head) or not _is_plural(sentence, head) or not any(sentence.below(head.index, "appos", "parataxis")):
        return None
    below = frozenset(sentence.subtree(head.index))
    named = [m for m in scene.mentions_in(sentence.index) if m.kind == "person" and m.head in below]
    people = tuple(dict.fromkeys(p for m in named for p in scene.alone(sentence.index, m.head).people))
    return Who(people=people) if len(people) > 1 else None


def _person(scene: Scene, who: Who) -> Speaker:
    return Speaker(joined(who.people), "person", states_of(scene, who.people) or who.states)


def states_of(scene: Scene, people: Iterable[str]) -> tuple[str, ...]:
    """The states that these people serve, each once, in order."""
    by_name = {person.name: person.states for person in scene.people.values()}
    return tuple(dict.fromkeys(state for name in people for state in by_name.get(name, ())))


def joined(names: tuple[str, ...]) -> str:
    """Names as one phrase: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _pronoun(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    word = head.text.lower()
    last = recent[-1] if recent else None
    many = word in phrases().plural
    if word in THINGS:
        found = next((s for s in reversed(recent) if s.kind in ("body", "state") or s.medium or s.document), None)
        return found or _thing(scene, sentence, who)
    if many:
        again = last is not None and last.plural and (last.kind == "anonymous" or not who.people or _is_next(last, sentence.index))
    else:
        again = last is not None and not last.plural and _is_again(scene, last, word, sentence.index)
    if again:
        return last
    if who.people:
        return _person(scene, who)
    if who:
        return Speaker(_name_of(scene, who), "state" if who.states and not who.bodies else "body", who.states)
    return last if last is not None and last.kind == "person" and not many else None


def _thing(scene: Scene, sentence: Sentence, who: Who) -> Speaker | None:
    """What "it" stands for, or the body or state that the sentence before is about."""
    if who.people:
        return None
    if not who and sentence.index:
        before = scene.parse.sentences[sentence.index - 1]
        subjects = before.below(before.root.index, "nsubj")
        who = next((w for t in subjects if (w := scene.who(before.index, t.index)) and not w.people), who)
    return Speaker(_name_of(scene, who), "state" if who.states and not who.bodies else "body", who.states) if who else None


def _is_again(scene: Scene, last: Speaker, word: str, sentence: int) -> bool:
    """Whether "he" or "she" is the one who spoke last: someone unnamed whom it fits, or a person whose speech is next to this."""
    if last.kind == "anonymous":
        return _fits(last, word)
    return last.kind == "person" and _is_next(last, sentence) and word not in _pronouns_against(scene, last.name)


def _pronouns_against(scene: Scene, name: str) -> frozenset[str]:
    """The pronouns of the other sex than those that the report uses for this person, where it uses any of one sex alone."""
    words = phrases()
    used = {m.text.lower() for m in scene.mentions if m.kind == "person" and name in scene.alone(m.sentence, m.head).people}
    he, she = used & words.male, used & words.female
    if he and not she:
        return words.female
    return words.male if she and not he else frozenset()


def _is_next(speaker: Speaker, sentence: int) -> bool:
    return sentence - speaker.sentence <= 1


def _fits(speaker: Speaker, word: str) -> bool:
    """Whether "he" or "she" may take up an unnamed speaker."""
    if speaker.head not in people():
        return False
    if speaker.head.endswith("woman"):
        return word in phrases().female
    return word in phrases().male if speaker.head.endswith("man") else word in phrases().male | phrases().female


def _name_of(scene: Scene, who: Who) -> str:
    if who.bodies:
        return joined(who.bodies)
    return joined(tuple(_state_name(scene, code) for code in who.states))


def _state_name(scene: Scene, code: str) -> str:
    named = next((m.text for m in scene.mentions if m.kind in ("state", "body") and m.entity == code), code)
    return named if code in world().territories else code


def _named_body(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    """ "The agency" for the body so called that was named last: "the Atomic Energy Agency"."""
    lemma = head.lemma.lower()
    if head.upos != "NOUN" or lemma not in nouns("institution") | nouns("medium") or not is_definite(sentence, head):
        return None
    if any(sentence.below(head.index, "nmod", "compound", "amod", "appos")) or any(s.head == lemma for s in recent):
        return None
    bodies = (m for m in reversed(scene.mentions) if m.kind == "body" and m.end <= head.start)
    called = [m for m in bodies if lemma in m.text.lower().split()]
    near = set(recent[-1].states) if recent else set()
    same = next((m for m in called if near & set(scene.alone(m.sentence, m.head).states)), next(iter(called), None))
    return None if same is None else Speaker(same.text, "body", scene.alone(same.sentence, same.head).states)


def _outlet(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """A named outlet, or "the newspaper" for the one named last."""
    named = outlet_in(scene, sentence, head.index) if head.upos == "PROPN" or is_medium_noun(head) else None
    if named is not None and (not who.people or is_medium_noun(head)):
        return Speaker(named.name, "body", (named.state,) if named.state else who.states, medium=True)
    if head.upos == "PROPN" and follows_medium_noun(sentence, head):
        return Speaker(scene.parse.text[head.start : head.end], "body", (), medium=True)
    if not is_medium_noun(head):
        return None
    owners = scene.owners(sentence.index, head.index)
    last = next((s for s in reversed(recent) if s.medium), None)
    if last is not None and is_definite(sentence, head) and not owners.states:
        return last
    name = phrase(scene, sentence, head, bare=True) if owners.states else next(iter(who.bodies), phrase(scene, sentence, head, bare=True))
    return Speaker(name, "body", owners.states or who.states, medium=True)


def _issuer(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    """Who issued a statement: its owner, who gave it, else the issuer of the one named last, else the group that spoke last."""
    for token in _issuers(sentence, head):
        if token.lemma.lower() not in nouns("document") and (found := _speaker(scene, sentence, token, recent)):
            return replace(found, document=True)
    if feat(head, "Number") == "Plur" and not is_definite(sentence, head):
        return Speaker(phrase(scene, sentence, head), "anonymous")
    last = next((s for s in reversed(recent) if s.document), None) or next(
        (s for s in reversed(recent) if s.kind in ("body", "state")), None
    )
    if last is not None:
        return replace(last, document=True)
    if recent and recent[-1].states:
        states = recent[-1].states
        return Speaker(joined(tuple(_state_name(scene, code) for code in states)), "state", states, document=True)
    return None


def _issuers(sentence: Sentence, head: Token) -> list[Token]:
    found = [
        t
        for t in sentence.below(head.index, "nmod", "compound", "amod", "obl")
        if t.deprel == "nmod:poss" or case_of(sentence, t.index) in OWNERS
    ]
    for verb in (t for t in sentence.below(head.index, "acl") if t.lemma.lower() in nouns("issuing")):
        found += [t for t in sentence.below(verb.index, "obl") if case_of(sentence, t.index) in ("by", "from")]
    if head.deprel in ("obj", "obl") and (giver := subject(sentence, head.head)) not in (None, head.index):
        found.append(sentence.tokens[giver or 0])
    return found


def _taken_up(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """ "the source", "the ministry": the speaker of that description before; "the former envoy": the one person who spoke last."""
    if not is_definite(sentence, head) or _is_proper(head):
        return None
    lemma = head.lemma.lower()
    owned = any(sentence.below(head.index, "nmod", "compound"))
    same = (s for s in reversed(recent) if s.kind != "person" and (s.head == lemma or lemma in s.name.lower().split()))
    if not owned and (found := next(same, None)) is not None:
        return found
    last = recent[-1] if recent else None
    states = who.states or scene.owners(sentence.index, head.index).states
    if last is None or last.kind != "person" or last.plural or lemma not in people() or _is_plural(sentence, head):
        return None
    return last if not states or set(states) & set(last.states) else None


def _described(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    lemma = head.lemma.lower()
    if _is_proper(head) or (who.bodies and not who.described and lemma not in people()):
        found = _body(scene, sentence, head, who) if who or _is_name(scene, head) or lemma in sources() else None
        near = found is not None and not found.states and recent and _is_next(recent[-1], sentence.index) and lemma in nouns("institution")
        return replace(found, states=recent[-1].states) if found is not None and near else found
    if lemma not in phrases().representatives | sources() and not who.described:
        return Speaker(phrase(scene, sentence, head, bare=True), "state", who.states) if who.states else None
    loose = lemma in nouns("unnamed") and not is_definite(sentence, head)
    states = () if loose else who.states
    states = states or scene.owners(sentence.index, head.index).states or _states_within(scene, sentence, head)
    body = lemma in nouns("institution")
    if not states and body and recent and _is_next(recent[-1], sentence.index):
        states = recent[-1].states
    if len(states) > 1 and head.text.lower() in phrases().pairs and lemma in nouns("institution"):
        return Speaker(joined(tuple(_state_name(scene, code) for code in states)), "state", states)
    if not body and (named := _by_post(scene, sentence, head, states) or _named_later(scene, sentence, head)):
        return named
    if not body and (named := _by_state(scene, sentence, head, states) or _pair(scene, sentence, head)):
        return named
    home = () if states else _at_home(scene, sentence, head)
    return Speaker(phrase(scene, sentence, head, bare=body), "body" if body else "anonymous", states or home, assumed=not states)


def _body(scene: Scene, sentence: Sentence, head: Token, who: Who) -> Speaker:
    """A body or state by name, with those joined to it."""
    heads = [head, *(t for t in sentence.below(head.index, "conj") if t.upos in ("PROPN", "NOUN"))]
    kind: Kind = "state" if who.states and not who.bodies and head.lemma.lower() not in sources() else "body"
    name = joined(tuple(phrase(scene, sentence, t, bare=True) for t in heads))
    states = who.states or _organization(name)
    within = _states_within(scene, sentence, head) or _at_home(scene, sentence, head) if kind == "body" and not states else ()
    return Speaker(name, kind, states or within)


def _organization(name: str) -> tuple[str, ...]:
    """The short name of an organization written otherwise ("Asean")."""
    return (name.upper(),) if any(o.key == name.upper() for o in world().organizations) else ()


def _states_within(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """The one state that those named within the phrase stand for: "sources close to the prime minister"."""
    within = [i for i in phrase_tokens(sentence, head) if i != head.index]
    found = {state for i in within for state in scene.alone(sentence.index, i).states}
    if not found and head.lemma.lower() in nouns("institution") | nouns("official"):
        places = (scene.mention_at(sentence.index, i) for i in within)
        found = {m.entity for m in places if m is not None and m.kind == "place" and m.entity in world().territories}
    return tuple(found) if len(found) == 1 else ()


def _at_home(scene: Scene, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Officials and ministries of no named state are of the state that the report is written from."""
    words = {head.lemma.lower(), *(t.lemma.lower() for t in sentence.below(head.index, "compound", "nmod", "amod"))}
    home = context_of(scene.report, ()).home
    return home[-1:] if words & phrases().representatives and not words & grammar("abroad") and home else ()


def _by_post(scene: Scene, sentence: Sentence, head: Token, states: tuple[str, ...]) -> Speaker | None:
    """The one person whom the report gives this post: "Iraq's foreign minister" for someone named elsewhere."""
    if _is_plural(sentence, head) or any(t.text.lower() in ("a", "an") for t in sentence.below(head.index, "det")):
        return None
    told = {head.lemma.lower(), *(t.lemma.lower() for t in sentence.below(head.index, "compound", "amod"))}
    held = [
        t
        for t in scene.titles
        if head.lemma.lower() in t.post.lower().split()
        and set(t.post.lower().split()) - FUNCTION <= told
        and (not states or t.state in states)
    ]
    people = {t.person for t in held}
    return _person(scene, Who(people=(scene.people[held[0].person].name,))) if len(people) == 1 else None


def _by_state(scene: Scene, sentence: Sentence, head: Token, states: tuple[str, ...]) -> Speaker | None:
    """ "The Peruvian leader" for the one Peruvian named so far; not for officials and the like, whom reports leave unnamed."""
    owned = is_definite(sentence, head) or any(sentence.below(head.index, "nmod"))
    if len(states) != 1 or not owned or _is_plural(sentence, head) or head.lemma.lower() in nouns("unnamed"):
        return None
    named = {p for m in scene.mentions if m.kind == "person" and m.end <= head.start for p in scene.alone(m.sentence, m.head).people}
    fitting = [p.name for p in scene.people.values() if p.name in named and p.states == states]
    return Speaker(fitting[0], "person", states) if len(fitting) == 1 else None


def _pair(scene: Scene, sentence: Sentence, head: Token) -> Speaker | None:
    """ "Both ministers", "the two leaders" for the two people whom the report has named so far."""
    lemma = head.text.lower()
    counted = any(t.text.lower() in ("both", "two", "the") for t in sentence.below(head.index, "det", "nummod"))
    if lemma not in phrases().pairs or not counted or any(sentence.below(head.index, "nmod", "compound", "amod")):
        return None
    before = [m for m in scene.mentions if m.kind == "person" and m.end <= head.start]
    people = tuple(dict.fromkeys(p for m in before for p in scene.alone(m.sentence, m.head).people))
    return _person(scene, Who(people=people)) if len(people) == 2 else None


def _named_later(scene: Scene, sentence: Sentence, head: Token) -> Speaker | None:
    """ "a spokesman", whom one of the next sentences names: "the spokesman, Gary Lund"."""
    if _is_plural(sentence, head) or not any(t.text.lower() in ("a", "an") for t in sentence.below(head.index, "det")):
        return None
    for later in scene.parse.sentences[sentence.index + 1 : sentence.index + 1 + AHEAD]:
        for token in later.tokens:
            if token.lemma.lower() == head.lemma.lower() and is_definite(later, token) and any(later.below(token.index, "appos")):
                who = scene.who(later.index, token.index)
                return _person(scene, who) if len(who.people) == 1 else None
    return None


def _is_name(scene: Scene, head: Token) -> bool:
    return any(e.start <= head.start < e.end and e.label in ("PERSON", "ORG", "STATE", "NORP") for e in scene.parse.entities)


def _is_plural(sentence: Sentence, head: Token) -> bool:
    return feat(head, "Number") == "Plur" or any(sentence.below(head.index, "conj"))
