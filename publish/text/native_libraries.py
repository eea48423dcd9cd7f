"""Native libraries of the system, found by its dynamic loader."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path

# The file names of each library on Linux, macOS and Windows.
_FILES = {
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "freetype": ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"),
    "fribidi": ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": (
        *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    ),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
}

# Homebrew and MacPorts install here; the loader of a signed Python does not search there.
_OF_MACOS = ("", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/")


@cache
def load(name: str) -> ctypes.CDLL:
    """Return the library of that name; raise OSError where the system has none."""
    linux, macos, windows = _FILES[name]
    others = {"darwin": [place + macos for place in _OF_MACOS], "win32": [windows]}
    for file in others.get(sys.platform, [linux]):
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    # Last, because on Linux `find_library` may start a compiler.
    from ctypes.util import find_library

    return ctypes.CDLL(find_library(name) or f"lib{name}")


class _Info(ctypes.Structure):
    """The ``Dl_info`` of dladdr(3): the file that contains an address, and its symbol."""

    _fields_ = (
        ("file", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    )


def file_of(library: ctypes.CDLL, symbol: str) -> Path | None:
    """Return the file from which a function was loaded, or None where that is unknown."""
    if sys.platform == "win32":
        return None
    info = _Info()
    is_known = ctypes.CDLL(None).dladdr(
        ctypes.cast(getattr(library, symbol), ctypes.c_void_p), ctypes.byref(info)
    )
    return Path(info.file.decode(errors="surrogateescape")) if is_known and info.file else None
