"""The archive of everything in a library: a ZIP file of the same bytes on every machine."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that ZIP files know."""

_COMPRESSED = (".epub", ".azw3", ".pdf", ".jpg", ".png", ".woff2", ".zip")
FOLDER = "library"
"""The folder in the archive that has all files."""

_HEADER_SIZE = 30
"""Bytes of the header of a file without its name and its extra field."""

_CHUNK = 2**20


def write_archive(
    path: Path,
    root: Path,
    names: Iterable[str],
    before: Path | None = None,
    is_same: Callable[[str], bool] = lambda _: False,
) -> None:
    """Write the archive of files below ``root``; those that are compressed already are stored.

    ``before`` is an archive that this function wrote: files that are the same as in it are copied
    as they are there.  The bytes are those of an archive that is written anew.
    """
    with _Archive(path, "w") as archive:
        if before is None:
            archive.add(root, names)
        else:
            with zipfile.ZipFile(before) as old:
                archive.add(root, names, old, is_same)


class _Archive(zipfile.ZipFile):
    """An archive with files that another archive has too."""

    def add(
        self,
        root: Path,
        names: Iterable[str],
        old: zipfile.ZipFile | None = None,
        is_same: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Add files below ``root``, copied from an old archive where it has the same ones."""
        members = {info.filename: info for info in old.infolist()} if old else {}
        for name in sorted(names):
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", _TIME)
            info.create_system = 3  # Unix
            info.external_attr = 0o100644 << 16
            stored = name.endswith(_COMPRESSED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            member = members.get(info.filename)
            if old and member and is_same(name):
                self._copy(info, member, old)
            else:
                self.writestr(info, (root / name).read_bytes())

    def _copy(self, info: zipfile.ZipInfo, member: zipfile.ZipInfo, old: zipfile.ZipFile) -> None:
        """Copy a file with its compressed bytes, as ``writestr`` would write it.

        ``zipfile`` has no function for it (https://github.com/python/cpython/issues/113924).
        """
        info.CRC, info.file_size = member.CRC, member.file_size
        info.compress_size = member.compress_size
        assert self.fp is not None
        assert old.fp is not None
        old.fp.seek(member.header_offset)
        header = old.fp.read(_HEADER_SIZE)
        lengths = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
        old.fp.seek(sum(lengths), 1)
        info.header_offset = self.fp.tell()
        self.fp.write(info.FileHeader())
        rest = member.compress_size
        while rest:
            chunk = old.fp.read(min(rest, _CHUNK))
            if not chunk:
                raise zipfile.BadZipFile(f"{member.filename} is cut off")
            self.fp.write(chunk)
            rest -= len(chunk)
        self.start_dir = self.fp.tell()
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
