"""Pictures of a PDF: pixels, colours, masks, and the ink of their samples (ISO 32000-1, 8.9)."""

from __future__ import annotations

import zlib
from dataclasses import field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Object

from publish.preflight.press.colour_space import (
    DEVICE_CMYK,
    DEVICE_GREY,
    DEVICE_RGB,
    Colour,
    ColourSpace,
    Family,
    mix_inks,
    other_inks,
    read_space,
    total_ink,
)
from publish.preflight.press.pdf_file import LARGEST_STREAM
from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_integer, read_name, read_number

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
"""The size up to which the samples of a picture are read; larger ones are reported as such."""

_ENOUGH_PIXELS = 4_000_000
"""Larger pictures are read at a half, a quarter or an eighth, which averages ink as paper does."""

_COLOURED = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; ``filters`` are its compressions, ``key`` tells it from others of the file.

    A stencil (``is_stencil``) is printed in the colour of the page.
    """

    key: tuple[int, int]
    width: int
    height: int
    bits: int
    space: ColourSpace
    filters: tuple[str, ...] = ()
    is_stencil: bool = False
    has_soft_mask: bool = False
    source: Object | None = field(default=None, compare=False, repr=False)

    @property
    def is_line_art(self) -> bool:
        """Whether its pixels are black or white, so that their edges are seen."""
        return self.bits == 1

    @property
    def pixels(self) -> int:
        """The number of its pixels."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class PictureInk:
    """The most ink of a picture in per cent, whether it has colour, and a fault of its data.

    ``place`` is the part with the most ink: left, top, right and bottom from 0 to 1.
    """

    most: float | None = None
    has_colour: bool = False
    place: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    fault: str = ""


def read_picture(source: Object, spaces: Object | None, key: tuple[int, int]) -> Picture:
    """Return a picture XObject; ``spaces`` are the colour spaces of the resources."""
    filters = source.get("/Filter")
    names = list(filters) if isinstance(filters, Array) else [filters]
    stencil: object = source.get("/ImageMask")
    is_stencil = stencil is True
    space = source.get("/ColorSpace")
    chosen = tuple(name for name in map(read_name, names) if name)
    return Picture(
        key,
        max(0, read_integer(source.get("/Width"))),
        max(0, read_integer(source.get("/Height"))),
        1 if is_stencil else read_integer(source.get("/BitsPerComponent")) or 8,
        DEVICE_GREY if is_stencil else _space_of(space, spaces, source, chosen),
        chosen,
        is_stencil,
        "/SMask" in source or read_integer(source.get("/SMaskInData")) > 0,
        source,
    )


def _space_of(
    space: object, spaces: Object | None, source: Object, filters: tuple[str, ...]
) -> ColourSpace:
    if space is None and filters[-1:] == ("JPXDecode",):
        image = _open(source)
        modes = {"L": DEVICE_GREY, "RGB": DEVICE_RGB, "CMYK": DEVICE_CMYK}
        return modes.get(image.mode if image else "", DEVICE_RGB)
    return read_space(space, spaces)


def _open(source: Object) -> Image | None:
    from PIL import Image

    try:
        return Image.open(BytesIO(source.read_raw_bytes()))
    except (*PDF_FAULTS, OSError, Image.DecompressionBombError):
        return None


def measure_ink(picture: Picture) -> PictureInk:
    """Return the ink of the samples of a picture, as far as it has plates of its own."""
    from PIL.Image import DecompressionBombError

    if picture.is_stencil or picture.source is None:
        return PictureInk()
    if not picture.pixels:
        return PictureInk(fault="it has no pixels")
    if picture.pixels > MOST_PIXELS:
        return PictureInk(fault=f"its {picture.pixels / 1e6:.0f} million pixels were not read")
    family = picture.space.real.family
    try:
        if picture.space.family is Family.INDEXED:
            return _palette_ink(picture.space)
        image = _decode(picture)
        if image is None:
            has_colour = family not in (Family.GREY, Family.UNKNOWN)
            return PictureInk(has_colour=has_colour, fault=_find_fault(picture))
        return _sample_ink(image)
    except (*PDF_FAULTS, OSError, SyntaxError, DecompressionBombError) as error:
        return PictureInk(fault=f"its data cannot be read: {str(error)[:80]}")


def _find_fault(picture: Picture) -> str:
    """Return the fault of a picture whose samples are no inks; an empty string for a whole one."""
    if picture.source is None or picture.filters not in ((), ("FlateDecode",)):
        return ""
    row = -(-picture.width * picture.bits * picture.space.size // 8)
    is_short = len(picture.source.read_bytes()) < row * picture.height
    return "its data is too short" if is_short else ""


def _palette_ink(space: ColourSpace) -> PictureInk:
    size = space.base.size if space.base else 1
    colours = [Colour(space, (index,)) for index in range(len(space.palette) // size)]
    amounts = [mix_inks(*colour[:2]) for colour in colours]
    totals = [total_ink(each) for each in amounts if each is not None]
    if not totals:
        return PictureInk(has_colour=space.real.family is not Family.GREY)
    return PictureInk(max(totals), any(map(other_inks, colours)))


def _decode(picture: Picture) -> Image | None:
    """Return the samples of a picture in CMYK as an image; None for other spaces and depths."""
    from PIL import Image, ImageChops, ImageFile

    source = picture.source
    if source is None or picture.space.real.family is not Family.CMYK:
        return None
    is_inverted = _is_inverted(source)
    if picture.filters[-1:] in (("DCTDecode",), ("JPXDecode",)):
        image: Image.Image = Image.open(BytesIO(_unwrap(source, picture.filters)))
        if image.width * image.height > MOST_PIXELS or image.mode != "CMYK":
            return None
        if picture.filters[-1] == "DCTDecode":
            # Pillow takes the samples of each JPEG for inverted, as Adobe writes them.
            is_inverted = not is_inverted
            if picture.pixels > _ENOUGH_PIXELS and isinstance(image, ImageFile.ImageFile):
                image.draft("CMYK", (image.width // 2, image.height // 2))
        image.load()
    elif picture.bits == 8:
        size = (picture.width, picture.height)
        image = Image.frombytes("CMYK", size, source.read_bytes()[: 4 * picture.pixels])
    else:
        return None
    return ImageChops.invert(image) if is_inverted else image


def _unwrap(source: Object, filters: tuple[str, ...]) -> bytes:
    """Return the data of a picture without the compression around its own."""
    data = source.read_raw_bytes()
    for name in filters[:-1]:
        if name != "FlateDecode":
            raise ValueError(f"it is compressed with {name} twice over")
        data = zlib.decompressobj().decompress(data, LARGEST_STREAM)
    return data


def _is_inverted(source: Object) -> bool:
    """Return whether 0 stands for full ink by the key ``/Decode``."""
    decode = source.get("/Decode")
    first = read_number(decode[0]) if isinstance(decode, Array) and len(decode) else 0.0
    return first == 1.0


def _sample_ink(image: Image) -> PictureInk:
    from PIL import ImageChops

    if image.width * image.height > _ENOUGH_PIXELS:
        image = image.reduce(2)
    cyan, magenta, yellow, black = image.split()
    # Each addition halves, so that the sum of four plates fits into eight bits.
    pairs = (
        ImageChops.add(cyan, magenta, scale=2),
        ImageChops.add(yellow, black, scale=2),
    )
    quarter = ImageChops.add(*pairs, scale=2)
    _, most = _extrema(quarter)
    has_colour = any(_extrema(plate)[1] > _COLOURED for plate in (cyan, magenta, yellow))
    box = quarter.point([255 if value >= most - 2 else 0 for value in range(256)]).getbbox()
    left, top, right, bottom = box or (0, 0, *image.size)
    width, height = image.size
    place = (left / width, top / height, right / width, bottom / height)
    return PictureInk(400 * most / 255, has_colour, place)


def _extrema(band: Image) -> tuple[int, int]:
    extrema: Any = band.getextrema()
    return int(extrema[0]), int(extrema[1])
