"""Segments in Markdown: an original, its translations and the commentary under them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publish.document.model import Block, Blocks, Passage, Segment
from publish.readers.markdown.block_tree import Element

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockReader

PASSAGES = ("original", "transliteration", "translation", "commentary")
"""The classes of the parts of a segment."""


def read_segment(reader: BlockReader, element: Element) -> Blocks:
    """Return the segment that a div is; its parts alone where it has no original."""
    originals: list[Passage] = []
    transliterations: list[Passage] = []
    translations: list[Passage] = []
    commentary: list[Block] = []
    blocks: list[Block] = []
    passages = {
        "original": originals,
        "transliteration": transliterations,
        "translation": translations,
    }
    for child in element.children:
        name = next(iter(child.attributes.classes), "") if child.kind == "div" else ""
        if name not in PASSAGES:
            others = reader.read((child,))
            if others:
                message = "a segment contains passages with a class; read as commentary"
                classes = ", ".join(f"`.{each}`" for each in PASSAGES)
                reader.context.report_misplaced(child.span, message, f"classes: {classes}")
            commentary += others
            blocks += others
            continue
        reader.check_div(child)
        inner = reader.read(child.children)
        has_language = "lang" in child.attributes or "dir" in child.attributes
        if name == "commentary" and not has_language:
            commentary += inner
            blocks += inner
            continue
        passage = reader.in_language(inner, child.attributes, child.span)
        blocks.append(passage)
        passages.get(name, commentary).append(passage)
    if not originals:
        message = "a segment has no original; its passages are ordinary blocks"
        hint = "put the original between `::: {.original lang=he}` and `:::`"
        reader.context.report_misplaced(element.span, message, hint)
        without_class = replace(element.attributes, classes=())
        reader.context.check_no_attributes(without_class, element.opening, "such a segment")
        return tuple(blocks)
    for name, group in (("original", originals), ("transliteration", transliterations)):
        for passage in group[1:]:
            message = f"a segment has one {name}; the second is read as commentary"
            reader.context.report_misplaced(passage.span, message)
            commentary.append(passage)
    attributes = element.attributes
    return (
        Segment(
            originals[0],
            transliterations[0] if transliterations else None,
            tuple(translations),
            tuple(commentary),
            attributes.get("number"),
            attributes.get("anchor", attributes.identifier),
            span=element.span,
        ),
    )
