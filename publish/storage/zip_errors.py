"""Exceptions of ``zipfile`` for archives that are cut off, changed, or packed in another way."""

from __future__ import annotations

import struct
import zipfile
import zlib

ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError),
)
"""The exceptions that opening an archive in memory, and reading a file in it, can raise."""
