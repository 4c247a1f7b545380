"""Views as plain text or Markdown; every line cites its sources by number, and the list of sources quotes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from chancery.codebook import state_name
from chancery.model import (
    Disagreement,
    EventType,
    Judgement,
    PersonRef,
    ReportHead,
    ResolvedEvent,
    ResolvedStatement,
    Sourced,
    SourceRef,
    TenureSpan,
)
from chancery.resolve import body_of, names_between
from chancery.views.brief import Brief, Side
from chancery.views.chronology import Chronology
from chancery.views.lists import Calendar, Changes, OpenItems, Search
from chancery.views.roster import Roster, RosterLine
from chancery.views.sheets import Dossier, EventSheet, ReportSheet, Succession

Style = Literal["text", "markdown"]
_NOTHING = "Nothing in the record."


@dataclass
class _Page:
    """Lines under way, and the sources that they cite, numbered as they come."""

    style: Style
    lines: list[str] = field(default_factory=list)
    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    sources: list[SourceRef] = field(default_factory=list)

    def title(self, text: str) -> None:
        self.lines += [f"# {text}" if self.style == "markdown" else f"{text}\n{'=' * len(text)}", ""]

    def section(self, text: str, items: Iterable[str]) -> None:
        """A heading with its lines; a section without lines is left out."""
        found = list(items)
        if found:
            self.lines += [f"## {text}" if self.style == "markdown" else f"{text}\n{'-' * len(text)}", ""]
            self.items(found)

    def items(self, items: Iterable[str]) -> None:
        mark = "- " if self.style == "markdown" else "  "
        self.lines += [f"{mark}{item}" for item in items] + [""]

    def cite(self, sources: Iterable[SourceRef], most: int = 4) -> str:
        """Numbers of the sources in brackets."""
        found = []
        for ref in list(sources)[:most]:
            key = (ref.report, ref.start, ref.end)
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
                self.sources.append(ref)
            found.append(self.numbers[key])
        return "".join(f" [{number}]" for number in sorted(set(found)))

    def strong(self, text: str) -> str:
        return f"**{text}**" if self.style == "markdown" and text else text

    def text(self) -> str:
        if not any(line.strip() for line in self.lines[2:]):
            self.lines += [_NOTHING, ""]
        if self.sources:
            head = "## Sources" if self.style == "markdown" else "Sources\n-------"
            self.lines += [head, "", *(_source(number, ref) for number, ref in enumerate(self.sources, 1)), ""]
        return "\n".join(self.lines)


def _source(number: int, ref: SourceRef) -> str:
    copies = f" (also in {len(ref.copies)} reports that carry the same text)" if ref.copies else ""
    where = ", ".join(part for part in (ref.outlet or "outlet unknown", ref.published or "undated", f"report {ref.report}") if part)
    return f"[{number}] {where}: “{' '.join(ref.quote.split())}”{copies}"


def _names(people: Sequence[PersonRef]) -> str:
    return ", ".join(f"{p.name} (looked up)" if p.looked_up else p.name for p in people)


def _states(codes: Sequence[str]) -> str:
    return ", ".join(map(state_name, codes))


def event_line(page: _Page, event: ResolvedEvent) -> str:
    """One event on one line: when, what, who, where, how far it came, with its sources."""
    when = event.date or (f"no date (reported {event.first})" if event.first > "0001-01-01" else "no date")
    act = event.type.value.lower()
    what = (event.mode or "meet") if event.type == EventType.CONSULT else f"{act} ({event.mode})" if event.mode else act
    kind = " ".join(part for part in (event.level, what) if part)
    if event.actor or event.recipient:
        parties = " → ".join(_states(side) for side in (event.actor, event.recipient) if side)
    else:
        parties = _states(event.states)
    place = f" in {', '.join(event.place)}" if event.place else ""
    aside = f", on the sidelines of {event.sidelines}" if event.sidelines else ""
    who = f": {_names(event.people)}" if event.people else ""
    moved = f"; first set for {', '.join(event.moved_from)}" if event.moved_from else ""
    return f"{page.strong(when)}  {kind}, {parties}{who}{place}{aside} — {_status(page, event)}{moved}{_against(page, event.disagreements)}"


def _status(page: _Page, event: ResolvedEvent) -> str:
    if len(event.history) < 2:
        return f"{event.status.value}{page.cite(event.sources)}"
    steps = (f"{step.status.value} ({step.day or 'undated'}){page.cite(step.sources, 2)}" for step in event.history)
    return f"{event.status.value}: " + " → ".join(steps)


def _against(page: _Page, disagreements: Sequence[Disagreement]) -> str:
    found = []
    for one in disagreements:
        values = " or ".join(f"{said.value}{page.cite(said.sources, 2)}" for said in one.values)
        found.append(f"; reports disagree on the {one.field}: {values}")
    return "".join(found)


def tenure_line(page: _Page, span: TenureSpan) -> str:
    """One tenure on one line."""
    when = f"{span.start or '?'} to {span.end or ('now' if span.status.value == 'current' else '?')}"
    seen = f" (seen {_range(span.seen_first, span.seen_last)})" if span.seen_first and not (span.start and span.end) else ""
    chain = "".join(f", {word} {name}" for word, name in (("after", span.predecessor), ("before", span.successor)) if name)
    post = f"{'acting ' if span.acting else ''}{span.post_name}, {state_name(span.state) or span.organization}{_body(span)}"
    return f"{page.strong(span.person.name)}  {post}: {when}{seen}{chain}{_against(page, span.disagreements)}{page.cite(span.sources)}"


def _body(span: TenureSpan) -> str:
    """The names of the body while the tenure is known to run, where it was renamed at some time."""
    body = body_of(span.post_name, span.organization, span.state)
    first = span.seen_first if not span.start else span.first
    last = span.seen_last or first if not span.end else span.last
    names = dict.fromkeys(one.name for one in names_between(body, first, max(first, last))) if body and first else ()
    return f" ({', then '.join(names)})" if names else ""


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def roster_line(page: _Page, line: RosterLine) -> str:
    """One holder on one line."""
    since = f", since {line.since}" if line.since else (f", seen {line.seen}" if line.seen else "")
    after = f", after {line.after}" if line.after else ""
    how = {"known": "", "likely": " (likely)", "designate": " (designate)"}[line.standing]
    post = f"{'acting ' if line.acting else ''}{line.post}"
    post += f" ({line.body[0].name})" if line.body else ""
    return f"{page.strong(post)}: {line.person}{how}{since}{after}{_against(page, line.disagreements)}{page.cite(line.sources)}"


def statement_line(page: _Page, said: ResolvedStatement) -> str:
    """One statement on one line, in the words of the first report."""
    via = f", via {', '.join(said.via)}" if said.via else ""
    setting = f", {said.setting}" if said.setting else ""
    words = " ".join(said.sources[0].quote.split()) if said.sources else ""
    return f"{said.day}  {page.strong(said.speaker.name)}{setting}{via}: “{words}”{page.cite(said.sources)}"


def _chronology(page: _Page, view: Chronology) -> None:
    between = " and ".join(map(state_name, view.between)) or "all states"
    span = f", {view.first or '…'} to {view.last or '…'}" if view.first or view.last else ""
    page.title(f"Chronology: {view.person or between}{span}")
    page.items(event_line(page, event) for event in view.events)
    if view.total > len(view.events):
        page.items([f"… and {view.total - len(view.events)} more; narrow the question or raise the limit"])


def _roster(page: _Page, view: Roster) -> None:
    page.title(f"{state_name(view.state)} on {view.on}")
    page.items(roster_line(page, line) for line in view.lines)


def _brief(page: _Page, view: Brief) -> None:
    page.title(f"Brief: {' and '.join(map(state_name, view.between))}, as of {view.on}")
    page.section("The meeting", [event_line(page, view.meeting)] if view.meeting else [])
    for side in view.sides:
        page.section(state_name(side.state), (roster_line(page, line) for line in side.people))
    sections = (
        ("Last meetings", view.last_meetings),
        ("Coming up", view.coming),
        ("On the table", view.table),
        ("Undecided", view.undecided),
        ("Announced, not confirmed", view.unconfirmed),
    )
    for name, events in sections:
        page.section(name, (event_line(page, event) for event in events))
    for side in view.sides:
        page.section(f"What {state_name(side.state)} said", _said(page, side))


def _said(page: _Page, side: Side) -> Iterable[str]:
    return (statement_line(page, said) for said in side.statements)


def _claim_line(page: _Page, told: Sourced) -> str:
    head, place = told.report, told.claim.evidence[0]
    of = (head.id, head.outlet, head.title, head.published, head.address)
    ref = SourceRef(told.claim.id, *of, place.start, place.end, place.quote)
    return f"{told.claim.kind} {told.claim.id}: “{' '.join(place.quote.split())}”{page.cite([ref])}"


def _head(head: ReportHead) -> str:
    return f"{head.published or 'undated'}  {head.outlet or 'outlet unknown'}, {head.title or 'no title'} ({head.id})"


def _judgement(word: Judgement) -> str:
    said = " ".join(part for part in (word.verb, *word.subjects, word.field, word.value) if part)
    return f"{word.when}  {word.who}: {said} ({word.why}; {word.id})"


def _search(page: _Page, view: Search) -> None:
    page.title(f"Search: {view.query}")
    page.section("Reports", (f"{_head(hit.report)}: {' '.join(hit.words.split())}" for hit in view.reports))
    page.section("Claims", (_claim_line(page, told) for told in view.claims))


def _calendar(page: _Page, view: Calendar) -> None:
    page.title(f"Calendar, {view.first} to {view.last}" + (f": {_states(view.states)}" if view.states else ""))
    for day in view.days:
        page.section(day.day, (event_line(page, event) for event in day.events))


def _changes(page: _Page, view: Changes) -> None:
    page.title(f"Changes since {view.since}")
    page.section("New reports", map(_head, view.reports))
    page.section("Events", (event_line(page, event) for event in view.events))
    page.section("Posts", (tenure_line(page, span) for span in view.tenures))
    page.section("Statements", (statement_line(page, said) for said in view.statements))
    page.section("No longer claimed", (_claim_line(page, told) for told in view.lost))
    page.section("Judgements", map(_judgement, view.judgements))


def _dossier(page: _Page, view: Dossier) -> None:
    other = [name for name in view.person.names if name != view.person.name]
    page.title(f"{view.person.name} ({_states(view.person.states) or 'no state known'}; {view.person.id})")
    page.section("Also written", other)
    page.section("Posts", (tenure_line(page, span) for span in view.tenures))
    page.section("Meetings and acts", (event_line(page, event) for event in view.events))
    page.section("Statements", (statement_line(page, said) for said in view.statements))


def _post(page: _Page, view: Succession) -> None:
    page.title(f"{view.post.name}, {state_name(view.post.state) or view.post.organization}")
    page.items(tenure_line(page, span) for span in view.tenures)
    page.section("No holder known", (f"{gap.first} to {gap.last}: after {gap.after}, before {gap.before}" for gap in view.gaps))
    page.section("Names of the body", (f"{one.first} to {one.last or 'now'}: {one.name} ({one.source})" for one in view.body))


def _event(page: _Page, view: EventSheet) -> None:
    page.title(f"Event {view.event.id}")
    page.items([event_line(page, view.event)])
    page.section("Before it", (event_line(page, event) for event in view.previous))
    page.section("After it", (event_line(page, event) for event in view.following))
    page.section("Said of it", (statement_line(page, said) for said in view.statements))


def _report(page: _Page, view: ReportSheet) -> None:
    head = view.report
    page.title(f"{head.title or head.id} ({head.outlet or 'outlet unknown'}, {head.published or 'undated'}, {view.published_how})")
    page.section("Claims", (_claim_line(page, told) for told in view.claims))
    page.section("Left open", (issue.message for issue in view.issues))


def _open(page: _Page, view: OpenItems) -> None:
    page.title(f"Open items as of {view.today}" + (f": {_states(view.states)}" if view.states else ""))
    page.section("Announced, not confirmed", (event_line(page, event) for event in view.unconfirmed))
    page.section("Undecided", (event_line(page, event) for event in view.undecided))
    page.section("Reports disagree", (event_line(page, event) for event in view.contradicted))
    page.section("Reports disagree on posts", (tenure_line(page, span) for span in view.posts))


_RENDERERS: tuple[tuple[type[Any], Callable[[_Page, Any], None]], ...] = (
    (Chronology, _chronology),
    (Roster, _roster),
    (Brief, _brief),
    (Search, _search),
    (Calendar, _calendar),
    (Changes, _changes),
    (Dossier, _dossier),
    (Succession, _post),
    (EventSheet, _event),
    (ReportSheet, _report),
    (OpenItems, _open),
)


def to_text(view: object, style: Style = "text") -> str:
    """The view as plain text or Markdown; ValueError for what is no view."""
    for noun, render in _RENDERERS:
        if isinstance(view, noun):
            page = _Page(style)
            render(page, view)
            return page.text()
    raise ValueError(f"no view: {type(view).__name__}")
