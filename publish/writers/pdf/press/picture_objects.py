"""Pictures of a PDF in inks: image XObjects (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

from publish.storage.digests import digest
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.pictures import is_grey
from publish.writers.pdf.press import pixels
from publish.writers.pdf.press.inks import Inks
from publish.writers.pdf.press.picture_decoding import decode_picture

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 95
"""The quality of JPEGs: their colours are kept at full resolution beside it."""

_JPEG_MARGIN = 0.1
"""The ink that a JPEG may have more than the picture of which it was made."""

_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}
_DEVICES = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK")
_ENTRIES = (
    *("/Width", "/Height", "/ColorSpace", "/BitsPerComponent"),
    *("/Filter", "/DecodeParms", "/Decode"),
)


@dataclass(frozen=True, slots=True)
class PictureInks:
    """How pictures become inks: in grey or in ``inks``; ``flattens`` their transparency or not.

    The ``store`` has the pictures that were converted before.
    """

    inks: Inks
    is_grey: bool
    flattens: bool
    store: Store | None = None


@serializable
@dataclass(frozen=True, slots=True)
class InkPicture:
    """A picture in inks, as a PDF has it: JPEG, or Flate of pixels of that mode.

    ``stencil`` are the pixels, one bit each, that are left out of the picture; empty for none.
    """

    mode: str
    size: tuple[int, int]
    data: bytes
    is_jpeg: bool
    stencil: bytes = b""
    stencil_size: tuple[int, int] = (0, 0)


def is_line_art(image: Any) -> bool:
    """Return whether a picture has one bit for each pixel, or is a stencil of one colour."""
    return bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1


def convert_picture(pdf: Any, image: Any, settings: PictureInks, opacity: float = 1.0) -> None:
    """Write a picture in inks in its place; one that is right as it is stays the same bytes.

    ``opacity`` is that with which it is drawn, where transparency is flattened.
    """
    if image.get("/ImageMask", False):
        return
    store = settings.store
    if store is None or str(image.get("/ColorSpace")) not in _DEVICES:
        new = _in_inks(image, settings, opacity)
    else:
        key = _store_key(image, settings, opacity, store)
        results = store.get(key, tuple, remember=False)
        if results is None:
            results = (_in_inks(image, settings, opacity),)
            store.put(key, results, remember=False)
        (new,) = results
    if new is not None:
        _write_picture(pdf, image, new, flattens=settings.flattens)


def _store_key(image: Any, settings: PictureInks, opacity: float, store: Store) -> str:
    """Return the key of a picture of a device's colours in inks."""
    parts: list[bytes | str] = []
    for each in (image, image.get("/SMask")):
        if each is not None:
            parts += (str(each.get(entry)) for entry in _ENTRIES)
            parts.append(each.read_raw_bytes())
    inks = settings.inks
    choices = (inks.colours, inks.limit, settings.is_grey, settings.flattens, opacity)
    return store.portable_key(
        "press picture", digest(*parts), digest(inks.profile.data), repr(choices)
    )


def _in_inks(image: Any, settings: PictureInks, opacity: float) -> InkPicture | None:
    """Return a picture in inks; None for one that is right as it is."""
    decoded = decode_picture(image)
    picture = decoded.pixels.getchannel(0) if is_grey(decoded.pixels) else decoded.pixels
    changes_opacity = settings.flattens and (decoded.opacity is not None or opacity < 1)
    changes_depth = picture is not decoded.pixels or _wastes_bits(image, picture)
    is_right = _is_in_inks(picture, decoded.profile, settings)
    if is_right and not changes_opacity and not changes_depth:
        return None
    stencil = None
    if changes_opacity:
        picture = _flatten(picture, decoded.opacity, opacity)
        stencil = decoded.opacity and _stencil(decoded.opacity)
    new = _convert(picture, decoded.profile, settings)
    jpeg = _jpeg(new, settings.inks) if decoded.is_jpeg and new.mode != "1" else None
    return InkPicture(
        new.mode,
        new.size,
        zlib.compress(new.tobytes(), 9) if jpeg is None else jpeg,
        jpeg is not None,
        *((zlib.compress(stencil.tobytes(), 9), stencil.size) if stencil else ()),
    )


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


def _convert(picture: Image, profile: bytes | None, settings: PictureInks) -> Image:
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


def _stencil(opacity: Image) -> Image | None:
    """Return the pixels without any colour, so that the ground shows there; None for none."""
    if not opacity.histogram()[0]:
        return None
    return opacity.point(lambda value: 0 if value else 255).convert("1")


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


def _write_picture(pdf: Any, image: Any, new: InkPicture, *, flattens: bool) -> None:
    from pikepdf import Array, Name, Stream

    for key in ("/DecodeParms", "/Decode", "/Intent", *(("/SMask",) if flattens else ())):
        if key in image:
            del image[key]
    image.ColorSpace = Name(_SPACES[new.mode])
    image.BitsPerComponent = 1 if new.mode == "1" else 8
    image.Width, image.Height = new.size
    image.write(new.data, filter=Name.DCTDecode if new.is_jpeg else Name.FlateDecode)
    if new.is_jpeg and new.mode == "CMYK":
        # Programs for pictures write the inks of a JPEG inverted.
        image.Decode = Array([1, 0] * 4)
    if new.stencil:
        width, height = new.stencil_size
        mask = Stream(
            pdf,
            new.stencil,
            Type=Name.XObject,
            Subtype=Name.Image,
            ImageMask=True,
            BitsPerComponent=1,
            Width=width,
            Height=height,
            Decode=Array([0, 1]),
            Filter=Name.FlateDecode,
        )
        image.Mask = pdf.make_indirect(mask)
