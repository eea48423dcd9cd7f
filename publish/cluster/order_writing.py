"""Orders of books: what a worker needs to make the artifacts of a book that are not fresh."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from publish.artifacts import print_pages
from publish.artifacts.plan import Artifact, Request
from publish.artifacts.related_files import list_with_origins, print_of
from publish.cluster import finished_files
from publish.cluster.book_contents import (
    BookContents,
    CannotTravel,
    find_dates,
    list_contents,
    relative_path,
)
from publish.cluster.finished_files import FinishedFile
from publish.cluster.messages import BookOrder, PrintInPlace
from publish.config import Book
from publish.config.options import Format
from publish.config.pictures import PictureState
from publish.storage.digests import digest
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OrderOptions:
    """The options of a build: its request, whether warnings are errors, and all files are made."""

    request: Request
    strict: bool = False
    force: bool = False


def write_order(
    artifacts: Sequence[Artifact], options: OrderOptions, pictures: Sequence[PictureState] = ()
) -> BookOrder:
    """Return the order of artifacts of one book, whose texts name these pictures.

    Raises CannotTravel where another machine cannot make them, and OSError where a file is missing.
    """
    book = artifacts[0].book
    every = list_with_origins(artifacts)
    contents = list_contents(book, every, pictures)
    place = book.folder or book.texts[0]
    return BookOrder(
        name=book.name,
        path="" if book.bind else relative_path(place, book.workspace.root),
        request=options.request,
        artifacts=tuple(artifact.path.name for artifact in artifacts),
        strict=options.strict,
        files=contents.files,
        shared=contents.shared,
        blobs=dict(_read_blobs(book.workspace.root, contents.files)),
        previous=dict(_read_previous(every)),
        prints=tuple(_find_prints(every)),
        fresh=tuple(_take_fresh(every, artifacts)),
        pictures=tuple(pictures),
        dates=tuple(find_dates(book, every, pictures)),
        epoch=os.environ.get("SOURCE_DATE_EPOCH"),
    )


def is_current(order: BookOrder, book: Book, artifacts: Sequence[Artifact]) -> bool:
    """Return whether the files of a book are still those of its order."""
    try:
        contents = list_contents(book, artifacts, order.pictures)
    except (CannotTravel, OSError):
        return False
    return contents == BookContents(order.files, order.shared)


def read_shared(root: Path, shared: Mapping[str, str], wanted: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of these digests among the shared files of a workspace.

    Raises CannotTravel where a file has changed since, and OSError where it is missing.
    """
    names = {content: name for name, content in shared.items()}
    return dict(_read_blobs(root, {names[content]: content for content in wanted}))


def _read_blobs(root: Path, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for name, expected in files.items():
        data = (root / name).read_bytes()
        if digest(data) != expected:
            raise CannotTravel(f"{name} is being changed")
        yield expected, data


def _read_previous(artifacts: Iterable[Artifact]) -> Iterator[tuple[str, bytes]]:
    for artifact in artifacts:
        if artifact.format.is_epub and artifact.path.is_file():
            yield artifact.path.name, artifact.path.read_bytes()


def _find_prints(artifacts: Iterable[Artifact]) -> Iterator[PrintInPlace]:
    """Yield the PDFs in their places whose pages the EPUBs among the artifacts cite."""
    pdfs = {pdf.path: pdf for pdf in map(print_of, filter(_is_epub, artifacts))}
    for path, pdf in pdfs.items():
        if path.is_file():
            yield PrintInPlace(path.name, print_pages.find_sections(pdf))


def _is_epub(artifact: Artifact) -> bool:
    return artifact.format is Format.EPUB


def _take_fresh(every: Iterable[Artifact], artifacts: Sequence[Artifact]) -> Iterator[FinishedFile]:
    """Yield the fresh files among ``every`` that are not among the artifacts to make."""
    paths = {artifact.path for artifact in artifacts}
    for each in every:
        if each.path not in paths and (file := finished_files.take(each)):
            yield file
