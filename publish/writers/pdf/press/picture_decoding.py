"""The pixels of pictures of a PDF, as readers show them (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.pixels import has_colours

if TYPE_CHECKING:
    from PIL.Image import Image

_MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}
_PROFILE_SPACES = {"RGB": b"RGB ", "CMYK": b"CMYK"}
"""The colour spaces of ICC profiles (ICC.1:2022, 7.2.8) by the modes of pictures."""


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """The pixels of a picture, its opacity, its ICC profile, and whether it was a JPEG."""

    pixels: Image
    opacity: Image | None
    profile: bytes | None
    is_jpeg: bool


def decode_picture(image: Any) -> DecodedPicture:
    """Return the pixels of an image XObject with those of its soft mask."""
    mask = image.get("/SMask")
    opacity = None if mask is None else decode_picture(mask).pixels.convert("L")
    filters = image.get("/Filter")
    if str(filters) == "/DCTDecode":
        return _decode_jpeg(image, opacity)
    size = (int(image.Width), int(image.Height))
    mode = _MODES.get(str(image.ColorSpace))
    profile = None
    if mode is None or int(image.BitsPerComponent) not in (1, 8) or "/Decode" in image:
        return _decode_other(image, opacity)
    if int(image.BitsPerComponent) == 1:
        if mode != "L":
            return _decode_other(image, opacity)
        mode = "1"
    from PIL import Image

    return DecodedPicture(
        Image.frombytes(mode, size, image.read_bytes()), opacity, profile, is_jpeg=False
    )


def _decode_jpeg(image: Any, opacity: Image | None) -> DecodedPicture:
    """Return the picture of a JPEG; CMYK is inverted where the PDF says so, as readers do."""
    picture = open_jpeg(image.read_raw_bytes(), is_inverted=_is_inverted(image))
    profile = read_icc_profile(picture)
    return DecodedPicture(picture, opacity, profile, is_jpeg=True)


def open_jpeg(data: bytes, *, is_inverted: bool) -> Image:
    """Return the picture of a JPEG, whose inks may be inverted."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as file:
        file.load()
        picture = file.copy()
    if picture.mode == "CMYK" and not is_inverted:
        # Pillow inverts all of them, as the programs of Adobe write them.
        return picture.point([*range(255, -1, -1)] * 4)
    return picture


def _is_inverted(image: Any) -> bool:
    decode = image.get("/Decode")
    return decode is not None and [float(value) for value in decode[:2]] == [1, 0]


def _decode_other(image: Any, opacity: Image | None) -> DecodedPicture:
    """Return a picture of another colour space or depth, as pikepdf reads it."""
    from pikepdf import PdfImage

    picture = PdfImage(image).as_pil_image()
    if picture.mode not in ("1", "L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    return DecodedPicture(picture, opacity, read_icc_profile(picture), is_jpeg=False)


def read_icc_profile(picture: Image) -> bytes | None:
    """Return the ICC profile of a picture; None without one, and for one of no use."""
    profile: bytes | None = picture.info.get("icc_profile")
    if not profile or profile[16:20] != _PROFILE_SPACES.get(picture.mode):
        return None
    return profile if has_colours(profile, picture.mode) else None
