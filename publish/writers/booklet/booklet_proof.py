"""The proof of a booklet: a small picture of every sheet, and of the nested sheets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from publish.config.booklet_options import Binding
from publish.text.lengths import MM, Size
from publish.writers.booklet.geometry import Sheet
from publish.writers.booklet.layout import BookletLayout, Columns, how_to_print
from publish.writers.booklet.marks import operand
from publish.writers.booklet.pdf_values import PRODUCER

_PAPER = Size(210 * MM, 297 * MM)
_MARGIN = 14 * MM
_BETWEEN = 6 * MM
_PICTURE_WIDTH = (_PAPER.width - 2 * _MARGIN - _BETWEEN) / 2
_TITLE = 6 * MM
_NUMBERS = 10 * MM
_HEADING = 28 * MM
_NEST = 60 * MM
_MAX_NESTED = 12  # more sheets cannot be distinguished in the picture of the fold


def draw_proof(booklet: bytes, layout: BookletLayout) -> bytes:
    """Return a PDF that shows how the sheets of ``booklet`` are printed and folded."""
    pdf = Pdf.new()
    height = _PICTURE_WIDTH * layout.sheet_size.height / layout.sheet_size.width
    row = _TITLE + height + _NUMBERS
    with pikepdf.open(BytesIO(booklet)) as sides:
        waiting = list(range(len(layout.printed_sheets)))
        operators = [*_heading(layout)]
        y = _PAPER.height - _MARGIN - _HEADING
        if layout.plan.is_folded:
            operators += _nest_picture(layout)
            y -= _NEST
        while waiting:
            forms = Dictionary()
            fitting = max(int((y - _MARGIN) / row), 1)
            for index in waiting[:fitting]:
                title = _title(layout, index)
                operators.append(_text(_MARGIN, y - _TITLE + 2 * MM, title, bold=True))
                for number in range(2):
                    x, low = _MARGIN + number * (_PICTURE_WIDTH + _BETWEEN), y - _TITLE - height
                    name = f"/S{2 * index + number}"
                    form = Page(sides.pages[2 * index + number]).as_form_xobject()
                    forms[name] = pdf.copy_foreign(sides.make_indirect(form))
                    operators += _side_picture(name, x, low, height, layout)
                    columns = layout.columns(index, inside=bool(number), printed=True)
                    operators += _page_labels(columns, x, low)
                y -= row
            _add_page(pdf, operators, forms)
            waiting = waiting[fitting:]
            operators, y = [], _PAPER.height - _MARGIN
        pdf.docinfo["/Producer"] = PRODUCER
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _add_page(pdf: Pdf, operators: Sequence[str], forms: Dictionary) -> None:
    # The standard fonts are not embedded (ISO 32000-1, 9.6.2.2), as no press prints a proof.
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
        Contents=pdf.make_stream("\n".join(operators).encode("ascii")),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _heading(layout: BookletLayout) -> Iterator[str]:
    y = _PAPER.height - _MARGIN - 5 * MM
    yield _text(_MARGIN, y, "How this booklet is printed and folded", size=15, bold=True)
    steps = how_to_print(layout)
    for line in textwrap.wrap(f"{steps[0].upper()}{steps[1:]}.", 100):
        y -= 5 * MM
        yield _text(_MARGIN, y, line)


def _title(layout: BookletLayout, index: int) -> str:
    sheet = layout.printed_sheets[index][0]
    title = f"Sheet {index + 1} of {len(layout.printed_sheets)}"
    if sheet and sheet.is_cover:
        title += ", the cover"
    elif sheet and layout.signatures > 1 and not layout.plan.is_stacked:
        title += f", in signature {sheet.signature}"
    rotated = layout.is_rotated(inside=True)
    first, second = ("outside", "inside") if layout.plan.is_folded else ("front", "back")
    on_its_head = f"{second}, printed on its head"
    return f"{title}: {first}, then {on_its_head if rotated else second}"


def _side_picture(
    name: str, x: float, y: float, height: float, layout: BookletLayout
) -> Iterator[str]:
    """Yield the operators for a side of a sheet in a frame, with dashed lines at folds and cuts."""
    sheet, plan = layout.sheet_size, layout.plan
    scale = f"{_PICTURE_WIDTH / sheet.width:.6f}"
    yield f"q {scale} 0 0 {scale} {operand(x)} {operand(y)} cm {name} Do Q"
    frame = f"{operand(x)} {operand(y)} {operand(_PICTURE_WIDTH)} {operand(height)}"
    yield f"0.4 G 0.5 w {frame} re S"
    middle, level = operand(x + _PICTURE_WIDTH / 2), operand(y + height / 2)
    if plan.is_folded or plan.is_cut:
        yield f"q 0.6 G [3 3] 0 d {middle} {operand(y)} m {middle} {operand(y + height)} l S Q"
    if plan.is_folded and plan.is_cut:
        right = operand(x + _PICTURE_WIDTH)
        yield f"q 0.4 G {operand(x)} {level} m {right} {level} l S Q"


def _page_labels(columns: Columns, x: float, y: float) -> Iterator[str]:
    """Yield the page numbers below a picture, those of a column from its top."""
    width = _PICTURE_WIDTH / len(columns)
    for index, column in enumerate(columns):
        text = " / ".join(map(_page_label, column))
        yield _centre_text(x + (index + 0.5) * width, y - 5 * MM, text)


def _nest_picture(layout: BookletLayout) -> Iterator[str]:
    """Yield a view of the first signature from above, half open, with a line for each sheet."""
    cover_only = layout.signatures == 0
    first = min(each.signature for each in layout.sheets if not each.is_cover or cover_only)
    nested = [sheet for sheet in layout.sheets if sheet.is_cover or sheet.signature == first]
    shown = nested[:_MAX_NESTED]
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
        yield (
            f"{operand(tip)} {operand(middle + away)} m "
            f"{operand(bend)} {operand(middle + away / 2)} l "
            f"{operand(fold)} {operand(middle)} l {operand(bend)} {operand(middle - away / 2)} l "
            f"{operand(tip)} {operand(middle - away)} l S"
        )
        front, back = _leaf_labels(sheet, layout.binding)
        for pages, y in ((front, middle + away), (back, middle - away)):
            yield _centre_text(tip + towards * 11 * MM, y - 3, pages, size=9)
    label = "fold, staples" if layout.signatures <= 1 else "fold"
    yield _centre_text(spine - towards * 14 * MM, middle - 3, label, size=9)
    if len(nested) > len(shown):
        more = f"and {len(nested) - len(shown)} more sheets within"
        yield _centre_text(_PAPER.width / 2, middle - _NEST / 2 - 2 * MM, more, size=9)


def _leaf_labels(sheet: Sheet, binding: Binding) -> tuple[str, str]:
    """Return the page labels of the two leaves of a sheet in reading order."""
    outside, inside = sheet.outside, sheet.inside
    if binding is Binding.LEFT:
        return _leaf_label(outside.right, inside.left), _leaf_label(inside.right, outside.left)
    return _leaf_label(outside.left, inside.right), _leaf_label(inside.left, outside.right)


def _leaf_label(*pages: int | None) -> str:
    return ", ".join(map(_page_label, pages)) if any(pages) else _page_label(None)


def _page_label(page: int | None) -> str:
    return "empty" if page is None else str(page)


def _text(x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> str:
    font = "B" if bold else "F"
    return f"BT 0 g /{font} {operand(size)} Tf {operand(x)} {operand(y)} Td <{_hex(text)}> Tj ET"


def _centre_text(x: float, y: float, text: str, *, size: float = 11) -> str:
    # Half an em for a character is accurate enough for digits and a few words.
    return _text(x - len(text) * size / 4, y, text, size=size)


def _hex(text: str) -> str:
    return text.encode("cp1252", "replace").hex()
