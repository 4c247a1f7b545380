"""The pages: each a view, rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chancery import views
from chancery.codebook import parse_state
from chancery.exchange import Material, write
from chancery.model import Event, EventStatus, EventType
from chancery.store import View
from chancery.web.marks import paragraphs
from chancery.web.notes import notes
from chancery.web.questions import PAGE, Between, Day, Page, Words, asking, day_of, relation, states_of, today
from chancery.web.templates import page as render
from chancery.web.timeline import timeline

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_AHEAD = 20
"""Reports whose pairs of states the front page offers."""


@router.get("/")
def front(request: Request) -> HTMLResponse:
    """Where a newcomer starts: relations, the latest reports, what is open."""
    with asking(request) as view:
        reports = view.reports(limit=_AHEAD)
        items = views.open_items(view, today=reports[0].published or today() if reports else today())
        return HTMLResponse(
            render("front.html", counts=view.counts(), reports=reports, pairs=_pairs(view, (r.id for r in reports)), items=items)
        )


def _pairs(view: View, reports: Iterable[str]) -> list[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for claim in view.claims_of(report):
            states = sorted(set(claim.value.states)) if isinstance(claim.value, Event) else []
            found.update((a, b) for i, a in enumerate(states) for b in states[i + 1 :])
    return [pair for pair, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:12]]


@router.get("/relation")
def relation_page(
    request: Request,
    between: Between = [],  # noqa: B006 - FastAPI copies it
    first: Day = "",
    last: Day = "",
    type: Words = "",
    status: Words = "",
    person: Words = "",
    page: Page = 1,
) -> HTMLResponse:
    """The chronology of two or more states, with filters and the timeline."""
    states = states_of(between)
    with asking(request) as view:
        answer = relation(view, between=states, first=first, last=last, kind=type, status=status, person=person, page=page)
    shown = answer.events[(page - 1) * PAGE :]
    asked = {"first": first, "last": last, "type": type, "status": status, "person": person}
    return HTMLResponse(
        render(
            "relation.html",
            states=states,
            asked=asked,
            events=shown,
            total=answer.total,
            page=page,
            pages=-(-answer.total // PAGE),
            picture=timeline(shown),
            types=[known.value for known in EventType],
            statuses=[known.value for known in EventStatus],
        )
    )


@router.get("/event/{identity}")
def event_page(request: Request, identity: str) -> HTMLResponse:
    """One event: history, participants, every source with its sentence, disagreements side by side."""
    with asking(request) as view:
        return HTMLResponse(render("event.html", sheet=views.event(view, event=identity)))


@router.get("/report/{identity}")
def report_page(request: Request, identity: str) -> HTMLResponse:
    """One report: its clean text with the quoted words marked and linked to their entries."""
    with asking(request) as view:
        sheet = views.report(view, report=identity)
        homes = view.homes(told.claim.id for told in sheet.claims)
    quotes = {told.claim.id: [(place.start, place.end) for place in told.claim.evidence] for told in sheet.claims}
    return HTMLResponse(render("report.html", sheet=sheet, parts=paragraphs(sheet.text, quotes), homes=homes, notes=notes(sheet)))


@router.get("/person/{identity}")
def person_page(request: Request, identity: str) -> HTMLResponse:
    """One person: posts, meetings, statements."""
    with asking(request) as view:
        return HTMLResponse(render("person.html", sheet=views.dossier(view, person=identity)))


@router.get("/post/{identity}")
def post_page(request: Request, identity: str) -> HTMLResponse:
    """One post: who held it after whom."""
    with asking(request) as view:
        return HTMLResponse(render("post.html", sheet=views.post(view, post=identity)))


@router.get("/roster")
def roster_page(request: Request, state: Words = "", on: Day = "") -> HTMLResponse:
    """The holders of a state's posts on a day."""
    day = day_of(on)
    with asking(request) as view:
        answer = views.roster(view, state=parse_state(state), on=day) if state.strip() else None
    return HTMLResponse(render("roster.html", roster=answer, on=day))


@router.get("/brief")
def brief_page(request: Request, between: Between = [], on: Day = "", meeting: Words = "") -> HTMLResponse:  # noqa: B006
    """One printed page before a meeting."""
    states, day = states_of(between), day_of(on)
    with asking(request) as view:
        answer = views.brief(view, between=states, on=day, meeting=meeting) if len(states) > 1 or meeting else None
    return HTMLResponse(render("brief.html", brief=answer, states=states, on=day))


@router.get("/search")
def search_page(request: Request, q: Words = "", first: Day = "", last: Day = "") -> HTMLResponse:
    """Where words occur."""
    with asking(request) as view:
        answer = views.search(view, query=q, first=first, last=last) if any(sign.isalnum() for sign in q) else None
        homes = view.homes(told.claim.id for told in answer.claims) if answer else {}
    return HTMLResponse(render("search.html", answer=answer, q=q, homes=homes))


@router.get("/calendar.ics")
def feed(request: Request, between: Between = [], first: Day = "", last: Day = "", status: Words = "") -> Response:  # noqa: B006
    """Meetings, visits and calls as a calendar to subscribe to."""
    with asking(request) as view:
        answer = views.chronology(
            view, between=states_of(between), first=first, last=last, types=("CONSULT",), statuses=(status,) if status else (), limit=5000
        )
    body = b"".join(write("ics", Material(events=answer.events)))
    return Response(body, media_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'inline; filename="chancery.ics"'})
