"""``publish.toml`` and ``book.toml`` as frozen dataclasses; what is wrong in them is an error."""

from publish.config.settings import Settings
from publish.config.workspace import Book, Workspace, find_workspace, open_book

__all__ = ["Book", "Settings", "Workspace", "find_workspace", "open_book"]
