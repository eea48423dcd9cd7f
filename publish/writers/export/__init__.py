"""Exporters: functions that write a Work for other programs, in one table.

The table names their modules as entry points, so that the formats are known before an exporter is
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from publish import plugins
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.document.lazy_book import LazyBook
from publish.document.model import Section, Work
from publish.text.dataclass import dataclass
from publish.text.source import Source
from publish.writers.export.plugin_exporter import guard_exporter

_PACKAGE = "publish"
_BUILT_IN = (
    plugins.EntryPoint(
        plugins.WRITERS, "json", "publish.writers.export.json_file:EXPORTER", _PACKAGE
    ),
    plugins.EntryPoint(plugins.WRITERS, "tei", "publish.writers.export.tei:EXPORTER", _PACKAGE),
)


@dataclass(frozen=True, slots=True)
class ExportedBook:
    """A book to export: its name, its text, and the sources in which its spans lie.

    ``edition`` is the name of an edition; it is empty for the text as it was read, which has all
    languages and commentary.
    """

    name: str
    text: LazyBook
    sources: Mapping[str, Source]
    edition: str = ""

    @property
    def head(self) -> Work:
        """The book without its body: titles, languages, metadata, pictures."""
        return self.text.head

    @property
    def sections(self) -> Iterator[Section]:
        """All sections in reading order, each read when it is asked for."""
        return (chapter.section for chapter in self.text.chapters)


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format for other programs.

    ``extension`` ends the names of its files.  ``export`` returns the pieces of a file one after
    another, so that a long book need not be in memory twice; it changes nothing.  The help of
    ``publish export`` has the ``description``.  The ``mark`` is
    in the first 1,024 bytes of each of its files and in those of no other program, so that a file
    that ``-o`` names may be replaced; without a mark none is.
    """

    name: str
    extension: str
    export: Callable[[ExportedBook], Outcome[Iterable[bytes]]]
    description: str = ""
    mark: bytes = b""


@cache
def table() -> Mapping[str, tuple[plugins.EntryPoint, ...]]:
    """Return the places of the exporters by the names of their formats."""
    exporters: dict[str, tuple[plugins.EntryPoint, ...]] = {}
    for entry in (*_BUILT_IN, *plugins.entry_points(plugins.WRITERS)):
        exporters[entry.name] = (*exporters.get(entry.name, ()), entry)
    return exporters


@cache
def find_exporter(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises ValueError where the table has none, and PublishError where the package that offers it
    does not have it, and where two packages offer it.
    """
    if name not in table():
        raise ValueError(f"there is no format “{name}”; formats: {', '.join(table())}")
    entry, *others = table()[name]
    if others:
        packages = " and ".join(each.package for each in (entry, *others))
        message = f"{packages} have a writer “{name}” each, and none counts"
        raise PublishError(rules.CLASH.anywhere(message, "uninstall all but one of the packages"))
    exporter = plugins.load(entry, Exporter)
    return exporter if entry.package == _PACKAGE else guard_exporter(exporter, entry)
