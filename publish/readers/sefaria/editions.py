"""Files of Sefaria as editions: titles, names of levels, and the text of each version.

Three shapes hold a text: a file of the export (https://github.com/Sefaria/Sefaria-Export), the
answer of ``/api/texts`` and that of ``/api/v3/texts`` (https://developers.sefaria.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import sefaria as rules
from publish.readers.sefaria.addresses import index_of
from publish.readers.sefaria.json_values import (
    Array,
    JsonError,
    Literal,
    Object,
    String,
    Value,
    parse_text,
    span_of,
    strings,
)
from publish.text.dataclass import dataclass
from publish.text.languages import TAG, USUAL_LANGUAGES, Dir, Script, direction, home, script
from publish.text.source import Source, Span

MERGED = "merged"
"""The title of the version that Sefaria puts together from all versions of a language."""

_TAG_OF_TITLE = re.compile(r"\[([a-z]{2,3})\]\s*$")
_HINT = "a text of Sefaria has “text”, with “title” or “ref”, or “versions” that have “text”"
_SAMPLE = 2_000
_DIRECTIONS = {each.value: each for each in Dir}


@dataclass(frozen=True, slots=True)
class SchemaNode:
    """A named part of a text, with its titles in English and Hebrew, in the order of the text."""

    title: str
    he_title: str
    nodes: tuple[SchemaNode, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Edition:
    """A file of Sefaria: one text in one or more versions.

    ``names`` are those of the levels of the text from the largest to the segment.  Where a file is
    a part of a book, ``around`` is the address of the part, and ``first`` has the indices of its
    first section and of the first segment in that.
    """

    title: str
    he_title: str
    versions: tuple[Version, ...]
    names: tuple[str, ...] = ()
    he_names: tuple[str, ...] = ()
    schema: tuple[SchemaNode, ...] = ()
    book: str = ""
    around: tuple[str, ...] = ()
    first: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=4)
def read_edition(source: Source) -> Edition:
    """Return the edition that a JSON file is.

    Raises PublishError where the file is no JSON, or none of Sefaria.
    """
    try:
        root = parse_text(source.text)
    except JsonError as error:
        place = Span(source.file, error.offset, min(error.offset + 1, len(source.text)))
        hint = "download the file again"
        raise PublishError(rules.NO_JSON.at(place, str(error), hint)) from None
    diagnostics: list[Diagnostic] = []
    reason = "the JSON is no object"
    if isinstance(root, Object):
        if error_text := root.text("error"):
            raise _refuse(source, f"Sefaria answered with an error: {error_text}")
        versions = tuple(_versions(root, source, diagnostics))
        if versions and root.text("title", "ref", "book", "indexTitle"):
            diagnostics += _find_repeated_keys(root, source)
            return _edition(root, versions, tuple(diagnostics))
        reason = "the JSON has the shape of no text of Sefaria"
    raise _refuse(source, reason)


def _refuse(source: Source, message: str) -> PublishError:
    return PublishError(rules.NOT_SEFARIA.at(Span(source.file, 0, 0), message, _HINT))


def _find_repeated_keys(root: Object, source: Source) -> Iterator[Diagnostic]:
    """Yield the warning about each key that an object has twice."""
    waiting: list[Value] = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Array):
            waiting += value.items[::-1]
        elif isinstance(value, Object):
            for key in value.repeated:
                message = f"the key “{key.text}” stands twice; its last value is read"
                yield rules.REPEATED_KEY.at(span_of(key, source.file), message)
            waiting += [*value.members.values()][::-1]


def _edition(
    root: Object, versions: tuple[Version, ...], diagnostics: tuple[Diagnostic, ...]
) -> Edition:
    schema = root.get("schema")
    names = strings(root.get("sectionNames"))
    sections = _sections(root.get("sections"))
    # An answer of the API has the levels that its address leaves open.
    depth = max(_depth(version.text) for version in versions)
    base = max(len(names) - max(depth, 1), 0) if sections else 0
    return Edition(
        root.text("ref", "title", "book", "indexTitle"),
        root.text("heRef", "heTitle", "heIndexTitle"),
        versions,
        names[base:],
        strings(root.get("heSectionNames"))[base:],
        _schema(schema) if isinstance(schema, Object) else (),
        root.text("book", "indexTitle", "title", "ref"),
        sections[:base],
        tuple(index_of(each) for each in sections[base:]),
        diagnostics,
    )


def _sections(value: Value | None) -> tuple[str, ...]:
    """Return the address of a part of a book: chapter and verse, or ``2a`` and line."""
    items = value.items if isinstance(value, Array) else ()
    return tuple(item.text for item in items if isinstance(item, String | Literal))


def _depth(value: Value) -> int:
    """Return the number of arrays in one another in a text."""
    deepest = 0
    waiting = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, Array):
            deepest = max(deepest, depth + 1)
            waiting += [(each, depth + 1) for each in item.items]
    return deepest


def _schema(value: Object) -> tuple[SchemaNode, ...]:
    """Return the parts that a schema names."""
    nodes = value.get("nodes")
    items = nodes.items if isinstance(nodes, Array) else ()
    return tuple(
        SchemaNode(item.text("enTitle", "title", "key"), item.text("heTitle"), _schema(item))
        for item in items
        if isinstance(item, Object)
    )


# --- versions


def _versions(root: Object, source: Source, diagnostics: list[Diagnostic]) -> Iterator[Version]:
    """Yield the versions of a file that have a text."""
    listed = root.get("versions")
    items = listed.items if isinstance(listed, Array) else ()
    with_text = [item for item in items if isinstance(item, Object) and _is_text(item.get("text"))]
    if with_text:
        for item in with_text:
            yield _version(item, item.get("text"), source, diagnostics)
        return
    # An answer of the first API has the Hebrew in `he`; what it lists has no text.
    hebrew, text = root.get("he"), root.get("text")
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
