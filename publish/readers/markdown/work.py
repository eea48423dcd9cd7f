"""A whole Markdown text as a Work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.diagnostics.rules import markdown as rules
from publish.document.metadata import Words
from publish.document.model import (
    Blocks,
    Foreign,
    Inlines,
    Quote,
    Role,
    Section,
    Styled,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend, plain
from publish.readers.markdown.attributes import NO_ATTRIBUTES
from publish.readers.markdown.block_tree import Element, Tree, parse_blocks
from publish.readers.markdown.blocks import BlockReader, is_div
from publish.readers.markdown.context import Context
from publish.readers.markdown.front_matter import count_front_matter, read_front_matter
from publish.readers.markdown.metadata import Stated, read_metadata
from publish.readers.markdown.sections import SectionReader, find_role
from publish.text.language_detection import detect
from publish.text.source import Source

_MOST_NOTES_IN_NOTES = 10


def read_work(source: Source, languages: Sequence[str] = ()) -> Outcome[Work]:
    """Return the Work of a text; ``languages`` are those of the settings, the main one first."""
    lines = [line.text for line in source.lines()]
    skipped = count_front_matter(lines)
    tree = parse_blocks(source, skipped)
    reader = BlockReader(_context(source, tree))
    stated = read_front_matter(source, skipped, reader.context) if skipped else Stated()
    elements: list[Element] = []
    groups: dict[str, list[Element]] = {"front": [], "back": []}
    for element in tree.root.children:
        if is_div(element, "metadata"):
            stated, others = read_metadata(reader, element, stated)
            elements += others
        elif is_div(element, "front") or is_div(element, "back"):
            reader.check_div(element, ())
            groups[element.attributes.classes[0]] += element.children
        else:
            elements.append(element)
    title = _find_title(elements, reader) if not stated.meta.title else ()
    if title:
        forms = Words(((detect(plain(title), languages).lang, plain(title)),))
        stated = replace(stated, meta=replace(stated.meta, title=forms))
        if not all(isinstance(node, Text) for node in title):
            message = "the title of a book has no emphasis and no language of a phrase"
            reader.context.report_not_kept(title[0].span.to(title[-1].span), message)
        heading, elements = _cut_title(elements)
        reader.context.check_no_attributes(heading.attributes, heading.span, "the title of a book")
    sections = SectionReader(reader)
    span = tree.root.span
    front = sections.read_body(groups["front"])
    body = sections.read_body(elements)
    back = sections.read_body(groups["back"])
    body = _add_notes(body, reader)
    _report_definitions(tree, reader.context)
    text = " ".join(node.text for node in descend((front, body, back)) if isinstance(node, Text))
    lang = stated.lang or (languages[0] if languages else detect(text).lang)
    work = Work(stated.meta, lang, stated.dir or direction(lang), body, front, back, span=span)
    return Outcome(work, tuple(reader.context.diagnostics))


def _context(source: Source, tree: Tree) -> Context:
    notes: dict[str, Element] = {}
    _collect_notes(tree.root, notes)
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

    is_explicit = "]{" in source.text or _has_attributes(tree.root)
    context = Context(notes, tree.targets, is_explicit, read_body)
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
            name = child.name.casefold()
            if name in notes:
                name = f"{name} {len(notes)}"  # a second body of one name has no call
            notes[name] = child
        _collect_notes(child, notes)


def _add_notes(body: tuple[Section, ...], reader: BlockReader) -> tuple[Section, ...]:
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
    blocks = (*blocks, *context.moved)
    if not blocks:
        return body
    if not body:
        return (Section(Role.CHAPTER, (), blocks, span=blocks[0].span.to(blocks[-1].span)),)
    *others, last = body
    span = last.span.to(blocks[-1].span)
    return (*others, replace(last, children=(*last.children, *blocks), span=span))


def _report_definitions(tree: Tree, context: Context) -> None:
    """Report the addresses of labels that no link has."""
    for each in tree.definitions:
        if each.label not in context.used:
            title = f" “{each.target.title}”" if each.target.title else ""
            message = f"no link has the label of the address {each.target.address}{title}"
            context.report_not_kept(each.span, message)


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
    is_plain = all(isinstance(n, Text | Styled | Foreign | Quote) for n in descend(pieces))
    return pieces if is_plain else ()


def _cut_title(elements: Sequence[Element]) -> tuple[Element, list[Element]]:
    index = _first_block(elements)
    assert index is not None
    return elements[index], [*elements[:index], *elements[index + 1 :]]


def _first_block(elements: Sequence[Element]) -> int | None:
    is_block = (element.kind not in ("note", "comment", "fence") for element in elements)
    return next((index for index, block in enumerate(is_block) if block), None)
