"""Shortcut: fontTools is imported by WeasyPrint only when a font needs it.

``weasyprint.pdf.fonts`` and ``weasyprint.text.fonts`` import fontTools with its subsetter and
instancer, an eighth of the time of a short book, for fonts that HarfBuzz cannot subset and for web
fonts.  Report: docs/upstream/lazy-font-tools.md.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import ModuleType

from publish.writers.pdf.engine.shortcuts.module_loading import defer_from_imports


def hook(module: ModuleType) -> AbstractContextManager[None]:
    """Defer what a module of WeasyPrint imports from fontTools to its first use."""
    return defer_from_imports(module, lambda name: name.partition(".")[0] == "fontTools")
