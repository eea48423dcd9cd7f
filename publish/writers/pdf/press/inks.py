"""Single colours as inks: black alone, or CMYK by the profile of a printing condition."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from publish.config.pdf_profiles import Colours
from publish.text.dataclass import dataclass
from publish.writers.pdf.press.condition_profiles import ConditionProfile, separate_picture

Ink = tuple[float, float, float, float]
"""Shares of cyan, magenta, yellow and black, from 0 to 1."""

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)

_NEUTRAL = 0.03
"""The most by which the components of a grey differ: it is printed in black alone."""

_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""The shares of red, green and blue in luminance (IEC 61966-2-1)."""

_GREY_OF_INKS = (0.3, 0.59, 0.11, 1.0)
"""The darkness of each ink (ISO 32000-1, 10.3.4)."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of a press: ``limit`` is the most of them on one place, from 0 to 4."""

    colours: Colours
    profile: ConditionProfile
    limit: float = 4.0

    def of_rgb(self, red: float, green: float, blue: float) -> Ink:
        """Return a colour of sRGB; a grey, and every colour of a book in black, is black alone."""
        colour = (red, green, blue)
        if max(colour) - min(colour) <= _NEUTRAL:
            return of_grey(sum(colour) / 3)
        if self.colours is Colours.BLACK:
            return of_grey(_grey(colour))
        return self.limit_ink(_separate(self.profile.data, bytes(round(255 * v) for v in colour)))

    def of_cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> Ink:
        """Return inks as they are, within the limit; or as black alone."""
        ink = (cyan, magenta, yellow, black)
        if self.colours is not Colours.BLACK:
            return self.limit_ink(ink)
        parts = zip(_GREY_OF_INKS, ink, strict=True)
        return of_grey(1 - min(1.0, sum(share * value for share, value in parts)))

    def of_lab(self, lightness: float, a: float, b: float) -> Ink:
        """Return a colour of CIE Lab, white at D50."""
        return self.of_rgb(*_rgb_of_lab(lightness, a, b))

    def limit_ink(self, ink: Ink) -> Ink:
        """Return an ink with less of its colours where all of them are more than the limit."""
        *colours, black = ink
        total = sum(colours)
        if not total or total + black <= self.limit:
            return ink
        share = max(0.0, self.limit - black) / total
        cyan, magenta, yellow = (value * share for value in colours)
        return cyan, magenta, yellow, black


def of_grey(value: float) -> Ink:
    """Return a grey, from 0 for black to 1 for white, in black ink."""
    return (0.0, 0.0, 0.0, 1 - min(1.0, max(0.0, value)))


def tint(ink: Ink, share: float) -> Ink:
    """Return an ink as it looks on white paper if its colour is opaque by that share alone."""
    cyan, magenta, yellow, black = (value * share for value in ink)
    return cyan, magenta, yellow, black


def grey_of_lightness(lightness: float) -> float:
    """Return the grey of sRGB, from 0 to 1, with that lightness of CIE Lab, from 0 to 100."""
    ratio = (lightness + 16) / 116
    luminance = ratio**3 if ratio > 6 / 29 else lightness * 27 / 24389
    return _encode(luminance)


def _grey(colour: Iterable[float]) -> float:
    """Return the grey with the luminance of a colour."""
    linear = zip(_LUMINANCE, map(_decode, colour), strict=True)
    return _encode(sum(share * value for share, value in linear))


def _decode(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encode(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


@lru_cache(maxsize=1024)
def _separate(profile: bytes, colour: bytes) -> Ink:
    from PIL import Image

    pixel = separate_picture(Image.frombytes("RGB", (1, 1), colour), profile)
    cyan, magenta, yellow, black = (value / 255 for value in pixel.tobytes())
    return cyan, magenta, yellow, black


@lru_cache(maxsize=1024)
def _rgb_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    from PIL import Image, ImageCms

    # Pillow has the two axes of colour as signed bytes.
    axes = (max(-128, min(127, round(value))) % 256 for value in (a, b))
    shades = (round(lightness * 2.55), *axes)
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )
    pixel = ImageCms.applyTransform(Image.frombytes("LAB", (1, 1), bytes(shades)), transform)
    red, green, blue = (value / 255 for value in pixel.tobytes()) if pixel else (0.0, 0.0, 0.0)
    return red, green, blue
