"""The number of pages that a PDF is made to fill, by a command, its edition or its book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.config.fit import Fit
from publish.config.options import Edition
from publish.text.source import NOWHERE, Span

if TYPE_CHECKING:
    from publish.writers.pdf.options import PageGoal


def find_goal(artifact: Artifact) -> PageGoal | None:
    """Return the pages that a PDF is made to fill; None where the settings do not ask for it."""
    from publish.writers.pdf.options import PageGoal

    settings = artifact.book.settings
    fit, span = _find_fit(artifact)
    if fit is None:
        return None
    if not fit.sheet_pages:
        fit = replace(fit, sheet_pages=settings.booklet.layout.pages_of_piece)
    has_stated_front = settings.span_of("front") is not NOWHERE
    return PageGoal(fit, span, artifact.path.name, has_stated_front)


def _find_fit(artifact: Artifact) -> tuple[Fit | None, Span]:
    """Return the pages that an edition fills: of the command, its own, or those of the book."""
    settings, own = artifact.book.settings, dict(artifact.book.settings.edition.fits)
    fit = settings.fit
    if fit and fit.is_for_all:
        return fit, NOWHERE
    if artifact.edition in own:
        return own[artifact.edition], settings.span_of("edition")
    if fit and artifact.edition == Edition.LARGE_PRINT and not fit.is_nearest:
        return None, NOWHERE
    return fit, settings.span_of("fit")
