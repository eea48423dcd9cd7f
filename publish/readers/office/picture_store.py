"""Pictures of a document that its text shows."""

from __future__ import annotations

from collections.abc import Callable

from publish.access import Refusal
from publish.access.picture_data import check_picture
from publish.diagnostics import PublishError
from publish.document.resources import Resource
from publish.storage.digests import digest

MISSING = "is missing from the file"
"""The reason why a picture is not read that the file does not have."""


def outside(address: str) -> str:
    """Return the reason why a picture is not read that stands at an address outside the file."""
    return f"is not in the file but at {address[:80]}"


class PictureStore:
    """The pictures of a document, each read once; ``read`` returns None for a missing one."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self.pictures: dict[str, Resource] = {}
        self._reasons: dict[str, str] = {}

    def find(self, name: str) -> str:
        """Return why the picture ``name`` is not read; nothing for one in ``pictures``."""
        if name not in self.pictures and name not in self._reasons:
            try:
                data = self._read(name)
            except PublishError as error:
                self._reasons[name] = str(error)
            else:
                self.add(name, data)
        return self._reasons.get(name, "")

    def add(self, name: str, data: bytes | None) -> str:
        """Add a picture, and return why it is not read; nothing for one in ``pictures``."""
        try:
            if data is None:
                self._reasons[name] = MISSING
            elif name not in self.pictures:
                self.pictures[name] = Resource(digest(data), check_picture(data), data)
        except Refusal as error:
            self._reasons[name] = str(error)
        return self._reasons.get(name, "")
