"""Each place where a report names an event, with what that place says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chancery.codebook import phrases
from chancery.model import Cue, EventStatus, EventType, Level, Sentence, Who
from chancery.reading.cues import is_negated, status_of
from chancery.reading.events.clauses import object_is_negated
from chancery.reading.events.levels import level_in_carrier, level_in_subject, level_in_words, level_of_sides
from chancery.reading.events.lexicon import Trigger, named_by, views
from chancery.reading.events.modes import mode_of
from chancery.reading.events.roles import PARTS, fits, refs
from chancery.reading.events.sides import consulting, directed, implied, is_definite, meets_officials, told_of_all
from chancery.reading.events.syntax import by_case, complement, first, lemma, patient, relation
from chancery.reading.events.when import happens, just_now, long_ago, settle
from chancery.reading.events.where import held_at
from chancery.reading.scene import Scene, case_of, merge

SPEECH = frozenset((EventType.REQUEST, EventType.AGREE, EventType.REJECT, EventType.THREATEN))
"""Types whose complement tells what is asked, promised or threatened, not what was done."""
DECISIONS = frozenset(("decision", "move", "plan", "vote", "intention", "commitment", "agreement", "threat"))
"""Nouns whose infinitive is an act and no mere aim."""
TOPICS = frozenset(("on", "under", "of", "about", "over", "regarding", "concerning"))
GROUNDS = {EventType.REQUEST: frozenset(("at", "upon", "on")), EventType.AGREE: TOPICS, EventType.AID: TOPICS, EventType.COOPERATE: TOPICS}
CONSULTED = frozenset(("talk", "meeting", "summit"))
"""Objects that are events of their own: whoever cancels talks acts, and the talks are cancelled."""
TRIES = frozenset(("try", "seek", "attempt", "hope", "want", "aim", "help", "need", "struggle", "wish"))
"""Verbs whose infinitive is aimed at, not done."""
SAID = frozenset((*SPEECH, EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE))
"""Types of what is done by words."""
ADDRESSING = frozenset((EventType.REQUEST, EventType.AGREE, EventType.THREATEN))
"""Types of which the object is whom the words address."""
BEGINNINGS = frozenset(("begin", "start", "open", "launch", "kick", "commence"))
EXERCISES = frozenset(("joint exercise", "one-sided exercise"))
"""Entries of what goes on for days once begun."""
FRESH = 3
"""Days after its beginning in which a meeting that nobody says is over goes on."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an event."""

    sentence: int
    token: int
    kind: EventType
    trigger: Trigger
    mode: str
    actor: Who
    recipient: Who
    level: Level | None
    date: str
    place: tuple[str, ...]
    sidelines: str
    status: EventStatus
    cue: Cue | None
    anaphoric: bool
    """Whether it points back to an event named before rather than naming its parties."""
    definite: bool = False
    """Whether its noun is definite, so that it may be one named before."""
    plural: bool = False
    """Whether it speaks of several meetings at once."""
    serial: bool = False
    """Whether it is told as one of a series: "the first round", "the next meeting"."""
    group: bool = False
    """Whether those who act are named as a group only: "the leaders agreed"."""
    hosted: bool = False
    """Whether they meet officials of wherever it is: "will meet senior officials"."""
    addressed: bool = False
    """Whether it names an addressee who is of no other state: "urged its farmers"."""
    implied: int = 0
    """How many states meet where the words name none, or one of them: "a bilateral summit", "a trilateral meeting with Chad"."""
    far: bool = False
    """Whether its date lies weeks before the report."""
    content: str = ""
    """What is agreed, as the lemmas of the clause's verb and object; two mentions of one agreement share it."""
    weak: bool = False
    """Whether its words name too little to be sure that it is an event between states."""
    inferred: str = ""
    """How a side that its words leave out was found: sentence, partner (of an event told before), pair (that the report is about),
    here (the dateline's state), often (the state that the report names most), nobody (it was not found)."""
    missing: str = ""
    """Which side that is: actor, recipient, both."""

    @property
    def who(self) -> Who:
        """Both sides."""
        return both_sides(self.actor, self.recipient)


@lru_cache(maxsize=4096)
def both_sides(actor: Who, recipient: Who) -> Who:
    """Everyone on either side."""
    return merge((actor, recipient))


def find_sightings(scene: Scene) -> Iterator[Sighting]:
    """Every mention of an event in the report's sentences, in order of the text; the title says nothing by itself."""
    for sentence in scene.parse.sentences:
        if len(scene.parse.sentences) > 1 and _is_title(scene, sentence):
            continue
        yield from sorted(_in_sentence(scene, sentence), key=lambda sighting: sighting.token)


def _in_sentence(scene: Scene, sentence: Sentence) -> list[Sighting]:
    """Verbs before nouns: a light verb takes its object with it, unless only the object is sure."""
    taken: set[int] = set()
    sure: list[Sighting] = []
    unsure: list[Sighting] = []
    for token in sorted(sentence.tokens, key=lambda token: token.upos not in ("VERB", "AUX")):
        entries = named_by(token.upos, lemma(token)) or _stays(sentence, token.index)
        if entries and token.index not in taken:
            for sighting in _at(scene, sentence, token.index, entries):
                if sighting.weak:
                    unsure.append(sighting)
                    continue
                taken |= _consumed(sentence, sighting)
                sure.append(sighting)
    for sighting in unsure:
        objects = _consumed(sentence, sighting)
        if sighting.token not in taken and objects.isdisjoint(s.token for s in sure):
            taken |= objects
            sure.append(sighting)
    return sure


def _stays(sentence: Sentence, token: int) -> tuple[tuple[EventType, Trigger], ...]:
    """The entries for a place that somebody is in: "the minister is in Quito"."""
    if first(sentence, token, "cop") is None or first(sentence, token, "nsubj") is None:
        return ()
    word = sentence.tokens[token]
    if word.upos != "PROPN" and not any(sentence.tokens[i].upos == "PROPN" for i in by_case(sentence, token, "of")):
        return ()
    return named_by("IN", case_of(sentence, token))


def _is_title(scene: Scene, sentence: Sentence) -> bool:
    title = scene.report.title
    return bool(title) and sentence.start == 0 and scene.report.text[sentence.start : sentence.end].strip() == title.strip()


def _consumed(sentence: Sentence, sighting: Sighting) -> set[int]:
    """The object that made a light verb an event names no second one."""
    if not sighting.trigger.object or (sighting.kind is not EventType.CONSULT and not CONSULTED.isdisjoint(sighting.trigger.object)):
        return set()
    target = patient(sentence, sighting.token)
    found = {target.token} if target is not None else set()
    return found | {t.index for t in sentence.below(sighting.token, "obl") if lemma(t) in sighting.trigger.object}


def _at(scene: Scene, sentence: Sentence, token: int, entries: tuple[tuple[EventType, Trigger], ...]) -> Iterator[Sighting]:
    """The event that the word names here, by the first entry that fits and finds both sides, or else one of them."""
    negated = is_negated(sentence, token) or is_negated(
        sentence, sentence.tokens[token].head if sentence.tokens[token].head >= 0 else token
    )
    if _is_modifier(sentence, token) or _is_view(sentence, token):
        return
    unsure: Sighting | None = None
    for kind, trigger in entries:
        if not fits(scene, sentence, token, trigger, negated):
            continue
        if kind is not EventType.CONSULT and (
            _is_content(scene, sentence, token) or _is_aim(sentence, token) or _is_ground(sentence, token, kind)
        ):
            continue
        sighting = _read(scene, sentence, token, kind, trigger)
        if sighting is not None and not sighting.anaphoric and not sighting.weak:
            yield sighting
            return
        if sighting is not None and (unsure is None or (unsure.weak and not sighting.weak)):
            unsure = sighting
    if unsure is not None:
        yield unsure


def _is_modifier(sentence: Sentence, token: int) -> bool:
    """ "the talks venue", "sanctions regime": the word only modifies another noun."""
    word = sentence.tokens[token]
    return relation(word) == "compound" and word.upos == "NOUN" and sentence.tokens[word.head].upos == "NOUN"


def _is_view(sentence: Sentence, token: int) -> bool:
    """ "the need for dialogue", "the importance of talks": wished for, not held."""
    word = sentence.tokens[token]
    return relation(word) in ("nmod", "obl") and word.head >= 0 and lemma(sentence.tokens[word.head]) in views()


def _is_ground(sentence: Sentence, token: int, kind: EventType) -> bool:
    """ "at the invitation of", "under the agreement", "talks on a fishery pact": a ground or a topic, not told as done."""
    word = sentence.tokens[token]
    while relation(word) == "conj":
        word = sentence.tokens[word.head]
    case = case_of(sentence, word.index)
    if relation(word) not in ("nmod", "obl") or word.upos != "NOUN":
        return False
    if kind is EventType.REQUEST and lemma(sentence.tokens[token]) != "invitation":
        return False
    return case in GROUNDS.get(kind, frozenset())


def _is_aim(sentence: Sentence, token: int) -> bool:
    """ "ways to boost ties", "in order to thank": an aim, unless somebody decided on it."""
    word = sentence.tokens[token]
    if relation(word) == "xcomp" and lemma(sentence.tokens[word.head]) in TRIES:
        return True
    marks = {t.text.lower() for t in sentence.below(token, "mark")}
    if relation(word) == "advcl" and "order" in marks | {
        m.text.lower() for t in sentence.below(token, "mark") for m in sentence.below(t.index)
    }:
        return True
    if word.head < 0 or relation(word) != "acl" or not any(t.text.lower() == "to" for t in sentence.below(token, "mark")):
        return False
    return lemma(sentence.tokens[word.head]) not in DECISIONS


def _is_content(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether the clause is what somebody asks, promises, refuses or threatens."""
    word = sentence.tokens[token]
    while word.head >= 0 and relation(word) in ("xcomp", "ccomp", "advcl", "conj"):
        head = sentence.tokens[word.head]
        entries = named_by(head.upos, lemma(head))
        if relation(word) in ("xcomp", "ccomp") and any(
            kind in SPEECH and entry.needs != "two" and fits(scene, sentence, head.index, entry, is_negated(sentence, head.index))
            for kind, entry in entries
        ):
            return True
        word = head
    return False


def _read(scene: Scene, sentence: Sentence, token: int, kind: EventType, trigger: Trigger) -> Sighting | None:
    mode = mode_of(sentence, token, trigger)
    if mode is None:
        return None
    if kind is EventType.CONSULT:
        sides = consulting(scene, sentence, token, trigger)
    else:
        sides = directed(scene, sentence, token, trigger)
    if sides is None:
        return None
    actor, recipient = sides.actor, sides.recipient
    word = sentence.tokens[token]
    status, cue = status_of(
        sentence,
        token,
        present=EventStatus(trigger.present),
        presupposed=kind is not EventType.CONSULT and trigger.pos == "noun",
    )
    if trigger.status:
        status, cue = EventStatus(trigger.status), Cue(word.start, word.end, word.text, "events", trigger.name)
    if not trigger.negated and trigger.pos == "verb" and object_is_negated(sentence, token):
        status, cue = EventStatus.DENIED, Cue(word.start, word.end, word.text, "status", "no object")
    refused = kind is EventType.REQUEST and trigger.pos == "noun" and status is EventStatus.DENIED
    if trigger.negated or refused:
        status, cue = EventStatus.OCCURRED, None
    date = happens(scene, sentence, token, trigger, status, said=kind in SAID)
    both = merge((actor, recipient))
    meets = (kind is EventType.CONSULT and mode != "visit") or (kind is EventType.AGREE and trigger.mutual)
    level = _level_in_words(sentence, token, kind, trigger) or (level_of_sides(scene, both) if meets else None)
    place = held_at(scene, sentence, token, kind, trigger)
    if kind in SPEECH and cue is None and settle(scene, status, date) is not status:
        date = ""
    feats = sentence.tokens[token].feats
    if trigger.pos == "noun" and relation(word) in ("obj", "nsubj"):
        feats = sentence.tokens[word.head].feats
    leaving = kind is EventType.CONSULT and "Tense=Pres" in feats and "VerbForm=Fin" in feats
    status = settle(scene, status, date, leaving=leaving)
    if cue is None and _has_begun(scene, sentence, token, trigger, date) and status is EventStatus.OCCURRED:
        status = EventStatus.ONGOING
    return Sighting(
        sentence.index,
        token,
        kind,
        trigger,
        mode,
        actor,
        recipient,
        level,
        date,
        place,
        _sidelines(scene, sentence, token) if kind is EventType.CONSULT else "",
        status,
        cue,
        sides.anaphoric,
        _names_known(sentence, token, trigger),
        _is_plural(sentence, token),
        _is_serial(sentence, token),
        told_of_all(scene, sentence, token, trigger, actor),
        kind is EventType.CONSULT and meets_officials(scene, sentence, token, trigger, recipient),
        kind in ADDRESSING and _names_addressee(sentence, token, trigger),
        implied(sentence, token, kind, trigger, both),
        long_ago(scene, date),
        _content(sentence, token) if trigger.separate else "",
        sides.weak,
    )


def _has_begun(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, date: str) -> bool:
    """Somebody who came, or a visit or meeting that began, on the report's day or the day before is not over."""
    if trigger.name in EXERCISES and lemma(sentence.tokens[token]) in BEGINNINGS:
        return not date or just_now(scene, date, within=FRESH)
    if trigger.pos != "noun":
        if not just_now(scene, date):
            return False
        beside = {case_of(sentence, t.index) for t in sentence.below(token, "obl")}
        over = beside & {"after", "out", "from"} or any(t.text.lower() in ("home", "back", "out") for t in sentence.below(token))
        return bool(trigger.destination) and lemma(sentence.tokens[token]) in phrases().comings and (trigger.name == "arrive" or not over)
    while relation(sentence.tokens[token]) == "nmod" and lemma(sentence.tokens[sentence.tokens[token].head]) in PARTS:
        token = sentence.tokens[token].head
    word = sentence.tokens[token]
    if word.head < 0 or trigger.mode not in ("visit", "meet"):
        return False
    bare = relation(word) in ("obj", "nsubj") or (relation(word) == "obl" and not case_of(sentence, token))
    begins = lemma(sentence.tokens[word.head]) in BEGINNINGS and bare
    past = "Tense=Past" in sentence.tokens[word.head].feats
    if begins and ((past and not date) or just_now(scene, date, within=FRESH)):
        return True
    return just_now(scene, date) and (
        relation(word) == "obl" and lemma(sentence.tokens[word.head]) in phrases().comings and case_of(sentence, token) in ("for", "on")
    )


def _level_in_words(sentence: Sentence, token: int, kind: EventType, trigger: Trigger) -> Level | None:
    if trigger.pos == "verb" and kind in (EventType.CONSULT, EventType.AGREE) and (told := level_in_subject(sentence, token)):
        return told
    if kind is not EventType.CONSULT:
        return None
    target = patient(sentence, token) if trigger.object else None
    if trigger.pos != "noun" and target is None:
        return None
    told = level_in_words(sentence, token if target is None else target.token)
    return told or (level_in_carrier(sentence, token) if trigger.pos == "noun" and trigger.mode == "meet" else None)


def _names_addressee(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    if "object" not in trigger.recipient or trigger.pos != "verb":
        return False
    target = patient(sentence, token)
    return target is not None and sentence.tokens[target.token].upos in ("NOUN", "PROPN")


def _is_plural(sentence: Sentence, token: int) -> bool:
    word = sentence.tokens[token]
    if word.upos == "NOUN":
        return "Number=Plur" in word.feats and lemma(word) in ("meeting", "visit", "summit", "round", "session", "call", "trip")
    return any(lemma(t) in ("time", "times") for t in sentence.below(token, "obl"))


def _is_serial(sentence: Sentence, token: int) -> bool:
    return any(lemma(t) in phrases().series or "NumType=Ord" in t.feats for t in sentence.below(token, "amod"))


def _content(sentence: Sentence, token: int) -> str:
    clause = complement(sentence, token)
    target = patient(sentence, clause.index) if clause is not None else None
    return f"{lemma(clause)} {lemma(sentence.tokens[target.token])}" if clause is not None and target is not None else ""


def _names_known(sentence: Sentence, token: int, trigger: Trigger) -> bool:
    """Whether the noun, or the object of the light verb, is definite."""
    target = patient(sentence, token) if trigger.object else None
    if trigger.pos == "noun" or target is not None:
        return is_definite(sentence, token if target is None else target.token)
    return False


def _sidelines(scene: Scene, sentence: Sentence, token: int) -> str:
    """The gathering on whose edge they meet: "on the sidelines of", "at", "in the margins of"."""
    words = {t.text.lower() for t in sentence.tokens}
    if words & {"sidelines", "margins", "sideline", "fringes", "margin"}:
        return scene.gathering_of(sentence.index, token)
    mention = scene.mention_at(sentence.index, token)
    if mention is not None and mention.kind == "gathering":
        return ""
    for slot in ("at", "during"):
        for ref in refs(sentence, token, slot):
            found = scene.mention_at(sentence.index, ref.token)
            if found is not None and found.kind == "gathering" and case_of(sentence, ref.token) == slot:
                return found.text
    return ""
