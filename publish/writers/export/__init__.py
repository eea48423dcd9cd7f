"""Exporters: functions that write a Work for other programs, in one table.

The table names their modules as entry points, so that the formats are known before an exporter is
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from publish import plugins
from publish.diagnostics import Outcome
from publish.document.lazy_book import LazyBook
from publish.text.dataclass import dataclass
from publish.text.source import Source

_GROUP = "publish.writers"
_PACKAGE = "publish"
_BUILT_IN = (
    plugins.EntryPoint(_GROUP, "json", "publish.writers.export.json_file:EXPORTER", _PACKAGE),
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


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format for other programs.

    ``extension`` ends the names of its files.  ``export`` returns the pieces of a file one after
    another, so that a long book need not be in memory twice; it changes nothing.  The ``mark`` is
    in the first 1,024 bytes of each of its files and in those of no other program, so that a file
    that ``-o`` names may be replaced; without a mark none is.
    """

    name: str
    extension: str
    export: Callable[[ExportedBook], Outcome[Iterable[bytes]]]
    description: str = ""
    mark: bytes = b""


@cache
def table() -> Mapping[str, plugins.EntryPoint]:
    """Return the places of the exporters by the names of their formats."""
    return {entry.name: entry for entry in _BUILT_IN}


def find_exporter(name: str) -> Exporter:
    """Return the exporter of a format; raise ValueError where the table has none."""
    if name not in table():
        raise ValueError(f"there is no format “{name}”; formats: {', '.join(table())}")
    exporter: Exporter = plugins.load(table()[name])
    return exporter
