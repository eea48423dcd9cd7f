"""``publish`` without a command: the books of the current folder, and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.config.workspace import Workspace, inspect_workspace
from publish.desk.desk_records import list_records
from publish.text.invisible import printable

_MOST_NAMES = 8
"""The number of books that are named; of more, the others are counted."""


def describe_folder(folder: Path) -> Iterator[str]:
    """Yield the lines about a folder: its books and how to open the desk, or how to begin."""
    workspace = inspect_workspace(folder).value
    if workspace.has_file:
        yield from _describe_workspace(workspace)
    else:
        yield "There is no workspace of books here. To begin:"
        yield ""
        yield "  publish new my-books --open   a workspace with an example, and its desk"
        yield "  publish preview TEXT.docx     the desk of a text that you have"
    yield ""
    yield "  publish --help                every command"


def _describe_workspace(workspace: Workspace) -> Iterator[str]:
    names = workspace.book_names()
    count = f"{len(names)} book{'s' if len(names) != 1 else ''}"
    shown = ", ".join(map(printable, names[:_MOST_NAMES]))
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    books = f"{count}: {shown}{more}" if names else "no books yet"
    bound = ", ".join(printable(bind.name) for bind in workspace.binds)
    binds = f"; bound of them: {bound}" if bound else ""
    yield f"{printable(workspace.root.name)} is a workspace with {books}{binds}"
    for record in list_records():
        if record.folder == str(workspace.root):
            yield f"its desk is open: {record.address}"
    yield ""
    yield "  publish preview               open the desk: pages, messages and text in the browser"
    yield "  publish check                 what to correct"
    yield "  publish build                 make the books, in output/"
