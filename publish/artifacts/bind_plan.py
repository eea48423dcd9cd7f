"""Plan of a bind: the formats, the profile and the edition in which it can be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.config.books import Book, Workspace
from publish.config.bound_books import choose_options, refuse_bind
from publish.config.edition_options import Choices
from publish.config.options import Edition, Format
from publish.config.pdf_profiles import ACCESSIBLE, SCREEN
from publish.diagnostics import PublishError

if TYPE_CHECKING:
    from publish.artifacts.plan import Request

_FORMATS = (Format.PDF, Format.BOOKLET)
_PROFILES = (SCREEN, ACCESSIBLE)


def list_binds(workspace: Workspace, request: Request | None) -> tuple[str, ...]:
    """Return the names of the binds that can be made as a request asks for all books."""
    if request is not None:
        has_format = request.formats is None or set(request.formats) & set(_FORMATS)
        is_usual = request.profile in {None, *_PROFILES} and not request.fit
        is_edition = request.edition is None or request.edition in tuple(Edition)
        if not (has_format and is_usual and is_edition):
            return ()
    return tuple(bind.name for bind in workspace.binds)


def check_bind(book: Book, formats: Sequence[str], profile: str | None) -> None:
    """Raise PublishError where a bind cannot be made in a format, with a profile, or to fit."""
    if not book.bind:
        return
    if book.settings.fit:
        raise PublishError(refuse_bind(book, "each of them may fill its sheets, not all together"))
    for form in formats:
        if form not in _FORMATS:
            raise PublishError(refuse_bind(book, f"it is printed, and has no {form}"))
    for each in (profile,) if profile else book.settings.profiles:
        if each not in _PROFILES:
            raise PublishError(refuse_bind(book, f"it has no profile “{each}”"))


def choose_edition(book: Book, edition: str | None, choices: Choices) -> Book:
    """Return a bind with all its books in another edition, or with other options."""
    if not book.bind or not (edition or choices):
        return book
    if edition and edition not in tuple(Edition):
        raise PublishError(refuse_bind(book, "an edition of all of them is named"))
    members = []
    for entry, each in zip(book.bind.entries, book.members, strict=True):
        name = str(edition or each.edition)
        options = choose_options(entry, each.book, name)
        members.append(replace(each, edition=name, options=replace(options, **dict(choices))))
    return replace(book, members=tuple(members))
