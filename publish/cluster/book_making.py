"""Making of an ordered book in a private folder, by the functions of a local build."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from publish.artifacts import destinations, print_pages
from publish.artifacts.bind_reading import read
from publish.artifacts.book_job import turn_of
from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.make import make
from publish.artifacts.plan import Artifact, plan
from publish.artifacts.related_files import list_with_origins
from publish.artifacts.release_date import DateUnknown, replace_dates
from publish.artifacts.result import BareResult, Status
from publish.cluster import finished_files
from publish.cluster.messages import (
    Answer,
    BookOrder,
    Decline,
    Failure,
    MadeArtifact,
    MadeBook,
    Question,
    pack,
    unpack,
)
from publish.config import Book, find_workspace, open_book
from publish.config.pictures import PictureState
from publish.diagnostics import PublishError
from publish.exceptions import internal_error
from publish.storage.cache_paths import book_store, cache_folder, stamp_store
from publish.storage.disk_cache import DiskCache

MOST_BLOB_BYTES = 512 * 2**20
"""Bytes of the contents that a worker keeps, of themes and other files that books share."""

ROOT = "<the workspace of publish>"
"""The text that stands for the folder of a workspace in the lines of diagnostics."""

_WORKSPACE = "workspace"
_EPOCH = "SOURCE_DATE_EPOCH"


def blob_cache(folder: Path) -> DiskCache:
    """Return the contents that the worker with this folder keeps, by their digests."""
    return DiskCache(folder / "blobs", MOST_BLOB_BYTES)


class BookMaker:
    """Maker of books in a folder of its own, from which texts and files go after each.

    The files that books share stay, and so does the cache, which a workspace has too: many books
    have parts that are laid out alike.  ``blobs`` are the contents that the worker keeps.
    """

    def __init__(self, folder: Path, blobs: DiskCache) -> None:
        self._root = folder / _WORKSPACE
        self._blobs = blobs
        self._shared: dict[str, str] = {}
        self._cache: Path | None = None

    def answer(self, message: bytes) -> bytes:
        """Return the answer to an order, both as bytes."""
        order = unpack(message, BookOrder)
        try:
            return pack(self._answer(order))
        except Exception as error:  # noqa: BLE001  # the client hears of it, and tries elsewhere
            return pack(Failure(internal_error(error, order.name).message))
        finally:
            self._clear()

    def _answer(self, order: BookOrder) -> Answer:
        lacking = self._lay_out(order)
        if lacking:
            return Question(blobs=lacking)
        dates = {
            frozenset(self._root / path for path in each.paths): datetime.fromtimestamp(
                each.seconds, UTC
            )
            for each in order.dates
        }
        try:
            with replace_dates(dates), _environment(order.epoch):
                return self._make(order)
        except DateUnknown as error:
            return Decline(f"the date of these files is not known: {self._hide_root(str(error))}")
        except PublishError as error:
            # The client has opened the same book, and refuses those that cannot be opened.
            reason = "; ".join(each.message for each in error.diagnostics)
            return Decline(self._hide_root(reason))

    def _lay_out(self, order: BookOrder) -> tuple[str, ...]:
        """Write the files of an order; return the digests of the contents that are lacking."""
        for name in self._shared.keys() - order.shared.keys():
            self._path(name).unlink(missing_ok=True)
        unchanged = self._shared.items() & order.shared.items()
        self._shared = dict(unchanged)
        lacking = []
        for name, content in order.shared.items() - unchanged:
            data = self._blobs.get(content)
            if data is None:
                lacking.append(content)
                continue
            self._write(name, data)
            self._shared[name] = content
        for name, content in order.files.items():
            self._write(name, order.blobs[content])
        return tuple(lacking)

    def _write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _path(self, name: str) -> Path:
        """Return the path of a file of an order; raise ValueError where it leads elsewhere."""
        path = PurePosixPath(name)
        if path.is_absolute() or os.pardir in path.parts:
            raise ValueError(f"{name} is no path in a workspace")
        return self._root / path

    def _make(self, order: BookOrder) -> Answer:
        workspace = find_workspace(self._root)
        self._choose_cache(cache_folder(workspace.output))
        book = open_book(self._root / order.path if order.path else order.name, workspace)
        planned = {each.path.name: each for each in plan(book, order.request)}
        wanted = [planned[name] for name in order.artifacts]
        every = {each.path.name: each for each in list_with_origins(wanted)}
        _put_in_place(order, book, every)
        pictures = _find_pictures(book)
        if pictures != order.pictures:
            if len(pictures) == len(order.pictures):
                return Decline("its pictures are not found as on its own machine")
            return Question(pictures=pictures)
        results = tuple(self._make_artifact(each, strict=order.strict) for each in wanted)
        sent = {file.name for file in order.fresh}
        in_order = sorted(every.values(), key=turn_of)
        files = (finished_files.take(each) for each in in_order if each.path.name not in sent)
        shown = [replace(each, lines=self._hide_root_in(each.lines)) for each in files if each]
        names = {each.name for each in shown}
        if any(each.result.status is Status.MADE and each.name not in names for each in results):
            raise OSError("there is no room for the files of the book")
        return MadeBook(results, tuple(shown))

    def _choose_cache(self, folder: Path) -> None:
        """Use the cache in a folder, and no other one, which was removed."""
        if folder != self._cache:
            stamp_store.cache_clear()
            book_store.cache_clear()
            self._cache = folder

    def _make_artifact(self, artifact: Artifact, *, strict: bool) -> MadeArtifact:
        result = make(artifact, force=True, strict=strict)
        shown = replace(BareResult.of(result), lines=self._hide_root_in(result.lines))
        return MadeArtifact(artifact.path.name, shown)

    def _hide_root_in(self, lines: Lines) -> Lines:
        return tuple(map(self._hide_root, lines))

    def _hide_root(self, text: str) -> str:
        """Return a text with ``ROOT`` for the folder of this workspace, as plain or as JSON."""
        root = str(self._root)
        return text.replace(json.dumps(root)[1:-1], ROOT).replace(root, ROOT)

    def _clear(self) -> None:
        """Remove all files but those that books share and the last cache."""
        keep = set(map(self._path, self._shared))
        for name, folders, files in os.walk(self._root, topdown=False):
            folder = Path(name)
            if self._cache and folder.is_relative_to(self._cache):
                continue
            for path in (folder / file for file in files):
                if path not in keep:
                    path.unlink()
            for path in (folder / each for each in folders):
                with suppress(OSError):  # it has files to keep
                    path.rmdir()


def show_root(lines: Lines, root: Path) -> Lines:
    """Return lines of a worker with the folder of a workspace of this machine."""
    shown = json.dumps(str(root))[1:-1]
    return tuple(line.replace(ROOT, shown) for line in lines)


@contextmanager
def _environment(epoch: str | None) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH as it is on the machine of the client."""
    before = os.environ.pop(_EPOCH, None)
    if epoch is not None:
        os.environ[_EPOCH] = epoch
    try:
        yield
    finally:
        os.environ.pop(_EPOCH, None)
        if before is not None:
            os.environ[_EPOCH] = before


def _put_in_place(order: BookOrder, book: Book, artifacts: Mapping[str, Artifact]) -> None:
    """Write the files that were in the output folder of the client, as far as they count."""
    for name, content in order.previous.items():
        destinations.write(destinations.destination_of(artifacts[name]), content)
    for each in order.prints:
        content = pack(each)  # pages are found by the content of their PDF, which may be any
        path = book.output / each.name
        destinations.write(destinations.Destination(path, book.workspace), content)
        if each.sections is not None:
            epub = next(iter(artifacts.values()))
            print_pages.store_pages(epub, content, each.sections)
    for file in order.fresh:
        finished_files.put(artifacts[file.name], file)


def _find_pictures(book: Book) -> tuple[PictureState, ...]:
    """Return the states of the pictures that the texts of a book name; none without its texts."""
    try:
        return read(book, book_store(book.workspace.output)).value.pictures
    except PublishError:
        return ()  # the making of the artifact meets and reports it
