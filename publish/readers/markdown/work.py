"""A whole Markdown text as a Work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.diagnostics.rules import markdown as rules
from publish.document.metadata import Words
from publish.document.model import (
    Blocks,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    Section,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend, plain
from publish.readers.markdown.attributes import NO_ATTRIBUTES
from publish.readers.markdown.block_tree import Element, parse_blocks
from publish.readers.markdown.blocks import BlockReader, is_div
from publish.readers.markdown.context import Context
from publish.readers.markdown.metadata import (
    Stated,
    count_front_matter,
    read_front_matter,
    read_metadata,
)
from publish.readers.markdown.sections import SectionReader, find_role
from publish.text.language_detection import detect
from publish.text.source import Source

_MOST_NOTES_IN_NOTES = 10


def read_work(source: Source, languages: Sequence[str] = ()) -> Outcome[Work]:
    """Return the Work of a text; ``languages`` are those of the settings, the main one first."""
    lines = [line.text for line in source.lines()]
    skipped = count_front_matter(lines)
    tree = parse_blocks(source, skipped)
    reader = BlockReader(_context(source, tree.root, tree.targets))
    stated = read_front_matter(source, skipped, reader) if skipped else Stated()
    elements: list[Element] = []
    groups: dict[str, list[Element]] = {"front": [], "back": []}
    for element in tree.root.children:
        if is_div(element, "metadata"):
            stated = read_metadata(reader, element, stated)
        elif is_div(element, "front") or is_div(element, "back"):
            reader.check_div(element)
            groups[element.attributes.classes[0]] += element.children
        else:
            elements.append(element)
    title = _find_title(elements, reader) if not stated.meta.title else ()
    if title:
        forms = Words(((detect(plain(title), languages).lang, plain(title)),))
        stated = replace(stated, meta=replace(stated.meta, title=forms))
        elements = _without_title(elements)
    sections = SectionReader(reader)
    span = tree.root.span
    front = sections.read_body(groups["front"])
    body = sections.read_body(elements)
    back = sections.read_body(groups["back"])
    body = _add_notes(body, reader, sections)
    text = " ".join(node.text for node in descend((front, body, back)) if isinstance(node, Text))
    lang = stated.lang or (languages[0] if languages else detect(text).lang)
    work = Work(stated.meta, lang, stated.dir or direction(lang), body, front, back, span=span)
    return Outcome(work, tuple(reader.context.diagnostics))


def _context(source: Source, root: Element, targets: dict[str, str]) -> Context:
    notes: dict[str, Element] = {}
    _collect_notes(root, notes)
    depth = 0

    def read_body(element: Element) -> Blocks:
        nonlocal depth
        if depth >= _MOST_NOTES_IN_NOTES:
            message = "notes are nested too deep; the body of this one is not read"
            context.report_misplaced(element.span, message)
            return ()
        depth += 1
        try:
            return BlockReader(context).read(element.children)
        finally:
            depth -= 1

    is_explicit = "]{" in source.text or _has_attributes(root)
    context = Context(notes, targets, is_explicit, read_body)
    return context


def _has_attributes(element: Element) -> bool:
    """Return whether the author of a text says by classes and attributes what its parts are."""
    return any(
        child.kind == "div" or child.attributes != NO_ATTRIBUTES or _has_attributes(child)
        for child in element.children
    )


def _collect_notes(element: Element, notes: dict[str, Element]) -> None:
    for child in element.children:
        if child.kind == "note":
            name = child.name
            while name in notes:
                name += "'"  # a second body of one name has no call
            notes[name] = child
        _collect_notes(child, notes)


def _add_notes(
    body: tuple[Section, ...], reader: BlockReader, sections: SectionReader
) -> tuple[Section, ...]:
    """Return the body with the notes that nothing calls at its end."""
    context = reader.context
    uncalled = [
        (label, note) for label, note in context.notes.items() if label not in context.calls
    ]
    for label, note in uncalled:
        message = f"no text calls the note [^{note.name}]; it stands at the end of the text"
        hint = f"write [^{note.name}] in the text, where the note belongs"
        context.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(note.span, message, hint))
        context.calls[label] = len(context.calls) + 1
    blocks = tuple(block for _, note in uncalled for block in reader.read(note.children))
    if not blocks:
        return body
    if not body:
        return sections.read_body([note for _, note in uncalled])
    *others, last = body
    span = last.span.to(blocks[-1].span)
    return (*others, replace(last, children=(*last.children, *blocks), span=span))


# --- the title of a book


def _find_title(elements: Sequence[Element], reader: BlockReader) -> Inlines:
    """Return the words of a heading over the whole text that alone has its level."""
    index = _first_block(elements)
    if index is None or len(elements) < index + 2:
        return ()
    first = elements[index]
    headings = [element for element in elements if element.kind == "heading"]
    if first.kind != "heading" or first.number != 1 or find_role(first.attributes):
        return ()
    if sum(heading.number == 1 for heading in headings) > 1:
        return ()
    pieces = reader.inlines(first.text) if "[^" not in first.text.text else ()
    has_more = any(isinstance(n, Note | Milestone | Link | LineBreak) for n in descend(pieces))
    return () if has_more else pieces


def _without_title(elements: Sequence[Element]) -> list[Element]:
    index = _first_block(elements)
    assert index is not None
    return [*elements[:index], *elements[index + 1 :]]


def _first_block(elements: Sequence[Element]) -> int | None:
    is_block = (element.kind not in ("note", "comment", "fence") for element in elements)
    return next((index for index, block in enumerate(is_block) if block), None)
