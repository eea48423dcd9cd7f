"""The pixels of pictures of a PDF, as readers show them (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}


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
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(image.read_raw_bytes())) as file:
        file.load()
        profile = file.info.get("icc_profile")
        picture = file.copy()
    if picture.mode == "CMYK" and not _is_inverted(image):
        # Pillow inverts all of them, as the programs of Adobe write them.
        picture = Image.merge("CMYK", [ImageOps.invert(band) for band in picture.split()])
    return DecodedPicture(picture, opacity, _usable(profile, picture.mode), is_jpeg=True)


def _is_inverted(image: Any) -> bool:
    decode = image.get("/Decode")
    return decode is not None and [float(value) for value in decode[:2]] == [1, 0]


def _decode_other(image: Any, opacity: Image | None) -> DecodedPicture:
    """Return a picture of another colour space or depth, as pikepdf reads it."""
    from pikepdf import PdfImage

    picture = PdfImage(image).as_pil_image()
    profile = picture.info.get("icc_profile")
    if picture.mode not in ("1", "L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    return DecodedPicture(picture, opacity, _usable(profile, picture.mode), is_jpeg=False)


def _usable(profile: bytes | None, mode: str) -> bytes | None:
    """Return an embedded ICC profile if it is one for pictures of that mode."""
    spaces = {"RGB": b"RGB ", "CMYK": b"CMYK"}
    return profile if profile and profile[16:20] == spaces.get(mode) else None
