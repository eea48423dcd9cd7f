"""Artifacts made: read, arrange, write, look at the result, and only then put it in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from publish.artifacts import freshness
from publish.artifacts.diagnostic_lines import Lines, as_diagnostics, as_lines, joined
from publish.artifacts.plan import ACCESSIBLE, Artifact, pdf_of, suffix
from publish.config.workspace import read_bytes
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, Severity, worst
from publish.diagnostics.rules import files
from publish.readers.decode import encode
from publish.storage.atomic_write import write_whole
from publish.storage.cache_paths import memory, page_cache
from publish.themes import theme as themes
from publish.themes.theme import Theme

if TYPE_CHECKING:
    from publish.document.lazy_book import Chapters


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an artifact, and all that was said on the way, gravest first."""

    artifact: Artifact
    status: str  # "made", "fresh" or "failed"
    said: Lines

    @property
    def diagnostics(self) -> Diagnostics:
        """All that was said, read."""
        return as_diagnostics(self.said)


def _write_pdf(
    book: Chapters, theme: Theme, artifact: Artifact, _moment: datetime, jobs: int
) -> Outcome[bytes]:
    from publish.config.settings import LARGE_PRINT
    from publish.preflight import pdf as preflight
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
        tagged=artifact.profile == ACCESSIBLE,
        jobs=jobs,
    )
    found = preflight.inspect(made.value, made.diagnostics, theme, cache)
    if artifact.profile == ACCESSIBLE and worst(made.diagnostics + found) is not Severity.ERROR:
        from publish.preflight import tagged_text

        found += tagged_text.inspect(made.value.data, book.work)
    return Outcome(made.value.data, made.diagnostics + found)


def _write_epub(
    book: Chapters, theme: Theme, artifact: Artifact, moment: datetime, _jobs: int
) -> Outcome[bytes]:
    from publish.preflight import epub as preflight
    from publish.writers import epub

    work = book.work
    edition = suffix(artifact.book, artifact.edition, commentary=artifact.commentary)
    made = epub.write(work, theme, modified=moment, edition=edition)
    page_cache(artifact.book.workspace.output).trim()
    return Outcome(made.value, made.diagnostics + preflight.inspect(made.value, work))


_WRITERS: dict[str, Callable[[Chapters, Theme, Artifact, datetime, int], Outcome[bytes]]] = {
    "pdf": _write_pdf,
    "epub": _write_epub,
}


def make(artifact: Artifact, *, force: bool = False, jobs: int = 1) -> Made:
    """Return the artifact made, or found fresh; on any error the file that was there stays.

    ``jobs`` processes share the pages of a long book.
    """
    try:
        found = None if force else fresh(artifact)
        if found:
            return found
        return _booklet(artifact) if artifact.format == "booklet" else _made(artifact, jobs)
    except PublishError as error:
        return _failed(artifact, error.diagnostics)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        told = files.UNREADABLE.anywhere(f"cannot write {artifact.path}: {reason}")
        return _failed(artifact, (told,))


def fresh(artifact: Artifact) -> Made | None:
    """Return the artifact where it is what would be made, else None; digests are all it reads.

    Raises PublishError where what it is made of cannot be read.
    """
    before: Lines = ()
    if artifact.format == "booklet":
        pdf = fresh(pdf_of(artifact))
        if pdf is None:
            return None
        before = pdf.said
    found = freshness.fresh(artifact, _inputs(artifact, _given(artifact)))
    return None if found is None else Made(artifact, "fresh", joined(before, found))


def _given(artifact: Artifact) -> list[bytes]:
    """Return the contents of the files that the artifact is made of, but for its theme's."""
    booklet = artifact.format == "booklet"
    return list(map(read_bytes, (pdf_of(artifact).path,) if booklet else artifact.book.files))


def _inputs(artifact: Artifact, given: Sequence[bytes]) -> str:
    book = artifact.book
    folder = themes.find(book.settings.theme, book.themes)
    return freshness.inputs_digest(artifact, given, folder, freshness.time_of_making(book.files))


def _failed(artifact: Artifact, told: Diagnostics) -> Made:
    return Made(artifact, "failed", as_lines(told))


def _made(artifact: Artifact, jobs: int) -> Made:
    """Return the artifact made anew."""
    # What it takes to read a book is half of what it takes to find it fresh.
    from publish.pipeline.editions import arranged
    from publish.pipeline.incremental import reread

    book = artifact.book
    theme = themes.load(book.settings.theme, book.themes)
    given = _given(artifact)
    inputs = _inputs(artifact, given)
    moment = freshness.time_of_making(book.files)
    known = memory(book.workspace.output)
    with known.together(str(artifact.path)):
        read = reread(book, known)
        told = read.diagnostics
        if worst(told) is Severity.ERROR:
            return _failed(artifact, told)
        edition = arranged(read.value.book, artifact.edition, commentary=artifact.commentary)
        written = _WRITERS[artifact.format](edition, theme, artifact, moment, jobs)
    told += written.diagnostics
    if worst(told) is Severity.ERROR:
        return _failed(artifact, told)
    write_whole(artifact.path, written.value)
    made = Made(artifact, "made", as_lines(told))
    # A file may have been saved since it was looked at, and saved again as it was.
    texts = [encode(source) for source in read.value.sources]
    if texts == given[: len(texts)] and inputs == _inputs_now(artifact):
        freshness.keep(artifact, inputs, written.value, made.said)
    return made


def _inputs_now(artifact: Artifact) -> str | None:
    try:
        return _inputs(artifact, _given(artifact))
    except (PublishError, OSError):
        return None  # it was read, and is gone


def _booklet(artifact: Artifact) -> Made:
    """Return the booklet made of its PDF, which is made first where it is not fresh."""
    pdf = make(pdf_of(artifact))
    if pdf.status == "failed":
        return replace(pdf, artifact=artifact)
    from publish.artifacts.booklet import make_booklet

    inputs = _inputs(artifact, _given(artifact))
    booklet = make_booklet(pdf.artifact.path, artifact.path, artifact.book.settings.booklet)
    own = as_lines(booklet.diagnostics)
    if booklet.written:
        freshness.keep(artifact, inputs, artifact.path.read_bytes(), own)
    status = "made" if booklet.written else "failed"
    return Made(artifact, status, joined(pdf.said, own))


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
    wanted = []
    for artifact in artifacts:
        # A run with nothing to do needs no other process.
        found = None if force else _found(artifact)
        if found:
            yield found
        else:
            wanted.append(artifact)
    jobs = jobs or os.cpu_count() or 1
    # None of them is fresh, or it is to be made all the same.
    if min(jobs, len(wanted)) <= 1:
        for artifact in wanted:
            yield make(artifact, force=True, jobs=jobs)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(min(jobs, len(wanted)), initializer=_end_with_parent) as pool:
        waiting = {pool.submit(make, artifact, force=True): artifact for artifact in wanted}
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield _failed(waiting[future], (_ended(waiting[future]),))
        finally:
            for future in waiting:
                future.cancel()


def _end_with_parent() -> None:
    """End this process with the one that wants its books, without a word of its own.

    Ctrl-C reaches every process of a terminal; one that is killed tells nobody.
    """
    import multiprocessing
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _found(artifact: Artifact) -> Made | None:
    try:
        return fresh(artifact)
    except (PublishError, OSError):
        return None  # it will be said when it is made


def _ended(artifact: Artifact) -> Diagnostic:
    return files.PROCESS_ENDED.anywhere(
        f"{artifact.path.name} was not made: a process that made books was ended by the system",
        "run it again: what is done is not made again, and `-j 1` takes the least memory",
    )
