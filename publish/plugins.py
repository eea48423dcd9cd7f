"""Entry points of installed packages that extend publish.

A package adds readers, passes, themes or writers by entry points in its ``pyproject.toml``, and
states for which versions of the interface it is made::

    [project.entry-points."publish.passes"]
    abbreviations = "publish_abbreviations:PASS"

    [project.entry-points."publish.interface"]
    1 = "publish_abbreviations"

The owner of a kind of extension asks for its group and loads an entry no sooner than needed::

    for entry in plugins.entry_points("publish.passes"):
        value = plugins.load(entry, Pass)    # the object, or a PublishError (X01, X05)
        folder = entry.folder()              # the folder that it names; imports nothing
        with plugins.failures("the pass …", span):
            ...                              # exceptions of its code are PublishErrors (X03)

``entry.package`` names the package and its version for messages.  Cache keys contain the version
and the code of every such package (``publish.storage.environment``).
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from publish.diagnostics import Diagnostic, Diagnostics, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.diagnostics.tracebacks import describe_exception, log_traceback
from publish.storage.distributions import EntryPoint, all_entry_points, entry_points
from publish.text.source import NOWHERE, Span

__all__ = [
    "INTERFACE",
    "PASSES",
    "READERS",
    "THEMES",
    "VERSION",
    "WRITERS",
    "EntryPoint",
    "all_entry_points",
    "check_interface",
    "entry_points",
    "failures",
    "list_packages",
    "list_versions",
    "load",
    "name_packages",
    "package_hints",
    "uninstall_hint",
]

T = TypeVar("T")

VERSION = 1
"""The version of the interface, which is the names of ``publish.plugin_api``.

A change that a package may notice raises it.  A new name, or a new field that has a default, does
not: a package that needs one cannot be loaded by an earlier version, which says so.
"""

READERS, PASSES, THEMES, WRITERS = (
    f"publish.{kind}" for kind in ("readers", "passes", "themes", "writers")
)
"""The groups of entry points, one for each kind of extension."""

INTERFACE = "publish.interface"
"""The group whose names are versions of the interface: ``1``, or a range, ``1-3``."""

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_UNSTATED = "1"
"""The version of packages that state none, as those from before there were versions."""


def load(entry: EntryPoint, kind: type[T], span: Span = NOWHERE) -> T:
    """Return the object; raise PublishError (X01, X05) where the package has none of its kind."""
    mismatch = check_interface(entry.package, span)
    if mismatch:
        raise PublishError(mismatch)
    module, _, attribute = (part.strip() for part in entry.value.partition(":"))
    try:
        with redirect_stdout(sys.stderr):
            loaded: Any = importlib.import_module(module)
        for name in filter(None, attribute.split(".")):
            loaded = getattr(loaded, name)
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        subject = f"“{entry.value}” of {entry.package}"
        raise PublishError(
            rules.NOT_LOADED.at(
                span,
                f"{subject} cannot be loaded: {_describe(error, subject)}",
                "correct or uninstall the package; `publish --debug` shows where it fails",
            )
        ) from error
    if not isinstance(loaded, kind):
        name = type(loaded).__name__
        message = f"“{entry.value}” of {entry.package} is no `{kind.__name__}` but a `{name}`"
        raise PublishError(rules.NOT_LOADED.at(span, message))
    return loaded


@contextmanager
def failures(subject: str, span: Span = NOWHERE) -> Iterator[None]:
    """Run code of a package; its exceptions are PublishErrors (X03) about ``subject``.

    Its prints go to standard error, because standard output is that of the command.
    """
    try:
        with redirect_stdout(sys.stderr):
            yield
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        if isinstance(error, PublishError) and error.diagnostics:
            raise  # the package reports a fault of the text
        message = f"{subject} failed: {_describe(error, subject)}"
        hint = "`publish --debug` before the command shows where"
        raise PublishError(rules.FAILED.at(span, message, hint)) from error


def _describe(error: BaseException, subject: str) -> str:
    """Return an exception on one line; its traceback is shown with ``--debug``."""
    log_traceback(f"{subject} failed", error)
    return describe_exception(error)


def list_versions(package: str) -> tuple[str, ...]:
    """Return the statements of a package for which versions of the interface it is made."""
    return tuple(each.name for each in entry_points(INTERFACE) if each.package == package)


def check_interface(package: str, span: Span = NOWHERE) -> Diagnostic | None:
    """Return the diagnostic (X05) of a package that is made for other versions of the interface."""
    stated = list_versions(package) or (_UNSTATED,)
    if any(_has_version(each) for each in stated):
        return None
    versions = " and ".join(stated)
    if not all(map(_RANGE.fullmatch, stated)):
        hint = f"a version is a number, or a range of two: {VERSION}, {VERSION}-{VERSION + 1}"
        message = f"{package} states “{versions}” as its version of the interface"
        return rules.OTHER_INTERFACE.at(span, message, hint)
    message = f"{package} is made for version {versions} of the interface; this is {VERSION}"
    hint = "install a version of the package that is made for this publish"
    return rules.OTHER_INTERFACE.at(span, message, hint, uninstall_hint(package))


def _has_version(stated: str) -> bool:
    """Return whether the version of the interface is the stated one, or in the stated range."""
    match = _RANGE.fullmatch(stated)
    return match is not None and int(match[1]) <= VERSION <= int(match[2] or match[1])


def uninstall_hint(package: str) -> str:
    """Return the command that removes a package, as a hint."""
    return f"or remove it: `pip uninstall {package.partition(' ')[0]}`"


def list_packages() -> tuple[str, ...]:
    """Return the packages that extend this program, each with its version."""
    return tuple(dict.fromkeys(entry.package for entry in all_entry_points()))


def package_hints() -> tuple[str, ...]:
    """Return a hint that lists the packages that extend this program, none without any."""
    packages = ", ".join(list_packages())
    return (f"packages that extend publish are installed: {packages}",) if packages else ()


def name_packages(diagnostics: Diagnostics) -> Diagnostics:
    """Return diagnostics; those in files of the theme of a package name it in a hint."""
    folders = theme_folders()
    return tuple(_name_package(each, folders) for each in diagnostics) if folders else diagnostics


def _name_package(diagnostic: Diagnostic, folders: Mapping[Path, str]) -> Diagnostic:
    file = Path(diagnostic.span.file)
    package = next((folders[each] for each in file.parents if each in folders), None)
    hint = f"this file is part of {package}: tell the authors of that package"
    if package is None or hint in diagnostic.hints:
        return diagnostic
    return replace(diagnostic, hints=(*diagnostic.hints, hint))


@cache
def theme_folders() -> Mapping[Path, str]:
    """Return the folders of the themes of packages, with the packages."""
    folders: dict[Path, str] = {}
    for entry in entry_points(THEMES):
        with suppress(FileNotFoundError):
            folders[entry.folder()] = entry.package
    return folders
