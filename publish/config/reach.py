"""The reach of a workspace: the files that its settings, links and themes may lead to.

A workspace may come from a stranger.  Each path that it names lies in its own folder, links
followed; other places are read only where the user trusts the workspace.  A hard link is not told
from a file of its own: only a user who can already read a file can make one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.access import find_inside
from publish.access.real_paths import RealPaths
from publish.config.book_names import is_file
from publish.config.profiles import list_icc_files
from publish.config.settings import Settings
from publish.diagnostics import Diagnostics
from publish.diagnostics.rules import settings as rules
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE


@dataclass(frozen=True, slots=True)
class BookPlace:
    """The path of a book, its settings file and its folder; ``is_named`` if a user gave the path.

    A file that the user names is always read, what its settings name is not.
    """

    path: Path
    settings: Path
    folder: Path
    is_named: bool


@dataclass(frozen=True, slots=True)
class BookContents:
    """The settings and texts of a book, and the folders of the themes that it may use.

    Those are all themes of the workspace, because one may be based on another.
    """

    settings: Settings
    texts: tuple[Path, ...]
    themes: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A path to which a workspace leads, the subject of a message about it, and the key."""

    path: Path
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """The folders that a book may read; ``root`` is the one that the user may trust."""

    root: Path
    folders: tuple[Path, ...]

    def refuse(self, paths: Iterable[NamedPath], settings: Settings | None = None) -> Diagnostics:
        """Return an error for each path that leads out of the folders of an untrusted root.

        The error is at the key of ``settings`` that names the path.
        """
        real = RealPaths()
        outside = [named for named in paths if find_inside(named.path, self.folders, real) is None]
        if not outside:
            return ()
        from publish.config.trust import is_trusted

        if is_trusted(self.root):
            return ()
        return tuple(
            rules.OUTSIDE.at(
                settings.span_of(named.key) if settings and named.key else NOWHERE,
                f"{named.name} leads to {os.path.realpath(named.path)}, "
                f"outside {os.path.realpath(self.root)}",
                "put the file into the workspace; or, if you know who made the workspace, run the "
                "command once with --trust",
            )
            for named in outside
        )

    def refuse_settings(self, place: BookPlace) -> Diagnostics:
        """Return the error about a settings file that is a link to another place."""
        path = place.settings
        return self.refuse((NamedPath(path, f"the settings file {path.name}"),) * is_file(path))

    def refuse_contents(self, place: BookPlace, contents: BookContents) -> Diagnostics:
        """Return the errors about texts, a picture and a theme of other places."""
        settings = contents.settings
        return self.refuse(_list_paths(place, contents), settings) or tuple(
            rules.SPECIAL_FILE.at(
                settings.span_of("theme"),
                f"{path} is not a file but a device, a pipe or a socket",
            )
            for theme in contents.themes
            for path in _find_special_files(theme)
        )


def find_reach(place: BookPlace, root: Path, workspace_file: str) -> Reach:
    """Return the reach of a book: the workspace, and the folder of a path that the user names.

    Without a ``workspace_file`` in ``root`` there is no workspace.
    """
    is_workspace = (root / workspace_file).is_file()
    own = (place.folder,) if place.is_named or not is_workspace else ()
    return Reach(root, (root, *own)) if is_workspace else Reach(place.folder, own)


def _list_paths(place: BookPlace, contents: BookContents) -> Iterator[NamedPath]:
    """Yield the paths to which the contents of a book lead, without the one that is named."""
    settings = contents.settings
    for text in contents.texts:
        if text == place.path and place.is_named:
            continue
        yield NamedPath(text, f"the text {text}", "files" if settings.files else "")
    for key, path in settings.content_files:
        kind = "text" if path == settings.wrap_cover.back_file else "picture"
        yield NamedPath(path, f"the {kind} {path}", key)
    if people := settings.booklet.people:
        yield NamedPath(people, f"the list {people}", "booklet")
    for icc in list_icc_files(settings):
        yield NamedPath(icc, f"the ICC profile {icc}", "printers")
    for theme in filter(Path.is_dir, contents.themes):
        yield NamedPath(theme, f"the theme “{theme.name}”", "theme")
        for entry in _list_entries(theme):
            if entry.is_symlink():
                link = os.path.relpath(entry.path, theme)
                name = f"{link} in the theme “{theme.name}”"
                yield NamedPath(Path(entry.path), name, "theme")


def _find_special_files(folder: Path) -> Iterator[Path]:
    """Yield the devices, pipes and sockets in a theme, which are never read."""
    for entry in _list_entries(folder):
        try:
            mode = entry.stat().st_mode
        except OSError:
            continue  # a link that leads nowhere
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            yield Path(entry.path)


def _list_entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    yield entry
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
