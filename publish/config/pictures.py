"""Files of the pictures that texts name: found, read within bounds, and known by their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from publish.access import (
    Reason,
    Refusal,
    find_file,
    read_data_url,
    read_inside,
    scheme_of,
    spellings,
)
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.config.workspace import Book
    from publish.document.resources import Resource

MOST_BYTES_OF_BOOK = 500_000_000
"""Bytes of all pictures of a book."""

PictureState = tuple[str, str, str]
"""The file of a text, an address in it, and the digest of the picture or the reason without one."""


@dataclass(frozen=True)
class PictureLoader:
    """The pictures of the texts of a book; each is read once.

    ``root`` is the folder to which names of texts are relative, ``folders`` are those in which
    pictures may lie, links followed.
    """

    root: Path
    folders: tuple[Path, ...]
    _contents: dict[tuple[str, str], bytes | Refusal] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, book: Book) -> PictureLoader:
        """Return the loader of a book: from its workspace, and from the folders of its texts.

        A book without files, as a text that is passed as a string, may name none.
        """
        root = book.workspace.root
        own = tuple(dict.fromkeys(path.parent for path in book.texts))
        return cls(root, (root, *own) if own and book.workspace.has_file else own)

    @property
    def states(self) -> tuple[PictureState, ...]:
        """The states of the pictures of files that were asked for, which a book depends on."""
        return tuple((*key, _state(content)) for key, content in sorted(self._contents.items()))

    def state(self, file: str, address: str) -> str:
        """Return the digest of the picture that a text names, or the reason why there is none."""
        if scheme_of(address) == "data":
            return digest(address)
        key = (file, address)
        if key not in self._contents:
            self._contents[key] = self._read(file, address)
        return _state(self._contents[key])

    def load(self, file: str, address: str) -> Resource:
        """Return the picture that a text names; raise Refusal where it is not read."""
        from publish.access.picture_data import check_picture
        from publish.document.resources import Resource

        if scheme_of(address) == "data":
            data: bytes | Refusal = read_data_url(address)
        else:
            self.state(file, address)
            data = self._contents[file, address]
        if isinstance(data, Refusal):
            raise data
        return Resource(digest(data), check_picture(data), data)

    def _read(self, file: str, address: str) -> bytes | Refusal:
        read = sum(len(each) for each in self._contents.values() if isinstance(each, bytes))
        try:
            path = find_file(address, (self.root / file).parent, self.folders)
            data = read_inside(path, self.folders)
        except Refusal as refusal:
            return refusal
        if read + len(data) > MOST_BYTES_OF_BOOK:
            most = f"{MOST_BYTES_OF_BOOK // 1_000_000} MB"
            return Refusal(Reason.TOO_LARGE, f"is one too many: all together have more than {most}")
        return data


def list_paths(book: Book, states: Iterable[PictureState]) -> Iterator[Path]:
    """Yield the files of the pictures that a book was made with."""
    loader = PictureLoader.of(book)
    for file, address, _ in states:
        try:
            path = find_file(address, (loader.root / file).parent, loader.folders)
        except Refusal:
            continue
        if path.is_file():
            yield path


def list_candidates(book: Book, states: Iterable[PictureState]) -> Iterator[Path]:
    """Yield the paths where the pictures that texts name may lie, whether they are there or not."""
    root = book.workspace.root
    for file, address, _ in states:
        if not scheme_of(address):
            yield from ((root / file).parent / name for name in spellings(address))


def _state(content: bytes | Refusal) -> str:
    return digest(content) if isinstance(content, bytes) else content.reason.name
