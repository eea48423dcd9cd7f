"""The program Pandoc: where it is, its version, and its reading of a text as JSON.

https://pandoc.org/MANUAL.html#option--sandbox
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publish.diagnostics import PublishError
from publish.diagnostics.rules import pandoc as rules
from publish.readers.pandoc.formats import Form
from publish.text.dataclass import dataclass
from publish.text.source import Span

OLDEST = 3
"""The oldest major version of Pandoc; those before have another tree and no sandbox."""

MOST_MEMORY = "1g"
"""Memory of Pandoc's heap."""

MOST_SECONDS = 60.0
"""Seconds after which Pandoc is stopped."""

MOST_BYTES = 20_000_000
"""Bytes of the largest file that Pandoc reads."""

MOST_OUTPUT = 400_000_000
_MOST_PICTURES = 500_000_000
_VERSION = re.compile(r"pandoc(?:\.exe)? (\d+)((?:\.\d+)*)")
_SAVE = "open the file in its own program and save it as Word document (.docx)"
_INSTALL = "or install Pandoc 3: https://pandoc.org/installing.html"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Program:
    """A Pandoc that can be run: its path and its version."""

    path: str
    version: str


@dataclass(frozen=True)
class PandocDocument:
    """A document as Pandoc reads it: its tree, its pictures by their addresses, its warnings."""

    tree: Mapping[str, Any]
    pictures: Mapping[str, bytes]
    warnings: tuple[str, ...]


@cache
def find_program() -> Program | None:
    """Return the Pandoc on the PATH, else that of the package pypandoc; None without either."""
    for path in filter(None, (shutil.which("pandoc"), _find_packaged())):
        try:
            shown = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
        except (OSError, subprocess.SubprocessError):
            continue
        match = _VERSION.match(shown.stdout.decode("utf-8", "replace"))
        if match and int(match[1]) >= OLDEST:
            return Program(path, match[1] + match[2])
    return None


def _find_packaged() -> str:
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    folders = (spec.submodule_search_locations or ()) if spec else ()
    paths = (Path(folder) / "files" / name for folder in folders)
    return next((str(path) for path in paths if path.is_file()), "")


def check_size(data: bytes, file: str) -> None:
    """Raise PublishError for a file that is too large for Pandoc."""
    if len(data) > MOST_BYTES:
        message = f"{Path(file).name} has more than {MOST_BYTES // 1_000_000} MB"
        raise PublishError(rules.FAILED.at(Span(file, 0, 0), message, _SAVE))


def run_pandoc(
    text: bytes, form: Form, file: str, stand_ins: Mapping[str, str]
) -> tuple[Program, PandocDocument]:
    """Return the program, and a text of a format as it reads it.

    Characters of ``stand_ins`` are replaced in the tree.  Raises PublishError where Pandoc is
    missing or fails.
    """
    start = Span(file, 0, 0)
    name = Path(file).name
    program = find_program()
    if program is None:
        message = (
            f"{name} is {form.kind}, which is read through Pandoc 3, and that is not installed"
        )
        raise PublishError(rules.MISSING.at(start, message, _SAVE, _INSTALL))
    with TemporaryDirectory(prefix="publish-pandoc-") as folder:
        try:
            result = _run(program, text, form.name, folder)
        except subprocess.TimeoutExpired as error:
            message = f"Pandoc does not come to an end with {name}, and was stopped"
            raise PublishError(rules.FAILED.at(start, message, _SAVE)) from error
        except OSError as error:
            message = f"Pandoc cannot be run: {error.strerror or error}"
            raise PublishError(rules.FAILED.at(start, message, _SAVE)) from error
        lines = result.stderr.decode("utf-8", "replace").splitlines()
        warnings = tuple(line.strip()[:_SHOWN] for line in lines if line.strip())
        if result.returncode or len(result.stdout) > MOST_OUTPUT:
            reason = f": {warnings[0]}" if warnings else ""
            message = f"Pandoc {program.version} cannot read {name}{reason}"
            raise PublishError(rules.FAILED.at(start, message, _SAVE))
        try:
            characters = {ord(own): character for own, character in stand_ins.items()}
            tree = json.loads(result.stdout.decode("utf-8").translate(characters))
        except (ValueError, RecursionError) as error:
            message = f"Pandoc {program.version} reads {name} as a tree that is too deep"
            raise PublishError(rules.FAILED.at(start, message, _SAVE)) from error
        return program, PandocDocument(tree, _read_pictures(Path(folder)), warnings)


def _run(
    program: Program, text: bytes, form: str, folder: str
) -> subprocess.CompletedProcess[bytes]:
    """Run Pandoc in an empty folder, with an environment that names no files of the user."""
    names = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"HOME": folder, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [
            *(program.path, "+RTS", f"-M{MOST_MEMORY}", "-RTS", "--sandbox"),
            *("--from", form, "--to", "json", "--extract-media", "media"),
        ],
        input=text,
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=MOST_SECONDS,
        check=False,
    )


def _read_pictures(folder: Path) -> dict[str, bytes]:
    """Return the files that Pandoc took out of a document, by the addresses in its tree."""
    pictures: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            total += path.stat().st_size
            if total > _MOST_PICTURES:
                break
            pictures[path.relative_to(folder).as_posix()] = path.read_bytes()
    return pictures
