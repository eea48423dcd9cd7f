"""Saves of all editors make the book again, and none of their files is a book."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.config import find_workspace

from .conftest import Watch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be renamed"),
]

TEXT = "A Book of Saving\n\nThe sentence of {} is long enough to be a text.\n"


def vim(path: Path, data: str) -> None:
    """Save as Vim does with ``backupcopy=no``: a test file, a backup, a swap file."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    probe = path.with_name("4913")
    probe.write_bytes(b"")
    probe.unlink()
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(data)
    backup.unlink()
    swap.unlink()


def emacs(path: Path, data: str) -> None:
    """Save as Emacs does: a link to nowhere as a lock, an autosave file, a backup that stays."""
    lock = path.with_name(f".#{path.name}")
    lock.unlink(missing_ok=True)
    lock.symlink_to("reader@desk.1234:1700000000")
    autosave = path.with_name(f"#{path.name}#")
    autosave.write_text(data[: len(data) // 2])
    path.replace(path.with_name(f"{path.name}~"))
    path.write_text(data)
    autosave.unlink()
    lock.unlink()


def visual_studio_code(path: Path, data: str) -> None:
    """Save as Visual Studio Code, nano and Notepad do: empty the file and write it."""
    with path.open("w") as stream:
        stream.flush()
        stream.write(data[: len(data) // 2])
        stream.flush()
        stream.write(data[len(data) // 2 :])


def gedit(path: Path, data: str) -> None:
    """Save as GLib does: a hidden stream that replaces the file."""
    stream = path.with_name(".goutputstream-K3XQZ1")
    stream.write_text(data)
    stream.replace(path)


def kate(path: Path, data: str) -> None:
    """Save as Qt does: a file with a suffix that replaces the text, beside a swap file."""
    swap = path.with_name(f".{path.name}.kate-swp")
    swap.write_bytes(b"swap")
    new = path.with_name(f"{path.name}.XkQp12")
    new.write_text(data)
    new.replace(path)
    swap.unlink()


def sublime(path: Path, data: str) -> None:
    """Save as Sublime Text does with ``atomic_save``."""
    new = path.with_name(f".{path.stem}.tmp{path.suffix}")
    new.write_text(data)
    new.replace(path)


def mac(path: Path, data: str) -> None:
    """Save as programs of macOS do on a foreign disk: with a file of attributes, which stays."""
    path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07Mac OS X")
    new = path.with_name(f"{path.name}.sb-1a2b3c4d-AbCdEf")
    new.write_text(data)
    new.replace(path)


EDITORS = (vim, emacs, visual_studio_code, gedit, kate, sublime, mac)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(TEXT.format("nobody"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.thorough
def test_a_save_by_any_editor_makes_the_book_again_and_no_other(workspace: Path, watch: Watch):
    book = workspace / "output" / "a" / "a.epub"
    source = workspace / "sources" / "a.txt"
    watching = watch("--format", "epub")
    watching.until(lambda: watching.rounds() >= 1)
    for editor in EDITORS:
        watching.says("made   output/a/a.epub", lambda editor=editor: save(source, editor))
        watching.until(lambda editor=editor: f"sentence of {editor.__name__}" in words(book))
    assert [path.name for path in (workspace / "output").iterdir() if path.name[0] != "."] == ["a"]
    assert "internal error" not in watching.output
    assert watching.interrupt() == 0


@pytest.mark.parametrize("editor", EDITORS)
def test_no_file_of_an_editor_is_a_book(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[[Path, str], None]
):
    # All files that the editor removes or renames while it saves stay in this folder.
    source = workspace / "sources" / "a.txt"
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_options: None)
    monkeypatch.setattr(Path, "replace", lambda *_: None)
    save(source, editor)
    assert list(find_workspace(workspace).book_names()) == ["a"]


def save(source: Path, editor: Callable[[Path, str], None]) -> None:
    editor(source, TEXT.format(editor.__name__))


def words(book: Path) -> str:
    with zipfile.ZipFile(book) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")
        )
