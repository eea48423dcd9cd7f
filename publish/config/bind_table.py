"""The tables ``[[bind]]`` of ``publish.toml``, each a book that is bound of several others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from publish.config.edition_options import Choices
from publish.config.edition_table import EDITION_KEYS
from publish.config.front_matter import FrontMatter, read_front_matter
from publish.config.library_options import read_name
from publish.config.named_files import find_named_files
from publish.config.options import Edition, Format
from publish.config.pdf_profiles import SCREEN
from publish.config.setting_keys import KEYS
from publish.config.settings import Settings, resolve
from publish.config.toml_file import InvalidValue, key_span, load_toml, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import (
    list_of,
    member_of,
    one_of,
    read_flag,
    read_language,
    read_part,
    read_path,
    read_string,
)
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import binds as rules
from publish.document.metadata import Words
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, direction, language
from publish.text.source import Source, Span

LISTS = ("chapters", "books")


@dataclass(frozen=True, slots=True)
class BindEntry:
    """A book in a bind, by its name; the bind and the book decide about what is empty.

    ``side`` is the language of the front on whose side it stands.
    """

    book: str
    edition: str = ""
    choices: Choices = ()
    theme: str = ""
    side: str = ""
    front: FrontMatter | None = None


@dataclass(frozen=True, slots=True)
class Bind:
    """A book of several books, with the place of its table and its settings.

    ``fronts`` are the languages of its two fronts, if it has two.  Each book ``begins_on_recto``;
    the contents list the chapters of books where it ``lists_chapters``.  ``stated`` are the keys
    that the table has.
    """

    name: str
    span: Span
    settings: Settings
    entries: tuple[BindEntry, ...]
    fronts: tuple[str, ...] = ()
    begins_on_recto: bool = True
    lists_chapters: bool = True
    edition: str = ""
    stated: tuple[str, ...] = ()

    def span_of(self, key: str) -> Span:
        """Return the span of one of its keys, or of its name."""
        return self.settings.span_of(key) if key in self.stated else self.span


def inspect_binds(source: Source, defaults: Settings, root: Path) -> Outcome[tuple[Bind, ...]]:
    """Return the binds of a workspace in ``root``, and the errors in their tables."""
    try:
        tables = load_toml(source).get("bind", [])
    except PublishError:
        return Outcome(())  # the reader of the settings reports the error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        error = InvalidValue('tables: [[bind]], then name = "…" and books = ["…", "…"]')
        return Outcome((), (error.diagnostic(key_span(source, "bind"), "`bind`", tables),))
    binds: dict[str, Bind] = {}
    errors: list[Diagnostic] = []
    for index, table in enumerate(tables):
        place = TomlTable(source, "bind", index)
        mistakes = tuple(_find_mistakes(table, place))
        if mistakes:
            errors += mistakes
            continue
        bind = _read_bind(table, place, defaults).then(
            lambda bind: find_named_files(bind.settings, source, root, defaults).then(
                lambda settings: Outcome(replace(bind, settings=settings))
            )
        )
        errors += bind.diagnostics
        if bind.value.name in binds:
            message = f"two tables [[bind]] have the name “{bind.value.name}”"
            errors.append(rules.NAME_TAKEN.at(place.span_of("name"), message))
        binds.setdefault(bind.value.name, bind.value)
    return Outcome(tuple(binds.values()), tuple(errors))


def _find_mistakes(table: Mapping[str, object], place: TomlTable) -> Iterator[Diagnostic]:
    for key, value in table.items():
        if key not in _READERS:
            error = unknown_key(place.span_of(key), key, _READERS)
            if key in KEYS:
                hint = f"`{key}` is a setting of each book, beside its text"
                error = replace(error, message=f"a bind has no `{key}`", hints=(hint,))
            yield error
            continue
        try:
            _READERS[key](value)
        except InvalidValue as error:
            yield error.diagnostic(place.span_of(key), f"`{key}` of [[bind]]", value)
    for key, example in (("name", 'name = "programme"'), ("books", 'books = ["lessons", "songs"]')):
        if key not in table:
            message = f"a table [[bind]] has no `{key}`"
            yield rules.INCOMPLETE.at(place.span, message, f"write {example} under [[bind]]")
    if "fronts" in table and "binding" in table:
        message = "a book with two fronts is bound on the right and on the left"
        yield rules.FRONTS.at(place.span_of("binding"), f"{message}: remove `binding`")
    if "fronts" in table and "address" in table:
        message = "a book with two fronts has no back cover for an address"
        hint = "put `address` into the settings of one of its books"
        yield rules.FRONTS.at(place.span_of("address"), message, hint)


def _read_bind(table: Mapping[str, object], place: TomlTable, defaults: Settings) -> Outcome[Bind]:
    """Return the bind of a table without mistakes."""
    values = {key: read(table[key]) for key, read in _READERS.items() if key in table}
    own = {key: value for key, value in values.items() if key in _SETTINGS}
    name = values["name"]
    base = replace(
        defaults,
        title=Words(((language(name), name),)),
        formats=_FORMATS,
        profiles=(SCREEN,),
        editions=(Edition.INTERLINEAR,),
        hold=False,
        fit=None,
        notes_pages=None,
        toml=(*defaults.toml[:-1], _show_table_alone(place)),
    )
    if "fronts" in values:
        base = replace(base, address=None, binding=None)
    return Outcome(
        Bind(
            name,
            place.span_of("name"),
            resolve(replace(base, **own)),
            values["books"],
            values.get("fronts", ()),
            values.get("recto", True),
            values.get("contents", "chapters") == "chapters",
            values.get("edition", ""),
            tuple(values),
        )
    )


def _show_table_alone(place: TomlTable) -> Source:
    """Return the file with everything but one table as spaces, so that keys are found in it."""
    text = place.source.text
    start = place.span.start
    following = _NEXT_TABLE.search(text, start)
    end = following.start() if following else len(text)
    alone = _CHARACTER.sub(" ", text[:start]) + text[start:end] + _CHARACTER.sub(" ", text[end:])
    return replace(place.source, text=alone)


_NEXT_TABLE = re.compile(r"^[ \t]*\[(?!bind\.)", re.MULTILINE)
_CHARACTER = re.compile(r"[^\r\n]")


def _read_books(value: object) -> tuple[BindEntry, ...]:
    return list_of(_read_entry, 'a list of books: ["lessons", { book = "songs" }]')(value)


def _read_entry(value: object) -> BindEntry:
    if isinstance(value, str):
        return BindEntry(read_string(value))
    expected = 'a book: its name, or { book = "…", edition = "…" }'
    if not isinstance(value, dict) or "book" not in value:
        raise InvalidValue(expected)
    for key in value:
        if key not in _ENTRY_KEYS:
            raise InvalidValue(f"a book with the keys {', '.join(_ENTRY_KEYS)}", value=key)
    read = {key: read_part(value[key], _ENTRY_KEYS[key]) for key in value}
    choices = tuple((key, each) for key, each in read.items() if key in EDITION_KEYS)
    own = {key: each for key, each in read.items() if key not in EDITION_KEYS}
    return BindEntry(**own, choices=choices)


_FORMATS = (Format.PDF, Format.BOOKLET)

_ENTRY_KEYS: dict[str, Callable[[object], Any]] = {
    "book": read_string,
    "edition": one_of(*Edition),
    "theme": read_path,
    "side": read_language,
    "front": read_front_matter,
    # Pages of a bind are numbered through, so that no spread has a number of its own.
    **{key: read for key, read in EDITION_KEYS.items() if key != "folios"},
}


def _read_fronts(value: object) -> tuple[str, ...]:
    expected = 'two languages, one written from the right: ["he", "en"]'
    fronts = list_of(read_language, expected)(value)
    if len(fronts) != 2 or {direction(lang) for lang in fronts} != set(Dir):
        raise InvalidValue(expected)
    return fronts


def _read_formats(value: object) -> tuple[Format, ...]:
    read_format = member_of(Format)

    def read(each: object) -> Format:
        form = read_format(each)
        if form not in _FORMATS:
            raise InvalidValue("pdf or booklet")
        return form

    return list_of(read, 'a list of formats: ["pdf", "booklet"]')(value)


_SETTINGS = (
    *("title", "subtitle", "creators", "event", "date", "publisher", "rights", "identifier"),
    *("languages", "binding", "theme", "page", "front", "cover", "address", "address_label"),
    *("booklet", "formats", "profiles"),
)
"""The keys of settings that a bind has."""

_READERS: dict[str, Callable[[object], Any]] = {
    **{key: KEYS[key] for key in _SETTINGS},
    "name": read_name,
    "books": _read_books,
    "fronts": _read_fronts,
    "recto": read_flag,
    "contents": one_of(*LISTS),
    "edition": one_of(*Edition),
    "formats": _read_formats,
}
