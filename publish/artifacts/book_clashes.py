"""Clashes between the books of an order: one path, or one identifier, for several books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from pathlib import Path

from publish.artifacts import destinations
from publish.artifacts.book_selection import BookPlan
from publish.artifacts.path_keys import fold_name
from publish.artifacts.planned_book import PlannedBook
from publish.config import Workspace
from publish.config.identifiers import find_shared_identifiers, identifier_key
from publish.diagnostics import Diagnostics, Outcome
from publish.text.dataclass import dataclass

OpenBook = Callable[[str], Outcome[BookPlan | None]]


@dataclass(frozen=True, slots=True)
class Clashes:
    """The errors about books, and the files that they forbid: all those of ``refused`` books.

    ``paths_left`` has the paths that are left to each book that shares one with another.
    """

    diagnostics: Diagnostics = ()
    refused: frozenset[str] = frozenset()
    paths_left: Mapping[str, Collection[str]] = field(default_factory=dict)

    def allows(self, name: str, path: str | Path) -> bool:
        """Return whether a file of a book may be made."""
        return name not in self.refused and (
            name not in self.paths_left or str(path) in self.paths_left[name]
        )


def find_clashes(
    workspace: Workspace, books: Mapping[str, PlannedBook], open_book: OpenBook, *, is_whole: bool
) -> Clashes:
    """Return the clashes of planned books; only books that may clash are opened.

    ``is_whole`` says that these are all books of the workspace.
    """
    refused, errors = _find_shared_identifiers(workspace, books, open_book, is_whole=is_whole)
    paths_left, shared = _find_shared_paths(books, open_book)
    return Clashes((*errors, *shared), refused, paths_left)


def _find_shared_paths(
    books: Mapping[str, PlannedBook], open_book: OpenBook
) -> tuple[Mapping[str, Collection[str]], Diagnostics]:
    """Return the paths that are left to books with files of one name, and the errors."""
    owners: dict[str, set[str]] = defaultdict(set)
    for book in books.values():
        for file in book.files:
            owners[fold_name(Path(file.path).name)].add(book.name)
    names = sorted({name for group in owners.values() if len(group) > 1 for name in group})
    plans = {name: plan for name in names if (plan := open_book(name).value)}
    artifacts = {name: plan.artifacts for name, plan in plans.items()}
    placed = destinations.place([each for group in artifacts.values() for each in group])
    paths_left = {
        name: {str(each.path) for each in group if any(each is other for other in placed.value)}
        for name, group in artifacts.items()
    }
    return paths_left, placed.diagnostics


def _find_shared_identifiers(
    workspace: Workspace, books: Mapping[str, PlannedBook], open_book: OpenBook, *, is_whole: bool
) -> tuple[frozenset[str], Diagnostics]:
    """Return the names of books whose identifier another book has, and the errors."""
    owners: dict[str, list[str]] = defaultdict(list)
    for book in books.values():
        if book.identifier and not book.is_bind:
            owners[identifier_key(book.identifier)].append(book.name)
    groups = [group for group in owners.values() if len(group) > 1 or not is_whole]
    opened = {name: plan for group in groups for name in group if (plan := open_book(name).value)}
    errors = find_shared_identifiers((plan.book for plan in opened.values()), workspace)
    refused = [name for name, plan in opened.items() if plan.book.texts[0] in errors]
    diagnostics = (errors[opened[name].book.texts[0]] for name in refused)
    return frozenset(refused), tuple(dict.fromkeys(diagnostics))
