"""Plan of a build: the artifacts that a book or a request asks for, and their files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publish.artifacts.bind_plan import check_bind, choose_edition
from publish.config import Book
from publish.config.booklet_options import Paper, name_booklet, sheet_for
from publish.config.bound_books import has_usual_editions
from publish.config.edition_options import (
    Choices,
    Commentary,
    EditionOptions,
    commentary_choices,
)
from publish.config.edition_table import unknown_edition
from publish.config.fit import Fit
from publish.config.options import Edition, Format
from publish.config.pdf_profiles import SCREEN
from publish.config.profiles import find_profile, list_profiles
from publish.diagnostics import PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size, Trim, millimetres
from publish.text.source import NOWHERE
from publish.themes.theme import load_for

ALL_EDITIONS = "all"
"""The name that stands for every edition in requests."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to make: a book in a format and an edition, with the options of this edition.

    ``profile`` counts for PDFs only; ``is_named`` is set where the user names the file itself.
    """

    book: Book
    format: Format
    edition: str
    options: EditionOptions
    path: Path
    profile: str = SCREEN
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """The artifacts asked for; None leaves the choice to the settings of each book.

    The edition ``all`` stands for every edition.  ``options`` and ``fit`` replace those of the
    settings.
    """

    formats: tuple[str, ...] | None = None
    edition: str | None = None
    profile: str | None = None
    options: Choices = ()
    fit: Fit | None = None


def make_request(
    formats: Iterable[str] | None,
    edition: str | None,
    profile: str | None = None,
    *,
    commentary: bool,
) -> Request:
    """Return the request for these artifacts, without ``commentary`` or as the settings say."""
    kinds = None if formats is None else tuple(formats)
    return Request(kinds, edition, profile, commentary_choices(shown=commentary))


def plan(book: Book, request: Request = Request()) -> tuple[Artifact, ...]:
    """Return the artifacts of ``book`` that ``request`` asks for, in the book's output folder.

    The first edition of the book has no suffix in its file name, nor has the profile ``screen``.
    Raises PublishError where an edition or the profile is unknown.
    """
    if request.fit:
        book = replace(book, settings=replace(book.settings, fit=request.fit))
    names = request.formats or book.settings.formats
    formats = [Format(name) for name in names if name in tuple(Format)]
    editions = editions_of(book, request)
    unknown = [edition for edition in editions if edition not in tuple(Edition)]
    if unknown:
        span = NOWHERE if request.edition else book.settings.span_of("editions")
        raise PublishError(*(unknown_edition(span, edition) for edition in unknown))
    check_bind(book, formats, request.profile)
    book = choose_edition(book, request.edition, request.options)
    artifacts: list[Artifact] = []
    for form in formats:
        for edition in editions:
            if Format.PDF not in (form, form.origin) and edition == Edition.LARGE_PRINT:
                continue  # the reader of an EPUB chooses the size of its letters
            if form is Format.SAMPLE and edition != book.settings.editions[0]:
                continue  # a book has one sample, of its first edition
            for profile in _profiles_of(form, book, request):
                options = replace(book.settings.edition.options(edition), **dict(request.options))
                artifact = Artifact(book, form, edition, options, book.output, profile)
                artifacts.append(replace(artifact, path=book.output / file_name(artifact)))
    if formats and not artifacts:
        if formats == [Format.SAMPLE]:
            message = f"a book has one sample, of its first edition, {book.settings.editions[0]}"
            raise PublishError(rules.UNKNOWN_EDITION.anywhere(message))
        raise PublishError(
            rules.UNKNOWN_EDITION.anywhere(
                "an EPUB has no large-print edition: its readers choose the size of the type",
                f"`publish pdf {book.name} --edition {Edition.LARGE_PRINT}` makes the printed one",
            )
        )
    return tuple(artifacts)


def plan_file(book: Book, request: Request) -> Artifact:
    """Return the first artifact that ``request`` asks for.

    Raises PublishError where it asks for all editions, which no file has.
    """
    if request.edition == ALL_EDITIONS:
        message = "a file has one edition; all editions are a build"
        raise PublishError(rules.UNKNOWN_EDITION.anywhere(message))
    artifact, *_ = plan(book, request)
    return artifact


def editions_of(book: Book, request: Request) -> tuple[str, ...]:
    """Return the names of the editions of ``book`` that ``request`` asks for, as they are written.

    Of all editions, those of the settings come first.
    """
    editions = book.settings.editions
    if request.edition == ALL_EDITIONS:
        return tuple(dict.fromkeys((*editions, *map(str, Edition))))
    return (request.edition,) if request.edition else editions


def profiles(book: Book, profile: str | None = None) -> tuple[str, ...]:
    """Return the profiles of the PDFs of ``book``: ``profile`` alone, or those of its settings.

    Raises PublishError where one is unknown.
    """
    settings = book.settings
    if profile:
        return (find_profile(settings, profile).name,)
    span = settings.span_of("profiles")
    wanted = {find_profile(settings, name, span).name for name in settings.profiles}
    return tuple(each.name for each in list_profiles(settings) if each.name in wanted)


def _profiles_of(form: Format, book: Book, request: Request) -> tuple[str, ...]:
    """Return the profiles of the files of a format; covers are for a press, or for none."""
    if form not in (Format.PDF, Format.COVER):
        return (SCREEN,)
    names = profiles(book, request.profile)
    if form is Format.PDF:
        return names
    of_press = [name for name in names if find_profile(book.settings, name).is_for_press]
    return tuple(of_press) or (SCREEN,)


def file_name(artifact: Artifact) -> str:
    """Return the name of the artifact's file: ``lesson.original.accessible.pdf``."""
    parts = [artifact.book.name, suffix(artifact)]
    if artifact.profile != SCREEN:
        parts.append(artifact.profile)
    if artifact.format is Format.BOOKLET:
        layout = artifact.book.settings.booklet.layout
        parts.append(name_booklet(sheet_of(artifact.book), layout))
    if artifact.format is Format.COVER:
        parts.append(Format.COVER)
    return ".".join(filter(None, parts)) + artifact.format.extension


def suffix(artifact: Artifact) -> str:
    """Return the suffix of the artifact's edition, ``original``; empty for the book's first.

    Options that are not those of the settings follow: ``facing.he-fr.no-commentary``.
    """
    settings, edition = artifact.book.settings, artifact.edition
    is_first = edition == settings.editions[0] and has_usual_editions(artifact.book)
    parts = [] if is_first else [edition]
    usual, options = settings.edition.options(edition), artifact.options
    if options.languages != usual.languages:
        parts.append("-".join(options.languages))
    if options.commentary is not usual.commentary:
        parts.append(_COMMENTARY_SUFFIXES[options.commentary])
    return ".".join(parts)


_COMMENTARY_SUFFIXES = {
    Commentary.INLINE: "commentary",
    Commentary.FOOT: "foot-commentary",
    Commentary.NONE: "no-commentary",
}


def sheet_of(book: Book) -> Paper:
    """Return the sheet for booklets of ``book``: that of its settings, else A4 or Letter."""
    return book.settings.booklet.sheet or sheet_for(page_size(book))


def page_size(book: Book) -> Size:
    """Return the size of the pages of ``book``; raise PublishError where its theme has none."""
    page = book.settings.page
    if isinstance(page, Trim):
        return Size(page.width * MM, page.height * MM)
    geometry = load_for(book.settings, book.themes).page(page)
    return Size(millimetres(geometry.width) * MM, millimetres(geometry.height) * MM)
