"""The texts and settings of a book, as the files that a PDF for an archive has attached."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts.release_date import last_change, source_date
from publish.config.file_access import read_text_bytes
from publish.config.limits import show_size
from publish.config.pdf_profiles import PdfProfile
from publish.config.workspace import Book, display_path
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules.archives import NOTHING_ATTACHED, SOURCES_TOO_LARGE

if TYPE_CHECKING:
    from publish.writers.pdf.output.attachments import Attachment

MOST_BYTES = 100_000_000
"""Bytes of all attached files of a book."""

_MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".fodt": "application/vnd.oasis.opendocument.text-flat-xml",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".rtf": "application/rtf",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}
"""Types of the files of books: https://www.iana.org/assignments/media-types."""


def attach_sources(book: Book) -> tuple[Attachment, ...]:
    """Return the texts and settings of a book, each with the bytes and the date of its file.

    Raises PublishError where they are larger than ``MOST_BYTES`` or one cannot be read.
    """
    from publish.writers.pdf.output.attachments import Attachment

    files = name_sources(book)
    _check_sizes(book, files.values())
    return tuple(
        Attachment(
            name,
            read_text_bytes(path),
            _MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream"),
            _date_of(path),
            _to_unicode(_describe_place(path, book)),
        )
        for name, path in files.items()
    )


def check_archive_file(data: bytes, profile: PdfProfile, book: Book) -> Diagnostics:
    """Return what keeps the PDF of a book from being a file for an archive, as its profile says."""
    from publish.preflight.archive import check_archive

    names = name_sources(book) if profile.has_sources else {}
    faults = check_archive(data, profile.variant, names)
    if names or not profile.has_sources:
        return faults
    message = f"the text of “{book.name}” has no file that could be attached"
    return (*faults, NOTHING_ATTACHED.anywhere(message))


def name_sources(book: Book) -> Mapping[str, Path]:
    """Return the texts of a book, its cover and its settings, by different names."""
    paths = (*book.files, *(Path(source.file) for source in book.settings.toml))
    files = [path for path in dict.fromkeys(paths) if path.is_file()]
    names = _name_uniquely(_to_unicode(path.name) for path in files)
    return dict(zip(names, files, strict=True))


def _describe_place(path: Path, book: Book) -> str:
    """Return the path of a file in its workspace, or its name alone if it lies elsewhere."""
    shown = display_path(path, book.workspace)
    return path.name if Path(shown).is_absolute() else Path(shown).as_posix()


def _to_unicode(name: str) -> str:
    """Return the name of a file without the bytes that are no text (PEP 383)."""
    return os.fsencode(name).decode("utf-8", "replace")


def _name_uniquely(names: Iterable[str]) -> list[str]:
    """Return the names with a number before the ending of each that came before: ``1 (2).txt``."""
    unique: dict[str, None] = {}
    for name in names:
        stem, ending = Path(name).stem, Path(name).suffix
        number, new = 1, name
        while new in unique:
            number += 1
            new = f"{stem} ({number}){ending}"
        unique[new] = None
    return list(unique)


def _check_sizes(book: Book, paths: Iterable[Path]) -> None:
    size = sum(path.stat().st_size for path in paths)
    if size > MOST_BYTES:
        raise PublishError(
            SOURCES_TOO_LARGE.at(
                book.span,
                f"the files of “{book.name}” have {show_size(size)}; "
                f"at most {show_size(MOST_BYTES)} are attached to a PDF",
            )
        )


def _date_of(path: Path) -> datetime:
    """Return the date of the last change of a file, by the rules of ``release_date``."""
    return source_date() or last_change((path,))
