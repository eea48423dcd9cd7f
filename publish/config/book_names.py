"""The names of the books in ``sources/``, and the files there that are no books."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules import files as rules
from publish.readers import endings, is_text_name, list_texts
from publish.text.invisible import printable

BOOK_FILE = "book.toml"
"""The settings of a folder book, in its folder."""

_PLAIN = frozenset({".asc", ".mdown", ".text"})
_DOCUMENTS = _PLAIN | frozenset(
    {".azw3", ".doc", ".dot", ".mobi", ".pages", ".pdf", ".sxw", ".wpd", ".wps"}
)
"""The endings of files that hold a text, but that no reader reads; those of plain text first."""

_NOT_TEXTS = frozenset({"copying", "license", "makefile", "notes", "readme", "todo"})
"""The stems of files that lie beside texts and belong to no book."""

_LISTED = 20
"""The number of books that a hint lists."""

_ORDER = re.compile(r"^[^\S\n]*+files\s*+=", re.MULTILINE)

_KINDS = {
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def list_books(sources: Path) -> dict[str, Path]:
    """Return the folder or the text of each book by its name; a folder comes before a text."""
    texts: dict[str, Path] = {}
    for path in list_texts(sources):
        texts.setdefault(path.stem, path)
    return texts | {path.name: path for path in _entries(sources) if is_book_folder(path)}


def find_book(name: str, sources: Path) -> Path | None:
    """Return the folder or the text of the book of that name, or None.

    A folder without texts is returned where no text has its name.
    """
    if not name or name in (os.curdir, os.pardir) or has_separator(name):
        return None
    folder = sources / name
    if is_book_folder(folder):
        return folder
    # The usual form of the first ending; else the same text that a list of the folder has first.
    usual = sources / f"{name}{endings()[0]}"
    if is_file(usual):
        return usual
    texts = [path for path in list_texts(sources) if path.stem == name]
    return texts[0] if texts else folder if is_folder(folder) else None


def is_path(name: str) -> bool:
    """Return whether a name on the command line is a path: it has a separator or an ending.

    The ending is that of a text, or of a document that cannot be read, of which the error tells.
    """
    if name in (os.curdir, os.pardir) or has_separator(name) or is_text_name(name):
        return True
    return Path(name).suffix.lower() in _DOCUMENTS


def has_separator(name: str) -> bool:
    """Return whether a name has a separator of folders."""
    return os.sep in name or bool(os.altsep and os.altsep in name)


def is_book_folder(path: Path) -> bool:
    """Return whether a path is a folder with texts, or with settings of a book."""
    if path.name.startswith(".") or not is_folder(path):
        return False
    return (path / BOOK_FILE).is_file() or bool(list_texts(path))


def is_file(path: Path) -> bool:
    """Return whether a path is that of a file; False also where the path is too long for one."""
    return os.path.isfile(path)  # noqa: PTH113  # Path.is_file raises OSError for a long name


def is_folder(path: Path) -> bool:
    """Return whether a path is that of a folder; False also where the path is too long for one."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir raises OSError for a long name


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return a key that sorts ``2`` before ``10``."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


def suggest(wrong: str, names: Sequence[str]) -> list[str]:
    """Return the hints to a name of no book: the most similar name, and the first of a list."""
    import difflib  # Right names have no need of it.

    near = difflib.get_close_matches(wrong, names, 1)
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    listed = ", ".join(map(printable, names[:_LISTED]))
    return [
        *(f"did you mean “{printable(each)}”?" for each in near),
        f"books in this workspace: {listed or 'none'}{more}",
    ]


def is_same(path: Path, other: Path) -> bool:
    """Return whether two paths, of which the first has a file, lead to the same one."""
    return other.exists() and path.samefile(other)


def special_kind(path: Path) -> str:
    """Return what a path is that is no file and no folder, as ``a pipe``; empty for others."""
    try:
        return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")
    except (OSError, ValueError):
        is_link = os.path.islink(path)  # noqa: PTH114  # Path.is_symlink raises for a long name
        return "a link that leads nowhere" if is_link else ""


def inspect_sources(sources: Path, root: Path) -> Diagnostics:
    """Return a warning for each file and folder of ``sources/`` that looks like a book and is none.

    ``root`` is the workspace, to which paths in messages are relative.
    """
    try:
        entries = _entries(sources, may_fail=True)
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (_unreadable(sources, root, error),)
    books = list_books(sources)
    diagnostics = list(_hidden_books(sources, books, root))
    for path in entries:
        if path.is_dir():
            if path.name not in books:
                diagnostics += _inspect_folder(path, root)
        elif path.stem not in books:
            diagnostics += _inspect_file(path, root)
    return tuple(diagnostics)


def inspect_chapters(folder: Path, root: Path) -> Diagnostics:
    """Return a warning for each file of a folder book that looks like a chapter and is none."""
    settings = folder / BOOK_FILE
    if settings.is_file() and _ORDER.search(settings.read_bytes().decode(errors="replace")):
        return ()  # the settings name the chapters
    chapters = {path.stem for path in list_texts(folder)}
    entries = [path for path in _entries(folder) if not path.is_dir()]
    return tuple(
        diagnostic
        for path in entries
        if path.stem not in chapters
        for diagnostic in _inspect_file(path, root)
    )


def _entries(folder: Path, *, may_fail: bool = False) -> list[Path]:
    """Return the contents of a folder in the order of their names, without hidden ones."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        if may_fail:
            raise
        return []
    return [path for path in paths if not path.name.startswith((".", "~"))]


def _hidden_books(sources: Path, books: dict[str, Path], root: Path) -> Iterator[Diagnostic]:
    for path in sorted(list_texts(sources)):
        book = books[path.stem]
        if book != path:
            kind = "the folder" if book.is_dir() else "the text"
            other = f"{kind} {_display(book, root)} has the same name"
            yield rules.HIDDEN_BOOK.anywhere(
                f"{_display(path, root)} is not made: {other}",
                "rename one of them, so that each has an output folder",
            )


def _inspect_folder(folder: Path, root: Path) -> Iterator[Diagnostic]:
    try:
        entries = _entries(folder, may_fail=True)
    except OSError as error:
        yield _unreadable(folder, root, error)
        return
    subfolders = [path for path in entries if is_book_folder(path)]
    documents = [path for path in entries if not path.is_dir() and _is_document(path)]
    if subfolders:
        place = _display(subfolders[0], root)
        yield rules.NO_BOOK_IN_FOLDER.anywhere(
            f"{_display(folder, root)} is no book: its texts are in {place}",
            "books lie in sources/ itself, as texts or as folders of texts",
        )
    elif not entries:
        yield rules.NO_BOOK_IN_FOLDER.anywhere(
            f"{_display(folder, root)} is an empty folder",
            "a folder book holds texts, such as .txt and .docx files, one a chapter",
        )
    for path in documents:
        yield from _inspect_file(path, root)


def _inspect_file(path: Path, root: Path) -> Iterator[Diagnostic]:
    if path.name.endswith("~"):
        return
    kind = special_kind(path)
    if kind and is_text_name(path.name):
        message = f"{_display(path, root)} is {kind}, not a text"
        yield rules.NOT_A_TEXT.anywhere(message, "put a file with the text in its place")
    elif not kind and _is_document(path):
        usual, *_ = endings()
        suffix = path.suffix
        reason = f"texts do not end in {suffix}" if suffix else "its name has no ending"
        message = f"{_display(path, root)} is not read: {reason}"
        rename = f"rename it to {path.stem}{usual}"
        copy = f"save it as {path.stem}.docx, or copy the text into {path.stem}{usual}"
        is_plain = path.suffix.lower() in _PLAIN or not path.suffix
        yield rules.NOT_A_TEXT.anywhere(message, rename if is_plain else copy)


def _is_document(path: Path) -> bool:
    if path.stem.casefold() in _NOT_TEXTS:
        return False
    return path.suffix.lower() in _DOCUMENTS or not path.suffix


def _unreadable(path: Path, root: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower()
    return rules.UNREADABLE.anywhere(
        f"cannot read the folder {_display(path, root)}: {reason}",
        "allow it to be read, or move it out of sources/",
    )


def _display(path: Path, root: Path) -> str:
    """Return a path for messages, relative to the workspace if it is inside."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
