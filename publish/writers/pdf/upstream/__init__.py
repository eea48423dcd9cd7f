"""Faults of WeasyPrint mended here, each named by its issue, on the version it was proved on.

Each module mends one fault: ``mend()`` puts its correction in place of the stock function, which
its tests show to be wrong.  When an upstream release passes that test by itself, the module goes.
"""

from __future__ import annotations

from publish.diagnostics import Diagnostics
from publish.rules.pdf import UNPROVED_ENGINE

PROVED = "70.0"


def mend() -> Diagnostics:
    """Mend what is known to be wrong in the engine, once; on an unproved version say so instead."""
    import weasyprint

    from publish.writers.pdf.upstream import footnote_area, to_unicode, trailing_space

    if weasyprint.__version__ != PROVED:
        said = f"WeasyPrint {weasyprint.__version__} is installed; publish is proved on {PROVED}"
        return (UNPROVED_ENGINE.anywhere(said, f"install WeasyPrint {PROVED}"),)
    for correction in (trailing_space, footnote_area, to_unicode):
        correction.mend()
    return ()
