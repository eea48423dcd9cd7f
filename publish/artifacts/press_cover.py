"""Wrap covers for a press: in the inks of a profile, and checked as a print shop does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from publish.artifacts.release_date import last_change, source_date
from publish.config import Book
from publish.config.press_profiles import PressProfile
from publish.diagnostics import Outcome


def write_for_press(cover: bytes, book: Book, profile: PressProfile) -> Outcome[bytes]:
    """Return a cover in the inks of a profile, with the findings of the preflight of any PDF.

    Raises PublishError where the profile is unusable.
    """
    from publish.preflight.press.check import check_pdf
    from publish.writers.pdf.press.press_facts import PressFacts
    from publish.writers.pdf.press.press_file import press_pdf

    pressed = press_pdf(cover, profile, PressFacts(_date_of(book)))
    return pressed.then(
        lambda data: Outcome(data, check_pdf(data, cover_profile(profile)).diagnostics)
    )


def cover_profile(profile: PressProfile) -> PressProfile:
    """Return a profile without its demands on pages: a cover is one sheet, which is folded."""
    return replace(
        profile,
        trim=None,
        inner_bleed=True,
        gutter=(),
        outer_margin=0.0,
        safe_area=0.0,
        even_pages=False,
        single_pages=False,
        page_range=None,
    )


def _date_of(book: Book) -> datetime:
    settings = (Path(source.file) for source in book.settings.toml)
    return source_date() or last_change((*book.files, *settings))
