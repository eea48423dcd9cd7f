"""Making of a library: find it fresh, or assemble, render and write it."""

from __future__ import annotations

import os
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines, as_lines
from publish.artifacts.result import Status
from publish.catalogue.file_states import FileStates, read_states
from publish.config import Workspace
from publish.config.workspace import WORKSPACE_FILE
from publish.diagnostics import Diagnostics, Severity, stops
from publish.diagnostics.rules import library as rules
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store, stamp_store
from publish.storage.digests import digest
from publish.storage.environment import program_state
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
    inputs = _read_inputs(workspace)
    state = _inputs_digest(workspace, inputs)
    stamp = None if force else store.get(key, tuple, remember=False)
    if stamp and stamp[:2] == (state, read_states([folder]).digest()):
        _, _, lines, books, files = stamp
        failed = strict and any(line.startswith(Severity.WARNING) for line in lines)
        status = Status.FAILED if failed else Status.FRESH
        return LibraryResult(folder, status, lines, books, files)
    try:
        result = _make(workspace, folder, inputs, anew=force, strict=strict)
    except Exception as error:  # noqa: BLE001  # shown as a diagnostic, and the library stays
        return LibraryResult(folder, Status.FAILED, as_lines(diagnose(error, "the library")))
    if result.status is not Status.FAILED and inputs.is_settled:
        again = _read_inputs(workspace)
        if state == _inputs_digest(workspace, again):
            states = state, read_states([folder]).digest()
            store.put(key, (*states, result.lines, result.books, result.files), remember=False)
    return result


def _make(
    workspace: Workspace, folder: Path, inputs: FileStates, *, anew: bool, strict: bool
) -> LibraryResult:
    """Return the result of making the library; with ``anew`` nothing of before is used."""
    from publish.catalogue.folder_writer import MissingPicture

    try:
        return _assemble(workspace, folder, inputs, anew=anew, strict=strict)
    except MissingPicture:
        return _assemble(workspace, folder, inputs, anew=True, strict=strict)


def _assemble(
    workspace: Workspace, folder: Path, inputs: FileStates, *, anew: bool, strict: bool
) -> LibraryResult:
    # These imports take longer than recognising a library that is fresh.
    from publish.catalogue.assembly import assemble_catalogue
    from publish.catalogue.book_collection import collect_books
    from publish.catalogue.kindle import check_for_kindle
    from publish.catalogue.library_folder import open_library, write_library
    from publish.catalogue.library_memory import LibraryMemory
    from publish.catalogue.site import make_site
    from publish.themes import theme as themes

    existing = open_library(folder, workspace)
    books = collect_books(workspace, inputs, anew=anew)
    diagnostics = books.diagnostics
    if not books.value:
        message = f"no book of {workspace.sources} has a built file"
        diagnostics += (rules.EMPTY_LIBRARY.anywhere(message, "`publish build` makes the books"),)
        return _fail(workspace, folder, diagnostics)
    assembled = assemble_catalogue(books.value, workspace, existing.record)
    diagnostics += assembled.diagnostics + _name_others(existing.others, folder)
    diagnostics = workspace.defaults.verdicts.on(diagnostics)
    catalogue = assembled.value
    if catalogue is None or stops(diagnostics, strict=strict):
        return _fail(workspace, folder, diagnostics)
    diagnostics += workspace.defaults.verdicts.on(check_for_kindle(catalogue))
    theme = themes.load(workspace.defaults.theme, (workspace.styles,))
    site = make_site(catalogue, theme)
    store = book_store(workspace.output)
    key = store.key("library-memory", os.fsencode(os.path.realpath(folder)))
    before = None if anew else store.get(key, LibraryMemory, remember=False)
    memory = before or LibraryMemory()
    written = write_library(existing, site, catalogue, memory, store)
    store.put(key, written.memory, remember=False)
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


def _read_inputs(workspace: Workspace) -> FileStates:
    """Return the states of all files that a library depends on: texts, settings, theme, books."""
    places = [workspace.root / WORKSPACE_FILE, workspace.sources, workspace.styles]
    places += find_layers(workspace.defaults.theme, (workspace.styles,))
    places += [workspace.output / name for name in workspace.book_names()]
    return read_states(dict.fromkeys(places))


def _inputs_digest(workspace: Workspace, inputs: FileStates) -> str:
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return inputs.digest(program_state(), repr(workspace), date)
