"""Reader of e-books (EPUB 2 and 3): the documents of the reading order, with their notes.

Pandoc 3.9 loses text after calls of notes, and the title page; here each letter is printed or
reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.diagnostics import Outcome
from publish.readers import Reader

if TYPE_CHECKING:
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.text.source import Source


def decode(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of an EPUB, a line for each paragraph, notes at the end.

    Raises PublishError where the file is damaged, protected or out of bounds, or has no text.
    """
    from publish.readers.epub.book import decode_book

    return decode_book(data, file)


def read(source: Source) -> Outcome[Draft | Work]:
    """Return the draft of an EPUB."""
    from publish.readers.epub.book import read_book

    outcome = read_book(source)
    return Outcome(outcome.value, outcome.diagnostics)


READER = Reader("epub", read, decode=decode)
