"""Making of the wrap cover of a PDF: its measures by the pages, its words by the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from publish.artifacts.cover_measures import (
    BoundPages,
    has_room_on_spine,
    measure_cover,
    read_pages,
)
from publish.artifacts.plan import Artifact
from publish.artifacts.press_cover import write_for_press
from publish.config.options import Edition
from publish.config.profiles import find_profile
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, Severity
from publish.diagnostics.rules import wrap_covers as rules
from publish.facts.isbn import to_isbn_13
from publish.storage.cache_paths import book_store
from publish.text.source import Span
from publish.themes.theme import load_for
from publish.writers.identifiers import find_isbn

if TYPE_CHECKING:
    from publish.document.model import Work
    from publish.storage.store import Store
    from publish.themes.theme import Theme
    from publish.writers.wrap_cover.options import CoverContent


def make_wrap_cover(pdf: bytes, artifact: Artifact) -> Outcome[bytes]:
    """Return the wrap cover of the PDF of ``artifact``; equal arguments give equal bytes.

    Raises PublishError where the pages cannot be bound or a text has no room.
    """
    span = artifact.book.settings.span_of("wrap_cover")
    try:
        cover = _make(pdf, artifact)
    except PublishError as error:
        raise PublishError(*_place(error.diagnostics, span)) from error
    return Outcome(cover.value, _place(cover.diagnostics, span))


def _place(diagnostics: Diagnostics, span: Span) -> Diagnostics:
    """Return the faults that have no place at that of the settings."""
    return tuple(
        each if each.span.file or each.severity is Severity.INFO else replace(each, span=span)
        for each in diagnostics
    )


def _make(pdf: bytes, artifact: Artifact) -> Outcome[bytes]:
    from publish.artifacts.back_text import read_back
    from publish.preflight.wrap_cover import check_wrap_cover
    from publish.writers.wrap_cover import write_wrap_cover
    from publish.writers.wrap_cover.options import CoverContent
    from publish.writers.wrap_cover.panels import list_words

    book, options = artifact.book, artifact.book.settings.wrap_cover
    pages, profile = read_pages(pdf), find_profile(book.settings, artifact.profile)
    theme = load_for(book.settings, book.themes)
    store = book_store(book.workspace.output)
    measured = measure_cover(pages, artifact)
    geometry = measured.value
    with store.bundle(str(artifact.path)):
        work = _read_head(artifact, theme, store)
        back = read_back(work, book)
        isbn = find_isbn(work.meta.identifier)
        has_spine_text = options.spine and has_room_on_spine(geometry, pages, options)
        content = CoverContent(
            geometry,
            options,
            back.value,
            to_isbn_13(isbn) if isbn else "",
            book.settings.attendees.address,
            has_spine_text,
            artifact.edition == Edition.LARGE_PRINT,
            profile.is_for_press,
        )
        cover = write_wrap_cover(work, theme, content, store)
    faults = check_wrap_cover(cover.value, geometry, list_words(work, content))
    if profile.is_for_press:
        cover = cover.then(lambda data: write_for_press(data, book, profile))
    notes = tuple(_describe(pages, content))
    diagnostics = (*measured.diagnostics, *back.diagnostics, *cover.diagnostics, *faults, *notes)
    return Outcome(cover.value, diagnostics)


def _describe(pages: BoundPages, content: CoverContent) -> Iterator[Diagnostic]:
    geometry, options = content.geometry, content.options
    trim = geometry.trim
    yield rules.COVER_SIZE.anywhere(
        f"{pages.count} pages of {geometry.page_width:g} × {geometry.page_height:g} mm make a "
        f"spine of {geometry.spine_width:.2f} mm; the cover is {trim.width:.2f} × "
        f"{trim.height:g} mm, with {geometry.bleed:g} mm of bleed around it"
    )
    if options.spine and not content.has_spine_text:
        message = f"a spine of {geometry.spine_width:.2f} mm is too narrow for words"
        yield rules.SPINE_WITHOUT_TEXT.anywhere(message)
    if not content.isbn:
        yield rules.NO_ISBN.anywhere("the cover has no bar code, for the book has no ISBN")


def _read_head(artifact: Artifact, theme: Theme, store: Store) -> Work:
    """Return the Work of the edition without its text."""
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources, arrange_edition
    from publish.pipeline.incremental import read_by_chapters

    reading = read_by_chapters(artifact.book, store)
    resources = Resources(theme, Release(partial(last_change, ())), store)
    return arrange_edition(reading.value.book, artifact, resources).value.head
