"""Installed packages that extend the program, each extension loaded and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish import plugins, readers
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.pipeline.pass_table import arrange_passes
from publish.text.dataclass import dataclass
from publish.themes import theme as themes
from publish.writers.export import find_exporter


@dataclass(frozen=True, slots=True)
class Extension:
    """A reader, a pass, a theme or a writer of a package; without diagnostics it works."""

    kind: str
    name: str
    value: str
    diagnostics: Diagnostics

    @property
    def works(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.diagnostics


@dataclass(frozen=True, slots=True)
class ExtensionPackage:
    """An installed package: its version, the versions of the interface, its extensions."""

    name: str
    version: str
    interface: tuple[str, ...]
    extensions: tuple[Extension, ...]

    @property
    def works(self) -> bool:
        """Whether nothing is wrong with any of its extensions."""
        return all(each.works for each in self.extensions)


def check_packages() -> Iterator[ExtensionPackage]:
    """Yield each package that extends the program; all of its code is loaded."""
    for package in plugins.list_packages():
        name, _, version = package.partition(" ")
        extensions = tuple(
            _check(entry)
            for entry in plugins.all_entry_points()
            if entry.package == package and entry.group != plugins.INTERFACE
        )
        yield ExtensionPackage(name, version, plugins.list_versions(package), extensions)


def _check(entry: plugins.EntryPoint) -> Extension:
    kind, check = _KINDS.get(entry.group, (entry.group, _refuse_group))
    try:
        mismatch = plugins.check_interface(entry.package)
        diagnostics = (mismatch,) if mismatch else tuple(check(entry))
    except PublishError as error:
        diagnostics = error.diagnostics
    return Extension(kind, entry.name, entry.value, plugins.name_packages(diagnostics))


def _check_reader(entry: plugins.EntryPoint) -> Diagnostics:
    same = readers.table().get(entry.name.lower(), ())
    readers.load(entry)
    usual = [each for each in same if each == entry or _takes_all(each)]
    if len(usual) < 2 or not _takes_all(entry):
        return ()
    message = f"{_join(usual)} read all files with the ending “{entry.name}”: none counts"
    return (rules.CLASH.anywhere(message, "uninstall all but one of the packages"),)


def _takes_all(entry: plugins.EntryPoint) -> bool:
    """Return whether a reader looks at no content of its files."""
    try:
        return readers.load(entry).matches is None
    except PublishError:
        return False


def _join(entries: list[plugins.EntryPoint]) -> str:
    return " and ".join(entry.package for entry in entries)


def _check_pass(entry: plugins.EntryPoint) -> Diagnostics:
    return dict(arrange_passes().faults).get(entry, ())


def _check_theme(entry: plugins.EntryPoint) -> Diagnostics:
    return themes.load(entry.name).templates.check()


def _check_writer(entry: plugins.EntryPoint) -> Diagnostics:
    find_exporter(entry.name)
    return ()


def _refuse_group(entry: plugins.EntryPoint) -> Diagnostics:
    groups = ", ".join(_KINDS)
    message = f"{entry.package} adds “{entry.name}” to {entry.group}, a group that does not exist"
    return (rules.NOT_LOADED.anywhere(message, f"groups: {groups}"),)


_KINDS: dict[str, tuple[str, Callable[[plugins.EntryPoint], Diagnostics]]] = {
    plugins.READERS: ("reader", _check_reader),
    plugins.PASSES: ("pass", _check_pass),
    plugins.THEMES: ("theme", _check_theme),
    plugins.WRITERS: ("writer", _check_writer),
}
"""The kinds of extensions by their groups, with the functions that check one."""
