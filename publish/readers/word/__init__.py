"""Reader of Word files (Office Open XML: ``.docx``, ``.docm``) and of templates (``.dotx``)."""

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
    """Return the text of a Word file, a line for each paragraph, notes at the end.

    Raises PublishError where the file is damaged, locked, or has no text.
    """
    from publish.readers.word.document import decode_word

    return decode_word(data, file)


def read(source: Source, styles: StyleRoles = ()) -> Outcome[Draft | Work]:
    """Return the draft of a Word file; ``styles`` are the roles of styles in the settings."""
    from publish.readers.office.draft import make_draft

    outcome = make_draft(source, styles)
    return Outcome(outcome.value, outcome.diagnostics)


READER = Reader("word", read, decode=decode, reads=("styles",))
