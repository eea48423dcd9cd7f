"""Comments of an OpenDocument text, which are reported and not printed."""

from __future__ import annotations

from publish.readers.office.reports import report_comment
from publish.readers.office.text_builder import TextBuilder
from publish.readers.opendocument.names import COMMENT, DUBLIN_CORE, TEXT
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element


def report_annotation(builder: TextBuilder, start: int, element: Element) -> None:
    """Report the comment that an element is, about the text from ``start`` on."""
    author = " ".join((element.findtext(f"{DUBLIN_CORE}creator") or "").split())
    words = (each for each in element if str(each.tag).startswith(TEXT))
    report_comment(builder, start, author, text_of(words))


def report_annotations_in(builder: TextBuilder, element: Element) -> None:
    """Report the comments in an element that is not printed."""
    for comment in element.iter(COMMENT):
        report_annotation(builder, builder.length, comment)
