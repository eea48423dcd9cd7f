"""Files of Sefaria as editions: titles, names of levels, and the text of each version.

Three shapes hold a text: a file of the export (https://github.com/Sefaria/Sefaria-Export), the
answer of ``/api/texts`` and that of ``/api/v3/texts`` (https://developers.sefaria.org).
"""

from __future__ import annotations

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
from publish.readers.sefaria.versions import Version, list_versions
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span

_HINT = "a text of Sefaria has “text”, with “title” or “ref”, or “versions” that have “text”"


@dataclass(frozen=True, slots=True)
class SchemaNode:
    """A named part of a text, with its titles in English and Hebrew, in the order of the text."""

    title: str
    he_title: str
    nodes: tuple[SchemaNode, ...] = ()


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
        versions = tuple(list_versions(root, source, diagnostics))
        if versions and root.text("title", "ref", "book", "indexTitle"):
            diagnostics += _find_repeated_keys(root, source)
            return _edition(root, versions, tuple(diagnostics))
        reason = "the JSON has the shape of no text of Sefaria"
        if isinstance(root.members.get("sources"), Array):
            hint = "open the sheet on the site, copy its text, and paste it into a .txt file"
            raise _refuse(source, "a source sheet of Sefaria is not read", hint)
    raise _refuse(source, reason)


def _refuse(source: Source, message: str, hint: str = _HINT) -> PublishError:
    return PublishError(rules.NOT_SEFARIA.at(Span(source.file, 0, 0), message, hint))


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
