"""Index of a library: the books whose files are all fresh, known by the states of paths.

An entry holds the states of all paths on which the freshness of a book's artifacts depends.  While
they and the state of the workspace are the same, the book is fresh, and is not opened.  An entry is
written only after the contents were compared, and only if all its paths are settled
(``path_states``): a book that is not in the index, or differs from it, is compared by contents.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from publish.artifacts.book_selection import BookPlan
from publish.artifacts.dependencies import list_dependencies
from publish.artifacts.planned_book import Look, PlannedBook
from publish.config.book_names import is_file
from publish.config.books import WORKSPACE_FILE, Workspace
from publish.config.file_access import read_source
from publish.config.trust import is_trusted
from publish.diagnostics import PublishError
from publish.storage.cache_paths import stamp_store, stamps_folder
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.storage.own_files import own_styles
from publish.storage.path_states import (
    PathState,
    is_settled,
    newest_time,
    state_of,
    states_below,
)
from publish.storage.serialize import deserialize, register_module, serialize
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SharedState:
    """The digest of the states of what all books depend on, and whether these are settled."""

    digest: str
    is_settled: bool


def take_shared_state(workspace: Workspace) -> SharedState:
    """Return the state of the programs, the settings of the workspace, its themes and ours."""
    now = time.time_ns()
    states = [("", state_of(str(workspace.root / WORKSPACE_FILE)))]
    for folder in (workspace.styles, own_styles()):
        states += states_below(str(folder))
    folders = (workspace.root, workspace.sources, workspace.output, workspace.styles)
    parts = (
        program_state(),
        *map(os.path.realpath, folders),
        repr(is_trusted(workspace.root)),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        repr(states),
    )
    newest = newest_time(state for _, state in states)
    return SharedState(digest(*parts), is_settled(newest, now))


def _has_file_as_read(workspace: Workspace) -> bool:
    """Return whether ``publish.toml`` is as it was when the workspace was read."""
    path = workspace.root / WORKSPACE_FILE
    texts = [source.text for source in workspace.defaults.toml]
    try:
        return [read_source(path, may_be_empty=True).text] == texts if is_file(path) else not texts
    except PublishError:
        return False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A book whose files are fresh while paths have these states; ``source`` is its own path."""

    shared: str
    source: str
    states: tuple[tuple[str, PathState], ...]
    stamps: tuple[str, ...]
    book: PlannedBook


class LibraryIndex:
    """The entries of the books of a workspace for one request, each by the name of its book.

    ``request`` is a text that differs between requests for other artifacts.
    """

    def __init__(self, workspace: Workspace, request: str) -> None:
        self._workspace = workspace
        self._key = digest("library index", os.fsencode(workspace.root.absolute()), request)
        self._store = stamp_store(workspace.output)
        self._shared = take_shared_state(workspace)
        self._entries: dict[str, bytes] = {}
        self._is_usable = _has_file_as_read(workspace)
        if self._is_usable:
            self._entries = self._store.get(self._key, dict, remember=False) or {}
        self._is_changed = False

    @cached_property
    def _stamps(self) -> frozenset[str]:
        """The names of all stamps, of which one listing costs less than a look for each."""
        folder = stamps_folder(self._workspace.output)
        try:
            return frozenset(entry.name for entry in folder.iterdir())
        except OSError:
            return frozenset()

    def find(self, name: str, source: Path) -> PlannedBook | None:
        """Return the book of that name and path if nothing that it depends on changed."""
        data = self._entries.get(name)
        if data is None:
            return None
        try:
            entry = deserialize(data)
        except ValueError:
            return None
        if not isinstance(entry, _Entry) or entry.shared != self._shared.digest:
            return None
        if entry.source != str(source) or not self._stamps.issuperset(entry.stamps):
            return None
        is_unchanged = all(state_of(path) == state for path, state in entry.states)
        return entry.book if is_unchanged else None

    def record(self, source: Path, plan: BookPlan, start: int, look: Callable[[], Look]) -> Look:
        """Return the book as ``look`` finds it by contents, entered if it is fresh and settled.

        The book was opened after the time ``start``, in nanoseconds.  The states are taken before
        and after the comparison: a file that changes meanwhile is in no entry.
        """
        try:
            dependencies = list_dependencies(plan.book, plan.artifacts)
        except (PublishError, OSError):
            dependencies = None  # the making of the file meets the fault and reports it
        if dependencies is None:
            return look()
        before = _states(dependencies.paths)
        result = look()
        if (
            result.book.is_fresh
            and not result.has_stale_cover  # of which each build tells
            and is_settled(newest_time(state for _, state in before), start)
            and self._is_shared_state_settled()
            and _states(dependencies.paths) == before
        ):
            shared, stamps = self._shared.digest, dependencies.stamps
            entry = _Entry(shared, str(source), before, stamps, result.book)
            self._entries[result.book.name] = serialize(entry)
            self._is_changed = True
        return result

    def _is_shared_state_settled(self) -> bool:
        """Return whether what all books depend on is the same as at first, and settled by now."""
        if not self._shared.is_settled and self._is_usable:
            again = take_shared_state(self._workspace)
            self._is_usable = again.digest == self._shared.digest
            self._shared = again
        return self._is_usable and self._shared.is_settled

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove the entries of all other books, which are no longer there."""
        absent = set(self._entries).difference(names)
        for name in absent:
            del self._entries[name]
        self._is_changed = self._is_changed or bool(absent)

    def save(self) -> None:
        """Write the index if an entry changed."""
        is_same = take_shared_state(self._workspace).digest == self._shared.digest
        if self._is_changed and self._is_usable and is_same:
            self._store.put(self._key, self._entries, remember=False)
            self._store.trim()
        self._is_changed = False


def _states(paths: Iterable[str]) -> tuple[tuple[str, PathState], ...]:
    return tuple((path, state_of(path)) for path in paths)


register_module(__name__)
