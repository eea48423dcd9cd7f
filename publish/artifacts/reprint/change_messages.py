"""Messages about a correction: the pages that differ, and the sheets to print again."""

from __future__ import annotations

from collections.abc import Iterator

from publish.artifacts.reprint.page_changes import BookChanges, Difference
from publish.artifacts.reprint.sheet_changes import SheetChanges, list_numbers
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import reprint as rules
from publish.writers.booklet.layout import BookletLayout

_WAYS = {
    Difference.WORDS: "other words",
    Difference.LINES: "the same words on other lines",
    Difference.LOOKS: "the same words with other looks",
    Difference.NEW: "new",
}


def describe_pages(changes: BookChanges, count: int) -> Diagnostic:
    """Return a diagnostic about the pages that differ, of ``count`` pages."""
    if not changes.pages and not changes.removed:
        return rules.PAGES_DIFFER.anywhere(f"none of the {count} pages differs from the print")
    parts = []
    for way, words in _WAYS.items():
        numbers = [each.number for each in changes.pages if each.difference is way]
        if numbers:
            parts.append(f"{_pages(numbers)}: {words}")
    parts += _describe_moves(changes)
    if changes.removed:
        parts.append(f"{_pages(changes.removed)} of the print: gone")
    verb = "differs" if len(changes.pages) == 1 else "differ"
    message = f"{len(changes.pages)} of {count} pages {verb} from the print: {'; '.join(parts)}"
    return rules.PAGES_DIFFER.anywhere(message)


def _describe_moves(changes: BookChanges) -> Iterator[str]:
    """Yield the pages that only have another number, neighbours that moved alike together."""
    moves = [(each.number, each.origin) for each in changes.pages if each.origin is not None]
    start = 0
    for n in range(1, len(moves) + 1):
        number, origin = moves[n - 1]
        if n < len(moves) and moves[n] == (number + 1, origin + 1):
            continue
        numbers = [each for each, _ in moves[start:n]]
        origins = [each for _, each in moves[start:n]]
        yield f"{_pages(numbers)}: {_pages(origins)} of the print, with another number"
        start = n


def _pages(numbers: list[int] | tuple[int, ...]) -> str:
    return f"page{'s' * (len(numbers) != 1)} {list_numbers(numbers)}"


def describe_sheets(changes: SheetChanges, layout: BookletLayout, file: str) -> Diagnostic:
    """Return a diagnostic about the sheets to print again from ``file``, and their places."""
    count = len(layout.printed_sheets)
    if not changes.again:
        message = "no sheet is to be printed again"
    else:
        noun = "sheet" if count == 1 else "sheets"
        message = f"print {len(changes.again)} of {count} {noun} again, from {file}: "
        message += "; ".join(_describe_sheet(number, layout) for number in changes.again)
        if layout.plan.has_copies:
            message += "; half as many as there are copies, because each sheet has two"
    for number, origin in changes.moved:
        message += f"; sheet {origin} of the print becomes sheet {number}"
    if changes.again and changes.again == changes.useless:
        message += "; each takes the place of the printed sheet of its number"
    elif changes.useless:
        noun = "sheet" if len(changes.useless) == 1 else "sheets"
        verb = "is" if len(changes.useless) == 1 else "are"
        message += f"; {noun} {list_numbers(changes.useless)} of the print {verb} thrown away"
    return rules.SHEETS_DIFFER.anywhere(message)


def _describe_sheet(number: int, layout: BookletLayout) -> str:
    """Return a sheet with its pages and its place: ``sheet 2 (pages 3, 4, 9 and 10), …``."""
    panels = (
        panel for inside in (False, True) for panel in layout.panels(number - 1, inside=inside)
    )
    pages = sorted({panel.page for panel in panels if panel.page is not None})
    return f"sheet {number} ({_pages(pages)}), {_place(number, layout)}"


def _place(number: int, layout: BookletLayout) -> str:
    sheet = layout.sheets[number - 1]
    if layout.plan.is_cut or not layout.plan.is_folded:
        return _name_pieces(number, layout)
    if sheet.is_cover:
        return "the cover, around all others"
    own = [n for n, each in enumerate(layout.sheets, start=1) if each.signature == sheet.signature]
    position = own.index(number) + 1
    where = f" of signature {sheet.signature}" if layout.signatures > 1 else ""
    if position == 1 and len(own) > 1:
        return f"the outermost{where}"
    if position == len(own):
        return f"the innermost{where}" if len(own) > 1 else f"the only one{where}"
    return f"number {position}{where or ' of the stack'}, counted from the outermost"


def _name_pieces(number: int, layout: BookletLayout) -> str:
    """Return the places in a copy of the halves or leaves of a sheet of paper."""
    own = layout.printed_sheets[number - 1]
    pieces = [n for n, each in enumerate(layout.sheets, start=1) if any(each is o for o in own)]
    singular, plural = ("half", "halves") if layout.plan.is_folded else ("leaf", "leaves")
    noun = singular if len(pieces) == 1 else plural
    return f"{noun} {list_numbers(pieces)} of a copy, counted from page 1"
