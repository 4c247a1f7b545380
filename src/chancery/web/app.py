"""The application: routes, headers, faults told as pages or JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from chancery import __version__
from chancery.model import ChanceryError, QueryError
from chancery.store import open_store
from chancery.web import api, pages
from chancery.web.templates import page

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(record: Path, *, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "testserver")) -> FastAPI:
    """The application over a record, which it only reads. `hosts` are the names it answers to, so that no foreign page can
    reach it through a name of its own (DNS rebinding). StoreError where there is no record."""
    app = FastAPI(title="Chancery", version=__version__, openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    app.state.store = open_store(record, create=False)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(_with_headers)
    app.include_router(pages.router)
    app.include_router(api.router, prefix="/api/v1")
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    app.add_exception_handler(ChanceryError, _fault)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_fault)
    return app


async def _with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _told(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message, "status": status}, status, headers)
    title = HTTPStatus(status).phrase
    return HTMLResponse(page("fault.html", title=title, message=message, status=status), status, headers)


async def _fault(request: Request, error: Exception) -> Response:
    unknown = isinstance(error, QueryError) and str(error).startswith("no ")
    status = (
        HTTPStatus.NOT_FOUND if unknown else HTTPStatus.BAD_REQUEST if isinstance(error, QueryError) else HTTPStatus.SERVICE_UNAVAILABLE
    )
    return _told(request, status, str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _told(request, HTTPStatus.BAD_REQUEST, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}")


async def _http_fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    messages = {404: "there is no such page; start from the front page", 405: "this address only answers to GET"}
    return _told(request, error.status_code, messages.get(error.status_code, str(error.detail)), dict(error.headers or {}))
