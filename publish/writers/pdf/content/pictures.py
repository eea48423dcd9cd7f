"""A picture as the page needs it: whole, upright, and no larger than paper can show."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import PublishError
from publish.diagnostics.rules import settings as rules

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 100_000_000
"""Points of a picture that are read; 10,000 × 10,000 take 400 MB while they are made smaller."""

ENOUGH = 2500
"""Points on the longer side that are printed: 300 dots an inch over the height of A5."""

_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg"}
_UPRIGHT = (None, 1)
_ORIENTATION = 0x0112  # https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a ``data:`` address, and how many points it is high."""

    address: str
    height: int


def picture(path: Path) -> Picture:
    """Return a picture as the page needs it; the same for the same file.

    Raises PublishError where it cannot be read, or is too large to be.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        data = path.read_bytes()
        with _strictly(), Image.open(io.BytesIO(data)) as image:
            return _fitting(image, data, path)
    except Image.DecompressionBombError:
        raise PublishError(
            rules.PICTURE_TOO_LARGE.anywhere(f"{path.name} has far too many points to be printed")
        ) from None
    except UnidentifiedImageError:
        raise PublishError(
            rules.UNREADABLE_PICTURE.anywhere(
                f"{path.name} is not a picture that can be read",
                "pictures of a cover are PNG or JPEG; a drawing (SVG, PDF) is saved as PNG first",
            )
        ) from None
    except (OSError, ValueError, SyntaxError) as error:  # SyntaxError: what Pillow calls a bad PNG
        raise PublishError(
            rules.UNREADABLE_PICTURE.anywhere(f"{path.name} cannot be read: it is damaged")
        ) from error


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow read nothing that is not whole, and say nothing of what we refuse ourselves."""
    from PIL import Image, ImageFile

    # WeasyPrint lets half a picture pass in the whole process, the rest of it in grey.
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fitting(image: Image, data: bytes, path: Path) -> Picture:
    """Return a picture that fits; as it is where it does."""
    from PIL import ImageOps

    width, height = image.size
    if width * height > MOST:
        raise PublishError(
            rules.PICTURE_TOO_LARGE.anywhere(
                f"{path.name} is {width:,} × {height:,} points; "
                f"{ENOUGH:,} on the longer side are enough"
            )
        )
    form = image.format or ""
    turned = image.getexif().get(_ORIENTATION) not in _UPRIGHT
    image.draft(None, (ENOUGH, ENOUGH))  # a JPEG is read no larger than it will be
    image.load()
    if form in _KEPT and not turned and max(width, height) <= ENOUGH:
        return _picture(form, data, height)
    upright = ImageOps.exif_transpose(image)
    see_through = upright.has_transparency_data
    flat = (
        upright
        if upright.mode in {"L", "CMYK"}
        else upright.convert("RGBA" if see_through else "RGB")
    )
    flat.thumbnail((ENOUGH, ENOUGH))
    out = io.BytesIO()
    if form == "JPEG":
        flat.save(out, "JPEG", quality=92, subsampling=0)
        return _picture("JPEG", out.getvalue(), flat.height)
    (flat.convert("RGB") if flat.mode == "CMYK" else flat).save(out, "PNG")
    return _picture("PNG", out.getvalue(), flat.height)


def _picture(form: str, data: bytes, height: int) -> Picture:
    return Picture(f"data:{_KEPT[form]};base64,{base64.b64encode(data).decode('ascii')}", height)
