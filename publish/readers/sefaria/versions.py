"""Versions of a text of Sefaria: their languages, titles, licences and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import sefaria as rules
from publish.readers.sefaria.json_values import (
    Array,
    Literal,
    Object,
    String,
    Value,
    is_null,
    span_of,
    strings,
)
from publish.text.dataclass import dataclass
from publish.text.languages import TAG, USUAL_LANGUAGES, Dir, Script, direction, home, script
from publish.text.source import Source

MERGED = "merged"
"""The title of the version that Sefaria puts together from all versions of a language."""

_TAG_OF_TITLE = re.compile(r"\[([a-z]{2,3})\]\s*$")
_SAMPLE = 2_000
_DIRECTIONS = {each.value: each for each in Dir}


@dataclass(frozen=True, slots=True)
class Version:
    """A text in one language, with its place of origin.

    ``parts`` are the titles and sources of the versions of which it is merged.
    """

    source: Source
    text: Value
    lang: str
    dir: Dir
    title: str = ""
    origin: str = ""
    licence: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    is_original: bool = False


def list_versions(root: Object, source: Source, diagnostics: list[Diagnostic]) -> Iterator[Version]:
    """Yield the versions of a file that have a text."""
    listed = root.get("versions")
    items = listed.items if isinstance(listed, Array) else ()
    with_text = [item for item in items if isinstance(item, Object) and _is_text(item.get("text"))]
    hebrew, text = root.get("he"), root.get("text")
    if with_text:
        for item in with_text:
            yield _version(item, item.get("text"), source, diagnostics)
        for key, value in (("he", hebrew), ("text", text)):
            if value is not None and _is_text(value):
                message = f"left out: “{key}”, which stands beside “versions” with a text"
                diagnostics.append(rules.LEFT_OUT.at(span_of(value, source.file), message))
        return
    # An answer of the first API has the Hebrew in `he`; what it lists has no text.
    if _is_text(hebrew):
        yield _version(_of_hebrew(root), hebrew, source, diagnostics)
        if _is_text(text):
            yield _version(root, text, source, diagnostics)
    elif _is_text(text):
        parts = tuple(pair for item in items if len(pair := strings(item)) == 2)
        yield _version(root, text, source, diagnostics, parts)


def _of_hebrew(root: Object) -> Object:
    """Return an answer of the first API as it describes its Hebrew."""
    keys = ("versionTitle", "versionSource", "license")
    names = {key: f"he{key[0].upper()}{key[1:]}" for key in keys}
    members = {key: root.members[name] for key, name in names.items() if name in root.members}
    return Object({"language": String("he", root.start, root.start), **members}, root.start)


def _is_text(value: Value | None) -> bool:
    """Return whether a value is a text that is not empty: a string, or strings in one another."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, String):
            if item.text.strip():
                return True
        elif isinstance(item, Array):
            waiting += item.items
        elif isinstance(item, Object):
            waiting += item.members.values()
    return False


def _find_numbers(text: Value, source: Source) -> Iterator[Diagnostic]:
    """Yield the warning about each number, ``true`` and ``false`` where a text has segments."""
    waiting: list[Value] = [text]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Array):
            waiting += value.items[::-1]
        elif isinstance(value, Object):
            waiting += [*value.members.values()][::-1]
        elif isinstance(value, Literal) and not is_null(value):
            message = f"left out: {value.text}, which is no string"
            yield rules.LEFT_OUT.at(span_of(value, source.file), message)


def describe_version(
    source: Source, text: Value, names: tuple[str, str], parts: tuple[tuple[str, str], ...]
) -> Version:
    """Return the version of a file that names its title and its source alone."""
    lang = USUAL_LANGUAGES[
        Script.HEBREW if script(_sample(text)) is Script.HEBREW else Script.LATIN
    ]
    values = {"versionTitle": names[0], "versionSource": names[1], "language": lang}
    members: dict[str, Value] = {key: String(value, 0, 0) for key, value in values.items()}
    return _version(Object(members, 0), text, source, [], parts)


def _version(
    about: Object,
    text: Value | None,
    source: Source,
    diagnostics: list[Diagnostic],
    parts: tuple[tuple[str, ...], ...] = (),
) -> Version:
    assert text is not None
    diagnostics += _find_numbers(text, source)
    title = about.text("versionTitle")
    stated = about.text("language", "actualLanguage") or "en"
    lang = _language(about, title, stated, text)
    if lang != stated:
        message = f"“{title}” is read as “{lang}”; the file says “{stated}”"
        diagnostics.append(rules.OTHER_LANGUAGE.at(span_of(text, source.file), message))
    original = about.get("isSource", "isBaseText")
    return Version(
        source,
        text,
        lang,
        _DIRECTIONS.get(about.text("direction")) or direction(lang),
        title,
        about.text("versionSource"),
        about.text("license"),
        tuple((pair[0], pair[1]) for pair in parts),
        isinstance(original, Literal) and original.text == "true",
    )


def _language(about: Object, title: str, stated: str, text: Value) -> str:
    """Return the language of a version: as stated, or as its title or its letters tell."""
    tag = _TAG_OF_TITLE.search(title)
    lang = about.text("actualLanguage") or (tag[1] if tag else stated)
    if not TAG.fullmatch(lang):
        lang = stated if TAG.fullmatch(stated) else "en"
    letters = script(_sample(text))
    if letters in (Script.NONE, Script.OTHER) or home(lang) in (letters, Script.OTHER):
        return lang
    return USUAL_LANGUAGES.get(letters, lang)


def _sample(value: Value) -> str:
    """Return the first characters of a text."""
    texts: list[str] = []
    length = 0
    waiting = [value]
    while waiting and length < _SAMPLE:
        item = waiting.pop()
        if isinstance(item, String):
            texts.append(item.text)
            length += len(item.text)
        elif isinstance(item, Array):
            waiting += item.items[::-1]
        elif isinstance(item, Object):
            waiting += [*item.members.values()][::-1]
    return "".join(texts)[:_SAMPLE]
