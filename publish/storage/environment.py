"""The state of all programs that can change a page, read without starting any of them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish import __version__
from publish.storage import distributions
from publish.text import native_libraries

_LIBRARIES = {
    "pango": ("pango_version_string", ctypes.c_char_p),
    "harfbuzz": ("hb_version_string", ctypes.c_char_p),
    "fontconfig": ("FcGetVersion", ctypes.c_int),
    "fribidi": ("fribidi_get_bidi_type", None),
}
"""The libraries that set text, each with a symbol and the type that calling it returns.

FriBidi has no function that returns its version: its symbol only leads to the file.
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


def _libraries() -> Iterator[str]:
    """Yield the version of each library, and the state of its file, which a patch changes too."""
    for name, (symbol, result) in _LIBRARIES.items():
        try:
            library = native_libraries.load(name)
            version = b""
            if result is not None:
                function = getattr(library, symbol)
                function.restype = result
                version = function()
            file = native_libraries.file_of(library, symbol)
            yield f"{name} {version!r} {_file_state(str(file)) if file else ''}"
        except (OSError, AttributeError):
            # Without the library no page can be made; installing it changes the state.
            yield f"{name} is missing"


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
        entries = distributions.read_entry_points(each)
        modules = {re.split("[.:]", entry.value)[0] for entry in entries}
        for module in sorted(modules):
            yield from _package_files(module)


def _package_files(name: str) -> Iterator[str]:
    """Yield the state of the files of a top-level package or module, found but not imported."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        yield f"{name} is missing"
    elif spec.submodule_search_locations:
        for folder in spec.submodule_search_locations:
            yield from _files(folder)
    elif spec.origin:
        yield _file_state(spec.origin)


def _code() -> Iterator[str]:
    """Yield the state of each file of this package: a change of the code may change the pages."""
    yield from _files(Path(__file__).parent.parent)


def _files(root: str | Path) -> Iterator[str]:
    """Yield the state of each file below a folder but for compiled modules."""
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(files):
            with suppress(FileNotFoundError):  # an editor's temporary file, removed meanwhile
                yield _file_state(f"{folder}/{name}")


def _file_state(path: str) -> str:
    about = os.stat(path)  # noqa: PTH116  # a Path for each of hundreds is slow
    return f"{path} {about.st_size} {about.st_mtime_ns}"
