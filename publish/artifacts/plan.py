"""Which artifacts a book asks for, and where each goes."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.config import Book
from publish.config.booklet_options import A4, LETTER, Paper, sheet_for
from publish.config.settings import EDITIONS, LARGE_PRINT
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.lengths import Trim
from publish.writers.booklet.geometry import MM, Size

FORMATS = {"pdf": ".pdf", "epub": ".epub", "booklet": ".pdf"}
"""The formats that can be made, and how the names of their files end."""

SCREEN, ACCESSIBLE = "screen", "accessible"
PROFILES = (SCREEN, ACCESSIBLE)
"""The profiles of PDF that can be made: for the eye, and for those who have a book read to them."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to make: a book in one format and one edition, with or without commentary.

    ``profile`` is that of a PDF.
    """

    book: Book
    format: str
    edition: str
    commentary: bool
    path: Path
    profile: str = SCREEN


def plan(  # noqa: PLR0913  # each is named where it is given
    book: Book,
    formats: Sequence[str] | None = None,
    edition: str | None = None,
    *,
    commentary: bool = True,
    profile: str | None = None,
    to: Path | None = None,
) -> tuple[Artifact, ...]:
    """Return the artifacts to make of ``book``, in the formats and editions it asks for.

    ``to`` is the folder they go to, or the file where exactly one is wanted.  The default
    edition, the first of the book's, has no suffix in its file name, nor has the PDF for screens.
    """
    wanted = [form for form in formats or book.settings.formats if form in FORMATS]
    editions = (edition,) if edition else book.settings.editions
    for name in editions:
        if name not in EDITIONS:
            raise PublishError(_unknown_edition(name))
    made: list[Artifact] = []
    for form in wanted:
        for name in editions:
            if form == "epub" and name == LARGE_PRINT:
                continue  # whoever reads an EPUB chooses the size of its letters
            for each in profiles(book, profile) if form == "pdf" else (SCREEN,):
                file = file_name(book, form, name, commentary=commentary, profile=each)
                path = (to or book.output) / file
                made.append(Artifact(book, form, name, commentary, path, each))
    if wanted and not made:
        raise PublishError(
            rules.UNKNOWN_EDITION.anywhere(
                "an EPUB has no large-print edition: its reader chooses the size of the letters",
                f"`publish pdf {book.name} --edition {LARGE_PRINT}` makes the printed one",
            )
        )
    return tuple(made)


def profiles(book: Book, asked: str | None = None) -> tuple[str, ...]:
    """Return the profiles to make PDFs of ``book`` in: that one, or those it asks for."""
    if asked:
        return (asked,)
    known = tuple(each for each in PROFILES if each in book.settings.profiles)
    return known or (SCREEN,)


def file_name(
    book: Book, form: str, edition: str, *, commentary: bool, profile: str = SCREEN
) -> str:
    """Return the artifact's file name: ``lesson.original.accessible.pdf``."""
    parts = [book.name, suffix(book, edition, commentary=commentary)]
    if profile != SCREEN:
        parts.append(profile)
    if form == "booklet":
        parts.append(f"booklet-{sheet_of(book).name}")
    return ".".join(filter(None, parts)) + FORMATS[form]


def suffix(book: Book, edition: str, *, commentary: bool) -> str:
    """Return what tells an edition from the default one, which has none: ``original``."""
    parts = [edition] if edition != book.settings.editions[0] else []
    return ".".join(parts if commentary else (*parts, "no-commentary"))


def sheet_of(book: Book) -> Paper:
    """Return the sheet that booklets of ``book`` are printed on: its own, or an office's paper."""
    page = book.settings.page
    if book.settings.booklet.sheet:
        return book.settings.booklet.sheet
    if isinstance(page, Trim):
        return sheet_for(Size(page.width * MM, page.height * MM))
    return LETTER if "letter" in page else A4


def pdf_of(booklet: Artifact) -> Artifact:
    """Return the PDF that a booklet is made of, which lies beside it."""
    name = file_name(booklet.book, "pdf", booklet.edition, commentary=booklet.commentary)
    return replace(booklet, format="pdf", path=booklet.path.with_name(name))


def unavailable(book: Book) -> tuple[Diagnostic, ...]:
    """Return a warning for each profile that the book asks for and this version cannot make."""
    return tuple(
        rules.NOT_BUILT_YET.anywhere(
            f"{book.name} asks for the profile “{profile}”, which this version does not make",
            f"profiles it makes: {', '.join(PROFILES)}",
        )
        for profile in book.settings.profiles
        if profile not in PROFILES
    )


def _unknown_edition(name: str) -> Diagnostic:
    near = difflib.get_close_matches(name, EDITIONS, 1)
    hints = [f"did you mean “{near[0]}”?"] if near else []
    return rules.UNKNOWN_EDITION.anywhere(
        f"there is no edition “{name}”", *hints, f"editions: {', '.join(EDITIONS)}"
    )
