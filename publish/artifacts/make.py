"""Making of one artifact: find it fresh, or render it and replace its file in one step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts import destinations, freshness
from publish.artifacts.dated_files import list_dated_files
from publish.artifacts.diagnostic_lines import Lines, as_lines, gravest, merge
from publish.artifacts.inputs import Inputs, digest_inputs, find_inputs, read_inputs
from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import find_pages, has_pages, store_pages
from publish.artifacts.related_files import origin_of
from publish.artifacts.result import Result, Status
from publish.config.options import Format
from publish.config.pictures import PictureState
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostic, Diagnostics, PublishError, Severity, stops
from publish.document.understanding import Understanding
from publish.exceptions import diagnose
from publish.readers.decode import encode
from publish.storage.atomic_write import sweep_parts
from publish.storage.cache_paths import book_store
from publish.text.source import Source
from publish.themes import theme as themes

if TYPE_CHECKING:
    from publish.artifacts.render import Release
    from publish.themes.theme import Theme


def make(artifact: Artifact, *, force: bool = False, strict: bool = False, jobs: int = 1) -> Result:
    """Return the result of making ``artifact``; an up-to-date one is made only with ``force``.

    ``jobs`` processes share the pages of a long book.  On any error, and with ``strict`` on any
    warning, the result is a failure and the file that was there stays.
    """
    start = time.monotonic()
    try:
        result = None if force else find_fresh(artifact, strict=strict)
        if result:
            return result
        if origin := origin_of(artifact):
            result = _make_from(origin, artifact, strict=strict)
        else:
            result = _make(artifact, strict=strict, jobs=jobs)
    except Exception as error:  # noqa: BLE001  # a fault in one artifact leaves the others alone
        result = fail_with(artifact, error)
    return replace(result, seconds=time.monotonic() - start)


def fail_with(artifact: Artifact, error: Exception) -> Result:
    """Return the result of an artifact whose making ended in an exception."""
    book = artifact.book
    subject = f"{artifact.path.name} of {book.name}"
    return fail(artifact, diagnose(error, subject, book.span))


def find_fresh(artifact: Artifact, *, strict: bool = False) -> Result | None:
    """Return the result of an artifact that is up to date, else None; only digests are computed.

    With ``strict`` the result is a failure where the artifact was made with warnings.  Raises
    PublishError where a file that the artifact is made from cannot be read.
    """
    origin_lines: Lines = ()
    if origin := origin_of(artifact):
        original = find_fresh(origin)
        if original is None:
            return None
        origin_lines = original.lines
    record = freshness.read_stamp(artifact, find_inputs(artifact))
    if record is None or (artifact.format is Format.PDF and not has_pages(artifact)):
        return None
    # A process that was killed while it made another version of the file has left a part of it.
    sweep_parts(artifact.path)
    lines = merge(origin_lines, record.lines)
    failed = strict and gravest(lines) is Severity.WARNING
    status = Status.FAILED if failed else Status.FRESH
    return Result(artifact, status, lines, record.understanding)


def fail(
    artifact: Artifact,
    diagnostics: Sequence[Diagnostic],
    understanding: Understanding | None = None,
) -> Result:
    """Return the result of an artifact that could not be made."""
    return Result(artifact, Status.FAILED, as_lines(diagnostics), understanding)


def _make(artifact: Artifact, *, strict: bool, jobs: int) -> Result:
    """Return the result of rendering the artifact anew."""
    # These imports take half the time in which a fresh artifact is recognised.
    from publish.artifacts.bind_reading import read, render_reading
    from publish.artifacts.render import Resources

    book = artifact.book
    destination = destinations.destination_of(artifact)
    theme = themes.load_for(book.settings, book.themes)
    contents = read_inputs(artifact)
    inputs = digest_inputs(artifact, contents)
    store = book_store(book.workspace.output)
    with store.bundle(str(artifact.path)):
        reading = read(book, store, strict=strict)
        understanding = reading.value.understanding
        if stops(reading.diagnostics, strict=strict):
            return fail(artifact, reading.diagnostics, understanding)
        destinations.check(destination)  # before the work of rendering
        release = _release(artifact, theme, reading.value.pictures)
        resources = Resources(theme, release, store, jobs, find_pages(artifact))
        rendering = render_reading(reading.value, artifact, resources)
    diagnostics = reading.diagnostics + rendering.diagnostics
    if stops(diagnostics, strict=strict):
        return fail(artifact, diagnostics, understanding)
    file = rendering.value
    if artifact.format is Format.PDF:
        store_pages(artifact, file.data, file.pages, file.faces)
    destinations.write(destination, file.data)
    result = Result(
        artifact, Status.MADE, as_lines(diagnostics), understanding, pages=len(file.faces)
    )
    # An input that was saved during the rendering leaves the artifact without a stamp.
    if _is_unchanged(artifact, reading.value.sources, contents) and inputs == _find_inputs_again(
        artifact
    ):
        record = freshness.Record(result.lines, understanding, reading.value.pictures)
        freshness.write_stamp(artifact, inputs, rendering.value.data, record)
    return result


def _release(artifact: Artifact, theme: Theme, pictures: tuple[PictureState, ...]) -> Release:
    """Return the file that the artifact replaces, and the time of the last change of its inputs."""
    from publish.artifacts.release_date import last_change, source_date
    from publish.artifacts.render import Release

    if date := source_date():
        return Release(lambda: date)
    book = artifact.book
    try:
        has_previous = artifact.format.is_epub and artifact.path.is_file()
        previous = artifact.path.read_bytes() if has_previous else None
    except OSError:
        previous = None
    return Release(lambda: last_change(list_dated_files(book, theme.layers, pictures)), previous)


def _is_unchanged(artifact: Artifact, sources: Sequence[Source], contents: Sequence[bytes]) -> bool:
    """Return whether the texts that were read are those of ``contents``; empty files count not."""
    book = artifact.book
    texts = {source.file: encode(source) for source in sources}
    return all(
        texts.get(display_path(path, book.workspace), content) == content
        for path, content in zip(book.texts, contents[: len(book.texts)], strict=True)
    )


def _find_inputs_again(artifact: Artifact) -> Inputs | None:
    """Return the inputs as they are now; None where a file has been removed."""
    try:
        return find_inputs(artifact)
    except (PublishError, OSError):
        return None


def _make_from(origin: Artifact, artifact: Artifact, *, strict: bool) -> Result:
    """Return the result of making the artifact from another, which is made first if it is stale."""
    destinations.check(destinations.destination_of(artifact))
    original = make(origin, strict=strict)
    if original.status is Status.FAILED:
        return replace(original, artifact=artifact)
    contents = read_inputs(artifact)
    inputs = digest_inputs(artifact, contents)
    if artifact.format is Format.BOOKLET:
        diagnostics, is_made = _impose(origin.path, artifact, strict=strict)
    else:
        diagnostics, is_made = _convert(contents[0], artifact, strict=strict)
    lines = as_lines(diagnostics)
    if is_made:
        record = freshness.Record(lines, original.understanding)
        freshness.write_stamp(artifact, inputs, artifact.path.read_bytes(), record)
    status = Status.MADE if is_made else Status.FAILED
    return Result(artifact, status, merge(original.lines, lines), original.understanding)


def _impose(pdf: Path, artifact: Artifact, *, strict: bool) -> tuple[Diagnostics, bool]:
    """Return the diagnostics of writing the booklet of a PDF, and whether it was written."""
    from publish.artifacts.booklet import Imposition, make_booklet

    settings = artifact.book.settings
    imposition = Imposition(settings.booklet, verdicts=settings.verdicts, strict=strict)
    booklet = make_booklet(pdf, destinations.destination_of(artifact), imposition)
    return booklet.diagnostics, bool(booklet.paths)


def _convert(original: bytes, artifact: Artifact, *, strict: bool) -> tuple[Diagnostics, bool]:
    """Return the diagnostics of writing a file in another format, and whether it was written."""
    from publish.artifacts.conversion import convert

    converted = convert(original, artifact)
    diagnostics = artifact.book.settings.verdicts.on(converted.diagnostics)
    if stops(diagnostics, strict=strict):
        return diagnostics, False
    destinations.write(destinations.destination_of(artifact), converted.value)
    return diagnostics, True
