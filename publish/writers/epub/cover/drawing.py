"""The drawing of a cover: its lines in the theme's faces on a coloured ground, as a PNG.

Pillow sets the lines with Raqm, which shapes with HarfBuzz and orders with FriBidi, so that vowel
points and mixed lines are right.  Starting the layout engine of the PDF would take three times as
long as the whole drawing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.text.dataclass import dataclass
from publish.text.languages import direction, in_hebrew_letters, primary
from publish.themes import font_cache
from publish.themes.font_reader import open_font
from publish.themes.theme_file import FaceScript
from publish.writers import cantillation
from publish.writers.epub.cover.raster import HEIGHT, MEASURE, WIDTH, encode_cover, fit_picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from publish.themes.theme import Theme

_FRAME = (84, 108)
"""Pixels from the edge to the outer and the inner line of the frame."""

_BELOW_NAMES = 230
"""Pixels from the titles to the people, with an ornament between them."""

_MOST_CHARACTERS = 60
"""Characters of a line at the smallest size."""

_LEADING = 1.22
_POINTED_LEADING = 1.4


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A text of a cover: its language, its sizes in pixels, and the space above it.

    The text has the largest size at which it fills at most ``lines`` lines, else the smallest.  A
    line that ``leads`` never stands without the next.
    """

    text: str
    lang: str
    sizes: tuple[int, int]
    lines: int = 2
    above: float = 0.5
    leads: bool = False


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The lines of a cover: the head, the titles, the people, and the foot."""

    head: tuple[CoverLine, ...] = ()
    names: tuple[CoverLine, ...] = ()
    people: tuple[CoverLine, ...] = ()
    foot: tuple[CoverLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _SetLine:
    """A line set in a font: the font, its pieces line by line, and the space above it."""

    line: CoverLine
    font: FreeTypeFont
    pieces: tuple[str, ...]
    leading: float

    @property
    def above(self) -> float:
        return self.line.above * self.font.size

    @property
    def height(self) -> float:
        return self.leading * len(self.pieces)


def can_set_words() -> bool:
    """Return whether Pillow has Raqm, which needs the library FriBidi."""
    from PIL import features

    return bool(features.check("raqm"))


def draw_cover(plan: CoverPlan, theme: Theme, picture: bytes | None = None) -> bytes:
    """Return the PNG of a cover in the colours and faces of ``theme``, perhaps with a picture.

    The picture is a PNG or JPEG, and stands between the names and the people.
    """
    from PIL import Image, ImageDraw

    # Drawn as the amount of ink, which becomes a palette of few colours at the end.
    ink = Image.new("L", (WIDTH, HEIGHT), 0)
    accent = Image.new("L", (WIDTH, HEIGHT), 0)
    ink_pen, accent_pen = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    for inset, width in zip(_FRAME, (6, 2), strict=True):
        box = (inset, inset, WIDTH - inset - 1, HEIGHT - inset - 1)
        accent_pen.rectangle(box, outline=255, width=width)

    def draw(lines: Sequence[_SetLine], top: float) -> float:
        for number, each in enumerate(lines):
            top += each.above if number else 0
            for piece in each.pieces:
                _draw_piece(ink_pen, piece, each, top + 0.74 * each.leading)
                top += each.leading
        return top

    head, names, people, foot = (
        tuple(_set(line, theme) for line in lines)
        for lines in (plan.head, plan.names, plan.people, plan.foot)
    )
    draw(head, 2 * _FRAME[1])
    foot_top = HEIGHT - 1.9 * _FRAME[1] - _height(foot)
    draw(foot, foot_top)
    middle = (0.36 if people or picture else 0.42) * HEIGHT
    # Where all does not fit, the titles stand higher, and the last people are left out.
    highest = 2 * _FRAME[1] + _height(head) + 90
    room = foot_top - 2 * _FRAME[0] - _BELOW_NAMES - _height(names)
    while people and (_height(people) > room - highest or people[-1].line.leads):
        people = people[:-1]
    names_top = max(highest, min(middle - _height(names) / 2, room - _height(people)))
    bottom = draw(names, names_top)
    if names:
        _draw_ornament(accent_pen, bottom + 130)
    people_top = foot_top - 170 - _height(people)
    if not picture:
        people_top = max(bottom + _BELOW_NAMES, min(people_top, 0.71 * HEIGHT))
    draw(people, people_top)
    space = (int(bottom + 200), int(people_top - 60 if people else foot_top - 60))
    return encode_cover(ink, accent, theme.cover, fit_picture(picture, space))


def _height(lines: Sequence[_SetLine]) -> float:
    return sum(each.height + (each.above if n else 0) for n, each in enumerate(lines))


def _draw_piece(pen: ImageDraw, piece: str, line: _SetLine, baseline: float) -> None:
    lang = line.line.lang
    pen.text(
        (WIDTH / 2, baseline),
        piece,
        font=line.font,
        fill=255,
        anchor="ms",
        direction=direction(lang).value,
        language=primary(lang),
    )


def _draw_ornament(pen: ImageDraw, middle: float) -> None:
    """Draw a lozenge between two rules."""
    x, half = WIDTH // 2, 13
    pen.polygon(
        [(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)], 255
    )
    for side in (-1, 1):
        ends = sorted((x + side * 36, x + side * 190))
        pen.rectangle((ends[0], middle - 1, ends[1], middle + 1), 255)


# --- lines and their fonts


def _set(line: CoverLine, theme: Theme) -> _SetLine:
    from PIL import ImageFont

    program, text = _choose_face(replace(line, text=_shorten(line)), theme)
    size, smallest = line.sizes
    while True:
        font = ImageFont.truetype(io.BytesIO(program), size, layout_engine=ImageFont.Layout.RAQM)
        pieces = _break(text, line.lang, font)
        fits = len(pieces) <= line.lines and all(
            _width(piece, line.lang, font) <= MEASURE for piece in pieces
        )
        if size <= smallest or fits:
            break
        size = max(smallest, int(size * 0.93))
    if len(pieces) > line.lines:
        pieces = (*pieces[: line.lines - 1], _end_early(pieces[line.lines - 1]))
    pieces = tuple(_cut(piece, line.lang, font) for piece in pieces)
    pointed = in_hebrew_letters(line.lang) and any("\u0591" <= c <= "\u05c7" for c in text)
    return _SetLine(line, font, pieces, size * (_POINTED_LEADING if pointed else _LEADING))


def _shorten(line: CoverLine) -> str:
    """Return the words of a line that can fit, because each is measured at several sizes."""
    most = _MOST_CHARACTERS * line.lines
    if len(line.text) <= most:
        return line.text
    return _end_early(line.text[:most].rpartition(" ")[0] or line.text[:most])


def _end_early(text: str) -> str:
    return text.rstrip(" ,.;:–—-…") + "…"


def _cut(piece: str, lang: str, font: FreeTypeFont) -> str:
    """Return a piece that is as wide as a line at most; a single word may be wider."""
    while _width(piece, lang, font) > MEASURE and len(piece) > 2:
        piece = _end_early(piece[:-2])
    return piece


def _width(text: str, lang: str, font: FreeTypeFont) -> float:
    return font.getlength(text, direction=direction(lang).value, language=primary(lang))


def _break(text: str, lang: str, font: FreeTypeFont) -> tuple[str, ...]:
    """Return a text as the fewest lines that fit, as equal as possible."""
    words = text.split()
    fewest = _fill(words, lang, font, MEASURE)
    # The narrowest measure with as many lines leaves no short last line.
    low, high = MEASURE // 3, MEASURE
    while high - low > 20:
        middle = (low + high) // 2
        pieces = _fill(words, lang, font, middle)
        fits = all(_width(piece, lang, font) <= middle for piece in pieces)
        low, high = (low, middle) if fits and len(pieces) == len(fewest) else (middle, high)
    return _fill(words, lang, font, high)


def _fill(words: Sequence[str], lang: str, font: FreeTypeFont, measure: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, lang, font) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _choose_face(line: CoverLine, theme: Theme) -> tuple[bytes, str]:
    """Return the font of the theme that has most characters of a line, and the text it has."""
    script = FaceScript.HEBREW if in_hebrew_letters(line.lang) else FaceScript.LATIN
    if cantillation.needs_font(line.text):
        script = FaceScript.CANTILLATION
    faces = sorted(
        (face for face in theme.faces if face.style == "normal"),
        key=lambda face: (face.script != script, abs(face.weight - 400)),
    )
    programs = [face.path.read_bytes() for face in faces]
    texts = [_keep_covered(line.text, program) for program in programs]
    best = max(range(len(texts)), key=lambda number: len(texts[number]))
    return programs[best], texts[best]


def _keep_covered(text: str, program: bytes) -> str:
    """Return the words of a text without the characters that a font lacks."""
    has: frozenset[str] = font_cache.read_once(_read_characters, program)
    return " ".join("".join(c if c in has else " " * c.isspace() for c in text).split())


def _read_characters(program: bytes, index: int) -> frozenset[str]:
    return frozenset(map(chr, open_font(program, index).getBestCmap()))
