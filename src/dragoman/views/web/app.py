"""The program behind the pages: every page, its data and its table from one handler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, UsageError
from dragoman.views.web.asking import Asked, NothingThereError, read_asked
from dragoman.views.web.guard import Guard
from dragoman.views.web.looking import Look, OpenRecord
from dragoman.views.web.openapi import openapi
from dragoman.views.web.page import Page, table_of
from dragoman.views.web.pages.listing import PAGES
from dragoman.views.web.rendering import Templates, address

__all__ = ["make_app"]

HERE = Path(__file__).parent
Writer = Callable[[Page, Asked, Any, Look], Response]


class ItemAsked(Asked, frozen=True, kw_only=True):
    """Which item."""

    id: str


def make_app(record: OpenRecord, *, host: str = "127.0.0.1", token: str | None = None) -> Starlette:
    """Return the web application over a record.

    Args:
        record: The record; the application does not close it.
        host: The name or address that it is reached at.
        token: What every request must bring, or `None`.
    """
    templates = Templates(HERE / "templates")

    def as_page(page: Page, asked: Asked, answer: Any, look: Look) -> Response:
        body = templates.page(page.template, page=page, asked=asked, answer=answer, pages=PAGES, record=look.name)
        return Response(body, media_type="text/html")

    def as_json(page: Page, asked: Asked, answer: Any, look: Look) -> Response:
        return Response(_json(answer), media_type="application/json")

    def as_table(page: Page, asked: Asked, answer: Any, look: Look) -> Response:
        table = table_of(page.row, page.rows(answer)).encode("utf-8", "replace")
        name = {"content-disposition": f'attachment; filename="dragoman-{page.api_name}.csv"'}
        return Response(table, media_type="text/csv; charset=utf-8", headers=name)

    def item(request: Request) -> Response:
        look = record.look()
        found = look.snapshot.item(read_asked(ItemAsked, request.query_params.multi_items()).id)
        if found is None:
            raise NothingThereError("the record has no item with this id")
        return RedirectResponse(address("/report", {"id": found.report, "item": found.id}, f"item-{found.id}"), 303)

    def described(request: Request) -> Response:
        return JSONResponse(openapi(PAGES))

    def failed(request: Request, error: Exception) -> Response:
        status = _status(error)
        detail = error.detail if isinstance(error, HTTPException) else str(error)
        if request.url.path.startswith(("/api/", "/csv/")):
            return JSONResponse({"error": detail}, status)
        body = templates.page(
            "error.html", page=None, pages=PAGES, record=record.path.resolve().name, status=status, detail=detail
        )
        return Response(body, status, media_type="text/html")

    routes: list[Route | Mount] = []
    for page in PAGES:
        routes.append(Route(f"/{page.name}", _endpoint(record, page, as_page), methods=["GET"]))
        routes.append(Route(f"/api/{page.api_name}", _endpoint(record, page, as_json), methods=["GET"]))
        routes.append(Route(f"/csv/{page.api_name}", _endpoint(record, page, as_table), methods=["GET"]))
    routes.append(Route("/item", item, methods=["GET"]))
    routes.append(Route("/api/openapi.json", described, methods=["GET"]))
    routes.append(Mount("/static", StaticFiles(directory=HERE / "static")))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, host=host, token=token)],
        exception_handlers={DragomanError: failed, HTTPException: failed},
    )


def _endpoint(record: OpenRecord, page: Page, write: Writer) -> Callable[[Request], Response]:
    # not async: starlette runs it in a thread, so that one long answer does not keep the others waiting
    def endpoint(request: Request) -> Response:
        asked = read_asked(page.asked, request.query_params.multi_items())
        look = record.look()
        return write(page, asked, page.answer(look, asked), look)

    return endpoint


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, NothingThereError):
        return 404
    return 400 if isinstance(error, UsageError) else 500


def _json(answer: object) -> bytes:
    try:
        return msgspec.json.encode(answer)
    except UnicodeEncodeError:  # half of a surrogate pair, from broken JSON
        import json

        return json.dumps(msgspec.to_builtins(answer)).encode()
