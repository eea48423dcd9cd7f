"""The workspace, and the books that it contains or that a path names."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from publish.config.settings import Settings, read_settings
from publish.config.toml_file import key_span, load_toml
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import files
from publish.diagnostics.rules import settings as rules
from publish.readers import endings, list_texts
from publish.readers.decode import decode
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Source

WORKSPACE_FILE = "publish.toml"
BOOK_FILE = "book.toml"
_FOLDERS = {"sources": "sources", "output": "output", "styles": "styles"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of books; ``defaults`` are the settings of books that do not set a key."""

    root: Path
    sources: Path
    output: Path
    styles: Path
    defaults: Settings = Settings()

    def book_names(self) -> list[str]:
        """Return the name of every book in ``sources/``, in natural order: 2 before 10."""
        if not self.sources.is_dir():
            return []
        folders = [
            path.name
            for path in self.sources.iterdir()
            if path.is_dir() and ((path / BOOK_FILE).is_file() or list_texts(path))
        ]
        texts = [path.stem for path in list_texts(self.sources)]
        return sorted({*folders, *texts}, key=natural)


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its name, its settings and its texts in order."""

    name: str
    settings: Settings
    texts: tuple[Path, ...]
    workspace: Workspace

    @property
    def output(self) -> Path:
        """The folder of its artifacts."""
        return self.workspace.output / self.name

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of its content: the texts, and the picture of the cover."""
        image = self.settings.cover.image if self.settings.cover else None
        return (*self.texts, image) if image else self.texts

    @property
    def themes(self) -> tuple[Path, ...]:
        """The folders of themes that come before installed ones."""
        return (self.workspace.styles,)


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return a key that sorts ``2`` before ``10``."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


def find_workspace(start: Path) -> Workspace:
    """Return the workspace of the nearest folder upward with a publish.toml, else ``start``'s.

    Without one, books are named by path, and their artifacts go to ``output/`` in ``start``.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / WORKSPACE_FILE).is_file():
            return _read_workspace(folder)
    return Workspace(start, start / "sources", start / "output", start / "styles")


def _read_workspace(root: Path) -> Workspace:
    source = read_source(root / WORKSPACE_FILE, may_be_empty=True)
    settings = read_settings(source, Settings(), frozenset({"folders"}))
    settings = _with_picture(settings, source, root)
    named = load_toml(source).get("folders", {})
    is_table = isinstance(named, dict) and all(isinstance(path, str) for path in named.values())
    if not is_table or set(named) - set(_FOLDERS):
        raise PublishError(
            rules.WRONG_TYPE.at(
                key_span(source, "folders"),
                "`folders` takes the names of folders",
                '[folders] may have: sources = "…", output = "…", styles = "…"',
            )
        )
    folders = {name: root / path for name, path in (_FOLDERS | named).items()}
    return Workspace(root, folders["sources"], folders["output"], folders["styles"], settings)


def open_book(name: str, workspace: Workspace) -> Book:
    """Return the book that ``name`` stands for: one under ``sources/``, or the path of a file.

    Raise PublishError where there is none, or where its settings are wrong.
    """
    texts = [workspace.sources / f"{name}{ending}" for ending in endings()]
    for candidate in (Path(name), workspace.sources / name, *texts):
        if candidate.is_dir() and candidate != workspace.sources:
            return _folder_book(candidate, workspace)
        if candidate.is_file():
            return _file_book(candidate, workspace)
    raise PublishError(_missing(name, workspace))


def _file_book(path: Path, workspace: Workspace) -> Book:
    settings = _settings_beside(path.with_suffix(".toml"), workspace)
    if settings.files:
        settings = replace(settings, files=())
    return Book(path.stem, settings, (path,), workspace)


def _folder_book(folder: Path, workspace: Workspace) -> Book:
    settings = _settings_beside(folder / BOOK_FILE, workspace)
    name = folder.absolute().name
    if settings.files:
        texts = tuple(folder / file for file in settings.files)
        missing = [path.name for path in texts if not path.is_file()]
        if missing:
            source = read_source(folder / BOOK_FILE)
            raise PublishError(
                rules.NO_SUCH_FILE.at(
                    key_span(source, "files"),
                    f"there is no {', '.join(missing)} in {display_path(folder, workspace)}",
                    "texts in that folder: "
                    + (", ".join(sorted(p.name for p in list_texts(folder))) or "none"),
                )
            )
    else:
        texts = tuple(sorted(list_texts(folder), key=lambda path: natural(path.name)))
    if not texts:
        raise PublishError(
            files.NO_TEXTS.anywhere(
                f"{display_path(folder, workspace)} is a folder without texts",
                f"a folder book holds {' or '.join(endings())} files, one a chapter",
            )
        )
    return Book(name, settings, texts, workspace)


def _settings_beside(path: Path, workspace: Workspace) -> Settings:
    if not path.is_file():
        return workspace.defaults
    source = read_source(path, may_be_empty=True)
    settings = read_settings(source, workspace.defaults)
    if settings.cover == workspace.defaults.cover:
        return settings
    return _with_picture(settings, source, path.parent)


def _with_picture(settings: Settings, source: Source, folder: Path) -> Settings:
    """Return ``settings`` with the picture of the cover found in ``folder``."""
    if settings.cover is None or settings.cover.image is None:
        return settings
    image = folder / settings.cover.image
    if not image.is_file():
        raise PublishError(
            rules.NO_SUCH_FILE.at(
                key_span(source, "cover"),
                f"there is no picture {settings.cover.image} beside {Path(source.file).name}",
            )
        )
    return replace(settings, cover=replace(settings.cover, image=image))


def _missing(name: str, workspace: Workspace) -> Diagnostic:
    books = workspace.book_names()
    if not (workspace.root / WORKSPACE_FILE).is_file():
        return files.NO_WORKSPACE.anywhere(
            f"there is no file “{name}”, and no workspace in which to look for a book",
            "a workspace is a folder with a publish.toml: `publish new DIR` makes one",
        )
    return files.MISSING.anywhere(
        f"there is no book or file “{name}”",
        f"books in this workspace: {', '.join(books)}" if books else "sources/ has no books yet",
    )


def read_source(path: Path, *, may_be_empty: bool = False) -> Source:
    """Return a settings file as a Source, UTF-8 with or without a byte order mark."""
    data = read_bytes(path)
    if may_be_empty and not data.strip():
        return Source(str(path), "")
    return decode(data, str(path)).value


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise PublishError with the system's reason where it cannot."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(files.MISSING.anywhere(f"there is no file {path}")) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(
            files.FILE_ACCESS.at(NOWHERE, f"cannot read {path}: {reason}")
        ) from error


def display_path(path: Path, workspace: Workspace) -> str:
    """Return a path for messages, relative to the workspace if it is inside."""
    absolute = path.absolute()
    inside = absolute.is_relative_to(workspace.root)
    return str(absolute.relative_to(workspace.root) if inside else absolute)
