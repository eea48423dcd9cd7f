"""The record of a library: ``library.json`` in its folder, which marks the folder as ours.

The record keeps the names of books, the times of their changes, and the digests of all files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from typing import Any

from publish.text.dataclass import dataclass

RECORD_NAME = "library.json"
GENERATOR = "publish library"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """The times of an edition, and a digest of its files."""

    arrival: str
    last_change: str
    digest: str


@dataclass(frozen=True, slots=True)
class BookRecord:
    """A book of the library: its names in the workspace and in the library, its identifier."""

    source: str
    identifier: str
    slug: str
    former: tuple[str, ...] = ()
    editions: Mapping[str, EditionRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LibraryRecord:
    """A library as it was written: its books, retired names, and the SHA-256 of each file."""

    identifier: str = ""
    books: tuple[BookRecord, ...] = ()
    retired: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def find(self, source: str, identifier: str) -> BookRecord | None:
        """Return the book of that identifier, else that of that name in the workspace, or None."""
        by_identifier = (book for book in self.books if book.identifier == identifier)
        by_source = (book for book in self.books if book.source == source)
        return next(by_identifier, None) or next(by_source, None)


EMPTY_RECORD = LibraryRecord()


def write_record(record: LibraryRecord) -> bytes:
    """Return the bytes of ``library.json``."""
    table = {"generator": GENERATOR, "version": _VERSION, **asdict(record)}
    return (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_record(data: bytes) -> LibraryRecord | None:
    """Return the record that ``data`` are; None where they are none of this program."""
    try:
        table = json.loads(data)
        if table["generator"] != GENERATOR or table["version"] != _VERSION:
            return None
        return LibraryRecord(
            str(table["identifier"]),
            tuple(map(_read_book, table["books"])),
            tuple(map(str, table["retired"])),
            {str(name): str(digest) for name, digest in table["files"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_book(table: Mapping[str, Any]) -> BookRecord:
    return BookRecord(
        str(table["source"]),
        str(table["identifier"]),
        str(table["slug"]),
        tuple(map(str, table["former"])),
        {
            str(key): EditionRecord(
                *(str(each[name]) for name in ("arrival", "last_change", "digest"))
            )
            for key, each in table["editions"].items()
        },
    )
