"""Appearances of form fields: the values that viewers draw themselves (ISO 32000-1, 12.7.3.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from publish.text.dataclass import dataclass
from publish.writers.booklet.form_fields import Field, FieldKind
from publish.writers.booklet.marks import operand
from publish.writers.booklet.pdf_values import read_number

SMALLEST_TYPE = 4.0
"""The smallest size of type, in points, to which a long value is shrunk."""

_LARGEST_AUTOMATIC = 12.0
_LARGEST_TYPE = 200.0
_LINE_HEIGHT = 1.15
_ASCENT, _DESCENT = 0.72, 0.21
_PADDING = 2.0
# Widths of the characters from space to tilde in Helvetica, in thousandths of the size of type.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556,) * 10,
    *(278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667),
    *(556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278),
    *(469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_WIDEST = 1015
_NUMBER = r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)"
_FONT_SIZE = re.compile(rf"(?<!\d)({_NUMBER})\s++Tf\b")
_COLOUR = re.compile(
    rf"(?<![\d.+-])(?:{_NUMBER}\s+g|(?:{_NUMBER}\s+){{3}}rg|(?:{_NUMBER}\s+){{4}}k)\b"
)
_OPERATORS = {1: "g", 3: "rg", 4: "k"}
# The matrices that turn an appearance counter-clockwise.
_ROTATIONS = {90: (0, 1, -1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, -1, 1, 0, 0, 0)}


@dataclass(frozen=True, slots=True)
class _SetText:
    """The lines of a value at the size of type at which they fit; ``fits`` where they do."""

    lines: tuple[str, ...]
    size: float
    fits: bool


def can_draw(text: str) -> bool:
    """Return whether Helvetica, in the encoding of Windows-1252, has each character."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def draw_field(
    pdf: Pdf, annotation: Dictionary, field: Field, size: tuple[float, float]
) -> tuple[Stream, bool]:
    """Return the appearance of a field with a text, and whether the whole value fits.

    ``size`` is the width and height of the widget in points.  The value is set in Helvetica in the
    size and colour of the field, and is shrunk to ``SMALLEST_TYPE`` where it is too long.
    """
    width, height = size if field.rotation % 180 == 0 else size[::-1]
    setting = _set_text(field, width, height)
    operators = [*_decoration(annotation.get("/MK"), width, height), "/Tx BMC q"]
    operators.append(f"0 0 {operand(width)} {operand(height)} re W n BT")
    operators.append(f"/Helv {operand(setting.size)} Tf {_colour(field.default_appearance)}")
    operators += _show_lines(field, setting, width, height)
    operators.append("ET Q EMC")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    stream = pdf.make_stream(
        "\n".join(operators).encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=Dictionary(Font=Dictionary(Helv=font)),
    )
    if field.rotation:
        stream["/Matrix"] = Array(_ROTATIONS[field.rotation])
    return stream, setting.fits


def _set_text(field: Field, width: float, height: float) -> _SetText:
    """Return the lines of a value at the largest size of type, from its own, that fits."""
    smallest = _lines_at(field, SMALLEST_TYPE, width, height)
    size = _own_size(field, height)
    while smallest.fits and size > SMALLEST_TYPE:
        setting = _lines_at(field, size, width, height)
        if setting.fits:
            return setting
        size = min(size * 0.95, size - 0.25)
    return smallest


def _own_size(field: Field, height: float) -> float:
    """Return the size of type of a field; the size 0 means as large as its height allows."""
    match = _FONT_SIZE.search(field.default_appearance)
    size = abs(float(match[1])) if match else 0.0
    if size == 0 and not field.is_multiline:
        size = max(height - 2 * _PADDING, SMALLEST_TYPE) / _LINE_HEIGHT
    return min(size or _LARGEST_AUTOMATIC, _LARGEST_AUTOMATIC if not match else _LARGEST_TYPE)


def _lines_at(field: Field, size: float, width: float, height: float) -> _SetText:
    room = max(width - 2 * _PADDING, 1.0) * 1000 / size
    text = field.value.replace("\t", " ")
    if field.is_multiline:
        lines = tuple(each for line in text.split("\n") for each in _wrap(line, room))
        fits = max(map(_text_width, lines)) <= room
    else:
        lines = (text.replace("\n", " "),)
        # The cells of a comb have a width of their own.
        fits = bool(field.cells) or _text_width(lines[0]) <= room
    tall = (len(lines) - 1) * size * _LINE_HEIGHT + (_ASCENT + _DESCENT) * size
    return _SetText(lines, size, fits and tall + (_PADDING if len(lines) > 1 else 0) <= height)


def _show_lines(field: Field, setting: _SetText, width: float, height: float) -> Iterator[str]:
    size = setting.size
    step = size * _LINE_HEIGHT
    if (field.is_multiline and field.kind is not FieldKind.CHOICE) or len(setting.lines) > 1:
        y = height - _PADDING - _ASCENT * size
    else:
        y = (height - (_ASCENT - _DESCENT) * size) / 2
    for line in setting.lines:
        for x, piece in _pieces(field, line, size, width):
            yield f"1 0 0 1 {operand(x)} {operand(y)} Tm <{piece.encode('cp1252').hex()}> Tj"
        y -= step


def _pieces(field: Field, line: str, size: float, width: float) -> Iterator[tuple[float, str]]:
    """Yield the parts of a line with their left edges: the whole line, or the cells of a comb."""
    if field.cells > 0:
        cell = width / max(field.cells, len(line))
        for index, character in enumerate(line):
            yield index * cell + (cell - _text_width(character) * size / 1000) / 2, character
        return
    free = width - 2 * _PADDING - _text_width(line) * size / 1000
    yield _PADDING + free * {1: 0.5, 2: 1.0}.get(field.alignment, 0.0), line


def _wrap(line: str, room: float) -> Iterator[str]:
    """Yield the lines of a paragraph; words wider than ``room`` are cut."""
    current = ""
    width = 0
    for word in re.findall(r" *[^ ]+| +$", line):
        if current and width + _text_width(word) > room:
            yield current
            current, width = "", 0
        rest = word if current else word.lstrip(" ")
        while (length := _text_width(rest)) > room and len(rest) > 1:
            cut = _fitting(rest, room)
            yield rest[:cut]
            rest = rest[cut:]
        current += rest
        width += length
    yield current


def _fitting(word: str, room: float) -> int:
    """Return how many characters of a word fit, at least one."""
    width = 0
    for index, character in enumerate(word):
        width += _width(character)
        if width > room:
            return max(index, 1)
    return len(word)


def _text_width(text: str) -> int:
    return sum(map(_width, text))


def _width(character: str) -> int:
    """Return the width of a character; an accented letter is as wide as the letter."""
    base = ord(unicodedata.normalize("NFD", character)[0])
    if 0x20 <= base <= 0x7E:
        return _WIDTHS[base - 0x20]
    return 1000 if character in "…—™‰ŒÆ" else 611


def _colour(default_appearance: str) -> str:
    colours = _COLOUR.findall(default_appearance)
    return colours[-1] if colours else "0 g"


def _decoration(characteristics: Object | None, width: float, height: float) -> Iterator[str]:
    """Yield the operators of the background and the border of a widget."""
    if not isinstance(characteristics, Dictionary):
        return
    rectangle = f"{operand(width)} {operand(height)} re"
    if background := _components(characteristics.get("/BG")):
        yield f"q {background} 0 0 {rectangle} f Q"
    if border := _components(characteristics.get("/BC")):
        inner = f"0.5 0.5 {operand(max(width - 1, 0))} {operand(max(height - 1, 0))} re"
        yield f"q {border.upper()} 1 w {inner} S Q"


def _components(colour: Object | None) -> str:
    """Return a colour as operands and the operator that fills in it; empty for none."""
    if not isinstance(colour, Array) or len(colour) not in _OPERATORS:
        return ""
    numbers = [operand(read_number(each) or 0.0) for each in colour]
    return " ".join([*numbers, _OPERATORS[len(numbers)]])
