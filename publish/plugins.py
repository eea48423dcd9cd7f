"""Entry points of installed packages that extend publish, found without ``importlib.metadata``.

A package adds readers, passes or themes by entry points in its ``pyproject.toml``::

    [project.entry-points."publish.passes"]
    abbreviations = "publish_abbreviations:PASS"

The owner of a kind of extension asks for its group and loads an entry no sooner than needed::

    for entry in plugins.entry_points("publish.passes"):
        value = entry.load()       # the object; raises PublishError (X01) where it has none
        folder = entry.folder()    # the folder of the package that it names; imports nothing

``entry.package`` names the package and its version for messages.  Cache keys contain the version
and the code of every such package (``publish.storage.environment``).

``importlib.metadata`` takes 40 ms to import and to search; the scan here takes 1 ms.  Format:
https://packaging.python.org/en/latest/specifications/entry-points/
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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
        stem = os.path.basename(self.folder).rpartition(".")[0]  # noqa: PTH119  # no Path for each
        name, _, version = stem.partition("-")
        return f"{name} {version}".strip()


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """An object that a package offers; ``value`` is ``module`` or ``module:attribute``."""

    group: str
    name: str
    value: str
    package: str

    def load(self) -> Any:
        """Return the object; raise PublishError (X01) where the package does not have it."""
        import importlib

        module, _, attribute = (part.strip() for part in self.value.partition(":"))
        try:
            loaded: Any = importlib.import_module(module)
            for name in filter(None, attribute.split(".")):
                loaded = getattr(loaded, name)
        except Exception as error:
            from publish.diagnostics import PublishError
            from publish.diagnostics.rules import plugins as rules

            raise PublishError(
                rules.NOT_LOADED.anywhere(
                    f"“{self.value}” of {self.package} cannot be loaded: "
                    f"{type(error).__name__}: {error}",
                    "correct or uninstall the package; `publish --debug` shows where it fails",
                )
            ) from error
        return loaded

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
    """Return the installed packages on ``sys.path`` as of now, each folder's sorted by name."""
    return tuple(each for place in dict.fromkeys(sys.path) for each in _list_folder(place))


def _list_folder(place: str) -> list[Distribution]:
    try:
        with os.scandir(place or os.curdir) as entries:
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
    return tuple(entry for entry in _all() if entry.group == group)


@cache
def _all() -> tuple[EntryPoint, ...]:
    entries: list[EntryPoint] = []
    names: set[str] = set()
    for distribution in distributions():
        # The first of two distributions with one name hides the other, as in importlib.metadata.
        name = re.sub("[-_.]+", "-", distribution.package.partition(" ")[0]).lower()
        if name not in names:
            names.add(name)
            entries += read_entry_points(distribution)
    return tuple(entries)


def read_entry_points(distribution: Distribution) -> Iterator[EntryPoint]:
    """Yield the entry points of one package whose groups are those of publish."""
    try:
        with open(f"{distribution.folder}/entry_points.txt", "rb") as stream:  # noqa: PTH123  # as above
            data = stream.read()
    except OSError:
        return
    if b"publish." not in data:
        return
    group = ""
    for line in data.decode("utf-8", "replace").splitlines():
        if line.startswith("["):
            match = _GROUP.fullmatch(line)
            group = match[1] if match else ""
        elif group and (entry := _ENTRY.match(line.strip())):
            yield EntryPoint(group, entry["name"], entry["value"], distribution.package)


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
