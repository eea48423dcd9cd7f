"""Annotations of a PDF as part of its pages, with the form fields that no program has drawn yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules import booklet as rules
from publish.writers.booklet.field_appearances import can_draw, draw_field
from publish.writers.booklet.form_fields import Field, FieldKind, acro_form, read_field
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_box, read_integer, read_name

# Annotations for the screen only; all others, such as stamps and form fields, are printed.
_SCREEN_ANNOTATIONS = frozenset({"Link", "Popup", "Text", "Screen", "Movie", "Sound"})
# Annotations that a viewer draws itself where the PDF has no appearance of them.
_DRAWN_BY_VIEWERS = frozenset(
    (
        *("Stamp", "Highlight", "Underline", "StrikeOut", "Squiggly", "Ink", "Square", "Circle"),
        *("Line", "Polygon", "PolyLine", "Caret", "Watermark"),
    )
)
_INVISIBLE_OR_HIDDEN, _PRINT = 0b11, 0b100
_SHOWN = 8
_LONGEST_NAME = 40

_NO_DRAWING = "not printed, as the PDF has no drawing of them:"
_NOT_FOR_PRINT = "not printed, as the PDF says that they are for the screen alone:"
_NO_LETTERS = "not printed, as only Latin letters are drawn here:"
_OLD_DRAWING = "printed from an older drawing, which may differ from the value:"
_DAMAGED = "not printed, as they are damaged:"
_CUT = "the value is too long for its box:"
_XFA = "the PDF is an XFA form, and fields that are only in its XFA data are not printed"
_TEXTS = frozenset({FieldKind.TEXT, FieldKind.CHOICE, FieldKind.FREE_TEXT})


def flatten_annotations(pdf: Pdf) -> Diagnostics:
    """Draw the printed annotations of ``pdf`` into its pages; return warnings about all others.

    Values of text and choice fields without an appearance, and of all such fields where the form
    says that its appearances are out of date, are drawn first.
    """
    form = acro_form(pdf)
    is_outdated = isinstance(form.get("/NeedAppearances"), bool) and bool(form["/NeedAppearances"])
    problems: dict[str, list[str]] = defaultdict(list)
    any_printed = False
    for number, page in enumerate(pdf.pages, start=1):
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, Array):
            continue
        printed = [
            each for each in annotations if isinstance(each, Dictionary) and _is_printed(each)
        ]
        for annotation in printed:
            try:
                field = read_field(pdf, annotation)
                problem = _prepare(pdf, annotation, field, is_outdated=is_outdated)
            except PDF_FAULTS:
                field, problem = None, _DAMAGED
            if problem:
                problems[problem].append(f"{_describe(field, annotation)} on page {number}")
        page.obj["/Annots"] = Array(printed)
        any_printed = any_printed or bool(printed)
    if any_printed:
        if "/NeedAppearances" in form:
            del form["/NeedAppearances"]  # with this key qpdf leaves all form fields out
        try:
            pdf.flatten_annotations("print")
        except PDF_FAULTS:
            problems[_DAMAGED].append("some annotations of the PDF")
    return tuple(_warnings(form, problems))


def _is_printed(annotation: Dictionary) -> bool:
    return (
        read_name(annotation.get("/Subtype")) not in _SCREEN_ANNOTATIONS
        and not read_integer(annotation.get("/F")) & _INVISIBLE_OR_HIDDEN
    )


def _prepare(pdf: Pdf, annotation: Dictionary, field: Field | None, *, is_outdated: bool) -> str:
    """Draw a field that has no appearance; return the reason why a value is not printed, if any."""
    size = _size(annotation)
    has_value = bool(field and field.value)
    if size is None:
        return ""
    if not read_integer(annotation.get("/F")) & _PRINT:
        return _NOT_FOR_PRINT if has_value else ""
    if field is None:
        is_drawn = read_name(annotation.get("/Subtype")) in _DRAWN_BY_VIEWERS
        return _NO_DRAWING if is_drawn and not _has_appearance(annotation) else ""
    if field.kind is FieldKind.BUTTON:
        _choose_state(annotation, field.value)
    has_appearance = _has_appearance(annotation)
    if field.kind not in _TEXTS:
        return _NO_DRAWING if has_value and not has_appearance else ""
    is_widget = field.kind is not FieldKind.FREE_TEXT
    if not (has_value or is_outdated) or (has_appearance and not (is_outdated and is_widget)):
        return ""
    if not can_draw(field.value):
        return _OLD_DRAWING if has_appearance else _NO_LETTERS
    appearance, fits = draw_field(pdf, annotation, field, size)
    annotation["/AP"] = Dictionary(N=appearance)
    return "" if fits else _CUT


def _size(annotation: Dictionary) -> tuple[float, float] | None:
    """Return the width and height of an annotation; None where it has no area."""
    box = read_box(annotation.get("/Rect"))
    if box is None:
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    return (width, height) if width >= 1 and height >= 1 else None


def _has_appearance(annotation: Dictionary) -> bool:
    """Return whether the PDF has a drawing of the present state of an annotation."""
    appearances = annotation.get("/AP")
    normal = appearances.get("/N") if isinstance(appearances, Dictionary) else None
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        state = annotation.get("/AS")
        normal = normal.get(state) if isinstance(state, Name) else None
    return isinstance(normal, Stream)


def _choose_state(annotation: Dictionary, value: str) -> None:
    """Set the state of a button that has none from the value of its field."""
    appearances = annotation.get("/AP")
    normal = appearances.get("/N") if isinstance(appearances, Dictionary) else None
    if "/AS" not in annotation and value and isinstance(normal, Dictionary):
        annotation["/AS"] = Name(f"/{value}") if f"/{value}" in normal else Name.Off


def _describe(field: Field | None, annotation: Dictionary) -> str:
    """Return the name of a field for a message, or the type of an annotation."""
    name = field.name if field else ""
    if not name:
        return f"a {read_name(annotation.get('/Subtype'))} annotation"
    return f"“{name if len(name) <= _LONGEST_NAME else f'{name[:_LONGEST_NAME]}…'}”"


def _warnings(form: Dictionary, problems: dict[str, list[str]]) -> Iterator[Diagnostic]:
    if "/XFA" in form:
        yield rules.FIELD_NOT_PRINTED.anywhere(_XFA)
    for problem, places in problems.items():
        shown = ", ".join(places[:_SHOWN])
        more = f" and {len(places) - _SHOWN} others" if places[_SHOWN:] else ""
        rule = rules.FIELD_CUT if problem == _CUT else rules.FIELD_NOT_PRINTED
        yield rule.anywhere(f"{problem} {shown}{more}")
