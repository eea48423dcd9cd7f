"""The output intent of PDFs for an archive: their colours are those of sRGB."""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources

from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference

_NAME = "sRGB2014"
_COMPONENTS = 3


def write_output_intent(objects: PdfObjects) -> bytes:
    """Write the output intent and return its entry of the catalog (ISO 19005-2, 6.2.3).

    With it colours in DeviceRGB and DeviceGray are those of its profile.
    """
    profile = zlib.compress(read_srgb_profile(), 9)
    head = b"<</N %d/Filter/FlateDecode/Length %d>>" % (_COMPONENTS, len(profile))
    intent = objects.add(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(%b)/Info(%b)"
        b"/RegistryName(http://www.color.org)/DestOutputProfile %b>>"
        % (_NAME.encode(), _NAME.encode(), reference(objects.add(head, profile)))
    )
    return b"/OutputIntents[%b]" % reference(intent)


@cache
def read_srgb_profile() -> bytes:
    """Return the ICC profile of sRGB (IEC 61966-2-1)."""
    folder = resources.files("publish.writers.pdf.output") / "profiles"
    return (folder / f"{_NAME}.icc").read_bytes()
