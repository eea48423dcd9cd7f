"""The state of all programs that can change a page, told without starting any of them."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish import __version__
from publish.text import native_libraries

_LIBRARIES = {
    "pango": ("pango_version_string", ctypes.c_char_p),
    "harfbuzz": ("hb_version_string", ctypes.c_char_p),
    "fontconfig": ("FcGetVersion", ctypes.c_int),
    "fribidi": ("fribidi_get_bidi_type", None),
}
"""The libraries that WeasyPrint and we set text with, each with the function that tells which.

FriBidi has none: a function without a result is not called, but says in which file it is.
"""


@cache
def versions() -> str:
    """Return the versions of Python, its packages and the libraries, and the state of our code."""
    return "\n".join((__version__, sys.version, *_libraries(), *_packages(), *_code()))


def _libraries() -> Iterator[str]:
    """Yield the version of each library, and the state of its file, which a patch changes too."""
    for name, (symbol, result) in _LIBRARIES.items():
        try:
            library = native_libraries.load(name)
            told = b""
            if result is not None:
                function = getattr(library, symbol)
                function.restype = result
                told = function()
            file = native_libraries.file_of(library, symbol)
            yield f"{name} {told!r} {_state(str(file)) if file else ''}"
        except (OSError, AttributeError):
            # Where a library is missing, nothing can be made; once it is there, all is new.
            yield f"{name} is missing"


def _packages() -> Iterator[str]:
    """Yield every installed package: the name of the folder that describes it has its version.

    The standard library's importlib.metadata takes as long to import as all the rest of this.
    """
    for place in sys.path:
        try:
            with os.scandir(place or os.curdir) as entries:
                found = [one for one in entries if one.name.endswith((".dist-info", ".egg-info"))]
            yield from sorted(f"{one.name} {one.stat().st_mtime_ns}" for one in found)
        except OSError:
            continue


def _code() -> Iterator[str]:
    """Yield the state of each file of our own: a change of the code is a change of the pages."""
    package = Path(__file__).parent.parent
    for folder, inside, files in os.walk(package):
        inside[:] = sorted(name for name in inside if name != "__pycache__")
        for name in sorted(files):
            with suppress(FileNotFoundError):  # an editor's file, gone already
                yield _state(f"{folder}/{name}")


def _state(path: str) -> str:
    about = os.stat(path)  # noqa: PTH116  # a Path each, of so many, takes longer than to look
    return f"{path} {about.st_size} {about.st_mtime_ns}"
