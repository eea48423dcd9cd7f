"""Blocks of code in Markdown, which a book prints as lines of text."""

from __future__ import annotations

from publish.document.model import Blocks, Inline, LineBreak, Paragraph, Text
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.context import Context


def read_code(element: Element, context: Context) -> Blocks:
    """Return the lines of code as one paragraph with line breaks."""
    name = element.name.strip()
    message = f"the language of code, “{name}”" if name else "code is printed as lines of text"
    context.report_not_kept(element.span, message)
    inlines: list[Inline] = []
    start = 0
    text = element.text
    for line in text.text.split("\n"):
        if start:
            inlines.append(LineBreak(span=text.span(start - 1, start)))
        if line:
            inlines.append(Text(line, span=text.span(start, start + len(line))))
        start += len(line) + 1
    return (Paragraph(tuple(inlines), span=element.span),) if text.text.strip() else ()
