"""The digest of all programs that can change a page, the same on every machine that has them.

Unlike ``environment.program_state`` it has versions and contents alone: no path and no time of a
file.  Machines with one digest make the same bytes from the same texts.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish import __version__
from publish.storage.digests import digest
from publish.storage.distributions import (
    Distribution,
    first_distributions,
    list_modules,
    module_files,
    normal_name,
)
from publish.storage.environment import file_states, find_libraries
from publish.storage.own_files import PACKAGE, list_code, list_files, own_styles
from publish.storage.start_cache import start_cache
from publish.text import native_libraries

_OWN = "publish"

_NOT_REQUIRED = ("pypandoc", "pypandoc-binary")
"""Packages that are used where they are installed, though no requirement names them."""

_REQUIREMENT = re.compile(r"^Requires-Dist: *([\w.-]+)(.*)$", re.MULTILINE)
_EXTRA = re.compile(r"\bextra *== *[\"']([\w.-]+)")
_OF_DEVELOPERS = re.compile(r"all|bench|build|check|cover|dev|doc|lint|package|test|typ")
"""The beginnings of the names of extras that the users of a package do not need."""

_SHORT = 16
"""Characters of the digest of a content: enough for files that nobody forges."""


def program_digest() -> str:
    """Return the digest of the programs of this machine that can change a page."""
    return digest(*(text for part in program_parts().items() for text in part))


@cache
def program_parts() -> Mapping[str, str]:
    """Return the version and content of each program: ``{"harfbuzz": "8.3.0 (5f1d03aa74ee01c2)"}``.

    Two machines whose digests differ differ in one of these.  The files are read again only when
    the state of one has changed.
    """
    rules = _digest_files(_list_font_rules())
    store = start_cache()
    key = store.key("program parts", rules, *file_states(list_files(own_styles())))
    parts = store.get(key, dict)
    if parts is None:
        parts = dict(_find_parts(rules))
        store.put(key, parts)
    return parts


def _find_parts(rules: str) -> Iterator[tuple[str, str]]:
    import platform

    yield _OWN, _describe(__version__, _digest_files(list_code(), PACKAGE))
    styles = own_styles()
    yield "themes of publish", _describe("", _digest_files(list_files(styles), styles))
    python = f"{platform.python_version()} on {sys.platform} {platform.machine()}"
    yield platform.python_implementation(), python
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    for library in find_libraries():
        content = digest(library.file.read_bytes()) if library.file else ""
        yield library.name, _describe(library.version, content)
    yield "rules of fontconfig", _describe("", rules)
    yield "pandoc", _pandoc_version()
    yield from _find_packages()


def _describe(version: str, content: str) -> str:
    return f"{version} ({content[:_SHORT]})".lstrip() if content else version


def _digest_files(files: Iterable[str], root: Path | None = None) -> str:
    """Return the digest of files and of their paths below ``root``, or of their names without it.

    Hidden files are those of editors and file managers.
    """
    parts: list[str | bytes] = []
    for file in files:
        path = Path(file)
        name = path.relative_to(root).as_posix() if root else path.name
        if not path.name.startswith("."):
            with suppress(FileNotFoundError):  # an editor's temporary file, removed meanwhile
                parts += (name, path.read_bytes())
    return digest(*parts)


def _list_font_rules() -> list[str]:
    """Return the files of rules that Fontconfig reads on this machine: pages follow them.

    https://www.freedesktop.org/software/fontconfig/fontconfig-devel/fcconfiggetconfigfiles.html
    """
    try:
        library = native_libraries.load("fontconfig")
        for name, result in (
            ("FcConfigCreate", ctypes.c_void_p),
            ("FcConfigGetConfigFiles", ctypes.c_void_p),
            ("FcStrListNext", ctypes.c_char_p),
        ):
            getattr(library, name).restype = result
        config = ctypes.c_void_p(library.FcConfigCreate())
        library.FcConfigParseAndLoad(config, None, 0)
        names = ctypes.c_void_p(library.FcConfigGetConfigFiles(config))
        files = [os.fsdecode(name) for name in iter(lambda: library.FcStrListNext(names), None)]
        library.FcStrListDone(names)
        library.FcConfigDestroy(config)
    except (OSError, AttributeError):
        return []
    return [file for file in files if Path(file).is_file()]


def _pandoc_version() -> str:
    path = shutil.which("pandoc")
    try:
        shown = subprocess.run(
            [path or "", "--version"], capture_output=True, timeout=60, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return "missing"
    return shown.decode("utf-8", "replace").partition("\n")[0].removeprefix("pandoc ")


def _find_packages() -> Iterator[tuple[str, str]]:
    """Yield the packages that can change a page: plug-ins, requirements and what these may use.

    A requirement of an extra, which may be installed or not, counts where it is: fontTools makes
    other tables with uharfbuzz.  Tools beside this program do not count.
    """
    installed = {each.name: each for each in first_distributions()}
    plug_ins = {name for name, each in installed.items() if list_modules(each)}
    names = _list_used(installed, plug_ins) if _OWN in installed else set(installed)
    for name in sorted(names - {_OWN}):
        package = installed[name]
        content = _digest_plug_in(package) if name in plug_ins else _digest_record(package)
        yield name, _describe(package.version, content)


def _list_used(installed: Mapping[str, Distribution], plug_ins: set[str]) -> set[str]:
    """Return the names of the installed packages that this program and its plug-ins use."""
    used: set[str] = set()
    extras = set(_NOT_REQUIRED)
    waiting = {_OWN, *plug_ins}
    while waiting:
        name = waiting.pop()
        used.add(name)
        for requirement, marker in _list_requirements(installed[name]):
            if requirement not in installed or requirement in used:
                continue
            extra = _EXTRA.search(marker)
            if not extra:
                waiting.add(requirement)
            elif name != _OWN and not _OF_DEVELOPERS.match(extra[1]):
                extras.add(requirement)
    return used | (extras & installed.keys())


def _list_requirements(package: Distribution) -> Iterator[tuple[str, str]]:
    """Yield the name of each package that a package requires, and the condition of it."""
    text = package.read("METADATA") or package.read("PKG-INFO")
    for match in _REQUIREMENT.finditer(text.decode("utf-8", "replace")):
        yield normal_name(match[1]), match[2]


def _digest_plug_in(package: Distribution) -> str:
    """Return the digest of the modules of a plug-in, which may be edited where they lie."""
    return digest(*map(_digest_module, list_modules(package)))


def _digest_module(module: str) -> str:
    files = module_files(module)
    return _digest_files(files, Path(os.path.commonpath([Path(file).parent for file in files])))


def _digest_record(package: Distribution) -> str:
    """Return the digest of the list of files of a package, empty where it has none.

    The list has the digest of each file.  Scripts and metadata name places of this machine.
    https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    """
    lines = package.read("RECORD").decode("utf-8", "replace").splitlines()
    files = [line for line in lines if ",sha" in line and _is_code(line)]
    return digest(*sorted(files)) if files else ""


def _is_code(line: str) -> bool:
    return not line.startswith(("..", "/")) and ".dist-info/" not in line
