"""Digests of files and folders follow every edit, however fast."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from publish.storage import file_digests
from publish.storage.file_digests import digest_files


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "one.ttf").write_bytes(b"one")
    (tmp_path / "print.css").write_bytes(b"p {}")
    return tmp_path


def age(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be long untouched, as far as its reader can tell."""
    later = time.time_ns() + 10 * file_digests.SETTLED
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert max(path.stat().st_mtime_ns, path.stat().st_ctime_ns) + file_digests.SETTLED < later


def test_files_are_named_by_their_relative_paths(theme: Path):
    assert [name for name, _ in digest_files(theme)] == ["fonts/one.ttf", "print.css"]


def test_a_new_name_content_or_file_changes_the_digests(theme: Path):
    seen = [digest_files(theme)]
    (theme / "print.css").write_bytes(b"q {}")
    seen.append(digest_files(theme))
    (theme / "print.css").rename(theme / "paper.css")
    seen.append(digest_files(theme))
    (theme / "more.css").write_bytes(b"")
    seen.append(digest_files(theme))
    assert len(set(seen)) == 4


def test_a_file_is_read_again_while_it_is_new(theme: Path):
    digest_files(theme)
    about = (theme / "print.css").stat()
    before = digest_files(theme)
    # In the same tick of the clock of the file system, and as long as it was.
    (theme / "print.css").write_bytes(b"q {}")
    os.utime(theme / "print.css", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert digest_files(theme) != before


def test_an_unchanged_file_is_read_once(theme: Path, monkeypatch: pytest.MonkeyPatch):
    age(theme / "print.css", monkeypatch)
    before = digest_files(theme)
    read: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or b"")
    assert digest_files(theme) == before
    assert read == []


def test_a_file_saved_with_an_old_time_is_read_again(theme: Path, monkeypatch: pytest.MonkeyPatch):
    age(theme / "print.css", monkeypatch)
    before = digest_files(theme)
    about = (theme / "print.css").stat()
    (theme / "new").write_bytes(b"q {}")
    os.utime(theme / "new", ns=(about.st_atime_ns, about.st_mtime_ns))
    (theme / "new").replace(theme / "print.css")
    assert digest_files(theme) != before
