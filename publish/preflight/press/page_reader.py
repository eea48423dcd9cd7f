"""The reading of a page: its content, and the appearances of its annotations that are printed."""

from __future__ import annotations

from pikepdf import Dictionary, Object, Stream

from publish.preflight.page_boxes import Box, Matrix, map_box, multiply
from publish.preflight.press.geometry import PageGeometry
from publish.preflight.press.graphics_state import GraphicsState
from publish.preflight.press.page_marks import PageMarks, Spot
from publish.preflight.press.page_walk import PageWalk
from publish.preflight.press.pdf_file import read_content, reason_of
from publish.preflight.press.printed_page import PrintedPage
from publish.preflight.press.resources import FileObjects, read_matrix
from publish.preflight.press.structure_checks import list_annotations
from publish.writers.booklet.pdf_values import (
    PDF_FAULTS,
    inherit,
    read_box,
    read_integer,
    read_name,
)

_HIDDEN, _PRINTED = 2, 4


def read_page(page: Object, geometry: PageGeometry, objects: FileObjects) -> PrintedPage:
    """Return all that a page paints; parts that cannot be read are among its problems."""
    marks = PageMarks(_middle_of(geometry.trim))
    objects.limits.begin_page()
    unit = geometry.unit
    base: Matrix = (unit, 0, 0, unit, 0, 0)
    walk = PageWalk(objects, marks, base)
    resources = objects.resources_of(inherit(page, "/Resources"))
    state = GraphicsState(base, geometry.media)
    try:
        if read_name(_group_kind(page)) == "Transparency":
            marks.transparency.append(Spot("a transparency group of the page", geometry.trim))
        content = read_content(page.get("/Contents"))
        walk.read(objects.parse(content), resources, state)
        for annotation in list_annotations(page):
            _read_appearance(annotation, walk, state)
    except PDF_FAULTS as error:
        marks.problems.append(f"the page cannot be read: {reason_of(error)}")
    except MemoryError:
        marks.problems.append("the page needs more memory than there is")
    return PrintedPage(geometry, marks)


def _middle_of(trim: Box) -> Box:
    """Return the middle of a page: farther from each edge than any margin that a press asks for."""
    left, low, right, high = trim
    across, up = (right - left) / 4, (high - low) / 4
    return left + across, low + up, right - across, high - up


def _group_kind(page: Object) -> object:
    group = page.get("/Group")
    return group.get("/S") if isinstance(group, Dictionary) else None


def _read_appearance(annotation: Object, walk: PageWalk, state: GraphicsState) -> None:
    """Add the appearance of an annotation that is printed (ISO 32000-1, 12.5.5)."""
    flags = read_integer(annotation.get("/F"))
    appearances = annotation.get("/AP")
    if flags & _HIDDEN or not flags & _PRINTED or not isinstance(appearances, Dictionary):
        return
    form = appearances.get("/N")
    if isinstance(form, Dictionary) and not isinstance(form, Stream):
        form = form.get(f"/{read_name(annotation.get('/AS'))}")
    rectangle = read_box(annotation.get("/Rect"))
    if not isinstance(form, Stream) or rectangle is None:
        return
    bounds = read_box(form.get("/BBox")) or (0, 0, 1, 1)
    matrix = _fit(map_box(read_matrix(form.get("/Matrix")), bounds), rectangle)
    inner = state._replace(matrix=multiply(matrix, state.matrix))
    walk.draw_form(form, inner, walk.objects.resources_of(None))


def _fit(box: Box, target: Box) -> Matrix:
    """Return the matrix that puts a box onto another."""
    width, height = box[2] - box[0] or 1, box[3] - box[1] or 1
    across, up = (target[2] - target[0]) / width, (target[3] - target[1]) / height
    return across, 0, 0, up, target[0] - box[0] * across, target[1] - box[1] * up
