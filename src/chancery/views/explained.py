"""What a report says and why it was read so, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from chancery.codebook import state_name
from chancery.model import Claim, Event, Explained, Mark, Reading, Span, Statement, Tenure

WIDTH = 100


def explained_text(reading: Reading, explained: Sequence[Explained]) -> str:
    """Each claim in a line with its score, then the rule, what decided besides, and the sentences with the deciding words marked."""
    day = reading.report.published or "no day"
    lines = [f"{reading.report.title or reading.report.name}, {day}", ""]
    for item in explained:
        lines += [*_of(reading.report.text, item), ""]
    return "\n".join(lines)


def _of(text: str, item: Explained) -> Iterator[str]:
    yield f"{item.claim.score:.2f}  {claim_line(item.claim)}"
    yield f"      rule: {item.claim.rule}"
    yield from (f"      {note}" for note in item.notes)
    for sentence in item.sentences:
        words = " ".join(marked(text, sentence, item.marks).split())
        yield from textwrap.wrap(words, WIDTH, initial_indent="      | ", subsequent_indent="      | ", break_long_words=False)


def marked(text: str, sentence: Span, marks: Sequence[Mark]) -> str:
    """The sentence with each mark in brackets, its role before the words: `[trigger met]`."""
    found, last = [], sentence.start
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        start, end = max(mark.start, sentence.start), min(mark.end, sentence.end)
        if start < last or end <= start:
            continue
        found += [text[last:start], f"[{mark.role} {text[start:end]}]"]
        last = end
    return "".join((*found, text[last : sentence.end]))


def claim_line(claim: Claim) -> str:
    """What the claim says, in a line."""
    match claim.value:
        case Event() as event:
            return _event(event)
        case Tenure() as tenure:
            parts = (tenure.person, tenure.post, tenure.organization, _state(tenure.state), tenure.status.value)
            return "tenure: " + ", ".join(part for part in parts if part)
        case Statement() as said:
            via = f", via {', '.join(said.via)}" if said.via else ""
            states = f" for {', '.join(map(state_name, said.states))}" if said.states else ""
            return f"statement: {said.speaker}{states}{via}"


def _event(event: Event) -> str:
    sides = " and ".join(map(state_name, event.states)) or "nobody named"
    if event.actor or event.recipient:
        sides = f"{_names(event.actor)} to {_names(event.recipient)}"
    people = f", with {', '.join(event.people)}" if event.people else ""
    where = f", {', '.join(event.place)}" if event.place else ""
    kind = f"{event.type.value} {event.mode}".strip()
    return f"event: {kind}: {sides}{people}{f', {event.date}' if event.date else ''}{where}, {event.status.value}"


def _names(states: Sequence[str]) -> str:
    return ", ".join(map(state_name, states)) or "?"


def _state(state: str) -> str:
    return state_name(state) if state else ""
