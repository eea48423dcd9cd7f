"""The options of an EPUB: its edition, its cover, its front matter, the address in its colophon."""

from __future__ import annotations

from publish.config.attendees import Address
from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.document.printed_pages import NOT_PRINTED, PrintedPages
from publish.text.dataclass import dataclass
from publish.writers.epub.cover import EpubCover


@dataclass(frozen=True, slots=True)
class EpubOptions:
    """The options of an EPUB.

    An ``edition`` other than the book's own has its own identifier.  The ``address`` is a link of
    the colophon.  The ``name`` of the book in its workspace is part of a derived identifier.
    ``printed`` are the pages of its PDF.
    """

    edition: str = ""
    cover: EpubCover | None = None
    address: Address | None = None
    name: str = ""
    front: FrontMatter = FULL_FRONT
    printed: PrintedPages = NOT_PRINTED
