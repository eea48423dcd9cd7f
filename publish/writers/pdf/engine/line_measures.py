"""Widths of the text of a paragraph up to each place at which a line may end.

The text is shaped once, without a limit of width, and the advances of its glyphs are added up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.line_choice import Break
from publish.writers.pdf.engine.shortcuts.style_memo import memo

_WORD = re.compile(r"[^\W\d_]+")
_SPACES = " \u00a0"
_UNMEASURED = re.compile("[\n\t\u00ad\u2028\u2029]")

_CHARACTERS_PER_EM = 3
"""Characters shaped for each em of width: more than a line has, marks included."""

_LINE_BREAK = 1
"""The bit of a ``PangoLogAttr`` that says that a line may begin with the character."""

_GLYPH_INFO = 5
"""The number of integers of a ``PangoGlyphInfo``; the second is the width."""

_IDEOGRAPH = "\u2e80"
"""The character as which the engine treats an inline block."""

_SPACINGS, _SIDES = ("margin", "padding"), ("left", "right")

Place: TypeAlias = tuple[int, ...]


class UnmeasuredError(Exception):
    """A box that is no plain text, so that the lines around it are not measured."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """The text of a box from a byte on, and the path to the box.

    ``widths`` are those of the characters, ``stops`` the numbers of those that may begin a line.
    """

    path: Place
    skip: int
    box: Any
    text: str
    widths: Sequence[float]
    stops: Sequence[int]
    is_whole: bool


class MeasuredText:
    """The text of a line box from a place on, with the places at which its lines may end.

    The last break is the end of the paragraph, or of what was measured.
    """

    def __init__(self, context: Any, pieces: Sequence[TextPiece]) -> None:
        """Join the pieces of a text."""
        self._context = context
        self._pieces = pieces
        self._text = "".join(piece.text for piece in pieces)
        self._begins = [0, *accumulate(len(piece.text) for piece in pieces)][:-1]
        self._x = [0.0, *accumulate(width for piece in pieces for width in piece.widths)]
        self._spaces = [0, *accumulate(character in _SPACES for character in self._text)]
        self._stops = sorted({*self._find_stops()})
        self.breaks = [self._break(stop) for stop in self._stops]
        self._hyphens: dict[int, tuple[Break, ...]] = {}
        if pieces[-1].is_whole:
            self._stops.append(len(self._text))
            self.breaks.append(self._break(len(self._text), is_last=True))

    def hyphens(self, number: int) -> tuple[Break, ...]:
        """Return the places within the words that end at a break, the last one first."""
        if number not in self._hyphens:
            self._hyphens[number] = tuple(self._divide_words(number))
        return self._hyphens[number]

    def _find_stops(self) -> Iterator[int]:
        from weasyprint.text.line_break import can_break_text

        for begin, piece in zip(self._begins, self._pieces, strict=True):
            if begin:
                before = self._text[begin - 1]
                if before == " " or can_break_text(before + piece.text[0], piece.box.style["lang"]):
                    yield begin
            for stop in piece.stops:
                yield begin + stop

    def _break(self, stop: int, *, is_last: bool = False) -> Break:
        bare = len(self._text[:stop].rstrip(" "))
        return Break(
            end=self._x[bare],
            end_spaces=self._spaces[bare],
            start=self._x[stop],
            start_spaces=self._spaces[stop],
            place=() if is_last else self._place(stop),
            is_last=is_last,
        )

    def _place(self, stop: int) -> Place:
        number = bisect_right(self._begins, stop) - 1
        piece = self._pieces[number]
        part = piece.text[: stop - self._begins[number]]
        return strip_zeros((*piece.path, piece.skip + len(part.encode())))

    def _divide_words(self, number: int) -> Iterator[Break]:
        begin = self._stops[number - 1] if number else 0
        for match in reversed([*_WORD.finditer(self._text, begin, self._stops[number])]):
            first = match.start()
            piece = self._pieces[bisect_right(self._begins, first) - 1]
            style = piece.box.style
            for length in reversed(_hyphen_positions(self._context, style, match[0])):
                stop = first + length
                yield Break(
                    end=self._x[stop] + _hyphen_width(self._context, style),
                    end_spaces=self._spaces[stop],
                    start=self._x[stop],
                    start_spaces=self._spaces[stop],
                    place=self._place(stop),
                    is_hyphen=True,
                )


def measure_text(context: Any, line: Any, skip_stack: Any, reach: float) -> MeasuredText | None:
    """Return the measured text of a line box from a place on, for about a width of ``reach``.

    Raises ``UnmeasuredError`` where a box is not plain text.
    """
    pieces = []
    for box, path, skip in _text_boxes(line, skip_stack, ()):
        piece = _measure_piece(context, box, path, skip, reach)
        if piece.text:
            pieces.append(piece)
            reach -= sum(piece.widths)
        if reach < 0 or not piece.is_whole:
            break
    return MeasuredText(context, pieces) if pieces else None


def find_place(skip_stack: Any) -> Place:
    """Return the place to which a skip stack leads: the numbers of boxes, and of a byte."""
    path = []
    while skip_stack:
        ((number, skip_stack),) = skip_stack.items()
        path.append(number)
    return strip_zeros(tuple(path))


def strip_zeros(place: Place) -> Place:
    """Return a place without zeros at its end: the first box, or byte, of what is before them."""
    while place and not place[-1]:
        place = place[:-1]
    return place


def _text_boxes(box: Any, skip_stack: Any, path: Place) -> Iterator[tuple[Any, Place, int]]:
    """Yield the text boxes of a line box from a place on, each with its path and a byte."""
    from weasyprint.formatting_structure import boxes

    first, skip_stack = next(iter(skip_stack.items())) if skip_stack else (0, None)
    if isinstance(box, boxes.TextBox):
        yield box, path, first
        return
    if _gap_width(box) is not None:
        yield box, path, 0
        return
    if type(box) not in {boxes.LineBox, boxes.InlineBox} or box.is_leader:
        raise UnmeasuredError
    if path and not _is_bare(box.style):
        raise UnmeasuredError
    for number, child in enumerate(box.children[first:], first):
        yield from _text_boxes(child, skip_stack, (*path, number))
        skip_stack = None


def _is_bare(style: Any) -> bool:
    """Return whether an inline box of a style adds no width to its text."""
    values = memo(style)
    if "bare" not in values:
        values["bare"] = (
            style["float"] == "none"
            and style["position"] == "static"
            and not any(
                getattr(style[f"{kind}_{side}"], "value", 0) or style[f"border_{side}_width"]
                for kind in _SPACINGS
                for side in _SIDES
            )
        )
    return bool(values["bare"])


def _gap_width(box: Any) -> float | None:
    """Return the width of an empty inline block, such as an indent, or None for another box."""
    from weasyprint.formatting_structure.boxes import InlineBlockBox

    style = box.style
    if type(box) is not InlineBlockBox or any(child.children for child in box.children):
        return None
    lengths = [style["width"], *(style[f"{kind}_{side}"] for kind in _SPACINGS for side in _SIDES)]
    if any(getattr(length, "unit", None) != "px" for length in lengths):
        return None
    return float(sum(length.value for length in lengths))


def _measure_piece(context: Any, box: Any, path: Place, skip: int, reach: float) -> TextPiece:
    style = box.style
    gap = _gap_width(box)
    if gap is not None:
        return TextPiece(path, skip, box, _IDEOGRAPH, (gap,), (), is_whole=True)
    rest = box.text.encode()[skip:].decode()
    text = rest[: max(40, int(reach / style["font_size"] * _CHARACTERS_PER_EM))]
    is_whole = text == rest
    if style["white_space"] not in {"normal", "nowrap"} or _UNMEASURED.search(text):
        raise UnmeasuredError
    if not text:
        return TextPiece(path, skip, box, "", (), (), is_whole=True)
    widths, stops = _shape(text, style, context)
    if style["white_space"] == "nowrap":
        stops = ()
    if not is_whole:
        # The last word may be cut.
        end = stops[-1] if stops else 0
        text, widths, stops = text[:end], widths[:end], stops[:-1]
    return TextPiece(path, skip, box, text, widths, stops, is_whole)


def _shape(text: str, style: Any, context: Any) -> tuple[Sequence[float], Sequence[int]]:
    """Return the width of each character, and the numbers of those that may begin a line."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.line_break import create_layout

    layout = create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    advances: dict[int, int] = {}
    run = line.runs
    while run != ffi.NULL:
        glyphs, begin, run = run.data.glyphs, run.data.item.offset, run.next
        count = glyphs.num_glyphs
        infos = ffi.unpack(ffi.cast("gint *", glyphs.glyphs), _GLYPH_INFO * count)
        clusters = ffi.unpack(glyphs.log_clusters, count)
        for cluster, width in zip(clusters, infos[1::_GLYPH_INFO], strict=True):
            byte = begin + cluster
            advances[byte] = advances.get(byte, 0) + width
    if text.isascii():
        bytes_before: Iterator[int] = iter(range(len(text)))
    else:
        bytes_before = accumulate((len(c.encode()) for c in text[:-1]), initial=0)
    widths = [advances.get(byte, 0) * FROM_UNITS for byte in bytes_before]
    log = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    attributes = ffi.unpack(ffi.cast("guint *", log), len(text))
    stops = [n for n, value in enumerate(attributes) if value & _LINE_BREAK and n]
    return widths, stops


def _hyphen_positions(context: Any, style: Any, word: str) -> Sequence[int]:
    """Return the numbers of letters after which a word may be divided."""
    import pyphen

    total, left, right = style["hyphenate_limit_chars"]
    if style["hyphens"] != "auto" or len(word) < total or style["white_space"] != "normal":
        return ()
    lang = style["lang"] and pyphen.language_fallback(style["lang"])
    if not lang:
        return ()
    key = (lang, left, right, total)
    dictionary = context.dictionaries.get(key)
    if dictionary is None:
        dictionary = context.dictionaries[key] = pyphen.Pyphen(lang=lang, left=left, right=right)
    return tuple(dictionary.positions(word))


def _hyphen_width(context: Any, style: Any) -> float:
    values = memo(style)
    if "hyphen width" not in values:
        widths, _ = _shape(style["hyphenate_character"], style, context)
        values["hyphen width"] = sum(widths)
    width: float = values["hyphen width"]
    return width
