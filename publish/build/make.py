"""Artifacts made: read, arrange, write, look at the result, and only then put it in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from publish import theme as themes
from publish.build import stamps
from publish.build.caches import memory, page_cache
from publish.build.files import write_whole
from publish.build.plan import Artifact, pdf_of
from publish.config import Book
from publish.config.workspace import read_bytes, shown
from publish.diagnostics import Diagnostics, Outcome, PublishError, Severity, worst
from publish.encoding import decode
from publish.rules import files
from publish.source import Source
from publish.theme import Theme

if TYPE_CHECKING:
    from publish.chapters import Chapters


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an artifact, and all that was said on the way."""

    artifact: Artifact
    status: str  # "made", "fresh" or "failed"
    diagnostics: Diagnostics
    sources: tuple[Source, ...] = ()


def _write_pdf(
    book: Chapters, theme: Theme, artifact: Artifact, _moment: datetime
) -> Outcome[bytes]:
    from publish.editions import LARGE_PRINT
    from publish.preflight import printed as preflight
    from publish.writers import pdf

    settings = artifact.book.settings
    cache = page_cache(artifact.book.workspace.output)
    made = pdf.printed(
        book,
        theme,
        page=settings.page,
        large_print=artifact.edition == LARGE_PRINT,
        attendees=settings.attendees,
        cache=cache,
    )
    found = preflight.inspect(made.value, made.diagnostics, theme, cache)
    return Outcome(made.value.data, made.diagnostics + found)


def _write_epub(
    book: Chapters, theme: Theme, artifact: Artifact, moment: datetime
) -> Outcome[bytes]:
    from publish.preflight import epub as preflight
    from publish.writers import epub

    work = book.work
    made = epub.write(work, theme, modified=moment)
    page_cache(artifact.book.workspace.output).trim()
    return Outcome(made.value, made.diagnostics + preflight.inspect(made.value, work))


_WRITERS: dict[str, Callable[[Chapters, Theme, Artifact, datetime], Outcome[bytes]]] = {
    "pdf": _write_pdf,
    "epub": _write_epub,
}


def make(artifact: Artifact, *, force: bool = False) -> Made:
    """Return the artifact made, or found fresh; on any error the file that was there stays."""
    if artifact.format == "booklet":
        return _booklet(artifact, force=force)
    texts: tuple[Source, ...] = ()
    try:
        book = artifact.book
        theme = themes.load(book.settings.theme, book.themes)
        given = [read_bytes(path) for path in book.files]
        moment = stamps.time_of_making(book.files)
        inputs = stamps.inputs_digest(artifact, given, theme.folder, moment)
        said = None if force else stamps.fresh(artifact, inputs)
        if said is not None:
            return Made(artifact, "fresh", said, _decoded(book))
        # What it takes to read a book is half of what it takes to find it fresh.
        from publish.editions import arranged
        from publish.rereading import reread

        read = reread(book, memory(book.workspace.output))
        texts = read.value.sources
        said = read.diagnostics
        if worst(said) is Severity.ERROR:
            return Made(artifact, "failed", said, texts)
        edition = arranged(read.value.book, artifact.edition, commentary=artifact.commentary)
        written = _WRITERS[artifact.format](edition, theme, artifact, moment)
        said += written.diagnostics
        if worst(said) is Severity.ERROR:
            return Made(artifact, "failed", said, texts)
        write_whole(artifact.path, written.value)
        stamps.keep(artifact, inputs, said)
        return Made(artifact, "made", said, texts)
    except PublishError as error:
        return Made(artifact, "failed", error.diagnostics, texts)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        failed = files.UNREADABLE.anywhere(f"cannot write {artifact.path}: {reason}")
        return Made(artifact, "failed", (failed,), texts)


def _decoded(book: Book) -> tuple[Source, ...]:
    """Return the texts of a book that could be read before."""
    workspace = book.workspace
    return tuple(decode(read_bytes(path), shown(path, workspace)).value for path in book.texts)


def _booklet(artifact: Artifact, *, force: bool) -> Made:
    """Return the booklet made of its PDF, which is made first where it is not fresh."""
    pdf = make(pdf_of(artifact))
    if pdf.status == "failed":
        return replace(pdf, artifact=artifact)
    book = artifact.book
    folder = themes.load(book.settings.theme, book.themes).folder
    given = [read_bytes(pdf.artifact.path)]
    inputs = stamps.inputs_digest(artifact, given, folder, stamps.time_of_making(book.files))
    said = None if force else stamps.fresh(artifact, inputs)
    if said is not None:
        return Made(artifact, "fresh", pdf.diagnostics + said, pdf.sources)
    from publish.build.booklet import make_booklet

    made = make_booklet(pdf.artifact.path, artifact.path, book.settings.booklet)
    if made.written:
        stamps.keep(artifact, inputs, made.diagnostics)
    status = "made" if made.written else "failed"
    return Made(artifact, status, pdf.diagnostics + made.diagnostics, pdf.sources)


def make_all(
    artifacts: Sequence[Artifact], *, force: bool = False, jobs: int | None = None
) -> Iterator[Made]:
    """Yield what became of each artifact, as each is done; ``jobs`` processes share the work.

    Booklets come last, when the PDFs they are made of are done.
    """
    booklets = [one for one in artifacts if one.format == "booklet"]
    others = [one for one in artifacts if one.format != "booklet"]
    for wave in filter(None, (others, booklets)):
        yield from _side_by_side(wave, force=force, jobs=jobs)


def _side_by_side(
    artifacts: Sequence[Artifact], *, force: bool, jobs: int | None
) -> Iterator[Made]:
    jobs = min(jobs or os.cpu_count() or 1, len(artifacts))
    if jobs <= 1:
        for artifact in artifacts:
            yield make(artifact, force=force)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed

    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(make, artifact, force=force) for artifact in artifacts]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()
