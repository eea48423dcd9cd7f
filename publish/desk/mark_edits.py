"""Marks of single lines, written into the settings of a book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.config import Book
from publish.config.book_names import BOOK_FILE
from publish.config.file_access import read_bytes, read_source
from publish.config.mark_table import read_marks
from publish.config.toml_changes import (
    append_table,
    remove_table,
    set_table_value,
)
from publish.config.toml_file import load_toml
from publish.config.toml_statements import UnknownForm
from publish.desk.text_edits import TextEdit
from publish.diagnostics import PublishError
from publish.diagnostics.rules import marks as rules
from publish.diagnostics.rules import settings as settings_rules
from publish.document.marks import Mark, MarkRole
from publish.pipeline.mark_places import describe_line, place_marks
from publish.pipeline.text_lines import MarkedText, TextLine
from publish.readers.decode import encode
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class _EffectiveMark:
    """The mark that decides about a line, and its index among the tables."""

    index: int
    mark: Mark


def settings_path(book: Book) -> Path:
    """Return the file of the settings of a book, which need not exist."""
    return book.folder / BOOK_FILE if book.folder else book.texts[0].with_suffix(".toml")


def mark_line(
    book: Book, sources: Sequence[Source], file: str, line: int, role: MarkRole | None
) -> TextEdit:
    """Return the edit of the settings that gives one line of a text a role.

    An earlier mark of the same line alone gets the new role; without a role it is removed.
    Raises PublishError where the line cannot have a mark, and where the settings have mistakes.
    """
    text = MarkedText(next(each for each in sources if each.file == file))
    target = _line(text, line)
    path = settings_path(book)
    before = read_bytes(path) if path.exists() else None
    source = read_source(path, may_be_empty=True) if before is not None else Source(str(path), "")
    effective = _effective(source, sources, target.span)
    try:
        changed = _change(source.text, effective, target, text, role, is_folder=len(sources) > 1)
    except UnknownForm as error:
        raise PublishError(
            settings_rules.BAD_TOML.at(
                Span(str(path), 0, 0),
                str(error),
                f"write the mark into {path.name} by hand, as a table [[mark]]",
            )
        ) from error
    after = encode(Source(source.file, changed, source.encoding, has_mark=source.has_mark))
    return TextEdit(path, before, after)


def _change(  # noqa: PLR0913  # the mark that is, and the one to be
    settings: str,
    effective: _EffectiveMark | None,
    line: TextLine,
    text: MarkedText,
    role: MarkRole | None,
    *,
    is_folder: bool,
) -> str:
    is_own = effective is not None and _is_of(effective, line)
    if role is None:
        if effective is None:
            raise PublishError(
                rules.NO_LINE.anywhere(f"line {line.number} has no mark that could be removed")
            )
        if not is_own:
            raise PublishError(
                rules.SEVERAL_LINES.at(
                    effective.mark.span,
                    f"the mark of line {line.number} is for other lines too",
                    "change it in the settings",
                )
            )
        return remove_table(settings, "mark", effective.index)
    if effective is not None and is_own:
        return set_table_value(settings, "mark", effective.index, "as", role.value)
    described = describe_line(text, line, is_folder=is_folder)
    return append_table(settings, "mark", f'{described}as = "{role}"\n')


def _line(text: MarkedText, number: int) -> TextLine:
    """Return the line that begins in a line of the file; raise PublishError where none does."""
    if text.has_roles:
        message = f"a mark has no effect in {text.name}: its format says what each part is"
        raise PublishError(rules.NO_EFFECT.anywhere(message, "change the text itself"))
    lines = [each for each in text.starting_in(number, number) if each.normal_form]
    if not lines:
        raise PublishError(rules.NO_LINE.anywhere(f"line {number} has no words of its own"))
    return lines[0]


def _effective(settings: Source, sources: Sequence[Source], line: Span) -> _EffectiveMark | None:
    """Return the last mark of a line, which decides; PublishError for marks with mistakes."""
    table = load_toml(settings).get("mark", [])
    outcome = read_marks(table, settings)
    if outcome.diagnostics:
        raise PublishError(*outcome.diagnostics)
    places = place_marks(outcome.value, sources).value.get(line.file, ())
    deciding = [each for each in places if _overlap(each.place, line)]
    if not deciding:
        return None
    indices = {mark.span: index for index, mark in enumerate(outcome.value)}
    return max((_EffectiveMark(indices[each.span], each) for each in deciding), key=_index)


def _index(effective: _EffectiveMark) -> int:
    return effective.index


def _overlap(place: Span, line: Span) -> bool:
    return place.start < line.end and place.end > line.start


def _is_of(effective: _EffectiveMark, line: TextLine) -> bool:
    """Return whether a mark is for one line alone."""
    place = effective.mark.place
    return place.start >= line.span.start and place.end <= line.span.end
