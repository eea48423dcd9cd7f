"""Quotations of Markdown, with the source under them, and alerts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publish.document.model import Blockquote, Blocks, Paragraph, Strong, Text
from publish.document.walk import plain
from publish.readers.markdown.block_tree import Element

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockReader

_ATTRIBUTION = re.compile(r"(?:[—–―]|--)\s*\S")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE)


def read_quotation(reader: BlockReader, element: Element) -> Blocks:
    """Return the quotation that a block is, and one more for each further attribution."""
    own, others = reader.part(element, "attribution")
    alert = _ALERT.match(others[0].text.text) if others else None
    if alert and element.kind == "quotation":
        first, *others = others
        text = first.text.cut(alert.end())
        blocks = (
            _name(reader, first, alert),
            *(reader.paragraph(text, text.span()) if text else ()),
            *reader.read(others),
        )
    else:
        blocks = reader.read(others)
    attribution = reader.words(own[0]) if own else ()
    last = blocks[-1] if len(blocks) > 1 and not reader.context.is_explicit else None
    if not own and isinstance(last, Paragraph) and _ATTRIBUTION.match(plain(last.inlines)):
        attribution, blocks = last.inlines, blocks[:-1]
    extra = tuple(Blockquote((), reader.words(each), span=each.span) for each in own[1:])
    return (Blockquote(blocks, attribution, span=element.span), *extra)


def _name(reader: BlockReader, element: Element, alert: re.Match[str]) -> Paragraph:
    """Return the name of an alert, which GitHub prints over it with a sign.

    https://docs.github.com/en/get-started/writing-on-github#alerts
    """
    span = element.text.span(*alert.span(1))
    message = "an alert is a quotation that begins with its name"
    reader.context.report_not_kept(span, message)
    words = (Text(alert[1].capitalize(), span=span),)
    return Paragraph((Strong(words, span=span),), span=span)
