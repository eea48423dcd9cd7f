"""Pictures of a PDF in inks: image XObjects (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.content.pictures import is_grey
from publish.writers.pdf.press import pixels
from publish.writers.pdf.press.inks import Inks

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 95
"""The quality of JPEGs: their colours are kept at full resolution beside it."""

_JPEG_MARGIN = 0.1
"""The ink that a JPEG may have more than the picture of which it was made."""

_MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}
_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class PictureInks:
    """How pictures become inks: in grey or in ``inks``; ``flattens`` their transparency or not."""

    inks: Inks
    is_grey: bool
    flattens: bool


@dataclass(frozen=True, slots=True)
class _DecodedPicture:
    """The pixels of a picture, its opacity, its ICC profile, and whether it was a JPEG."""

    pixels: Image
    opacity: Image | None
    profile: bytes | None
    is_jpeg: bool


def is_line_art(image: Any) -> bool:
    """Return whether a picture has one bit for each pixel, or is a stencil of one colour."""
    return bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1


def convert_picture(pdf: Any, image: Any, settings: PictureInks, opacity: float = 1.0) -> None:
    """Write a picture in inks in its place; one that is right as it is stays the same bytes.

    ``opacity`` is that with which it is drawn, where transparency is flattened.
    """
    if image.get("/ImageMask", False):
        return
    decoded = _decode(image)
    own = decoded.profile
    picture = decoded.pixels.getchannel(0) if is_grey(decoded.pixels) else decoded.pixels
    changes_opacity = settings.flattens and (decoded.opacity is not None or opacity < 1)
    changes_depth = picture is not decoded.pixels or _wastes_bits(image, picture)
    if not changes_opacity and not changes_depth and _is_in_inks(picture, own, settings):
        return
    if changes_opacity:
        picture = _flatten(picture, decoded.opacity, opacity)
    new = _in_inks(picture, own, settings)
    _write_picture(image, new, settings.inks, is_jpeg=decoded.is_jpeg)
    if changes_opacity and decoded.opacity is not None:
        del image["/SMask"]
        _write_stencil(pdf, image, decoded.opacity)


def _wastes_bits(image: Any, picture: Image) -> bool:
    """Return whether a picture in black and white takes eight bits for each pixel."""
    return picture.mode == "L" and not is_line_art(image) and pixels.is_black_and_white(picture)


def _is_in_inks(picture: Image, profile: bytes | None, settings: PictureInks) -> bool:
    if picture.mode in ("1", "L"):
        return True
    if picture.mode != "CMYK" or settings.is_grey:
        return False
    is_own = profile in (None, settings.inks.profile.data)
    return is_own and pixels.most_ink(picture) <= settings.inks.limit


def _in_inks(picture: Image, profile: bytes | None, settings: PictureInks) -> Image:
    if picture.mode == "1":
        return picture
    if picture.mode == "L" or settings.is_grey:
        if picture.mode == "CMYK":
            profile = profile or settings.inks.profile.data
        grey = pixels.to_grey(picture, profile)
        return grey.convert("1") if pixels.is_black_and_white(grey) else grey
    return pixels.to_inks(picture, settings.inks, profile)


def _flatten(picture: Image, mask: Image | None, opacity: float) -> Image:
    from PIL import Image

    whole = mask or Image.new("L", picture.size, 255)
    if whole.size != picture.size:
        whole = whole.resize(picture.size)
    if picture.mode == "1":
        picture = picture.convert("L")
    return pixels.on_white(picture, whole.point(lambda value: value * opacity))


def _decode(image: Any) -> _DecodedPicture:
    mask = image.get("/SMask")
    opacity = None if mask is None else _decode(mask).pixels.convert("L")
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

    return _DecodedPicture(
        Image.frombytes(mode, size, image.read_bytes()), opacity, profile, is_jpeg=False
    )


def _decode_jpeg(image: Any, opacity: Image | None) -> _DecodedPicture:
    """Return the picture of a JPEG; CMYK is inverted where the PDF says so, as readers do."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(image.read_raw_bytes())) as file:
        file.load()
        profile = file.info.get("icc_profile")
        picture = file.copy()
    if picture.mode == "CMYK" and not _is_inverted(image):
        # Pillow inverts all of them, as the programs of Adobe write them.
        picture = Image.merge("CMYK", [ImageOps.invert(band) for band in picture.split()])
    return _DecodedPicture(picture, opacity, _usable(profile, picture.mode), is_jpeg=True)


def _is_inverted(image: Any) -> bool:
    decode = image.get("/Decode")
    return decode is not None and [float(value) for value in decode[:2]] == [1, 0]


def _decode_other(image: Any, opacity: Image | None) -> _DecodedPicture:
    """Return a picture of another colour space or depth, as pikepdf reads it."""
    from pikepdf import PdfImage

    picture = PdfImage(image).as_pil_image()
    profile = picture.info.get("icc_profile")
    if picture.mode not in ("1", "L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    return _DecodedPicture(picture, opacity, _usable(profile, picture.mode), is_jpeg=False)


def _usable(profile: bytes | None, mode: str) -> bytes | None:
    """Return an embedded ICC profile if it is one for pictures of that mode."""
    spaces = {"RGB": b"RGB ", "CMYK": b"CMYK"}
    return profile if profile and profile[16:20] == spaces.get(mode) else None


def _write_picture(image: Any, picture: Image, inks: Inks, *, is_jpeg: bool) -> None:
    from pikepdf import Array, Name

    for key in ("/DecodeParms", "/Decode", "/Intent", "/ColorSpace"):
        if key in image:
            del image[key]
    image.ColorSpace = Name(_SPACES[picture.mode])
    image.BitsPerComponent = 1 if picture.mode == "1" else 8
    image.Width, image.Height = picture.size
    data = _jpeg(picture, inks) if is_jpeg and picture.mode != "1" else None
    if data is None:
        image.write(zlib.compress(picture.tobytes(), 9), filter=Name.FlateDecode)
        return
    image.write(data, filter=Name.DCTDecode)
    if picture.mode == "CMYK":
        image.Decode = Array([1, 0] * 4)


def _jpeg(picture: Image, inks: Inks) -> bytes | None:
    """Return a picture as JPEG; None where its rounding would print more ink than the limit."""
    from PIL import Image

    has_limit = picture.mode == "CMYK" and inks.limit < 4
    if has_limit:
        picture = pixels.limit_inks(picture, inks.limit - _JPEG_MARGIN)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    if has_limit:
        with Image.open(out) as written:
            if pixels.most_ink(written) > inks.limit:
                return None
    return out.getvalue()


def _write_stencil(pdf: Any, image: Any, opacity: Image) -> None:
    """Leave the pixels without any colour out of a picture, so that its ground shows there."""
    from pikepdf import Array, Name, Stream

    if not opacity.histogram()[0]:
        return
    stencil = opacity.point(lambda value: 0 if value else 255).convert("1")
    mask = Stream(
        pdf,
        zlib.compress(stencil.tobytes(), 9),
        Type=Name.XObject,
        Subtype=Name.Image,
        ImageMask=True,
        BitsPerComponent=1,
        Width=stencil.width,
        Height=stencil.height,
        Decode=Array([0, 1]),
        Filter=Name.FlateDecode,
    )
    image.Mask = pdf.make_indirect(mask)
