"""Pictures as PDFs for an archive may have them (ISO 19005-2, 6.2)."""

from __future__ import annotations

import io
import re

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
    data = _convert_to_rgb(data)
    head = _DECODE.sub(b"", head.replace(_CMYK, b"/DeviceRGB"))
    return _LENGTH.sub(b"/Length %d" % len(data), head), data


def _convert_to_rgb(jpeg: bytes) -> bytes:
    """Return a JPEG of four colours in sRGB, by its own profile if it has one."""
    from PIL import Image, ImageCms

    with Image.open(io.BytesIO(jpeg)) as picture:
        profile = picture.info.get("icc_profile")
        converted = picture.convert("RGB")
        if profile:
            try:
                target = ImageCms.createProfile("sRGB")
                own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                by_profile = ImageCms.profileToProfile(picture, own, target, outputMode="RGB")
            except (OSError, ImageCms.PyCMSError):
                pass  # a damaged profile is none
            else:
                converted = by_profile or converted
    out = io.BytesIO()
    converted.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()
