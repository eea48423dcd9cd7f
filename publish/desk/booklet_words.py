"""The words how to print and fold a booklet, in the languages of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from publish.config.booklet_options import Binding, Blanks, Duplex, SheetLayout
from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.booklet import EMPTY_PAGES, HOW_TO_PRINT

if TYPE_CHECKING:
    from publish.writers.booklet.layout import BookletLayout

_EDGES = {Duplex.SHORT: "הקצר", Duplex.LONG: "הארוך"}
_SIDES = {Binding.LEFT: "שמאל", Binding.RIGHT: "ימין"}


def list_steps(layout: BookletLayout) -> list[Mapping[str, str]]:
    """Return the steps from the sheets to the booklet; the English ones are those of a message."""
    from publish.writers.booklet.layout import how_to_print

    english = how_to_print(layout).split("; ")
    steps = zip(english, _hebrew_steps(layout), strict=True)
    return [{"en": each[:1].upper() + each[1:], "he": hebrew} for each, hebrew in steps]


def _hebrew_steps(layout: BookletLayout) -> Iterator[str]:
    """Yield the steps in Hebrew, one for each of ``how_to_print``."""
    settings, count = layout.settings, len(layout.sheets)
    edge = f"היפוך על הצד {_EDGES[settings.duplex]}"
    yield f"להדפיס על {layout.paper.display_name} משני הצדדים, {edge}, בגודל המקורי (100%)"
    if settings.cover and count > 1:
        yield "גיליון 1 הוא הכריכה"
    yield from _cutting_steps(layout)
    if layout.settings.layout is SheetLayout.SPIRAL:
        yield f"לנקב את הקצה שב{_SIDES[layout.binding]} של עמוד 1 ולכרוך בספירלה או בטבעות"
    elif layout.settings.layout is SheetLayout.HANDOUTS:
        if count > 1:
            yield f"להדק כל אחד בפינה העליונה שב{_SIDES[layout.binding]} של עמוד 1"
    else:
        yield from _folding_steps(layout)


def _cutting_steps(layout: BookletLayout) -> Iterator[str]:
    plan, count = layout.plan, len(layout.sheets)
    if not plan.is_cut:
        return
    yield "לחתוך את כל הגיליונות פעם אחת, מסימן לסימן"
    if not plan.is_stacked:
        whole = "חוברת שלמה" if plan.is_folded else "דף לימוד שלם"
        yield f"כל ערימה היא {whole}, לכן יש להדפיס חצי ממספר העותקים הדרוש"
    elif count > 1:
        first, second = ("העליונים", "התחתונים") if plan.is_folded else ("השמאליים", "הימניים")
        yield f"בכל עותק להניח את החצאים {second} מאחורי החצאים {first}, עמוד 1 בחזית"
    if plan.is_stacked and count % 2:
        yield "החלק האחרון ריק: להוציא אותו"


def _folding_steps(layout: BookletLayout) -> Iterator[str]:
    count, sheets = len(layout.sheets), layout.per_signature
    together = "כל גיליון לבדו" if sheets == 1 else f"{sheets} גיליונות בכל פעם"
    noun = "החלקים" if layout.plan.is_stacked else "הגיליונות"
    if layout.settings.layout is SheetLayout.PERFECT:
        if layout.signatures > 1:
            yield f"לקפל {together}"
            signatures = f"{layout.signatures} הקונטרסים"
            yield f"לסדר את {signatures} כך שהפסים השחורים בגב יורדים כמדרגות"
        else:
            yield f"לקפל את {count} הגיליונות יחד" if count > 1 else "לקפל את הגיליון"
        yield "להדביק את הגב ולעטוף בכריכה"
        yield f"הגב נמצא ב{_SIDES[layout.binding]} של הכריכה הקדמית"
        return
    if layout.signatures > 1:
        yield f"לקפל {together}, לסדר את {layout.signatures} הקונטרסים ולתפור או להדביק אותם"
    elif count > 1:
        yield f"לקפל את {count} {noun} יחד ולהדק בקפל"
    else:
        yield "לקפל את הגיליון"
    yield f"הקפל נמצא ב{_SIDES[layout.binding]} של הכריכה הקדמית"


def list_notes(layout: BookletLayout, diagnostics: Diagnostics) -> list[Mapping[str, str]]:
    """Return the messages of imposition beside the steps, in Hebrew where a booklet often has them.

    The message about empty pages is the one that most booklets have.
    """
    notes = [each for each in diagnostics if each.code != HOW_TO_PRINT.code]
    return [
        {"en": each.message, "he": _name_empty_pages(layout)}
        if each.code == EMPTY_PAGES.code
        else {"en": each.message}
        for each in notes
    ]


def _name_empty_pages(layout: BookletLayout) -> str:
    use = "לרישום הערות" if layout.settings.blanks is Blanks.RULED else "בלי טקסט"
    place = "לפני הכריכה האחורית" if layout.settings.back else "בסוף"
    sheets = _count_sheets(layout)
    empty = "עמוד אחד" if layout.empty_pages == 1 else f"{layout.empty_pages} עמודים"
    return f"מספר העמודים: {layout.page_count}, על {sheets}; {empty} {place} {use}"


def _count_sheets(layout: BookletLayout) -> str:
    """Return the sheets of the book in words: folded ones, halves of them, or leaves."""
    singular, plural = "גיליון אחד", "גיליונות"
    if not layout.plan.is_folded:
        singular, plural = "דף אחד", "דפים"
    elif layout.plan.is_cut:
        singular, plural = "חצי גיליון אחד", "חצאי גיליון"
    count = len(layout.sheets)
    return singular if count == 1 else f"{count} {plural}"
