"""The functions of the library, which return an ``Outcome`` and change nothing of their process.

A ``str`` is always a text, and a path (``pathlib.Path`` or any ``os.PathLike``) always a file or
the folder of a book.  Settings are a ``Settings`` object, which replaces all other settings, or a
mapping with the keys of ``book.toml``, which overrides single keys of the files beside a path.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from publish.artifacts.plan import Request
    from publish.artifacts.result import Result
    from publish.config import Book
    from publish.config.booklet_options import BookletSettings
    from publish.config.settings import Settings
    from publish.diagnostics import Outcome
    from publish.document.model import Work
    from publish.text.source import Source

    SettingsLike: TypeAlias = Settings | Mapping[str, object] | None

PathLike: TypeAlias = "os.PathLike[str]"

_NAME = "text"
"""The name of a text without a file, in spans and in messages."""


def read(source: str | PathLike, *, settings: SettingsLike = None) -> Outcome[Work]:
    """Return the document model of a text, of a file, or of a folder with one file a chapter.

    A path is read with the settings beside it and those of its workspace.  The diagnostics are
    those of ``publish check``.

    Raises PublishError where a file cannot be read or decoded, holds no text, or has wrong
    settings.
    """
    book, texts = _open(source, settings)
    return _read(book, texts)


def check(source: str | PathLike, *, settings: SettingsLike = None) -> Outcome[tuple[Source, ...]]:
    """Return the decoded texts of a source, with the diagnostics of ``publish check``.

    ``Source.position`` of a text turns the span of a diagnostic into a line and a column.  Errors
    that stop the reading are diagnostics like any other; no PublishError is raised.
    """
    from dataclasses import replace

    from publish.artifacts.book_check import check_book, check_texts
    from publish.config.workspace import inspect_book, inspect_workspace
    from publish.diagnostics import Outcome, PublishError

    try:
        if not isinstance(source, os.PathLike):
            book, texts = _open(source, settings)
            checked = check_texts(book, texts)
            return Outcome(checked.value.sources, checked.diagnostics)
        path = Path(source)
        workspace = inspect_workspace(path.parent)
        opened = inspect_book(path, workspace.value)
        diagnostics = workspace.diagnostics + opened.diagnostics
        if opened.value is None:
            return Outcome((), diagnostics)
        own = _settings(settings, opened.value.settings)
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


def _open(
    source: str | PathLike, settings: SettingsLike
) -> tuple[Book, Outcome[tuple[Source, ...]]]:
    """Return the book and the decoded texts of a source."""
    from dataclasses import replace

    from publish.config import find_workspace, open_book
    from publish.diagnostics import Outcome
    from publish.pipeline.stages import read_sources

    if isinstance(source, str):
        return _book(settings), Outcome((_text(source),))
    if not isinstance(source, os.PathLike):
        raise TypeError(f"a text is a str and a file a pathlib.Path, not {type(source).__name__}")
    path = Path(source)
    book: Book = open_book(path, find_workspace(path.parent))
    book = replace(book, settings=_settings(settings, book.settings))
    return book, read_sources(book)


def _text(text: str) -> Source:
    """Return a text as a source; raise PublishError where it is empty or not valid Unicode."""
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules import files
    from publish.readers import endings
    from publish.text.source import Source, Span

    if text.endswith((*endings(), ".toml", ".pdf", ".epub")) and len(text.split()) == 1:
        raise ValueError(f"{text!r} is a text, not a file; to read the file, pass a pathlib.Path")
    if not text.strip():
        raise PublishError(files.EMPTY.at(Span(_NAME, 0, 0), "the text is empty"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        span = Span(_NAME, error.start, error.end)
        message = f"the text is not valid Unicode: {error.reason}"
        raise PublishError(files.UNKNOWN_ENCODING.at(span, message)) from None
    return Source(_NAME, text)


def _book(settings: SettingsLike) -> Book:
    """Return the book of a text or a document model, which has no file and no workspace."""
    from publish.config import Book, Settings, Workspace

    folder = Path.cwd()
    workspace = Workspace(folder, folder, folder, folder)
    return Book("untitled", _settings(settings, Settings()), (), workspace)


def _settings(settings: SettingsLike, base: Settings) -> Settings:
    from publish.config.settings import Settings, parse_settings

    if isinstance(settings, Settings):
        return settings
    return parse_settings(settings, base) if settings else base


def _read(book: Book, texts: Outcome[tuple[Source, ...]]) -> Outcome[Work]:
    from publish.diagnostics import Outcome
    from publish.pipeline.stages import read_work, settle

    outcome = read_work(texts.value, book)
    diagnostics = settle(texts.diagnostics + outcome.diagnostics, book.settings, texts.value)
    return Outcome(outcome.value, diagnostics)


def _render(
    source: Work | str | PathLike,
    settings: SettingsLike,
    theme: str | PathLike | None,
    request: Request,
    modified: datetime | None = None,
) -> Outcome[bytes]:
    from dataclasses import replace

    from publish.artifacts.plan import plan_file
    from publish.artifacts.release_date import last_change, source_date
    from publish.artifacts.render import Release, Resources, render
    from publish.diagnostics import Outcome, PublishError, Severity, worst
    from publish.document.lazy_book import split_chapters
    from publish.document.model import Work
    from publish.pipeline.pictures import describe_missing
    from publish.themes.theme import load_for

    if isinstance(source, Work):
        book, reading = _book(settings), Outcome(source, describe_missing(source))
    else:
        book, texts = _open(source, settings)
        reading = _read(book, texts)
    folders = book.themes if book.texts else ()
    if isinstance(theme, os.PathLike):
        folder = Path(theme).absolute()
        theme, folders = folder.name, (folder.parent,)
    loaded = load_for(replace(book.settings, theme=theme or book.settings.theme), folders)
    artifact = plan_file(book, request)
    date, files = modified or source_date(), book.files if book.texts else ()
    resources = Resources(loaded, Release(lambda: date or last_change(files)))
    rendered = reading.then(lambda value: render(split_chapters(value), artifact, resources))
    outcome = Outcome(rendered.value.data, rendered.diagnostics)
    if worst(outcome.diagnostics) is Severity.ERROR:
        raise PublishError(*outcome.diagnostics)
    return outcome
