"""Sources into drafts: one reader a kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.document.draft import Draft
    from publish.text.source import Source


def read(source: Source) -> Draft:
    """Return the draft of a source, by the reader for its kind of file."""
    from publish.readers.text import read_text

    return read_text(source)
