"""Inlines put before the first words of blocks, or after their last words."""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Inline,
    Inlines,
    List,
    Paragraph,
    Passage,
    Rubric,
    Speech,
    Text,
    Verse,
)


def has_first_words(blocks: Blocks) -> bool:
    """Return whether blocks begin with a line of text, before which inlines can stand."""
    match blocks:
        case (Paragraph() | Verse(lines=(_, *_)), *_):
            return True
        case (Passage(blocks=inner), *_):
            return has_first_words(inner)
        case _:
            return False


def prepend(inlines: Inlines, blocks: Blocks) -> Blocks:
    """Return blocks with inlines before their first words, or before all where there are none."""
    if not inlines:
        return blocks
    match blocks:
        case (Paragraph(words) as first, *rest):
            return (replace(first, inlines=join_inlines(inlines, words)), *rest)
        case (Verse((line, *lines)) as first, *rest):
            return (replace(first, lines=(join_inlines(inlines, line), *lines)), *rest)
        case (Passage(blocks=inner) as first, *rest) if has_first_words(inner):
            return (replace(first, blocks=prepend(inlines, inner)), *rest)
        case _:
            return (Paragraph(inlines, span=inlines[0].span), *blocks)


def append(blocks: Blocks, inline: Inline) -> Blocks:
    """Return blocks with an inline after their last words, or after all where there are none."""
    if blocks and (last := _append_to(blocks[-1], inline)):
        return (*blocks[:-1], last)
    return (*blocks, Paragraph((inline,), span=inline.span))


def _append_to(block: Block, inline: Inline) -> Block | None:
    """Return a block with an inline after its last words, or None where it ends with none."""
    match block:
        case Paragraph(words):
            return replace(block, inlines=(*words, inline))
        case Verse((*lines, line)):
            return replace(block, lines=(*lines, (*line, inline)))
        case Passage(blocks=inner) | Speech(blocks=inner) | Rubric(blocks=inner) if inner:
            return replace(block, blocks=append(inner, inline))
        case Blockquote(blocks=inner, attribution=attribution):
            if attribution:
                return replace(block, attribution=(*attribution, inline))
            return replace(block, blocks=append(inner, inline))
        case List((*items, item)):
            return replace(block, items=(*items, append(item, inline)))
        case _:
            return None


def join_inlines(*runs: Inlines) -> Inlines:
    """Return runs of inlines as one, with texts that meet made one text."""
    result: list[Inline] = []
    for inline in (each for run in runs for each in run):
        match result, inline:
            case [*_, Text(before) as last], Text(after):
                result[-1] = Text(before + after, span=last.span.to(inline.span))
            case _:
                result.append(inline)
    return tuple(result)
