"""Answers about a book: its view, and the booklet of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.desk.booklet_view import describe_booklet
from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal
from publish.desk.view_objects import describe_view

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def show_book(desk: Desk, request: Request) -> Response:
    """Return a book as it was made last; a newer state is announced by an event."""

    def show() -> dict[str, object]:
        key = desk.key_of(request)
        view = desk.session.view(key)
        return describe_view(view, is_building=desk.session.is_building(key))

    return JSONResponse(await run_in_threadpool(show))


async def show_booklet(desk: Desk, request: Request) -> Response:
    """Return the booklet of the pages that a view has now."""

    def show() -> dict[str, Any]:
        view = desk.session.view(desk.key_of(request))
        if view.laid_out is None or view.book is None:
            raise Refusal(409, "the pages are not made yet")
        settings = view.book.settings.booklet
        return describe_booklet(desk.booklets.booklet(view.laid_out, settings))

    return JSONResponse(await run_in_threadpool(show))
