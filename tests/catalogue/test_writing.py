"""The folder of a library after an interruption: as it was, or as it will be, never a part."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from publish.artifacts.result import Status
from publish.storage import folder_exchange
from publish.storage.folder_exchange import put_folder
from tests.support.shelves import make_workspace, put_book, rename

from .conftest import OTHER, PLAIN, Make, codes, snapshot


@pytest.fixture
def root(tmp_path: Path, make: Make) -> Path:
    """A workspace with a library and a book that has another title since."""
    root = make_workspace(tmp_path / "workspace", [PLAIN, OTHER])
    make(root)
    put_book(root, rename(PLAIN, "Another Light"))
    return root


@pytest.mark.parametrize(
    "function",
    [
        "folder_writer.write_archive",
        "library_folder.write_record",
        "library_folder.put_folder",
        "library_folder._flush",
    ],
)
def test_a_library_that_cannot_be_written_stays_as_it_was(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "no space left on device")

    before = snapshot(root / "output/library")
    with monkeypatch.context() as patch:
        patch.setattr(f"publish.catalogue.{function}", fail)
        result = make(root)
    assert (result.status, codes(result)) == (Status.FAILED, ["F08"])
    assert snapshot(root / "output/library") == before
    assert not list((root / "output").glob(".publish-*.part"))
    assert make(root).status is Status.MADE


def test_a_system_that_exchanges_no_folders_renames_both(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_exchange, "_exchange", lambda *_: False)
    assert make(root).status is Status.MADE
    assert (root / "output/library/books/another-light/en.html").is_file()
    assert not list((root / "output").glob(".publish-*.part"))


def test_a_folder_that_cannot_take_its_place_leaves_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_exchange, "_exchange", lambda *_: False)
    place = tmp_path / "place"
    place.mkdir()
    (place / "file").touch()
    with pytest.raises(FileNotFoundError):
        put_folder(tmp_path / "missing", place)
    assert (place / "file").is_file()


def test_a_folder_that_is_a_link_is_followed(root: Path, make: Make, tmp_path: Path) -> None:
    library = root / "output/library"
    library.rename(tmp_path / "elsewhere")
    library.symlink_to(tmp_path / "elsewhere")
    assert make(root).status is Status.MADE
    assert library.is_symlink()
    assert (tmp_path / "elsewhere/books/another-light/en.html").is_file()


_KILLED = """
import os, signal, sys
import signal
import subprocess
import sys
from pathlib import Path
from publish.catalogue.folder_writer import FolderWriter
from publish.catalogue.library import make_library
from publish.config import find_workspace

place = FolderWriter._place

def kill(self, name, count=[0]):
    count[0] += 1
    if count[0] == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return place(self, name)

FolderWriter._place = kill
make_library(find_workspace(Path(sys.argv[1])))
"""


@pytest.mark.thorough
@pytest.mark.parametrize("files", [1, 7, 25])
def test_a_process_that_is_killed_leaves_the_library_and_no_rest(
    root: Path, make: Make, files: int
) -> None:
    before = snapshot(root / "output/library")
    command = [sys.executable, "-c", _KILLED, root, str(files)]
    process = subprocess.run(command, check=False)
    assert process.returncode == -signal.SIGKILL
    assert snapshot(root / "output/library") == before
    assert list((root / "output").glob(".publish-*.part"))
    assert make(root).status is Status.MADE
    assert not list((root / "output").glob(".publish-*.part"))


def test_a_folder_that_may_not_be_written_is_named(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    before = snapshot(root / "output/library")
    monkeypatch.setattr("publish.catalogue.library_folder.staging_folder", refuse)
    result = make(root)
    assert (result.status, codes(result)) == (Status.FAILED, ["F08"])
    assert "library" in result.lines[0]
    assert snapshot(root / "output/library") == before
