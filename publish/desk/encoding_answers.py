"""Answers to a text in a guessed encoding: its letters as they were read, and saved as UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.config.file_access import read_text_bytes
from publish.desk.book_files import find_file
from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.saved_text import digest_of, encode_as_utf8
from publish.desk.text_edits import TextChanged, TextEdit, write_edit
from publish.readers.detection import decode_file

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk

_SHOWN = 12
"""Lines that are shown before the file is saved: the first that are other bytes in UTF-8."""


async def preview_utf8(desk: Desk, request: Request) -> Response:
    """Return the first lines of a text whose bytes change in UTF-8, and their number."""

    def preview() -> dict[str, Any]:
        file = find_file(desk.open_book(request), request.path_params["file"])
        source = decode_file(read_text_bytes(file.path), file.name).value
        lines = [
            {"number": number, "text": line}
            for number, line in enumerate(source.text.splitlines(), 1)
            if not line.isascii()
        ]
        return {"encoding": source.encoding, "count": len(lines), "lines": lines[:_SHOWN]}

    return JSONResponse(await run_in_threadpool(preview))


async def save_as_utf8(desk: Desk, request: Request) -> Response:
    """Save a text as UTF-8, and return the name by which that is undone."""
    expected = (await read_object(request)).get("digest")

    def save() -> dict[str, Any]:
        file = find_file(desk.open_book(request), request.path_params["file"])
        if not file.is_text:
            raise Refusal(422, "settings are UTF-8 already")
        before = read_text_bytes(file.path)
        if digest_of(before) != expected:
            raise TextChanged(file.path, before)
        edit = TextEdit(file.path, before, encode_as_utf8(before, file.name))
        write_edit(edit, desk.writable())
        desk.session.notice_save()
        return {"digest": digest_of(edit.after or b""), "undo": desk.history.add(edit)}

    return JSONResponse(await run_in_threadpool(save))
