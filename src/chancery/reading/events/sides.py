"""Who takes part: both sides of a meeting, those who act and those to whom it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chancery.codebook import of_its_day, phrases, world
from chancery.model import EventType, Sentence, Who
from chancery.reading.cues import is_negated
from chancery.reading.events.levels import level_in_words
from chancery.reading.events.lexicon import Trigger
from chancery.reading.events.parties import all_parties, first_party, party
from chancery.reading.events.roles import refs
from chancery.reading.events.syntax import by_case, first, is_passive, lemma
from chancery.reading.events.where import here, site_before
from chancery.reading.scene import Scene, merge

DEFINITE = frozenset(("the", "this", "these", "that", "those", "their", "its", "his", "her", "both"))
LEAST = 2
"""Places in which each of the two states that a report is about is named at least."""
SHARE = 0.25
"""How often the second of them is named, as a share of the first."""
SIDED = {"bilateral": 2, "trilateral": 3, "tripartite": 3}
"""Words for how many states meet."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who takes part, as far as the words say."""

    actor: Who
    recipient: Who
    anaphoric: bool = False
    """Whether the words point back to an event named before."""
    weak: bool = False
    """Whether the words name too little to be sure that this is an event between states."""


def main_pair(scene: Scene) -> tuple[str, ...]:
    """The two states that a report is about: named in most of the places where it names states; empty where it is about one or many."""
    counts = Counter(state for who in scene.stands.values() for state in who.states if len(who.states) == 1)
    (first_state, most), (second_state, more), (_, next_most) = [*counts.most_common(3), *((("", 0),) * 3)][:3]
    clear = more >= LEAST and more >= SHARE * most and more > next_most
    return (first_state, second_state) if clear else ()


def told_of_all(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, actor: Who) -> bool:
    """Whether the subject is a group that the report has named before: "the leaders", "both ministers", "they"."""
    if actor or trigger.pos == "noun":
        return False
    for ref in refs(sentence, token, "subject"):
        word = sentence.tokens[ref.token]
        if word.text.lower() == "they" or (word.text.lower() in phrases().pairs and is_definite(sentence, ref.token)):
            return True
    return False


def meets_officials(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, recipient: Who) -> bool:
    """Whether the other side is officials whose state the words do not tell."""
    if recipient.states or recipient.people:
        return False
    found = (ref for slot in trigger.recipient for ref in refs(sentence, token, slot))
    return any(
        "Number=Plur" in sentence.tokens[r.token].feats and lemma(sentence.tokens[r.token]) in phrases().representatives for r in found
    )


def consulting(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> Sides | None:
    """Those who meet, and whether the words only point back; None where it cannot be a meeting."""
    site = site_before(scene, sentence, token) if trigger.pos == "noun" else None
    actor = all_parties(scene, sentence, token, trigger.actor, besides=site)
    recipient = all_parties(
        scene, sentence, token, trigger.recipient, owned=trigger.pos == "noun" or bool(trigger.destination), besides=site
    )
    both = merge((actor, recipient))
    goes = bool(trigger.destination)
    if goes and trigger.elaborates and not _aims_somewhere(sentence, token, trigger):
        open_aim = trigger.pos != "verb" or lemma(sentence.tokens[token]) in (*trigger.aimless, *trigger.inbound)
        return Sides(actor, recipient, weak=True) if open_aim else None
    if goes and trigger.elaborates and trigger.pos == "verb" and not _aims_at_place(scene, sentence, token, trigger):
        return None
    if trigger.pos == "noun" and _is_no_meeting(scene, sentence, token, trigger):
        return None
    if goes and (actor or trigger.pos == "noun"):
        recipient = merge((recipient, Who(states=_lands(scene, sentence, token, trigger))))
        both = merge((actor, recipient))
    if trigger.only_officials and not (actor.states or actor.people):
        return Sides(actor, recipient, weak=True)
    if (trigger.pos == "place" or trigger.only_people) and not actor.people:
        return None
    word = sentence.tokens[token]
    if trigger.elaborates and word.deprel == "acl" and lemma(sentence.tokens[word.head]) in phrases().delegations:
        return None
    if goes and trigger.elaborates and trigger.actor == ("subject",) and trigger.pos == "verb" and is_passive(sentence, token):
        return None
    if trigger.third and word.deprel == "acl" and lemma(sentence.tokens[word.head]) in trigger.object:
        return None
    if trigger.needs == "two" and not recipient and len(both.states) < 2 and not told_of_all(scene, sentence, token, trigger, actor):
        return None
    if goes and trigger.pos == "verb" and not actor.people and not _is_traveller(scene, sentence, token, trigger):
        return None
    if trigger.mode == "letter" and trigger.pos == "noun" and not (actor and recipient):
        return None
    if trigger.pos == "noun" and both and _is_pointed_at(sentence, token):
        return Sides(actor, recipient, anaphoric=True)
    if len(both.states) >= 2 or _is_own_gathering(trigger, both):
        return Sides(actor, recipient)
    if goes and actor.people and not (actor.states and recipient.states) and refs_any(sentence, token, trigger.destination):
        return Sides(actor, recipient)
    if len(both.people) >= 2 and both.states and _strangers(scene, both):
        return Sides(actor, recipient)
    if told_of_all(scene, sentence, token, trigger, actor):
        return Sides(actor, recipient, anaphoric=True)
    points_back = trigger.elaborates or (trigger.pos == "noun" and is_definite(sentence, token))
    if not points_back and trigger.pos == "verb" and (actor.people or actor.states):
        points_back = bool(both.states)
    if not both and trigger.pos == "noun" and trigger.mode == "meet" and is_clausal(sentence, token):
        return Sides(actor, recipient, anaphoric=True)
    points_back = points_back or bool(implied(sentence, token, EventType.CONSULT, trigger, both))
    sure = points_back and bool(both or trigger.pos == "noun")
    return Sides(actor, recipient, anaphoric=sure, weak=not sure)


def _is_traveller(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether those who go are officials, not a state, a ship or tourists."""
    gone = [sentence.tokens[ref.token] for slot in trigger.actor for ref in refs(sentence, token, slot)]
    if any(word.upos == "PRON" or lemma(word) in phrases().travellers for word in gone):
        return True
    within = (scene.mention_at(sentence.index, t.index) for word in gone for t in sentence.below(word.index, "appos", "nmod", "flat"))
    return any(mention is not None and mention.kind in ("person", "post") for mention in within)


def _aims_somewhere(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether a verb of motion says where to."""
    if ends_here(sentence, token, trigger):
        return True
    here_or_there = any(t.text.lower() in ("here", "there", "home") for t in sentence.below(token, "advmod"))
    return here_or_there or any(refs(sentence, token, slot) for slot in trigger.destination)


def _aims_at_place(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether what it goes to is a place, a state or a meeting: "came to Oslo", not "came to power"."""
    aims = [ref.token for slot in trigger.destination for ref in refs(sentence, token, slot)]
    return not aims or any(_is_place(scene, sentence, aim) for aim in aims)


def _is_place(scene: Scene, sentence: Sentence, token: int) -> bool:
    word = sentence.tokens[token]
    if word.upos in ("PROPN", "PRON") or scene.who(sentence.index, token) or scene.mention_at(sentence.index, token) is not None:
        return True
    return lemma(word) in phrases().countries or lemma(word) in phrases().aims


def _is_no_meeting(scene: Scene, sentence: Sentence, noun: int, trigger: Trigger) -> bool:
    """ "the General Assembly", a body that acts; "a round of appointments"."""
    word = sentence.tokens[noun]
    if lemma(word) == "assembly" and word.text[:1].isupper():
        mention = scene.mention_at(sentence.index, noun)
        return mention is not None and mention.kind == "body"
    told = [lemma(sentence.tokens[i]) for i in by_case(sentence, noun, "of")] if lemma(word) == "round" else []
    return bool(told) and not any(of in trigger.words for of in told) and not scene.owners(sentence.index, noun)


def is_clausal(sentence: Sentence, noun: int) -> bool:
    """Whether the noun is what its clause is about, its subject or object."""
    return sentence.tokens[noun].deprel.split(":")[0] in ("nsubj", "obj", "root")


def _strangers(scene: Scene, who: Who) -> bool:
    """Whether somebody of unknown state is among them, who may well serve another."""
    return any(person.name in who.people and not person.states for person in scene.people.values())


def refs_any(sentence: Sentence, token: int, slots: tuple[str, ...]) -> bool:
    """Whether any of the places is filled by a proper name."""
    return any(sentence.tokens[ref.token].upos == "PROPN" for slot in slots for ref in refs(sentence, token, slot))


def _is_own_gathering(trigger: Trigger, who: Who) -> bool:
    """A summit or conference of one organization: its members meet."""
    return (
        trigger.mode == "meet"
        and not trigger.elaborates
        and len(who.states) == 1
        and not who.people
        and not (len(who.states[0]) == 3 and who.states[0] in world().territories)
    )


def _is_pointed_at(sentence: Sentence, noun: int) -> bool:
    """ "This is his first visit to Cairo"."""
    subject = first(sentence, noun, "nsubj")
    return subject is not None and subject.text.lower() in ("this", "it", "that") and first(sentence, noun, "cop") is not None


def implied(sentence: Sentence, token: int, kind: EventType, trigger: Trigger, who: Who) -> int:
    """How many states meet where the words name fewer: two in a bilateral summit or a foreign ministers' meeting, else 0."""
    if kind is not EventType.CONSULT or trigger.pos != "noun" or trigger.mode != "meet":
        return 0
    near = {lemma(t) for t in sentence.below(token, "amod", "compound")}
    count = next((n for word, n in SIDED.items() if word in near), 0)
    if not count and not who and level_in_words(sentence, token):
        count = 2
    return count if len(who.states) < count else 0


def is_definite(sentence: Sentence, noun: int) -> bool:
    """Whether the noun points to something known: "the talks", "their meeting"."""
    determiner = first(sentence, noun, "det", "nmod:poss")
    return determiner is not None and determiner.text.lower() in DEFINITE


def ends_here(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether a word of coming names no aim, so that it ends where the report is written."""
    return lemma(sentence.tokens[token]) in trigger.inbound and not any(refs(sentence, token, slot) for slot in trigger.destination)


def _lands(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> tuple[str, ...]:
    """The states of the cities that somebody goes to."""
    found: dict[str, None] = {}
    if any(t.text.lower() == "here" for t in sentence.below(token, "advmod")) and (state := here(scene)[1]):
        found[state] = None
    for slot in trigger.destination:
        for ref in refs(sentence, token, slot):
            words = sentence.subtree(ref.token)
            text = scene.report.text[sentence.tokens[words[0]].start : sentence.tokens[words[-1]].end]
            for hit in world().names.find(text):
                if hit.named[0].kind in ("state", "capital", "city", "palace"):
                    found.setdefault(of_its_day(hit.named[0].key, scene.report.published or ""))
    if not found and ends_here(sentence, token, trigger) and (state := here(scene)[1]):
        found[state] = None
    return tuple(found)


def _of_site(scene: Scene, sentence: Sentence, token: int) -> tuple[str, ...]:
    """The state in which a crowd is: that of the city named, else that of the dateline."""
    kinds = ("state", "capital", "city")
    named = (n[0] for name in scene.place_of(sentence.index, token) if (n := world().names.get(name)) and n[0].kind in kinds)
    state = next((n.key for n in named), here(scene)[1])
    return (state,) if state else ()


def directed(scene: Scene, sentence: Sentence, token: int, trigger: Trigger) -> Sides:
    """Who does it to whom; weak where the entry needs more than the sentence names."""
    actor = all_parties(scene, sentence, token, trigger.actor)
    if not actor.states and "site" in trigger.actor:
        actor = Who(states=_of_site(scene, sentence, token), people=actor.people)
    together = trigger.mutual and trigger.needs == "actor" and len(actor.states) >= 2
    recipient = Who() if together or not trigger.recipient else first_party(scene, sentence, token, trigger.recipient, actor)
    if not recipient.states and not trigger.mutual and (other := _contradicting(scene, sentence, token, trigger, actor)):
        actor, recipient = Who(people=tuple(p for p in actor.people if p not in other.people)), other
    recipient = merge((recipient, Who(people=_done_to(scene, sentence, token, trigger, actor))))
    count = len(merge((actor, recipient)).states)
    if trigger.needs == "any" and not actor.states:
        actor, recipient = recipient, Who()
    if told_of_all(scene, sentence, token, trigger, actor):
        return Sides(actor, recipient, anaphoric=True)
    if not count and trigger.separate and _is_signed(sentence, token, trigger):
        return Sides(Who(people=recipient.people), Who(), anaphoric=True)
    if not actor.states and recipient.states and trigger.context and trigger.pos == "verb" and trigger.needs == "both":
        return Sides(actor, recipient, anaphoric=True)
    if not actor.states and not (trigger.needs == "any" and count):
        return _back_or_weak(actor, recipient, _points_back(sentence, token, trigger))
    match trigger.needs:
        case "both" if recipient.states or (trigger.mutual and count >= 2):
            return Sides(actor, recipient)
        case "both":
            return _back_or_weak(actor, recipient, trigger.context)
        case "two" if count >= 2:
            return Sides(actor, recipient)
        case "two":
            return _back_or_weak(actor, recipient, _points_back(sentence, token, trigger))
        case _:
            single = _is_state(scene, sentence, token) or any(s not in world().territories for s in actor.states)
            return Sides(actor, recipient, weak=not (count >= 2 or single))


def _contradicting(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, actor: Who) -> Who:
    """The addressees where they are named outright and are those whom somebody, by a mere guess, was taken to act for."""
    if not actor.states or any(_names_state(scene, sentence, ref.token) for slot in trigger.actor for ref in refs(sentence, token, slot)):
        return Who()
    for slot in trigger.recipient:
        if slot.startswith("clause") or slot.endswith(".site"):
            continue
        found = merge(party(scene, sentence, ref, True) for ref in refs(sentence, token, slot) if _names_state(scene, sentence, ref.token))
        if found.states:
            return found if set(found.states) <= set(actor.states) else Who()
    return Who()


def _names_state(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether the phrase names a state, its capital or its people."""
    mentions = (scene.mention_at(sentence.index, index) for index in sentence.subtree(token))
    return any(mention is not None and mention.kind in ("state", "place") for mention in mentions)


def _back_or_weak(actor: Who, recipient: Who, points_back: bool) -> Sides:
    return Sides(actor, recipient, anaphoric=points_back, weak=not points_back)


def _done_to(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, actor: Who) -> tuple[str, ...]:
    """The people that the object names: the envoy who is recalled, the man who is arrested."""
    if trigger.pos != "verb":
        return ()
    named = (p for ref in refs(sentence, token, "object") if not ref.owner for p in party(scene, sentence, ref, False).people)
    return tuple(p for p in named if p not in actor.people)


def _is_signed(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """ "a memorandum was signed": an agreement made by those whom the report is about."""
    if trigger.pos != "verb" or not trigger.object or not is_passive(sentence, token):
        return False
    return not any(is_negated(sentence, ref.token) for ref in refs(sentence, token, "object"))


def _is_state(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether the subject is a state itself rather than somebody in it."""
    return any(
        (mention := scene.mention_at(sentence.index, ref.token)) is not None and mention.kind in ("state", "place", "body")
        for slot in ("subject", "possessor", "by")
        for ref in refs(sentence, token, slot)
    )


def _points_back(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    return trigger.pos == "noun" and trigger.separate and is_definite(sentence, token)
