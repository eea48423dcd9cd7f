"""The variables of templates of print that depend on the head of a book alone."""

from __future__ import annotations

from typing import Any

from publish.document.model import Work
from publish.writers import cantillation, html
from publish.writers.line_language import own_language
from publish.writers.pdf.content.print_templates import length_class, render_metadata, set_title
from publish.writers.strings import book_strings, order_forms, second_strings


def head_variables(work: Work) -> dict[str, Any]:
    """Return the metadata of a book, and the functions that render its words."""
    return {
        "work": work,
        "meta": work.meta,
        "own": book_strings(work.lang),
        "other": second_strings(work),
        "attributes": html.print_attributes,
        "text": html.render_text,
        "closed": set_title,
        "length_class": length_class,
        "metadata": render_metadata,
        "own_language": lambda words: own_language(words, work.lang),
        "forms": lambda words: order_forms(words, work),
        "accents": cantillation.accents_attribute,
    }
