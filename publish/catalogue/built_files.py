"""The built files of the books of a workspace, and whether each is fresh."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.artifacts.file_marks import has_own_mark
from publish.artifacts.make import find_fresh
from publish.artifacts.plan import ALL_EDITIONS, Artifact, Request, plan
from publish.catalogue.book_diagnostics import OldFiles, report_old, report_unbuilt
from publish.catalogue.model import FileKind
from publish.config import Book, Workspace, open_book
from publish.config.edition_options import commentary_choices
from publish.config.options import Edition, Format, Profile
from publish.diagnostics import Diagnostic, Outcome
from publish.exceptions import diagnose
from publish.storage.cache_paths import stamp_key, stamp_store
from publish.text.dataclass import dataclass
from publish.text.source import Span

_ENDINGS = {".epub": FileKind.EPUB, ".azw3": FileKind.AZW3, ".pdf": FileKind.PDF}
"""The kinds of files by their endings, where their names say no more."""

_COMMENTARIES = frozenset({"commentary", "foot-commentary", "no-commentary"})
_LANGUAGES = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,3}){0,9}")
_FORMATS = {
    FileKind.EPUB: Format.EPUB,
    FileKind.KEPUB: Format.KEPUB,
    FileKind.AZW3: Format.AZW3,
    FileKind.BOOKLET: Format.BOOKLET,
    FileKind.SAMPLE: Format.SAMPLE,
}
"""The formats of kinds of files; PDFs have one format, and are always planned."""

_EPUBS = {"kepub": FileKind.KEPUB, "sample": FileKind.SAMPLE}
"""The kinds of EPUBs that have a name before their ending."""

_SHEET = re.compile(r"booklet-[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that a build wrote; ``edition`` is empty for the first edition of its book.

    ``suffix`` is the part of its name that follows the name of its book.
    """

    path: Path
    kind: FileKind
    edition: str
    suffix: str


@dataclass(frozen=True, slots=True)
class BuiltBook:
    """A book of the workspace with its built files, the first edition first."""

    book: Book
    files: tuple[BuiltFile, ...]


def find_built_books(workspace: Workspace) -> Outcome[tuple[BuiltBook, ...]]:
    """Return the books with built files, and diagnostics about books and files left out or old.

    A book that cannot be opened is an error.
    """
    books: list[BuiltBook] = []
    unbuilt: list[Book] = []
    old: list[OldFiles] = []
    diagnostics: list[Diagnostic] = []
    for name in workspace.book_names():
        try:
            book = open_book(name, workspace)
            files = tuple(sorted(_list_files(book), key=_order))
            old += _find_old(book, files)
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, name, Span(name, 0, 0))
        else:
            books += [BuiltBook(book, files)] if files else []
            unbuilt += [] if files else [book]
    diagnostics += (*report_unbuilt(unbuilt), *report_old(old))
    return Outcome(tuple(books), tuple(diagnostics))


def _order(file: BuiltFile) -> tuple[bool, list[str], int, str]:
    # `original` comes before `original.no-commentary`.
    return (
        bool(file.edition),
        file.edition.split("."),
        list(FileKind).index(file.kind),
        file.path.name,
    )


def _list_files(book: Book) -> Iterator[BuiltFile]:
    """Yield the files in the output folder of a book whose names a build gives."""
    try:
        names = sorted(entry.name for entry in os.scandir(book.output) if entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return
    store = stamp_store(book.workspace.output)
    for name in names:
        path = book.output / name
        file = _parse_name(path, book.name)
        if file and (store.has(stamp_key(path)) or has_own_mark(path)):
            yield file


def _parse_name(path: Path, book: str) -> BuiltFile | None:
    """Return the file that a name such as ``lesson.original.accessible.pdf`` stands for."""
    stem, ending = os.path.splitext(path.name)  # noqa: PTH122  # the stem of a Path loses no more
    if ending not in _ENDINGS or not f"{stem}.".startswith(f"{book}."):
        return None
    kind = _ENDINGS[ending]
    edition: list[str] = []
    for part in stem[len(book) + 1 :].split(".") if len(stem) > len(book) else ():
        if part in tuple(Edition) or part in _COMMENTARIES or _LANGUAGES.fullmatch(part):
            edition.append(part)
        elif part in _EPUBS and kind is FileKind.EPUB:
            kind = _EPUBS[part]
        elif part == Profile.ACCESSIBLE and kind is FileKind.PDF:
            kind = FileKind.ACCESSIBLE_PDF
        elif _SHEET.fullmatch(part) and kind is FileKind.PDF:
            kind = FileKind.BOOKLET
        else:
            return None
    return BuiltFile(path, kind, ".".join(edition), path.name[len(book) :])


def _find_old(book: Book, files: Sequence[BuiltFile]) -> list[OldFiles]:
    """Return the files of a book that are not as a build would make them now, if there are any."""
    artifacts = _plan(book, files) if files else {}
    names = tuple(
        file.path.name
        for file in files
        if (artifact := artifacts.get(file.path)) and find_fresh(artifact) is None
    )
    return [OldFiles(book, names)] if names else []


def _plan(book: Book, files: Sequence[BuiltFile]) -> dict[Path, Artifact]:
    """Return the artifacts that the files are, by their paths."""
    kinds = {file.kind for file in files}
    formats = [Format.PDF, *(form for kind, form in _FORMATS.items() if kind in kinds)]
    artifacts: dict[Path, Artifact] = {}
    for profile in Profile if FileKind.ACCESSIBLE_PDF in kinds else (Profile.SCREEN,):
        for choices in ((), commentary_choices(shown=False)):
            request = Request(tuple(formats), ALL_EDITIONS, profile, choices)
            artifacts |= {artifact.path: artifact for artifact in plan(book, request)}
    return artifacts
