"""Imposition: the pages of any PDF in, sheets to print on both sides, fold and staple out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.config.booklet_options import BookletSettings, Paper
    from publish.diagnostics import Diagnostics, Outcome
    from publish.writers.booklet.geometry import Binding
    from publish.writers.booklet.layout import Layout


def impose(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> Outcome[bytes]:
    """Return ``pdf`` as a booklet: the same bytes for the same PDF, settings and binding.

    Page 2n-1 of the booklet is the outside of sheet n, page 2n its inside; the outermost sheet of
    each signature comes first.  Where ``binding`` is None, the PDF says on which side it is bound.
    The first diagnostic says how to print it.  Raises PublishError where the PDF cannot be read
    or the sheet is too small.
    """
    booklet, _, said = _imposed(pdf, settings, binding)
    # Only here, as everywhere in this package: pikepdf takes longer to load than a text to check.
    from publish.diagnostics import Outcome

    return Outcome(booklet, said)


def proof(pdf: bytes, settings: BookletSettings, binding: Binding | None = None) -> bytes:
    """Return a PDF for people: each sheet of the booklet in small, and how the sheets nest.

    Raises PublishError as ``impose`` does.
    """
    from publish.writers.booklet.booklet_proof import draw

    booklet, layout, _ = _imposed(pdf, settings, binding)
    return draw(booklet, layout)


def _imposed(
    pdf: bytes, settings: BookletSettings, binding: Binding | None
) -> tuple[bytes, Layout, Diagnostics]:
    from publish.writers.booklet import page_forms as forms
    from publish.writers.booklet.layout import lay_out, remarks
    from publish.writers.booklet.sheets import Press

    with forms.quiet_log():
        book, damage = forms.open_pdf(pdf)
        with book:
            pages = forms.read_pages(book)
            trim = forms.trim_of([page.size for page in pages])
            layout = lay_out(len(pages), trim, settings, binding or forms.binding_of(book))
            press = Press(book, pages, layout)
            for sheet in layout.sheets:
                press.print(sheet)
            diagnostics = (*remarks(layout), *damage, *forms.mixed(pages, trim))
            return press.finish(), layout, diagnostics


def office_paper(pdf: bytes) -> Paper:
    """Return the paper that an office has for a booklet of ``pdf``: Letter or A4.

    Raises PublishError where the PDF cannot be read.
    """
    from publish.config.booklet_options import sheet_for
    from publish.writers.booklet import page_forms as forms

    with forms.quiet_log():
        book, _ = forms.open_pdf(pdf)
        with book:
            return sheet_for(forms.trim_of(forms.sizes(book)))
