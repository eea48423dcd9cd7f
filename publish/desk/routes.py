"""The routes of the desk: which function answers which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from publish.desk import (
    artifact_answers,
    book_answers,
    desk_answers,
    edit_answers,
    encoding_answers,
    epub_answers,
    file_answers,
    picture_answers,
    settings_answers,
    word_answers,
)
from publish.desk.guard import refusal
from publish.desk.refusals import Refusal
from publish.desk.saved_text import digest_of
from publish.desk.text_edits import TextChanged
from publish.diagnostics import PublishError
from publish.exceptions import diagnose

if TYPE_CHECKING:
    from publish.desk.desk import Desk

Answer = Callable[["Desk", Request], Awaitable[Response]]

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
_PAGE = "index.html"


def make_application(desk: Desk) -> Starlette:
    """Return the application that answers the requests of the desk's page."""

    def route(path: str, answer: Answer, method: str = "GET") -> Route:
        async def endpoint(request: Request) -> Response:
            return await answer(desk, request)

        return Route(path, _careful(endpoint), methods=[method])

    book = "/api/books/{book}"
    routes = [
        Route("/", _careful(_page)),
        Route("/assets/{name}", _careful(_asset)),
        route("/api/desk", desk_answers.describe_desk),
        route("/api/new", desk_answers.add_book, "POST"),
        route("/api/events", _events),
        route("/pages/{page}", picture_answers.draw_page),
        route("/sheets/{side}", picture_answers.draw_side),
        route(book, book_answers.show_book),
        route(f"{book}/name", desk_answers.name_book),
        route(f"{book}/booklet", book_answers.show_booklet),
        route(f"{book}/epub", epub_answers.show_epub),
        route("/epubs/{epub}/{name:path}", epub_answers.read_epub_file),
        route(f"{book}/artifacts", artifact_answers.show_artifacts),
        route(f"{book}/artifacts/{{artifact}}", artifact_answers.take_artifact),
        route(f"{book}/make", artifact_answers.make_file, "POST"),
        route(f"{book}/printed", artifact_answers.mark_printed, "POST"),
        route("/api/library", artifact_answers.make_library, "POST"),
        route("/downloads/{job}", artifact_answers.download),
        route(f"{book}/files/{{file}}", file_answers.read_file),
        route(f"{book}/files/{{file}}", file_answers.write_file, "PUT"),
        route(f"{book}/files/{{file}}/utf8", encoding_answers.preview_utf8),
        route(f"{book}/files/{{file}}/utf8", encoding_answers.save_as_utf8, "POST"),
        route(f"{book}/settings", settings_answers.read_form, "GET"),
        route(f"{book}/settings", settings_answers.write_setting, "PUT"),
        route(f"{book}/mend", edit_answers.mend_message, "POST"),
        route(f"{book}/mark", edit_answers.mark_source_line, "POST"),
        route("/api/undo", edit_answers.undo_edit, "POST"),
        route(f"{book}/locate", word_answers.locate_word),
        route(f"{book}/find", word_answers.find_word),
        route(f"{book}/pages/{{page:int}}/text", word_answers.read_page),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _describe_http_error})


def _careful(
    endpoint: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint whose faults are answers with a message and a hint."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HTTPException:
            raise
        except Refusal as error:
            return _answer(error)
        except TextChanged as error:
            return _answer(describe_conflict(error))
        except PublishError as error:
            return _answer(Refusal.of(error))
        except Exception as error:  # noqa: BLE001  # a fault in one answer leaves the desk open
            fault = PublishError(*diagnose(error, request.url.path))
            return _answer(Refusal.of(fault, 500))

    return answer


def describe_conflict(error: TextChanged) -> Refusal:
    """Return the refusal of a change of a file that another program has changed meanwhile."""
    data = error.data or b""
    text = data.decode("utf-8-sig", "replace")
    facts = {"text": text, "toml": text, "digest": digest_of(data)}
    return replace(Refusal.of(error, 409), facts=facts)


def _answer(error: Refusal) -> Response:
    return refusal(error.status, error.message, error.hint, error.facts)


async def _describe_http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # the table of handlers says so
    return refusal(error.status_code, str(error.detail))


async def _page(_request: Request) -> Response:
    """Return the page."""
    return Response(
        (files("publish.desk") / "assets" / _PAGE).read_bytes(), media_type=_TYPES["html"]
    )


async def _asset(request: Request) -> Response:
    """Return a file of the page; only names that the folder lists are looked for."""
    name = request.path_params["name"]
    for file in (files("publish.desk") / "assets").iterdir():
        if file.name == name and file.is_file() and name != _PAGE:
            media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            headers = {"Cache-Control": "no-cache"}
            return Response(file.read_bytes(), media_type=media_type, headers=headers)
    return refusal(404, "there is no such file")


async def _events(desk: Desk, _request: Request) -> Response:
    if desk.session.events.is_full:
        raise Refusal(
            503, "the desk is open in too many browsers", "close those that you do not need"
        )
    return StreamingResponse(desk.session.events.stream(), media_type="text/event-stream")
