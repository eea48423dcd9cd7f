"""Options of the PDF writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.config.pdf_profiles import PRESETS, SCREEN, PdfProfile
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

if TYPE_CHECKING:
    from datetime import datetime

    from publish.config.attendees import Attendees
    from publish.config.fit import Fit
    from publish.document.printed_pages import PageFlow
    from publish.text.lengths import Trim
    from publish.writers.pdf.content.font_families import FontFamilies
    from publish.writers.pdf.content.table_of_contents import TocLine
    from publish.writers.pdf.output.attachments import Attachment


@dataclass(frozen=True, slots=True)
class PageGoal:
    """The pages that a PDF is made to fill, and the place of the setting that asks for them.

    ``name`` is that of the PDF in its workspace, for which the result is stored.  Front matter that
    settings have stated stays as it is.
    """

    fit: Fit
    span: Span = NOWHERE
    name: str = ""
    has_stated_front: bool = False


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """Options of a PDF beside its theme.

    ``page`` is the name of a page of the theme or a trim size.  ``hold`` are the pages as they were
    printed, whose breaks are kept as long as the text allows.  ``date`` is that of the last change,
    which files for a press and an archive state.  ``listed`` are lines of the contents
    for other books, whose fonts are ``families``.  ``attachments`` are files that a PDF for an
    archive takes along.
    """

    page: str | Trim = "a5"
    large_print: bool = False
    attendees: Attendees | None = None
    front: FrontMatter = FULL_FRONT
    profile: PdfProfile = PRESETS[SCREEN]
    date: datetime | None = None
    goal: PageGoal | None = None
    hold: tuple[PageFlow, ...] = ()
    listed: tuple[TocLine, ...] = ()
    families: tuple[FontFamilies, ...] = ()
    attachments: tuple[Attachment, ...] = ()
