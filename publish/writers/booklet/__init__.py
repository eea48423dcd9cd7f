"""Booklet writer: imposition of the pages of any PDF on sheets to print, cut, fold and bind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from publish.config.booklet_options import Binding, BookletSettings, Paper
    from publish.diagnostics import Diagnostics, Outcome
    from publish.text.lengths import Size
    from publish.writers.booklet.layout import BookletLayout


def impose(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> Outcome[bytes]:
    """Return ``pdf`` as a booklet; equal arguments give equal bytes.

    Page 2n-1 of the booklet is the outside of sheet n, page 2n its inside; the outermost sheet of
    each signature comes first.  Where ``binding`` is None, the reading direction of the PDF gives
    it.  The first diagnostic says how to print.  Raises PublishError where the PDF cannot be read
    or the sheet is too small.
    """
    booklet, _, diagnostics = impose_with_layout(pdf, settings, binding)
    # Imported here, as in all of this package: pikepdf loads slower than a text is checked.
    from publish.diagnostics import Outcome

    return Outcome(booklet, diagnostics)


def proof(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> bytes:
    """Return a PDF with a small picture of each sheet of the booklet, and of the nested sheets.

    Raises PublishError as ``impose`` does.
    """
    from publish.writers.booklet.booklet_proof import draw_proof

    booklet, layout, _ = impose_with_layout(pdf, settings, binding)
    return draw_proof(booklet, layout)


def card(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> bytes:
    """Return a PDF of a sheet that tells a printer, in English and Hebrew, how to print a booklet.

    Raises PublishError as ``impose`` does.
    """
    from publish.writers.booklet.printer_card import draw_card

    return draw_card(find_layout(pdf, settings, binding))


def add_card(booklet: bytes, card: bytes) -> bytes:
    """Return a booklet with the two sides of its card before its sheets."""
    from publish.writers.booklet.first_sheet import add_first_sheet

    return add_first_sheet(booklet, card)


def remove_card(booklet: bytes) -> bytes:
    """Return a booklet without the card before its sheets, if it has one.

    Raises PublishError where the PDF cannot be read.
    """
    from publish.writers.booklet.first_sheet import remove_first_sheet

    return remove_first_sheet(booklet)


def trial(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> bytes:
    """Return a PDF of two sheets that shows whether a printer is set as the booklet needs.

    The test is of folded sheets for every layout, because the printer turns all in one way.  Raises
    PublishError as ``impose`` does.
    """
    from publish.config.booklet_options import SheetLayout
    from publish.writers.booklet.printer_card import draw_trial

    folded = replace(settings, layout=SheetLayout.FOLDED)
    return draw_trial(find_layout(pdf, folded, binding))


def impose_with_layout(
    pdf: bytes,
    settings: BookletSettings,
    binding: Binding | None,
    numbers: frozenset[int] | None = None,
) -> tuple[bytes, BookletLayout, Diagnostics]:
    """Return the booklet of ``impose`` with its layout and its diagnostics."""
    from publish.storage.digests import digest
    from publish.writers.booklet import page_forms
    from publish.writers.booklet.layout import lay_out
    from publish.writers.booklet.layout_diagnostics import layout_diagnostics
    from publish.writers.booklet.page_annotations import flatten_annotations
    from publish.writers.booklet.sheets import SheetWriter

    with page_forms.quiet_log(), page_forms.pdf_errors():
        book, damage = page_forms.open_pdf(pdf)
        with book:
            annotations = flatten_annotations(book)
            pages = page_forms.read_page_forms(book)
            trim = page_forms.common_size([page.size for page in pages])
            layout = lay_out(len(pages), trim, settings, binding or page_forms.binding_of(book))
            writer = SheetWriter(book, pages, layout)
            for number in range(len(layout.printed_sheets)):
                if numbers is None or number + 1 in numbers:
                    writer.add_sheet(number)
            sizes = page_forms.size_diagnostics(pages, trim)
            diagnostics = (*layout_diagnostics(layout), *damage, *annotations, *sizes)
            # A part of the sheets is not the booklet of this PDF.
            origin = digest(pdf) if numbers is None else ""
            return writer.to_bytes(origin), layout, diagnostics


def impose_sheets(
    pdf: bytes, settings: BookletSettings, binding: Binding | None, numbers: Collection[int]
) -> bytes:
    """Return the sheets of a booklet with these numbers, from 1, each outside and inside.

    Raises PublishError as ``impose`` does.
    """
    sheets, _, _ = impose_with_layout(pdf, settings, binding, frozenset(numbers))
    return sheets


def find_layout(
    pdf: bytes, settings: BookletSettings, binding: Binding | None = None
) -> BookletLayout:
    """Return the layout of the booklet of ``pdf``; raises PublishError as ``impose`` does."""
    from publish.writers.booklet import page_forms
    from publish.writers.booklet.layout import lay_out

    with page_forms.quiet_log(), page_forms.pdf_errors():
        book, _ = page_forms.open_pdf(pdf)
        with book:
            sizes = page_forms.page_sizes(book)
            trim = page_forms.common_size(sizes)
            return lay_out(len(sizes), trim, settings, binding or page_forms.binding_of(book))


def read_sizes(pdf: bytes) -> list[Size]:
    """Return the size of each page of ``pdf``; raises PublishError where it cannot be read."""
    from publish.writers.booklet import page_forms

    with page_forms.quiet_log(), page_forms.pdf_errors():
        book, _ = page_forms.open_pdf(pdf)
        with book:
            return page_forms.page_sizes(book)


def office_paper(pdf: bytes) -> Paper:
    """Return the office paper for a booklet of ``pdf``: Letter or A4.

    Raises PublishError where the PDF cannot be read.
    """
    from publish.config.booklet_options import sheet_for
    from publish.writers.booklet import page_forms

    with page_forms.quiet_log(), page_forms.pdf_errors():
        book, _ = page_forms.open_pdf(pdf)
        with book:
            return sheet_for(page_forms.common_size(page_forms.page_sizes(book)))
