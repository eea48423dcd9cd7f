"""The preflight of the files for a press that a build makes."""

from __future__ import annotations

from dataclasses import replace

from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.diagnostics.rules import print_faults
from publish.diagnostics.rules.preflight_pages import BLANK, PAGE_COUNT, RESOLUTION
from publish.preflight.press.check import check_pdf

_OTHERS = frozenset({RESOLUTION.code, BLANK.code})
"""Warnings that the writer and the preflight of books give with the places in the text."""

_OF_ANY_PRESS = frozenset(
    rule.code
    for rule in (print_faults.COLOUR, print_faults.COARSE_PICTURE, print_faults.TRANSPARENCY)
)


def is_for_any_press(diagnostic: Diagnostic) -> bool:
    """Return whether a message is about what some printers ask for, and this check knows better."""
    return diagnostic.code in _OF_ANY_PRESS


def check_press_file(data: bytes, profile: PdfProfile) -> Diagnostics:
    """Return the errors and warnings about a file that was made for ``profile``.

    The number of pages and the pixels of pictures are those of the book, and no reason not to
    make it.
    """
    return tuple(
        replace(each, severity=Severity.WARNING) if each.code == PAGE_COUNT.code else each
        for each in check_pdf(data, profile).diagnostics
        if each.severity is not Severity.INFO and each.code not in _OTHERS
    )
