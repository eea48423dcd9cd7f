"""Answers about the files of a book: texts and settings, by the identifiers of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.config.file_access import read_text_bytes
from publish.config.workspace import Book
from publish.desk.book_files import BookFile, find_file
from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.role_words import LABELS
from publish.desk.saved_text import digest_of, save_text
from publish.desk.words.line_roles import find_lines, mark_roles
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules.files import OTHER_ENCODING
from publish.pipeline.stages import decode_texts
from publish.readers.detection import decode_file
from publish.text.source import Source

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def read_file(desk: Desk, request: Request) -> Response:
    """Return the text of a file of a book, with the digest that a change of it has to name."""
    return JSONResponse(await run_in_threadpool(_read, desk, request))


async def write_file(desk: Desk, request: Request) -> Response:
    """Save a text from the editor, and return the digest of the file as it is then."""
    value = await read_object(request)
    text, expected = value.get("text"), value.get("digest")
    if not isinstance(text, str) or not isinstance(expected, str):
        raise Refusal(422, "a file is saved with its text and the digest of the one before")

    def save() -> dict[str, Any]:
        file = find_file(desk.open_book(request), request.path_params["file"])
        edit = save_text(file.path, text, expected, desk.writable())
        desk.session.notice_save()
        return {"digest": digest_of(edit.after or b""), "undo": desk.history.add(edit)}

    return JSONResponse(await run_in_threadpool(save))


def _read(desk: Desk, request: Request) -> dict[str, Any]:
    book = desk.open_book(request)
    file = find_file(book, request.path_params["file"])
    data = read_text_bytes(file.path)
    outcome = _decode(data, file)
    source = outcome.value
    lines: list[dict[str, Any]] = []
    roles: list[str] = []
    if file.is_text:
        lines, roles = _describe_lines(file, source, book)
    return {
        # Editors end lines with a line feed; the file keeps its own ends when it is saved.
        "text": source.text.replace("\r\n", "\n").replace("\r", "\n"),
        "digest": digest_of(data),
        "lines": lines,
        "roles": [{"role": role, "label": LABELS[role]} for role in roles],
        "newline": "\r\n" if "\r\n" in source.text else "\n",
        "encoding": source.encoding,
        "guessed": any(each.code == OTHER_ENCODING.code for each in outcome.diagnostics),
    }


def _decode(data: bytes, file: BookFile) -> Outcome[Source]:
    """Return the text of a file; a file that is no text has none."""
    try:
        if file.is_text:
            return decode_file(data, file.name)
    except PublishError:
        pass  # the messages of the view say why
    return Outcome(Source(file.name, data.decode("utf-8-sig", "replace")))


def _describe_lines(
    file: BookFile, source: Source, book: Book
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the lines of a text with their roles, and the roles that a mark may give to them."""
    texts = decode_texts(book).value
    if source.text not in (each.text for each in texts if each.file == file.name):
        return [], []
    try:
        lines = find_lines(file.name, texts, book.settings)
    except PublishError:
        return [], []
    described = [
        {
            "number": line.number,
            "role": line.role,
            "label": LABELS.get(line.role),
            "continues": line.continues,
        }
        for line in lines
    ]
    return described, list(map(str, mark_roles(source)))
