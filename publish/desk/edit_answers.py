"""Answers to small edits: a message mended, a line marked, and each of them undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.config.workspace import Book, display_path
from publish.desk.book_files import find_file
from publish.desk.diagnostic_edits import mend
from publish.desk.json_answers import JSONResponse
from publish.desk.mark_edits import mark_line
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.text_edits import TextEdit, write_edit
from publish.desk.view_objects import name_diagnostic
from publish.desk.views import View
from publish.diagnostics import Diagnostic
from publish.document.marks import MarkRole
from publish.pipeline.stages import read_sources
from publish.text.source import Source

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def mend_message(desk: Desk, request: Request) -> Response:
    """Make the correction that one message offers, and return its diff."""
    wanted = (await read_object(request)).get("diagnostic")

    def change() -> dict[str, Any]:
        view, diagnostic = _find_message(desk, desk.book_of(request), wanted)
        book = desk.open_book(request)
        return make_edit(desk, mend(book, _texts(view, book), diagnostic))

    return JSONResponse(await run_in_threadpool(change))


async def mark_source_line(desk: Desk, request: Request) -> Response:
    """Give a line of a text a role by a mark in the settings, or remove its mark."""
    value = await read_object(request)
    line, role = value.get("line"), value.get("role") or None
    if not isinstance(line, int) or line < 1 or (role and role not in tuple(MarkRole)):
        raise Refusal(422, "a mark needs the number of a line, and a role that lines can have")

    def change() -> dict[str, Any]:
        book = desk.open_book(request)
        file = find_file(book, value.get("file"))
        sources = read_sources(book).value
        edit = mark_line(book, sources, file.name, line, MarkRole(role) if role else None)
        return make_edit(desk, edit)

    return JSONResponse(await run_in_threadpool(change))


async def undo_edit(desk: Desk, request: Request) -> Response:
    """Undo one edit, and return its diff."""
    name = (await read_object(request)).get("undo")

    def undo() -> dict[str, Any]:
        try:
            edit = desk.history.undo(str(name), desk.writable())
        except KeyError:
            raise Refusal(404, "this change is undone already, or too long ago") from None
        desk.session.notice_save()
        return {"diff": edit.diff()}

    return JSONResponse(await run_in_threadpool(undo))


def make_edit(desk: Desk, edit: TextEdit) -> dict[str, Any]:
    """Write an edit and return its diff, with the name by which it is undone."""
    write_edit(edit, desk.writable())
    desk.session.notice_save()
    return {"diff": edit.diff(), "undo": desk.history.add(edit)}


def _find_message(desk: Desk, book: str, wanted: object) -> tuple[View, Diagnostic]:
    """Return a message of a book with the view that has it; raise 404 where none has it now."""
    for view in desk.session.views_of(book):
        for diagnostic in view.diagnostics:
            if name_diagnostic(diagnostic) == wanted:
                return view, diagnostic
    raise Refusal(404, "this message is about an earlier state of the book")


def _texts(view: View, book: Book) -> list[Source]:
    """Return the texts of a book as they were read for a view."""
    names = (display_path(path, book.workspace) for path in book.texts)
    return [view.sources[name] for name in names if name in view.sources]
