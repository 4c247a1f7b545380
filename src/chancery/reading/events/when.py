"""When an event happened or is to happen, from the times of its clause."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from chancery.codebook import phrases
from chancery.model import EventStatus, Period, Sentence, Timex, parse_period, span_value
from chancery.reading.events.lexicon import Trigger, named_by
from chancery.reading.events.roles import PARTS, refs
from chancery.reading.events.syntax import lemma, plans, relation
from chancery.reading.scene import Scene, case_of, clause_chain, governs, span_head

BACKDROPS = frozenset(("following", "after", "before", "amid", "despite", "over", "since", "ahead", "against", "by"))
"""Prepositions of what lies behind an event and has a time of its own."""
PAST = frozenset((EventStatus.OCCURRED, EventStatus.ONGOING))
_SINCE = re.compile(r"\bsince(?:\s[^\s,;:]+){0,7}\s*\Z", re.IGNORECASE)
_FIRST_SINCE = re.compile(r"\b(?:first|last|only)\b[^.;:]{0,40}\bsince\s*\Z", re.IGNORECASE)
"""Words by which a time is that of an earlier event: "her first visit since 2016"."""
_DAYS = re.compile(r"P(\d+)D")
_AWAY = re.compile(r"\s(?:ago|after|before|later|earlier|since|from now)\b")
_BEFORE = re.compile(r"\b(?:after|in|within|every|than|of)(?: a| the)?\s*\Z", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|and|, and|&)\s*(?:on )?")
AFTERWARDS = len(" from now")
"""Characters after a length in which a word may stand that makes it a distance."""
FAR = 21
"""Days after which what happened is no longer news."""
ENDINGS = frozenset(("conclude", "end", "finish", "complete", "wrap", "wind", "close", "adjourn"))
"""Verbs by which a visit or meeting is over."""
SPANNING = frozenset(("for", "since", "of"))
"""Prepositions of times that something said is about."""
LONGEST = 31
"""Days that a stay told with its length may last."""


def happens(scene: Scene, sentence: Sentence, token: int, trigger: Trigger, status: EventStatus, *, said: bool = False) -> str:
    """The calendar period of the event, ISO 8601; for words that do what they say, in the present, the report's own day;
    empty where the sentence tells none. What is `said` has no time of what it is about ("thanked them for the aid of 2017")."""
    times = _dates(scene, sentence, token)
    if said and trigger.pos == "verb":
        times = [t for t in times if _is_of(sentence, t, token)]
    if trigger.elaborates and not trigger.destination:
        times = [t for t in times if _hangs_on(sentence, t, token)]
    if not times and trigger.mode in ("visit", "meet") and trigger.pos == "verb":
        times = _beyond(scene, sentence, token, trigger)
    if trigger.pos == "noun" and _is_within(sentence, token):
        inside = set(sentence.subtree(token))
        times = [t for t in times if span_head(sentence, t.start, t.end) in inside]
    if trigger.pos == "noun" and (
        planned := [t for plan in plans(sentence, token) for t in scene.times_of(sentence.index, plan) if _day_of(t)]
    ):
        times = planned
    elif trigger.pos == "noun" and (own := _own_times(scene, sentence, token)) is not None:
        times = own
    times = _left_behind(scene, _of_deeds(sentence, times, token))
    if times:
        return _spanned(scene, sentence, token, _narrowest(times), status)
    word = sentence.tokens[token]
    says_now = trigger.performative and status is EventStatus.OCCURRED and "Tense=Pres" in word.feats and "VerbForm=Fin" in word.feats
    return (scene.report.published or "") if says_now and relation(word) in ("root", "conj") else ""


def _is_within(sentence: Sentence, noun: int) -> bool:
    """ "the agenda for the talks": a noun inside another's phrase does not share the clause's day."""
    word = sentence.tokens[noun]
    return relation(word) == "nmod" and sentence.tokens[word.head].upos == "NOUN" and lemma(sentence.tokens[word.head]) not in PARTS


def _dates(scene: Scene, sentence: Sentence, token: int) -> list[Timex]:
    """The dates of a word's clause; past a mere length beside a noun ("a five-day tour") those of the verb that it hangs on."""
    times = scene.times_of(sentence.index, token)
    found = [t for t in times if _day_of(t) and not _FIRST_SINCE.search(scene.report.text[sentence.start : t.start])]
    head = sentence.tokens[token].head
    if found or not times or head < 0 or relation(sentence.tokens[token]) not in ("obj", "obl", "nsubj", "nmod"):
        return found
    return _dates(scene, sentence, head)


def _of_deeds(sentence: Sentence, times: list[Timex], token: int) -> list[Timex]:
    """Without the times that only name a thing ("left the 2015 accord in May"), where another is told."""
    own = [t for t in times if not _names_thing(sentence, t, token)]
    return own or times


def _names_thing(sentence: Sentence, timex: Timex, token: int) -> bool:
    head = span_head(sentence, timex.start, timex.end)
    if head is None or relation(sentence.tokens[head]) not in ("compound", "nummod", "amod"):
        return False
    thing = sentence.tokens[head].head
    return thing > head and thing != token


def _left_behind(scene: Scene, times: list[Timex]) -> list[Timex]:
    """Without the day from which an event was moved to another: "brought forward from March 20 to tomorrow"."""
    text = scene.report.text
    moved = {
        one.start
        for one in times
        for two in times
        if text[: one.start].endswith("from ") and text[one.end : two.start].strip() in ("to", "until")
    }
    return [t for t in times if t.start not in moved]


def _is_of(sentence: Sentence, timex: Timex, verb: int) -> bool:
    """Whether the time is the verb's own: on it, on what governs it, or on its object ("signed a pact on Monday")."""
    head = span_head(sentence, timex.start, timex.end)
    if head is None or case_of(sentence, head) in SPANNING or relation(sentence.tokens[head]) in ("compound", "nummod", "amod"):
        return False
    above = sentence.tokens[head].head
    if above == verb or above in {t.index for t in sentence.ancestors(verb)}:
        return True
    return above >= 0 and sentence.tokens[above].head == verb and relation(sentence.tokens[above]) in ("obj", "nsubj", "iobj", "xcomp")


def _hangs_on(sentence: Sentence, timex: Timex, verb: int) -> bool:
    head = span_head(sentence, timex.start, timex.end)
    return head is not None and sentence.tokens[head].head == verb


def _beyond(scene: Scene, sentence: Sentence, verb: int, trigger: Trigger) -> list[Timex]:
    """Times that hang on the purpose ("visited Brest to attend a forum in May") or on what takes somebody there."""
    aims = [t.index for t in sentence.below(verb, "advcl", "xcomp") if any(m.text.lower() == "to" for m in sentence.below(t.index, "mark"))]
    tours = [ref.token for ref in refs(sentence, verb, "subject")] if trigger.subject else []
    return [t for centre in (*aims, *tours) for t in _dates(scene, sentence, centre)]


def _own_times(scene: Scene, sentence: Sentence, noun: int) -> list[Timex] | None:
    """For a noun that only sets the scene ("following Japan's removal ..."), the times after it and before the next event;
    None for one that is part of its clause."""
    top = noun
    while relation(sentence.tokens[top]) in ("conj", "nmod") and sentence.tokens[top].head >= 0:
        top = sentence.tokens[top].head
    start = sentence.subtree(noun)[0]
    opening = {t.text.lower() for t in sentence.tokens[max(0, start - 1) : start + 1]}
    if BACKDROPS.isdisjoint({case_of(sentence, top), case_of(sentence, noun)} | opening):
        return None
    following = (t.start for t in sentence.tokens[noun + 1 :] if relation(t) not in ("amod", "compound") and named_by(t.upos, lemma(t)))
    end = next(following, sentence.end)
    return [t for t in scene.times if sentence.tokens[noun].end <= t.start < end and _day_of(t)]


def _day_of(timex: Timex) -> str:
    """The calendar value of a time, of a part of a day its day; empty for lengths, sets, times of day alone and open ones."""
    value = timex.value or ""
    return value if timex.kind == "DATE" else value.partition("T")[0] if timex.kind == "TIME" else ""


def _period(value: str | None) -> Period | None:
    try:
        return parse_period(value or "")
    except ValueError:
        return None


def _narrowest(times: list[Timex]) -> Timex:
    best = times[0]
    for timex in times[1:]:
        inner, outer = _period(_day_of(timex)), _period(_day_of(best))
        if inner and outer and inner.within(outer) and _day_of(timex) != _day_of(best):
            best = timex
    return best


def _ends(sentence: Sentence, token: int) -> bool:
    """Whether the time is that of its end: "today concluded a two-day visit", "left on Monday after two days of talks"."""
    while relation(sentence.tokens[token]) == "nmod" and lemma(sentence.tokens[sentence.tokens[token].head]) in PARTS:
        token = sentence.tokens[token].head
    head = sentence.tokens[token].head
    if head < 0:
        return False
    verb = lemma(sentence.tokens[head])
    return verb in ENDINGS or (verb in phrases().leavings and case_of(sentence, token) in ("after", "following"))


def _spanned(scene: Scene, sentence: Sentence, token: int, timex: Timex, status: EventStatus) -> str:
    """The time's value, or the span that it opens: since April, Monday and Tuesday, from May 2 for three days."""
    value, text, published = _day_of(timex), scene.report.text, scene.report.published
    period = _period(value)
    if period is None:
        return ""
    if _SINCE.search(text[sentence.start : timex.start]):
        today = _period(published)
        begun = today and today.last and period.first and period.first < today.last
        return f"{value}/{published}" if begun and status in PAST else value
    if period.precision != "day" or period.first is None:
        return value
    near = [t for t in scene.times if sentence.start <= t.start < sentence.end]
    lengths = _lengths(scene, sentence, token, timex)
    return _joined_days(text, near, timex, period.first) or _lasting(text, lengths, period.first, ended=_ends(sentence, token)) or value


def _lengths(scene: Scene, sentence: Sentence, token: int, timex: Timex) -> list[Timex]:
    """The lengths told of an event: those in its clause, in the clauses that share its time, and in that of the time itself."""
    centres = [*clause_chain(sentence, token)]
    if (head := span_head(sentence, timex.start, timex.end)) is not None:
        centres += [t.index for t in sentence.ancestors(head) if t.upos in ("VERB", "AUX")][:1]
    timed = ((t, span_head(sentence, t.start, t.end)) for t in scene.times if sentence.start <= t.start < sentence.end)
    return [t for t, head in timed if t.kind == "DURATION" and head is not None and any(governs(sentence, c, head) for c in centres)]


def _joined_days(text: str, near: list[Timex], timex: Timex, day: dt.date) -> str:
    """Two days named together, one after the other."""
    for one, two in pairwise(near):
        if timex in (one, two) and _JOINT.fullmatch(text[one.end : two.start]):
            start, end = _period(one.value), _period(two.value)
            if start and end and start.first and end.last and (end.last - start.first).days == 1:
                return span_value(start.first, end.last)
    return ""


def _lasting(text: str, near: list[Timex], day: dt.date, *, ended: bool) -> str:
    """A day with a length beside it: from then on, or until then, so many days."""
    lengths = [(t, found) for t in near if t.kind == "DURATION" and (found := _DAYS.fullmatch(t.value or ""))]
    if (
        len(lengths) != 1
        or _AWAY.search(text, lengths[0][0].start, lengths[0][0].end + AFTERWARDS)
        or _BEFORE.search(text[: lengths[0][0].start])
    ):
        return ""
    days = int(lengths[0][1][1])
    if not 2 <= days <= LONGEST:
        return ""
    return span_value(day - dt.timedelta(days - 1), day) if ended else span_value(day, day + dt.timedelta(days - 1))


def just_now(scene: Scene, date: str, *, within: int = 1) -> bool:
    """Whether the date is the report's day or lies so many days before."""
    happened, today = _period(date), _period(scene.report.published)
    return bool(happened and today and happened.first and today.first and 0 <= (today.first - happened.first).days <= within)


def long_ago(scene: Scene, date: str) -> bool:
    """Whether the date lies weeks before the report's day."""
    happened, today = _period(date), _period(scene.report.published)
    return bool(happened and today and happened.last and today.first and (today.first - happened.last).days > FAR)


def settle(scene: Scene, status: EventStatus, date: str, *, leaving: bool = False) -> EventStatus:
    """A plain or present form about a day to come tells of what is scheduled; of somebody `leaving` today too."""
    happening, today = _period(date), _period(scene.report.published)
    if not happening or not today or status not in PAST or not happening.first or not today.last:
        return status
    return EventStatus.SCHEDULED if happening.first > today.last or (leaving and happening.first == today.last) else status
