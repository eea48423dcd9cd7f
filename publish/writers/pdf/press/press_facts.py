"""The facts about a book that a file for a press states, beside its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from publish.text.dataclass import dataclass


def no_names() -> Mapping[str, str]:
    """Return no names of pictures."""
    return {}


@dataclass(frozen=True, slots=True)
class PressFacts:
    """The facts about a book that its file for a press states.

    A file without a ``date`` has that of 1980, as in ZIP files.  ``name_pictures`` returns names of
    pictures for messages, by their names in the PDF.
    """

    date: datetime | None = None
    name_pictures: Callable[[], Mapping[str, str]] = no_names
