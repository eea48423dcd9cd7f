"""Rendering of a book as the bytes of an artifact: edition, writer, preflight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from publish.artifacts.plan import Artifact, suffix
from publish.config.identifiers import identity_of
from publish.config.options import Format
from publish.config.profiles import find_profile
from publish.diagnostics import Diagnostics, Outcome, PublishError, Severity, worst
from publish.document.printed_pages import NOT_PRINTED, PrintedPages, PrintedSection
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.document.lazy_book import LazyBook
    from publish.storage.store import Store
    from publish.themes.theme import Theme
    from publish.writers.pdf.content.personal_words import PersonWords
    from publish.writers.pdf.document import PdfDocument
    from publish.writers.pdf.layout.page_faces import PageFace
    from publish.writers.pdf.personal_covers import PersonalCovers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Release:
    """The time of the last change of a book, and the bytes of its previous EPUB, if any."""

    last_change: Callable[[], datetime]
    previous: bytes | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources of a rendering: the theme, a store of pages, and a number of processes.

    ``release`` dates an EPUB, which has the page numbers of ``printed`` pages.  Without a store
    every page is laid out, which changes no byte.  ``tell`` hears of the texts of a PDF that are
    laid out, and of how many there are.
    """

    theme: Theme
    release: Release
    store: Store | None = None
    jobs: int = 1
    printed: PrintedPages = NOT_PRINTED
    tell: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """The bytes of an artifact, and of a PDF the pages of each section.

    ``faces`` are the pages of a PDF as a reader sees them.
    """

    data: bytes
    pages: tuple[PrintedSection, ...] = ()
    faces: tuple[PageFace, ...] = ()


def render(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[Rendering]:
    """Return the bytes of ``artifact``, a PDF or an EPUB, with the diagnostics of its preflight.

    The settings of the book judge the diagnostics of the writer and of the preflight too.
    Raises PublishError where the theme lacks the page size or a picture cannot be read.
    """
    edition = arrange_edition(book, artifact, resources)
    outcome = edition.then(lambda value: _RENDERERS[artifact.format](value, artifact, resources))
    return _settle(outcome, artifact)


def render_pdf(
    book: LazyBook, artifact: Artifact, resources: Resources
) -> Iterator[Outcome[PdfDocument]]:
    """Yield the PDF ``artifact`` as soon as it is written, then with all that ``render`` finds."""
    edition = arrange_edition(book, artifact, resources)
    written = _write_pdf(edition.value, artifact, resources)
    yield _settle(edition.then(lambda _: written), artifact)
    faults = _check_pdf(written, edition.value, artifact, resources)
    checked = Outcome(written.value, written.diagnostics + faults)
    yield _settle(edition.then(lambda _: checked), artifact)


def render_covers(
    book: LazyBook, artifact: Artifact, resources: Resources, people: Sequence[PersonWords]
) -> Outcome[PersonalCovers]:
    """Return the first page of the PDF ``artifact`` for each person, without other pages.

    Raises PublishError as ``render`` does.
    """
    from publish.artifacts.pdf_options import choose_pdf_options
    from publish.storage.store import Store
    from publish.writers.pdf.personal_covers import write_covers

    edition = arrange_edition(book, artifact, resources).value
    store = resources.store or Store()
    options = choose_pdf_options(artifact, resources.release.last_change)
    return write_covers(edition, resources.theme, options, people, store)


def arrange_edition(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[LazyBook]:
    """Return the book arranged as the edition of ``artifact``.

    Raises PublishError where a style sheet of the theme cannot be used.
    """
    arranged = arrange_text(book, artifact, resources.store)
    mistakes = _check_style_sheets(artifact.format, resources.theme)
    if worst(mistakes) is Severity.ERROR:
        raise PublishError(*mistakes)
    return Outcome(arranged.value, arranged.diagnostics + mistakes)


def arrange_text(book: LazyBook, artifact: Artifact, store: Store | None) -> Outcome[LazyBook]:
    """Return the book arranged as the edition of ``artifact``, which needs no theme."""
    from publish.pipeline.editions import arrange
    from publish.pipeline.editions.binding import bind_edition, list_languages
    from publish.pipeline.editions.titles import title_edition
    from publish.pipeline.front_matter import arrange_front

    settings = artifact.book.settings
    arranged = arrange(book, artifact.edition, artifact.options, store)
    languages = list_languages(book, artifact.edition, artifact.options, store)
    bound = bind_edition(arranged.value, book, languages, settings.binding_dir)
    titled = title_edition(bound, book, store)
    edition = arrange_front(titled.value, settings.front)
    return Outcome(edition, arranged.diagnostics + titled.diagnostics)


def _settle(outcome: Outcome[T], artifact: Artifact) -> Outcome[T]:
    """Return the outcome with its diagnostics judged by the settings of the book."""
    from publish.pipeline.stages import settle

    return Outcome(outcome.value, settle(outcome.diagnostics, artifact.book.settings))


def _check_style_sheets(form: Format, theme: Theme) -> Diagnostics:
    """Return the mistakes in style sheets that the writer of the format does not report."""
    if theme.is_own:
        return ()
    from publish.writers.pdf.engine.style_sheets import EPUB, PRINT, check_style_sheets

    if form.is_epub:
        return check_style_sheets(theme, EPUB)
    mistakes = check_style_sheets(theme, PRINT)
    return tuple(each for each in mistakes if each.severity is Severity.ERROR)


def _render_pdf(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[Rendering]:
    from publish.writers.pdf.layout.page_faces import list_faces

    written = _write_pdf(book, artifact, resources)
    faults = _check_pdf(written, book, artifact, resources)
    document = written.value
    faces = list_faces(document.laid_out_book, document.layout)
    rendering = Rendering(document.data, document.pages, faces)
    return Outcome(rendering, written.diagnostics + faults)


def _write_pdf(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[PdfDocument]:
    """Return the PDF of a book arranged as its edition, without the preflight."""
    from publish.artifacts.pdf_options import choose_pdf_options
    from publish.writers.pdf.document import write_document
    from publish.writers.pdf.layout.workers import Workers

    jobs, tell = resources.jobs, resources.tell
    workers = Workers(jobs, tell) if tell else Workers(jobs)
    options = choose_pdf_options(artifact, resources.release.last_change)
    return write_document(book, resources.theme, options, resources.store, workers)


def _check_pdf(
    written: Outcome[PdfDocument], book: LazyBook, artifact: Artifact, resources: Resources
) -> Diagnostics:
    """Return the diagnostics of the preflight of a PDF of the book."""
    from publish.preflight.pdf import check_pdf
    from publish.storage.store import Store

    store = resources.store or Store()
    faults = check_pdf(written.value, written.diagnostics, resources.theme, store)
    diagnostics = written.diagnostics + faults
    profile = find_profile(artifact.book.settings, artifact.profile)
    if worst(diagnostics) is Severity.ERROR:
        return faults
    if profile.is_tagged:
        from publish.preflight.tagged_text import check_structure

        faults += check_structure(written.value.data, book.work)
    if profile.is_for_press:
        from publish.preflight.press.build_check import check_press_file, is_for_any_press

        # Inks, pictures and transparency are compared with what this printer asks for.
        faults = tuple(each for each in faults if not is_for_any_press(each))
        faults += check_press_file(written.value.data, profile)
    if profile.variant.is_for_archive:
        from publish.artifacts.attached_sources import check_archive_file

        faults += check_archive_file(written.value.data, profile, artifact.book)
    return faults


def _render_epub(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[Rendering]:
    from publish.writers.edition_names import name_edition

    edition = suffix(artifact)
    named = replace(book, head=name_edition(book.head, edition))
    return _write_epub(named, edition, artifact, resources)


def _render_sample(book: LazyBook, artifact: Artifact, resources: Resources) -> Outcome[Rendering]:
    from publish.config.library_names import page_address
    from publish.diagnostics.rules.epub import SAMPLE_WITHOUT_LINK, SAMPLE_WITHOUT_TEXT
    from publish.pipeline.editions.sample import cut_sample
    from publish.writers.edition_names import name_edition
    from publish.writers.epub.metadata import identifier
    from publish.writers.sample_matter import add_sample_matter

    own, edition = artifact.book, suffix(artifact)
    whole = name_edition(book.head, edition)
    address = page_address(own.name, whole.meta.title, own.workspace.library)
    cut = cut_sample(replace(book, head=whole), own.settings.sample, resources.store)
    head = add_sample_matter(
        cut.head,
        identifier(whole, f"{edition}.{Format.SAMPLE}".lstrip("."), identity_of(own)),
        identifier(whole, edition, identity_of(own)),
        address,
    )
    diagnostics: Diagnostics = ()
    if not cut.body:
        message = f"the first paragraph of “{own.name}” is more than half of the book"
        diagnostics += (SAMPLE_WITHOUT_TEXT.at(own.span, message),)
    if not address:
        message = f"the sample of “{own.name}” has no link to the whole book"
        hint = 'in publish.toml: [library], then base_url = "https://…"'
        diagnostics += (SAMPLE_WITHOUT_LINK.at(own.span, message, hint),)
    written = _write_epub(replace(cut, head=head), "", artifact, resources)
    return Outcome(written.value, diagnostics + written.diagnostics)


def _write_epub(
    book: LazyBook, edition: str, artifact: Artifact, resources: Resources
) -> Outcome[Rendering]:
    """Return the EPUB of a book, whose identifier is that of the ``edition``."""
    from publish.preflight.epub import ChapterPages, check_release
    from publish.storage.store import Store
    from publish.writers import epub
    from publish.writers.epub.cover import GivenPicture, make_cover
    from publish.writers.epub.options import EpubOptions
    from publish.writers.epub.release import pack_release

    head = book.head
    settings = artifact.book.settings
    extras = settings.attendees
    store = resources.store or Store()
    path = extras.cover and extras.cover.image
    picture = GivenPicture(path, extras.cover.alt) if extras.cover and path else None
    cover = make_cover(head.meta, head.lang, resources.theme, picture, store)
    name = identity_of(artifact.book)
    options = EpubOptions(
        edition, cover.value, extras.address, name, settings.front, resources.printed
    )
    package = epub.compose(book, resources.theme, options, store)
    release = resources.release
    data = pack_release(package.value, release.previous, release.last_change)
    pairs = zip(book.chapters, package.value.texts, strict=True)
    chapters = tuple(ChapterPages(chapter, names) for chapter, names in pairs)
    edition = edition or (artifact.format if artifact.format is Format.SAMPLE else "")
    faults = check_release(data, head, release.previous, edition, chapters=chapters, store=store)
    store.trim()
    return Outcome(Rendering(data), (*cover.diagnostics, *package.diagnostics, *faults))


_RENDERERS: dict[Format, Callable[[LazyBook, Artifact, Resources], Outcome[Rendering]]] = {
    Format.PDF: _render_pdf,
    Format.EPUB: _render_epub,
    Format.SAMPLE: _render_sample,
}
