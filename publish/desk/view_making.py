"""The making of a view: a book is opened, read and laid out, and nothing is written but caches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from publish.artifacts.diagnostic_objects import with_settings
from publish.artifacts.plan import Artifact, Request, judge_settings, plan_file
from publish.config import Book, Settings, find_workspace
from publish.config.options import Format
from publish.config.workspace import display_path, inspect_book
from publish.desk.views import LaidOutView, Status, View, ViewKey
from publish.diagnostics import stops
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store
from publish.storage.digests import digest
from publish.text.source import Source
from publish.themes import theme as themes


def make_view(key: ViewKey, folder: Path, revision: int) -> View:
    """Return the view of a book of the workspace of ``folder`` as its files are now.

    A fault of any kind becomes diagnostics of a view without pages.
    """
    view = View(key, revision, built=datetime.now().astimezone().strftime("%H:%M:%S"))
    root = folder
    try:
        workspace = find_workspace(folder)
        root = workspace.root
        opened = inspect_book(key.book, workspace)
        view = replace(view, book=opened.value, diagnostics=opened.diagnostics)
        if opened.value is not None:
            view = _lay_out(view, opened.value)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the desk open
        faults = diagnose(error, key.book)
        view = replace(view, diagnostics=(*view.diagnostics, *faults), laid_out=None)
    status = Status.FAILED if view.laid_out is None else Status.GOOD
    distinct = tuple(dict.fromkeys(view.diagnostics))
    sources = with_settings(dict(view.sources), distinct, root)
    return replace(view, status=status, diagnostics=distinct, sources=sources)


def plan_view(key: ViewKey, book: Book, kind: Format = Format.PDF) -> Artifact:
    """Return the file that a view shows; raise PublishError where no such file is possible."""
    settings = replace(book.settings, theme=key.theme) if key.theme else book.settings
    request = request_of(key, kind)
    return plan_file(replace(book, settings=settings), request)


def request_of(key: ViewKey, kind: Format) -> Request:
    """Return the request for the file of a format that has the choices of a view."""
    profile = key.profile if kind is Format.PDF else ""
    options = (("languages", tuple(key.languages.split(","))),) if key.languages else ()
    return Request((kind,), key.edition or None, profile or None, options)


def with_display_names(book: Book) -> Settings:
    """Return the settings of a book with their files under the names that messages have."""
    files = [
        replace(each, file=display_path(Path(each.file), book.workspace))
        for each in book.settings.toml
    ]
    return replace(book.settings, toml=tuple(files))


def _lay_out(view: View, book: Book) -> View:
    """Return the view with everything that is known of the book, and its pages if it has any."""
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources, render_pdf
    from publish.pipeline.editions.languages import BookLanguages, survey_chapter
    from publish.pipeline.incremental import read_by_chapters
    from publish.writers.pdf.layout.page_faces import list_faces

    artifact = plan_view(view.key, book)
    warnings = judge_settings(book, Request((Format.PDF,), artifact.edition, artifact.profile))
    store = book_store(book.workspace.output)
    with store.bundle(f"desk {artifact.path}"):
        reading = read_by_chapters(artifact.book, store)
        diagnostics = view.diagnostics + warnings + reading.diagnostics
        sources: dict[str, Source] = {each.file: each for each in reading.value.sources}
        view = replace(
            view,
            diagnostics=diagnostics,
            sources=sources,
            understanding=reading.value.understanding,
        )
        if stops(diagnostics):
            return view
        chapters = reading.value.book.body
        languages = BookLanguages(tuple(survey_chapter(chapter, store) for chapter in chapters))
        view = replace(view, languages=languages.all)
        theme = themes.load_for(artifact.book.settings, book.themes)
        # Processes that are forked from a server would share its locks, so the layout has one.
        resources = Resources(theme, Release(partial(last_change, ())), store, jobs=1)
        rendering = render_pdf(reading.value.book, artifact, resources)
    view = replace(view, diagnostics=diagnostics + rendering.diagnostics)
    if stops(rendering.diagnostics):
        return view
    document = rendering.value
    pages = list_faces(document.laid_out_book, document.layout)
    settings = with_display_names(artifact.book)
    laid_out = LaidOutView(digest(document.data), document, pages, sources, settings)
    return replace(view, laid_out=laid_out)
