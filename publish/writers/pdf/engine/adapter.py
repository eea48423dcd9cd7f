"""Faults of WeasyPrint mended here, each named by its issue, on the version it was proved on.

Each module mends one fault: ``mend()`` puts its correction in place of the stock function, which
its tests show to be wrong.  When an upstream release passes that test by itself, the module goes.
To do over and over what need be done once is a fault as well (Kozea/WeasyPrint#578); what comes
out without it is the same byte for byte.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.pdf import UNPROVED_ENGINE
from publish.writers.pdf.engine.shortcuts import (
    ffi_cache,
    lazy_imports,
    lazy_selectors,
    stylesheet_cache,
)

PROVED = "70.0"

CORRECTIONS = (
    "trailing_space",
    "justified_trailing_space",
    "footnote_area",
    "to_unicode",
    "text_extraction",
)
"""The modules that mend what comes out wrong."""

SHORTCUTS = (
    "style_memo",
    "style_sharing",
    "font_setup",
    "hyphen_patterns",
    "plain_boxes",
    "line_heights",
)
"""The modules that mend what is done too often; first, because what is corrected stands on them."""


def loaded() -> Any:
    """Return the engine, loaded without what takes long and is not needed."""
    if "weasyprint" not in sys.modules:
        lazy_selectors.mend()
        with lazy_imports.put_off(), ffi_cache.compiled(), stylesheet_cache.kept(PROVED):
            return importlib.import_module("weasyprint")
    return importlib.import_module("weasyprint")


def mend() -> Diagnostics:
    """Mend what is known to be wrong in the engine, once; on an unproved version say so instead."""
    weasyprint = loaded()

    if weasyprint.__version__ != PROVED:
        said = f"WeasyPrint {weasyprint.__version__} is installed; publish is proved on {PROVED}"
        return (UNPROVED_ENGINE.anywhere(said, f"install WeasyPrint {PROVED}"),)
    package = __name__.rpartition(".")[0]
    for folder, names in (("shortcuts", SHORTCUTS), ("corrections", CORRECTIONS)):
        for name in names:
            importlib.import_module(f"{package}.{folder}.{name}").mend()
    return ()
