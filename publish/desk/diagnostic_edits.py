"""Edits that mend what a diagnostic names: its own fixes in the text, or the mark that it hints."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from publish.config import Book
from publish.config.mark_table import read_marks
from publish.desk.mark_edits import mark_line
from publish.desk.text_edits import TextEdit
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.fixes import apply_fixes
from publish.diagnostics.rules.readers import NOT_CORRECTED
from publish.document.marks import Mark, is_mark_hint
from publish.pipeline.mark_places import place_marks
from publish.readers.decode import encode
from publish.text.source import Source


def find_mark(diagnostic: Diagnostic) -> str:
    """Return the mark that a diagnostic hints, as TOML; empty where it hints none or several."""
    hints = [hint for hint in diagnostic.hints if is_mark_hint(hint)]
    return hints[0] if len(hints) == 1 else ""


def can_mend(diagnostic: Diagnostic, sources: Sequence[Source]) -> bool:
    """Return whether a diagnostic has fixes of a text that may be written."""
    source = _source(diagnostic, sources)
    return bool(diagnostic.fixes) and source is not None and not source.format


def mend(book: Book, sources: Sequence[Source], diagnostic: Diagnostic) -> TextEdit:
    """Return the edit that one diagnostic offers, without those of any other.

    Raises PublishError where it offers none.
    """
    source = _source(diagnostic, sources)
    if source is not None and can_mend(diagnostic, sources):
        path = book.workspace.root / source.file
        return TextEdit(path, encode(source), encode(apply_fixes(source, (diagnostic,))))
    if hint := find_mark(diagnostic):
        mark = _mark_in(hint)
        ((file, (placed,)),) = place_marks((mark,), sources).value.items()
        line = next(each for each in sources if each.file == file).position(placed.place.start).line
        return mark_line(book, sources, file, line, mark.role)
    raise PublishError(NOT_CORRECTED.at(diagnostic.span, "this message has no safe correction"))


def _source(diagnostic: Diagnostic, sources: Sequence[Source]) -> Source | None:
    return next((each for each in sources if each.file == diagnostic.span.file), None)


def _mark_in(hint: str) -> Mark:
    """Return the mark that a hint shows as TOML."""
    (mark,) = read_marks(tomllib.loads(hint)["mark"], Source("", hint)).value
    return mark
