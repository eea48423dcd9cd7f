"""The words how to print cover sheets and lay them on the other sheets, for each layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.artifacts.people.people_list import Person
from publish.text.languages import isolate
from publish.writers.booklet.layout import BookletLayout

_SIDES_OF_SHEET = 2


def how_to_collate(layout: BookletLayout, count: int, people: Sequence[Person]) -> str:
    """Return one line that says how ``count`` cover sheets become booklets of ``people``."""
    return "; ".join(_list_steps(layout, count, people))


def _list_steps(layout: BookletLayout, count: int, people: Sequence[Person]) -> Iterator[str]:
    which = f"these {count} cover sheets" if count > 1 else "this cover sheet"
    yield f"print {which} once, on both sides"
    others = len(layout.printed_sheets) - 1
    if others:
        sheets = f"sheets 2 to {others + 1}" if others > 1 else "sheet 2"
        # A card is the first sheet of the file.
        before = _SIDES_OF_SHEET * (2 if layout.settings.card_first else 1)
        pages = f"pages {before + 1} to {before + _SIDES_OF_SHEET * others} of its file"
        often = f"{count} times, collated" if count > 1 else "once"
        yield f"print {sheets} of the booklet ({pages}) {often}"
        yield f"lay each cover sheet on the next set, and {_fasten(layout)}"
    elif layout.plan.is_folded and not layout.plan.is_cut:
        yield "fold each sheet"
    else:
        yield _fasten(layout)
    first, last = people[0], people[-1]
    yield (
        f"the first is row {first.row} (“{isolate(first.name)}”), "
        f"the last row {last.row} (“{isolate(last.name)}”)"
    )


def _fasten(layout: BookletLayout) -> str:
    """Return the steps after collating, whose details are in the line how to print a booklet."""
    plan = layout.plan
    if not plan.is_folded:
        return f"{'cut and ' * plan.is_cut}fasten them as the booklet"
    if plan.is_cut:
        return "cut, fold and fasten them as the booklet"
    return "fold both together" if layout.signatures == 1 else "fold and fasten them as the booklet"
