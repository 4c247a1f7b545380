"""Who bears a title that stands for its holder: "the foreign ministers of Peru and Chile", "the two leaders", "the Finnish envoy"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chancery.codebook import fold, level_of, phrases, world
from chancery.model import Sentence, TenureStatus, Who
from chancery.reading.events.merging import Told
from chancery.reading.events.roles import refs
from chancery.reading.events.sides import is_definite
from chancery.reading.events.syntax import lemma
from chancery.reading.scene import Scene, merge

ALIKE = {"premier": "prime minister", "envoy": "ambassador", "chief": "head"}
"""Other names of posts."""


LEAST = 2
"""States of which somebody must be known."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as the words about an event give it."""

    head: str
    modifiers: frozenset[str]
    states: tuple[str, ...]
    """Of the one who is meant; empty where the title is of everyone who takes part."""


def with_holders(scene: Scene, event: Told) -> Told:
    """The event with the people who hold the posts by which its words name those who take part, where two sides are then known."""
    titles = tuple(_titles(scene, event)) if not event.sightings[0].far else ()
    if not titles:
        return event
    serves = {person.name: person.states for person in scene.people.values()}
    actor, recipient = (_joined_by(scene, side, titles, serves) for side in (event.actor, event.recipient))
    known = {state for person in (*actor.people, *recipient.people) for state in serves.get(person, ()) if state in event.who.states}
    return replace(event, actor=actor, recipient=recipient) if len(known) >= LEAST else event


def _joined_by(scene: Scene, side: Who, titles: tuple[_Title, ...], serves: Mapping[str, tuple[str, ...]]) -> Who:
    named = {state for person in side.people for state in serves.get(person, ())}
    nameless = (state for state in side.states if state not in named and state in world().territories)
    found = tuple(_holder(scene, state, title) for state in nameless for title in titles)
    return merge((side, Who(people=tuple(dict.fromkeys(person for person in found if person)))))


def _titles(scene: Scene, event: Told) -> Iterator[_Title]:
    for sighting in event.sightings:
        sentence = scene.parse.sentences[sighting.sentence]
        for slot in (*sighting.trigger.actor, *sighting.trigger.recipient):
            for ref in refs(sentence, sighting.token, slot):
                word = sentence.tokens[ref.token]
                plural = "Number=Plur" in word.feats
                if word.upos == "NOUN" and not ref.owner and (plural or is_definite(sentence, ref.token)):
                    who = scene.who(sentence.index, ref.token)
                    if not who.people and (plural or who.states):
                        yield _Title(lemma(word), _modifiers(scene, sentence, ref.token), () if plural else who.states)


def _modifiers(scene: Scene, sentence: Sentence, noun: int) -> frozenset[str]:
    """The words before the title that tell which post it is, names of states left out."""
    words = (t for t in sentence.below(noun, "amod", "compound") if scene.mention_at(sentence.index, t.index) is None or t.upos != "PROPN")
    kept = (t for t in words if not scene.who(sentence.index, t.index).states or t.text[:1].islower())
    return frozenset(fold(t.text) for t in kept)


def _holder(scene: Scene, state: str, title: _Title) -> str:
    """The one person of the state whom the report gives that post; empty where it gives it to nobody or to several."""
    if title.states and state not in title.states:
        return ""
    held = (t for t in scene.titles if t.status is not TenureStatus.FORMER and t.person in scene.people and _is_post(t.post, title))
    people = {scene.people[t.person].name for t in held if state in scene.people[t.person].states}
    return min(people) if len(people) == 1 else ""


def _is_post(post: str, title: _Title) -> bool:
    words = set(fold(post).replace("-", " ").split())
    if title.head in phrases().leaders and not title.modifiers & {"mission", "delegation"}:
        return level_of(post) == "summit"
    head = set(ALIKE.get(title.head, title.head).split())
    return head <= words and title.modifiers - {"two", "three", "both"} <= words and not (words & phrases().lower_ranks) - title.modifiers
