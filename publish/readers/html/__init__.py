"""Reader of web pages and of texts that Google Docs, Word and LibreOffice saved as such.

``Source.text`` is the text of the file, so that places are its lines and columns.
"""

from __future__ import annotations

from publish.readers import Reader
from publish.readers.html.charset import decode_page
from publish.readers.html.page import read_page

READER = Reader("html", read_page, decode=decode_page)
