"""Reader of formats that Pandoc 3 reads: RTF, LaTeX, reStructuredText, Org and others.

The letters of the file are compared with those that Pandoc reads, and those that it loses are
reported.  Pandoc runs in its sandbox, without files and network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.diagnostics import Outcome
from publish.readers import Reader

if TYPE_CHECKING:
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.readers.office.style_roles import StyleRoles
    from publish.text.source import Source


def decode(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a file as Pandoc reads it, a line for each paragraph, notes at the end.

    Raises PublishError where Pandoc is missing, fails, or finds no text.
    """
    from publish.readers.pandoc.document import decode_document

    return decode_document(data, file)


def read(source: Source, styles: StyleRoles = ()) -> Outcome[Draft | Work]:
    """Return the draft of a file; ``styles`` are the roles of styles in the settings."""
    from publish.readers.office.draft import make_draft

    outcome = make_draft(source, styles)
    return Outcome(outcome.value, outcome.diagnostics)


READER = Reader("pandoc", read, decode=decode, reads=("styles",))
