"""Answers about the settings of a book: a form of its keys, with the file beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from publish.config.file_access import read_bytes
from publish.config.settings import inspect_settings
from publish.config.toml_changes import change_value, find_value
from publish.config.toml_statements import UnknownForm
from publish.config.workspace import Book, display_path
from publish.desk.edit_answers import make_edit
from publish.desk.json_answers import JSONResponse
from publish.desk.mark_edits import settings_path
from publish.desk.refusals import Refusal
from publish.desk.request_bodies import read_object
from publish.desk.saved_text import digest_of, encode_text, save_text
from publish.desk.setting_fields import FIELDS
from publish.desk.settings_form import WrongForm, describe_field, read_value
from publish.desk.text_edits import TextChanged, TextEdit
from publish.desk.views import name_of
from publish.diagnostics import PublishError
from publish.text.source import Source

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk


async def read_form(desk: Desk, request: Request) -> Response:
    """Return the settings of a book as a form, with the text of the file."""
    return JSONResponse(await run_in_threadpool(lambda: _describe(desk.open_book(request))))


async def write_setting(desk: Desk, request: Request) -> Response:
    """Set or remove one key of the settings, or save the whole file."""
    value = await read_object(request)
    expected = value.get("digest")
    if not isinstance(expected, str):
        raise Refusal(422, "settings are saved with the digest of the file before")

    def write() -> dict[str, Any]:
        book = desk.open_book(request)
        path = settings_path(book)
        if isinstance(value.get("toml"), str) and path.is_file():
            edit = save_text(path, value["toml"], expected, desk.writable())
            desk.session.notice_save()
            return {"digest": digest_of(edit.after or b""), "undo": desk.history.add(edit)}
        edit = _change(book, path, value, expected)
        return {"digest": digest_of(edit.after or b""), **make_edit(desk, edit)}

    return JSONResponse(await run_in_threadpool(write))


def _describe(book: Book) -> dict[str, Any]:
    path = settings_path(book)
    data = _read(path)
    text = (data or b"").decode("utf-8-sig", "replace")
    file = {
        "toml": text,
        "digest": digest_of(data or b""),
        "file": name_of("file", display_path(path, book.workspace)),
    }
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The messages of the view say where the mistake is; a form would lose what is there.
        return {**file, "keys": [], "fault": str(error)}
    keys = [describe_field(field, table, book) for field in FIELDS]
    return {**file, "languages": list(book.settings.languages), "keys": keys}


def _change(book: Book, path: Path, wanted: Mapping[str, Any], expected: str) -> TextEdit:
    """Return the edit that sets a key of the form, or removes it where the value is null.

    Raises Refusal for a value that the key does not accept.
    """
    before = _read(path)
    if digest_of(before or b"") != expected:
        raise TextChanged(path, before)
    name = wanted.get("key")
    field = next((each for each in FIELDS if each.name == name), None)
    if field is None:
        raise Refusal(422, f"the form has no key “{name}”")
    text = (before or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
    keys = field.name.split(".")
    try:
        old = find_value(tomllib.loads(text), keys)
        changed = change_value(text, keys, read_value(field, wanted.get("value"), old))
    except (UnknownForm, WrongForm, tomllib.TOMLDecodeError, TypeError) as error:
        raise Refusal(422, str(error), f"change {path.name} as a text") from None
    _check(changed, text, path, book)
    after = changed.encode() if before is None else encode_text(changed, before, str(path))
    return TextEdit(path, before, after)


def _check(changed: str, before: str, path: Path, book: Book) -> None:
    """Raise Refusal where the changed settings have a mistake that they did not have before."""
    base = book.workspace.defaults
    old, new = (
        inspect_settings(Source(str(path), text), base).diagnostics for text in (before, changed)
    )
    mistakes = {each.message for each in old}
    for diagnostic in new:
        if diagnostic.message not in mistakes:
            raise Refusal.of(PublishError(diagnostic))


def _read(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None
