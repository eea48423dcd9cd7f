"""Form fields of a PDF: their values, inherited along the tree of fields (ISO 32000-1, 12.7)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pikepdf import Array, Dictionary, Name, Object, Pdf

from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import (
    inherit,
    read_integer,
    read_name,
    read_text,
    walk_parents,
)

_MULTILINE, _PASSWORD, _PUSHBUTTON, _COMB = 1 << 12, 1 << 13, 1 << 16, 1 << 24
_TURNS = (0, 90, 180, 270)


class FieldKind(StrEnum):
    """The kind of a form field, or of an annotation that is drawn like a text field."""

    TEXT = "Tx"
    CHOICE = "Ch"
    BUTTON = "Btn"
    SIGNATURE = "Sig"
    FREE_TEXT = "FreeText"


@dataclass(frozen=True, slots=True)
class Field:
    """A widget of a page with the attributes of its field.

    ``default_appearance`` is a content stream that sets the font and the colour; ``cells`` is the
    number of cells of a comb, 0 for other fields.
    """

    name: str
    kind: FieldKind
    value: str
    default_appearance: str
    cells: int
    alignment: int
    rotation: int
    is_multiline: bool


def read_field(pdf: Pdf, annotation: Dictionary) -> Field | None:
    """Return the field of a widget or of free text; None for another annotation.

    Values of a wrong type count as absent.
    """
    if annotation.get("/Subtype") == Name.FreeText:
        kind = FieldKind.FREE_TEXT
        value = read_text(annotation.get("/Contents"))
    else:
        field_type = read_name(inherit(annotation, "/FT"))
        if annotation.get("/Subtype") != Name.Widget or field_type not in set(FieldKind):
            return None
        kind = FieldKind(field_type)
        value = _read_value(annotation, kind)
    flags = read_integer(inherit(annotation, "/Ff"))
    if kind is FieldKind.TEXT and flags & _PASSWORD:
        value = "*" * len(value)
    if kind is FieldKind.BUTTON and flags & _PUSHBUTTON:
        value = ""
    form = acro_form(pdf)
    appearance = inherit(annotation, "/DA") or form.get("/DA")
    alignment = inherit(annotation, "/Q")
    is_comb = kind is FieldKind.TEXT and bool(flags & _COMB)
    characteristics = annotation.get("/MK")
    rotation = characteristics.get("/R") if isinstance(characteristics, Dictionary) else 0
    return Field(
        name=".".join(reversed(list(_names(annotation)))),
        kind=kind,
        value=value,
        default_appearance=read_text(appearance),
        cells=read_integer(inherit(annotation, "/MaxLen")) if is_comb else 0,
        alignment=read_integer(form.get("/Q") if alignment is None else alignment),
        rotation=read_integer(rotation) if read_integer(rotation) in _TURNS else 0,
        is_multiline=kind is not FieldKind.TEXT or bool(flags & _MULTILINE),
    )


def acro_form(pdf: Pdf) -> Dictionary:
    """Return the dictionary of the form of ``pdf``; an empty one where the PDF has none."""
    form = pdf.Root.get("/AcroForm")
    return form if isinstance(form, Dictionary) else Dictionary()


def _names(annotation: Dictionary) -> Iterator[str]:
    for node in walk_parents(annotation):
        if name := read_text(node.get("/T")):
            yield name


def _read_value(annotation: Dictionary, kind: FieldKind) -> str:
    value = inherit(annotation, "/V")
    match kind:
        case FieldKind.BUTTON:
            state = annotation.get("/AS", value)
            return "" if state == Name.Off else read_name(state)
        case FieldKind.SIGNATURE:
            return "signature" if isinstance(value, Dictionary) else ""
        case FieldKind.CHOICE:
            labels = _read_labels(inherit(annotation, "/Opt"))
            chosen = value if isinstance(value, Array) else [value]
            return "\n".join(labels.get(text, text) for text in map(read_text, chosen))
        case _:
            return read_text(value)


def _read_labels(options: Object | None) -> dict[str, str]:
    """Return the labels of the options of a choice field by their values."""
    if not isinstance(options, Array):
        return {}
    pairs = [each for each in options if isinstance(each, Array) and len(each) == 2]
    return {read_text(value): read_text(label) for value, label in pairs}
