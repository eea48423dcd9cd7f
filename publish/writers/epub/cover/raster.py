"""The pixels of a drawn cover: its size, its colours, the picture within it, and its PNG."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from publish.themes.theme_file import CoverColours

WIDTH, HEIGHT = 1600, 2560
"""The size in pixels that shops ask for: 1 to 1.6
(https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX)."""

MEASURE = 1220
"""Pixels of the longest line, and of the widest picture within a cover."""

_INK_STEPS, _ACCENT_STEPS = 9, 6
"""Steps from the ground to each colour: PNG packs two pixels of 16 colours into a byte."""

_LEAST_PICTURE = 200
"""Pixels of the lowest place in which a picture is drawn."""


def fit_picture(picture: bytes | None, space: tuple[int, int]) -> tuple[Image, int] | None:
    """Return the picture at the size of its place, and its top edge; small ones are not blown up.

    ``space`` are the upper and the lower edge of the place.
    """
    from PIL import Image

    top, bottom = space
    if picture is None or bottom - top < _LEAST_PICTURE:
        return None
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    scale = min(MEASURE / image.width, (bottom - top) / image.height, 2)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS), (top + bottom - size[1]) // 2


def encode_cover(
    ink: Image, accent: Image, colours: CoverColours, picture: tuple[Image, int] | None
) -> bytes:
    """Return the cover as a PNG; ``ink`` and ``accent`` say how much of each colour a pixel has."""
    from PIL import Image

    out = io.BytesIO()
    if picture is None:
        steps = ink.point([(value * _INK_STEPS + 127) // 255 for value in range(256)])
        accents = accent.point(
            [_INK_STEPS + (value * _ACCENT_STEPS + 127) // 255 for value in range(256)]
        )
        mask = accent.point([255 * (value * _ACCENT_STEPS > 127) for value in range(256)])
        steps.paste(accents, mask=mask)
        steps.putpalette(_palette(colours))
        # Long runs of one colour take half the time by their lengths, and fewer bytes.
        steps.save(out, "PNG", bits=4, compress_type=zlib.Z_RLE)
        return out.getvalue()
    cover = Image.new("RGB", ink.size, colours.ground)
    cover.paste(Image.new("RGB", ink.size, colours.ink), mask=ink)
    cover.paste(Image.new("RGB", ink.size, colours.accent), mask=accent)
    image, top = picture
    cover.paste(image, ((WIDTH - image.width) // 2, top), image)
    cover.save(out, "PNG")
    return out.getvalue()


def _palette(colours: CoverColours) -> list[int]:
    """Return the ground, the steps from it to the ink, and those to the accent."""
    ground = [_mix(colours.ground, colours.ground, 1, 1)]
    inks = [_mix(colours.ground, colours.ink, n + 1, _INK_STEPS) for n in range(_INK_STEPS)]
    accents = [
        _mix(colours.ground, colours.accent, n + 1, _ACCENT_STEPS) for n in range(_ACCENT_STEPS)
    ]
    return [value for colour in (*ground, *inks, *accents) for value in colour]


def _mix(first: str, second: str, part: int, of: int) -> tuple[int, ...]:
    """Return a colour between two colours of CSS, ``#rrggbb``."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return tuple(a + (b - a) * part // of for a, b in pairs)
