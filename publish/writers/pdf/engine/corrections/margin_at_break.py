"""Correction: the margin of a block that begins a page is dropped on named pages, too.

CSS truncates margins that adjoin an unforced break
(https://www.w3.org/TR/css-break-3/#break-margins).  ``remake_page`` takes every break of a text
with a ``page`` for a forced one.  A break is forced by a value of ``break-before`` or
``break-after``, or by another page name than before.  Report: docs/upstream/margin-at-break.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the layout of a page."""
    from weasyprint.layout import page

    return (Replacement(page, "make_page", tell_forced_breaks(page.make_page)),)


def tell_forced_breaks(stock: Any) -> Any:
    """Return the layout of a page that knows whether the break before it is forced."""

    @wraps(stock)
    def make_page(context: Any, root: Any, page_type: Any, resume_at: Any, *place: Any) -> Any:
        page_number, _ = place
        if page_number > 1:
            (_, before, *_), (_, current, *_) = context.page_maker[page_number - 2 : page_number]
            same_name = before["page"] == current["page"]
            context.forced_break = current["break"] != "any" or not same_name
        return stock(context, root, page_type, resume_at, *place)

    return make_page
