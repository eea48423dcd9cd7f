"""The people of a list: the words of each, cleaned and checked, in the order for collating."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from publish.artifacts.people import columns
from publish.artifacts.people.list_table import ListRow, ListTable
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import people as rules
from publish.text.dataclass import dataclass
from publish.text.invisible import INVISIBLE
from publish.text.languages import isolate, language
from publish.text.source import Span
from publish.writers.pdf.content.personal_words import PersonLine

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_DIGITS = re.compile(r"([0-9]+)")
_SHOWN = 8
_NAME_KEYS = frozenset({"name", "first name", "surname"})


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a list: the name, the lines under it, and where it stands.

    ``table`` and ``seat`` are for the order of collating.
    """

    row: int
    name: str
    lines: tuple[PersonLine, ...]
    span: Span
    table: str = ""
    seat: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The texts that are printed, without the isolates between values."""
        texts = (self.name, *(line.text for line in self.lines))
        return tuple(_DIRECTION_MARKS.sub("", each) for each in texts)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The indexes of the columns of a list by their keys.

    ``read`` are the indexes of those that are printed or sorted by, ``unread`` are the headings of
    those whose key another column has.
    """

    indexes: Mapping[str, int]
    read: frozenset[int]
    unread: tuple[str, ...]


def list_people(
    table: ListTable, lines: Sequence[str], default: str
) -> Outcome[tuple[Person, ...]]:
    """Return the people of a list in its order; ``default`` is the language of the book.

    ``lines`` are those under the name, with columns in braces; without any, table and seat.
    Raises PublishError where a column is missing, or nobody has a name.
    """
    named = _find_columns(table, lines)
    reader = _RowReader(table, named, tuple(lines), default)
    people = tuple(filter(None, map(reader.read, table.rows[1:])))
    if not people:
        message = f"no row of {Path(table.file).name} has a name"
        raise PublishError(rules.LIST_UNREADABLE.at(table.rows[0].span, message))
    return Outcome(people, (*reader.describe(), *_find_repetitions(people, table.file)))


def sort_people(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return people by table, then by seat, then by name; numbers count as numbers."""
    return tuple(
        sorted(people, key=lambda p: (*map(_natural_key, (p.table, p.seat, p.name)), p.row))
    )


def choose_rows(
    people: Sequence[Person], only: Sequence[range], table: ListTable
) -> tuple[Person, ...]:
    """Return the people in some rows; all without ``only``.  Raises PublishError for other rows."""
    if not only:
        return tuple(people)
    numbers = {person.row for person in people}
    for each in only:
        if numbers.isdisjoint(each):
            last = max(numbers)
            name = Path(table.file).name
            shown = str(each.start) if len(each) == 1 else f"{each.start}-{each.stop - 1}"
            message = f"{name} has no person in row {shown}; its rows end at {last}"
            raise PublishError(rules.NO_SUCH_ROW.at(Span(table.file, 0, 0), message))
    return tuple(person for person in people if any(person.row in each for each in only))


def _find_columns(table: ListTable, lines: Sequence[str]) -> _Columns:
    header = table.rows[0]
    headings = tuple(_clean(value)[0] for value in header.values)
    indexes: dict[str, int] = {}
    unread: list[str] = []
    keys = frozenset(key for line in lines for key in columns.list_columns(line))
    read = keys.union(columns.NAMES)
    for index, heading in enumerate(headings):
        key = columns.column_key(heading)
        if heading and indexes.setdefault(key, index) != index and key in read:
            unread.append(heading)
    wanted = sorted(keys)
    if indexes.keys().isdisjoint(_NAME_KEYS):
        wanted.insert(0, "name")
    for key in wanted:
        if key not in indexes:
            name = Path(table.file).name
            listed = ", ".join(f"“{isolate(each)}”" for each in headings if each)
            message = f"{name} has no column “{isolate(key)}”; row {header.number} has {listed}"
            others = columns.NAMES.get(key)
            hint = f"the first row names the columns: {others}" if others else "see `--line`"
            raise PublishError(rules.NO_SUCH_COLUMN.at(header.span, message, hint))
    read_indexes = frozenset(indexes[key] for key in read if key in indexes)
    return _Columns(indexes, read_indexes, tuple(unread))


class _RowReader:
    """Reads rows as people, and remembers their faults."""

    def __init__(
        self, table: ListTable, named: _Columns, lines: tuple[str, ...], default: str
    ) -> None:
        self._table = table
        self._file = Path(table.file).name
        self._columns = named
        self._lines = lines
        self._default = default
        self._cleaned: list[ListRow] = []
        self._nameless: list[ListRow] = []
        self._unknown: list[tuple[ListRow, str]] = []

    def read(self, row: ListRow) -> Person | None:
        """Return the person of a row, None for one without a name."""
        cleaned = [_clean(value) for value in row.values]
        values = {
            key: cleaned[index][0]
            for key, index in self._columns.indexes.items()
            if index < len(cleaned)
        }
        # A name that is merged over several rows is one person.
        repeated = {key for key, index in self._columns.indexes.items() if index in row.repeated}
        name = columns.full_name(values)
        if not name or not repeated.isdisjoint(_NAME_KEYS):
            self._nameless.append(row)
            return None
        if any(changed for n, (_, changed) in enumerate(cleaned) if n in self._columns.read):
            self._cleaned.append(row)
        lang = language(name, self._default)
        if stated := values.get("language", ""):
            tag = columns.find_language(stated)
            if tag is None:
                self._unknown.append((row, stated))
            lang = tag or lang
        filled = [columns.fill_line(each, values, lang) for each in self._lines]
        if not filled:
            filled = [columns.default_line(values, lang)]
        return Person(
            row.number,
            name,
            tuple(line for line in filled if line.text),
            row.span,
            values.get("table", ""),
            values.get("seat", ""),
        )

    def describe(self) -> Iterator[Diagnostic]:
        """Yield the faults of the columns, the cells and the rows."""
        for heading in self._columns.unread:
            first = self._columns.indexes[columns.column_key(heading)] + 1
            message = f"column “{isolate(heading)}” of {self._file} is not read: column {first} is"
            yield rules.COLUMN_TWICE.at(self._table.rows[0].span, f"{message} the same")
        for fault in self._table.faults:
            if fault.column in self._columns.read:
                yield rules.FORMULA.at(fault.span, fault.message)
        if rows := self._nameless:
            message = f"{_name_rows(rows)} of {self._file} {_have(rows)} no name, and no cover"
            yield rules.ROW_WITHOUT_NAME.at(rows[0].span, message, also=_others(rows))
        for row, value in self._unknown[:_SHOWN]:
            message = f"row {row.number}, column “language”, of {self._file}: “{isolate(value)}”"
            yield rules.UNKNOWN_LANGUAGE.at(row.span, f"{message} is no language that is known")
        if rows := self._cleaned:
            message = f"{_name_rows(rows)} of {self._file} {_have(rows)} marks without ink"
            message += " or line ends, which are left out"
            yield rules.VALUE_CLEANED.at(rows[0].span, message, also=_others(rows))


def _clean(value: str) -> tuple[str, bool]:
    """Return a value without marks of direction and line ends, and whether it had any."""
    plain = INVISIBLE.sub("", _DIRECTION_MARKS.sub("", value))
    is_changed = plain != value or any(end in plain.strip() for end in "\r\n\v\u2028\u2029")
    return " ".join(plain.split()), is_changed


def _find_repetitions(people: Sequence[Person], file: str) -> Iterator[Diagnostic]:
    """Yield a warning for each row that has the words of an earlier one."""
    seen: dict[tuple[str, ...], Person] = {}
    for person in people:
        words = tuple(each.casefold() for each in person.words)
        first = seen.setdefault(words, person)
        if first is not person:
            message = (
                f"row {person.row} of {Path(file).name} is as row {first.row}: "
                f"“{isolate(person.name)}”; both get a cover"
            )
            yield rules.ROW_TWICE.at(person.span, message)


def _natural_key(value: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which ``2`` comes before ``10``; an empty value comes last."""
    if not value:
        return ((2, 0, ""),)
    parts = _DIGITS.split(value.casefold())
    return tuple(
        (0, int(each), "") if each.isdecimal() and len(each) < 19 else (1, 0, each)
        for each in parts
        if each
    )


def _name_rows(rows: Sequence[ListRow]) -> str:
    listed = ", ".join(str(row.number) for row in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return f"row{'s' * (len(rows) > 1)} {listed}{more}"


def _have(rows: Sequence[ListRow]) -> str:
    return "have" if len(rows) > 1 else "has"


def _others(rows: Sequence[ListRow]) -> tuple[Span, ...]:
    return tuple(row.span for row in rows[1:] if row.span != rows[0].span)
