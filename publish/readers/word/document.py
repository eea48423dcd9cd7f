"""The text and the content of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import office as rules
from publish.document.metadata import Meta
from publish.readers.office.content import DocumentContent
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.properties import read_title
from publish.readers.office.reports import report_headers, shorten
from publish.readers.office.source import make_source
from publish.readers.office.text_builder import TextBuilder
from publish.readers.word.comments import read_comments, text_of
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.names import DUBLIN_CORE, W
from publish.readers.word.note_marks import NoteMarks
from publish.readers.word.notes import read_notes
from publish.readers.word.numbering import Lists
from publish.readers.word.package import Package, open_package
from publish.readers.word.story import StoryReader
from publish.readers.word.styles import StyleSheet
from publish.readers.word.text_places import TextPlaces
from publish.readers.xml_parts import Element
from publish.text.source import Source, Span

_ZIP = b"PK"
_HEADERS = frozenset({"header", "footer"})


def decode_word(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a Word file, with its content for the reader.

    Raises PublishError where the file is damaged, locked, or has no text.
    """
    if not data.startswith(_ZIP):
        message = f"{Path(file).name} has the ending of a Word file and is none"
        hint = "if it is a text, give it the ending .txt; else open it in Word and save it again"
        raise PublishError(rules.NO_DOCUMENT.at(Span(file, 0, 0), message, hint))
    package = open_package(data, file)
    builder, content = read_package(package)
    return Outcome(make_source(data, builder, content))


def find_places(package: Package) -> TextPlaces:
    """Return the places of the characters of a Word file, as ``decode_word`` reads its text."""
    places = TextPlaces(_parse_document(package))
    builder, _ = read_package(package, places)
    places.text = builder.text
    return places


def _parse_document(package: Package) -> Element:
    """Return the root of the part with the text."""
    document = package.parse(package.main)
    if document is None or document.find(f"{W}body") is None:
        message = f"{Path(package.file).name} has no text in it"
        raise PublishError(rules.NO_DOCUMENT.at(Span(package.file, 0, 0), message))
    return document


def read_package(
    package: Package, places: TextPlaces | None = None
) -> tuple[TextBuilder, DocumentContent]:
    """Return the text of a Word file and its content; ``places`` gets the places of its text."""
    document = places.document if places else _parse_document(package)
    body = document.find(f"{W}body")
    styles = StyleSheet(package.find_part("styles"))
    builder = TextBuilder(package.file)
    context = WordContext(
        package,
        builder,
        styles,
        Lists(package.find_part("numbering"), styles),
        PictureStore(package.find_file),
        NoteMarks(document, package.find_part("settings")),
        read_comments(package.find_part("comments")),
        places,
    )
    blocks = StoryReader(context, StoryPart("", package.relations)).read(body)
    notes = tuple(read_notes(context))
    builder.diagnostics += _report_other_comments(context)
    headers = map(text_of, package.list_parts(_HEADERS))
    meta, about = _read_properties(package)
    builder.diagnostics += [
        *about,
        *report_headers(package.file, headers),
        *_report_macros(package),
    ]
    pictures = tuple(context.pictures.pictures.items())
    content = DocumentContent(blocks, notes, pictures, meta, tuple(builder.diagnostics))
    return builder, content


def _report_other_comments(context: WordContext) -> Iterator[Diagnostic]:
    """Yield an info for each comment whose place in the text is deleted or missing."""
    start = Span(context.package.file, 0, 0)
    for key, comment in context.comments.items():
        if key not in context.commented and comment.text:
            author = f" by {comment.author}" if comment.author else ""
            message = f"a comment{author} is not printed: {shorten(comment.text)}"
            yield rules.COMMENT.at(start, message)


def _read_properties(package: Package) -> tuple[Meta, tuple[Diagnostic, ...]]:
    core = next((r for r in package.relations_of("").values() if r.kind == "core-properties"), None)
    root = package.parse(core.target) if core is not None else None
    title = root.findtext(f"{DUBLIN_CORE}title") if root is not None else None
    return read_title(package.file, title)


def _report_macros(package: Package) -> Iterator[Diagnostic]:
    if any(name.rpartition("/")[2] == "vbaProject.bin" for name in package.archive.names):
        message = f"{Path(package.file).name} has macros, which are not run"
        yield rules.MACROS.at(Span(package.file, 0, 0), message)
