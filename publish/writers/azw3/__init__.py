"""Kindle writer: an EPUB of this program to AZW3, by the program ebook-convert of calibre.

https://manual.calibre-ebook.com/generated/en/ebook-convert.html
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.diagnostics import PublishError
from publish.diagnostics.rules.epub import CALIBRE_FAILED, CALIBRE_MISSING
from publish.storage.store import Store
from publish.writers.epub_copy import copy_epub

MOST_SECONDS = 300.0
"""Seconds after which calibre is stopped."""

MARK = b"publish"
"""The producer of the book in the file, by which this program knows its own."""

_OPTIONS = (
    *("--book-producer", MARK.decode()),
    # Without these, calibre makes pages and contents by words such as “chapter”.
    *("--chapter", "/", "--page-breaks-before", "/", "--chapter-mark", "none", "--no-inline-toc"),
    *("--disable-font-rescaling", "--disable-remove-fake-margins"),
)
_LANGUAGE = re.compile(rb"\s*<dc:language\b[^>]*>[^<]*</dc:language>")
_IDENTIFIER = re.compile(rb'<dc:identifier id="uid">urn:uuid:([0-9a-f-]{36})</dc:identifier>')
_CALIBRE_UUID = re.compile(rb"calibre:([0-9a-f-]{36})")
_SHOWN = 200


def find_calibre() -> Path | None:
    """Return the path of ebook-convert; None where calibre is not installed."""
    path = shutil.which("ebook-convert")
    return Path(os.path.realpath(path)) if path else None


def write_azw3(epub: bytes, store: Store) -> bytes:
    """Return an EPUB as AZW3, which is kept in the store: calibre makes other bytes each time.

    Raises PublishError where calibre is missing, fails or does not come to an end.
    """
    program = find_calibre()
    if program is None:
        hint = "install calibre, or take azw3 out of `formats`: Kindles also take the EPUB by mail"
        message = "an AZW3 is made by ebook-convert of calibre, which is not installed"
        raise PublishError(CALIBRE_MISSING.anywhere(message, hint))
    about = program.stat()
    key = store.key("azw3", epub, str(program), str(about.st_size), str(about.st_mtime_ns))
    azw3 = store.get(key, bytes, remember=False)
    if azw3 is None:
        azw3 = _identify(_convert(program, keep_main_language(epub)), epub)
        store.put(key, azw3, remember=False)
    return azw3


def keep_main_language(epub: bytes) -> bytes:
    """Return an EPUB with the first of its languages alone, for calibre keeps the last one."""

    def change(name: str, data: bytes) -> bytes:
        first = _LANGUAGE.search(data) if name.endswith(".opf") else None
        if first is None:
            return data
        return data[: first.end()] + _LANGUAGE.sub(b"", data[first.end() :])

    return copy_epub(epub, change)


def _identify(azw3: bytes, epub: bytes) -> bytes:
    """Return an AZW3 with the identifier of the book, for which calibre has a random one.

    Kindles keep places and notes by it.
    """
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        packages = [archive.read(name) for name in archive.namelist() if name.endswith(".opf")]
    own, random = _IDENTIFIER.search(b"".join(packages)), _CALIBRE_UUID.search(azw3)
    return azw3.replace(random[1], own[1]) if own and random else azw3


def _convert(program: Path, epub: bytes) -> bytes:
    with TemporaryDirectory(prefix="publish-calibre-") as folder:
        source, target = Path(folder, "book.epub"), Path(folder, "book.azw3")
        source.write_bytes(epub)
        try:
            code, output = _run([str(program), str(source), str(target), *_OPTIONS], folder)
        except OSError as error:
            message = f"calibre cannot be run: {error.strerror or error}"
            raise PublishError(CALIBRE_FAILED.anywhere(message)) from error
        except subprocess.TimeoutExpired as error:
            message = f"calibre did not come to an end in {MOST_SECONDS:.0f} seconds"
            raise PublishError(CALIBRE_FAILED.anywhere(message)) from error
        if code or not target.is_file():
            lines = output.decode("utf-8", "replace").strip().splitlines() or ["no reason"]
            message = f"calibre cannot convert the EPUB: {lines[-1].strip()[:_SHOWN]}"
            raise PublishError(CALIBRE_FAILED.anywhere(message))
        return target.read_bytes()


def _run(command: list[str], folder: str) -> tuple[int, bytes]:
    """Run calibre without the settings of the user; its processes end with it."""
    names = ("PATH", "SYSTEMROOT", "LANG")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    places = ("HOME", "TMPDIR", "TEMP", "CALIBRE_CONFIG_DIRECTORY", "CALIBRE_TEMP_DIR")
    environment |= dict.fromkeys(places, folder)
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=MOST_SECONDS)
        except BaseException:
            _end(process)
            raise
    return process.returncode, output


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
