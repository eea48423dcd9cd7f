"""Stamps: what an artifact was made from, so that one that is fresh is not made again.

A stamp holds the digest of everything the artifact depends on, the digest of the artifact, and
what was said while it was made, so that warnings are said again when nothing is done.  It begins
with a digest of itself: one that is damaged or from another version is one that is not there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.plan import Artifact
from publish.storage.atomic_write import write_whole
from publish.storage.cache_paths import caches
from publish.storage.environment import versions
from publish.storage.file_digests import digests


def inputs_digest(artifact: Artifact, texts: Iterable[bytes], theme: Path, moment: datetime) -> str:
    """Return the digest of all that the artifact depends on; ``moment`` is its time of making."""
    digest = hashlib.sha256()
    settings = repr(artifact.book.settings)
    asked = (artifact.format, artifact.profile, artifact.edition)
    for part in (versions(), *asked, settings, artifact.book.name):
        digest.update(part.encode() + b"\0")
    dated = moment.isoformat() if artifact.format == "epub" else ""
    digest.update(f"{artifact.commentary} {dated}".encode())
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    # What was said of a text names its file.
    digest.update("\0".join(map(str, artifact.book.files)).encode(errors="surrogateescape"))
    digest.update(repr(digests(theme)).encode())
    return digest.hexdigest()


def _stamp_path(artifact: Artifact) -> Path:
    name = hashlib.sha256(str(artifact.path.absolute()).encode()).hexdigest()[:32]
    return caches(artifact.book.workspace.output) / "stamps" / name


def fresh(artifact: Artifact, inputs: str) -> Lines | None:
    """Return what was said when the artifact was made, or None where it must be made again."""
    try:
        head, _, stamp = _stamp_path(artifact).read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(stamp).hexdigest():
            return None
        made_from, made, *said = stamp.decode().splitlines()
        if made_from != inputs or made != _file_digest(artifact.path):
            return None
    except (OSError, ValueError):
        return None
    return tuple(said)


def keep(artifact: Artifact, inputs: str, made: bytes, said: Lines) -> None:
    """Leave a stamp for an artifact just written; where it cannot be written, none is left.

    It holds the digest of what was made here, for another process may have written meanwhile.
    """
    stamp = "\n".join((inputs, hashlib.sha256(made).hexdigest(), *said)).encode()
    try:
        whole = hashlib.sha256(stamp).hexdigest().encode() + b"\n" + stamp
        write_whole(_stamp_path(artifact), whole)
    except OSError:
        # The artifact is whole; without a stamp it is only made again the next time.
        return


def _file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def time_of_making(paths: Iterable[Path]) -> datetime:
    """Return the time that artifacts are dated with: SOURCE_DATE_EPOCH, else the last edit.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.fromtimestamp(max(int(path.stat().st_mtime) for path in paths), UTC)
