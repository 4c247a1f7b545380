"""What speaks for and against an event that a report seems to tell, as plain words that a learned weight hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chancery.model import Sentence, Token
from chancery.reading.cues import is_negated
from chancery.reading.events.merging import Told, alike, overlap
from chancery.reading.events.parties import party
from chancery.reading.events.roles import refs
from chancery.reading.events.sightings import Sighting
from chancery.reading.events.syntax import is_passive, lemma, patient, relation
from chancery.reading.scene import Scene, case_of

SPOKEN_CLAUSE = frozenset(("ccomp", "parataxis"))
QUOTES = '“”"«»„'
CROSSED = frozenset(("sure", "inferred", "deprel", "quoted", "status", "definite", "tense", "pos", "actor", "recipient"))
"""Features that weigh differently for each type."""
CROSSED_WITH_SURENESS = frozenset(("deprel", "pos", "inferred", "missing", "before", "same"))
"""Features that weigh differently where the words name too little."""


def features(scene: Scene, told: tuple[Told, ...]) -> tuple[tuple[str, ...], ...]:
    """The features of each event that the report seems to tell, in order; each is a word or `name=value`."""
    counts = Counter(state for who in scene.stands.values() for state in who.states)
    return tuple(_of_one(scene, event, told, counts) for event in told)


def _of_one(scene: Scene, event: Told, others: tuple[Told, ...], counts: Counter[str]) -> tuple[str, ...]:
    sighting = event.sightings[0]
    found = (*_of_words(scene, sighting), *_of_event(event), *_of_neighbours(event, others), *_of_report(event, counts))
    plain = tuple(dict.fromkeys(found))
    sure, kind = _sureness(sighting), event.kind.value
    names = [(name, name.partition("=")[0]) for name in plain]
    crossed = [f"{kind}&{name}" for name, stem in names if stem in CROSSED]
    crossed += [f"{sure}&{name}" for name, stem in names if stem in CROSSED_WITH_SURENESS]
    return (*plain, *crossed, f"{kind}:{sighting.trigger.name}&{sure}")


def _sureness(sighting: Sighting) -> str:
    if sighting.weak:
        return "weak"
    return "back" if sighting.anaphoric else "sure"


def _of_words(scene: Scene, sighting: Sighting) -> Iterator[str]:
    """The trigger, its form and its place in the sentence."""
    sentence = scene.parse.sentences[sighting.sentence]
    word = sentence.tokens[sighting.token]
    trigger, kind = sighting.trigger, sighting.kind.value
    yield f"type={kind}"
    yield f"entry={kind}:{trigger.name}"
    yield f"lemma={kind}:{lemma(word)}"
    yield f"pos={trigger.pos}"
    yield f"trust={int(trigger.score * 10)}"
    yield f"sure={_sureness(sighting)}"
    yield f"mode={sighting.mode}"
    yield f"deprel={relation(word)}"
    yield from _of_form(word)
    if word.head >= 0:
        head = sentence.tokens[word.head]
        yield f"head={head.upos}"
        yield f"headlemma={lemma(head)}"
    target = patient(sentence, sighting.token) if trigger.pos == "verb" else None
    if target is not None:
        yield f"objectlemma={lemma(sentence.tokens[target.token])}"
        yield f"objectkind={_kind(scene, sentence, target.token)}"
    yield from (f"has={name}" for name in sorted({relation(t) for t in sentence.below(sighting.token)}))
    yield f"case={case_of(sentence, sighting.token)}"
    if is_negated(sentence, sighting.token):
        yield "negated"
    if trigger.pos == "verb" and is_passive(sentence, sighting.token):
        yield "passive"
    yield f"quoted={_is_quoted(scene, sentence, word)}"
    yield f"said={_is_said(sentence, word)}"
    yield from _sides(scene, sentence, sighting)


def _of_form(word: Token) -> Iterator[str]:
    form = {part.partition("=")[0]: part.partition("=")[2] for part in word.feats.split("|")}
    yield f"tense={form.get('VerbForm', '')}{form.get('Tense', '')}"
    if form.get("Number") == "Plur":
        yield "plural"


def _sides(scene: Scene, sentence: Sentence, sighting: Sighting) -> Iterator[str]:
    """Where each side stands and what kind of word it is."""
    for side, slots in (("actor", sighting.trigger.actor), ("recipient", sighting.trigger.recipient)):
        place, seen = "none", list[int]()
        for slot, ref in ((name, ref) for name in slots for ref in refs(sentence, sighting.token, name)):
            seen.append(ref.token)
            if party(scene, sentence, ref, slot not in ("object", "iobj")).states:
                place = f"{slot}:{_kind(scene, sentence, ref.token)}"
                break
        yield f"{side}={place.rpartition(':')[2]}"
        yield f"{side}at={place}"
        if place == "none" and seen:
            yield f"{side}open={_kind(scene, sentence, seen[0])}"
            yield f"{side}word={lemma(sentence.tokens[seen[0]])}"


def _kind(scene: Scene, sentence: Sentence, token: int) -> str:
    mention = scene.mention_at(sentence.index, token)
    return mention.kind if mention is not None else sentence.tokens[token].upos.lower()


def _is_quoted(scene: Scene, sentence: Sentence, word: Token) -> bool:
    before = scene.report.text[sentence.start : word.start]
    return sum(before.count(mark) for mark in QUOTES) % 2 == 1


def _is_said(sentence: Sentence, word: Token) -> bool:
    return any(relation(t) in SPOKEN_CLAUSE for t in (word, *sentence.ancestors(word.index)))


def _of_event(event: Told) -> Iterator[str]:
    """What all mentions together tell."""
    first = event.sightings[0]
    yield f"states={min(len(event.who.states), 3)}"
    yield f"people={min(len(event.who.people), 2)}"
    yield f"mentions={min(len(event.sightings), 3)}"
    yield f"status={event.status.value}"
    yield f"inferred={first.inferred}"
    yield f"missing={first.missing}"
    if first.cue is not None:
        yield f"cue={first.cue.label}"
    flags = {
        "dated": event.date,
        "placed": event.place,
        "level": event.level,
        "sidelines": event.sidelines,
        "definite=yes": first.definite,
        "far": first.far,
        "group": first.group,
        "hosted": first.hosted,
        "addressed": first.addressed,
        "implied": first.implied,
    }
    yield from (name for name, value in flags.items() if value)


def _of_neighbours(event: Told, others: tuple[Told, ...]) -> Iterator[str]:
    """What else the report tells in that sentence and before it."""
    first = event.sightings[0]
    beside = [o for o in others if o is not event and any(s.sentence == first.sentence for s in o.sightings)]
    certain = [o for o in beside if _sureness(o.sightings[0]) == "sure"]
    yield f"beside={min(len(beside), 4)}"
    yield f"certain={min(len(certain), 3)}"
    yield f"alike={min(sum(o.kind is event.kind for o in beside), 2)}"
    yield f"alikesure={min(sum(o.kind is event.kind for o in certain), 2)}"
    place = (first.sentence, first.token)
    before = [o for o in others if (o.sightings[0].sentence, o.sightings[0].token) < place and o.kind is event.kind]
    states = set(event.who.states)
    yield f"before={min(len(before), 2)}"
    yield f"same={any(set(o.who.states) == states for o in before)}"
    told = [o for o in before if states <= set(o.who.states) or set(o.who.states) <= states]
    if told:
        yield f"news={_news(event, told)}"
    near = (s.sentence for o in others if o is not event and states & set(o.who.states) for s in o.sightings)
    last = max((index for index in near if index <= first.sentence), default=-1)
    yield f"since={min(first.sentence - last, 4) if last >= 0 else 'never'}"


def _news(event: Told, told: list[Told]) -> str:
    """What it tells that events of its type between those states, told before it, did not."""
    if event.date and not any(overlap(event.date, o.date) for o in told):
        return "day"
    if event.place and not any(alike(event.place, o.place) for o in told):
        return "place"
    if set(event.who.people) - {p for o in told for p in o.who.people}:
        return "people"
    if event.sightings[0].trigger.name not in {o.sightings[0].trigger.name for o in told}:
        return "word"
    return "nothing"


def _of_report(event: Told, counts: Counter[str]) -> Iterator[str]:
    """How central its states are in the report, by how often each is named."""
    often = [state for state, _ in counts.most_common()]
    states = event.who.states
    yield f"about={min(len(often), 5)}"
    yield f"rank={min(max((often.index(s) for s in states if s in often), default=9), 4) if states else 'none'}"
    yield f"share={min(4, int(5 * sum(counts[s] for s in set(states)) / max(1, sum(counts.values()))))}"
