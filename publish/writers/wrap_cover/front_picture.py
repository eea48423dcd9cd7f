"""The picture of the front of a wrap cover, and its resolution at its printed size."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import wrap_covers as rules
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.pictures import Picture, load_picture
from publish.writers.wrap_cover.geometry import Area

_UPRIGHT = 1.25
"""The least height of a picture for its width at which it is the whole front, as in an EPUB."""

_LEAST_DPI, _GOOD_DPI = 150, 300

_SHARE = 0.7
"""The share of the width of the front that a picture within it has."""


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """A picture for the front; one that ``is_whole`` fills it, and has the words in it."""

    picture: Picture
    is_whole: bool


def load_front_picture(path: Path, bleed: Area) -> Outcome[FrontPicture]:
    """Return the picture of a file for a front that is ``bleed`` large.

    Raises PublishError where the file cannot be read, or has too few pixels.
    """
    picture = load_picture(path)
    width, height = _size(path)
    is_whole = height >= _UPRIGHT * width
    inches = (bleed.width if is_whole else bleed.width * _SHARE) / 25.4
    dpi = round(width / inches)
    if is_whole:
        dpi = min(dpi, round(height / (bleed.height / 25.4)))
    fact = f"{path.name} has {width} × {height} pixels, {dpi} an inch on the front"
    if dpi < _LEAST_DPI:
        raise PublishError(rules.PICTURE_TOO_COARSE.anywhere(fact, f"{_GOOD_DPI} are good"))
    result = FrontPicture(picture, is_whole)
    return Outcome(result, (rules.PICTURE_COARSE.anywhere(fact),) if dpi < _GOOD_DPI else ())


def _size(path: Path) -> tuple[int, int]:
    """Return the pixels of a picture, as it stands upright."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        size: tuple[int, int] = ImageOps.exif_transpose(image).size
        return size
