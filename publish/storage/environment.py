"""The state of all programs that can change a page, read without starting any of them."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish import __version__
from publish.storage import distributions
from publish.storage.own_files import PACKAGE, list_files
from publish.text import native_libraries
from publish.text.dataclass import dataclass

_LIBRARIES = {
    "pango": ("pango_version_string", ctypes.c_char_p),
    "pangoft2": ("pango_ft2_font_map_new", None),
    "harfbuzz": ("hb_version_string", ctypes.c_char_p),
    "harfbuzz-subset": ("hb_subset_or_fail", None),
    "freetype": ("FT_Init_FreeType", None),
    "fontconfig": ("FcGetVersion", ctypes.c_int),
    "fribidi": ("fribidi_get_bidi_type", None),
}
"""The libraries that set text, each with a symbol and the type that calling it returns.

Where no function returns the version, the symbol only leads to the file.
"""

_PROGRAMS = ("pandoc",)
"""The programs that read texts; a new version may read a text in another way."""


@cache
def program_state() -> str:
    """Return the versions and file states of Python, all packages, the libraries and this code.

    Cache keys and stamps contain it.  A change of any package counts, plug-ins included.
    """
    programs = (*_libraries(), *_programs(), *_packages(), *_code())
    return "\n".join((__version__, sys.version, *programs))


@dataclass(frozen=True, slots=True)
class Library:
    """A native library: its version, empty where it tells none, and its file where it is known."""

    name: str
    version: str
    file: Path | None


def find_libraries() -> Iterator[Library]:
    """Yield the libraries that set text; one that this system lacks "is missing".

    Without a library no page can be made.
    """
    for name, (symbol, result) in _LIBRARIES.items():
        try:
            library = native_libraries.load(name)
            version: bytes | int = b""
            if result is not None:
                function = getattr(library, symbol)
                function.restype = result
                version = function()
            text = version.decode() if isinstance(version, bytes) else str(version)
            yield Library(name, text, native_libraries.file_of(library, symbol))
        except (OSError, AttributeError):
            yield Library(name, "is missing", None)


def _libraries() -> Iterator[str]:
    """Yield the version of each library, and the state of its file, which a patch changes too."""
    for each in find_libraries():
        state = _file_state(str(each.file)) if each.file else ""
        yield f"{each.name} {each.version} {state}".rstrip()


def _programs() -> Iterator[str]:
    """Yield the state of each program on the PATH."""
    for name in _PROGRAMS:
        path = shutil.which(name)
        yield _file_state(os.path.realpath(path)) if path else f"{name} is missing"


def _packages() -> Iterator[str]:
    """Yield every installed package with its version, from the names of its metadata folders.

    The files of packages with entry points for this program follow: an editable install changes
    without its metadata.  ``importlib.metadata`` takes as long to import as all the rest of this.
    """
    installed = distributions.distributions()
    for each in installed:
        yield f"{each.folder} {each.modified}"
    for each in installed:
        for module in distributions.list_modules(each):
            yield from _package_files(module)


def _package_files(name: str) -> Iterator[str]:
    """Yield the state of the files of a top-level package or module, found but not imported."""
    files = distributions.module_files(name)
    yield from file_states(files) if files else (f"{name} is missing",)


def _code() -> Iterator[str]:
    """Yield the state of each file of this package: a change of the code may change the pages."""
    yield from file_states(list_files(PACKAGE))


def file_states(files: Iterable[str]) -> Iterator[str]:
    """Yield the path, the size and the time of each file."""
    for path in files:
        with suppress(FileNotFoundError):  # an editor's temporary file, removed meanwhile
            yield _file_state(path)


def _file_state(path: str) -> str:
    about = os.stat(path)  # noqa: PTH116  # a Path for each of hundreds is slow
    return f"{path} {about.st_size} {about.st_mtime_ns}"
