"""Temporary folders of killed processes are removed; those of running processes stay."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from publish.storage.temporary_folder import create_temporary_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked on Windows")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_locked_folder_stays_and_an_abandoned_one_is_removed(place: Path):
    first, lock = create_temporary_folder()
    (first / "font").write_bytes(b"font")
    assert lock is not None
    second, other_lock = create_temporary_folder()
    assert sorted(place.iterdir()) == sorted([first, second])
    os.close(lock)
    third, third_lock = create_temporary_folder()
    assert sorted(place.iterdir()) == sorted([second, third])
    for descriptor in (other_lock, third_lock):
        assert descriptor is not None
        os.close(descriptor)


@pytest.mark.usefixtures("place")
def test_a_forked_process_holds_the_lock_until_its_end():
    folder, lock = create_temporary_folder()
    assert lock is not None
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writer)
        os.read(reader, 1)
        os._exit(0)
    os.close(lock)
    os.close(create_temporary_folder()[1] or 0)
    assert folder.is_dir()
    os.close(writer)
    os.close(reader)
    os.waitpid(child, 0)
    os.close(create_temporary_folder()[1] or 0)
    assert not folder.exists()


def test_files_folders_and_links_of_others_stay(place: Path, monkeypatch: pytest.MonkeyPatch):
    names = {"publish-tests-1", "weasyprint-1", "publish-fonts-file", "publish-fonts-link"}
    (place / "publish-tests-1").mkdir()
    (place / "weasyprint-1").mkdir()
    (place / "publish-fonts-file").write_bytes(b"")
    (place / "publish-fonts-link").symlink_to(place / "weasyprint-1")
    os.close(create_temporary_folder()[1] or 0)
    assert names <= {path.name for path in place.iterdir()}

    (place / "publish-fonts-another-user").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: place.stat().st_uid + 1)
        os.close(create_temporary_folder()[1] or 0)
    assert (place / "publish-fonts-another-user").is_dir()


@pytest.mark.usefixtures("place")
def test_a_folder_that_is_removed_before_it_is_locked_is_replaced(monkeypatch: pytest.MonkeyPatch):
    make = tempfile.mkdtemp
    folders: list[str] = []

    def make_and_lose_the_first(**options: str) -> str:
        folders.append(make(**options))
        if len(folders) == 1:
            Path(folders[0]).rmdir()
        return folders[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", make_and_lose_the_first)
    folder, lock = create_temporary_folder()
    assert lock is not None
    assert (folder.is_dir(), len(folders)) == (True, 2)
    os.close(lock)
