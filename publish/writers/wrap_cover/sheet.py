"""The sheet of a wrap cover: its ground, its panels as forms, bar code and marks, in one PDF.

ISO 32000-1: 8.10 (form XObjects), 8.6.6.4 (the separation All), 14.11.2 (page boundaries).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from publish.config.pdf_profiles import MARK_LENGTH
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.booklet import page_forms
from publish.writers.booklet.marks import operand
from publish.writers.booklet.pdf_values import PRODUCER
from publish.writers.wrap_cover import bar_code
from publish.writers.wrap_cover.geometry import Area, CoverGeometry

_MARK_GAP = 2.0
"""Millimetres from the bleed to a mark."""

_FRAMES = ((7.5, 0.5), (9.5, 0.18))
"""Millimetres from the edge of the front to the lines of its frame, and their widths."""

CODE_PADDING = 1.5
"""Millimetres of white around a bar code, beside its quiet zones."""


class Turn(Enum):
    """The turn of a panel on the sheet: the matrix of its axes (a, b, c, d)."""

    NONE = (1, 0, 0, 1)
    CLOCKWISE = (0, -1, 1, 0)
    COUNTERCLOCKWISE = (0, 1, -1, 0)


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    """A panel, the area that it fills, and the area to which it is cut."""

    data: bytes
    area: Area
    turn: Turn = Turn.NONE
    clip: Area | None = None


@dataclass(frozen=True, slots=True)
class SheetDesign:
    """The panels of a sheet, its colours, and its bar code.

    Without a ``ground`` the paper is left white; without a ``frame`` the front has none.  The
    ``picture`` lies under all panels.  ``code`` are the words of the bar code, on the white area of
    its bars.
    """

    panels: tuple[PlacedPanel, ...]
    ground: str = ""
    frame: str = ""
    picture: PlacedPanel | None = None
    isbn: str = ""
    code: PlacedPanel | None = None


def write_sheet(geometry: CoverGeometry, design: SheetDesign, title: str) -> bytes:
    """Return the PDF of a wrap cover; equal arguments give equal bytes."""
    pdf = Pdf.new()
    forms = Dictionary()
    operators = [*_draw_ground(geometry, design)]
    if design.picture:
        operators.append(_place_panel(pdf, forms, design.picture, geometry))
    operators += _draw_frame(geometry, design)
    operators += [_place_panel(pdf, forms, panel, geometry) for panel in design.panels]
    if design.code:
        operators += _draw_code(design.isbn, design.code.area, geometry)
        operators.append(_place_panel(pdf, forms, design.code, geometry))
    resources = Dictionary(XObject=forms)
    if geometry.mark_room:
        resources.ColorSpace = Dictionary(All=_registration(pdf))
        operators += _draw_marks(geometry)
    boxes = (geometry.media, geometry.trim, geometry.full_area)
    media, trim, bleed = (_box(area, geometry) for area in boxes)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=media,
        TrimBox=trim,
        BleedBox=bleed,
        Resources=resources,
        Contents=pdf.make_stream("\n".join(operators).encode("ascii")),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = PRODUCER
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _draw_ground(geometry: CoverGeometry, design: SheetDesign) -> Iterator[str]:
    if design.ground:
        yield f"q {_colour(design.ground)} rg {_rectangle(geometry.full_area, geometry)} f Q"


def _draw_frame(geometry: CoverGeometry, design: SheetDesign) -> Iterator[str]:
    for inset, width in _FRAMES if design.frame else ():
        area = _rectangle(geometry.front.shrink(inset, inset), geometry)
        yield f"q {_colour(design.frame)} RG {operand(width * MM)} w {area} S Q"


def _draw_code(isbn: str, words: Area, geometry: CoverGeometry) -> Iterator[str]:
    """Yield the white ground of a bar code, and its bars in black; ``words`` is all but white."""
    module = bar_code.MODULE
    yield f"q 1 g {_rectangle(words.grow(CODE_PADDING), geometry)} f 0 g"
    left, top = words.x + bar_code.LEFT_QUIET * module, words.top - bar_code.ABOVE
    for bar in bar_code.list_bars(isbn):
        height = bar_code.HEIGHT + (bar_code.GUARD_DROP * module if bar.is_guard else 0)
        place = Area(left + bar.first * module, top - height, bar.width * module, height)
        yield f"{_rectangle(place, geometry)} f"
    yield "Q"


def _draw_marks(geometry: CoverGeometry) -> Iterator[str]:
    """Yield the marks of both folds above and below the sheet."""
    outside = geometry.full_area
    yield "q /All CS 1 SCN 0.25 w [2 1.5] 0 d"
    for x in (geometry.spine.x, geometry.spine.right):
        for y, end in (
            (outside.top + _MARK_GAP, outside.top + _MARK_GAP + MARK_LENGTH),
            (outside.y - _MARK_GAP, outside.y - _MARK_GAP - MARK_LENGTH),
        ):
            yield f"{_point(x, y, geometry)} m {_point(x, end, geometry)} l S"
    yield "Q"


def _registration(pdf: Pdf) -> Array:
    """Return the colour space of marks, which stand on the plates of all inks."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(function)])


def _place_panel(pdf: Pdf, forms: Dictionary, panel: PlacedPanel, geometry: CoverGeometry) -> str:
    """Return the operators that draw a panel in its area, and add its form."""
    opened, _ = page_forms.open_pdf(panel.data)
    with opened:
        form = page_forms.read_page_forms(opened)[0]
        if form.stream is None:
            return ""
        name = f"/P{len(forms.keys())}"
        forms[name] = pdf.copy_foreign(form.stream)
    area = panel.area
    x, y = area.x, area.y
    match panel.turn:
        case Turn.NONE:
            pass
        case Turn.CLOCKWISE:
            y = area.top
        case Turn.COUNTERCLOCKWISE:
            x = area.right
    matrix = " ".join(map(str, panel.turn.value))
    clip = f"{_rectangle(panel.clip, geometry)} W n " if panel.clip else ""
    return f"q {clip}{matrix} {_point(x, y, geometry)} cm {name} Do Q"


def _colour(colour: str) -> str:
    """Return the operands of a colour ``#rrggbb``."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(map(operand, parts))


def _point(x: float, y: float, geometry: CoverGeometry) -> str:
    media = geometry.media
    return f"{operand((x - media.x) * MM)} {operand((y - media.y) * MM)}"


def _rectangle(area: Area, geometry: CoverGeometry) -> str:
    size = f"{operand(area.width * MM)} {operand(area.height * MM)}"
    return f"{_point(area.x, area.y, geometry)} {size} re"


def _box(area: Area, geometry: CoverGeometry) -> Array:
    media = geometry.media
    edges = (area.x - media.x, area.y - media.y, area.right - media.x, area.top - media.y)
    return Array([round(edge * MM, 4) for edge in edges])
