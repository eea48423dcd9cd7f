"""Inlines divided at a place of their text, for blocks that are divided between pages."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from publish.document.inline_ranges import part_of
from publish.document.model import (
    Citation,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    Quote,
    Styled,
    Text,
)
from publish.document.walk import running_text


def divide_inlines(inlines: Inlines, offset: int) -> tuple[Inlines, Inlines]:
    """Return the parts of ``inlines`` before and after an offset in their running text.

    A node that is divided stands in both parts with its language and direction; each part of a
    quotation or a gloss keeps the marks that fall into it, and an anchor stays with the first.  A
    note stays with the words before it, a milestone with those after it.
    """
    first: list[Inline] = []
    second: list[Inline] = []
    for node in inlines:
        size = len(running_text((node,)))
        if not second and (offset > 0 or isinstance(node, Note)) and size <= offset:
            first.append(node)
            offset -= size
        elif second or offset <= 0:
            second.append(node)
        else:
            before, after = _divide_node(node, offset)
            first.append(before)
            second.append(after)
    return tuple(first), tuple(second)


def _divide_node(node: Inline, offset: int) -> tuple[Inline, Inline]:
    match node:
        case Text(text):
            return (
                Text(text[:offset], span=part_of(node.span, text, 0, offset)),
                Text(text[offset:], span=part_of(node.span, text, offset, len(text))),
            )
        case Quote(opening, closing, inlines):
            open_one, open_two = opening[:offset], opening[offset:]
            offset -= len(opening)
            before, after = divide_inlines(inlines, max(offset, 0))
            offset = max(offset - len(running_text(inlines)), 0)
            return (
                replace(node, open=open_one, inlines=before, close=closing[:offset]),
                replace(node, open=open_two, inlines=after, close=closing[offset:]),
            )
        case Gloss(term, opening, meaning, closing):
            terms = divide_inlines(term, offset)
            offset = max(offset - len(running_text(term)), 0)
            opens = opening[:offset], opening[offset:]
            offset = max(offset - len(opening), 0)
            meanings = divide_inlines(meaning, offset)
            offset = max(offset - len(running_text(meaning)), 0)
            return (
                Gloss(
                    terms[0], opens[0], meanings[0], closing[:offset], node.anchor, span=node.span
                ),
                Gloss(terms[1], opens[1], meanings[1], closing[offset:], span=node.span),
            )
        case Citation(_, inlines):
            before, after = divide_inlines(inlines, offset)
            return replace(node, inlines=before), replace(node, inlines=after, anchor="")
        case Styled(inlines) | Link(_, inlines) | Foreign(_, _, inlines):
            before, after = divide_inlines(inlines, offset)
            return replace(node, inlines=before), replace(node, inlines=after)
        case LineBreak() | Note() | Milestone():
            return node, node  # at most one character, so that no offset is within it
        case _:
            assert_never(node)
