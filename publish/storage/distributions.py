"""Installed distributions and their entry points for this program, read from their metadata.

``importlib.metadata`` takes 40 ms to import and to search; the scan here takes 1 ms.  Format:
https://packaging.python.org/en/latest/specifications/entry-points/
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish.storage.own_files import list_files
from publish.text.dataclass import dataclass

_GROUP = re.compile(r"\[\s*(publish\.[\w.]+)\s*\]\s*")
_ENTRY = re.compile(r"(?P<name>[^=\[#;][^=]*?)\s*=\s*(?P<value>[\w.]+\s*(?::\s*[\w.]+)?)")
_INFO = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class Distribution:
    """The folder with the metadata of one installed package."""

    folder: str
    modified: int

    @property
    def package(self) -> str:
        """The name and the version of the package: ``publish_abbreviations 1.2``."""
        return f"{self._name} {self.version}".strip()

    @property
    def name(self) -> str:
        """The name by which packages refer to each other: ``publish-abbreviations``."""
        return normal_name(self._name)

    @property
    def version(self) -> str:
        """The version of the package, or nothing where its folder has none."""
        return self._stem.partition("-")[2]

    @property
    def _name(self) -> str:
        return self._stem.partition("-")[0]

    @property
    def _stem(self) -> str:
        return os.path.basename(self.folder).rpartition(".")[0]  # noqa: PTH119  # no Path for each

    def read(self, name: str) -> bytes:
        """Return the content of a file of the metadata, empty where there is none."""
        try:
            with open(f"{self.folder}/{name}", "rb") as stream:  # noqa: PTH123  # as above
                return stream.read()
        except OSError:
            return b""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """An object that a package offers; ``value`` is ``module`` or ``module:attribute``."""

    group: str
    name: str
    value: str
    package: str

    @property
    def top_module(self) -> str:
        """The top-level package or module of the object."""
        return re.split("[.:]", self.value)[0].strip()

    def folder(self) -> Path:
        """Return the folder of the package that ``value`` names, without importing it.

        Raise FileNotFoundError where there is no such folder.
        """
        module = self.value.partition(":")[0].strip()
        top, *inner = module.split(".")
        for place in _locations(top):
            folder = Path(place, *inner)
            if folder.is_dir():
                return folder
        raise FileNotFoundError(f"{self.package} has no folder {module}")


def distributions() -> tuple[Distribution, ...]:
    """Return the installed packages on ``sys.path`` as of now, each folder's sorted by name.

    The current folder, which ``python -m publish`` has on its path, may be the workspace of a
    stranger, and has none.
    """
    here = ""
    with suppress(OSError):  # the folder may be removed
        here = os.getcwd()  # noqa: PTH109  # as in ``package``
    places = (place for place in dict.fromkeys(sys.path) if place and place != here)
    return tuple(each for place in places for each in _list_folder(place))


def _list_folder(place: str) -> list[Distribution]:
    try:
        with os.scandir(place) as entries:
            folders = [entry for entry in entries if entry.name.endswith(_INFO)]
        return sorted(
            (Distribution(entry.path, entry.stat().st_mtime_ns) for entry in folders),
            key=lambda each: each.folder,
        )
    except OSError:
        return []


@cache
def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group, in the order of ``sys.path`` and of package names."""
    return tuple(entry for entry in all_entry_points() if entry.group == group)


@cache
def all_entry_points() -> tuple[EntryPoint, ...]:
    """Return the entry points of all groups of this program, in the same order."""
    entries: list[EntryPoint] = []
    for distribution in first_distributions():
        entries += read_entry_points(distribution)
    return tuple(entries)


def first_distributions() -> Iterator[Distribution]:
    """Yield the installed packages; the first of one name hides others, as for Python itself."""
    names: set[str] = set()
    for distribution in distributions():
        if distribution.name not in names:
            names.add(distribution.name)
            yield distribution


def normal_name(name: str) -> str:
    """Return the form of the name of a package by which names are compared.

    https://packaging.python.org/en/latest/specifications/name-normalization/
    """
    return re.sub("[-_.]+", "-", name).lower()


def read_entry_points(distribution: Distribution) -> Iterator[EntryPoint]:
    """Yield the entry points of one package whose groups are those of publish."""
    data = distribution.read("entry_points.txt")
    if b"publish." not in data:
        return
    group = ""
    for line in data.decode("utf-8", "replace").splitlines():
        if line.startswith("["):
            match = _GROUP.fullmatch(line)
            group = match[1] if match else ""
        elif group and (entry := _ENTRY.match(line.strip())):
            yield EntryPoint(group, entry["name"], entry["value"], distribution.package)


def list_modules(distribution: Distribution) -> list[str]:
    """Return the names of the top-level modules of one package that extend publish, sorted."""
    return sorted({entry.top_module for entry in read_entry_points(distribution)})


def module_files(module: str) -> list[str]:
    """Return the files of a top-level package or module, found but not imported."""
    files: list[str] = []
    for place in _locations(module):
        files += list_files(place) if Path(place).is_dir() else [place]
    return files


def _locations(module: str) -> tuple[str, ...]:
    """Return the folders of a top-level package, or the file of a module, without importing it."""
    from importlib.util import find_spec

    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return ()
    if spec is None:
        return ()
    if spec.submodule_search_locations is not None:
        return tuple(spec.submodule_search_locations)
    return (spec.origin,) if spec.origin else ()
