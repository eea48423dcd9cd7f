"""The built files of the books of a workspace, and whether each is fresh."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.artifacts.file_marks import has_own_mark
from publish.artifacts.make import find_fresh
from publish.artifacts.plan import ALL_EDITIONS, Artifact, Request, plan
from publish.catalogue.model import FileKind
from publish.config import Book
from publish.config.edition_options import commentary_choices
from publish.config.options import Edition, Format
from publish.config.pdf_profiles import ACCESSIBLE, SCREEN
from publish.config.profiles import list_profiles
from publish.storage.cache_paths import stamp_key, stamp_store
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass

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

_SHEET = re.compile(r"booklet-[a-z0-9]+")
"""The name of a folded booklet; sheets that are cut or punched are for organisers, not readers."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that a build wrote; ``edition`` is empty for the first edition of its book.

    ``suffix`` is the part of its name that follows the name of its book.
    """

    place: str
    kind: FileKind
    edition: str
    suffix: str

    @property
    def path(self) -> Path:
        """The path of the file."""
        return Path(self.place)


def _order(file: BuiltFile) -> tuple[bool, list[str], int, str]:
    # `original` comes before `original.no-commentary`.
    return (
        bool(file.edition),
        file.edition.split("."),
        list(FileKind).index(file.kind),
        file.path.name,
    )


def list_built_files(book: Book) -> tuple[BuiltFile, ...]:
    """Return the files that builds of a book wrote, those of the first edition first."""
    return tuple(sorted(_list_files(book), key=_order))


def _list_files(book: Book) -> Iterator[BuiltFile]:
    """Yield the files in the output folder of a book whose names a build gives.

    Those for a press and for an archive are not for readers.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(book.output) if entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return
    store = stamp_store(book.workspace.output)
    profiles = {profile.name for profile in list_profiles(book.settings)} - {ACCESSIBLE}
    for name in names:
        path = book.output / name
        file = _parse_name(path, book.name)
        if profiles.intersection(name.removeprefix(f"{book.name}.").split(".")):
            continue
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
        elif part == ACCESSIBLE and kind is FileKind.PDF:
            kind = FileKind.ACCESSIBLE_PDF
        elif _SHEET.fullmatch(part) and kind is FileKind.PDF:
            kind = FileKind.BOOKLET
        else:
            return None
    return BuiltFile(str(path), kind, ".".join(edition), path.name[len(book) :])


def find_old_files(book: Book, files: Sequence[BuiltFile]) -> tuple[str, ...]:
    """Return the names of the files that are not as a build would make them now."""
    artifacts = plan_artifacts(book, files) if files else {}
    return tuple(
        file.path.name
        for file in files
        if (artifact := artifacts.get(file.path)) and find_fresh(artifact) is None
    )


def plan_artifacts(book: Book, files: Sequence[BuiltFile]) -> dict[Path, Artifact]:
    """Return the artifacts that the files are, by their paths."""
    kinds = {file.kind for file in files}
    formats = [Format.PDF, *(form for kind, form in _FORMATS.items() if kind in kinds)]
    artifacts: dict[Path, Artifact] = {}
    for profile in (SCREEN, ACCESSIBLE) if FileKind.ACCESSIBLE_PDF in kinds else (SCREEN,):
        for choices in ((), commentary_choices(shown=False)):
            request = Request(tuple(formats), ALL_EDITIONS, profile, choices)
            artifacts |= {artifact.path: artifact for artifact in plan(book, request)}
    return artifacts


register_module(__name__)
