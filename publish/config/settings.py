"""The keys a book may set, each with what it takes; an unknown key or a wrong type is an error."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from publish.dates import parse, spoken
from publish.diagnostics import Diagnostic, PublishError, Severity, Verdicts
from publish.model import Creator, Date, Dir, Series, Words
from publish.rules import RULES
from publish.rules import settings as rules
from publish.script import language
from publish.source import Source, Span

SHAPES = ("excerpts", "interlinear", "prose")
FORMATS = ("pdf", "epub", "booklet")
BINDINGS = ("left", "right")
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
    editions: tuple[str, ...] = ("interlinear",)
    formats: tuple[str, ...] = ("pdf", "epub")
    profiles: tuple[str, ...] = ("screen",)
    files: tuple[str, ...] = ()
    shape: str | None = None
    translation: str | None = None
    order: str = "logical"
    typography: str = "improve"
    indexes: tuple[str, ...] = ()
    verdicts: Verdicts = Verdicts()
    page: str = "a5"

    @property
    def binding_dir(self) -> Dir | None:
        """The direction in which pages are turned, where the editor said it."""
        return {"left": Dir.LTR, "right": Dir.RTL, None: None}[self.binding]


class _Wrong(Exception):
    """A value that a key does not take; the text says what it takes."""

    def __init__(self, expected: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(expected)
        self.options = options


def _string(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("text between quotation marks")
    return value


def _words(value: object) -> Words:
    if isinstance(value, str):
        text = _string(value)
        return Words(((language(text), text),))
    if not isinstance(value, dict) or not value:
        raise _Wrong('text, or one text a language: { en = "…", he = "…" }')
    for tag in value:
        _language(tag)
    return Words(tuple((tag, _string(text)) for tag, text in value.items()))


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise _Wrong('a language tag such as "en" or "he"')
    return value


def _date(value: object) -> Date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        # How it is spoken depends on the book's language, which is settled by ``resolve``.
        return Date(value.isoformat(), "")
    if isinstance(value, str) and (date := parse(value)):
        return date
    raise _Wrong('a date: 2025-05-20, "2025-05" or "May 2025"')


def _one_of(*options: str) -> Callable[[object], str]:
    def take(value: object) -> str:
        if value not in options:
            raise _Wrong(f"one of {', '.join(options)}", options)
        return str(value)

    return take


def _list(item: Callable[[object], Any], what: str) -> Callable[[object], tuple[Any, ...]]:
    def take(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise _Wrong(f"a list of {what}, between square brackets")
        return tuple(map(item, value))

    return take


def _keys(value: object, expected: str, required: str, *optional: str) -> dict[str, Any]:
    if not isinstance(value, dict) or required not in value or set(value) - {required, *optional}:
        raise _Wrong(expected)
    return value


def _creator(value: object) -> Creator:
    table = _keys(value, 'a person: { name = "…", role = "aut" }', "name", "role")
    role = table.get("role", "aut")
    if not isinstance(role, str) or not re.fullmatch("[a-z]{3}", role):
        raise _Wrong('a role of three letters, a MARC relator such as "aut", "trl" or "edt"')
    return Creator(_words(table["name"]), role)


def _code(value: object) -> str:
    if not isinstance(value, str) or (value not in RULES and value not in {c[0] for c in RULES}):
        raise _Wrong("the code of a diagnostic, or the letter of its family (`publish explain`)")
    return value


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or not value:
        raise _Wrong('severities by their code: { Q03 = "error" }')
    for severity in value.values():
        _one_of(*Severity)(severity)
    return tuple((_code(code), Severity(severity)) for code, severity in value.items())


def _series(value: object) -> Series:
    table = _keys(value, 'a series: { name = "…", position = 3 }', "name", "position")
    position = table.get("position")
    if position is not None and (not isinstance(position, int) or isinstance(position, bool)):
        raise _Wrong("a whole number for the position in the series")
    return Series(_words(table["name"]), position)


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
    "binding": _one_of(*BINDINGS),
    "theme": _string,
    "editions": _list(_string, "names of editions"),
    "formats": _list(_one_of(*FORMATS), f"formats: {', '.join(FORMATS)}"),
    "profiles": _list(_string, "names of profiles"),
    "files": _list(_string, "file names"),
    "shape": _one_of(*SHAPES),
    "translation": _one_of(*TRANSLATIONS),
    "order": _one_of(*ORDERS),
    "typography": _one_of(*TYPOGRAPHIES),
    "page": _one_of(*PAGES),
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
    found: dict[str, Any] = {}
    wrong: list[Diagnostic] = []
    for key, value in load_toml(source).items():
        if key in own:
            continue
        take = KEYS.get(key)
        if take is None:
            wrong.append(_unknown(source, key, own))
            continue
        try:
            found[key] = take(value)
        except _Wrong as error:
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
