"""Checks of the fonts and of the transparency of a page, and of what it does to machines."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.pdf_profiles import PdfVariant
from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_files, preflight_pages
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding
from publish.preflight.press.printed_page import PrintedPage


def check_fonts(page: PrintedPage, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about the fonts of the texts of a page."""
    number, variant = page.geometry.number, demands.profile.variant
    needs_letters = variant.is_for_archive or variant is PdfVariant.UA_1
    needs_letters = needs_letters or bool(demands.claims.access)
    for font, box in page.marks.fonts.items():
        if not font.is_embedded:
            fact = f"the font {font.name or 'without a name'} is not embedded"
            yield Finding(preflight_pages.FONT, Severity.ERROR, fact, number, box)
        if font.is_drawn and demands.is_for_press:
            fact = f"the font {font.name} is of Type 3"
            yield Finding(preflight_pages.DRAWN_FONT, Severity.WARNING, fact, number, box)
        if not font.has_unicode:
            severity = demands.standard if needs_letters else Severity.INFO
            fact = f"the font {font.name} does not say which letters its glyphs are"
            yield Finding(preflight_pages.NO_UNICODE, severity, fact, number, box)


def check_operations(page: PrintedPage, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about transparency, odd operations and unread parts of a page."""
    number = page.geometry.number
    for problem in page.marks.problems:
        yield Finding(preflight_files.UNCHECKED, Severity.ERROR, problem, number)
    if not demands.is_for_press:
        return
    if demands.profile.variant is not PdfVariant.X_4 and "X-4" not in demands.claims.press:
        severity = demands.standard if demands.is_x1a else Severity.WARNING
        for spot in dict.fromkeys(page.marks.transparency):
            yield Finding(preflight_pages.TRANSPARENCY, severity, spot.fact, number, spot.box)
    for spot in dict.fromkeys(page.marks.oddities):
        severity = demands.demand
        yield Finding(preflight_files.ODDITIES, severity, spot.fact, number, spot.box)
