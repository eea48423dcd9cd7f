"""Reader of web pages and of texts that Google Docs, Word and LibreOffice saved as such.

``Source.text`` is the text of the file, so that places are its lines and columns.
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
    """Return the text of a page by its byte order mark, its declaration, or else as any text.

    Raises PublishError as ``publish.readers.decode`` does.
    """
    from publish.readers.html.charset import decode_page

    return decode_page(data, file)


def read(source: Source) -> Outcome[Draft | Work]:
    """Return the draft of the article of a page, with its notes at their calls."""
    from publish.readers.html.page import read_page

    return read_page(source)


READER = Reader("html", read, decode=decode)
