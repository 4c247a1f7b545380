"""From utterances to claims: the words of each, over sentences and paragraphs, as evidence."""

from __future__ import annotations

from itertools import pairwise

from chancery.model import Claim, Span, Statement, claim, quote
from chancery.reading.scene import Scene
from chancery.reading.statements.frames import GAP
from chancery.reading.statements.quotes import find_quotes
from chancery.reading.statements.transcripts import Turn, find_turns, is_named
from chancery.reading.statements.utterances import Utterance, find_utterances
from chancery.reading.trust import trust

TRANSCRIPT = "transcript"
TURN = "said: turn"
WITHIN = ", within another"
"""What the rule of a saying within another's ends in."""


def read_statements(scene: Scene, events: tuple[Claim, ...] = ()) -> tuple[Claim, ...]:
    """A claim for each distinct stretch of speech that the report relays, in order of the text; `events` are the claims of
    events that a statement may be about."""
    quotes = find_quotes(scene.parse.text)
    turns = find_turns(scene.parse.text, [p.name for p in scene.people.values()])
    utterances = find_utterances(scene, tuple(Span(t.start, t.end) for t in turns))
    places = _with_speech(scene, utterances, quotes)
    made = [_claim(scene, u, where, quotes, events) for u, where in zip(utterances, places, strict=True) if u.told]
    made += [c for turn in turns if is_named(turn) and (c := _of_turn(scene, turn, events)) is not None]
    return tuple(sorted(made, key=lambda c: (c.evidence[0].start, c.id)))


def _with_speech(scene: Scene, utterances: tuple[Utterance, ...], quotes: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """For each utterance its own clause, stretched over the quotation that it opens or closes, then the quotations that go on from it."""
    places = [[_stretched(scene, u, quotes)] for u in utterances]
    order = sorted((i for i, u in enumerate(utterances) if u.saying.outer is None), key=lambda i: places[i][0].end)
    for here, after in pairwise([*order, None]):
        limit = places[after][0].start if after is not None else len(scene.parse.text)
        if here is not None:
            places[here] += _going_on(scene, places[here][0], limit, quotes)
    return [tuple(p) for p in places]


def _stretched(scene: Scene, utterance: Utterance, quotes: tuple[Span, ...]) -> Span:
    saying = utterance.saying
    start, end = saying.start, saying.end
    sentence = scene.parse.sentences[saying.sentence]
    if saying.outer is None:
        for mark in quotes:
            cut_off = not saying.content and 0 <= sentence.start - mark.end <= GAP
            if (mark.start < sentence.start < mark.end and start < mark.end) or cut_off:
                start = mark.start
            if start <= mark.start < end < mark.end:
                end = mark.end
    return Span(start, end)


def _going_on(scene: Scene, span: Span, limit: int, quotes: tuple[Span, ...]) -> list[Span]:
    """Whole quoted sentences that follow in the same paragraph, or open the next, before anyone else is said to speak."""
    text, found, end = scene.parse.text, [], span.end
    for mark in quotes:
        if mark.start < end:
            continue
        gap = text[end : mark.start]
        if mark.end > limit or gap.strip(" .,;:\n") or gap.count("\n\n") > 1:
            break
        if "\n" in gap and not any(q.start < end and span.start < q.end for q in quotes):
            break
        if not text[mark.end - 2 : mark.end].strip(".!?…\"”’'»`") or text[mark.end : mark.end + 1] == ".":
            found.append(mark)
            end = mark.end
        else:
            break
    return found


def _claim(scene: Scene, utterance: Utterance, where: tuple[Span, ...], quotes: tuple[Span, ...], events: tuple[Claim, ...]) -> Claim:
    speaker, saying = utterance.speaker, utterance.saying
    value = Statement(
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        states=speaker.states,
        via=utterance.via,
        date=utterance.date,
        setting=utterance.setting,
        quoted=any(q.start < place.end and place.start < q.end for q in quotes for place in where),
        about=_about(scene, utterance, events),
    )
    evidence = tuple(quote(scene.report, place.start, place.end) for place in where)
    rule = f"said: {saying.rule}" + (WITHIN if saying.outer is not None else "")
    return claim(value, evidence, rule=rule, score=trust("statements", *traits(rule, value)))


def traits(rule: str, value: Statement) -> tuple[str, ...]:
    """What tells how likely a statement is read rightly, the most telling first."""
    within = "within" if rule.endswith(WITHIN) else "outermost"
    return value.speaker_kind, within, "quoted" if value.quoted else "told", rule.removesuffix(WITHIN)


def _of_turn(scene: Scene, turn: Turn, events: tuple[Claim, ...]) -> Claim | None:
    """The claim of a turn whose label one person of the report fits, or which gives a name of its own."""
    fitting = [p for p in scene.people.values() if _same_name(p.name, turn.label)]
    if len(fitting) > 1 or (not fitting and len(turn.label.split()) < 2):
        return None
    name, states = (fitting[0].name, fitting[0].states) if fitting else (turn.label.title(), ())
    about = tuple(e.id for e in events if any(v.start < turn.end and turn.start < v.end for v in e.evidence))
    value = Statement(speaker=name, speaker_kind="person", states=states, setting=TRANSCRIPT, about=about)
    return claim(value, (quote(scene.report, turn.start, turn.end),), rule=TURN, score=trust("statements", *traits(TURN, value)))


def _same_name(name: str, label: str) -> bool:
    words = [w.strip(".()") for w in label.casefold().split()]
    return name.casefold() == label.casefold() or (bool(words) and words[-1] in name.casefold().split())


def _about(scene: Scene, utterance: Utterance, events: tuple[Claim, ...]) -> tuple[str, ...]:
    """Events that the words said speak of, by where their evidence stands."""
    sentence = scene.parse.sentences[utterance.saying.sentence]
    content = utterance.saying.content
    if not content:
        return ()
    start, end = sentence.tokens[min(content)].start, sentence.tokens[max(content)].end
    return tuple(e.id for e in events if any(v.start < end and start < v.end for v in e.evidence))
