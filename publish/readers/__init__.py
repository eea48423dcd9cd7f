"""Readers: functions that turn a decoded file into a ``Draft`` or a finished ``Work``.

Only the table here contains file endings.  Its readers are entry points, so that the endings are
known before a reader is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from publish import plugins
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.text.source import Source

_GROUP = "publish.readers"
_PACKAGE = "publish"
_TEXT = plugins.EntryPoint(_GROUP, ".txt", "publish.readers.text:READER", _PACKAGE)
_ENDING = re.compile(r"\.\w+")
_RESERVED = ".toml"


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one format.

    ``read`` returns lines as a ``Draft``, whose structure the passes find, or a finished ``Work``
    with the span of each node.  Nothing that a text contains makes it fail.  ``matches`` tells by
    the content whether a file is of the format.  A reader without ``matches`` takes the files with
    its ending that no other reader takes.
    """

    name: str
    read: Callable[[Source], Draft | Work]
    matches: Callable[[Source], bool] | None = None


@cache
def table() -> Mapping[str, tuple[plugins.EntryPoint, ...]]:
    """Return the places of the readers for each file ending; that of plain text comes first.

    Raises PublishError where the entry point of a package names no ending.
    """
    readers = {_TEXT.name: (_TEXT,)}
    for entry in plugins.entry_points(_GROUP):
        if not _ENDING.fullmatch(entry.name) or entry.name == _RESERVED:
            from publish.diagnostics import PublishError
            from publish.diagnostics.rules import plugins as rules

            raise PublishError(
                rules.CLASH.anywhere(
                    f"{entry.package} has a reader for the ending “{entry.name}”",
                    f"an ending is a dot and letters, and not {_RESERVED}",
                )
            )
        ending = entry.name.lower()
        readers[ending] = (*readers.get(ending, ()), entry)
    return readers


def endings() -> tuple[str, ...]:
    """Return the endings of files that are texts: ``.txt``, and those of other packages."""
    return tuple(table())


def is_text_name(name: str) -> bool:
    """Return whether a file name has the ending of a text; capitals count not."""
    return os.path.splitext(name)[1].lower() in table()  # noqa: PTH122  # for each of thousands


def list_texts(folder: Path) -> list[Path]:
    """Return the files of a folder that a reader reads, by their endings, without hidden files.

    Files of the ending that comes first in ``endings`` come first.  A folder that cannot be read
    has none.
    """
    try:
        with os.scandir(folder) as entries:
            texts = [
                Path(folder, entry.name)
                for entry in entries
                if is_text_name(entry.name)
                and not entry.name.startswith(".")
                and entry.is_file()  # neither a pipe nor a device, which would never end
            ]
    except OSError:
        return []
    order = endings()
    return sorted(texts, key=lambda path: (order.index(path.suffix.lower()), path.name))


def read(source: Source) -> Draft | Work:
    """Return a source as the reader for its ending and content reads it.

    A file with another ending is plain text.  Raises PublishError where no reader for the ending
    takes the content, where two do, or where the reader fails.
    """
    entries = table().get(Path(source.file).suffix.lower(), (_TEXT,))
    readers = [(_load(entry), entry) for entry in entries]
    matching = [pair for pair in readers if pair[0].matches and pair[0].matches(source)]
    matching = matching or [pair for pair in readers if pair[0].matches is None]
    if len(matching) == 1:
        ((reader, entry),) = matching
        return _read(reader, entry, source)
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules import plugins as rules
    from publish.text.source import Span

    start = Span(source.file, 0, 0)
    names = ", ".join(
        f"“{reader.name}” of {entry.package}" for reader, entry in matching or readers
    )
    if matching:
        message = f"several readers take this file: {names}"
        raise PublishError(rules.CLASH.at(start, message, "uninstall all but one of the packages"))
    raise PublishError(rules.NOT_MATCHED.at(start, f"no reader takes this file; tried: {names}"))


def _load(entry: plugins.EntryPoint) -> Reader:
    reader = plugins.load(entry)
    if isinstance(reader, Reader):
        return reader
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules import plugins as rules

    kind = type(reader).__name__
    message = f"“{entry.value}” of {entry.package} is no `Reader` but a `{kind}`"
    raise PublishError(rules.NOT_LOADED.anywhere(message))


def _read(reader: Reader, entry: plugins.EntryPoint, source: Source) -> Draft | Work:
    """Return the text as ``reader`` reads it; a fault of another package is a PublishError."""
    if entry.package == _PACKAGE:
        return reader.read(source)
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules import plugins as rules
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.text.source import Span

    start = Span(source.file, 0, 0)
    name = f"the reader “{reader.name}” of {entry.package}"
    try:
        value = reader.read(source)
    except Exception as error:
        message = f"{name} failed: {type(error).__name__}: {error}"
        hint = "`publish --debug` before the command shows where"
        raise PublishError(rules.FAILED.at(start, message, hint)) from error
    if not isinstance(value, Draft | Work):
        raise PublishError(rules.FAILED.at(start, f"{name} returned no Draft and no Work"))
    return value
