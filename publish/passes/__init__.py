"""The passes, in the order in which a text goes through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from publish.config import Settings
from publish.diagnostics import Outcome
from publish.draft import Draft
from publish.model import Work
from publish.passes.citations import citations
from publish.passes.clean import clean
from publish.passes.directions import directions
from publish.passes.glosses import glosses
from publish.passes.hebrew import hebrew
from publish.passes.indexes import indexes
from publish.passes.languages import languages
from publish.passes.notes import notes
from publish.passes.quotes import quotes
from publish.passes.references import references
from publish.passes.shape import shape


def draft_passes(settings: Settings) -> dict[str, Callable[[Draft], Outcome[Draft]]]:
    """Return what is done to one file while its structure is not yet known, in order."""
    return {
        "clean": partial(clean, order=settings.order),
        "shape": partial(shape, wanted=settings.shape, translation=settings.translation),
        "notes": notes,
    }


def work_passes(settings: Settings) -> dict[str, Callable[[Work], Outcome[Work]]]:
    """Return what is done to the whole book, in order."""
    return {
        "citations": citations,
        "quotes": partial(quotes, typography=settings.typography),
        "hebrew": hebrew,
        "references": references,
        "glosses": glosses,
        "indexes": partial(indexes, wanted=settings.indexes),
        "languages": languages,
        "directions": directions,
    }
