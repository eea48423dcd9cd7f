"""Making of a library: find it fresh, or assemble, render and write it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines, as_lines
from publish.artifacts.result import Status
from publish.config import Workspace
from publish.config.workspace import WORKSPACE_FILE
from publish.diagnostics import Diagnostics, Severity, stops
from publish.diagnostics.rules import library as rules
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store, stamp_store
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.storage.file_digests import SETTLED
from publish.text.dataclass import dataclass
from publish.themes.theme_search import find_layers

LIBRARY = "library"
"""The name of the folder of the library in the output folder."""


@dataclass(frozen=True, slots=True)
class LibraryResult:
    """The result of making a library: its folder, its books, the files written, diagnostics.

    ``changed`` is the number of files that were written; after a failure the folder is as it was.
    """

    path: Path
    status: Status
    lines: Lines
    books: int = 0
    files: int = 0
    changed: int = 0


def make_library(
    workspace: Workspace, path: Path | None = None, *, force: bool = False, strict: bool = False
) -> LibraryResult:
    """Return the result of making the library of a workspace, in its output folder or at ``path``.

    On any error, and with ``strict`` on any warning, the library stays as it was.
    """
    folder = path or workspace.output / LIBRARY
    store = stamp_store(workspace.output)
    key = digest("library", os.fsencode(os.path.abspath(folder)))  # noqa: PTH100  # links stay
    inputs = _inputs_state(workspace)
    stamp = None if force else store.get(key, tuple, remember=False)
    if stamp and stamp[:2] == (inputs.digest, _folder_state(folder).digest):
        _, _, lines, books, files = stamp
        failed = strict and any(line.startswith(Severity.WARNING) for line in lines)
        status = Status.FAILED if failed else Status.FRESH
        return LibraryResult(folder, status, lines, books, files)
    try:
        result = _make(workspace, folder, strict=strict)
    except Exception as error:  # noqa: BLE001  # shown as a diagnostic, and the library stays
        return LibraryResult(folder, Status.FAILED, as_lines(diagnose(error, "the library")))
    is_settled = inputs.newest + SETTLED < time.time_ns() and inputs == _inputs_state(workspace)
    if result.status is not Status.FAILED and is_settled:
        state = inputs.digest, _folder_state(folder).digest
        store.put(key, (*state, result.lines, result.books, result.files), remember=False)
    return result


def _make(workspace: Workspace, folder: Path, *, strict: bool) -> LibraryResult:
    """Return the result of making the library from the files as they are."""
    # These imports take longer than recognising a library that is fresh.
    from publish.catalogue.assembly import assemble_catalogue
    from publish.catalogue.book_reading import read_book
    from publish.catalogue.built_files import find_built_books
    from publish.catalogue.kindle import check_for_kindle
    from publish.catalogue.library_folder import open_library, write_library
    from publish.catalogue.site import make_site
    from publish.themes import theme as themes

    existing = open_library(folder, workspace)
    store = book_store(workspace.output)
    built = find_built_books(workspace)
    diagnostics = built.diagnostics
    books = []
    for book in built.value:
        outcome = read_book(book, store)
        diagnostics += outcome.diagnostics
        books += [outcome.value] if outcome.value else []
    if not books:
        message = f"no book of {workspace.sources} has a built file"
        diagnostics += (rules.EMPTY_LIBRARY.anywhere(message, "`publish build` makes the books"),)
        return _fail(workspace, folder, diagnostics)
    assembled = assemble_catalogue(books, workspace, existing.record)
    diagnostics += assembled.diagnostics + _name_others(existing.others, folder)
    diagnostics = workspace.defaults.verdicts.on(diagnostics)
    catalogue = assembled.value
    if catalogue is None or stops(diagnostics, strict=strict):
        return _fail(workspace, folder, diagnostics)
    diagnostics += workspace.defaults.verdicts.on(check_for_kindle(catalogue))
    theme = themes.load(workspace.defaults.theme, (workspace.styles,))
    site = make_site(catalogue, theme)
    written = write_library(existing, site, catalogue)
    store.trim()
    status = Status.MADE if written.changed else Status.FRESH
    return LibraryResult(
        folder,
        status,
        as_lines(diagnostics),
        len(catalogue.books),
        len(written.files),
        len(written.changed),
    )


def _fail(workspace: Workspace, folder: Path, diagnostics: Diagnostics) -> LibraryResult:
    lines = as_lines(workspace.defaults.verdicts.on(diagnostics))
    return LibraryResult(folder, Status.FAILED, lines)


def _name_others(names: tuple[str, ...], folder: Path) -> Diagnostics:
    """Return the diagnostic about files of others in the folder of the library."""
    if not names:
        return ()
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    number = "a file" if len(names) == 1 else f"{len(names)} files"
    message = f"{folder} has {number} that publish did not write, and keeps: {shown}"
    return (rules.OTHER_FILES.anywhere(message),)


@dataclass(frozen=True, slots=True)
class _FilesState:
    """A digest of the states of files, and the time of the last change of one, in nanoseconds."""

    digest: str
    newest: int


def _inputs_state(workspace: Workspace) -> _FilesState:
    """Return the state of all files that a library depends on: texts, settings, theme, books."""
    places = [workspace.root / WORKSPACE_FILE, workspace.sources, workspace.styles]
    places += find_layers(workspace.defaults.theme, (workspace.styles,))
    places += [workspace.output / name for name in workspace.book_names()]
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _files_state(places, program_state(), repr(workspace), date)


def _folder_state(folder: Path) -> _FilesState:
    return _files_state([folder])


def _files_state(places: Iterable[Path], *parts: str) -> _FilesState:
    states = [state for place in dict.fromkeys(places) for state in _list_states(str(place))]
    lines = (line for line, _ in states)
    return _FilesState(digest(*parts, *lines), max((changed for _, changed in states), default=0))


def _list_states(place: str) -> Iterator[tuple[str, int]]:
    """Yield the state of each file below a place, and the time of its last change."""
    try:
        with os.scandir(place) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _list_states(entry.path)
            else:
                yield _describe(entry.path, entry.stat())
    except NotADirectoryError:
        yield _describe(place, os.stat(place))  # noqa: PTH116  # as for the entries of a folder
    except FileNotFoundError:
        yield f"{place} is missing", 0


def _describe(path: str, about: os.stat_result) -> tuple[str, int]:
    changed = max(about.st_mtime_ns, about.st_ctime_ns)
    return f"{path} {about.st_size} {about.st_ino} {about.st_mtime_ns} {about.st_ctime_ns}", changed
