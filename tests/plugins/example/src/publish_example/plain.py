"""Writer of plain text: the words of a book, for search indexes and braille displays."""

from collections.abc import Iterable, Iterator

from publish.plugin_api import (
    ExportedBook,
    Exporter,
    Note,
    Outcome,
    Section,
    descend,
    inline_runs,
    running_text,
)


def write_plain(book: ExportedBook) -> Outcome[Iterable[bytes]]:
    """Return the file in pieces, a chapter each, so that no long book is in memory whole."""
    return Outcome("\n".join([*list_lines(each), "", ""]).encode() for each in book.sections)


def list_lines(section: Section) -> Iterator[str]:
    """Yield the words of each paragraph, and of its notes after it."""
    for run in inline_runs(section):
        yield running_text(run)
        notes = (node for node in descend(run) if isinstance(node, Note))
        yield from (running_text(line) for note in notes for line in inline_runs(note.blocks))


EXPORTER = Exporter("plain", ".txt", write_plain, "The words alone, as plain text.")
