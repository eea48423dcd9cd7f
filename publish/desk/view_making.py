"""The making of a view: a book is opened, read and laid out, and nothing is written but caches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts.book_selection import judge_settings
from publish.artifacts.diagnostic_objects import with_settings
from publish.artifacts.plan import Artifact, Request, plan_file
from publish.config import Book, Settings, find_workspace
from publish.config.options import Format
from publish.config.workspace import display_path, inspect_book
from publish.desk.obstacles import find_obstacles
from publish.desk.views import LaidOutView, Status, View, ViewKey
from publish.diagnostics import Diagnostic, stops
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store
from publish.storage.digests import digest
from publish.text.source import Source
from publish.themes import theme as themes

if TYPE_CHECKING:
    from publish.writers.pdf.document import PdfDocument


def make_views(
    key: ViewKey, folder: Path, tell: Callable[[int, int], None] | None = None
) -> Iterator[View]:
    """Yield the view of a book of the workspace of ``folder`` as its files are now.

    A view with pages comes twice: as soon as they can be drawn, and again when the PDF is checked.
    A fault of any kind becomes diagnostics of a view without pages.  ``tell`` hears of the texts
    that are laid out, and of how many there are.
    """
    view = View(key, built=datetime.now().astimezone().strftime("%H:%M:%S"))
    root = folder
    try:
        workspace = find_workspace(folder)
        root = workspace.root
        opened = inspect_book(key.book, workspace)
        diagnostics = opened.diagnostics + find_obstacles(workspace)
        view = replace(view, book=opened.value, diagnostics=diagnostics)
        if opened.value is None:
            yield _complete(view, root)
            return
        for laid_out in _lay_out(view, opened.value, tell):
            view = laid_out
            yield _complete(view, root)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the desk open
        faults = diagnose(error, key.book)
        diagnostics = (*view.diagnostics, *faults)
        failed = replace(view, diagnostics=diagnostics, laid_out=None, is_checked=True)
        yield _complete(failed, root)


def _complete(view: View, root: Path) -> View:
    """Return a view with its status, and with the settings to which its diagnostics point."""
    status = Status.FAILED if view.laid_out is None else Status.GOOD
    distinct = tuple(name_places(each, root) for each in dict.fromkeys(view.diagnostics))
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


def name_places(diagnostic: Diagnostic, root: Path) -> Diagnostic:
    """Return a diagnostic whose places have the names that the files of a workspace have.

    Settings are known by their paths, texts by their names.
    """
    paths = [Path(span.file) for span in diagnostic.places]
    if not any(path.is_absolute() and path.is_relative_to(root) for path in paths):
        return diagnostic
    first, *others = (
        replace(span, file=str(path.relative_to(root))) if path.is_relative_to(root) else span
        for span, path in zip(diagnostic.places, paths, strict=True)
    )
    return replace(diagnostic, span=first, also=tuple(others))


def with_display_names(book: Book) -> Settings:
    """Return the settings of a book with their files under the names that messages have."""
    files = [
        replace(each, file=display_path(Path(each.file), book.workspace))
        for each in book.settings.toml
    ]
    return replace(book.settings, toml=tuple(files))


def _lay_out(view: View, book: Book, tell: Callable[[int, int], None] | None) -> Iterator[View]:
    """Yield the view with all that is known of the book, and its pages if it has any."""
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources, render_pdf
    from publish.pipeline.editions.languages import BookLanguages, survey_chapter
    from publish.pipeline.incremental import read_by_chapters

    artifact = plan_view(view.key, book)
    warnings = judge_settings(book)
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
            yield view
            return
        chapters = reading.value.book.body
        languages = BookLanguages(tuple(survey_chapter(chapter, store) for chapter in chapters))
        view = replace(view, languages=languages.all)
        theme = themes.load_for(artifact.book.settings, book.themes)
        # Processes that are forked from a server would share its locks, so the layout has one.
        release = Release(partial(last_change, ()))
        resources = Resources(theme, release, store, jobs=1, tell=tell)
        for rendering in render_pdf(reading.value.book, artifact, resources):
            is_checked = view.laid_out is not None
            view = replace(view, diagnostics=diagnostics + rendering.diagnostics)
            if stops(rendering.diagnostics):
                yield replace(view, laid_out=None, is_checked=True)
                return
            laid_out = view.laid_out or _show_pages(rendering.value, sources, artifact.book)
            view = replace(view, laid_out=laid_out, is_checked=is_checked)
            yield view


def _show_pages(document: PdfDocument, sources: dict[str, Source], book: Book) -> LaidOutView:
    from publish.writers.pdf.layout.page_faces import list_faces

    pages = list_faces(document.laid_out_book, document.layout)
    name = digest(document.data, *(source.text for source in sources.values()))
    return LaidOutView(name, document, pages, sources, with_display_names(book))
