"""The date of an EPUB: the time of the last change of what the book is made from.

A date comes from the environment, else from git, else from the times of the files.  Git alone
keeps the time of a change in a clone, and ``touch`` does not move it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import MAXYEAR, UTC, datetime
from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules.destinations import WRONG_DATE

_SAFE = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "log.showSignature=false"),
)
"""Options by which git runs no program that a repository of others names."""

_LAST = int(datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp())
"""The last date of the calendar that Python and EPUBs know, in seconds after 1970."""

_LONGEST_EPOCH = 15
"""Digits of a number of seconds, with zeros before it."""

_PATIENCE = 10
"""Seconds after which git is not waited for."""


_dates: ContextVar[Mapping[frozenset[Path], datetime] | None] = ContextVar("dates", default=None)


class DateUnknown(BaseException):  # no Exception, which would fail one artifact of a book
    """A set of files, copies from another machine, whose date that machine did not tell."""


@contextmanager
def replace_dates(dates: Mapping[frozenset[Path], datetime]) -> Iterator[None]:
    """Let ``last_change`` return these dates of sets of files: the copies here have others.

    Of any other set it raises DateUnknown.
    """
    token = _dates.set(dates)
    try:
        yield
    finally:
        _dates.reset(token)


def source_date() -> datetime | None:
    """Return the date of SOURCE_DATE_EPOCH; None where that is not set or is not a number.

    Raises PublishError where the date is after the end of the calendar.
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isascii() or not epoch.isdecimal():
        return None
    if len(epoch) > _LONGEST_EPOCH or int(epoch) > _LAST:
        raise PublishError(
            WRONG_DATE.anywhere(
                f"SOURCE_DATE_EPOCH is {epoch[:20]}, which is after the year {MAXYEAR}",
                "`unset SOURCE_DATE_EPOCH` dates an EPUB by the last change of its text",
            )
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def last_change(paths: Iterable[Path]) -> datetime:
    """Return the time of the last commit of files, else of the last edit of one; else now.

    A commit counts where git has all files, and each as it is.
    """
    files = tuple(dict.fromkeys(path.absolute() for path in paths))
    if not files:
        return datetime.now(UTC).replace(microsecond=0)
    if (dates := _dates.get()) is not None:
        if (date := dates.get(frozenset(files))) is None:
            raise DateUnknown(", ".join(map(str, files)))
        return date
    committed = _last_commit(files)
    if committed is not None:
        return committed
    last_edit = max(int(path.stat().st_mtime) for path in files)
    return datetime.fromtimestamp(min(last_edit, _LAST), UTC)


def _last_commit(files: Sequence[Path]) -> datetime | None:
    """Return the time of the last commit that changed one of ``files``; None without one."""
    folder = files[0].parent
    names = [os.path.relpath(file, folder) for file in files]
    try:
        listed = _git(folder, "ls-tree", "-z", "HEAD", "--", *names)
        if not _are_unchanged(files, listed):
            return None
        time = _git(folder, "log", "-1", "--format=%ct", "--", *names).strip()
        return datetime.fromtimestamp(int(time), UTC)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _git(folder: Path, *words: str) -> bytes:
    # Without protocols git cannot fetch what a partial clone lacks.
    environment = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(
        ["git", *_SAFE, *words],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    ).stdout


def _are_unchanged(files: Sequence[Path], listed: bytes) -> bool:
    """Return whether git lists all files, each with the bytes that it has now.

    ``listed`` has a line ``MODE blob DIGEST<tab>PATH`` for each file.
    """
    lines = filter(None, listed.split(b"\0"))
    digests = [line.partition(b"\t")[0].split()[-1].decode() for line in lines]
    if len(digests) != len(files):
        return False
    algorithm = "sha256" if len(digests[0]) == 64 else "sha1"
    return sorted(digests) == sorted(_blob_digest(file, algorithm) for file in files)


def _blob_digest(file: Path, algorithm: str) -> str:
    """Return the name that git gives to the content of a file.

    https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
    """
    data = file.read_bytes()
    content = b"blob %d\0" % len(data) + data
    return hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()
