"""Bytes of pictures: their format, and the bounds within which they are decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from publish.access import Reason, Refusal

MAX_PIXELS = 100_000_000
"""Pixels of the largest picture that is read, which takes 400 MB to decode.

The peak is 600 MB: the decoded picture, a reduced copy, and the picture for print.
"""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "PPM")
"""The formats that are read: for others, as EPS, Pillow runs programs of the system."""

_MEDIA_TYPES = {"PPM": "image/x-portable-pixmap"}
_PROOF_SIDE = 64
"""Pixels to which a JPEG may be reduced when it is read to see whether it is whole."""


def check_picture(data: bytes) -> str:
    """Return the media type of a picture; raise Refusal where it is none, damaged or too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        with strict_pillow(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise Refusal(Reason.TOO_LARGE, f"is {width:,} × {height:,} pixels")
            media_type = _MEDIA_TYPES.get(str(image.format), f"image/{str(image.format).lower()}")
            if image.format == "PNG":
                image.verify()  # the check sums of its parts, without decoding them
            else:
                image.draft(None, (_PROOF_SIDE, _PROOF_SIDE))
                image.load()
    except Image.DecompressionBombError:
        raise Refusal(Reason.TOO_LARGE, "has far too many pixels") from None
    except UnidentifiedImageError:
        raise Refusal(Reason.UNREADABLE, "is no picture that can be read") from None
    # Pillow raises all of these for damaged files.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as error:
        raise Refusal(Reason.UNREADABLE, "is damaged") from error
    return media_type


@contextmanager
def strict_pillow() -> Iterator[None]:
    """Let Pillow refuse truncated files, and not warn about sizes that are checked elsewhere."""
    from PIL import Image, ImageFile

    # WeasyPrint sets this for the process: truncated pictures are completed in grey.
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
