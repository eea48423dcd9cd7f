"""The archive of everything in a library: a ZIP file of the same bytes on every machine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that ZIP files know."""

_COMPRESSED = (".epub", ".azw3", ".pdf", ".jpg", ".png", ".woff2", ".zip")
FOLDER = "library"
"""The folder in the archive that has all files."""


def write_archive(path: Path, root: Path, names: Iterable[str]) -> None:
    """Write the archive of files below ``root``; those that are compressed already are stored."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(names):
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", _TIME)
            info.create_system = 3  # Unix
            info.external_attr = 0o100644 << 16
            stored = name.endswith(_COMPRESSED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, (root / name).read_bytes())
