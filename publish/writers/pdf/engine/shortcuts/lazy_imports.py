"""Shortcut: fontTools and Pillow are imported by WeasyPrint only when a font or picture needs them.

``weasyprint.pdf.fonts`` and ``weasyprint.text.fonts`` import fontTools with its subsetter and
instancer, an eighth of the time of a short book, for fonts that HarfBuzz cannot subset and for web
fonts.  Pillow is imported for raster images, color profiles and bitmap fonts.
Report: docs/upstream/lazy-imports.md.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import ModuleType

from publish.writers.pdf.engine.shortcuts.module_loading import Hook, defer_from_imports
from publish.writers.pdf.engine.shortcuts.stand_ins import use_stand_ins


def hooks() -> dict[str, Hook]:
    """Return the hook of each module of WeasyPrint that imports fontTools or Pillow."""
    font_tools = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")
    pillow = ("weasyprint.css", "weasyprint.images", "weasyprint.draw.text")
    return {**dict.fromkeys(font_tools, _font_tools), **dict.fromkeys(pillow, _pillow)}


def _font_tools(module: ModuleType) -> AbstractContextManager[None]:
    return defer_from_imports(module, lambda name: name.partition(".")[0] == "fontTools")


def _pillow(module: ModuleType) -> AbstractContextManager[None]:
    return use_stand_ins(module, "PIL")
