"""Pictures for print: decoded completely, upright, in sRGB, and reduced to 300 dpi."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

from publish.access.picture_data import FORMATS, MAX_PIXELS, strict_pillow
from publish.diagnostics import PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SIDE = 2500
"""Pixels on the longer side in print: 300 dpi on the height of A5."""

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_STRIP = 256
"""Rows of a picture, after its reduction, that are converted at once."""

_DEEP_GREY = "I;16"
"""Greys of 16 bits, which Pillow cuts off at 255, and WeasyPrint takes for colours."""

_UPRIGHT = (None, 1)
_ORIENTATION = (
    0x0112  # Exif tag, https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a ``data:`` URL, and its height in pixels."""

    address: str
    height: int


def load_picture(path: Path) -> Picture:
    """Return a picture for print; equal files give equal pictures.

    Raises PublishError where the file cannot be read or is larger than ``MAX_PIXELS``.
    """
    try:
        return decode_picture(path.read_bytes(), path.name)
    except OSError as error:
        raise PublishError(
            rules.UNREADABLE_PICTURE.anywhere(f"{path.name} cannot be read: it is damaged")
        ) from error


def decode_picture(data: bytes, name: str) -> Picture:
    """Return the picture of these bytes for print; ``name`` names it in messages.

    Raises PublishError where the bytes are no picture or it is larger than ``MAX_PIXELS``.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with strict_pillow(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return _fit(image, data, name)
    except Image.DecompressionBombError:
        raise PublishError(
            rules.PICTURE_TOO_LARGE.anywhere(f"{name} has far too many pixels to be printed")
        ) from None
    except UnidentifiedImageError:
        raise PublishError(
            rules.UNREADABLE_PICTURE.anywhere(
                f"{name} is not a picture that can be read",
                "pictures of a cover are PNG or JPEG; a drawing (SVG, PDF) is saved as PNG first",
            )
        ) from None
    except (OSError, ValueError, SyntaxError) as error:  # Pillow raises SyntaxError for a bad PNG
        raise PublishError(
            rules.UNREADABLE_PICTURE.anywhere(f"{name} cannot be read: it is damaged")
        ) from error


def _fit(image: Image, data: bytes, name: str) -> Picture:
    """Return a picture of at most ``MAX_SIDE``; unchanged if it is small and upright already."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PublishError(
            rules.PICTURE_TOO_LARGE.anywhere(
                f"{name} is {width:,} × {height:,} pixels; "
                f"{MAX_SIDE:,} on the longer side are enough"
            )
        )
    file_format = image.format or ""
    turned = image.getexif().get(_ORIENTATION) not in _UPRIGHT
    foreign = _foreign_profile(image)
    image.draft(None, (MAX_SIDE, MAX_SIDE))  # a JPEG is decoded at a reduced size
    image.load()
    is_deep = image.mode == _DEEP_GREY
    if is_deep:
        image = image.point(lambda shade: shade * (1 / 256)).convert("L")
    fits = not (turned or foreign or is_deep) and max(width, height) <= MAX_SIDE
    if file_format in _MEDIA_TYPES and fits and not is_grey(image):
        return _to_picture(file_format, data, height)
    transparent = image.has_transparency_data
    flat = _reduce(image)
    if flat.mode == "CMYK" and "adobe" not in image.info:
        # Pillow inverts the inks of all JPEGs, and those of Adobe alone are to be inverted.
        flat = flat.point([*range(255, -1, -1)] * 4)
    if foreign:
        flat = _in_srgb(flat, foreign)
    if is_grey(flat):
        flat = flat.convert("LA" if transparent else "L")
    out = io.BytesIO()
    if file_format == "JPEG":
        inks = image.info.get("icc_profile") if flat.mode == "CMYK" else None
        flat.save(out, "JPEG", quality=92, subsampling=0, icc_profile=inks)
        return _to_picture("JPEG", out.getvalue(), flat.height)
    (flat.convert("RGB") if flat.mode == "CMYK" else flat).save(out, "PNG")
    return _to_picture("PNG", out.getvalue(), flat.height)


def _reduce(image: Image) -> Image:
    """Return a picture upright, of at most ``MAX_SIDE``, in the mode L, CMYK, RGB or RGBA.

    A picture is converted and reduced in strips, because a conversion takes four bytes a pixel.
    """
    from PIL import ImageOps
    from PIL.Image import new

    # Transparent pixels have no part in the mean of a colour: RGBa holds premultiplied colours.
    via, mode = ("RGBA", "RGBa") if image.has_transparency_data else ("RGB", "RGB")
    if image.mode in {"L", "CMYK"}:
        via = mode = image.mode
    width, height = image.size
    factor = max(1, int(max(width, height) / MAX_SIDE / 1.5))
    rows = _STRIP * factor
    reduced = new(mode, (-(-width // factor), -(-height // factor)))
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(top + rows, height))).convert(via).convert(mode)
        reduced.paste(strip.reduce(factor), (0, top // factor))
    reduced.thumbnail((MAX_SIDE, MAX_SIDE))
    result = reduced.convert(via) if via != mode else reduced
    result.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
    return ImageOps.exif_transpose(result)


def _foreign_profile(image: Image) -> bytes | None:
    """Return the ICC profile of a picture whose colours are not those of sRGB; None otherwise.

    The PDF has no such profile, and its colours are taken for sRGB.
    """
    from PIL import ImageCms

    profile: bytes = image.info.get("icc_profile") or b""
    if image.mode not in {"RGB", "RGBA"} or profile[16:20] != b"RGB ":
        return None
    try:
        name = ImageCms.getProfileDescription(io.BytesIO(profile))
        ImageCms.buildTransform(io.BytesIO(profile), ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
    return None if "sRGB" in name else profile


def _in_srgb(image: Image, profile: bytes) -> Image:
    """Return a picture of that ICC profile in the colours of sRGB."""
    from PIL import ImageCms

    converted = ImageCms.profileToProfile(
        image.convert("RGB"), io.BytesIO(profile), ImageCms.createProfile("sRGB")
    )
    if converted and image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted or image


def is_grey(image: Image) -> bool:
    """Return whether a picture stored in colours has none; it is then printed in black alone."""
    if image.mode not in {"RGB", "RGBA", "P"}:
        return False
    red, green, blue, *_ = image.convert("RGB").split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _to_picture(file_format: str, data: bytes, height: int) -> Picture:
    encoded = base64.b64encode(data).decode("ascii")
    return Picture(f"data:{_MEDIA_TYPES[file_format]};base64,{encoded}", height)
