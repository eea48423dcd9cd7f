"""The functions of the library, which return an ``Outcome`` and change nothing of their process.

A ``str`` is always a text, and a path (``pathlib.Path`` or any ``os.PathLike``) always a file or
the folder of a book.  Settings are a ``Settings`` object, which replaces all other settings, or a
mapping with the keys of ``book.toml``, which overrides single keys of the files beside a path.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from publish.artifacts.given_sources import PathLike, SettingsLike
    from publish.artifacts.plan import Request
    from publish.artifacts.result import Result
    from publish.config.booklet_options import BookletSettings
    from publish.diagnostics import Outcome
    from publish.document.model import Work
    from publish.text.source import Source


def read(source: str | PathLike, *, settings: SettingsLike = None) -> Outcome[Work]:
    """Return the document model of a text, of a file, or of a folder with one file a chapter.

    A path is read with the settings beside it and those of its workspace.  The diagnostics are
    those of ``publish check``.

    Raises PublishError where a file cannot be read or decoded, holds no text, or has wrong
    settings.
    """
    from publish.artifacts.given_sources import read_source

    return read_source(source, settings).reading


def check(source: str | PathLike, *, settings: SettingsLike = None) -> Outcome[tuple[Source, ...]]:
    """Return the decoded texts of a source, with the diagnostics of ``publish check``.

    ``Source.position`` of a text turns the span of a diagnostic into a line and a column.  Errors
    that stop the reading are diagnostics like any other; no PublishError is raised.
    """
    from dataclasses import replace

    from publish.artifacts.book_check import check_book, check_texts
    from publish.artifacts.given_sources import merge_settings, open_source
    from publish.config.workspace import inspect_book, inspect_workspace
    from publish.diagnostics import Outcome, PublishError

    try:
        if not isinstance(source, os.PathLike):
            book, texts = open_source(source, settings)
            checked = check_texts(book, texts)
            return Outcome(checked.value.sources, checked.diagnostics)
        path = Path(source)
        workspace = inspect_workspace(path.parent)
        opened = inspect_book(path, workspace.value)
        diagnostics = workspace.diagnostics + opened.diagnostics
        if opened.value is None:
            return Outcome((), diagnostics)
        own = merge_settings(settings, opened.value.settings)
        checked = check_book(replace(opened.value, settings=own))
        diagnostics = tuple(dict.fromkeys(diagnostics + checked.diagnostics))
        return Outcome(checked.value.sources, diagnostics)
    except PublishError as error:
        return Outcome((), error.diagnostics)


def to_pdf(  # noqa: PLR0913  # keywords of a public function, each with a default
    source: Work | str | PathLike,
    *,
    settings: SettingsLike = None,
    theme: str | PathLike | None = None,
    edition: str | None = None,
    commentary: bool = True,
    profile: str | None = None,
) -> Outcome[bytes]:
    """Return the PDF of a document model, a text, a file or the folder of a book.

    ``theme`` is a name or the folder of a theme, ``edition`` a name such as ``"original"``, and
    ``profile`` such as ``"accessible"``; by default the settings decide.  The same
    arguments give the same bytes.

    Raises PublishError with all diagnostics where one of them is an error: of the text, the
    settings, the theme, or the preflight of the PDF.
    """
    from publish.artifacts.plan import make_request

    request = make_request(("pdf",), edition, profile, commentary=commentary)
    return _render(source, settings, theme, request)


def to_epub(  # noqa: PLR0913  # keywords of a public function, each with a default
    source: Work | str | PathLike,
    *,
    settings: SettingsLike = None,
    theme: str | PathLike | None = None,
    edition: str | None = None,
    commentary: bool = True,
    modified: datetime | None = None,
) -> Outcome[bytes]:
    """Return the EPUB of a document model, a text, a file or the folder of a book.

    ``modified`` is the date in the EPUB, with its time zone: by default SOURCE_DATE_EPOCH, else
    the last commit or edit of the files, else now.  The same arguments and date give the same
    bytes.

    Raises PublishError as ``to_pdf`` does.
    """
    from publish.artifacts.plan import make_request

    request = make_request(("epub",), edition, commentary=commentary)
    return _render(source, settings, theme, request, modified)


def impose(
    pdf: bytes | PathLike,
    settings: BookletSettings | Mapping[str, object] | None = None,
    *,
    binding: str | None = None,
) -> Outcome[bytes]:
    """Return a PDF imposed as a booklet, to print on both sides, fold and staple.

    ``settings`` are those of the table ``[booklet]``; ``binding`` is ``"left"`` or ``"right"``,
    by default as the PDF says.  The first diagnostic (K01) says how to print the booklet.

    Raises PublishError where the PDF cannot be read, a setting is wrong, or the sheet is too
    small.
    """
    from dataclasses import replace

    from publish.config.booklet_options import Binding, BookletSettings
    from publish.config.file_access import read_bytes
    from publish.config.settings import Settings, parse_settings
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules.settings import UNKNOWN_VALUE
    from publish.writers import booklet

    if binding not in (None, *Binding):
        message = f"`binding` is one of {', '.join(Binding)}, not “{binding}”"
        raise PublishError(UNKNOWN_VALUE.anywhere(message))
    data = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf))
    if settings is None:
        settings = BookletSettings()
    elif not isinstance(settings, BookletSettings):
        settings = parse_settings({"booklet": dict(settings)}, Settings()).booklet
    if settings.sheet is None:
        settings = replace(settings, sheet=booklet.office_paper(data))
    return booklet.impose(data, settings, Binding(binding) if binding else None)


def build(  # noqa: PLR0913  # keywords of a public function, each with a default
    workspace: PathLike,
    books: Iterable[str] = (),
    *,
    formats: Iterable[str] | None = None,
    edition: str | None = None,
    commentary: bool = True,
    profile: str | None = None,
    force: bool = False,
    jobs: int = 1,
) -> Outcome[tuple[Result, ...]]:
    """Return the results of making the artifacts of books of a workspace, all books by default.

    Files are written to the output folder of the workspace, each in one step; those that are up
    to date are left alone without ``force``.  An artifact that cannot be made is a result with the
    status ``"failed"``; the diagnostics are those of all.  ``jobs`` processes share the work.

    Raises PublishError where the workspace cannot be read or has no books.
    """
    from publish.artifacts.book_selection import plan_books, select_books
    from publish.artifacts.destinations import place
    from publish.artifacts.plan import make_request
    from publish.artifacts.process_pool import make_all
    from publish.config import find_workspace
    from publish.diagnostics import Outcome

    folder = find_workspace(Path(workspace))
    request = make_request(formats, edition, profile, commentary=commentary)
    selected = select_books(tuple(books), folder, request)
    planned = plan_books(selected.value, folder, request)
    placed = place(planned.value)
    results = tuple(make_all(placed.value, force=force, jobs=jobs, limits=folder.limits))
    diagnostics = selected.diagnostics + planned.diagnostics + placed.diagnostics
    diagnostics += tuple(d for r in results for d in r.diagnostics)
    return Outcome(results, tuple(dict.fromkeys(diagnostics)))


def export(
    source: Work | str | PathLike,
    format: str = "json",  # noqa: A002  # the name that the option of the command has
    *,
    settings: SettingsLike = None,
    edition: str | None = None,
) -> Outcome[bytes]:
    """Return a document model, a text, a file or the folder of a book as data in a ``format``.

    ``format`` is ``"json"`` or ``"tei"``.  Without an ``edition`` nothing is left out of the text.

    Raises PublishError as ``to_pdf`` does.
    """
    from publish.artifacts.export import export_text
    from publish.artifacts.given_sources import read_source
    from publish.artifacts.plan import make_request, plan_file
    from publish.diagnostics import Outcome
    from publish.document.lazy_book import split_chapters
    from publish.writers.export import ExportedBook

    source_book = read_source(source, settings)
    book = source_book.book
    artifact = (
        plan_file(book, make_request(("pdf",), edition, commentary=True)) if edition else None
    )
    sources = {each.file: each for each in source_book.texts}
    exported = ExportedBook(book.name, split_chapters(source_book.reading.value), sources)
    written = export_text(exported, format, artifact, None)
    diagnostics = source_book.reading.diagnostics + book.settings.verdicts.on(written.diagnostics)
    return _require(Outcome(b"".join(written.value), diagnostics))


def load(exported: bytes | str) -> Work:
    """Return the document model that ``export`` wrote as JSON, without the spans of its nodes.

    Raises ValueError where the text is no JSON, or is not of the schema.
    """
    import json

    from publish.document.node_decoder import decode_work

    return decode_work(json.loads(exported))


def _render(
    source: Work | str | PathLike,
    settings: SettingsLike,
    theme: str | PathLike | None,
    request: Request,
    modified: datetime | None = None,
) -> Outcome[bytes]:
    from dataclasses import replace

    from publish.artifacts.given_sources import read_source
    from publish.artifacts.plan import plan_file
    from publish.artifacts.release_date import last_change, source_date
    from publish.artifacts.render import Release, Resources, render
    from publish.diagnostics import Outcome
    from publish.document.lazy_book import split_chapters
    from publish.themes.theme import load_for

    source_book = read_source(source, settings)
    book = source_book.book
    folders = book.themes if book.texts else ()
    if isinstance(theme, os.PathLike):
        folder = Path(theme).absolute()
        theme, folders = folder.name, (folder.parent,)
    loaded = load_for(replace(book.settings, theme=theme or book.settings.theme), folders)
    artifact = plan_file(book, request)
    date, files = modified or source_date(), book.files if book.texts else ()
    resources = Resources(loaded, Release(lambda: date or last_change(files)))
    rendered = source_book.reading.then(
        lambda value: render(split_chapters(value), artifact, resources)
    )
    return _require(Outcome(rendered.value.data, rendered.diagnostics))


def _require(outcome: Outcome[bytes]) -> Outcome[bytes]:
    """Return an outcome without errors; raise PublishError with all diagnostics of another."""
    from publish.diagnostics import PublishError, stops

    if stops(outcome.diagnostics):
        raise PublishError(*outcome.diagnostics)
    return outcome
