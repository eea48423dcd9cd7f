"""The memory of a library: what was rendered from what, and the states of the files as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.catalogue.file_states import FileState
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a library as it was written: its size, its inode, its time, and its SHA-256."""

    size: int
    inode: int
    modified: int
    sha256: str

    def is_at(self, state: FileState | None) -> bool:
        """Return whether a file has the same state, so that its bytes need not be read."""
        # A link to a file moves the time of its entry, and each new folder is made of links.
        own = (self.size, self.inode, self.modified)
        return state is not None and own == (state.size, state.inode, state.modified)


@dataclass(frozen=True, slots=True)
class LibraryMemory:
    """The files of a library as they were written, and its renderings, by their names.

    A rendering has the key of its inputs, and the SHA-256 of its bytes.
    """

    files: Mapping[str, WrittenFile] = field(default_factory=dict)
    renderings: Mapping[str, tuple[str, str]] = field(default_factory=dict)


register_module(__name__)
