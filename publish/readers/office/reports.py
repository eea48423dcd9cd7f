"""Diagnostics that the readers of all word processors make, and excerpts of the text in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic, Rule
from publish.diagnostics.rules import office as rules
from publish.readers.office.text_builder import TextBuilder
from publish.text.source import Span

_SHOWN = 60


def shorten(text: str) -> str:
    """Return the beginning of a text for a message, in quotation marks."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rstrip()}…”"


def report_insertion(builder: TextBuilder, start: int, author: str, verb: str = "inserted") -> None:
    """Report tracked text in the open paragraph, from ``start`` on, that is printed."""
    start = max(start, builder.start)
    if builder.length > start:
        message = f"{verb}{_by(author)}, and printed: {shorten(builder.recent(start))}"
        builder.diagnostics.append(rules.INSERTED.at(builder.span(start), message))


def report_deletion(builder: TextBuilder, text: str, author: str, verb: str = "deleted") -> None:
    """Report tracked text that is deleted or moved away, and is not printed."""
    if text:
        message = f"{verb}{_by(author)}, and not printed: {shorten(text)}"
        _report_here(builder, rules.DELETED, message)


def report_hidden(builder: TextBuilder, text: str) -> None:
    """Report hidden text, which is not printed."""
    if text:
        _report_here(builder, rules.HIDDEN, f"hidden, and not printed: {shorten(text)}")


def report_comment(builder: TextBuilder, start: int, author: str, text: str) -> None:
    """Report a comment about the text from ``start`` on."""
    message = f"a comment{_by(author)} is not printed: {shorten(text)}"
    builder.diagnostics.append(rules.COMMENT.at(builder.span(start), message))


def report_contents(builder: TextBuilder, text: str) -> None:
    """Report a line of the contents that the program made."""
    if text:
        message = f"a line of the contents is not printed: {shorten(text)}"
        _report_here(builder, rules.CONTENTS, message)


def report_page_number(builder: TextBuilder, start: int) -> None:
    """Report a page number of the document, whose text begins at ``start``."""
    span = builder.span(max(start, builder.start))
    if span.start < span.end:
        message = f"{shorten(builder.recent(span.start))} is the number of a page of the document"
        builder.diagnostics.append(rules.PAGE_FIELD.at(span, message))


def report_control(builder: TextBuilder, start: int, name: str) -> None:
    """Report text from ``start`` on that fills a field of a form; ``name`` has its article."""
    start = max(start, builder.start)
    if builder.length > start:
        message = f"{shorten(builder.recent(start))} is {name}, printed as text"
        builder.diagnostics.append(rules.CONTROL.at(builder.span(start), message))


def report_prompt(builder: TextBuilder, text: str) -> None:
    """Report the prompt of a content control that nobody has filled in."""
    if text:
        message = f"{shorten(text)} is the prompt of a content control, and not printed"
        _report_here(builder, rules.CONTROL, message)


def report_embedded(builder: TextBuilder, name: str) -> None:
    """Report content that another program makes; ``name`` has its article."""
    _report_here(builder, rules.EMBEDDED, f"{name} is left out")


def add_equation(builder: TextBuilder, text: str) -> None:
    """Print the signs of an equation as plain characters, and report them."""
    text = " ".join(text.split())
    if text:
        start = builder.length
        builder.add(text)
        message = f"the equation {shorten(text)} is printed as plain characters"
        builder.diagnostics.append(rules.EMBEDDED.at(builder.span(start), message))


def report_symbol(builder: TextBuilder, code: str, font: str) -> None:
    """Report the place ``code``, in hexadecimal, of a symbol font that stands for no character."""
    message = f"the symbol {code} of the font {font} is not printed"
    _report_here(builder, rules.SYMBOL, message)


def report_picture(builder: TextBuilder, alt: str, reason: str) -> None:
    """Report a picture that is left out."""
    name = f"the picture {shorten(alt)}" if alt else "a picture"
    _report_here(builder, rules.PICTURE, f"{name} {reason}")


def report_text_box(builder: TextBuilder, offset: int) -> None:
    """Report a text box at ``offset``, which is printed after the paragraph there."""
    message = "a text box is printed after its paragraph"
    builder.diagnostics.append(rules.TEXT_BOX.at(builder.span(offset, offset), message))


def report_nested_table(builder: TextBuilder, start: int) -> None:
    """Report a table in the cell that begins at ``start``."""
    message = "a table in a cell is printed as lines of the cell"
    builder.diagnostics.append(rules.NESTED_TABLE.at(builder.span(start, start), message))


def report_missing_note(builder: TextBuilder, mark: str) -> None:
    """Report a note that is called and that the file does not have."""
    message = f"note {mark} is called, and its text is missing from the file"
    _report_here(builder, rules.NOTE_MISSING, message)


def report_headers(file: str, texts: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an info for each text of a header or footer that has letters."""
    for text in dict.fromkeys(texts):
        if any(map(str.isalpha, text)):
            message = f"a header or footer is not printed: {shorten(text)}"
            yield rules.RUNNING_HEAD.at(Span(file, 0, 0), message)


def report_struck(builder: TextBuilder, start: int, end: int) -> None:
    """Report characters of the open paragraph that are struck through."""
    if text := builder.recent(start)[: end - start].strip():
        message = f"struck through, and printed without the line: {shorten(text)}"
        builder.diagnostics.append(rules.STRUCK.at(builder.span(start, end), message))


def report_merged_cells(builder: TextBuilder, start: int) -> None:
    """Report a table from ``start`` on with a cell that reaches over several columns or rows."""
    message = "a cell that reaches over several columns or rows is printed in the first of them"
    builder.diagnostics.append(rules.MERGED_CELLS.at(builder.span(start, start), message))


def report_inserted_row(builder: TextBuilder, start: int, author: str) -> None:
    """Report the words from ``start`` on as those of a row that was inserted."""
    if builder.length > start:
        text = shorten(builder.recent(start))
        message = f"a row inserted{_by(author)}, and printed: {text}"
        builder.diagnostics.append(rules.INSERTED.at(builder.span(start), message))


def _report_here(builder: TextBuilder, rule: Rule, message: str) -> None:
    builder.diagnostics.append(rule.at(builder.span(builder.length), message))


def _by(author: str) -> str:
    return f" by {author}" if author else ""
