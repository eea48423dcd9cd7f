"""The pixels of pictures in inks: grey, or CMYK within the limit of ink."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from publish.writers.pdf.press.condition_profiles import separate_picture
from publish.writers.pdf.press.inks import Inks, grey_of_lightness

if TYPE_CHECKING:
    from PIL.Image import Image

_GRID = 33
"""Steps of each colour in the table by which pictures are converted.

Inks between two of them are linear, so that their sum is within the limit everywhere.
"""

_ROUNDING = 4 / 255
"""The most by which four rounded inks exceed the limit."""


def to_grey(picture: Image, profile: bytes | None = None) -> Image:
    """Return a picture in grey, as light as its colours; ``profile`` is its own ICC profile.

    The darkest ink of the profile is black, and so is black ink alone, which is not as dark.
    """
    from PIL import Image, ImageChops

    if picture.mode == "L":
        return picture
    lightness = _to_lab(picture, profile).getchannel(0)
    if picture.mode != "CMYK" or profile is None:
        return lightness.point(_greys(0))
    ink = separate_picture(Image.new("RGB", (1, 1)), profile)
    grey = lightness.point(_greys(_to_lab(ink, profile).tobytes()[0]))
    *colours, black = picture.split()
    coloured = ImageChops.lighter(ImageChops.lighter(*colours[:2]), colours[2])
    return Image.composite(grey, ImageChops.invert(black), coloured.point([0, *[255] * 255]))


def to_inks(picture: Image, inks: Inks, profile: bytes | None = None) -> Image:
    """Return an RGB or CMYK picture in CMYK within the limit; ``profile`` is its own profile.

    A CMYK picture without a profile keeps its inks.
    """
    if picture.mode == "CMYK":
        if profile not in (None, inks.profile.data):
            picture = separate_picture(picture, inks.profile.data, profile)
        return limit_inks(picture, inks.limit)
    return picture.filter(_table(inks, profile))


def has_colours(profile: bytes, mode: str) -> bool:
    """Return whether an ICC profile tells the colours of pictures of that mode."""
    from PIL import ImageCms

    try:
        _lab_transform(profile, mode)
    except (OSError, ImageCms.PyCMSError):
        return False
    return True


def _greys(darkest: int) -> list[int]:
    """Return the grey of each lightness of a picture of Lab, from 0 to 255."""
    shades = (max(0, n - darkest) / (255 - darkest) for n in range(256))
    return [round(255 * grey_of_lightness(100 * shade)) for shade in shades]


def most_ink(picture: Image) -> float:
    """Return the most ink on one pixel of a CMYK picture, from 0 to 4."""
    from PIL import ImageMath

    bands = _bands(picture)
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"], **bands
    )
    _, most = total.getextrema()
    return float(most) / 255


def limit_inks(picture: Image, limit: float) -> Image:
    """Return a CMYK picture with less of the colours where all inks are more than the limit."""
    from PIL import Image, ImageMath

    if most_ink(picture) <= limit:
        return picture
    bands = _bands(picture)
    most = int(255 * limit)

    def share(args: Any) -> Any:
        # In 1024ths, by which a colour is multiplied.
        colours = args["max"](args["c"] + args["m"] + args["y"], 1)
        return args["min"](args["max"](most - args["k"], 0) * 1024 / colours, 1024)

    shares = ImageMath.lambda_eval(share, **bands)
    limited = [
        ImageMath.lambda_eval(
            lambda args: args["convert"](args["band"] * args["shares"] / 1024, "L"),
            band=bands[name],
            shares=shares,
        )
        for name in "cmy"
    ]
    return Image.merge("CMYK", (*limited, bands["k"]))


def on_white(picture: Image, opacity: Image) -> Image:
    """Return a picture as it looks on white paper; ``opacity`` is that of its pixels."""
    from PIL import Image

    white = 0 if picture.mode == "CMYK" else 255
    paper = Image.new(picture.mode, picture.size, (white,) * len(picture.getbands()))
    return Image.composite(picture, paper, opacity)


def is_black_and_white(picture: Image) -> bool:
    """Return whether a grey picture is line art: all of its pixels are black or white."""
    histogram = picture.histogram()
    return not any(histogram[1:255])


def _bands(picture: Image) -> dict[str, Image]:
    return dict(zip("cmyk", picture.split(), strict=True))


def _to_lab(picture: Image, profile: bytes | None) -> Image:
    from PIL import ImageCms

    result = ImageCms.applyTransform(picture, _lab_transform(profile, picture.mode))
    if result is None:
        raise TypeError("a transform in place")
    return result


@lru_cache(maxsize=4)
def _lab_transform(profile: bytes | None, mode: str) -> Any:
    import io

    from PIL import ImageCms

    source = io.BytesIO(profile) if profile else ImageCms.createProfile("sRGB")
    lab = ImageCms.createProfile("LAB")
    relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(source, lab, mode, "LAB", relative)


@lru_cache(maxsize=4)
def _table(inks: Inks, profile: bytes | None) -> Any:
    """Return the table from RGB to inks within their limit."""
    from PIL import Image, ImageFilter

    steps = [round(255 * n / (_GRID - 1)) for n in range(_GRID)]
    colours = bytes(
        v for blue in steps for green in steps for red in steps for v in (red, green, blue)
    )
    grid = Image.frombytes("RGB", (_GRID**2, _GRID), colours)
    data = separate_picture(grid, inks.profile.data, profile).tobytes()
    bounded = replace(inks, limit=inks.limit - _ROUNDING)
    table: list[float] = []
    for start in range(0, len(data), 4):
        cyan, magenta, yellow, black = (value / 255 for value in data[start : start + 4])
        table += bounded.limit_ink((cyan, magenta, yellow, black))
    return ImageFilter.Color3DLUT(_GRID, table, channels=4, target_mode="CMYK")
