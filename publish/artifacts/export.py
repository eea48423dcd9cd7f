"""Export of books for other programs: each read, arranged, and written in a format of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.artifacts import destinations
from publish.artifacts.book_files import make_each, refuse_shared
from publish.artifacts.destinations import Destination
from publish.artifacts.diagnostic_lines import Lines, as_lines
from publish.artifacts.path_keys import path_key
from publish.artifacts.plan import Artifact, Request, plan, suffix
from publish.artifacts.result import Status
from publish.config import Book, Workspace
from publish.config.bound_books import refuse_bind
from publish.config.limits import NO_LIMITS, Limits
from publish.config.options import Format
from publish.config.pdf_profiles import SCREEN
from publish.config.workspace import inspect_book
from publish.diagnostics import Diagnostic, Outcome, PublishError, stops
from publish.exceptions import diagnose
from publish.pipeline.segment_numbers import number_segments
from publish.storage.cache_paths import book_store
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.export import ExportedBook, Exporter, find_exporter


@dataclass(frozen=True, slots=True)
class Export:
    """A book to export, the name of the format, and the file to write.

    ``artifact`` is the book arranged as an edition; None stands for the text as it was read.
    """

    book: Book
    format: str
    path: Path
    artifact: Artifact | None = None
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An export, its status and its diagnostics."""

    export: Export
    status: Status
    lines: Lines


def plan_exports(
    names: Sequence[str],
    workspace: Workspace,
    form: str,
    edition: str | None = None,
    output: Path | None = None,
) -> Outcome[tuple[Export, ...]]:
    """Return the exports of books, with the errors of those that cannot be opened or placed.

    Without an ``edition`` the text is exported as it was read.  ``output`` is the path after
    ``-o``: a file for one export, else a folder.  Raises ValueError where it does not suit them.
    """
    exporter = find_exporter(form)
    exports: list[Export] = []
    diagnostics: list[Diagnostic] = []
    for name in names:
        try:
            opened = inspect_book(name, workspace)
            diagnostics += opened.diagnostics
            if opened.value and not stops(opened.diagnostics):
                exports += _plan_book(opened.value, exporter, edition)
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, name)
    distinct = {(path_key(each.path), each.book.texts): each for each in exports}
    placed = refuse_shared(_redirect(tuple(distinct.values()), exporter, output))
    return Outcome(placed.value, (*diagnostics, *placed.diagnostics))


def _plan_book(book: Book, exporter: Exporter, edition: str | None) -> Iterator[Export]:
    """Yield the exports of a book; raise PublishError for a bind and an unknown edition."""
    if book.bind:
        raise PublishError(refuse_bind(book))
    artifacts: Sequence[Artifact | None] = (None,)
    if edition:
        artifacts = plan(book, Request((Format.PDF,), edition, SCREEN))
    for artifact in artifacts:
        edition_name = [suffix(artifact) or artifact.edition] if artifact else []
        stem = ".".join((book.name, *edition_name))
        path = book.output / f"{stem}{exporter.extension}"
        yield Export(book, exporter.name, path, artifact)


def _redirect(
    exports: Sequence[Export], exporter: Exporter, output: Path | None
) -> Sequence[Export]:
    """Return the exports with the paths that ``-o`` asks for."""
    if output is None:
        return exports
    if not destinations.is_file_destination(output):
        return [replace(each, path=output / each.path.name, is_named=False) for each in exports]
    if len(exports) > 1:
        raise ValueError(f"{len(exports)} files are made, and this is one; name a folder")
    ending = f".{exporter.extension.rpartition('.')[2]}"
    if not output.name.lower().endswith(ending):
        raise ValueError(f"{exporter.name} is written to a file whose name ends in {ending}")
    return [replace(each, path=output, is_named=True) for each in exports]


def export_books(exports: Sequence[Export], limits: Limits = NO_LIMITS) -> Iterator[ExportResult]:
    """Yield the results of exports in order; with ``limits``, each in a process of its own."""
    yield from make_each(export_book, exports, limits, _fail)


def _fail(export: Export, error: Diagnostic) -> ExportResult:
    return ExportResult(export, Status.FAILED, as_lines([error]))


def export_book(export: Export) -> ExportResult:
    """Return the result of writing the file of an export; on any error that of before stays."""
    book = export.book
    mark = find_exporter(export.format).mark
    inputs = destinations.inputs_of(book)
    destination = Destination(export.path, book.workspace, export.is_named, inputs, mark=mark)
    try:
        destinations.check(destination)
        store = book_store(book.workspace.output)
        edition = export.artifact.edition if export.artifact else ""
        with store.bundle(f"export {book.name} {export.format} {edition}"):
            written = compose_export(export, store)
            if not stops(written.diagnostics):
                destinations.write(destination, written.value)
        store.trim()
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
        errors = diagnose(error, book.name, book.span)
        return ExportResult(export, Status.FAILED, as_lines(errors))
    status = Status.FAILED if stops(written.diagnostics) else Status.MADE
    return ExportResult(export, status, as_lines(written.diagnostics))


def compose_export(export: Export, store: Store) -> Outcome[Iterable[bytes]]:
    """Return the pieces of the file of an export, and none after an error.

    Chapters are read while the pieces are taken.
    """
    from publish.pipeline.incremental import read_by_chapters

    book = export.book
    reading = read_by_chapters(book, store)
    if stops(reading.diagnostics):
        return Outcome((), reading.diagnostics)
    sources = {source.file: source for source in reading.value.sources}
    text = ExportedBook(book.name, reading.value.book, sources)
    written = export_text(text, export.format, export.artifact, store)
    diagnostics = book.settings.verdicts.on(written.diagnostics)
    return Outcome(written.value, reading.diagnostics + diagnostics)


def export_text(
    book: ExportedBook, form: str, artifact: Artifact | None, store: Store | None
) -> Outcome[Iterable[bytes]]:
    """Return the pieces of a book that was read, in a format of the table.

    The book is arranged as the edition of ``artifact``; without one it stays as it was read, with
    the numbers that its segments have in every edition.
    """
    from publish.artifacts.render import arrange_text

    if artifact is None:
        numbered = book.text.change_each("segment numbers", number_segments)
        return find_exporter(form).export(replace(book, text=numbered))
    arranged = arrange_text(book.text, artifact, store)
    edition = replace(book, text=arranged.value, edition=artifact.edition)
    return arranged.then(lambda _: find_exporter(form).export(edition))
