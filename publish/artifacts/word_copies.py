"""Copies of Word files with the diagnostics of a book as comments, for those who work in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from publish.artifacts import destinations
from publish.artifacts.destinations import Destination
from publish.artifacts.path_keys import path_key
from publish.config import Book
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import RULES, office
from publish.diagnostics.rules.destinations import NOT_OWN, SHARED_PATH
from publish.exceptions import access_error
from publish.storage.cache_paths import stamp_store
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Source
from publish.writers.word_comments import Comment, add_comments

FORMATS = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""The formats of the sources to which comments are added."""

_AUTHOR = "publish"
_SETTING = re.compile(r"\w+ = ")
_NOTHING_TO_DO = "Nothing."
_MOST_PLACES = 50
"""Places of one diagnostic that have a comment; a page of a thousand shows none of them."""


@dataclass(frozen=True, slots=True)
class WordCopy:
    """A copy of a Word file to write: its source, its destination, its comments."""

    source: Source
    destination: Destination
    comments: tuple[Comment, ...]


def is_word(source: Source) -> bool:
    """Return whether comments can be added to the file of a source."""
    return source.format in FORMATS and source.container is not None


def plan_copies(
    book: Book, sources: Sequence[Source], diagnostics: Iterable[Diagnostic]
) -> Iterator[WordCopy]:
    """Yield the copies of the Word files of a book, in its output folder.

    Diagnostics without a file are in the first copy.
    """
    diagnostics = tuple(dict.fromkeys(diagnostics))
    is_first = True
    for source in filter(is_word, sources):
        own = [each for each in diagnostics if _is_about(each, source, is_first=is_first)]
        path = Path(source.file)
        name = f"{path.stem}.comments{path.suffix if path.suffix in FORMATS else source.format}"
        inputs = destinations.inputs_of(book)
        destination = Destination(book.output / name, book.workspace, inputs=inputs)
        comments = tuple(comment for each in own for comment in _comments(each, source))
        yield WordCopy(source, destination, comments)
        is_first = False


def check_distinct(copies: Sequence[WordCopy]) -> None:
    """Raise PublishError where two copies would be written to the same file."""
    sources: dict[str, str] = {}
    for copy in copies:
        key = path_key(copy.destination.path)
        other = sources.setdefault(key, copy.source.file)
        if other != copy.source.file:
            message = f"{other} and {copy.source.file} have one name, {copy.destination.path.name}"
            raise PublishError(SHARED_PATH.anywhere(message, "check them one after the other"))


def write_copy(copy: WordCopy) -> None:
    """Write a copy; raise PublishError where it would replace the work of somebody.

    A copy that has changed since it was written may have answers to its comments.
    """
    source, destination = copy.source, copy.destination
    if source.container is None:
        raise TypeError(f"{source.file} is no container")
    destinations.check(destination)
    store = stamp_store(destination.workspace.output)
    key = digest("comments", str(destination.path.absolute()))
    if not destination.is_named and _digest_file(destination.path) not in {
        "",
        store.get(key, str, remember=False),
    }:
        message = f"{destination.path} has changed since publish wrote it, or is not from publish"
        hint = "move it away or rename it, or name another destination with `-o`"
        raise PublishError(NOT_OWN.anywhere(message, hint))
    data = add_comments(source.container.data, source.file, copy.comments, _AUTHOR)
    destinations.write(destination, data)
    if not destination.is_named:
        store.put(key, digest(data), remember=False)


def _digest_file(path: Path) -> str:
    """Return the digest of the file at a path; empty where none is, or an empty one."""
    try:
        data = path.read_bytes()
        return digest(data) if data else ""
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error


def _is_about(diagnostic: Diagnostic, source: Source, *, is_first: bool) -> bool:
    """Return whether a copy has a comment for a diagnostic; comments have none."""
    if diagnostic.code == office.COMMENT.code:
        return False
    if any(span.file == source.file for span in diagnostic.places):
        return True
    return is_first and diagnostic.span is NOWHERE


def _comments(diagnostic: Diagnostic, source: Source) -> Iterator[Comment]:
    """Yield the comments for a diagnostic: the full message at its first place."""
    spans = [span for span in diagnostic.places if span.file == source.file]
    rule = RULES.get(diagnostic.code)
    label = f"{diagnostic.severity.value.capitalize()} {diagnostic.code}: "
    advice = rule.advice.removeprefix(_NOTHING_TO_DO).strip() if rule else ""
    hints = diagnostic.hints or ((advice,) if advice else ())
    paragraphs = [label + diagnostic.message, *map(_explain, hints)]
    if len(spans) > 1:
        rest = f"; the first {_MOST_PLACES} have a comment" if len(spans) > _MOST_PLACES else ""
        paragraphs.append(f"{len(spans):,} places{rest}.")
    first, *others = spans or [NOWHERE]
    yield Comment(first.start, first.end, tuple(paragraphs))
    summary = rule.summary if rule and rule.summary else diagnostic.message
    for span in others[: _MOST_PLACES - 1]:
        yield Comment(span.start, span.end, (label + summary,))


def _explain(hint: str) -> str:
    """Return a hint as a sentence; lines to be pasted are said to be for the settings."""
    if "\n" in hint or _SETTING.match(hint):
        return f"In the settings of the book:\n{hint}"
    return hint[:1].upper() + hint[1:]


def redirect(copies: Sequence[WordCopy], output: Path | None) -> list[WordCopy]:
    """Return the copies at the path after ``-o``: a file for one of them, else a folder.

    Raises ValueError where it does not suit them.
    """
    if output is None:
        return list(copies)
    if not destinations.is_file_destination(output):
        return [_at(copy, output / copy.destination.path.name, is_named=False) for copy in copies]
    if len(copies) > 1:
        raise ValueError(f"{len(copies)} copies are written, and {output} is a file")
    for copy in copies:
        ending = copy.destination.path.suffix
        if output.suffix.lower() != ending:
            raise ValueError(f"the copy is written to a file whose name ends in {ending}: {output}")
    return [_at(copy, output, is_named=True) for copy in copies]


def _at(copy: WordCopy, path: Path, *, is_named: bool) -> WordCopy:
    place = copy.destination
    destination = Destination(path, place.workspace, is_named, place.inputs)
    return WordCopy(copy.source, destination, copy.comments)
