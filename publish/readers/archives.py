"""ZIP archives, opened within bounds and without trust in their names."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy as clone
from io import BytesIO
from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import office as rules
from publish.storage.zip_errors import ZIP_ERRORS
from publish.text.source import Span

MOST_MEMBERS = 10_000
"""Files in the largest archive that is opened."""

MOST_BYTES = 500_000_000
"""Bytes of all files in an archive, unpacked."""

MOST_BYTES_OF_MEMBER = 100_000_000
"""Bytes of the largest file that is read from an archive, unpacked."""

MOST_RATIO = 300
"""Bytes that one packed byte may become; the XML of long Word files reaches 60."""

SMALL = 1_000_000
"""Bytes up to which a file may have any ratio: an empty picture packs very well."""

_PASSWORD = 0x1


class Archive:
    """An archive whose directory is within bounds; its files are read by ``read``."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive = archive
        self._members = {info.filename: info for info in archive.infolist()}
        self.file = file

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the order of the directory."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str, most: int = MOST_BYTES_OF_MEMBER) -> bytes:
        """Return the bytes of a file; raise PublishError where it is damaged or too large."""
        info = self._members[name]
        if info.file_size > most:
            raise _unsafe(self.file, f"“{name}” in it has {info.file_size // 1_000_000:,} MB")
        with _report_damage(self.file), self._archive.open(info) as member:
            # The directory may state another size than the data have.
            data = member.read(most + 1)
        if len(data) > most:
            raise _unsafe(self.file, f"“{name}” in it has more than {most // 1_000_000:,} MB")
        return data

    def replace(self, changes: Mapping[str, bytes]) -> bytes:
        """Return the archive with changed files in their places and new ones at the end.

        Raises PublishError where a file in it is damaged.
        """
        buffer = BytesIO()
        with _report_damage(self.file), zipfile.ZipFile(buffer, "w") as result:
            for name, info in self._members.items():
                own = clone(info)
                if name in changes:
                    result.writestr(own, changes[name])
                    continue
                with self._archive.open(info) as member, result.open(own, "w") as target:
                    shutil.copyfileobj(member, target)
            for name in changes:
                if name not in self._members:
                    result.writestr(zipfile.ZipInfo(name), changes[name], zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def open_archive(data: bytes, file: str) -> Archive:
    """Return the archive that ``data`` are.

    Raises PublishError where it is damaged, too large when unpacked, locked with a password, or
    has names that lead out of it.
    """
    with _report_damage(file):
        archive = zipfile.ZipFile(BytesIO(data))
    for message in _find_dangers(archive.infolist()):
        raise _unsafe(file, message)
    for info in archive.infolist():
        if info.flag_bits & _PASSWORD:
            message = f"{Path(file).name} has a password: “{info.filename}” in it is encrypted"
            hint = "open it with its password, and save it without one"
            raise PublishError(rules.LOCKED.at(Span(file, 0, 0), message, hint))
    return Archive(archive, file)


def _find_dangers(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Yield the reasons not to open an archive."""
    if len(members) > MOST_MEMBERS:
        yield f"it has {len(members):,} files in it, and at most {MOST_MEMBERS:,} are read"
    total = sum(info.file_size for info in members)
    if total > MOST_BYTES:
        yield f"unpacked it has {total // 1_000_000:,} MB, and at most {MOST_BYTES // 1_000_000}"
    for info in members:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            yield f"the name “{info.filename}” in it leads out of it"
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > SMALL and ratio > MOST_RATIO:
            yield f"“{info.filename}” in it becomes {ratio:,.0f} times as large when unpacked"


@contextmanager
def _report_damage(file: str) -> Iterator[None]:
    """Raise PublishError for the exceptions of damaged archives."""
    try:
        yield
    except ZIP_ERRORS as error:
        message = f"{Path(file).name} is damaged: {str(error) or type(error).__name__}"
        hint = "open it in the program that made it, and save it again; or take an older copy"
        raise PublishError(rules.DAMAGED.at(Span(file, 0, 0), message, hint)) from error


def _unsafe(file: str, message: str) -> PublishError:
    hint = "if it is yours, open it in the program that made it, and save it again"
    return PublishError(rules.UNSAFE.at(Span(file, 0, 0), f"{Path(file).name}: {message}", hint))
