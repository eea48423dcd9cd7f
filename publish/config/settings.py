"""The keys a book may set, each with what it takes; an unknown key or a wrong type is an error."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config.attendees import (
    MOST_NOTES_PAGES,
    Address,
    Attendees,
    Cover,
    NotesPages,
    NotesPlace,
    address,
)
from publish.config.booklet import booklet
from publish.config.booklet_options import Binding, BookletSettings
from publish.config.errors import Wrong
from publish.config.options import Edition, Format, Profile
from publish.diagnostics import Diagnostic, PublishError, Severity, Verdicts
from publish.diagnostics.rules import RULES
from publish.diagnostics.rules import settings as rules
from publish.document.dates import parse, spoken
from publish.document.metadata import Creator, Date, Series, Words
from publish.document.shape import Shape
from publish.text.languages import language
from publish.text.lengths import Trim, millimetres
from publish.text.source import Source, Span

if TYPE_CHECKING:
    from publish.document.model import Dir

PAGES = ("a4", "a5", "letter", "half-letter")
TRANSLATIONS = ("before", "after")
ORDERS = ("logical", "visual")
INDEXES = ("glossary", "sources", "references")
TYPOGRAPHIES = ("improve", "as-given")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book's editor decided; None where the text or the defaults decide."""

    title: Words = Words()
    subtitle: Words = Words()
    creators: tuple[Creator, ...] = ()
    event: Words = Words()
    date: Date | None = None
    publisher: str | None = None
    rights: str | None = None
    identifier: str | None = None
    series: Series | None = None
    languages: tuple[str, ...] = ()
    binding: str | None = None
    theme: str = "classic"
    editions: tuple[str, ...] = (Edition.INTERLINEAR,)
    formats: tuple[Format, ...] = (Format.PDF, Format.EPUB)
    profiles: tuple[str, ...] = (Profile.SCREEN,)
    files: tuple[str, ...] = ()
    shape: str | None = None
    translation: str | None = None
    order: str = "logical"
    typography: str = "improve"
    indexes: tuple[str, ...] = ()
    verdicts: Verdicts = Verdicts()
    page: str | Trim = "a5"
    cover: Cover | None = None
    notes_pages: NotesPages | None = None
    address: str | None = None
    address_label: Words = Words()
    booklet: BookletSettings = BookletSettings()

    @property
    def binding_dir(self) -> Dir | None:
        """The direction in which pages are turned, where the editor said it."""
        # A book that is fresh is found so without the model.
        from publish.document.model import Dir

        return {"left": Dir.LTR, "right": Dir.RTL, None: None}[self.binding]

    @property
    def attendees(self) -> Attendees:
        """The pages for those who will hold the book in their hands."""
        leads_to = Address(self.address, self.address_label) if self.address else None
        return Attendees(self.cover, self.notes_pages, leads_to)


def _string(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong("text between quotation marks")
    return value


def _words(value: object) -> Words:
    if isinstance(value, str):
        text = _string(value)
        return Words(((language(text), text),))
    if not isinstance(value, dict) or not value:
        raise Wrong('text, or one text a language: { en = "…", he = "…" }')
    for tag in value:
        _language(tag)
    return Words(tuple((tag, _string(text)) for tag, text in value.items()))


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise Wrong('a language tag such as "en" or "he"')
    return value


def _date(value: object) -> Date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        # How it is spoken depends on the book's language, which is settled by ``resolve``.
        return Date(value.isoformat(), "")
    if isinstance(value, str) and (date := parse(value)):
        return date
    raise Wrong('a date: 2025-05-20, "2025-05" or "May 2025"')


def _one_of(*options: str) -> Callable[[object], str]:
    def take(value: object) -> str:
        if value not in options:
            raise Wrong(f"one of {', '.join(options)}", options)
        return str(value)

    return take


def _list(item: Callable[[object], Any], what: str) -> Callable[[object], tuple[Any, ...]]:
    def take(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise Wrong(f"a list of {what}, between square brackets")
        return tuple(map(item, value))

    return take


def _keys(value: object, expected: str, required: str, *optional: str) -> dict[str, Any]:
    if not isinstance(value, dict) or required not in value or set(value) - {required, *optional}:
        raise Wrong(expected)
    return value


def _creator(value: object) -> Creator:
    table = _keys(value, 'a person: { name = "…", role = "aut" }', "name", "role")
    role = table.get("role", "aut")
    if not isinstance(role, str) or not re.fullmatch("[a-z]{3}", role):
        raise Wrong('a role of three letters, a MARC relator such as "aut", "trl" or "edt"')
    return Creator(_words(table["name"]), role)


def _code(value: object) -> str:
    if not isinstance(value, str) or (value not in RULES and value not in {c[0] for c in RULES}):
        raise Wrong("the code of a diagnostic, or the letter of its family (`publish explain`)")
    return value


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or not value:
        raise Wrong('severities by their code: { Q03 = "error" }')
    for severity in value.values():
        _one_of(*Severity)(severity)
    return tuple((_code(code), Severity(severity)) for code, severity in value.items())


def _series(value: object) -> Series:
    table = _keys(value, 'a series: { name = "…", position = 3 }', "name", "position")
    position = table.get("position")
    if position is not None and (not isinstance(position, int) or isinstance(position, bool)):
        raise Wrong("a whole number for the position in the series")
    return Series(_words(table["name"]), position)


def _page(value: object) -> str | Trim:
    if not isinstance(value, dict):
        if value not in PAGES:
            raise Wrong(f'one of {", ".join(PAGES)}, or {{ width = "…", height = "…" }}', PAGES)
        return str(value)
    table = _keys(value, 'a page: { width = "148mm", height = "210mm" }', "width", "height")
    if "height" not in table:
        raise Wrong('a page with a height: { width = "148mm", height = "210mm" }')
    try:
        return Trim(millimetres(_string(table["width"])), millimetres(_string(table["height"])))
    except ValueError as error:
        raise Wrong(str(error)) from None


def _cover(value: object) -> Cover | None:
    if isinstance(value, bool):
        return Cover() if value else None
    table = _keys(value, 'true, or a picture: { image = "logo.png" }', "image")
    return Cover(Path(_string(table["image"])))


def _notes_pages(value: object) -> NotesPages:
    if not isinstance(value, dict):
        return NotesPages(NotesPlace(_one_of(*NotesPlace)(value)))
    table = _keys(value, 'pages for notes: { place = "end", count = 4 }', "place", "count")
    count = table.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_NOTES_PAGES:
        raise Wrong(f"a count of pages from 1 to {MOST_NOTES_PAGES}")
    return NotesPages(NotesPlace(_one_of(*NotesPlace)(table["place"])), count)


def _address(value: object) -> str:
    try:
        return address(_string(value))
    except ValueError as error:
        raise Wrong(str(error)) from None


def _format(value: object) -> Format:
    return Format(_one_of(*Format)(value))


KEYS: dict[str, Callable[[object], Any]] = {
    "title": _words,
    "subtitle": _words,
    "creators": _list(_creator, 'people: { name = "…", role = "aut" }'),
    "event": _words,
    "date": _date,
    "publisher": _string,
    "rights": _string,
    "identifier": _string,
    "series": _series,
    "languages": _list(_language, 'language tags such as "en"'),
    "binding": _one_of(*Binding),
    "theme": _string,
    "editions": _list(_string, "names of editions"),
    "formats": _list(_format, f"formats: {', '.join(Format)}"),
    "profiles": _list(_string, "names of profiles"),
    "files": _list(_string, "file names"),
    "shape": _one_of(*Shape),
    "translation": _one_of(*TRANSLATIONS),
    "order": _one_of(*ORDERS),
    "typography": _one_of(*TYPOGRAPHIES),
    "page": _page,
    "cover": _cover,
    "notes_pages": _notes_pages,
    "address": _address,
    "address_label": _words,
    "booklet": booklet,
    "indexes": _list(_one_of(*INDEXES), f"indexes: {', '.join(INDEXES)}"),
    "ignore": _list(_code, 'codes of diagnostics such as "Q03"'),
    "severity": _severities,
}
"""Every key of ``book.toml``, and the function that takes its value."""


def load_toml(source: Source) -> dict[str, Any]:
    """Return the table that ``source`` holds; raise PublishError, with the line, where none."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(place[1]) if place else source.position(len(source.text)).line
        column = int(place[2]) if place else 1
        start = source.offset(line, column)
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise PublishError(
            rules.BAD_TOML.at(
                Span(source.file, start, start + 1),
                f"this is not TOML: {reason[:1].lower()}{reason[1:]}",
                'text stands between quotation marks: title = "…"',
            )
        ) from error


def read_settings(source: Source, base: Settings, own: frozenset[str] = frozenset()) -> Settings:
    """Return ``base`` with the keys that ``source`` sets; ``own`` keys are left to the caller.

    Everything that is wrong is said at once, in one PublishError.
    """
    return parse_settings(load_toml(source), base, source, own)


_NO_FILE = Source("", "")


def parse_settings(
    table: Mapping[str, object],
    base: Settings,
    source: Source = _NO_FILE,
    own: frozenset[str] = frozenset(),
) -> Settings:
    """Return ``base`` with the keys of ``table``, as ``read_settings`` does of a file.

    ``source`` is the text of the file for the places of errors, where there is a file.
    """
    found: dict[str, Any] = {}
    wrong: list[Diagnostic] = []
    for key, value in table.items():
        if key in own:
            continue
        take = KEYS.get(key)
        if take is None:
            wrong.append(_unknown(source, key, own))
            continue
        try:
            found[key] = take(value)
        except Wrong as error:
            rule = rules.UNKNOWN_VALUE if error.options else rules.WRONG_TYPE
            said = f"`{key}` takes {error}, not {_shown(value)}"
            wrong.append(rule.at(key_span(source, key), said))
    if wrong:
        raise PublishError(*wrong)
    verdicts = Verdicts(
        base.verdicts.ignore + found.pop("ignore", ()),
        found.pop("severity", ()) + base.verdicts.severity,
    )
    return resolve(replace(base, **found, verdicts=verdicts))


def resolve(settings: Settings) -> Settings:
    """Return the settings with what one key leaves to another filled in."""
    first = settings.languages[0] if settings.languages else "en"
    date = settings.date
    if date is not None and not date.given:
        settings = replace(settings, date=Date(date.iso, spoken(date.iso, first)))
    if settings.address and not settings.booklet.back:
        # It is the last page, and is looked for on the outside.
        settings = replace(settings, booklet=replace(settings.booklet, back=True))
    return settings


def key_span(source: Source, key: str) -> Span:
    """Return where ``key`` is set in a TOML file, or the file's first line."""
    found = re.search(
        rf"^[ \t]*(?P<key>[\"']?{re.escape(key)}[\"']?)[ \t]*[=.]", source.text, re.MULTILINE
    )
    found = found or re.search(rf"^[ \t]*\[+(?P<key>{re.escape(key)})\b", source.text, re.MULTILINE)
    return Span(source.file, *found.span("key")) if found else Span(source.file, 0, 0)


def _unknown(source: Source, key: str, own: frozenset[str]) -> Diagnostic:
    known = sorted({*KEYS, *own})
    near = difflib.get_close_matches(key, known, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(known)}"
    return rules.UNKNOWN_KEY.at(key_span(source, key), f"there is no key `{key}`", hint)


def _shown(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case str():
            return f"“{value}”"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return f"{value}"
