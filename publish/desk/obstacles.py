"""Obstacles to saving: a folder that may not be written to, and a disk without room."""

from __future__ import annotations

import os
import shutil

from publish.config.workspace import Workspace
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.destinations import NOT_SAVED

_LEAST_ROOM = 1_000_000
"""Bytes of a disk below which a text or a book finds no room."""


def find_obstacles(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Return a warning where nothing can be saved in a workspace now, else nothing."""
    folder = workspace.sources if workspace.sources.is_dir() else workspace.root
    if not folder.is_dir():
        return ()  # other messages say that it is gone
    if not os.access(folder, os.W_OK):
        message = f"nothing can be saved: {folder} may not be written to"
        hint = "copy the folder of your books to a place of your own, and open the desk there"
        return (NOT_SAVED.anywhere(message, hint),)
    if shutil.disk_usage(folder).free < _LEAST_ROOM:
        message = "nothing can be saved: the disk is full"
        return (NOT_SAVED.anywhere(message, "remove files that you do not need"),)
    return ()
