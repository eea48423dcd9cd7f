"""The words how to print, cut, fold and fasten a booklet, for each layout of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from publish.config.booklet_options import SheetLayout

if TYPE_CHECKING:
    from publish.writers.booklet.layout import BookletLayout


def list_steps(layout: BookletLayout) -> Iterator[str]:
    """Yield the steps from the printer to the book, each a part of one line."""
    settings = layout.settings
    flip = f"flip on {settings.duplex} edge"
    yield f"print on {layout.paper.display_name}, on both sides, {flip}, actual size (100%)"
    if settings.cover and len(layout.sheets) > 1:
        yield "sheet 1 is the cover"
    yield from _cutting_steps(layout)
    if layout.plan.is_folded:
        yield from _folding_steps(layout)
    else:
        yield from _leaf_steps(layout)


def _cutting_steps(layout: BookletLayout) -> Iterator[str]:
    if not layout.plan.is_cut:
        return
    yield "cut all sheets once, from mark to mark"
    if not layout.plan.is_stacked:
        copies = "handout" if layout.settings.layout is SheetLayout.HANDOUTS else "booklet"
        yield f"each stack is a whole {copies}, so print half as many copies as you need"
    elif len(layout.sheets) > 1:
        first, second = ("left", "right") if not layout.plan.is_folded else ("upper", "lower")
        # Copies that are cut together lie in one stack.
        yield f"of each copy lay the {second} halves behind the {first} ones, page 1 in front"
    if layout.plan.is_stacked and len(layout.sheets) % 2:
        yield "the last piece is empty: take it away"


def _folding_steps(layout: BookletLayout) -> Iterator[str]:
    count = len(layout.sheets)
    noun = "pieces" if layout.plan.is_stacked else "sheets"
    if layout.settings.layout is SheetLayout.PERFECT:
        yield from _gluing_steps(layout)
        return
    if layout.signatures > 1:
        fold = f"fold {count_sheets(layout.per_signature)} at a time"
        yield f"{fold}, lay the {layout.signatures} signatures in order, sew or glue them"
    elif count > 1:
        yield f"fold the {count} {noun} together, staple in the fold"
    else:
        yield "fold the sheet"
    yield f"the fold is on the {layout.binding} of the front cover"


def _gluing_steps(layout: BookletLayout) -> Iterator[str]:
    if layout.signatures > 1:
        yield f"fold {count_sheets(layout.per_signature)} at a time"
        yield (
            f"lay the {layout.signatures} signatures in order, so that the black bars on the "
            "spine go down in steps"
        )
    elif len(layout.sheets) > 1:
        yield f"fold the {len(layout.sheets)} sheets together"
    else:
        yield "fold the sheet"
    yield "glue the spine, put the cover around it"
    yield f"the spine is on the {layout.binding} of the front cover"


def _leaf_steps(layout: BookletLayout) -> Iterator[str]:
    if layout.settings.layout is SheetLayout.SPIRAL:
        yield f"punch the edge on the {layout.binding} of page 1, bind it with a spiral or rings"
    elif len(layout.sheets) > 1:
        yield f"staple each in the upper {layout.binding} corner of page 1"


def count_sheets(count: int) -> str:
    """Return a number of sheets in words: ``4 sheets``."""
    return f"{count} sheet{'s' * (count != 1)}"
