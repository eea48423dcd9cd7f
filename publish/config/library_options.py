"""The table ``[library]`` of ``publish.toml``: title and address of a library, names of books."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from publish.config.attendees import Address, address
from publish.config.setting_keys import KEYS
from publish.config.toml_file import InvalidValue, key_span, load_toml, unknown_key
from publish.config.values import parse_with, read_part, read_string
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.document.metadata import Words
from publish.text.dataclass import dataclass
from publish.text.source import Source

LONGEST_NAME = 80
"""Characters of the longest name of a book in a library."""

_NAME = re.compile(rf"[^\W_](?:[^\W_]|[-_](?=[^\W_])){{0,{LONGEST_NAME - 1}}}")


@dataclass(frozen=True, slots=True)
class LibraryOptions:
    """The choices of a workspace for its library.

    ``base_url`` ends in a slash; links are relative where it is empty.  ``names`` are pairs of a
    book and its name in the library.
    """

    title: Words = Words()
    base_url: str = ""
    names: tuple[tuple[str, str], ...] = ()


NO_OPTIONS = LibraryOptions()


def read_name(value: object) -> str:
    """Return a name of letters and digits with hyphens, as addresses and files can have it."""
    text = unicodedata.normalize("NFC", read_string(value))
    if not _NAME.fullmatch(text):
        raise InvalidValue(
            f"a name of at most {LONGEST_NAME} letters and digits with hyphens: “first-light”"
        )
    return text


def _names(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not value:
        raise InvalidValue('books and their names in the library: { "000" = "first-light" }')
    return tuple((book, read_part(name, read_name)) for book, name in value.items())


def _base_url(value: object) -> str:
    url = Address(parse_with(address)(value)).ascii_url
    return url if url.endswith("/") else f"{url}/"


_READERS: dict[str, Callable[[object], Any]] = {
    "title": KEYS["title"],
    "base_url": _base_url,
    "names": _names,
}


def inspect_library(source: Source) -> Outcome[LibraryOptions]:
    """Return the table ``[library]`` of a workspace, and the errors in it."""
    try:
        table = load_toml(source).get("library", {})
    except PublishError:
        return Outcome(NO_OPTIONS)  # the reader of the settings reports the error
    if not isinstance(table, dict):
        error = InvalidValue('a table: [library], then title = "…", base_url = "https://…"')
        span = key_span(source, "library")
        return Outcome(NO_OPTIONS, (error.diagnostic(span, "`library`", table),))
    values: dict[str, Any] = {}
    errors: list[Diagnostic] = []
    for key, value in table.items():
        span = key_span(source, key)
        if key not in _READERS:
            errors.append(unknown_key(span, key, _READERS))
            continue
        try:
            values[key] = _READERS[key](value)
        except InvalidValue as error:
            errors.append(error.diagnostic(span, f"`{key}` of [library]", value))
    return Outcome(LibraryOptions(**values), tuple(errors))
