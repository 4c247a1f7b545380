"""The JSON API: the same views as the pages, one address each."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chancery import views
from chancery.codebook import parse_state
from chancery.web.questions import PAGE, Between, Day, Page, Words, asking, day_of, relation, states_of
from chancery.web.templates import page as render

router = APIRouter(tags=["views"])


def _json(answer: object) -> Response:
    return Response(views.to_json(answer, indent=None), media_type="application/json")


@router.get("/chronology", summary="What happened between states, in order of the days")
def chronology(
    request: Request,
    between: Between = [],  # noqa: B006 - FastAPI copies it
    first: Day = "",
    last: Day = "",
    type: Words = "",
    status: Words = "",
    person: Words = "",
    page: Page = 1,
) -> Response:
    """Events of all the states named, oldest first, 50 a page; `total` counts all pages."""
    with asking(request) as view:
        answer = relation(view, between=states_of(between), first=first, last=last, kind=type, status=status, person=person, page=page)
        whole: dict[str, Any] = json.loads(views.to_json(answer, indent=None))
    whole["events"] = whole["events"][(page - 1) * PAGE :]
    return Response(json.dumps(whole, ensure_ascii=False), media_type="application/json")


@router.get("/roster/{state}", summary="Who holds which post of a state on a day")
def roster(request: Request, state: str, on: Day = "") -> Response:
    """The holders, highest rank first."""
    with asking(request) as view:
        return _json(views.roster(view, state=parse_state(state), on=day_of(on)))


@router.get("/brief", summary="What one must know before two states meet")
def brief(request: Request, between: Between = [], on: Day = "", meeting: Words = "") -> Response:  # noqa: B006
    """People, last meetings, what is on the table, what was said, what is open."""
    with asking(request) as view:
        return _json(views.brief(view, between=states_of(between), on=day_of(on), meeting=meeting))


@router.get("/search", summary="Where words occur in reports and behind claims")
def search(request: Request, q: Words, first: Day = "", last: Day = "") -> Response:
    """Best first."""
    with asking(request) as view:
        return _json(views.search(view, query=q, first=first, last=last))


@router.get("/calendar", summary="What is dated from one day to another")
def calendar(request: Request, first: Day = "", last: Day = "", between: Between = []) -> Response:  # noqa: B006
    """Events by day."""
    with asking(request) as view:
        return _json(views.calendar(view, first=first, last=last, states=states_of(between)))


@router.get("/open", summary="What is announced and unconfirmed, undecided, or contradicted")
def open_items(request: Request, on: Day = "", between: Between = []) -> Response:  # noqa: B006
    """Open items as of a day."""
    with asking(request) as view:
        return _json(views.open_items(view, today=day_of(on), states=states_of(between)))


@router.get("/event/{identity}", summary="One event, its series, and what was said of it")
def event(request: Request, identity: str) -> Response:
    """The event's sheet."""
    with asking(request) as view:
        return _json(views.event(view, event=identity))


@router.get("/report/{identity}", summary="One report, what it claims and what it left open")
def report(request: Request, identity: str) -> Response:
    """The report's sheet."""
    with asking(request) as view:
        return _json(views.report(view, report=identity))


@router.get("/person/{identity}", summary="A person's posts, meetings and statements")
def person(request: Request, identity: str) -> Response:
    """The person's dossier; a name will do where only one person has it."""
    with asking(request) as view:
        return _json(views.dossier(view, person=identity))


@router.get("/post/{identity}", summary="The holders of a post, oldest first")
def post(request: Request, identity: str) -> Response:
    """The post's succession."""
    with asking(request) as view:
        return _json(views.post(view, post=identity))


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document, without a script."""
    schema = request.app.openapi()
    return HTMLResponse(render("api.html", paths=sorted(schema["paths"].items())))
