"""The words that name events: `data/events/<TYPE>.yaml`, one file for each type of PLOVER."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chancery.codebook import DATA, load_entries
from chancery.model import EventType, Level
from chancery.reading.cue_words import StatusName

EVENT_TYPES: tuple[EventType, ...] = tuple(EventType)
PART = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ",), "place": ("IN",)}
"""Universal parts of speech; IN is for a place somebody is said to be in, named by its preposition."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name one kind of event, where its parties stand, and what must hold for it to be one."""

    name: str
    words: tuple[str, ...]
    """Lemmas, lower case."""
    pos: Literal["verb", "noun", "adjective", "place"]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    mode: str = ""
    actor: tuple[str, ...] = ("subject",)
    """Where those who act stand: subject, possessor, owner, carrier, or a preposition; `x.owner` is who owns what stands at x,
    `clause.x` what stands at x in the clause that the word takes, `condition` who stands in its `unless`, `x.site` the state in
    which the place at x lies, `x.state` who stands at x if no organization, and `site` the state of the place where no other is
    told. For mutual events and CONSULT all of them take part."""
    recipient: tuple[str, ...] = ()
    """Where those stand to whom it is done; the first place that names a state counts."""
    destination: tuple[str, ...] = ()
    """Where the place stands that somebody goes to."""
    inbound: tuple[str, ...] = ()
    """Those of its lemmas that, with no aim named, end where the report is written ("the envoy arrives tomorrow")."""
    aimless: tuple[str, ...] = ()
    """Those of its lemmas that may tell of a visit though no aim is named ("the envoy may return on Sunday")."""
    object: tuple[str, ...] = ()
    """Lemmas, one of which the word must have as object or passive subject."""
    via: tuple[str, ...] = ()
    """Prepositions under which that object may stand instead, or places as for parties (`subject.with`)."""
    object_is: Literal["", "person", "party", "thing", "person or none", "place", "none", "other"] = ""
    subject: tuple[str, ...] = ()
    """Lemmas, one of which its subject must be."""
    of: tuple[str, ...] = ()
    """For nouns: lemmas, one of which must modify it or hang on it by `of`."""
    particle: tuple[str, ...] = ()
    """Particles, adverbs or prepositions, one of which must stand beside it."""
    without: tuple[str, ...] = ()
    """Particles, adverbs or prepositions, none of which may stand beside it."""
    clause: bool = False
    """Whether it must take a clause."""
    to_do: bool = False
    """Whether it must take an infinitive."""
    deed: tuple[str, ...] = ()
    """Lemmas, one of which must head the clause that the word or its object takes."""
    never: tuple[str, ...] = ()
    """Lemmas, none of which may head its object or its clause, or modify it."""
    negated: bool = False
    """Whether it must be negated."""
    modal: tuple[str, ...] = ()
    """Auxiliaries, one of which the clause that it takes must have."""
    own_modal: tuple[str, ...] = ()
    """Auxiliaries, one of which it must have itself."""
    clause_is: Literal["", "negated", "plain", "conditional", "obliged", "wished"] = ""
    """What the clause that it takes must be: negated, not negated, with a condition ("unless"), of what needs to be done, or is only
    wished ("that they leave")."""
    clause_by: Literal["", "self", "other", "not self"] = ""
    """Whose doing that clause must tell: the speakers' own, another state's, or anybody's but their own."""
    call_words: tuple[str, ...] = ()
    """Words beside it that make the event a call."""
    plain: bool = False
    """Whether it must call its object nothing: "called the envoy", not "called the envoy a spy"."""
    third: bool = False
    """Whether those who act may be none of the parties to the meeting told before: hosts, mediators."""
    only_calls: bool = False
    only_officials: bool = False
    only_people: bool = False
    """Whether somebody must be named who does it, not a state or a ship of one."""
    mutual: bool = False
    """Whether two states that act do it to each other."""
    needs: Literal["both", "actor", "two", "any"] = "both"
    separate: bool = False
    """Whether each mention is an event of its own."""
    elaborates: bool = False
    """Whether it tells more of a meeting that the report has already named, if there is one."""
    context: bool = False
    """Whether the other side of the meeting being told is its recipient where none is named."""
    performative: bool = False
    """Whether saying it in the present is doing it, on the day of the report."""
    present: Literal["occurred", "ongoing"] = "occurred"
    status: StatusName = ""
    """How far it has come by the word itself ("is due in")."""
    score: float = 0.6
    """Probability that the word in this frame names such an event."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One level of meetings, with the words that tell it."""

    name: Level
    nouns: tuple[str, ...]
    modifiers: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Verbs that lend their subject to a noun of action."""

    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def triggers() -> tuple[tuple[EventType, Trigger], ...]:
    """Every entry with its type, in order of the types and their files."""
    return tuple((kind, entry) for kind in EVENT_TYPES for entry in load_entries(DATA / "events" / f"{kind.value}.yaml", Trigger))


def stem(upos: str, word: str) -> str:
    """A key for a lemma that forgives the usual slips of lemmas of rare verbs: a last e, a doubled last letter."""
    if upos not in PART["verb"] or len(word) < 4:
        return word
    word = word.removesuffix("e")
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "aeious" else word


def named_by(upos: str, word: str) -> tuple[tuple[EventType, Trigger], ...]:
    """The entries that a lemma of this part of speech may name, those with the most conditions first."""
    return triggers_by_word().get((upos, stem(upos, word)), ())


@cache
def triggers_by_word() -> Mapping[tuple[str, str], tuple[tuple[EventType, Trigger], ...]]:
    """Entries by part of speech (UPOS) and stem of the lemma, those with the most conditions first."""
    found: dict[tuple[str, str], list[tuple[EventType, Trigger]]] = {}
    for kind, entry in triggers():
        for upos in PART[entry.pos]:
            for word in entry.words:
                found.setdefault((upos, stem(upos, word)), []).append((kind, entry))
    return {key: tuple(sorted(entries, key=lambda pair: -_conditions(pair[1]))) for key, entries in found.items()}


def _conditions(entry: Trigger) -> int:
    tests = (
        entry.object,
        entry.object_is not in ("", "other"),
        entry.subject,
        entry.of,
        entry.particle,
        entry.clause,
        entry.deed,
        entry.to_do,
        entry.negated,
        entry.negated,
        entry.only_calls,
        entry.modal,
        entry.own_modal,
        entry.clause_is,
        entry.clause_by,
    )
    return sum(map(bool, tests))


@cache
def ranks() -> tuple[Rank, ...]:
    """The levels of meetings, highest first."""
    return load_entries(DATA / "cues" / "levels.yaml", Rank)


@cache
def carriers(name: str = "hold") -> frozenset[str]:
    """Lemmas of verbs that lend their subject to a noun of action: those who `hold` it, or who `undergo` it."""
    return frozenset(word for entry in load_entries(DATA / "cues" / "carriers.yaml", Carrier) if entry.name == name for word in entry.words)


@cache
def views() -> frozenset[str]:
    """Nouns whose complement is a view or wish: the need for talks is no talk."""
    return frozenset(word for entry in load_entries(DATA / "cues" / "views.yaml", Carrier) for word in entry.words)
