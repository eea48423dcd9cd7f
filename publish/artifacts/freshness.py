"""Freshness of artifacts: stamps that record the inputs of each artifact by their digest.

A stamp holds the digest of everything the artifact depends on, the digest of the artifact, and the
diagnostics of its making, which are shown again when nothing is made.  A stamp begins with its own
digest: a stamp that is damaged or of another version counts as missing.
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


def inputs_digest(artifact: Artifact, texts: Iterable[bytes], theme: Path, date: datetime) -> str:
    """Return the digest of all that the artifact depends on; ``date`` counts for EPUBs only."""
    digest = hashlib.sha256()
    settings = repr(artifact.book.settings)
    variant = (artifact.format, artifact.profile, artifact.edition)
    for part in (versions(), *variant, settings, artifact.book.name):
        digest.update(part.encode() + b"\0")
    shown_date = date.isoformat() if artifact.format == "epub" else ""
    digest.update(f"{artifact.commentary} {shown_date}".encode())
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    # The diagnostics in the stamp name the files.
    digest.update("\0".join(map(str, artifact.book.files)).encode(errors="surrogateescape"))
    digest.update(repr(digests(theme)).encode())
    return digest.hexdigest()


def _stamp_path(artifact: Artifact) -> Path:
    name = hashlib.sha256(str(artifact.path.absolute()).encode()).hexdigest()[:32]
    return caches(artifact.book.workspace.output) / "stamps" / name


def read_stamp(artifact: Artifact, inputs: str) -> Lines | None:
    """Return the diagnostics of an artifact made from ``inputs``; None where it is not fresh."""
    try:
        head, _, stamp = _stamp_path(artifact).read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(stamp).hexdigest():
            return None
        stamp_inputs, output, *lines = stamp.decode().splitlines()
        if stamp_inputs != inputs or output != _file_digest(artifact.path):
            return None
    except (OSError, ValueError):
        return None
    return tuple(lines)


def write_stamp(artifact: Artifact, inputs: str, content: bytes, lines: Lines) -> None:
    """Write the stamp of an artifact; an OSError leaves it without one.

    The stamp holds the digest of ``content``, because another process may have replaced the file.
    """
    stamp = "\n".join((inputs, hashlib.sha256(content).hexdigest(), *lines)).encode()
    try:
        head = hashlib.sha256(stamp).hexdigest().encode()
        write_whole(_stamp_path(artifact), head + b"\n" + stamp)
    except OSError:
        # The artifact is complete; without a stamp the next run makes it again.
        return


def _file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def date_of(paths: Iterable[Path]) -> datetime:
    """Return the date of artifacts: SOURCE_DATE_EPOCH, else the last edit of the files, else now.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    last_edit = max((int(path.stat().st_mtime) for path in paths), default=None)
    if last_edit is None:
        return datetime.now(UTC).replace(microsecond=0)
    return datetime.fromtimestamp(last_edit, UTC)
