"""The Unicode bidirectional algorithm (UAX #9) from FriBidi, the library that Pango uses.

Pango sets the lines of the PDF by the levels of the same library.  A second implementation could
differ in a detail, and a phrase would be reversed.  See https://www.unicode.org/reports/tr9/ and
https://github.com/fribidi/fribidi.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from publish.diagnostics import PublishError
from publish.diagnostics.rules import bidi as rules
from publish.document.model import Dir
from publish.text import native_libraries

# FriBidiParType of fribidi-bidi-types.h: paragraphs with an explicit direction.
_PARAGRAPH = {Dir.LTR: 0x110, Dir.RTL: 0x111}

_HINTS = {
    "darwin": "brew install pango",
    "win32": "install Pango by MSYS2: pacman -S mingw-w64-x86_64-pango",
}


@cache
def _library() -> ctypes.CDLL:
    try:
        return _declare_functions(native_libraries.load("fribidi"))
    except OSError:
        hint = _HINTS.get(sys.platform, "as root: apt-get install libfribidi0")
        raise PublishError(
            rules.NO_FRIBIDI.anywhere("the FriBidi library was not found on this machine", hint)
        ) from None


def _declare_functions(library: ctypes.CDLL) -> ctypes.CDLL:
    text, number = ctypes.POINTER(ctypes.c_uint32), ctypes.c_int
    library.fribidi_get_bidi_types.argtypes = [text, number, text]
    library.fribidi_get_bidi_types.restype = None
    library.fribidi_get_bracket_types.argtypes = [text, number, text, text]
    library.fribidi_get_bracket_types.restype = None
    library.fribidi_get_par_embedding_levels_ex.argtypes = [
        text,
        text,
        number,
        text,
        ctypes.POINTER(ctypes.c_int8),
    ]
    library.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_int8
    return library


def levels(text: str, base: Dir) -> list[int]:
    """Return the embedding level of each character of a paragraph with the direction ``base``.

    Even levels run left to right, odd ones right to left (UAX #9, rules X1 to I2, with bracket
    pairs and isolates).  Raises ``PublishError`` where FriBidi is not installed.
    """
    length = len(text)
    if not length:
        return []
    library = _library()
    array = ctypes.c_uint32 * length
    encoding = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
    characters = array.from_buffer_copy(text.encode(encoding, "surrogatepass"))
    types, brackets = array(), array()
    result = (ctypes.c_int8 * length)()
    library.fribidi_get_bidi_types(characters, length, types)
    library.fribidi_get_bracket_types(characters, length, types, brackets)
    paragraph = ctypes.c_uint32(_PARAGRAPH[base])
    if not library.fribidi_get_par_embedding_levels_ex(
        types, brackets, length, ctypes.byref(paragraph), result
    ):
        raise MemoryError("FriBidi had no room for a paragraph")
    return list(bytes(result))


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of the characters of a line from left to right (UAX #9, rule L2)."""
    order = list(range(len(levels)))
    for lowest in range(max(levels, default=0), 0, -1):
        start = 0
        for is_reversed, run in groupby([levels[index] >= lowest for index in order]):
            end = start + len(list(run))
            if is_reversed:
                order[start:end] = reversed(order[start:end])
            start = end
    return order
