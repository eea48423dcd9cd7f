"""Small books for tests: a paragraph per line, with spans as if the lines were a file."""

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
    """Return a book of one section, with a paragraph per line, or one excerpt of all lines."""
    paragraphs = []
    offset = 0
    for line in text.split("\n"):
        if line:
            span = Span(FILE, offset, offset + len(line))
            paragraphs.append(Paragraph((Text(line, span=span),), span=span))
        offset += len(line) + 1
    blocks = tuple(paragraphs)
    children = (Excerpt(1, SourceCitation(), (), blocks),) if excerpt else blocks
    return Work(Meta(), lang, direction(lang), (Section(Role.CHAPTER, (), children),))


def lines(work: Work) -> list[str]:
    """Return the text of each paragraph of a book."""
    return [plain(node.inlines) for node in descend(work) if isinstance(node, Paragraph)]


def format_diagnostics(diagnostics: Diagnostics, text: str, *, changes: bool = True) -> list[str]:
    """Return the diagnostics with their positions; without ``changes``, only the faults."""
    source = Source(FILE, text)
    result = []
    for diagnostic in diagnostics:
        if changes or diagnostic.code not in {"Q01", "Q07", "Q08"}:
            places = [source.position(span.start) for span in (diagnostic.span, *diagnostic.also)]
            where = ", ".join(f"{place.line}:{place.column}" for place in places)
            message = diagnostic.message.replace("\u2068", "").replace("\u2069", "")
            result.append(f"! {diagnostic.code} {diagnostic.severity} at {where}: {message}")
    return result
