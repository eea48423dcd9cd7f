"""Answers about the files of a book: texts and settings, by the identifiers of a view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from publish.config.file_access import read_text_bytes
from publish.config.workspace import Book, display_path, inspect_book
from publish.desk.refusals import Refusal
from publish.desk.views import name_of
from publish.readers.detection import decode_file
from publish.storage.digests import digest

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def read_file(desk: Desk, request: Request) -> Response:
    """Return the text of a file of a book, with the digest that a change of it has to name."""
    return JSONResponse(await run_in_threadpool(_read, desk, request))


def _read(desk: Desk, request: Request) -> dict[str, Any]:
    path, name = find_file(desk, request)
    data = read_text_bytes(path)
    source = decode_file(data, name).value
    return {
        "text": source.text,
        "digest": digest(data),
        "lines": [],
        "newline": "\r\n" if "\r\n" in source.text else "\n",
        "encoding": source.encoding,
    }


def find_file(desk: Desk, request: Request) -> tuple[Path, str]:
    """Return the file that an address names, and its name in messages; raise 404 for any other."""
    book = inspect_book(desk.book_of(request), desk.workspace()).value
    wanted = request.path_params["file"]
    for path, name in list_files(book) if book else ():
        if name_of("file", name) == wanted:
            return path, name
    raise Refusal(404, "this file is not part of the book any more")


def list_files(book: Book) -> list[tuple[Path, str]]:
    """Return the texts and settings of a book, with the names that messages give them."""
    paths = (*book.texts, *(Path(source.file) for source in book.settings.toml))
    return [(path, display_path(path, book.workspace)) for path in paths]
