"""The text and the content of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import office as rules
from publish.readers.office.content import DocumentContent, DocumentParagraph, paragraphs_of
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.properties import read_title
from publish.readers.office.reports import report_headers
from publish.readers.office.source import make_source
from publish.readers.office.text_builder import TextBuilder
from publish.readers.opendocument.changes import Changes
from publish.readers.opendocument.comments import report_annotation
from publish.readers.opendocument.context import OpenDocumentContext, Repetitions
from publish.readers.opendocument.list_counters import Lists, find_form
from publish.readers.opendocument.names import (
    COMMENT_END,
    DUBLIN_CORE,
    OFFICE,
    OPEN_OFFICE,
    SCRIPT,
    STYLE,
    TEXT,
    read_number,
)
from publish.readers.opendocument.package import Package
from publish.readers.opendocument.story import StoryReader
from publish.readers.opendocument.styles import StyleSheet
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element
from publish.text.source import Source, Span

_MACROS = ("Basic/", "Scripts/")
_CODE = (f"{OPEN_OFFICE}module", f"{OPEN_OFFICE}source-code", f"{SCRIPT}script", f"{TEXT}script")
_HEADERS = tuple(
    f"{STYLE}{name}{page}" for name in ("header", "footer") for page in ("", "-left", "-first")
)


def decode_opendocument(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of an OpenDocument text, with its content for the reader.

    Raises PublishError where the file is damaged, locked, or has no text.
    """
    package = Package(file, data)
    builder, content = _read_package(package)
    return Outcome(make_source(data, builder, content))


def _read_package(package: Package) -> tuple[TextBuilder, DocumentContent]:
    builder = TextBuilder(package.file)
    roots = [root for root in (package.content, package.styles) if root is not None]
    context = OpenDocumentContext(
        package,
        builder,
        StyleSheet(package.content, package.styles),
        Lists(roots),
        Changes(package.text, builder),
        PictureStore(package.find_file),
        Repetitions(builder),
        _read_note_forms(roots),
        frozenset(each.get(f"{OFFICE}name", "") for each in package.text.iter(COMMENT_END)),
    )
    blocks = StoryReader(context, "").read(package.text)
    context.changes.end()
    notes = tuple(_read_notes(context))
    for start, comment in context.comments.values():
        report_annotation(builder, start, comment)
    properties = package.properties
    title = properties.findtext(f".//{DUBLIN_CORE}title") if properties is not None else None
    meta, about = read_title(package.file, title)
    headers = report_headers(package.file, _find_headers(package.styles))
    builder.diagnostics += [*about, *headers, *_report_macros(package)]
    pictures = tuple(context.pictures.pictures.items())
    content = DocumentContent(blocks, notes, pictures, meta, tuple(builder.diagnostics))
    return builder, content


def _read_note_forms(roots: list[Element]) -> dict[str, tuple[str, int]]:
    """Return the format of the numbers of each kind of notes, and the first number."""
    forms = {"footnote": ("decimal", 1), "endnote": ("lowerRoman", 1)}
    for root in roots:
        for each in root.iterfind(f"{OFFICE}styles/{TEXT}notes-configuration"):
            start = read_number(each.get(f"{TEXT}start-value"), 0) + 1
            forms[each.get(f"{TEXT}note-class", "")] = find_form(each), start
    return forms


def _read_notes(
    context: OpenDocumentContext,
) -> Iterator[tuple[str, tuple[DocumentParagraph, ...]]]:
    """Yield the key and the paragraphs of each note, after the text; notes may call others."""
    while context.notes:
        notes, context.notes = context.notes, []
        for note in notes:
            blocks = StoryReader(context, note.place).read(note.element)
            context.changes.end()
            yield note.key, tuple(p for block in blocks for p in paragraphs_of(block))


def _find_headers(styles: Element | None) -> Iterator[str]:
    """Yield the texts of the headers and footers of all kinds of pages."""
    pages = (
        styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page") if styles is not None else ()
    )
    for page in pages:
        for header in page.iterchildren(*_HEADERS):
            if header.get(f"{STYLE}display") != "false":
                yield text_of([header])


def _report_macros(package: Package) -> Iterator[Diagnostic]:
    names = package.archive.names if package.archive is not None else ()
    has_files = any(name.startswith(_MACROS) for name in names)
    has_code = any((each.text or "").strip() for each in package.content.iter(*_CODE))
    if has_files or has_code:
        message = f"{Path(package.file).name} has macros, which are not run"
        yield rules.MACROS.at(Span(package.file, 0, 0), message)
