"""Quotations of Scripture that no reference names: an edition shows them as their words alone."""

from __future__ import annotations

from typing import Any

from publish.document.model import Citation, Section, Text
from publish.document.walk import rewrite_in_language


def drop_inferred_citations(section: Section, lang: str) -> Section:
    """Return a section with the words of inferred citations in the texts that they were cut from.

    Where a line may break depends on the whole text, so that nothing is printed otherwise.  Those
    to which an index points stay.
    """
    return rewrite_in_language(section, _drop_from_row, lang)


def _drop_from_row(value: Any, _lang: str) -> Any:
    if not isinstance(value, tuple) or not any(map(_is_inferred, value)):
        return value
    row: list[Any] = []
    for number, item in enumerate(value):
        nodes = item.inlines if _is_inferred(item) else (item,)
        was_cut = number > 0 and (_is_inferred(item) or _is_inferred(value[number - 1]))
        if was_cut and row and nodes and isinstance(row[-1], Text) and isinstance(nodes[0], Text):
            row[-1] = _join(row[-1], nodes[0])
            nodes = nodes[1:]
        row += nodes
    return tuple(row)


def _is_inferred(node: Any) -> bool:
    return isinstance(node, Citation) and node.inferred and not node.anchor


def _join(first: Text, second: Text) -> Text:
    return Text(first.text + second.text, span=first.span.to(second.span))
