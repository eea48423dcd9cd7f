"""Footnotes and endnotes of a Word file, read after its text."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.rules import office as rules
from publish.readers.office.content import DocumentParagraph, paragraphs_of
from publish.readers.office.reports import report_missing_note, shorten
from publish.readers.word.comments import text_of
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.names import ID, W
from publish.readers.word.note_marks import KINDS
from publish.readers.word.story import StoryReader
from publish.readers.xml_parts import Element


def read_notes(context: WordContext) -> Iterator[tuple[str, tuple[DocumentParagraph, ...]]]:
    """Yield the key and the paragraphs of each note that is called, in the text or in a note."""
    elements = _find_notes(context)
    done: set[str] = set()
    # Notes that are called in notes are added to the list meanwhile.
    for key, mark in context.calls:
        if key in done:
            continue
        done.add(key)
        if key not in elements:
            report_missing_note(context.builder, mark)
            continue
        note, part = elements[key]
        part = StoryPart(f"{key.partition(' ')[0]} {mark}, ", part.relations)
        blocks = StoryReader(context, part).read(note)
        yield key, tuple(p for block in blocks for p in paragraphs_of(block))
    _report_dropped(context, elements, done)


def _find_notes(context: WordContext) -> dict[str, tuple[Element, StoryPart]]:
    """Return the notes of a file by their keys, each with the part in which it is."""
    package = context.package
    elements: dict[str, tuple[Element, StoryPart]] = {}
    for kind in KINDS:
        targets = [each.target for each in package.relations.values() if each.kind == f"{kind}s"]
        for target in targets[:1]:
            root = package.parse(target)
            part = StoryPart("", package.relations_of(target))
            for note in root.iterfind(f"{W}{kind}") if root is not None else ():
                elements.setdefault(f"{kind} {note.get(ID, '')}", (note, part))
    return elements


def _report_dropped(
    context: WordContext, elements: dict[str, tuple[Element, StoryPart]], printed: set[str]
) -> None:
    """Report the notes whose calls are not printed."""
    for key, offset in context.dropped_calls.items():
        text = text_of(elements[key][0]) if key in elements and key not in printed else ""
        if text:
            message = f"a note whose call is deleted or hidden is not printed: {shorten(text)}"
            span = context.builder.span(offset, offset)
            context.builder.diagnostics.append(rules.DELETED.at(span, message))
