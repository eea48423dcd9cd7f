"""Selection of the books of a request, and of the artifacts to make of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from publish.artifacts.bind_plan import list_binds
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.settings_warnings import warn_of_errors
from publish.config import Book, Workspace, open_book
from publish.config.book_names import (
    find_book,
    inspect_chapters,
    inspect_sources,
    is_file,
    is_folder,
)
from publish.config.identifiers import find_shared_identifiers
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, stops
from publish.diagnostics.rules import files
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass
from publish.text.source import Span


def select_books(
    names: Sequence[str], workspace: Workspace, request: Request | None = None
) -> Outcome[tuple[str, ...]]:
    """Return ``names``, or those of all books and binds, with warnings about files that are none.

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
    return Outcome((*selected, *list_binds(workspace, request)), warnings)


@dataclass(frozen=True, slots=True)
class BookPlan:
    """A book that was opened, and the artifacts to make of it: none where warnings stop it."""

    book: Book
    artifacts: tuple[Artifact, ...]


def plan_book(
    name: str, workspace: Workspace, request: Request = Request(), *, strict: bool = False
) -> Outcome[BookPlan | None]:
    """Return the artifacts of a book with the warnings about its settings.

    None with the errors of a book that cannot be opened.  With ``strict`` a warning stops the book.
    """
    try:
        book = open_book(name, workspace)
        planned = plan(book, request)
        warnings = judge_settings(book)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
        return Outcome(None, diagnose(error, name, _place(name, workspace)))
    is_stopped = stops(warnings, strict=strict)
    return Outcome(BookPlan(book, () if is_stopped else planned), warnings)


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
    artifacts, books, diagnostics = list[Artifact](), list[Book](), list[Diagnostic]()
    for name in names:
        planned = plan_book(name, workspace, request, strict=strict)
        diagnostics += planned.diagnostics
        if planned.value:
            books.append(planned.value.book)
            artifacts += planned.value.artifacts
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


def judge_settings(book: Book) -> Diagnostics:
    """Return the warnings about the settings of a book, as the settings themselves judge them."""
    diagnostics = warn_of_errors(book)
    if book.folder:
        diagnostics += inspect_chapters(book.folder, book.workspace.root)
    return book.settings.verdicts.on(diagnostics)
