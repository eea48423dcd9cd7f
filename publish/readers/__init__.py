"""Sources into drafts: one reader a kind of file."""

from collections.abc import Callable

from publish.draft import Draft
from publish.readers.text import read_text
from publish.source import Source

READERS: dict[str, Callable[[Source], Draft]] = {".txt": read_text}
"""Readers by the ending of a file's name; a name without one of these is read as text."""


def read(source: Source) -> Draft:
    """Return the draft of a source, by the reader for its kind of file."""
    ending = source.file[source.file.rfind(".") :] if "." in source.file else ""
    return READERS.get(ending, read_text)(source)
