"""New texts in ``sources/``: pasted or dropped on the desk; unreadable ones are not written."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from publish.config.book_names import find_book
from publish.config.workspace import Workspace
from publish.desk.refusals import Refusal
from publish.diagnostics import PublishError
from publish.exceptions import access_error
from publish.readers import endings, is_text_name
from publish.readers.detection import decode_file
from publish.storage.atomic_write import write_whole
from publish.text.invisible import UNPRINTABLE

_LONGEST = 80
"""Characters of a name; its files get endings and editions, and systems allow 255 bytes."""

_RESERVED = frozenset('<>:"/\\|?*')
"""Characters that the names of files cannot have on one system or another."""


def write_new_text(workspace: Workspace, name: str, data: bytes) -> str:
    """Write the text ``data`` to a file of that name, and return the name of its book.

    Raises Refusal where the name or the text is none, or where a book has that name.
    """
    if not workspace.root.is_dir():
        raise Refusal(409, f"the folder {workspace.root} is gone", "move it back to its place")
    file = clean_name(name)
    if not is_text_name(file):
        shown = ", ".join(endings())
        raise Refusal(422, f"{file} is in a format that is not read", f"formats: {shown}")
    book = os.path.splitext(file)[0]  # noqa: PTH122  # a name, no path
    path = workspace.sources / file
    if find_book(book, workspace.sources) or os.path.lexists(path):
        raise Refusal(409, f"there is a book “{book}” already", "choose another name")
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(os.path.realpath(workspace.root)):
        raise Refusal(403, f"{path} is {target.parent}, outside of the workspace")
    try:
        decode_file(data, file)
        write_whole(path, data)
    except PublishError as error:
        raise Refusal.of(error) from error
    except OSError as error:
        raise Refusal.of(PublishError(access_error(error, "write", path)), 403) from error
    return book


def clean_name(name: str) -> str:
    """Return a name as that of a file; raise Refusal where nothing of it is one.

    Only the last part of a path is used, as browsers send it.
    """
    name = PureWindowsPath(PurePosixPath(name).name).name
    name = UNPRINTABLE.sub("", "".join(" " if c in _RESERVED else c for c in name))
    stem, ending = os.path.splitext(" ".join(name.split()))  # noqa: PTH122  # a name, no path
    stem = stem.strip(" .")[:_LONGEST].strip()
    if not stem:
        raise Refusal(422, "the book has no name", "name it after its title, for example")
    return stem + ending
