"""Options of the file of laid-out books, beside their pages."""

from __future__ import annotations

from datetime import datetime

from publish.config.pdf_profiles import PRESETS, SCREEN, PdfProfile
from publish.text.dataclass import dataclass
from publish.writers.pdf.output.attachments import Attachment


@dataclass(frozen=True, slots=True)
class FileOptions:
    """Options of a file: its profile, the date of the last change, and the attached files.

    The profile decides whether the file states the ``date`` and takes ``attachments``.
    """

    profile: PdfProfile = PRESETS[SCREEN]
    date: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
