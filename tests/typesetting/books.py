"""Works after all passes, and the glyphs of the text block of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from publish.config import Settings
from publish.document.model import Work
from publish.pipeline.pass_table import work_passes
from publish.themes import theme as themes
from tests.support.glyphs import Glyph

THEME = themes.load("classic")

MODIFIED = datetime(2026, 1, 1, tzinfo=UTC)
"""Date of the EPUBs of these tests."""

OTHER_LANGUAGE = {"en": "he", "he": "en"}

_TOP, _BOTTOM = 48, 500  # points; above is the running head, below are notes and the folio
_SMALLEST = 10  # points; note calls are smaller


def apply_passes(work: Work) -> Work:
    """Return a work after all passes, with the default settings."""
    for each in work_passes():
        work = each.apply(work, Settings()).value
    return work


def text_block(page: Iterable[Glyph]) -> list[Glyph]:
    """Return the glyphs of a page without running head, notes, note calls and folio."""
    return [glyph for glyph in page if _TOP < glyph.y < _BOTTOM and glyph.size > _SMALLEST]
