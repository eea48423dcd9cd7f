"""A bindery for tests: printed paper in pixels, to turn over, cut, stack, fold and leaf through.

This module knows paper only, not how the program arranges pages.  A paper lies with its front up
and upright; its back is as it is seen when the paper is turned over like the page of a book.  A
pixel is a millimetre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pymupdf
from PIL import Image, ImageChops, ImageStat

_MM = 72 / 25.4
_RIM = 8
"""The pixels at the edges of a page that are not compared, because marks stand there."""

_ALIKE = 3.0
"""The mean difference of the pixels of two drawings of one page, at most."""


@dataclass(frozen=True)
class Paper:
    """A sheet of paper or a piece of one."""

    front: Image.Image
    back: Image.Image

    def cut_across(self) -> tuple[Paper, Paper]:
        """Return the upper and the lower half."""
        width, height = self.front.size
        upper, lower = (0, 0, width, height // 2), (0, height // 2, width, height)
        return self._piece(upper, upper), self._piece(lower, lower)

    def cut_upright(self) -> tuple[Paper, Paper]:
        """Return the left and the right half, as they are seen from the front."""
        width, height = self.front.size
        left, right = (0, 0, width // 2, height), (width // 2, 0, width, height)
        return self._piece(left, right), self._piece(right, left)

    def _piece(self, front: tuple[int, ...], back: tuple[int, ...]) -> Paper:
        return Paper(self.front.crop(front), self.back.crop(back))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed but marks at the edges."""
        return all(_is_white(_inner(face)) for face in (self.front, self.back))


def draw(pdf: bytes) -> list[Image.Image]:
    """Return the pictures of the pages of a PDF."""
    with pymupdf.open(stream=pdf) as document:
        pixmaps = [
            page.get_pixmap(matrix=pymupdf.Matrix(1 / _MM, 1 / _MM), colorspace="gray")
            for page in document
        ]
        return [Image.frombytes("L", (each.width, each.height), each.samples) for each in pixmaps]


def print_out(booklet: bytes, duplex: str) -> list[Paper]:
    """Return the sheets that a printer makes, which turns each over its short or its long edge."""
    sides = draw(booklet)
    assert len(sides) % 2 == 0
    return [
        Paper(front, back if _turns_like_a_page(front, duplex) else back.rotate(180))
        for front, back in zip(sides[::2], sides[1::2], strict=True)
    ]


def _turns_like_a_page(side: Image.Image, duplex: str) -> bool:
    return (duplex == "short") == (side.width > side.height)


def fold(sheets: Sequence[Paper], spine: str) -> list[Image.Image]:
    """Return the faces of sheets that are nested, the first outermost, from front to back."""
    halves = [sheet.cut_upright() for sheet in sheets]
    first, last = (1, 0) if spine == "left" else (0, 1)
    faces = [face for pair in halves for face in (pair[first].front, pair[first].back)]
    for pair in reversed(halves):
        faces += [pair[last].back, pair[last].front]
    return faces


def fold_signatures(sheets: Sequence[Paper], spine: str, together: int) -> list[Image.Image]:
    """Return the faces of signatures that lie behind one another."""
    faces: list[Image.Image] = []
    for start in range(0, len(sheets), together):
        faces += fold(sheets[start : start + together], spine)
    return faces


def leaf_through(leaves: Sequence[Paper]) -> list[Image.Image]:
    """Return the faces of single leaves that lie behind one another."""
    return [face for leaf in leaves for face in (leaf.front, leaf.back)]


def stack(first: Sequence[Paper], second: Sequence[Paper]) -> list[Paper]:
    """Return two stacks behind one another, without an empty piece at the end."""
    pieces = [*first, *second]
    return pieces[:-1] if pieces[-1].is_empty else pieces


class Reader:
    """A reader of faces, who knows the pages by their pictures."""

    def __init__(self, book: bytes) -> None:
        self._pages = [_inner(page) for page in draw(book)]
        self._seen: dict[bytes, int | None] = {}

    def read(self, faces: Sequence[Image.Image]) -> list[int | None]:
        """Return the numbers of the pages on faces of their size, None for an empty one.

        Zero is a face that looks like no page, such as one that is upside down.
        """
        return [self._recognise(_inner(face)) for face in faces]

    def _recognise(self, face: Image.Image) -> int | None:
        """Return the number of the page that is most like a face, if it is like it at all."""
        pixels = face.tobytes()
        if pixels not in self._seen:
            differences = [_difference(face, page) for page in self._pages]
            least = min(differences)
            nearest = differences.index(least) + 1 if least < _ALIKE else 0
            self._seen[pixels] = None if _is_white(face) else nearest
        return self._seen[pixels]


def spine_bars(signature: Paper) -> tuple[int, int]:
    """Return the first and the last row of the bar on the fold of an outermost sheet."""
    middle = signature.front.width // 2
    strip = signature.front.crop((middle - 1, 0, middle + 1, signature.front.height))
    rows = [y for y in range(strip.height) if strip.getpixel((0, y)) < 128]
    assert rows == list(range(rows[0], rows[-1] + 1)), "no single bar"
    return rows[0], rows[-1]


def _inner(face: Image.Image) -> Image.Image:
    return face.crop((_RIM, _RIM, face.width - _RIM, face.height - _RIM))


def _is_white(image: Image.Image) -> bool:
    return image.getextrema()[0] > 250


def _difference(face: Image.Image, page: Image.Image) -> float:
    """Return the mean difference of the pixels; more than any for pages of other sizes."""
    if face.size != page.size:
        return 255.0
    return ImageStat.Stat(ImageChops.difference(face, page)).mean[0]
