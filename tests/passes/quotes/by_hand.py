"""Books made by hand: a paragraph a line, spans as if the lines were a file."""

from publish.diagnostics import Diagnostics
from publish.document.model import (
    Excerpt,
    Meta,
    Paragraph,
    Role,
    Section,
    SourceCitation,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend, plain
from publish.text.source import Source, Span

FILE = "case.txt"


def book(text: str, *, lang: str = "en", excerpt: bool = False) -> Work:
    """A book of one section, in which each line is a paragraph; or all of them one excerpt."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line:
            span = Span(FILE, at, at + len(line))
            paragraphs.append(Paragraph((Text(line, span=span),), span=span))
        at += len(line) + 1
    blocks = tuple(paragraphs)
    children = (Excerpt(1, SourceCitation(), (), blocks),) if excerpt else blocks
    return Work(Meta(), lang, direction(lang), (Section(Role.CHAPTER, (), children),))


def lines(work: Work) -> list[str]:
    """What the paragraphs of a book say."""
    return [plain(node.inlines) for node in descend(work) if isinstance(node, Paragraph)]


def told(diagnostics: Diagnostics, text: str, *, changes: bool = True) -> list[str]:
    """What was said and where; ``changes`` too, or only what is amiss."""
    source = Source(FILE, text)
    said = []
    for one in diagnostics:
        if changes or one.code not in {"Q01", "Q07", "Q08"}:
            places = [source.position(span.start) for span in (one.span, *one.also)]
            where = ", ".join(f"{place.line}:{place.column}" for place in places)
            message = one.message.replace("\u2068", "").replace("\u2069", "")
            said.append(f"! {one.code} {one.severity} at {where}: {message}")
    return said
