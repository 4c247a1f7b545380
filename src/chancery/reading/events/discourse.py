"""Who takes part where the words name only some of the parties, or none: from what the report has told and is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chancery.codebook import world
from chancery.model import EventType, Who
from chancery.reading.events.merging import RECENT, Loose, Told, joined, overlap, started
from chancery.reading.events.sides import main_pair
from chancery.reading.events.sightings import Sighting
from chancery.reading.events.where import here
from chancery.reading.scene import Scene

TOGETHER = frozenset((EventType.CONSULT, EventType.COOPERATE))
"""Types that take two sides and no direction."""


@dataclass(frozen=True, slots=True)
class Discourse:
    """What a report is about, whoever its single sentences name."""

    pair: tuple[str, ...]
    """The two states that it is about; empty where it is about one or many."""
    here: str
    """The state of its dateline."""
    named: Mapping[int, tuple[str, ...]]
    """The states that stand in each sentence, in order."""
    often: tuple[str, ...]
    """The states that it names, the most often named first."""


def discourse_of(scene: Scene) -> Discourse:
    """What the report is about."""
    named: dict[int, dict[str, None]] = {}
    counts: Counter[str] = Counter()
    for (sentence, _), who in sorted(scene.stands.items()):
        named.setdefault(sentence, {}).update(dict.fromkeys(who.states))
        counts.update(who.states)
    often = tuple(state for state, _ in counts.most_common())
    return Discourse(main_pair(scene), here(scene)[1], {index: tuple(states) for index, states in named.items()}, often)


def completed(sighting: Sighting, told: tuple[Told, ...], discourse: Discourse) -> Sighting:
    """The sighting with the parties that its words leave out, and how each was found; as it is where nothing tells them."""
    states = sighting.who.states
    if not states:
        return _by_nobody(sighting, told, discourse)
    directed = sighting.kind not in TOGETHER and not (sighting.trigger.mutual and len(states) >= 2)
    if len(states) >= 2 and (not directed or (sighting.actor.states and sighting.recipient.states)):
        return sighting
    for how, other in _others(sighting, told, discourse):
        if directed and not sighting.actor.states:
            return replace(sighting, actor=Who((other,), sighting.actor.people), inferred=how, missing="actor")
        return replace(sighting, recipient=Who((other,), sighting.recipient.people), inferred=how, missing="recipient")
    return replace(sighting, inferred="nobody", missing="recipient" if sighting.actor.states else "actor")


def inferred(loose: Iterable[Loose], discourse: Discourse) -> tuple[Told, ...]:
    """The events that the sightings which joined none may tell of, with their parties from the discourse."""
    found: list[Told] = []
    for item in loose:
        sighting = completed(item.sighting, item.told, discourse)
        place = next((i for i in range(len(found) - 1, -1, -1) if _is_again(found[i], sighting)), None)
        if place is None:
            found.append(started(sighting, item.step))
        else:
            found[place] = joined(found[place], sighting, item.step)
    return tuple(found)


def _is_again(event: Told, sighting: Sighting) -> bool:
    """Whether the sighting points back to an event that itself was only inferred."""
    alike = event.kind is sighting.kind and set(event.who.states) == set(sighting.who.states)
    near = sighting.sentence - event.sightings[-1].sentence <= RECENT
    return alike and near and (sighting.definite or sighting.trigger.elaborates) and overlap(event.date, sighting.date)


def _by_nobody(sighting: Sighting, told: tuple[Told, ...], discourse: Discourse) -> Sighting:
    """Nobody is named: two states that stand elsewhere in the sentence, the parties of the event told last, or the two states that
    the report is about."""
    together = sighting.kind in TOGETHER or sighting.trigger.mutual
    near = discourse.named.get(sighting.sentence, ())
    last = next((t for t in reversed(told) if len(t.who.states) == 2), None)
    if together and len(near) == 2:
        return _between(sighting, Who(near, sighting.actor.people), sighting.recipient, "sentence")
    if last is not None and together:
        return _between(sighting, Who(last.who.states, sighting.actor.people), sighting.recipient, "partner")
    if last is not None and last.actor.states and last.recipient.states:
        recipient = Who(last.recipient.states, sighting.recipient.people)
        return _between(sighting, Who(last.actor.states, sighting.actor.people), recipient, "partner")
    pair = discourse.pair or (discourse.often[:2] if len(discourse.often) >= 2 else ())
    if together and pair:
        return _between(sighting, Who(pair, sighting.actor.people), sighting.recipient, "pair" if discourse.pair else "often")
    return _between(sighting, sighting.actor, sighting.recipient, "nobody")


def _between(sighting: Sighting, actor: Who, recipient: Who, how: str) -> Sighting:
    return replace(sighting, actor=actor, recipient=recipient, inferred=how, missing="both")


def _state_of(places: tuple[str, ...]) -> str:
    """The state of a city that somebody visits; empty where the name tells none."""
    named = (n for place in places[:1] for n in world().names.get(place) if n.kind in ("state", "capital", "city"))
    return next((n.key for n in named), "")


def _others(sighting: Sighting, told: tuple[Told, ...], discourse: Discourse) -> Iterator[tuple[str, str]]:
    """States that may be the other side, the likeliest first, each with how it was found."""
    states = sighting.who.states
    near = [s for s in discourse.named.get(sighting.sentence, ()) if s not in states]
    if sighting.mode == "visit" and (there := _state_of(sighting.place)) and there not in states:
        yield "sentence", there
    if len(near) == 1:
        yield "sentence", near[0]
    partners = [rest[0] for event in reversed(told) if len(rest := [s for s in event.who.states if s not in states]) == 1]
    yield from (("partner", s) for s in (*(s for s in partners if s in near), *partners))
    if set(states) & set(discourse.pair):
        yield from (("pair", s) for s in discourse.pair if s not in states)
    if discourse.here and discourse.here not in states and any(s in world().territories for s in states):
        yield "here", discourse.here
    yield from (("often", s) for s in discourse.often if s not in states)
