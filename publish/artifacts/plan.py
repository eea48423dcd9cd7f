"""Plan of a build: the artifacts that a book or a request asks for, and their files."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from publish.config import Book, Workspace, open_book
from publish.config.book_names import (
    find_book,
    inspect_chapters,
    inspect_sources,
    is_file,
    is_folder,
)
from publish.config.booklet_options import Paper, sheet_for
from publish.config.identifiers import find_shared_identifiers
from publish.config.options import Edition, Format, Profile
from publish.config.workspace import display_path
from publish.diagnostics import (
    Diagnostic,
    Diagnostics,
    Outcome,
    PublishError,
    Severity,
    stops,
)
from publish.diagnostics.rules import RULES, files
from publish.diagnostics.rules import settings as rules
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size, Trim, millimetres
from publish.text.source import NOWHERE, Span
from publish.themes.theme import load_for

_ALL_PROFILES = ", ".join(Profile)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to make: a book in a format and an edition, with or without commentary.

    ``profile`` counts for PDFs only; ``is_named`` is set where the user names the file itself.
    """

    book: Book
    format: Format
    edition: str
    commentary: bool
    path: Path
    profile: str = Profile.SCREEN
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """The artifacts asked for; None leaves the choice to the settings of each book."""

    formats: tuple[str, ...] | None = None
    edition: str | None = None
    commentary: bool = True
    profile: str | None = None


def plan(book: Book, request: Request = Request()) -> tuple[Artifact, ...]:
    """Return the artifacts of ``book`` that ``request`` asks for, in the book's output folder.

    The first edition of the book has no suffix in its file name, nor has the profile ``screen``.
    Raises PublishError where an edition or the profile is unknown.
    """
    names = request.formats or book.settings.formats
    formats = [Format(name) for name in names if name in tuple(Format)]
    editions = (request.edition,) if request.edition else book.settings.editions
    unknown = [edition for edition in editions if edition not in tuple(Edition)]
    if unknown:
        span = NOWHERE if request.edition else book.settings.span_of("editions")
        raise PublishError(*(_unknown_edition(edition, span) for edition in unknown))
    artifacts: list[Artifact] = []
    for form in formats:
        for edition in editions:
            if form is Format.EPUB and edition == Edition.LARGE_PRINT:
                continue  # the reader of an EPUB chooses the size of its letters
            for profile in (
                profiles(book, request.profile) if form is Format.PDF else (Profile.SCREEN,)
            ):
                artifact = Artifact(book, form, edition, request.commentary, book.output, profile)
                artifacts.append(replace(artifact, path=book.output / file_name(artifact)))
    if formats and not artifacts:
        raise PublishError(
            rules.UNKNOWN_EDITION.anywhere(
                "an EPUB has no large-print edition: its readers choose the size of the type",
                f"`publish pdf {book.name} --edition {Edition.LARGE_PRINT}` makes the printed one",
            )
        )
    return tuple(artifacts)


def select_books(names: Sequence[str], workspace: Workspace) -> Outcome[tuple[str, ...]]:
    """Return ``names``, or the names of all books, with warnings about files that are no books.

    Raises PublishError where there are no books.
    """
    if names:
        return Outcome(tuple(names))
    diagnostics = inspect_sources(workspace.sources, workspace.root)
    warnings = workspace.defaults.verdicts.on(diagnostics)
    selected = tuple(workspace.book_names())
    if not selected:
        error = files.NO_WORKSPACE.anywhere(
            f"there are no books in {workspace.sources}",
            "paste a text into sources/NAME.txt, or make a workspace with `publish new DIR`",
        )
        raise PublishError(error, *warnings)
    return Outcome(selected, warnings)


def plan_books(
    names: Iterable[str],
    workspace: Workspace,
    request: Request = Request(),
    *,
    strict: bool = False,
) -> Outcome[tuple[Artifact, ...]]:
    """Return the artifacts of all named books, with the errors of books that cannot be opened.

    With ``strict`` a warning about the settings of a book stops the book too.
    """
    artifacts: list[Artifact] = []
    books: list[Book] = []
    diagnostics: list[Diagnostic] = []
    for name in names:
        try:
            book = open_book(name, workspace)
            planned = plan(book, request)
            warnings = judge_settings(book, request)
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, name, _place(name, workspace))
        else:
            diagnostics += warnings
            books.append(book)
            if not stops(warnings, strict=strict):
                artifacts += planned
    shared = find_shared_identifiers(books, workspace)
    diagnostics += [shared[book.texts[0]] for book in books if book.texts[0] in shared]
    return Outcome(
        tuple(artifact for artifact in artifacts if artifact.book.texts[0] not in shared),
        tuple(dict.fromkeys(diagnostics)),
    )


def _place(name: str, workspace: Workspace) -> Span:
    """Return the place of a book that cannot be opened: its file or folder, else its name."""
    path = find_book(name, workspace.sources)
    if path is None and (is_file(Path(name)) or is_folder(Path(name))):
        path = Path(name)
    return Span(display_path(path, workspace) if path else name, 0, 0)


def profiles(book: Book, profile: str | None = None) -> tuple[str, ...]:
    """Return the profiles of the PDFs of ``book``: ``profile`` alone, or those of its settings.

    Raises PublishError where ``profile`` is unknown.
    """
    if profile and profile not in tuple(Profile):
        message = f"there is no profile “{profile}”"
        raise PublishError(rules.UNKNOWN_VALUE.anywhere(message, f"profiles: {_ALL_PROFILES}"))
    if profile:
        return (profile,)
    return tuple(each for each in Profile if each in book.settings.profiles) or (Profile.SCREEN,)


def file_name(artifact: Artifact) -> str:
    """Return the name of the artifact's file: ``lesson.original.accessible.pdf``."""
    parts = [artifact.book.name, suffix(artifact)]
    if artifact.profile != Profile.SCREEN:
        parts.append(artifact.profile)
    if artifact.format is Format.BOOKLET:
        parts.append(f"booklet-{sheet_of(artifact.book).name}")
    return ".".join(filter(None, parts)) + artifact.format.extension


def suffix(artifact: Artifact) -> str:
    """Return the suffix of the artifact's edition, ``original``; empty for the book's first."""
    edition = artifact.edition
    parts = [edition] if edition != artifact.book.settings.editions[0] else []
    return ".".join(parts if artifact.commentary else (*parts, "no-commentary"))


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


def pdf_of(booklet: Artifact) -> Artifact:
    """Return the PDF from which a booklet is made, in the same folder."""
    pdf = replace(booklet, format=Format.PDF, is_named=False)
    return replace(pdf, path=booklet.path.with_name(file_name(pdf)))


def judge_settings(book: Book, request: Request = Request()) -> Diagnostics:
    """Return the warnings about the settings of a book, as the settings themselves judge them."""
    diagnostics = _warn_of_errors(book)
    if book.folder:
        diagnostics += inspect_chapters(book.folder, book.workspace.root)
    if request.profile is None and (request.formats is None or Format.PDF in request.formats):
        diagnostics += _unavailable(book)
    return book.settings.verdicts.on(diagnostics)


def _unavailable(book: Book) -> Diagnostics:
    """Return a warning for each profile in the book's settings that this version cannot make."""
    return tuple(
        rules.PROFILE_NOT_AVAILABLE.at(
            book.settings.span_of("profiles"),
            f"{book.name} asks for the profile “{profile}”, which this version does not make",
            f"profiles it makes: {_ALL_PROFILES}",
        )
        for profile in book.settings.profiles
        if profile not in tuple(Profile)
    )


def _warn_of_errors(book: Book) -> Diagnostics:
    """Return a warning for each error that the settings ignore or change, in vain."""
    verdicts = book.settings.verdicts
    errors = {code for code, severity in verdicts.severity if severity is Severity.ERROR}
    named = {
        "ignore": verdicts.ignore,
        "severity": tuple(code for code, _ in verdicts.severity if code not in errors),
    }
    return tuple(
        rules.ERRORS_STAY.at(
            book.settings.span_of(key),
            f"`{key}` names {code} ({RULES[code].name}), which is an error and stays one",
            f"`publish explain {code}` says what to do about it",
        )
        for key, codes in named.items()
        for code in dict.fromkeys(codes)
        if code in RULES and RULES[code].severity is Severity.ERROR
    )


def _unknown_edition(name: str, span: Span) -> Diagnostic:
    near = difflib.get_close_matches(name, tuple(Edition), 1)
    hints = [f"did you mean “{near[0]}”?"] if near else []
    return rules.UNKNOWN_EDITION.at(
        span, f"there is no edition “{name}”", *hints, f"editions: {', '.join(Edition)}"
    )
