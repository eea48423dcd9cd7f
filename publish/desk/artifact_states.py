"""The files of a book in the output folder: never made, as the text is now, or older than it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from publish.artifacts.make import find_fresh
from publish.artifacts.plan import Artifact, file_name, plan
from publish.config.options import Format
from publish.desk.view_making import plan_view, request_of
from publish.desk.views import name_of
from publish.diagnostics import PublishError

if TYPE_CHECKING:
    from publish.config import Book
    from publish.desk.views import LaidOutView, ViewKey

_ALWAYS = (Format.PDF, Format.EPUB, Format.BOOKLET)
"""The formats that the desk offers for every book; others where its settings ask for them."""


class ArtifactState(StrEnum):
    """The state of a file, by the freshness that builds use."""

    MISSING = "missing"
    FRESH = "fresh"
    OLD = "old"


def find_state(artifact: Artifact) -> ArtifactState:
    """Return the state of a file; one whose inputs cannot be read is old."""
    if not artifact.path.is_file():
        return ArtifactState.MISSING
    try:
        return ArtifactState.FRESH if find_fresh(artifact) else ArtifactState.OLD
    except (PublishError, OSError):
        return ArtifactState.OLD


class ArtifactStates:
    """The states of the files of books, and the record of what was printed of them.

    ``lock`` is held while files are read: the store, which one thread may use at a time, has their
    stamps, and PDFium draws the pages of a record.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def describe(self, key: ViewKey, book: Book) -> dict[str, Any]:
        """Return the files of the choices of a view, and those that a build of the book makes."""
        with self._lock:
            offered = [_describe(each) for each in list_offered(key, book)]
            try:
                planned = [_describe(each) for each in plan(book)]
            except PublishError:
                planned = []  # the messages of the view say why
            return {"offered": offered, "planned": planned, "printed": find_print_date(key, book)}

    def find_file(self, book: Book, key: ViewKey, wanted: str) -> Artifact | None:
        """Return the file of that identifier, if it is as a build would make it now."""
        with self._lock:
            for artifact in list_offered(key, book):
                if _identifier(artifact) == wanted and find_fresh(artifact):
                    return artifact
            return None

    def write_printed(self, key: ViewKey, book: Book, laid_out: LaidOutView) -> None:
        """Record that the pages of a view are printed; raise PublishError where that fails."""
        from publish.artifacts.reprint.print_record import write_record

        with self._lock:
            write_record(_plan_as_set(key, book), laid_out.data, laid_out.pages)


def list_offered(key: ViewKey, book: Book) -> Iterator[Artifact]:
    """Yield the files that the desk offers in the edition and profile of a view.

    They have the look that the settings choose: a view alone shows another one.
    """
    others = [each for each in Format if each in book.settings.formats and each not in _ALWAYS]
    for kind in (*_ALWAYS, *others):
        try:
            yield plan(book, request_of(key, kind))[0]
        except PublishError:
            continue  # a large-print edition has no EPUB


def find_print_date(key: ViewKey, book: Book) -> str | None:
    """Return the date of the record of what was printed of a view, if there is one."""
    from publish.artifacts.reprint.print_record import read_record

    try:
        record = read_record(_plan_as_set(key, book))
    except PublishError:
        return None
    return record.date if record else None


def find_reprints(key: ViewKey, book: Book, laid_out: LaidOutView) -> frozenset[int] | None:
    """Return the numbers of the pages that differ from the printed ones; None without a record."""
    from publish.artifacts.reprint.print_record import find_changed_pages

    if key.theme:
        return None  # files have the look of the settings, so that no such pages are printed
    try:
        return find_changed_pages(_plan_as_set(key, book), laid_out.pages)
    except PublishError:
        return None


def _plan_as_set(key: ViewKey, book: Book) -> Artifact:
    return plan_view(replace(key, theme=""), book)


def _describe(artifact: Artifact) -> dict[str, Any]:
    state = find_state(artifact)
    return {
        "id": _identifier(artifact),
        "kind": artifact.format.value,
        "edition": artifact.edition,
        "profile": artifact.profile,
        "name": artifact.path.name,
        "state": state.value,
        "size": artifact.path.stat().st_size if state is ArtifactState.FRESH else None,
    }


def _identifier(artifact: Artifact) -> str:
    return name_of("artifact", file_name(artifact))
