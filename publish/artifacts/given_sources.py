"""Sources that a program gives to the library: a text, a file, or the folder of a book.

A ``str`` is always a text, and a path always a file or a folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from publish.config import Book, Settings, Workspace, find_workspace, open_book
from publish.config.settings import parse_settings
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import files
from publish.document.model import Work
from publish.pipeline.pictures import describe_missing
from publish.pipeline.stages import read_sources, read_work, settle
from publish.readers import endings
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span

PathLike: TypeAlias = "os.PathLike[str]"
SettingsLike: TypeAlias = Settings | Mapping[str, object] | None

_NAME = "text"
"""The name of a text without a file, in spans and in messages."""


@dataclass(frozen=True, slots=True)
class GivenBook:
    """A book that a program gives, its decoded texts, and its Work with the diagnostics."""

    book: Book
    texts: tuple[Source, ...]
    reading: Outcome[Work]


def open_source(
    source: str | PathLike, settings: SettingsLike
) -> tuple[Book, Outcome[tuple[Source, ...]]]:
    """Return the book and the decoded texts of a source."""
    if isinstance(source, str):
        return make_book(settings), Outcome((_text(source),))
    if not isinstance(source, os.PathLike):
        raise TypeError(f"a text is a str and a file a pathlib.Path, not {type(source).__name__}")
    path = Path(source)
    book = open_book(path, find_workspace(path.parent))
    book = replace(book, settings=merge_settings(settings, book.settings))
    return book, read_sources(book)


def _text(text: str) -> Source:
    """Return a text as a source; raise PublishError where it is empty or not valid Unicode."""
    if text.endswith((*endings(), ".toml", ".pdf", ".epub")) and len(text.split()) == 1:
        raise ValueError(f"{text!r} is a text, not a file; to read the file, pass a pathlib.Path")
    if not text.strip():
        raise PublishError(files.EMPTY.at(Span(_NAME, 0, 0), "the text is empty"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        span = Span(_NAME, error.start, error.end)
        message = f"the text is not valid Unicode: {error.reason}"
        raise PublishError(files.UNKNOWN_ENCODING.at(span, message)) from None
    return Source(_NAME, text)


def make_book(settings: SettingsLike) -> Book:
    """Return the book of a text or a document model, which has no file and no workspace."""
    folder = Path.cwd()
    workspace = Workspace(folder, folder, folder, folder)
    return Book("untitled", merge_settings(settings, Settings()), (), workspace)


def merge_settings(settings: SettingsLike, base: Settings) -> Settings:
    """Return the settings that a program gives; a mapping overrides single keys of ``base``."""
    if isinstance(settings, Settings):
        return settings
    return parse_settings(settings, base) if settings else base


def read_source(source: Work | str | PathLike, settings: SettingsLike) -> GivenBook:
    """Return a source as it was read, with all diagnostics; a document model as it is."""
    if isinstance(source, Work):
        return GivenBook(make_book(settings), (), Outcome(source, describe_missing(source)))
    book, texts = open_source(source, settings)
    outcome = read_work(texts.value, book)
    diagnostics = settle(texts.diagnostics + outcome.diagnostics, book.settings, texts.value)
    return GivenBook(book, texts.value, Outcome(outcome.value, diagnostics))
