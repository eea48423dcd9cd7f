"""Wrap covers for a press: in the inks of a profile, and checked as a print shop does."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from publish.artifacts.release_date import last_change, source_date
from publish.config import Book
from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostics, Outcome


def write_for_press(cover: bytes, book: Book, profile: PdfProfile) -> Outcome[bytes]:
    """Return a cover in the inks of a profile, with the findings of the preflight of any PDF.

    Raises PublishError where the profile is unusable.
    """
    from publish.writers.pdf.press.press_facts import PressFacts
    from publish.writers.pdf.press.press_file import press_pdf

    pressed = press_pdf(cover, profile, PressFacts(_date_of(book)))
    return pressed.then(lambda data: Outcome(data, check_press_cover(data, profile)))


def check_press_cover(data: bytes, profile: PdfProfile) -> Diagnostics:
    """Return the findings of a print shop about a cover."""
    from publish.preflight.press.check import check_pdf

    return check_pdf(data, profile, is_cover=True).diagnostics


def _date_of(book: Book) -> datetime:
    settings = (Path(source.file) for source in book.settings.toml)
    return source_date() or last_change((*book.files, *settings))
