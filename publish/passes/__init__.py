"""The passes, in the order in which a text goes through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from publish.config import Settings
from publish.diagnostics import Outcome, Rule
from publish.diagnostics.rules import hebrew as hebrew_rules
from publish.diagnostics.rules import quotes as quotes_rules
from publish.document.draft import Draft
from publish.document.model import Work
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


def settings_of(settings: Settings) -> tuple[str | None, ...]:
    """Return all that the passes ask the settings, but for the indexes a book wants."""
    return (settings.order, settings.shape, settings.translation, settings.typography)


ROUNDS: dict[str, tuple[tuple[Rule, ...], ...]] = {
    "quotes": ((quotes_rules.IMPROVED, quotes_rules.GERESH, quotes_rules.APOSTROPHES),),
    "hebrew": (
        (hebrew_rules.PRESENTATION,),
        (hebrew_rules.STRAY_MARK, hebrew_rules.DOUBLED_MARK),
    ),
}
"""The passes that go through a book more than once: what they tell in each round but the last."""
