"""Answers about the desk as a whole: its books and choices, and new books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.config.options import Edition
from publish.desk.json_answers import JSONResponse
from publish.desk.new_texts import write_new_text
from publish.desk.request_bodies import read_object
from publish.desk.views import ViewKey, name_of
from publish.document.titles import title_of_name
from publish.text.languages import direction, language
from publish.themes.theme_search import list_themes

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def describe_desk(desk: Desk, request: Request) -> Response:
    """Return the books of the workspace, and the choices of a view."""
    accepted = request.headers.get("accept-language", "")
    return JSONResponse(await run_in_threadpool(_describe, desk, accepted))


def _describe(desk: Desk, accepted: str) -> dict[str, Any]:
    workspace = desk.workspace()
    first = accepted.partition(",")[0].partition("-")[0].strip().lower()
    return {
        "workspace": workspace.root.name,
        "language": "he" if first in ("he", "iw") else "en",
        "books": [_describe_book(desk, name) for name in desk.book_names()],
        "themes": list(list_themes((workspace.styles,))),
        "pages": _list_pages(workspace.defaults.theme, workspace.styles),
        "editions": [each.value for each in Edition],
        "profiles": list(desk.profiles()),
    }


def _describe_book(desk: Desk, name: str) -> dict[str, Any]:
    stated = desk.session.titles.find(name, desk.session.last_view(ViewKey(name)))
    title = stated or title_of_name(name) or name
    return {
        "id": name_of("book", name),
        "name": name,
        "title": title,
        "is_title_known": stated is not None,
        "dir": direction(language(title)).value,
    }


async def name_book(desk: Desk, request: Request) -> Response:
    """Return a book as the list has it, with the title that its settings or its text have."""

    def name() -> dict[str, Any]:
        desk.session.titles.read(desk.open_book(request))
        return _describe_book(desk, desk.book_of(request))

    return JSONResponse(await run_in_threadpool(name))


def _list_pages(theme: str, styles: Path) -> list[str]:
    from publish.diagnostics import PublishError
    from publish.themes.theme import load

    try:
        return list(load(theme, (styles,)).pages)
    except PublishError:
        return []


async def add_book(desk: Desk, request: Request) -> Response:
    """Return the identifier of a new book, whose text is pasted (JSON) or dropped (a file).

    A dropped file is the body of the request, and its name is the parameter ``file``.
    """
    if "file" in request.query_params:
        name, data = request.query_params["file"], await request.body()
    else:
        pasted = await read_object(request)
        name, data = f"{pasted.get('name', '')}.txt", str(pasted.get("text", "")).encode()
    book = await run_in_threadpool(write_new_text, desk.present_workspace(), name, data)
    desk.add_name(book)
    desk.session.notice_save()
    return JSONResponse({"id": name_of("book", book), "name": book})
