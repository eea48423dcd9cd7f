"""The cover sheets of a booklet for many people: the sheet with page 1, once for each of them.

All pages but the first are the same objects on every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Object, ObjectStreamMode, Page, Pdf, Stream

from publish.config.booklet_options import Binding, BookletSettings
from publish.text.dataclass import dataclass
from publish.writers import booklet
from publish.writers.booklet import page_forms
from publish.writers.booklet.layout import BookletLayout
from publish.writers.booklet.page_annotations import flatten_annotations

_MARK = "/PublishPersonal"
"""The key in the content of page 1 by which its form is found on the sheets."""


@dataclass(frozen=True, slots=True)
class PersonalSheets:
    """The PDF of the cover sheets, two pages for each, the layout, and the number of sheets."""

    data: bytes
    layout: BookletLayout
    count: int


def impose_covers(
    pdf: bytes,
    covers: bytes,
    numbers: Sequence[int],
    settings: BookletSettings,
    binding: Binding | None = None,
) -> PersonalSheets:
    """Return the sheets that have page 1 of a booklet, with each of the pages of ``covers``.

    ``numbers`` are those of the pages of ``covers``, from 1.  Raises PublishError as ``impose``
    does.
    """
    imposed, layout, _ = booklet.impose_with_layout(_mark_first_page(pdf), settings, binding)
    with (
        page_forms.quiet_log(),
        page_forms.pdf_errors(),
        pikepdf.open(BytesIO(imposed)) as sheets,
        pikepdf.open(BytesIO(covers)) as pages,
    ):
        forms = page_forms.read_page_forms(pages)
        templates = [sheets.pages[index].obj for index in _sides_of_first_page(sheets)]
        places = max(len(_find_marks(template)) for template in templates)
        papers = -(-len(numbers) // places)
        for paper in range(papers):
            # Cut, and laid one on another, the stacks are in order.
            own = [
                sheets.copy_foreign(form)
                for number in numbers[paper::papers]
                if (form := forms[number - 1].stream) is not None
            ]
            for template in templates:
                sheets.pages.append(Page(_personal_side(sheets, template, own)))
        del sheets.pages[: len(sheets.pages) - len(templates) * papers]
        return PersonalSheets(_save(sheets), layout, papers)


def _mark_first_page(pdf: bytes) -> bytes:
    """Return a PDF whose first page has a single content stream with the mark."""
    with page_forms.quiet_log(), page_forms.pdf_errors():
        book, _ = page_forms.open_pdf(pdf)
        with book:
            # Annotations that are drawn later would make another stream.
            flatten_annotations(book)
            page = book.pages[0]
            page.contents_coalesce()
            content = page.obj.get("/Contents")
            if not isinstance(content, Stream):
                content = book.make_stream(b"")
            # Pages may share a content, and the mark belongs to the first alone.
            own = book.make_stream(content.read_bytes())
            own[_MARK] = True
            page.obj["/Contents"] = own
            out = BytesIO()
            book.save(out, deterministic_id=True)
            return out.getvalue()


def _sides_of_first_page(sheets: Pdf) -> list[int]:
    """Return the indexes of the two sides of the sheet that has page 1."""
    index = next(index for index, page in enumerate(sheets.pages) if _find_marks(page.obj))
    first = index - index % 2
    return [first, first + 1]


def _find_marks(page: Object) -> list[str]:
    """Return the names of the forms of page 1 on a side: two where each is printed twice."""
    forms = page.Resources.get("/XObject")
    if not isinstance(forms, Dictionary):
        return []
    return sorted(name for name, form in forms.items() if _MARK in form)


def _personal_side(sheets: Pdf, template: Object, own: Sequence[Object]) -> Object:
    """Return a side of a sheet with the pages of people in place of page 1.

    A place that is left over keeps page 1, as a spare.
    """
    side = _copy(template)
    names = _find_marks(template)
    if names:
        forms = _copy(template.Resources.XObject)
        for name, form in zip(names, own, strict=False):
            forms[name] = form
        side.Resources = _copy(template.Resources)
        side.Resources.XObject = forms
    return sheets.make_indirect(side)


def _copy(dictionary: Object) -> Dictionary:
    """Return a new dictionary with the same entries, references among them."""
    return Dictionary(dict(dictionary.items()))


def _save(sheets: Pdf) -> bytes:
    out = BytesIO()
    sheets.save(
        out,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()
