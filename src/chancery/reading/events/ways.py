"""Mentions that only tell the way to a meeting of the same sentence: who came for it, what was discussed in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from chancery.model import EventType
from chancery.reading.events.sightings import Sighting


def in_order(sightings: tuple[Sighting, ...]) -> list[Sighting]:
    """The sightings that stand for events, those with too few parties among them, in order of the text."""
    sure = tuple(_without_ways(tuple(s for s in sightings if not s.weak)))
    weak = (s for s in sightings if s.weak and not any(_tells_of(s, other) for other in sure))
    return sorted((*sure, *weak), key=lambda s: (s.sentence, s.token))


def _tells_of(weak: Sighting, sure: Sighting) -> bool:
    """ "arrived in Oslo for a two-day visit", "discussed trade during a summit": no other meeting than the one of the same sentence."""
    if weak.kind is not EventType.CONSULT or sure.kind is not EventType.CONSULT or weak.sentence != sure.sentence or sure.anaphoric:
        return False
    within = set(weak.who.states) <= set(sure.who.states) and set(weak.who.people) <= set(sure.who.people)
    goes = bool(sure.trigger.destination) and sure.trigger.pos == "verb" and weak.trigger.pos == "noun" and weak.token > sure.token
    apart = weak.date and weak.date != sure.date
    return within and not apart and weak.status is sure.status and (goes or (weak.trigger.elaborates and not weak.trigger.destination))


def _without_ways(sightings: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """The sightings without those that only tell how somebody came to a meeting of the same sentence, which takes place there."""
    ways = [s for s in sightings if s.trigger.destination and s.trigger.elaborates]
    visits = [s for s in sightings if s.trigger.destination and s.trigger.pos == "verb"]
    sightings = tuple(s for s in sightings if not any(_came_for(visit, s) for visit in visits))
    for sighting in map(partial(_undated, others=sightings), sightings):
        if sighting in ways and any(_meets_there(sighting, other) for other in sightings):
            continue
        way = next((w for w in ways if _meets_there(w, sighting)), None)
        there = way is not None and (not sighting.place or sighting.place == way.place)
        yield replace(sighting, place=way.place, date=sighting.date or way.date) if way is not None and there else sighting


def _undated(sighting: Sighting, others: tuple[Sighting, ...]) -> Sighting:
    """What was discussed in a meeting that the same sentence names has no day of its own: the day is that of what was discussed."""
    if not sighting.trigger.elaborates or sighting.trigger.destination:
        return sighting
    for other in others:
        same = other.kind is EventType.CONSULT and other.sentence == sighting.sentence and other.token < sighting.token
        if same and not other.anaphoric and not other.trigger.elaborates and set(sighting.who.states) <= set(other.who.states):
            return replace(sighting, date="", anaphoric=True, far=False)
    return sighting


def _came_for(way: Sighting, other: Sighting) -> bool:
    """ "arrived for talks with Turkish leaders": the talks are the visit, unless somebody is named on the other side."""
    same = other.kind is EventType.CONSULT and other.sentence == way.sentence and other.token > way.token and other.trigger.pos == "noun"
    return (
        same
        and not way.anaphoric
        and other.status is way.status
        and set(other.who.people) <= set(way.who.people)
        and bool(other.who.people)
    )


def _meets_there(way: Sighting, other: Sighting) -> bool:
    return (
        other.kind is EventType.CONSULT
        and other.mode == "meet"
        and not other.anaphoric
        and other.sentence == way.sentence
        and bool(set(other.who.people) & set(way.actor.people))
    )
