"""Checks of the structure of a PDF beside its pages: encryption, links, fields, scripts, layers."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, NameTree, Object, Pdf

from publish.config.pdf_profiles import PdfVariant
from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_files as rules
from publish.preflight.page_boxes import Box
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding
from publish.preflight.press.geometry import PageGeometry
from publish.preflight.press.pdf_file import reason_of
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_box, read_name

_MOST_NAMES = 1000
_MEDIA = frozenset({"Screen", "Movie", "Sound", "RichMedia", "3D", "FileAttachment"})
_HARMLESS_ACTIONS = frozenset({"GoTo", "GoToR", "Thread", "URI", "Named"})
_WORDS = {
    "Link": "a link",
    "Widget": "a form field",
    "Text": "a comment",
    "FreeText": "a comment",
    "Highlight": "a highlight",
    "Stamp": "a stamp",
    "Popup": "a comment",
    "Ink": "a drawing of a reader",
}


def check_structure(pdf: Pdf, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about a PDF as a whole."""
    yield from _check_access(pdf, demands)
    yield from _check_root(pdf, demands)
    warnings = pdf.get_warnings()
    if warnings:
        fact = f"the PDF is damaged, and was mended: {reason_of(warnings[0])}"
        yield Finding(rules.DAMAGED, Severity.WARNING, fact)


def _check_access(pdf: Pdf, demands: Demands) -> Iterator[Finding]:
    if not pdf.is_encrypted:
        return
    fact = "the PDF is encrypted, though it opens without a password"
    if not pdf.allow.print_lowres:
        fact = "the PDF is encrypted and forbids to print it"
    is_press = demands.is_for_press or demands.profile.variant.is_for_archive
    severity = Severity.ERROR if is_press else Severity.WARNING
    yield Finding(rules.LOCKED, severity, fact)


def _check_root(pdf: Pdf, demands: Demands) -> Iterator[Finding]:
    root, variant = pdf.Root, demands.profile.variant
    is_archive = variant.is_for_archive or bool(demands.claims.archive)
    names = root.get("/Names")
    names = names if isinstance(names, Dictionary) else Dictionary()
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and _length(form.get("/Fields")):
        count = _length(form.get("/Fields"))
        fact = f"the PDF is a form with {count} field{'s' * (count != 1)}"
        if demands.is_for_press or is_archive:
            yield Finding(rules.FORM_FIELDS, demands.demand, fact)
    action = root.get("/OpenAction")
    kind = read_name(action.get("/S")) if isinstance(action, Dictionary) else ""
    has_script = "/JavaScript" in names or (kind and kind not in _HARMLESS_ACTIONS)
    if has_script or isinstance(root.get("/AA"), Dictionary):
        fact = "the PDF runs JavaScript or an action when it is opened or printed"
        severity = demands.standard if is_archive else demands.demand
        yield Finding(rules.SCRIPTS, severity, fact)
    attached = _count_names(names.get("/EmbeddedFiles"))
    if attached and variant is not PdfVariant.A_3U and "A-3" not in demands.claims.archive:
        fact = f"the PDF has {attached} attached file{'s' * (attached != 1)}"
        if demands.is_for_press or is_archive:
            yield Finding(rules.ATTACHMENTS, demands.demand, fact)
    layers = root.get("/OCProperties")
    if isinstance(layers, Dictionary) and demands.is_for_press:
        groups = [each for each in _items(layers.get("/OCGs")) if isinstance(each, Dictionary)]
        listed = ", ".join(f"“{each.get('/Name')}”" for each in groups[:4])
        fact = f"the PDF has {len(groups)} layer{'s' * (len(groups) != 1)}: {listed}"
        if groups:
            severity = demands.standard if demands.is_x1a else Severity.WARNING
            yield Finding(rules.LAYERS, severity, fact)


def _items(value: object) -> list[Object]:
    return list(value) if isinstance(value, Array) else []


def _length(value: object) -> int:
    return len(value) if isinstance(value, Array) else 0


def _count_names(tree: Object | None) -> int:
    if not isinstance(tree, Dictionary):
        return 0
    try:
        return sum(1 for _, _ in zip(NameTree(tree), range(_MOST_NAMES), strict=False))
    except PDF_FAULTS:
        return 1


def check_annotations(page: Object, geometry: PageGeometry, demands: Demands) -> Iterator[Finding]:
    """Yield the links, comments, fields and films on a page."""
    if not demands.is_for_press:
        return
    reported: set[str] = set()
    for annotation in list_annotations(page):
        kind = read_name(annotation.get("/Subtype"))
        if kind in ("TrapNet", "PrinterMark"):
            continue
        word = _WORDS.get(kind, f"an annotation ({kind})")
        if kind in _MEDIA:
            yield Finding(
                rules.ATTACHMENTS, demands.demand, f"a file or film ({kind})", geometry.number
            )
        elif word not in reported:
            reported.add(word)
            severity = Severity.WARNING if demands.profile.links else demands.convertible
            box = _place(annotation, geometry)
            yield Finding(rules.LINKS, severity, word, geometry.number, box)
        if has_script(annotation):
            fact = f"{word} runs JavaScript or an action"
            yield Finding(rules.SCRIPTS, demands.demand, fact, geometry.number)
    if isinstance(page.get("/AA"), Dictionary):
        yield Finding(rules.SCRIPTS, demands.demand, "the page runs an action", geometry.number)


def list_annotations(page: Object) -> list[Dictionary]:
    """Return the annotations of a page, without values that are none."""
    return [each for each in _items(page.get("/Annots")) if isinstance(each, Dictionary)]


def has_script(annotation: Object) -> bool:
    """Return whether an annotation does more than to lead to another place."""
    action = annotation.get("/A")
    kind = read_name(action.get("/S")) if isinstance(action, Dictionary) else ""
    return bool(kind and kind not in _HARMLESS_ACTIONS) or "/AA" in annotation


def _place(annotation: Object, geometry: PageGeometry) -> Box | None:
    box = read_box(annotation.get("/Rect"))
    if box is None:
        return None
    left, low, right, high = (each * geometry.unit for each in box)
    return left, low, right, high
