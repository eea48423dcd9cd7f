"""Collection of the books of a library: one that is as it was comes from the store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from publish.catalogue.book_diagnostics import OldFiles, report_old, report_unbuilt
from publish.catalogue.book_reading import ReadBook, read_book
from publish.catalogue.built_files import find_old_files, list_built_files
from publish.catalogue.file_states import FileStates, read_states
from publish.config import Book, Workspace, open_book
from publish.config.book_names import BOOK_FILE
from publish.config.identifiers import identity_of
from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store
from publish.storage.serialize import deserialize, register_module, serialize
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.source import Span
from publish.themes.theme_search import find_layers


@dataclass(frozen=True, slots=True)
class CollectedBook:
    """A book with the names of its old files, and the diagnostics about its files.

    ``state`` is the digest of the states of all files that this depends on.  ``read`` is None where
    no file is readable, and ``is_built`` is false where there is none.
    """

    state: str
    is_built: bool
    read: ReadBook | None = None
    old: tuple[str, ...] = ()
    diagnostics: Diagnostics = ()


def collect_books(
    workspace: Workspace, inputs: FileStates, *, anew: bool = False
) -> Outcome[tuple[ReadBook, ...]]:
    """Return the books with built files, and diagnostics about books and files left out or old.

    ``inputs`` are the states of the files of the workspace.  A book that cannot be opened is an
    error.  With ``anew`` every file is read.
    """
    store = book_store(workspace.output)
    books, diagnostics = _open_books(workspace)
    collector = _Collector(workspace, books, inputs, store)
    before = {} if anew else collector.load()
    collected: dict[str, CollectedBook] = {}
    lasting: dict[str, bytes] = {}
    for book in books:
        state = collector.state_of(book)
        data = before.get(book.name)
        each: CollectedBook | None = deserialize(data) if data else None
        try:
            if each is None or each.state != state.key:
                each, data = _collect(book, state.key, store), None
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, book.name, Span(book.name, 0, 0))
            continue
        collected[book.name] = each
        if state.is_settled:
            lasting[book.name] = data or serialize(each)
    if lasting != before:
        collector.save(lasting)
    for each in collected.values():
        diagnostics += each.diagnostics
    pairs = [(book, collected[book.name]) for book in books if book.name in collected]
    unbuilt = [book for book, each in pairs if not each.is_built]
    old = [OldFiles(book, each.old) for book, each in pairs if each.old]
    read = tuple(each.read for _, each in pairs if each.read)
    return Outcome(read, diagnostics + report_unbuilt(unbuilt) + report_old(old))


def _open_books(workspace: Workspace) -> tuple[list[Book], Diagnostics]:
    books: list[Book] = []
    diagnostics: list[Diagnostic] = []
    for name in workspace.book_names():
        try:
            books.append(open_book(name, workspace))
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, name, Span(name, 0, 0))
    return books, tuple(diagnostics)


def _collect(book: Book, state: str, store: Store) -> CollectedBook:
    """Return a book that is read from its files."""
    files = list_built_files(book)
    if not files:
        return CollectedBook(state, is_built=False)
    read = read_book(book, files, store)
    return CollectedBook(state, True, read.value, find_old_files(book, files), read.diagnostics)


@dataclass(frozen=True, slots=True)
class _BookState:
    """The key of a book, and whether a later change of its files gives it another key."""

    key: str
    is_settled: bool


class _Collector:
    """The states of the books of a workspace, and the entry of the store that has the books."""

    def __init__(
        self, workspace: Workspace, books: Iterable[Book], inputs: FileStates, store: Store
    ) -> None:
        self._workspace = workspace
        self._inputs = inputs
        self._store = store
        self._key = store.key("library-books", str(workspace.root), str(workspace.output))
        # Texts may name pictures anywhere among the texts: a change of one counts for all books.
        own = [path for book in books for path in _own_files(book)]
        shared = inputs.below(workspace.sources).without(own)
        self._shared = shared.join(inputs.below(workspace.styles))
        self._shared_digest = self._shared.digest(os.environ.get("SOURCE_DATE_EPOCH", ""))
        self._built = inputs.by_folder()
        self._themes: dict[str, str] = {}

    def load(self) -> Mapping[str, bytes]:
        """Return the serialized books of the last time by their names."""
        return self._store.get(self._key, dict, remember=False) or {}

    def save(self, books: Mapping[str, bytes]) -> None:
        """Keep the books for the next time."""
        self._store.put(self._key, dict(books), remember=False)

    def state_of(self, book: Book) -> _BookState:
        """Return the state of the files that the facts and the freshness of a book depend on."""
        built = self._built.get(str(book.output), FileStates({}, self._inputs.time))
        own = built.join(read_states(book.files))
        key = own.digest(
            book.name,
            identity_of(book),
            repr(book.settings),
            *map(str, book.texts),
            self._theme_digest(book),
            self._shared_digest,
        )
        return _BookState(key, own.is_settled and self._shared.is_settled)

    def _theme_digest(self, book: Book) -> str:
        name = book.settings.theme
        if name not in self._themes:
            self._themes[name] = read_states(find_layers(name, book.themes)).digest()
        return self._themes[name]


def _own_files(book: Book) -> tuple[Path, ...]:
    """Return the files that no other book has: its texts and its settings."""
    beside = tuple(text.with_suffix(".toml") for text in book.texts)
    return (*book.texts, *beside, *((book.folder / BOOK_FILE,) if book.folder else ()))


register_module(__name__)
