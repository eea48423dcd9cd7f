"""Readers: functions that turn a file into a ``Source``, and that into a ``Draft`` or a ``Work``.

Only the table here contains file endings.  Its readers are entry points, so that the endings are
known before a reader is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish import plugins
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.diagnostics import Outcome
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.text.source import Source

_PACKAGE = "publish"
PLAIN_TEXT = plugins.EntryPoint(plugins.READERS, ".txt", "publish.readers.text:READER", _PACKAGE)
"""The place of the reader of plain text."""

_BUILT_IN = (
    PLAIN_TEXT,
    plugins.EntryPoint(plugins.READERS, ".html", "publish.readers.html:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".htm", "publish.readers.html:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".xhtml", "publish.readers.html:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".eml", "publish.readers.mail:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".mhtml", "publish.readers.mail:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".mht", "publish.readers.mail:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".json", "publish.readers.sefaria:READER", _PACKAGE),
    plugins.EntryPoint(
        plugins.READERS, ".txt", "publish.readers.sefaria.text_export:READER", _PACKAGE
    ),
    plugins.EntryPoint(plugins.READERS, ".md", "publish.readers.markdown:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".markdown", "publish.readers.markdown:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".docx", "publish.readers.word:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".docm", "publish.readers.word:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".dotx", "publish.readers.word:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".dotm", "publish.readers.word:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".odt", "publish.readers.opendocument:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".ott", "publish.readers.opendocument:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".fodt", "publish.readers.opendocument:READER", _PACKAGE),
    plugins.EntryPoint(plugins.READERS, ".epub", "publish.readers.epub:READER", _PACKAGE),
    *(
        plugins.EntryPoint(plugins.READERS, ending, "publish.readers.pandoc:READER", _PACKAGE)
        for ending in (
            *(".rtf", ".tex", ".latex", ".rst", ".org", ".fb2", ".docbook", ".dbk", ".textile"),
            *(".mediawiki", ".wiki", ".dokuwiki", ".muse", ".typ", ".adoc", ".asciidoc"),
            *(".dj", ".djot"),
        )
    ),
)
_ORIGINALS = frozenset(
    {".docm", ".docx", ".eml", ".epub", ".fodt", ".htm", ".html", ".odt", ".ott", ".rtf"}
)
"""Endings of files that editors keep beside a text that was pasted from them."""

_TEMPLATES = frozenset({".dotm", ".dotx", ".ott"})
"""Endings of files that are read where they are named, and are no texts of a folder."""

_ENDING = re.compile(r"\.\w+")
_RESERVED = ".toml"
_ABOUT_FOLDER = re.compile(
    r"(?:changelog|contributing|copying|license|notes|readme|todo)\.(?:md|markdown|rst|org|adoc)",
    re.IGNORECASE,
)
"""A text that tells about a folder and is no text of a book, unless it is named by its path."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one format.

    ``read`` returns lines as a ``Draft``, whose structure the passes find, or a finished ``Work``
    with the span of each node, alone or with diagnostics.  Nothing that a text contains makes it
    fail.  ``matches`` tells by the content whether a file is of the format.  A reader without
    ``matches`` takes the files with its ending that no other reader takes.  ``decode`` returns the
    Source of a file that is no plain text, by its bytes and its name; it raises PublishError for
    one that is damaged.  ``reads`` are the settings that ``read`` takes as keywords.
    ``name_text`` returns the name of the text that a file is a version of, empty for none: files of
    one name are read as one text, the first with the others as its ``versions``.
    """

    name: str
    read: Callable[..., Draft | Work | Outcome[Draft | Work]]
    matches: Callable[[Source], bool] | None = None
    decode: Callable[[bytes, str], Outcome[Source]] | None = None
    reads: tuple[str, ...] = ()
    name_text: Callable[[Source], str] | None = None


@cache
def table() -> Mapping[str, tuple[plugins.EntryPoint, ...]]:
    """Return the places of the readers for each file ending; that of plain text comes first.

    Raises PublishError where the entry point of a package names no ending.
    """
    readers: dict[str, tuple[plugins.EntryPoint, ...]] = {}
    for entry in _BUILT_IN:
        readers[entry.name] = (*readers.get(entry.name, ()), entry)
    for entry in plugins.entry_points(plugins.READERS):
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
    has none.  A file beside a plain text of its name, from which that may be pasted, is no text.
    """
    try:
        with os.scandir(folder) as entries:
            texts = [
                Path(folder, entry.name)
                for entry in entries
                if is_text_name(entry.name)
                and os.path.splitext(entry.name)[1].lower() not in _TEMPLATES  # noqa: PTH122  # as above
                and not _ABOUT_FOLDER.fullmatch(entry.name)
                and not entry.name.startswith(".")
                and entry.is_file()  # neither a pipe nor a device, which would never end
            ]
    except OSError:
        return []
    order = endings()
    plain = {path.stem for path in texts if path.suffix.lower() == PLAIN_TEXT.name}
    texts = [
        each for each in texts if each.suffix.lower() not in _ORIGINALS or each.stem not in plain
    ]
    return sorted(texts, key=lambda path: (order.index(path.suffix.lower()), path.name))


def read(source: Source, settings: object = None) -> Outcome[Draft | Work]:
    """Return a source as the reader for its format and content reads it.

    A file with an unknown ending is plain text.  Raises PublishError where no reader for the
    ending takes the content, where two do, or where the reader fails.
    """
    from publish.diagnostics import Outcome

    reader, entry = choose(source)
    value = reader.read(source, **_options(reader, entry, settings))
    return value if isinstance(value, Outcome) else Outcome(value)


def group_versions(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources of a book, each with the later ones that are versions of its text."""
    names = [_name_text(source) for source in sources]
    if not any(names):
        return tuple(sources)
    groups: dict[tuple[str, ...], list[Source]] = {}
    for place, (name, source) in enumerate(zip(names, sources, strict=True)):
        groups.setdefault(name or (str(place),), []).append(source)
    return tuple(
        replace(first, versions=tuple(others)) if others else first
        for first, *others in groups.values()
    )


def _name_text(source: Source) -> tuple[str, ...]:
    """Return the reader of a source and the name of its text; empty where it has no versions."""
    if readers_of(_format(source)) == (PLAIN_TEXT,):
        return ()
    from publish.diagnostics import PublishError

    try:
        reader, entry = choose(source)
        name = reader.name_text(source) if reader.name_text else ""
    except PublishError:
        return ()
    return (entry.value, name) if name else ()


def _options(reader: Reader, entry: plugins.EntryPoint, settings: object) -> dict[str, Any]:
    """Return the keywords of ``reader.read`` with their values in ``settings``, which may lack."""
    if settings is None:
        return {}
    try:
        return {name: getattr(settings, name) for name in reader.reads}
    except AttributeError as error:
        from publish.diagnostics import PublishError
        from publish.diagnostics.rules import plugins as rules

        message = f"the reader “{reader.name}” of {entry.package} reads the setting “{error.name}”"
        raise PublishError(rules.CLASH.anywhere(f"{message}, which does not exist")) from None


def reader_options(source: Source, settings: object) -> dict[str, Any]:
    """Return the settings that the reader of a source reads; empty where none takes it."""
    if readers_of(_format(source)) == (PLAIN_TEXT,):
        return {}
    from publish.diagnostics import PublishError

    try:
        return _options(*choose(source), settings)
    except PublishError:
        return {}


def _format(source: Source) -> str:
    return source.format or Path(source.file).suffix.lower()


def readers_of(ending: str) -> tuple[plugins.EntryPoint, ...]:
    """Return the places of the readers for an ending; an unknown one is that of plain text."""
    return table().get(ending, (PLAIN_TEXT,))


def choose(source: Source) -> tuple[Reader, plugins.EntryPoint]:
    """Return the reader for the format and content of a source, and its place; fail as ``read``."""
    entries = readers_of(_format(source))
    readers = [(load(entry, source.file), entry) for entry in entries]
    matching = [pair for pair in readers if pair[0].matches and pair[0].matches(source)]
    matching = matching or [pair for pair in readers if pair[0].matches is None]
    if len(matching) == 1:
        return matching[0]
    from publish.diagnostics import PublishError
    from publish.diagnostics.rules import plugins as rules
    from publish.text.source import Span

    start = Span(source.file, 0, 0)
    names = ", ".join(
        f"“{reader.name}” of {entry.package}" for reader, entry in matching or readers
    )
    if matching:
        message = f"several readers take this file, and none of them counts: {names}"
        raise PublishError(rules.CLASH.at(start, message, "uninstall all but one of the packages"))
    raise PublishError(rules.NOT_MATCHED.at(start, f"no reader takes this file; tried: {names}"))


def load(entry: plugins.EntryPoint, file: str = "") -> Reader:
    """Return the reader at a place, for a file; raise PublishError where the place has none."""
    from publish.diagnostics import PublishError

    try:
        return load_reader(entry)
    except PublishError as error:
        from publish.text.source import Span

        start = Span(file, 0, 0)
        raise PublishError(*(replace(each, span=start) for each in error.diagnostics)) from error


@cache
def load_reader(entry: plugins.EntryPoint) -> Reader:
    """Return the reader at a place; raise PublishError without a place in a file."""
    reader = plugins.load(entry, Reader)
    if entry.package == _PACKAGE:
        return reader
    from publish.readers.plugin_reader import guard_reader

    return guard_reader(reader, entry.package)
