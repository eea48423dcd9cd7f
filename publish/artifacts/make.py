"""Making of one artifact: find it fresh, or render it and replace its file in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.artifacts import freshness
from publish.artifacts.diagnostic_lines import Lines, as_lines, merge
from publish.artifacts.plan import Artifact, pdf_of
from publish.artifacts.result import Result, Status
from publish.config.options import Format
from publish.config.workspace import read_bytes
from publish.diagnostics import Diagnostic, PublishError, Severity, worst
from publish.diagnostics.rules import files
from publish.readers.decode import encode
from publish.storage.atomic_write import write_whole
from publish.storage.cache_paths import book_store
from publish.themes import theme as themes


def make(artifact: Artifact, *, force: bool = False, jobs: int = 1) -> Result:
    """Return the result of making ``artifact``; an up-to-date one is made only with ``force``.

    ``jobs`` processes share the pages of a long book.  On any error, which the result tells, the
    file that was there stays.
    """
    try:
        result = None if force else find_fresh(artifact)
        if result:
            return result
        return (
            _make_booklet(artifact) if artifact.format is Format.BOOKLET else _make(artifact, jobs)
        )
    except PublishError as error:
        return fail(artifact, error.diagnostics)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot write {artifact.path}: {reason}"
        return fail(artifact, (files.FILE_ACCESS.anywhere(message),))


def find_fresh(artifact: Artifact) -> Result | None:
    """Return the result of an artifact that is up to date, else None; only digests are computed.

    Raises PublishError where a file that the artifact is made from cannot be read.
    """
    pdf_lines: Lines = ()
    if artifact.format is Format.BOOKLET:
        pdf = find_fresh(pdf_of(artifact))
        if pdf is None:
            return None
        pdf_lines = pdf.lines
    lines = freshness.read_stamp(artifact, _digest_inputs(artifact, _read_inputs(artifact)))
    return None if lines is None else Result(artifact, Status.FRESH, merge(pdf_lines, lines))


def fail(artifact: Artifact, diagnostics: Sequence[Diagnostic]) -> Result:
    """Return the result of an artifact that could not be made."""
    return Result(artifact, Status.FAILED, as_lines(diagnostics))


def _read_inputs(artifact: Artifact) -> list[bytes]:
    """Return the contents of the files that the artifact is made from, without the theme's."""
    is_booklet = artifact.format is Format.BOOKLET
    return list(map(read_bytes, (pdf_of(artifact).path,) if is_booklet else artifact.book.files))


def _digest_inputs(artifact: Artifact, contents: Sequence[bytes]) -> str:
    book = artifact.book
    folder = themes.find(book.settings.theme, book.themes, book.settings.span_of("theme"))
    return freshness.inputs_digest(artifact, contents, folder, freshness.date_of(book.files))


def _make(artifact: Artifact, jobs: int) -> Result:
    """Return the result of rendering the artifact anew."""
    # These imports take half the time in which a fresh artifact is recognised.
    from publish.artifacts.render import Resources, render
    from publish.pipeline.incremental import read_by_chapters

    book = artifact.book
    theme = themes.load_for(book.settings, book.themes)
    contents = _read_inputs(artifact)
    inputs = _digest_inputs(artifact, contents)
    store = book_store(book.workspace.output)
    resources = Resources(theme, freshness.date_of(book.files), store, jobs)
    with store.bundle(str(artifact.path)):
        reading = read_by_chapters(book, store)
        if worst(reading.diagnostics) is Severity.ERROR:
            return fail(artifact, reading.diagnostics)
        rendering = render(reading.value.book, artifact, resources)
    diagnostics = reading.diagnostics + rendering.diagnostics
    if worst(diagnostics) is Severity.ERROR:
        return fail(artifact, diagnostics)
    write_whole(artifact.path, rendering.value)
    result = Result(artifact, Status.MADE, as_lines(diagnostics))
    # An input that was saved during the rendering leaves the artifact without a stamp.
    texts = [encode(source) for source in reading.value.sources]
    if texts == contents[: len(texts)] and inputs == _digest_inputs_again(artifact):
        freshness.write_stamp(artifact, inputs, rendering.value, result.lines)
    return result


def _digest_inputs_again(artifact: Artifact) -> str | None:
    """Return the digest of the inputs as they are now; None where a file has been removed."""
    try:
        return _digest_inputs(artifact, _read_inputs(artifact))
    except (PublishError, OSError):
        return None


def _make_booklet(artifact: Artifact) -> Result:
    """Return the result of imposing the booklet's PDF, which is made first if it is stale."""
    pdf = make(pdf_of(artifact))
    if pdf.status is Status.FAILED:
        return replace(pdf, artifact=artifact)
    from publish.artifacts.booklet import make_booklet

    inputs = _digest_inputs(artifact, _read_inputs(artifact))
    booklet = make_booklet(pdf.artifact.path, artifact.path, artifact.book.settings.booklet)
    lines = as_lines(booklet.diagnostics)
    if booklet.paths:
        freshness.write_stamp(artifact, inputs, artifact.path.read_bytes(), lines)
    status = Status.MADE if booklet.paths else Status.FAILED
    return Result(artifact, status, merge(pdf.lines, lines))
