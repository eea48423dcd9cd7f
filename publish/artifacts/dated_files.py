"""The files whose last change is the date of a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.config import Book
from publish.config.pictures import PictureState, list_paths


def list_dated_files(
    book: Book, layers: Iterable[Path], pictures: Iterable[PictureState]
) -> Iterator[Path]:
    """Yield the files that a book is made from: texts, settings, pictures, a theme of its own.

    ``layers`` are the folders of its theme.
    """
    yield from book.files
    yield from (Path(source.file) for source in book.settings.toml)
    for layer in layers:
        if layer.is_relative_to(book.workspace.root):
            yield from (path for path in sorted(layer.rglob("*")) if path.is_file())
    yield from list_paths(book, pictures)
