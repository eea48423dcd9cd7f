"""Pictures as PDFs for an archive may have them (ISO 19005-2, 6.2)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_INTERPOLATE = b"/Interpolate true"
_CMYK = b"/DeviceCMYK"
_DECODE = re.compile(rb"/Decode ?\[[^\]]*\]")
_LENGTH = re.compile(rb"/Length \d+")
_QUALITY = 95


def conform_picture(head: bytes, data: bytes) -> tuple[bytes, bytes]:
    """Return a stream of a PDF for an archive; others than pictures are unchanged.

    No viewer may draw a picture smoother than it is (6.2.8), and with an output intent of three
    colours none may have four (6.2.4.3).
    """
    if b"/Subtype /Image" not in head:
        return head, data
    head = head.replace(_INTERPOLATE, b"/Interpolate false")
    if _CMYK not in head or b"/DCTDecode" not in head:
        return head, data
    data = _convert_to_rgb(data, is_inverted=_DECODE.search(head) is not None)
    head = _DECODE.sub(b"", head.replace(_CMYK, b"/DeviceRGB"))
    return _LENGTH.sub(b"/Length %d" % len(data), head), data


def _convert_to_rgb(jpeg: bytes, *, is_inverted: bool) -> bytes:
    """Return a JPEG of four inks in sRGB, by its own profile, or that of coated paper."""
    from publish.writers.pdf.press.condition_profiles import load_condition_profile
    from publish.writers.pdf.press.picture_decoding import open_jpeg, read_icc_profile

    picture = open_jpeg(jpeg, is_inverted=is_inverted)
    profile = read_icc_profile(picture) or load_condition_profile(None).data
    converted = _convert(picture, profile)
    out = io.BytesIO()
    converted.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _convert(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture of that ICC profile in sRGB."""
    from PIL import ImageCms

    converted = ImageCms.profileToProfile(
        picture,
        io.BytesIO(profile),
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if converted is None:
        raise TypeError("a conversion in place")
    return converted
