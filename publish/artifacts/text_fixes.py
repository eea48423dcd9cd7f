"""Writing of fixes into texts: links are followed; mode, owner and hard links stay."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules.destinations import NOT_FIXED
from publish.exceptions import access_error
from publish.storage.atomic_write import replace_file, sweep_parts, write_whole

_COPY = ".before-fix"
"""The suffix of the copy of a text beside it, while a text with several names is written."""


def write_fix(path: Path, before: bytes, after: bytes, allowed: Iterable[Path]) -> None:
    """Replace the content ``before`` of a text by ``after``, inside the files and folders allowed.

    Raises PublishError where the text has changed meanwhile, may not be written, or leads out of
    all that is ``allowed`` by a link or by the settings of a book.
    """
    target = resolve_within(path, allowed)
    try:
        _write(target, before, after)
    except OSError as error:
        raise PublishError(access_error(error, "write", target)) from error


def resolve_within(path: Path, allowed: Iterable[Path]) -> Path:
    """Return the file that a path leads to, which need not exist; see ``write_fix``."""
    target = Path(os.path.realpath(path))
    if not any(target.is_relative_to(_without_links_above(each)) for each in allowed):
        raise PublishError(
            NOT_FIXED.anywhere(
                f"{path} is not fixed: the file is {target}, outside the workspace",
                f"`publish check --fix {target}` fixes that file",
            )
        )
    return target


def _without_links_above(path: Path) -> Path:
    """Return the path with its folders resolved; a link itself stands for no other file."""
    if path.name in ("", os.pardir):
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent), path.name)


def _write(target: Path, before: bytes, after: bytes) -> None:
    about = target.stat()
    if _is_on_read_only_disk(target):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    if not about.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        target, os.W_OK
    ):
        raise PublishError(
            NOT_FIXED.anywhere(
                f"{target} is not fixed: it is protected from being written",
                f"`chmod u+w {target}` allows its owner to write it",
            )
        )
    if target.read_bytes() != before:
        raise PublishError(
            NOT_FIXED.anywhere(
                f"{target} is not fixed: it has changed since it was read",
                "run the command again",
            )
        )
    if about.st_nlink == 1:
        sweep_parts(target)
        try:
            replace_file(target, after, durable=True, like=target)
        except PermissionError:
            pass  # the owner cannot be kept, or the folder is not ours: the file is written itself
        else:
            return
    _write_in_place(target, before, after)


def _is_on_read_only_disk(path: Path) -> bool:
    return sys.platform != "win32" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _write_in_place(target: Path, before: bytes, after: bytes) -> None:
    """Write a file under all of its names, with a copy beside it until it is complete."""
    copy = target.with_name(f"{target.name[:40]}{_COPY}")
    if os.path.lexists(copy):
        raise PublishError(
            NOT_FIXED.anywhere(
                f"{target} is not fixed: {copy.name} is a copy of it from before an earlier fix",
                "compare the two, then remove the copy",
            )
        )
    write_whole(copy, before)
    try:
        with target.open("r+b") as stream:
            stream.write(after)
            stream.truncate()
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        if target.read_bytes() == before:
            copy.unlink()
        raise
    copy.unlink()
