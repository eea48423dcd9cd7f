"""Stamps: what an artifact was made from, so that one that is fresh is not made again.

A stamp holds the digest of everything the artifact depends on, the digest of the artifact, and
what was said while it was made, so that warnings are said again when nothing is done.  A stamp
that is damaged or from another version is a stamp that is not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publish import __version__
from publish.build.caches import caches
from publish.build.files import write_whole
from publish.build.plan import Artifact
from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.source import Span

_ENGINES = ("weasyprint", "ebooklib", "jinja2")


def inputs_digest(artifact: Artifact, texts: Iterable[bytes], theme: Path, moment: datetime) -> str:
    """Return the digest of all that the artifact depends on; ``moment`` is its time of making."""
    digest = hashlib.sha256()
    settings = repr(artifact.book.settings)
    for part in (versions(), artifact.format, artifact.edition, settings, artifact.book.name):
        digest.update(part.encode() + b"\0")
    dated = moment.isoformat() if artifact.format == "epub" else ""
    digest.update(f"{artifact.commentary} {dated}".encode())
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    digest.update(_folder_digest(theme))
    return digest.hexdigest()


@cache
def versions() -> str:
    """Return the versions of all programs that can change a page, our own code's state included."""
    package = Path(__file__).parent.parent
    state = []
    for path in sorted(package.rglob("*.py")):
        stat = path.stat()
        state.append(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}")
    engines = [f"{name} {version(name)}" for name in _ENGINES]
    return "\n".join([__version__, *engines, *state])


def _folder_digest(folder: Path) -> bytes:
    files = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            about = path.stat()
            files.append((path, about.st_size, about.st_mtime_ns))
    return _files_digest(folder, tuple(files))


@cache
def _files_digest(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> bytes:
    """Return the digest of files in this state; a process that watches sees more than one."""
    digest = hashlib.sha256()
    for path, _, _ in files:
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _stamp_path(artifact: Artifact) -> Path:
    name = hashlib.sha256(str(artifact.path.absolute()).encode()).hexdigest()[:32]
    return caches(artifact.book.workspace.output) / "stamps" / f"{name}.json"


def fresh(artifact: Artifact, inputs: str) -> Diagnostics | None:
    """Return what was said when the artifact was made, or None where it must be made again."""
    try:
        stamp = json.loads(_stamp_path(artifact).read_bytes())
        if stamp["inputs"] != inputs or stamp["artifact"] != _file_digest(artifact.path):
            return None
        return tuple(map(_from_json, stamp["said"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(artifact: Artifact, inputs: str, said: Diagnostics) -> None:
    """Leave a stamp for an artifact just written; where it cannot be written, none is left."""
    stamp = {
        "inputs": inputs,
        "artifact": _file_digest(artifact.path),
        "said": [_to_json(one) for one in said],
    }
    try:
        write_whole(_stamp_path(artifact), json.dumps(stamp).encode())
    except OSError:
        # The artifact is whole; without a stamp it is only made again the next time.
        return


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _to_json(one: Diagnostic) -> list[object]:
    spans = [[s.file, s.start, s.end] for s in one.places]
    return [one.code, one.severity.value, one.message, list(one.hints), spans]


def _from_json(value: list[Any]) -> Diagnostic:
    code, severity, message, hints, spans = value
    span, *also = (Span(*place) for place in spans)
    return Diagnostic(code, Severity(severity), message, span, tuple(hints), tuple(also))


def time_of_making(paths: Iterable[Path]) -> datetime:
    """Return the time that artifacts are dated with: SOURCE_DATE_EPOCH, else the last edit.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.fromtimestamp(max(int(path.stat().st_mtime) for path in paths), UTC)
