"""The cover sheets of any booklet: the page of each person in the place of page 1."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publish.config.booklet_options import BookletSettings, SheetLayout
from publish.writers.booklet.personal_sheets import impose_covers
from tests.booklet.sample_pdfs import make_numbered_pdf


def add_stamp(pdf: Pdf) -> None:
    """Add an annotation that is printed to page 1."""
    box = Array([0, 0, 50, 50])
    look = pdf.make_stream(b"0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=box)
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=box, F=4, AP=Dictionary(N=look))
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(stamp)]))


@pytest.mark.parametrize("change", [None, add_stamp])
@pytest.mark.parametrize("layout", SheetLayout)
def test_each_layout_has_a_page_for_each_person(layout: SheetLayout, change: object) -> None:
    pdf = make_numbered_pdf(12, change=change)  # type: ignore[arg-type]  # None or a function
    people = make_numbered_pdf(5)
    sheets = impose_covers(pdf, people, range(1, 6), BookletSettings(layout=layout))
    places = 2 if layout in {SheetLayout.CUT_TWO, SheetLayout.HANDOUTS} else 1
    assert sheets.count == -(-5 // places)
    with pikepdf.open(BytesIO(sheets.data)) as document:
        assert len(document.pages) == 2 * sheets.count
        contents = {
            form.read_bytes() for page in document.pages for form in page.Resources.XObject.values()
        }
    for number in range(1, 6):
        assert any(f"({number}) Tj".encode() in content for content in contents)
