"""The files of a book as the desk shows them, by identifiers that open no other file."""

from __future__ import annotations

from pathlib import Path

from publish.config.workspace import Book, display_path
from publish.desk.mark_edits import settings_path
from publish.desk.refusals import Refusal
from publish.desk.views import name_of
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class BookFile:
    """A text or a settings file of a book; ``name`` is that in messages."""

    path: Path
    name: str
    is_text: bool


def find_file(book: Book, wanted: object) -> BookFile:
    """Return the file of a book with that identifier or name; raise 404 for any other."""
    for file in list_files(book):
        if wanted in (name_of("file", file.name), file.name):
            return file
    raise Refusal(404, "this file is not part of the book any more")


def list_files(book: Book) -> list[BookFile]:
    """Return the texts of a book, then its settings from those of the workspace to its own."""
    settings = [Path(source.file) for source in book.settings.toml]
    own = settings_path(book)
    if own.is_file() and own not in settings:
        settings.append(own)  # one with a mistake
    files = [(path, True) for path in book.texts] + [(path, False) for path in settings]
    return [BookFile(path, display_path(path, book.workspace), kind) for path, kind in files]
