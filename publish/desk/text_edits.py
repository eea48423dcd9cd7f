"""Edits of files that the desk makes: written in one step, shown as a diff, and undone."""

from __future__ import annotations

import difflib
import os
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from publish.artifacts.text_fixes import resolve_within, write_fix
from publish.diagnostics import PublishError
from publish.diagnostics.rules.destinations import NOT_FIXED
from publish.exceptions import access_error
from publish.storage.atomic_write import replace_file
from publish.text.dataclass import dataclass
from publish.text.invisible import show_invisible

_REMEMBERED = 1000
"""Edits that can be undone, the newest of a session."""

_CONTEXT = 1
"""Unchanged lines that a diff shows around a change."""


class TextChanged(PublishError):
    """The file is not as it was when the edit was made; ``data`` is its content, None without."""

    def __init__(self, path: Path, data: bytes | None) -> None:
        state = "is no longer there" if data is None else "has changed meanwhile"
        message = f"{path.name} {state}, so nothing was written"
        super().__init__(NOT_FIXED.anywhere(message, "look at the file as it is now, then repeat"))
        self.data = data


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A file with its content before and after an edit; None where there is no file."""

    path: Path
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)

    @property
    def reverse(self) -> TextEdit:
        """The edit that undoes this one."""
        return TextEdit(self.path, self.after, self.before)

    def diff(self) -> str:
        """Return the unified diff of the edit, invisible characters as their numbers."""
        before, after = map(_show, (self.before, self.after))
        names = self.path.name, self.path.name
        lines = difflib.unified_diff(before, after, *names, lineterm="", n=_CONTEXT)
        return "\n".join(lines)


def _show(data: bytes | None) -> list[str]:
    text = (data or b"").decode("utf-8", "replace")
    return show_invisible(text).splitlines()


def write_edit(edit: TextEdit, allowed: Iterable[Path]) -> None:
    """Make an edit in the files and folders ``allowed``; a file is whole at each moment.

    Raises TextChanged where the file is not as before the edit, and PublishError as ``write_fix``
    does.
    """
    allowed = tuple(allowed)
    target = resolve_within(edit.path, allowed)
    present = _read(target)
    if present != edit.before:
        raise TextChanged(edit.path, present)
    if edit.after == edit.before:
        return
    if edit.before is not None and edit.after is not None:
        write_fix(edit.path, edit.before, edit.after, allowed)
        return
    try:
        if edit.after is not None:
            replace_file(target, edit.after, durable=True)
        else:
            target.unlink()
    except OSError as error:
        raise PublishError(access_error(error, "write", target)) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if os.path.lexists(path) else None
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error


class EditHistory:
    """The edits of a session under names that say nothing, newest last."""

    def __init__(self) -> None:
        self._edits: OrderedDict[str, TextEdit] = OrderedDict()

    def add(self, edit: TextEdit) -> str:
        """Return the name under which an edit that was made can be undone."""
        name = secrets.token_urlsafe(9)
        self._edits[name] = edit
        while len(self._edits) > _REMEMBERED:
            self._edits.popitem(last=False)
        return name

    def undo(self, name: str, allowed: Iterable[Path]) -> TextEdit:
        """Undo an edit and return what was done; KeyError for a name that is not remembered.

        Raises as ``write_edit`` does, and the edit is then still remembered.
        """
        edit = self._edits[name].reverse
        write_edit(edit, allowed)
        del self._edits[name]
        return edit
