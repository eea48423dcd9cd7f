"""The workspace, and the books that it contains or that a path names."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from publish.config import book_names
from publish.config.bind_table import inspect_binds
from publish.config.book_names import BOOK_FILE, is_file
from publish.config.books import WORKSPACE_FILE, Book, Workspace, display_path
from publish.config.bound_books import open_bind
from publish.config.file_access import read_source
from publish.config.folders import FOLDERS, inspect_folders
from publish.config.library_options import inspect_library
from publish.config.limits import inspect_limits
from publish.config.named_files import find_named_files
from publish.config.printer_table import inspect_printers
from publish.config.reach import BookContents, BookPlace, find_reach
from publish.config.settings import Settings, inspect_settings
from publish.config.toml_file import key_span
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import files
from publish.diagnostics.rules import settings as rules
from publish.readers import list_texts

__all__ = [
    "WORKSPACE_FILE",
    "Book",
    "Workspace",
    "display_path",
    "find_workspace",
    "inspect_book",
    "inspect_workspace",
    "open_book",
    "trust_root",
]

_OWN_TABLES = frozenset({"bind", "folders", "library", "limits", "printers"})
_OF_ALL_BOOKS = ("is the folder of all books", "name one of the books in it, or none for all")


def find_workspace(start: Path) -> Workspace:
    """Return the workspace of the nearest folder upward with a publish.toml, else ``start``'s.

    Without one, books are named by path, and their artifacts go to ``output/`` in ``start``.
    Raises PublishError with all mistakes in publish.toml.
    """
    outcome = inspect_workspace(start)
    if outcome.diagnostics:
        raise PublishError(*outcome.diagnostics)
    return outcome.value


def inspect_workspace(start: Path) -> Outcome[Workspace]:
    """Return the workspace as the valid keys of its publish.toml say, and the errors of others."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / WORKSPACE_FILE).is_file():
            return _inspect_workspace(folder)
    return Outcome(_workspace(start, FOLDERS))


def _inspect_workspace(root: Path) -> Outcome[Workspace]:
    try:
        source = read_source(root / WORKSPACE_FILE, may_be_empty=True)
    except PublishError as error:
        return Outcome(_workspace(root, FOLDERS), error.diagnostics)
    settings = inspect_settings(source, Settings(), _OWN_TABLES).then(
        lambda value: find_named_files(value, source, root, Settings())
    )
    if settings.value.marks:
        misplaced = rules.UNKNOWN_KEY.at(
            key_span(source, "mark"),
            f"a mark is for a line of one text, and {WORKSPACE_FILE} is for all of them",
            f"put it into the settings beside the text: NAME.toml, or {BOOK_FILE} of its folder",
        )
        settings = Outcome(replace(settings.value, marks=()), (*settings.diagnostics, misplaced))
    folders, limits = inspect_folders(source), inspect_limits(source)
    library, printers = inspect_library(source), inspect_printers(source, root)
    defaults = replace(settings.value, printers=printers.value)
    workspace = _workspace(root, folders.value, defaults)
    binds = inspect_binds(source, defaults, root)
    return Outcome(
        replace(workspace, limits=limits.value, library=library.value, binds=binds.value),
        settings.diagnostics
        + folders.diagnostics
        + limits.diagnostics
        + library.diagnostics
        + printers.diagnostics
        + binds.diagnostics,
    )


def _workspace(
    root: Path, folders: Mapping[str, str], defaults: Settings = Settings()
) -> Workspace:
    paths = {name: root / folder for name, folder in folders.items()}
    return Workspace(root, paths["sources"], paths["output"], paths["styles"], defaults)


def open_book(name: str | Path, workspace: Workspace) -> Book:
    """Return the book that ``name`` stands for: one under ``sources/``, or the path of a file.

    Raises PublishError where there is none, and with all mistakes in its settings.
    """
    outcome = inspect_book(name, workspace)
    if outcome.diagnostics or outcome.value is None:
        raise PublishError(*outcome.diagnostics)
    return outcome.value


def inspect_book(name: str | Path, workspace: Workspace) -> Outcome[Book | None]:
    """Return a book with the valid keys of its settings, and the errors of the others.

    Books under ``sources/`` come first; a ``name`` is a path where it has a separator or the ending
    of a text, and a Path always is one.  Without a text the value is None.
    """
    if isinstance(name, Path):
        return _book_at({name: True}, name, workspace)
    bind = next((bind for bind in workspace.binds if bind.name == name), None)
    if bind:
        return open_bind(bind, workspace, inspect_book)
    path = book_names.find_book(name, workspace.sources)
    if path is not None:
        return _book_at({path: False}, name, workspace)
    if book_names.is_path(name) or (Path(name).suffix and is_file(Path(name))):
        other = {} if Path(name).is_absolute() else {workspace.sources / name: False}
        return _book_at({Path(name): True, **other}, name, workspace)
    return Outcome(None, (_missing(name, workspace),))


def _book_at(
    paths: Mapping[Path, bool], name: str | Path, workspace: Workspace
) -> Outcome[Book | None]:
    """Return the book in the first path that is a file or a folder; True for those of the user."""
    for path, is_named in paths.items():
        if kind := book_names.special_kind(path):
            return Outcome(None, (_not_a_book(path, f"is {kind}, not a text"),))
        if book_names.is_folder(path):
            place = BookPlace(path, path / BOOK_FILE, path, is_named)
            return _within_reach(_folder_book, place, workspace)
        if is_file(path):
            place = BookPlace(path, path.with_suffix(".toml"), path.parent, is_named)
            return _within_reach(_file_book, place, workspace)
    return Outcome(None, (_missing(str(name), workspace),))


def _not_a_book(path: Path, reason: str, hint: str = "") -> Diagnostic:
    return files.MISSING.anywhere(f"{path} {reason}", *([hint] if hint else []))


def _within_reach(
    read: Callable[[Path, Workspace], Outcome[Book | None]], place: BookPlace, workspace: Workspace
) -> Outcome[Book | None]:
    """Return the book that ``read`` returns, unless it leads out of its workspace."""
    reach = find_reach(place, workspace.root, WORKSPACE_FILE)
    if errors := reach.refuse_settings(place):
        return Outcome(None, errors)
    outcome = read(place.path, workspace)
    book = outcome.value
    if book is None:
        return outcome
    themes = (workspace.styles / book.settings.theme, *sorted(workspace.styles.glob("*/")))
    contents = BookContents(book.settings, book.texts, tuple(dict.fromkeys(themes)))
    errors = reach.refuse_contents(place, contents)
    return Outcome(None, (*outcome.diagnostics, *errors)) if errors else outcome


def trust_root(name: str, workspace: Workspace) -> Path:
    """Return the folder to trust for a book: the workspace, else the folder of a named path."""
    if (workspace.root / WORKSPACE_FILE).is_file():
        return workspace.root
    path = Path(name)
    return path if path.is_dir() else path.absolute().parent


def _file_book(path: Path, workspace: Workspace) -> Outcome[Book | None]:
    if path.name.startswith("."):
        return Outcome(None, (_not_a_book(path, "is a hidden file", "give it another name"),))
    settings = _settings_beside(path.with_suffix(".toml"), workspace)
    own = replace(settings.value, files=()) if settings.value.files else settings.value
    return Outcome(Book(path.stem, own, (path,), workspace), settings.diagnostics)


def _folder_book(folder: Path, workspace: Workspace) -> Outcome[Book | None]:
    name = folder.name
    if name in ("", os.pardir):
        name = Path(os.path.realpath(folder)).name
    if book_names.is_same(folder, workspace.sources):
        return Outcome(None, (_not_a_book(folder, *_OF_ALL_BOOKS),))
    if not name or name.startswith("."):
        return Outcome(None, (_not_a_book(folder, "is no folder of a book"),))
    settings = _settings_beside(folder / BOOK_FILE, workspace)
    diagnostics = settings.diagnostics
    listed = sorted(list_texts(folder), key=lambda path: book_names.natural(path.name))
    listed = [path for path in listed if path != settings.value.wrap_cover.back_file]
    texts = tuple(listed)
    if settings.value.files:
        named = tuple(folder / file for file in settings.value.files)
        texts = tuple(path for path in named if path.is_file())
        missing = ", ".join(path.name for path in named if path not in texts)
        if missing:
            error = rules.NO_SUCH_FILE.at(
                settings.value.span_of("files"),
                f"there is no {missing} in {display_path(folder, workspace)}",
                f"texts in that folder: {', '.join(path.name for path in listed) or 'none'}",
            )
            diagnostics += (error,)
    elif not texts:
        error = files.NO_TEXTS.anywhere(
            f"{display_path(folder, workspace)} is a folder without texts",
            "a folder book holds texts, such as .txt and .docx files, one a chapter",
        )
        diagnostics += (error,)
    book = Book(name, settings.value, texts, workspace, folder) if texts else None
    return Outcome(book, diagnostics)


def _settings_beside(path: Path, workspace: Workspace) -> Outcome[Settings]:
    """Return the settings of a book, those of the workspace where it has no file of its own."""
    if not is_file(path):
        return Outcome(workspace.defaults)
    try:
        source = read_source(path, may_be_empty=True)
    except PublishError as error:
        return Outcome(workspace.defaults, error.diagnostics)
    defaults = workspace.defaults
    return inspect_settings(source, defaults).then(
        lambda value: find_named_files(value, source, path.parent, defaults)
    )


def _missing(name: str, workspace: Workspace) -> Diagnostic:
    books = workspace.book_names()
    if not (workspace.root / WORKSPACE_FILE).is_file():
        return files.NO_WORKSPACE.anywhere(
            f"there is no file “{name}”, and no workspace in which to look for a book",
            "a workspace is a folder with a publish.toml: `publish new DIR` makes one",
        )
    names = (*books, *(bind.name for bind in workspace.binds))
    hints = book_names.suggest(name, names) if books else ["sources/ has no books yet"]
    if not book_names.is_path(name) and book_names.is_folder(Path(name)):
        hints.append(f"the folder in the current folder is named by its path: ./{name}")
    return files.MISSING.anywhere(f"there is no book or file “{name}”", *hints)
