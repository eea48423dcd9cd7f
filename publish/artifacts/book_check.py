"""The check of a book: everything that would stop a build, found at once and without building."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from publish.artifacts.book_selection import judge_settings
from publish.artifacts.plan import (
    ALL_EDITIONS,
    Request,
    page_size,
    plan,
    sheet_of,
)
from publish.config import Book, Workspace
from publish.config.booklet_options import Binding
from publish.config.limits import NO_LIMITS, Limits
from publish.config.options import Edition, Format
from publish.config.workspace import inspect_book
from publish.diagnostics import Diagnostics, Outcome, PublishError, Severity, stops, worst
from publish.document.understanding import Understanding
from publish.exceptions import diagnose
from publish.plugins import name_packages
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Source, Span
from publish.themes import theme as themes

if TYPE_CHECKING:
    from publish.pipeline.stages import Reading


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """A book by its name, its decoded texts, and the summary of a book that can be read whole."""

    name: str
    sources: tuple[Source, ...] = ()
    understanding: Understanding | None = None


def check_names(
    names: Iterable[str], workspace: Workspace, limits: Limits = NO_LIMITS
) -> Iterator[Outcome[CheckedBook]]:
    """Yield the checks of books in their order; with ``limits``, each in a process of its own."""
    names = tuple(names)
    if not limits:
        yield from (check_name(name, workspace, names) for name in names)
        return
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Failure, call_within

    for name in names:
        result = call_within(limits, check_name, name, workspace, names)
        if isinstance(result, Failure):
            yield Outcome(CheckedBook(name), (limit_diagnostic(name, result, limits),))
        else:
            yield result


def check_name(
    name: str, workspace: Workspace, checked_names: Collection[str] = ()
) -> Outcome[CheckedBook]:
    """Return the check of the book that ``name`` stands for: settings, theme and texts.

    A wrong key of the settings is reported and does not keep the others and the texts from being
    checked.  Of a bind the books are checked that are not among ``checked_names``.
    """
    try:
        opened = inspect_book(name, workspace)
        if opened.value is None:
            return Outcome(CheckedBook(name), opened.diagnostics)
        if opened.value.bind:
            checked = _check_bind(opened.value, checked_names)
        else:
            checked = check_book(opened.value)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
        return Outcome(CheckedBook(name), diagnose(error, name))
    return Outcome(checked.value, tuple(dict.fromkeys(opened.diagnostics + checked.diagnostics)))


def check_book(book: Book) -> Outcome[CheckedBook]:
    """Return the check of a book: the design of it, then its texts."""
    checked = check_texts(book)
    diagnostics = check_design(book) + checked.diagnostics
    return Outcome(checked.value, tuple(dict.fromkeys(diagnostics)))


def _check_bind(bind: Book, checked_names: Collection[str]) -> Outcome[CheckedBook]:
    """Return the check of the settings of a bind, and of its books on the page of the bind."""
    diagnostics = check_design(bind)
    sources: dict[str, Source] = {}
    for book in {member.book.name: member.book for member in bind.members}.values():
        if book.name in checked_names:
            continue
        checked = check_book(book)
        diagnostics += checked.diagnostics
        sources |= {source.file: source for source in checked.value.sources}
    if worst(diagnostics) is not Severity.ERROR:
        diagnostics += _collect(partial(_check_fronts, bind), bind)
    return Outcome(CheckedBook(bind.name, tuple(sources.values())), diagnostics)


def _check_fronts(book: Book) -> None:
    """Raise PublishError where a book stands behind none of two fronts, or a front has no book."""
    if not book.bind or not book.bind.fronts:
        return
    from publish.artifacts.bind_editions import arrange_members
    from publish.artifacts.bind_fronts import list_fronts
    from publish.artifacts.bind_reading import BindReading, read
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources
    from publish.storage.store import Store

    artifact, *_ = plan(book, Request((Format.PDF,)))
    reading = read(book, Store()).value
    assert isinstance(reading, BindReading)
    theme = themes.load_for(book.settings, book.themes)
    resources = Resources(theme, Release(lambda: last_change(book.texts)))
    editions = arrange_members(reading.books, artifact, resources)
    list_fronts(book.bind, artifact, editions, resources)


def check_texts(
    book: Book, texts: Outcome[tuple[Source, ...]] | None = None
) -> Outcome[CheckedBook]:
    """Return the check of the texts of a book; ``texts`` are those already decoded."""
    from publish.pipeline.stages import decode_texts, read_texts, settle

    texts = texts or decode_texts(book)
    if not texts.value:
        return Outcome(CheckedBook(book.name), texts.diagnostics)
    try:
        reading = read_texts(texts, book)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
        errors = diagnose(error, book.name, book.span)
        diagnostics = settle(texts.diagnostics + errors, book.settings, texts.value)
        return Outcome(CheckedBook(book.name, texts.value), diagnostics)
    understanding = None if stops(texts.diagnostics) else reading.value.understanding
    characters = _collect(lambda: _check_characters(book, reading.value), book)
    diagnostics = reading.diagnostics + characters
    return Outcome(CheckedBook(book.name, texts.value, understanding), diagnostics)


def check_design(book: Book) -> Diagnostics:
    """Return the faults of the settings and the theme of a book; its texts are not read."""
    checks = (
        *(judge_settings, _check_theme, _check_plan, _check_cover),
        *(_check_uses_of_theme, _check_style_sheets, _check_wrap_covers),
    )
    return tuple(chain.from_iterable(_collect(partial(check, book), book) for check in checks))


def _collect(check: Callable[[], Diagnostics | None], book: Book) -> Diagnostics:
    """Return the diagnostics that ``check`` returns, or those of the exception that it raises."""
    try:
        return check() or ()
    except Exception as error:  # noqa: BLE001  # a fault in one check leaves the others alone
        return diagnose(error, book.name, book.span)


def _check_theme(book: Book) -> Diagnostics:
    return themes.check_for(book.settings, book.themes)


def _check_plan(book: Book) -> None:
    """Raise PublishError where an edition, or the sheet of a booklet, is impossible."""
    artifacts = plan(book)
    if any(artifact.format is Format.BOOKLET for artifact in artifacts):
        from publish.writers.booklet.layout import lay_out

        settings = replace(book.settings.booklet, sheet=sheet_of(book))
        lay_out(4, page_size(book), settings, Binding.LEFT)


def _check_cover(book: Book) -> None:
    """Raise PublishError where the picture of the cover cannot be read."""
    cover = book.settings.cover
    if cover and cover.image:
        from publish.writers.pdf.content.pictures import load_picture

        load_picture(cover.image)


def _check_wrap_covers(book: Book) -> Diagnostics:
    """Return a warning for each wrap cover in place that does not fit its PDF any more.

    A bind has none.  Raises PublishError where the picture of the front cannot be read.
    """
    from publish.artifacts.cover_state import check_cover

    if book.bind:
        return ()
    if picture := book.settings.wrap_cover.picture:
        from publish.writers.pdf.content.pictures import load_picture

        load_picture(picture)
    pdfs = plan(book, Request((Format.PDF,), ALL_EDITIONS)) if book.output.is_dir() else ()
    return tuple(filter(None, map(check_cover, pdfs)))


def _check_uses_of_theme(book: Book) -> None:
    """Raise PublishError where the theme lacks a large page, or a file for EPUBs."""
    settings = book.settings
    theme = _load_theme(book)
    if theme is None:
        return
    if Edition.LARGE_PRINT in settings.editions and Format.PDF in settings.formats:
        theme.page(settings.page, large_print=True, span=settings.span_of("page"))
    if any(form.is_epub for form in settings.formats) and not theme.is_own:
        from publish.writers.epub.styling import load_styling

        load_styling(theme)


def _check_style_sheets(book: Book) -> Diagnostics:
    theme = _load_theme(book)
    if theme is None or theme.is_own:
        return ()
    from publish.writers.pdf.engine.style_sheets import check_style_sheets

    return name_packages(check_style_sheets(theme))


def _load_theme(book: Book) -> themes.Theme | None:
    """Return the theme of a book; None where it has faults, which ``check_for`` reports."""
    try:
        return themes.load_for(book.settings, book.themes)
    except PublishError:
        return None


def _check_characters(book: Book, reading: Reading) -> Diagnostics:
    """Return the diagnostics of characters that no font of the theme has."""
    theme = _load_theme(book) if book.texts and Format.PDF in book.settings.formats else None
    work = reading.value
    if theme is None or isinstance(work, tuple):
        return ()
    from publish.writers.pdf.content import font_coverage

    settings = book.settings.toml
    place = book.settings.span_of("title")
    if place is NOWHERE and settings:
        place = Span(settings[-1].file, 0, 0)
    metadata = [(place, text) for text in font_coverage.metadata_texts(work.meta)]
    covered = font_coverage.theme_characters(theme)
    characters = frozenset().union(*(source.text for source in reading.sources))
    # Few books have such a character, and a walk through a long book takes a second.
    is_suspect = any(not each.isspace() for each in characters - covered)
    sections = work.sections if is_suspect else ()
    texts = chain.from_iterable(map(font_coverage.section_texts, sections))
    diagnostics = font_coverage.check_coverage(chain(metadata, texts), theme)
    return book.settings.verdicts.on(diagnostics)
