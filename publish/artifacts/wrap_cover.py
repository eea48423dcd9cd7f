"""Making of the wrap cover of a PDF: its measures by the pages, its words by the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.artifacts.press_cover import write_for_press
from publish.config import Book
from publish.config.book_papers import OFFICE_PAPER, BookPaper
from publish.config.booklet_options import Binding
from publish.config.file_access import read_text_bytes
from publish.config.options import Edition
from publish.config.profiles import find_profile
from publish.config.settings import Settings
from publish.config.workspace import display_path
from publish.config.wrap_cover import WrapCover
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, Severity, worst
from publish.diagnostics.rules import wrap_covers as rules
from publish.document.metadata import Words
from publish.facts.isbn import to_isbn_13
from publish.storage.cache_paths import book_store
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.text.source import NOWHERE, Source, Span
from publish.themes.theme import load_for
from publish.writers.identifiers import find_isbn
from publish.writers.wrap_cover.geometry import (
    LEAST_SPINE_WITH_TEXT,
    MARK_ROOM,
    CoverGeometry,
)

if TYPE_CHECKING:
    from publish.document.model import Work
    from publish.storage.store import Store
    from publish.themes.theme import Theme
    from publish.writers.wrap_cover.options import BackText, CoverContent

_BLEED = 3.0
"""Millimetres of bleed where neither settings nor the profile name it."""

_OWN_NAME = "back.md"


@dataclass(frozen=True, slots=True)
class BoundPages:
    """The pages of a PDF: their number, their size in millimetres, and the side of the spine."""

    count: int
    width: float
    height: float
    binding: Binding


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
    from publish.preflight.wrap_cover import check_wrap_cover
    from publish.writers.wrap_cover import write_wrap_cover
    from publish.writers.wrap_cover.options import CoverContent
    from publish.writers.wrap_cover.panels import list_words

    book, options = artifact.book, artifact.book.settings.wrap_cover
    pages = read_pages(pdf)
    theme = load_for(book.settings, book.themes)
    store = book_store(book.workspace.output)
    measured = measure_cover(pages, artifact)
    geometry = measured.value
    with store.bundle(str(artifact.path)):
        work = _read_head(artifact, theme, store)
        back = _read_back(work, book)
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
        )
        cover = write_wrap_cover(work, theme, content, store)
    faults = check_wrap_cover(cover.value, geometry, list_words(work, content))
    profile = find_profile(book.settings, artifact.profile)
    if profile.is_for_press:
        cover = cover.then(lambda data: write_for_press(data, book, profile))
    notes = tuple(_describe(pages, content))
    diagnostics = (*measured.diagnostics, *back.diagnostics, *cover.diagnostics, *faults, *notes)
    return Outcome(cover.value, diagnostics)


def read_pages(pdf: bytes) -> BoundPages:
    """Return the pages of a PDF; raise PublishError where it cannot be read."""
    from publish.writers.booklet import page_forms

    opened, _ = page_forms.open_pdf(pdf)
    with opened, page_forms.pdf_errors():
        sizes = page_forms.page_sizes(opened)
        size: Size = page_forms.common_size(sizes)
        binding = page_forms.binding_of(opened)
    return BoundPages(len(sizes), size.width / MM, size.height / MM, binding)


def measure_cover(pages: BoundPages, artifact: Artifact) -> Outcome[CoverGeometry]:
    """Return the measures of the cover of bound pages.

    Raises PublishError where their number is out of the bounds of the paper.
    """
    settings = artifact.book.settings
    options, profile = settings.wrap_cover, find_profile(settings, artifact.profile)
    paper, bounds = options.paper or OFFICE_PAPER, profile.page_range
    span = settings.span_of("wrap_cover")
    least = max(paper.least_pages, bounds.least if bounds else 0)
    most = min(paper.most_pages, bounds.most if bounds else paper.most_pages)
    if not least <= pages.count <= most:
        message = (
            f"{artifact.book.name} has {pages.count} pages; with {paper.name} "
            f"a book has from {least} to {most}"
        )
        raise PublishError(rules.PAGES_NOT_BOUND.at(span, message))
    geometry = CoverGeometry(
        round(pages.width, 3),
        round(pages.height, 3),
        paper.spine(pages.count),
        profile.bleed or _BLEED if options.bleed is None else options.bleed,
        pages.binding,
        MARK_ROOM if options.marks or profile.marks else 0.0,
    )
    if options.paper is not None:
        return Outcome(geometry)
    message = f"the spine of {artifact.path.name} is computed for {paper.name}"
    hint = "in the settings: [wrap_cover], then paper = { grams = 90, bulk = 1.3 }"
    return Outcome(geometry, (rules.PAPER_ASSUMED.at(span, message, hint),))


def has_room_on_spine(geometry: CoverGeometry, pages: BoundPages, options: WrapCover) -> bool:
    """Return whether a spine is wide enough for words, by its width and the rule of its house."""
    paper: BookPaper = options.paper or OFFICE_PAPER
    is_wide = round(geometry.spine_width, 2) >= LEAST_SPINE_WITH_TEXT
    return is_wide and pages.count >= paper.pages_with_text


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


def _read_back(work: Work, book: Book) -> Outcome[tuple[BackText, ...]]:
    """Return the texts of the back: those of the settings, else the description of the book."""
    from publish.writers.strings import order_forms

    options = book.settings.wrap_cover
    diagnostics: Diagnostics = ()
    texts: list[BackText] = []
    if options.back_file:
        name = display_path(options.back_file, book.workspace)
        from publish.readers.detection import decode_file

        source = decode_file(read_text_bytes(options.back_file), name)
        read = _read_text(source.value, book, work.lang)
        return Outcome((read.value,), source.diagnostics + read.diagnostics)
    words: Words = options.back or work.meta.description
    for lang, text in order_forms(words, work):
        read = _read_text(Source(_OWN_NAME, text), book, lang)
        texts.append(read.value)
        # Lines of a text in the settings are not those of the settings.
        diagnostics += tuple(replace(each, span=NOWHERE, also=()) for each in read.diagnostics)
    return Outcome(tuple(texts), diagnostics)


def _read_text(source: Source, book: Book, lang: str) -> Outcome[BackText]:
    """Return a text in Markdown after all passes, so that its lines are read in their direction."""
    from publish.pipeline.stages import read_work
    from publish.writers import html
    from publish.writers.html import RenderContext
    from publish.writers.wrap_cover.options import BackText

    # A title of its own is not looked for.
    title = Words(((lang, source.file),))
    typography = book.settings.typography
    settings = Settings(title=title, languages=(lang,), typography=typography)
    own = replace(book, settings=settings, texts=(Path(source.file),))
    work = read_work((source,), own)
    if worst(work.diagnostics) is Severity.ERROR:
        raise PublishError(*work.diagnostics)
    sections = (*work.value.front, *work.value.body, *work.value.back)
    context = RenderContext(lang, html.omit_note, lang_attributes=html.print_attributes)
    markup = html.join_markup(html.render_section(section, context) for section in sections)
    return Outcome(BackText(lang, markup), work.diagnostics)
