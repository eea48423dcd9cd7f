"""The properties of a document, as far as somebody seems to have written them."""

from __future__ import annotations

import re

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import office as rules
from publish.document.metadata import Meta, Words
from publish.readers.office.reports import shorten
from publish.text.languages import language
from publish.text.source import Span

_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|document\s*\d*|untitled.*|title|כותרת|מסמך\s*\d*|.*\.\w{2,4}|\W*)",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 150


def read_title(file: str, title: str | None) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """Return the metadata of a file whose properties state a title, and the info about it.

    Word fills in the first line of a new document, the name of a file or that of a template.
    Authors are not read: programs fill in the name of the account.
    """
    title = " ".join((title or "").split())
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or _NO_TITLE.fullmatch(title):
        return Meta(), ()
    message = f"the properties of the document state the title {shorten(title)}"
    meta = Meta(title=Words(((language(title), title),)))
    return meta, (rules.TITLE.at(Span(file, 0, 0), message),)
