"""The statements of the card for the printer, each in English and in Hebrew, from a layout."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.booklet_options import Binding, Duplex, SheetLayout
from publish.text.dataclass import dataclass
from publish.writers.booklet.layout import BookletLayout

EDGES = {
    "en": {Duplex.SHORT: "flip on the short edge", Duplex.LONG: "flip on the long edge"},
    "he": {Duplex.SHORT: "היפוך בצד הקצר", Duplex.LONG: "היפוך בצד הארוך"},
}
"""The edges over which a printer flips a sheet, by language."""

_HEBREW_SIDES = {Binding.LEFT: "שמאל", Binding.RIGHT: "ימין"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A setting or a step for a printer, and its value for a booklet."""

    name: str
    value: str


_Pair = tuple[Statement, Statement]


def card_statements(layout: BookletLayout, lang: str) -> tuple[Statement, ...]:
    """Return the settings and steps that a booklet needs, in the order of the work."""
    pairs = (*_printing(layout), *_cutting(layout), *_binding(layout))
    return tuple(pair[lang == "he"] for pair in pairs)


def _printing(layout: BookletLayout) -> Iterator[_Pair]:
    sheets = len(layout.printed_sheets)
    paper = layout.paper.display_name
    has_two = layout.plan.has_copies
    hundred = 50 * sheets if has_two else 100 * sheets
    edge = layout.settings.duplex
    copies, hebrew_copies = ("for two copies", "לשני עותקים") if has_two else ("a copy", "לכל עותק")
    yield (
        Statement("Paper", f"{paper}; {_sheets(sheets)} {copies}"),
        Statement("נייר", f"{paper}; {_hebrew_sheets(sheets)} {hebrew_copies}"),
    )
    if layout.settings.cover and sheets > 1:
        yield (
            Statement("Cover", "sheet 1, on the heavier paper"),
            Statement("כריכה", "גיליון 1, על הנייר הכבד"),
        )
    yield (
        Statement("Both sides", f"yes, {EDGES['en'][edge]}"),
        Statement("שני הצדדים", f"כן, {EDGES['he'][edge]}"),
    )
    yield Statement("Size", "actual size, 100%"), Statement("גודל", "גודל מקורי, 100%")
    yield (
        Statement("Pages on a side of a sheet", "1; no booklet option"),
        Statement("עמודים בכל צד של גיליון", "1; ללא אפשרות של חוברת"),
    )
    yield (
        Statement("Copies", f"collated; 100 copies take {hundred} sheets"),
        Statement("עותקים", f"עם איסוף; ל־100 עותקים {hundred} גיליונות"),
    )


def _cutting(layout: BookletLayout) -> Iterator[_Pair]:
    if not layout.plan.is_cut:
        return
    yield (
        Statement("Cut", "all sheets once, from mark to mark"),
        Statement("חיתוך", "כל הגיליונות פעם אחת, מסימן לסימן"),
    )
    if layout.plan.is_stacked and len(layout.sheets) > 1:
        is_upper = layout.plan.is_folded
        yield (
            Statement(
                "Stack",
                f"of each copy the {'lower' if is_upper else 'right'} halves behind the others",
            ),
            Statement(
                "ערימה",
                f"בכל עותק החצאים {'התחתונים' if is_upper else 'הימניים'} מאחורי האחרים",
            ),
        )


def _binding(layout: BookletLayout) -> Iterator[_Pair]:
    side, hebrew_side = layout.binding.value, _HEBREW_SIDES[layout.binding]
    match layout.settings.layout:
        case SheetLayout.SPIRAL:
            yield (
                Statement("Punch", f"the edge on the {side} of page 1; a spiral or rings"),
                Statement("ניקוב", f"בצד {hebrew_side} של עמוד 1; ספירלה או טבעות"),
            )
        case SheetLayout.HANDOUTS if len(layout.sheets) == 1:
            return
        case SheetLayout.HANDOUTS:
            yield (
                Statement("Fasten", f"a staple in the upper {side} corner of page 1"),
                Statement("הידוק", f"סיכה בפינה העליונה בצד {hebrew_side} של עמוד 1"),
            )
        case SheetLayout.PERFECT:
            yield from _folding(layout)
            yield Statement("Fasten", "glue the spine"), Statement("הידוק", "הדבקת השדרה")
            yield (
                Statement("The spine", f"on the {side} of the front cover"),
                Statement("השדרה", f"בצד {hebrew_side} של הכריכה הקדמית"),
            )
        case _:
            yield from _folding(layout)
            yield from _fastening(layout)
            yield (
                Statement("The fold", f"on the {side} of the front cover"),
                Statement("הקפל", f"בצד {hebrew_side} של הכריכה הקדמית"),
            )


def _folding(layout: BookletLayout) -> Iterator[_Pair]:
    if layout.signatures > 1:
        count, together = layout.signatures, layout.per_signature
        yield (
            Statement("Fold", f"{count} signatures, {_sheets(together)} at a time"),
            Statement("קיפול", f"{count} קונטרסים, {_hebrew_sheets(together)} בכל פעם"),
        )
    else:
        is_one = len(layout.sheets) == 1
        yield (
            Statement("Fold", "in the middle" if is_one else "in the middle, all together"),
            Statement("קיפול", "באמצע" if is_one else "באמצע, הכול יחד"),
        )


def _fastening(layout: BookletLayout) -> Iterator[_Pair]:
    if layout.signatures > 1:
        yield Statement("Fasten", "sew or glue"), Statement("הידוק", "בתפירה או בהדבקה")
    else:
        yield Statement("Fasten", "two staples in the fold"), Statement("הידוק", "שתי סיכות בקפל")


def _sheets(count: int) -> str:
    return f"{count} sheet{'s' * (count != 1)}"


def _hebrew_sheets(count: int) -> str:
    return "גיליון אחד" if count == 1 else f"{count} גיליונות"
