"""The files that were printed of a book: its PDF in place, and the booklets made from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from publish.artifacts.bind_reading import read, render_reading
from publish.artifacts.make import find_fresh
from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import find_faces
from publish.artifacts.release_date import last_change
from publish.artifacts.render import Release, Rendering, Resources
from publish.artifacts.reprint.print_record import PrintedBooklet, record_path, write_record
from publish.config.file_access import read_bytes
from publish.diagnostics import Diagnostic, Outcome, PublishError, stops
from publish.diagnostics.rules import reprint as rules
from publish.storage.cache_paths import book_store
from publish.storage.digests import digest
from publish.themes.theme import load_for
from publish.writers.booklet.sheet_facts import read_facts


def record_file(pdf: Artifact) -> Outcome[Path]:
    """Return the record of a PDF in place, which is taken for the one that was printed.

    A text that was changed since does not change what lies on paper, so nothing is made again; an
    info says so.  Raises PublishError where there is no PDF, or the record cannot be written.
    """
    name = pdf.path.name
    if not pdf.path.is_file():
        message = f"there is no {name}, so that nothing can have been printed"
        hint = f"`publish booklet {pdf.book.name}` makes it"
        raise PublishError(rules.NOTHING_TO_RECORD.at(pdf.book.span, message, hint))
    data = read_bytes(pdf.path)
    faces = find_faces(pdf, data)
    is_older = False
    if not faces or find_fresh(pdf) is None:
        # The pages are made again, and compared: perhaps the cache was removed, or with `hold` the
        # record was written after the PDF.
        again = _render(pdf)
        is_older = again.data != data
        faces = faces if is_older else again.faces
    diagnostics = (_older_file(pdf),) if is_older else ()
    booklets = tuple(_find_booklets(pdf.path, digest(data)))
    return Outcome(write_record(pdf, data, faces, booklets), diagnostics)


def _render(pdf: Artifact) -> Rendering:
    """Return a PDF as it would be made now, an empty one where its text has errors."""
    book = pdf.book
    store = book_store(book.workspace.output)
    with store.bundle(str(pdf.path)):
        reading = read(book, store)
        if stops(reading.diagnostics):
            return Rendering(b"")
        theme = load_for(book.settings, book.themes)
        release = Release(partial(last_change, ()))
        return render_reading(reading.value, pdf, Resources(theme, release, store)).value


def _older_file(pdf: Artifact) -> Diagnostic:
    message = f"{record_path(pdf).name} is of {pdf.path.name} as it is, older than its text"
    hint = "the text was changed after that file was made; on paper is what the file has"
    return rules.OLDER_THAN_TEXT.at(pdf.book.span, message, hint)


def _find_booklets(pdf: Path, origin: str) -> Iterator[PrintedBooklet]:
    """Yield the booklets beside a PDF that were made from it, one for each layout of sheets."""
    for path in sorted(pdf.parent.glob(f"{pdf.stem}.booklet-*.pdf")):
        content = read_bytes(path)
        facts = read_facts(content)
        if facts and facts.origin == origin and facts.layout:
            yield PrintedBooklet(path.name, content, facts.layout)
