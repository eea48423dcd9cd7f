"""The words of the pages of a library: their fields, common to all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.catalogue.model import FileKind
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, direction


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the pages in one language; ``{}`` stands for a number or a name."""

    lang: str
    name: str
    other_language: str
    library: str
    one_book: str
    many_books: str
    search: str
    none_match: str
    any_language: str
    any_author: str
    any_series: str
    language: str
    author: str
    series: str
    in_series: str
    all_books: str
    everything: str
    everything_note: str
    feeds: str
    feeds_note: str
    catalogue_address: str
    new_books: str
    by_language: str
    by_series: str
    by_author: str
    checksums: str
    download: str
    editions: str
    pages: str
    about: str
    languages: str
    published: str
    publisher: str
    rights: str
    subjects: str
    identifier: str
    accessibility: str
    how_to: str
    moved: str
    retired: str
    whole: str
    skip: str
    kinds: Mapping[FileKind, str] = field(repr=False)
    kind_notes: Mapping[FileKind, str] = field(repr=False)
    language_names: Mapping[str, str] = field(repr=False)
    edition_names: Mapping[str, str] = field(repr=False)
    roles: Mapping[str, str] = field(repr=False)
    devices: tuple[tuple[str, str], ...] = field(repr=False)
    """Pairs of a device and the way of a book to it."""

    @property
    def dir(self) -> Dir:
        """The direction of these words."""
        return direction(self.lang)
