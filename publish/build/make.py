"""Artifacts made: read, arrange, write, look at the result, and only then put it in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime

from publish import theme as themes
from publish.build import stamps
from publish.build.files import write_whole
from publish.build.plan import Artifact
from publish.config import Settings
from publish.config.workspace import read_bytes
from publish.diagnostics import Diagnostics, Outcome, PublishError, Severity, worst
from publish.editions import EDITIONS, without_commentary
from publish.model import Work
from publish.pipeline import reading, sources
from publish.rules import files
from publish.source import Source
from publish.theme import Theme


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an artifact, and all that was said on the way."""

    artifact: Artifact
    status: str  # "made", "fresh" or "failed"
    diagnostics: Diagnostics
    sources: tuple[Source, ...] = ()


def _write_pdf(work: Work, theme: Theme, settings: Settings, _moment: datetime) -> Outcome[bytes]:
    from publish.preflight import pdf as preflight
    from publish.writers import pdf

    made = pdf.write(work, theme, page=settings.page)
    return Outcome(made.value, made.diagnostics + preflight.inspect(made.value, theme))


def _write_epub(work: Work, theme: Theme, _settings: Settings, moment: datetime) -> Outcome[bytes]:
    from publish.preflight import epub as preflight
    from publish.writers import epub

    made = epub.write(work, theme, modified=moment)
    return Outcome(made.value, made.diagnostics + preflight.inspect(made.value, work))


_WRITERS: dict[str, Callable[[Work, Theme, Settings, datetime], Outcome[bytes]]] = {
    "pdf": _write_pdf,
    "epub": _write_epub,
}


def make(artifact: Artifact, *, force: bool = False) -> Made:
    """Return the artifact made, or found fresh; on any error the file that was there stays."""
    texts: tuple[Source, ...] = ()
    try:
        book = artifact.book
        theme = themes.load(book.settings.theme, book.themes)
        given = [read_bytes(path) for path in book.texts]
        moment = stamps.time_of_making(book.texts)
        inputs = stamps.inputs_digest(artifact, given, theme.folder, moment)
        said = None if force else stamps.fresh(artifact, inputs)
        if said is not None:
            return Made(artifact, "fresh", said, sources(book).value)
        read = reading(book)
        texts = read.value.sources
        said = read.diagnostics
        if worst(said) is Severity.ERROR:
            return Made(artifact, "failed", said, texts)
        assert isinstance(read.value.value, Work)
        work = arranged(read.value.value, artifact)
        written = _WRITERS[artifact.format](work, theme, book.settings, moment)
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


def arranged(work: Work, artifact: Artifact) -> Work:
    """Return the work as the artifact's edition arranges it."""
    # Commentary goes first: an edition may take the segments apart that tell what it is.
    work = work if artifact.commentary else without_commentary(work)
    return EDITIONS[artifact.edition](work)


def make_all(
    artifacts: Sequence[Artifact], *, force: bool = False, jobs: int | None = None
) -> Iterator[Made]:
    """Yield what became of each artifact, as each is done; ``jobs`` processes share the work."""
    jobs = min(jobs or os.cpu_count() or 1, len(artifacts))
    if jobs <= 1:
        for artifact in artifacts:
            yield make(artifact, force=force)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(make, artifact, force=force) for artifact in artifacts]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()
