"""Whom the source of a saying names: a person, a body, a state, an outlet, or someone only described."""

from __future__ import annotations

from dataclasses import replace

from chancery.codebook import phrases
from chancery.model import Sentence, Token, Who
from chancery.reading.scene import Scene, case_of
from chancery.reading.statements.described import by_post, described, may_sit, seat_of
from chancery.reading.statements.grammar import feat, subject
from chancery.reading.statements.introduced import introduced
from chancery.reading.statements.lexicon import grammar, nouns, people
from chancery.reading.statements.outlets import follows_medium_noun, is_medium_noun, outlet_in
from chancery.reading.statements.phrasing import is_definite, phrase
from chancery.reading.statements.speaker import Speaker, is_next, is_plural, is_proper, joined, person_of, state_name

REACH = 4
"""How many sentences back a pronoun or "the official" may take up a speaker."""


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
    return replace(found, head=found.head if head.upos == "PRON" and found.head else own, plural=is_plural(parsed, head), sentence=sentence)


def _speaker(scene: Scene, sentence: Sentence, head: Token, recent: tuple[Speaker, ...]) -> Speaker | None:
    who = scene.who(sentence.index, head.index)
    if _is_pronoun(head):
        return _pronoun(scene, sentence, head, who, recent)
    if named := _named_body(scene, sentence, head, recent) or _outlet(scene, sentence, head, who, recent):
        return named
    if head.lemma.lower() in nouns("document") and not who.people:
        return _issuer(scene, sentence, head, recent)
    if listed := _listed(scene, sentence, head):
        return person_of(scene, listed)
    if not is_proper(head) and (beside := _in_apposition(scene, sentence, head)).people:
        found = person_of(scene, beside)
        return found if found.states else replace(found, states=who.states or scene.owners(sentence.index, head.index).states)
    if not is_proper(head) and (called := introduced(scene, sentence, head)):
        return person_of(scene, called)
    if who.people:
        return _same_post(scene, sentence, head, who, recent) or person_of(scene, who)
    if is_definite(sentence, head) and (held := by_post(scene, sentence, head, who.states)):
        return held
    return _taken_up(scene, sentence, head, who, recent) or described(scene, sentence, head, who, recent)


def _is_pronoun(head: Token) -> bool:
    words = phrases()
    return head.upos == "PRON" and head.text.lower() in words.male | words.female | words.plural | grammar("things")


def _in_apposition(scene: Scene, sentence: Sentence, head: Token) -> Who:
    """Who is named beside a description: "her counterpart, Mika Lahti"."""
    beside = frozenset(i for t in sentence.below(head.index, "appos") for i in sentence.subtree(t.index))
    named = [m for m in scene.mentions_in(sentence.index) if m.kind == "person" and m.head in beside]
    return scene.alone(sentence.index, named[0].head) if named else Who()


def _same_post(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """For "the minister", the minister who spoke last, rather than one who was only named since."""
    last = recent[-1] if recent else None
    if last is None or last.kind != "person" or last.plural or is_proper(head) or not is_definite(sentence, head):
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
    if is_proper(head) or not is_plural(sentence, head) or not any(sentence.below(head.index, "appos", "parataxis")):
        return None
    below = frozenset(sentence.subtree(head.index))
    named = [m for m in scene.mentions_in(sentence.index) if m.kind == "person" and m.head in below]
    people = tuple(dict.fromkeys(p for m in named for p in scene.alone(sentence.index, m.head).people))
    return Who(people=people) if len(people) > 1 else None


def _pronoun(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    word = head.text.lower()
    last = recent[-1] if recent else None
    many = word in phrases().plural
    if word in grammar("things"):
        found = next((s for s in reversed(recent) if s.kind in ("body", "state") or s.medium or s.document), None)
        return found or _thing(scene, sentence, who)
    if many:
        again = last is not None and last.plural and (last.kind == "anonymous" or not who.people or is_next(last, sentence.index))
    else:
        again = last is not None and not last.plural and _is_again(scene, last, word, sentence.index)
    if again:
        return last
    if who.people:
        return person_of(scene, who)
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
    return last.kind == "person" and is_next(last, sentence) and word not in _pronouns_against(scene, last.name)


def _pronouns_against(scene: Scene, name: str) -> frozenset[str]:
    """The pronouns of the other sex than those that the report uses for this person, where it uses any of one sex alone."""
    words = phrases()
    used = {m.text.lower() for m in scene.mentions if m.kind == "person" and name in scene.alone(m.sentence, m.head).people}
    he, she = used & words.male, used & words.female
    if he and not she:
        return words.female
    return words.male if she and not he else frozenset()


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
    return joined(tuple(state_name(scene, code) for code in who.states))


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
            here = found.states or (seat_of(scene, sentence, head) if may_sit(sentence, token) else ())
            return replace(found, document=True, states=here)
    if feat(head, "Number") == "Plur" and not is_definite(sentence, head):
        return Speaker(phrase(scene, sentence, head), "anonymous")
    last = next((s for s in reversed(recent) if s.document), None) or next(
        (s for s in reversed(recent) if s.kind in ("body", "state")), None
    )
    if last is not None:
        return replace(last, document=True)
    if recent and recent[-1].states:
        states = recent[-1].states
        return Speaker(joined(tuple(state_name(scene, code) for code in states)), "state", states, document=True)
    return Speaker(phrase(scene, sentence, head, bare=True), "body", document=True)


def _issuers(sentence: Sentence, head: Token) -> list[Token]:
    found = [
        t
        for t in sentence.below(head.index, "nmod", "compound", "amod", "obl")
        if t.deprel == "nmod:poss" or case_of(sentence, t.index) in grammar("issuers")
    ]
    for verb in (t for t in sentence.below(head.index, "acl") if t.lemma.lower() in nouns("issuing")):
        found += [t for t in sentence.below(verb.index, "obl") if case_of(sentence, t.index) in grammar("issuers")]
    if head.deprel in ("obj", "obl") and (giver := subject(sentence, head.head)) not in (None, head.index):
        found.append(sentence.tokens[giver or 0])
    return found


def _taken_up(scene: Scene, sentence: Sentence, head: Token, who: Who, recent: tuple[Speaker, ...]) -> Speaker | None:
    """ "the source", "the ministry": the speaker of that description before; "the former envoy": the one person who spoke last."""
    if not is_definite(sentence, head) or is_proper(head):
        return None
    lemma = head.lemma.lower()
    owned = any(sentence.below(head.index, "nmod", "compound"))
    same = (s for s in reversed(recent) if s.kind != "person" and (s.head == lemma or lemma in s.name.lower().split()))
    if not owned and (found := next(same, None)) is not None:
        return found
    last = recent[-1] if recent else None
    states = who.states or scene.owners(sentence.index, head.index).states
    if last is None or last.kind != "person" or last.plural or lemma not in people() or is_plural(sentence, head):
        return None
    return last if not states or set(states) & set(last.states) else None
