"""The options with which the PDF of an artifact is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from publish.artifacts.attached_sources import attach_sources
from publish.artifacts.page_goals import find_goal
from publish.artifacts.plan import Artifact
from publish.artifacts.record_files import list_flows
from publish.artifacts.release_date import source_date
from publish.config.options import Edition
from publish.config.profiles import find_profile
from publish.writers.pdf.options import PdfOptions


def choose_pdf_options(artifact: Artifact, last_change: Callable[[], datetime]) -> PdfOptions:
    """Return the options of a PDF by the settings of its book; that of a screen has no date.

    A text without a file has none either, so that the same text makes the same bytes.
    Raises PublishError where its profile attaches the sources and they cannot be read.
    """
    settings = artifact.book.settings
    profile = find_profile(settings, artifact.profile)
    is_dated = profile.has_date and (bool(artifact.book.texts) or source_date() is not None)
    return PdfOptions(
        page=profile.trim or settings.page,
        large_print=artifact.edition == Edition.LARGE_PRINT,
        attendees=settings.attendees,
        front=settings.front,
        profile=profile,
        date=last_change() if is_dated else None,
        attachments=attach_sources(artifact.book) if profile.has_sources else (),
        hold=list_flows(artifact) if settings.hold else (),
        goal=find_goal(artifact),
    )
