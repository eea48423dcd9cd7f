"""Watch for saves of the files that books depend on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from publish.config import find_workspace, open_book
from publish.config.book_names import BOOK_FILE
from publish.config.profiles import list_icc_files
from publish.config.workspace import WORKSPACE_FILE
from publish.readers import endings
from publish.text.dataclass import dataclass
from publish.themes.theme_search import find_layers

QUIET = 150
"""Milliseconds without a save that end a burst of saves."""

_PAUSE = 200
"""Milliseconds after which the watch looks for changes of single files."""

_OTHER_ENDINGS = frozenset(
    {
        *(".toml", ".css", ".j2", ".ttf", ".otf", ".woff2", ".png", ".jpg", ".jpeg"),
        *(".gif", ".webp", ".tif", ".tiff", ".bmp", ".ppm"),
    }
)

_FileState = tuple[int, int, int] | None
"""Inode, size and time of change of a file; None where the file is missing."""


@dataclass(frozen=True, slots=True)
class WatchedPaths:
    """Folders watched with all their contents, and single files.

    Each folder comes with its inode, because another folder may take its name.
    """

    folders: tuple[tuple[Path, int], ...]
    files: tuple[Path, ...]

    def state(self) -> tuple[_FileState, ...]:
        """Return a value that differs after a save, a creation or a removal of a single file."""
        return tuple(map(_state, self.files))


def saves(books: tuple[str, ...], start: Path, quiet: int = QUIET) -> Iterator[None]:
    """Yield once at first, then after each burst of saves, also one during the caller's work.

    The books are those of the workspace of ``start``, all of them without names.  A file that
    replaces another, as many editors save, counts as a save.  Raises PublishError where the
    workspace cannot be read at first.  ``quiet`` is the number of milliseconds without a save
    that end a burst.
    """
    paths = find_watched_paths(books, start)
    while True:
        yield from _saves_of(paths, books, start, quiet)
        paths = _find_watched_paths_again(paths, books, start)


def find_watched_paths(
    books: tuple[str, ...], start: Path, earlier_files: tuple[Path, ...] = ()
) -> WatchedPaths:
    """Return the paths on which the books depend; raise PublishError where there is no workspace.

    The workspace's own file is watched as a single file, because other files lie beside it; so
    are files outside ``sources/`` and links to such files.  ``earlier_files`` are still watched,
    because a file that is missing may be on its way.
    """
    workspace = find_workspace(start)
    folders = [workspace.sources, workspace.styles]
    files = [*earlier_files, workspace.root / WORKSPACE_FILE]
    binds = (bind.name for bind in workspace.binds)
    for name in books or (*workspace.book_names(), *binds):
        try:
            book = open_book(name, workspace)
            for each in (book, *(member.book for member in book.members)):
                folders += find_layers(each.settings.theme, each.themes)
        except Exception:  # noqa: BLE001  # the build reports the error
            continue
        settings = (path.with_suffix(".toml") for path in book.texts)
        files += list_icc_files(book.settings)
        files += [*book.files, *settings, *(path.parent / BOOK_FILE for path in book.texts)]
        files += [path.parent for path in book.texts if path.parent.parent == workspace.sources]
    resolved = {folder.resolve(): folder for folder in folders if folder.is_dir()}
    outermost = [
        folder
        for folder in resolved
        if not any(folder != other and other in folder.parents for other in resolved)
    ]
    single = [
        file
        for file in (*files, *(folder for folder in folders if not folder.is_dir()))
        if not any(file.resolve().is_relative_to(folder) for folder in outermost)
    ]
    return WatchedPaths(
        tuple((folder, folder.stat().st_ino) for folder in outermost),
        tuple(dict.fromkeys(single)),
    )


def matters(path: Path) -> bool:
    """Return whether a book may depend on the file, judged by its name."""
    return path.suffix.lower() in (*endings(), *_OTHER_ENDINGS) and not path.name.startswith(
        (".", "~")
    )


def _is_relevant(path: Path) -> bool:
    """Return whether a change of a path may change a book.

    A new folder is relevant by itself: files that are copied into it at once come before the watch
    of the folder, so that no event reports them.
    """
    return matters(path) or (path.is_dir() and not path.name.startswith("."))


def _saves_of(
    paths: WatchedPaths, books: tuple[str, ...], start: Path, quiet: int
) -> Iterator[None]:
    """Yield at first and after each burst of saves, until other paths have to be watched."""
    first = True
    state = paths.state()
    # The first event is empty and says that the watch has begun, so the first build misses no save.
    for changes in _events(tuple(folder for folder, _ in paths.folders), quiet):
        before, state = state, paths.state()
        if first or changes or state != before:
            while before != state:
                time.sleep(quiet / 1000)
                before, state = state, paths.state()
            first = False
            yield
            if _find_watched_paths_again(paths, books, start) != paths:
                return


def _events(folders: tuple[Path, ...], quiet: int) -> Iterator[object]:
    """Yield the relevant changes in folders since the last time, also where there are none.

    ``watchfiles`` ends at a name that is not UTF-8; the folders are then read again and again.
    The events end where a folder is gone.
    """
    from watchfiles import watch

    try:
        yield from watch(
            *folders,
            watch_filter=lambda _, path: _is_relevant(Path(path)),
            debounce=20 * quiet,
            step=quiet,
            rust_timeout=_PAUSE,
            yield_on_timeout=True,
        )
    except FileNotFoundError:
        yield True  # a folder has gone since it was looked for, so others are looked for
    except RuntimeError:
        before: dict[Path, _FileState] | None = None
        while True:
            state = _state_below(folders)
            # Changes before the first reading are unknown.
            yield before is None or state != before
            before = state
            time.sleep(_PAUSE / 1000)


def _state_below(folders: tuple[Path, ...]) -> dict[Path, _FileState]:
    """Return the states of all relevant files and folders below folders."""
    return {
        path: _state(path) for folder in folders for path in folder.rglob("*") if _is_relevant(path)
    }


def _find_watched_paths_again(
    paths: WatchedPaths, books: tuple[str, ...], start: Path
) -> WatchedPaths:
    """Return the paths to watch from now on; the same while the workspace cannot be read."""
    try:
        return find_watched_paths(books, start, paths.files)
    except Exception:  # noqa: BLE001  # the build reports the error
        return paths


def _state(path: Path) -> _FileState:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
