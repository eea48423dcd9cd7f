"""Files of the site of a library: their contents, or the means to get them where needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from publish.catalogue.model import Catalogue, Picture, PublishedBook, PublishedFile
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Rendering:
    """A file that is rendered: the digest of all that it depends on, and the function."""

    key: str
    render: Callable[[], bytes] = field(repr=False, compare=False)


SiteFile: TypeAlias = bytes | PublishedFile | Picture | Rendering
"""The content of a file of the site: its bytes, or what they are copied or rendered from."""


class RenderingKeys:
    """Keys of the renderings of a catalogue: two with one key have the same bytes.

    ``design`` is the digest of the templates.
    """

    def __init__(self, catalogue: Catalogue, design: str) -> None:
        library = (catalogue.identifier, catalogue.title, catalogue.lang, catalogue.base_url)
        self._library = digest(program_state(), design, repr(library))
        self._books = {book.slug: digest(repr(book)) for book in catalogue.books}

    def book(self, book: PublishedBook) -> str:
        """Return the digest of a book with its editions and files."""
        return self._books[book.slug]

    def key(self, *inputs: str) -> str:
        """Return the key of a rendering that depends on these inputs."""
        return digest(self._library, *inputs)
