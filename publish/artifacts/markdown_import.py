"""Import of books: each read, written as Markdown, read back, compared, and put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from publish.artifacts import destinations
from publish.artifacts.book_files import make_each, refuse_shared
from publish.artifacts.destinations import Destination, TextPolicy
from publish.artifacts.diagnostic_lines import Lines, as_lines
from publish.artifacts.file_marks import FIRST_BYTES, has_own_mark
from publish.artifacts.markdown_set import MarkdownSet, compose_markdown, picture_folder
from publish.artifacts.path_keys import path_key
from publish.artifacts.result import Status
from publish.config import Book, Workspace, open_book
from publish.config.limits import NO_LIMITS, Limits
from publish.config.workspace import inspect_book
from publish.diagnostics import Diagnostic, Outcome, PublishError, stops
from publish.diagnostics.rules.destinations import NOT_OWN
from publish.diagnostics.rules.readers import IMPORT_DIFFERS
from publish.document.difference import find_difference
from publish.document.model import Work
from publish.document.understanding import Understanding
from publish.exceptions import access_error, diagnose
from publish.pipeline.pass_table import ASSEMBLE
from publish.pipeline.stages import read_assembled, read_book
from publish.readers import list_texts
from publish.storage.atomic_write import write_whole
from publish.storage.temporary_folder import staging_folder
from publish.text.dataclass import dataclass

ENDING = ".md"
_ENDINGS = (ENDING, ".markdown")


@dataclass(frozen=True, slots=True)
class MarkdownImport:
    """A book to import, and the Markdown file to write; ``is_named`` where ``-o`` names it."""

    book: Book
    path: Path
    is_named: bool = False
    has_named_folder: bool = False

    @property
    def toml(self) -> Path:
        """The settings beside the Markdown."""
        return self.path.with_suffix(".toml")

    @property
    def pictures(self) -> Path:
        """The folder of the pictures."""
        return picture_folder(self.path)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An import, its status, its diagnostics, the number of its pictures, and a summary."""

    plan: MarkdownImport
    status: Status
    lines: Lines
    pictures: int = 0
    understanding: Understanding | None = None


def plan_imports(
    names: Sequence[str], workspace: Workspace, output: Path | None = None
) -> Outcome[tuple[MarkdownImport, ...]]:
    """Return the imports of books, with the errors of those that cannot be opened or placed.

    ``output`` is the path after ``-o``: a file for one book, else a folder.  Raises ValueError
    where it does not suit them.
    """
    is_file = output is not None and destinations.is_file_destination(output)
    if output is not None and is_file:
        if len(names) > 1:
            raise ValueError(f"{len(names)} books are imported, and {output} is a file")
        if output.suffix.lower() not in _ENDINGS or output.name.startswith("."):
            raise ValueError(f"Markdown is written to a file whose name ends in {ENDING}: {output}")
    plans: dict[tuple[str, tuple[Path, ...]], MarkdownImport] = {}
    diagnostics: list[Diagnostic] = []
    for name in names:
        try:
            opened = inspect_book(name, workspace)
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, name)
            continue
        diagnostics += opened.diagnostics
        book = opened.value
        if book is not None and not stops(opened.diagnostics):
            folder = book.output if output is None else output
            path = folder if is_file else folder / f"{book.name}{ENDING}"
            plan = MarkdownImport(book, path, is_file, has_named_folder=output is not None)
            plans.setdefault((path_key(path), book.texts), plan)
    placed = refuse_shared(tuple(plans.values()))
    return Outcome(placed.value, (*diagnostics, *placed.diagnostics))


def check_imports(
    plans: Sequence[MarkdownImport], *, force: bool = False
) -> Outcome[tuple[MarkdownImport, ...]]:
    """Return the imports whose files may be written, with the errors of the others.

    No file is written over a text or the settings of any of the books.
    """
    inputs = tuple(path for plan in plans for path in destinations.inputs_of(plan.book))
    good: list[MarkdownImport] = []
    diagnostics: list[Diagnostic] = []
    for plan in plans:
        policy = TextPolicy(force, plan.has_named_folder)
        try:
            for path in (plan.path, plan.toml):
                is_named = plan.is_named and path == plan.path
                workspace = plan.book.workspace
                destinations.check(Destination(path, workspace, is_named, inputs, policy))
            destinations.check_folder(plan.pictures)
            _refuse_other_text(plan)
        except PublishError as error:
            diagnostics += error.diagnostics
        else:
            good.append(plan)
    return Outcome(tuple(good), tuple(diagnostics))


def _refuse_other_text(plan: MarkdownImport) -> None:
    """Raise PublishError where the new settings would be those of another text as well."""
    key = path_key(plan.toml)
    for text in list_texts(plan.path.parent):
        is_other = path_key(text) != path_key(plan.path)
        if text.suffix.lower() in FIRST_BYTES and has_own_mark(text):
            continue  # an EPUB that was made of the book
        if is_other and path_key(text.with_suffix(".toml")) == key:
            message = f"{plan.toml} would hold the settings of {text.name} too"
            hint = "give the text another name with `-o`"
            raise PublishError(NOT_OWN.anywhere(message, hint))


def import_books(
    plans: Sequence[MarkdownImport], limits: Limits = NO_LIMITS
) -> Iterator[ImportResult]:
    """Yield the results of imports in order; with ``limits``, each in a process of its own."""
    yield from make_each(import_book, plans, limits, _fail)


def _fail(plan: MarkdownImport, error: Diagnostic) -> ImportResult:
    return ImportResult(plan, Status.FAILED, as_lines([error]))


def import_book(plan: MarkdownImport) -> ImportResult:
    """Return the result of importing a book; on any error the files of before stay."""
    try:
        work, reading = read_assembled(plan.book)
        lines = as_lines(reading.diagnostics)
        understanding = reading.value.understanding
        if stops(reading.diagnostics):
            return ImportResult(plan, Status.FAILED, lines, 0, understanding)
        files = compose_markdown(work, plan.book, plan.path)
        with _naming_errors(plan.path), staging_folder(plan.path) as folder:
            staged = folder / plan.path.name
            _write(files, staged)
            if difference := _compare(files.work, staged, plan.book):
                failures = as_lines((*reading.diagnostics, difference))
                return ImportResult(plan, Status.FAILED, failures, 0, understanding)
            _move(files, staged, plan)
    except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
        errors = diagnose(error, plan.book.name, plan.book.span)
        return ImportResult(plan, Status.FAILED, as_lines(errors))
    return ImportResult(plan, Status.MADE, lines, len(files.pictures), understanding)


@contextmanager
def _naming_errors(path: Path) -> Iterator[None]:
    """Let an error of the system name the file that cannot be written, and no hidden one."""
    try:
        yield
    except OSError as error:
        raise PublishError(access_error(error, "write", path)) from error


def _write(files: MarkdownSet, path: Path) -> None:
    for name, data in files.pictures.items():
        write_whole(picture_folder(path) / name, data)
    write_whole(path.with_suffix(".toml"), files.toml.encode())
    write_whole(path, files.markdown.encode())


def _compare(work: Work, path: Path, book: Book) -> Diagnostic | None:
    """Return the error about the first difference between a Work and the file that it became."""
    reading = read_book(open_book(path, book.workspace), ASSEMBLE)
    difference = find_difference(work, reading.value.value)
    if difference is None:
        return None
    message = f"the Markdown of {book.name} is not the same book: {difference}"
    return IMPORT_DIFFERS.at(difference.span, message, "no file was written")


def _move(files: MarkdownSet, staged: Path, plan: MarkdownImport) -> None:
    """Move a set of files to their places, the Markdown last; an error puts all back.

    Each file takes its place in one step, and no picture replaces another one.
    """
    earlier = plan.toml.read_bytes() if plan.toml.is_file() else None
    has_folder = plan.pictures.is_dir()
    added: list[Path] = []
    is_toml_moved = False
    try:
        for name in files.pictures:
            path = plan.pictures / name
            if not path.exists():
                plan.pictures.mkdir(exist_ok=True)
                (picture_folder(staged) / name).replace(path)
                added.append(path)
        if earlier != files.toml.encode():
            staged.with_suffix(".toml").replace(plan.toml)
            is_toml_moved = True
        staged.replace(plan.path)
    except BaseException:
        for path in added:
            path.unlink(missing_ok=True)
        if not has_folder:
            with suppress(OSError):
                plan.pictures.rmdir()
        if is_toml_moved and earlier is None:
            plan.toml.unlink(missing_ok=True)
        elif is_toml_moved and earlier is not None:
            write_whole(plan.toml, earlier)
        raise
