"""The card for the printer, a sheet in English and Hebrew, and two sheets that test a printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from publish.config.booklet_options import Duplex
from publish.config.front_matter import FrontLayout, FrontMatter
from publish.document.model import Work
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.themes.theme import load
from publish.writers import pdf as pdf_writer
from publish.writers.booklet import page_forms
from publish.writers.booklet.geometry import half_sheet
from publish.writers.booklet.layout import BookletLayout
from publish.writers.booklet.marks import operand
from publish.writers.booklet.pdf_values import PRODUCER
from publish.writers.booklet.printer_card_pictures import draw_steps
from publish.writers.booklet.printer_card_text import (
    LANGUAGES,
    card_work,
    dialogs_work,
    has_fold,
    trial_work,
)
from publish.writers.booklet.trial_marks import draw_marks, trial_sheets

_THEME = "classic"
_OPTIONS = pdf_writer.PdfOptions(
    page="a5",
    front=FrontMatter(FrontLayout.NONE, title_page=False, imprint=False, contents=False),
)
_FOOT = 15 * MM
"""The height of the foot of a page of text, with its number."""

_CARD_SCALE = 0.96
_TRIAL_SCALE = 0.76


@dataclass(frozen=True, slots=True)
class _Face:
    """A side of a sheet: texts for its halves, their scale, and a drawing over them.

    ``is_high`` texts stand at the upper edge, others in the middle.
    """

    texts: tuple[bytes, ...] = ()
    scale: float = 1.0
    drawing: str = ""
    is_high: bool = False


def draw_card(layout: BookletLayout) -> bytes:
    """Return the card of a booklet as a PDF: a sheet with its settings and the words of dialogs."""
    half = half_sheet(layout.sheet_size)
    margin = half.width * 0.1
    steps = [
        line
        for left in (0.0, half.width)
        for line in draw_steps(layout, (left + margin, margin), half.width - 2 * margin)
    ]
    front = [_set(card_work(layout, lang)) for lang in LANGUAGES]
    back = [_set(dialogs_work(layout, lang)) for lang in LANGUAGES]
    faces = (
        _Face(tuple(front), _CARD_SCALE, "\n".join(steps), is_high=True),
        _Face(tuple(back), _CARD_SCALE),
    )
    return _write(faces, layout, "Card for the printer")


def draw_trial(layout: BookletLayout) -> bytes:
    """Return two sheets as a PDF that shows whether a printer is set as the booklet needs."""
    texts = tuple(_set(trial_work(layout, lang)) for lang in LANGUAGES)
    size = layout.sheet_size
    # An upright sheet has room for the marks above and below its narrow texts.
    scale = _TRIAL_SCALE if size.width > size.height else _CARD_SCALE
    faces = []
    for number, sheet in enumerate(trial_sheets(layout.binding), start=1):
        for side, inside in ((sheet.outside, False), (sheet.inside, True)):
            shown = side if has_fold(layout) else None
            marks = "\n".join(draw_marks(size, shown, inside=inside))
            has_text = number == 1 and not inside
            faces.append(_Face(texts if has_text else (), scale, marks))
    return _write(faces, layout, "Test of the printer")


def _set(work: Work) -> bytes:
    """Return a text as a PDF of one page."""
    return pdf_writer.write(work, load(_THEME), _OPTIONS).value


def _write(faces: Iterable[_Face], layout: BookletLayout, title: str) -> bytes:
    """Return the sides of sheets as a PDF, turned as those of the booklet."""
    pdf = Pdf.new()
    size = layout.sheet_size
    for number, face in enumerate(faces):
        operators: list[str] = []
        if layout.is_rotated(inside=bool(number % 2)):
            operators.append(f"-1 0 0 -1 {operand(size.width)} {operand(size.height)} cm")
        forms = Dictionary()
        operators += _place_texts(pdf, forms, face, half_sheet(size))
        operators.append(face.drawing)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(size.width, 4), round(size.height, 4)]),
            Resources=Dictionary(XObject=forms),
            Contents=pdf.make_stream("\n".join(operators).encode("ascii")),
        )
        pdf.pages.append(Page(pdf.make_indirect(page)))
    short = layout.settings.duplex is Duplex.SHORT
    pdf.Root.ViewerPreferences = Dictionary(
        PrintScaling=Name("/None"),
        Duplex=Name.DuplexFlipShortEdge if short else Name.DuplexFlipLongEdge,
        PickTrayByPDFSize=True,
    )
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = PRODUCER
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _place_texts(pdf: Pdf, forms: Dictionary, face: _Face, half: Size) -> Sequence[str]:
    """Return the operators that draw the texts of a side on its halves, and add their forms."""
    operators = []
    for place, text in enumerate(face.texts):
        opened, _ = page_forms.open_pdf(text)
        with opened:
            form = page_forms.read_page_forms(opened)[0]
            if form.stream is None:
                continue
            name = f"/T{place}"
            forms[name] = pdf.copy_foreign(form.stream)
        fitting = min(half.width / form.size.width, half.height / form.size.height)
        scale = fitting * face.scale
        x = place * half.width + (half.width - form.size.width * scale) / 2
        free = half.height - form.size.height * scale
        y = free if face.is_high else free / 2
        operators.append(f"q {operand(scale)} 0 0 {operand(scale)} {operand(x)} {operand(y)} cm")
        # The page number of the text is cut off.
        box = f"0 {operand(_FOOT)} {operand(form.size.width)} {operand(form.size.height)} re"
        operators.append(f"{box} W n {name} Do Q")
    return operators
