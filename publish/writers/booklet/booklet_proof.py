"""The proof: every sheet in small, its pages named, and how the sheets nest when folded."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from publish.writers.booklet.geometry import MM, Binding, Sheet, Side, Size
from publish.writers.booklet.layout import Layout, how_to_print
from publish.writers.booklet.marks import number

_PAPER = Size(210 * MM, 297 * MM)
_MARGIN = 14 * MM
_BETWEEN = 6 * MM
_SMALL = (_PAPER.width - 2 * _MARGIN - _BETWEEN) / 2  # The width of a sheet in small.
_TITLE = 6 * MM
_NUMBERS = 10 * MM
_HEADING = 28 * MM
_NEST = 60 * MM
_TELLABLE = 12  # More sheets than this cannot be told apart in the drawing of the fold.


def draw(imposed: bytes, layout: Layout) -> bytes:
    """Return a PDF that shows how the sheets of the booklet ``imposed`` are printed and folded."""
    pdf = Pdf.new()
    high = _SMALL * layout.sheet.height / layout.sheet.width
    row = _TITLE + high + _NUMBERS
    with pikepdf.open(BytesIO(imposed)) as booklet:
        left = list(enumerate(layout.sheets))
        drawn = [*_heading(layout), *_nest(layout)]
        y = _PAPER.height - _MARGIN - _HEADING - _NEST
        while left:
            forms = Dictionary()
            fitting = max(int((y - _MARGIN) / row), 1)
            for index, sheet in left[:fitting]:
                drawn.append(_text(_MARGIN, y - _TITLE + 2 * MM, _title(layout, index), bold=True))
                for at, side in enumerate((sheet.outside, sheet.inside)):
                    x = _MARGIN + at * (_SMALL + _BETWEEN)
                    name = f"/S{2 * index + at}"
                    small = Page(booklet.pages[2 * index + at]).as_form_xobject()
                    forms[name] = pdf.copy_foreign(booklet.make_indirect(small))
                    drawn += _in_small(name, x, y - _TITLE - high, high, layout.sheet)
                    drawn += _numbers(
                        _as_printed(side, layout, inside=bool(at)), x, y - _TITLE - high
                    )
                y -= row
            _add(pdf, drawn, forms)
            left = left[fitting:]
            drawn, y = [], _PAPER.height - _MARGIN
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _add(pdf: Pdf, drawn: Sequence[str], forms: Dictionary) -> None:
    # The standard fonts need not be embedded (ISO 32000-1: 9.6.2.2); a proof goes to no press.
    fonts = Dictionary(
        {
            name: Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=face, Encoding=Name.WinAnsiEncoding
            )
            for name, face in (("/F", Name.Helvetica), ("/B", Name("/Helvetica-Bold")))
        }
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(_PAPER.width, 4), round(_PAPER.height, 4)]),
        Resources=Dictionary(XObject=forms, Font=fonts),
        Contents=pdf.make_stream("\n".join(drawn).encode("ascii")),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _heading(layout: Layout) -> Iterator[str]:
    y = _PAPER.height - _MARGIN - 5 * MM
    yield _text(_MARGIN, y, "How this booklet is printed and folded", size=15, bold=True)
    told = how_to_print(layout)
    for line in textwrap.wrap(f"{told[0].upper()}{told[1:]}.", 100):
        y -= 5 * MM
        yield _text(_MARGIN, y, line)


def _title(layout: Layout, index: int) -> str:
    sheet = layout.sheets[index]
    of = f"Sheet {index + 1} of {len(layout.sheets)}"
    if sheet.is_cover:
        of += ", the cover"
    elif layout.signatures > 1:
        of += f", in signature {sheet.signature}"
    turned = "inside, printed on its head" if layout.turned(inside=True) else "inside"
    return f"{of}: outside, then {turned}"


def _as_printed(side: Side, layout: Layout, *, inside: bool) -> Side:
    return Side(side.right, side.left) if layout.turned(inside=inside) else side


def _in_small(name: str, x: float, y: float, high: float, sheet: Size) -> Iterator[str]:
    scale = f"{_SMALL / sheet.width:.6f}"
    yield f"q {scale} 0 0 {scale} {number(x)} {number(y)} cm {name} Do Q"
    yield f"0.4 G 0.5 w {number(x)} {number(y)} {number(_SMALL)} {number(high)} re S"
    fold = number(x + _SMALL / 2)
    yield f"q 0.6 G [3 3] 0 d {fold} {number(y)} m {fold} {number(y + high)} l S Q"


def _numbers(side: Side, x: float, y: float) -> Iterator[str]:
    for quarter, page in ((1, side.left), (3, side.right)):
        yield _centred(x + quarter * _SMALL / 4, y - 5 * MM, _said(page))


def _nest(layout: Layout) -> Iterator[str]:
    """Draw the first signature from above, half open: a line a sheet, its pages at either end."""
    first = min(sheet.signature for sheet in layout.sheets if not sheet.is_cover or _only(layout))
    nested = [sheet for sheet in layout.sheets if sheet.is_cover or sheet.signature == first]
    shown = nested[:_TELLABLE]
    middle = _PAPER.height - _MARGIN - _HEADING - _NEST / 2 + 4 * MM
    step = min(_NEST / 2 / (len(shown) + 1), 6 * MM)
    towards = 1 if layout.binding is Binding.LEFT else -1
    spine = _PAPER.width / 2 - towards * 40 * MM
    yield "0 G 0.8 w 1 J 1 j"
    for place, sheet in enumerate(shown):
        away = (len(shown) - place) * step
        fold = spine + towards * (place * 2.2 * MM)
        tip = spine + towards * 62 * MM
        bend = fold + towards * 7 * MM
        front, back = _leaves(sheet, layout.binding)
        yield (
            f"{number(tip)} {number(middle + away)} m {number(bend)} {number(middle + away / 2)} l "
            f"{number(fold)} {number(middle)} l {number(bend)} {number(middle - away / 2)} l "
            f"{number(tip)} {number(middle - away)} l S"
        )
        for said, y in ((front, middle + away), (back, middle - away)):
            yield _centred(tip + towards * 11 * MM, y - 3, said, size=9)
    label = "fold, staples" if layout.signatures <= 1 else "fold"
    yield _centred(spine - towards * 14 * MM, middle - 3, label, size=9)
    if len(nested) > len(shown):
        more = f"and {len(nested) - len(shown)} more sheets within"
        yield _centred(_PAPER.width / 2, middle - _NEST / 2 - 2 * MM, more, size=9)


def _only(layout: Layout) -> bool:
    return layout.signatures == 0


def _leaves(sheet: Sheet, binding: Binding) -> tuple[str, str]:
    """Return the pages of the leaf that is read first and of the one that is read last."""
    outside, inside = sheet.outside, sheet.inside
    if binding is Binding.LEFT:
        return _leaf(outside.right, inside.left), _leaf(inside.right, outside.left)
    return _leaf(outside.left, inside.right), _leaf(inside.left, outside.right)


def _leaf(*pages: int | None) -> str:
    return ", ".join(map(_said, pages)) if any(pages) else _said(None)


def _said(page: int | None) -> str:
    return "empty" if page is None else str(page)


def _text(x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> str:
    font = "B" if bold else "F"
    return f"BT 0 g /{font} {number(size)} Tf {number(x)} {number(y)} Td <{_hex(text)}> Tj ET"


def _centred(x: float, y: float, text: str, *, size: float = 11) -> str:
    # Half an em a character is near enough for digits and a few words.
    return _text(x - len(text) * size / 4, y, text, size=size)


def _hex(text: str) -> str:
    return text.encode("cp1252", "replace").hex()
