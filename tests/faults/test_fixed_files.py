"""``check --fix`` keeps links, modes, owners and hard links, and writes only to texts it may."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.artifacts import text_fixes
from publish.cli import main
from publish.diagnostics import PublishError
from publish.storage.atomic_write import hidden_path
from tests.support.file_tree import digest_tree

TEXT = "The Lesson\n\nA text\u200b of few words, to be read in the evening.\n"
FIXED = TEXT.replace("\u200b", "")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "workspace"
    (root / "sources").mkdir(parents=True)
    (root / "publish.toml").write_text("")
    monkeypatch.chdir(root)
    return root


def fix(*names: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--fix", *names])
    assert "internal error" not in result.output
    return result


def refuse(*names: str) -> str:
    """Return the message of a text that is not fixed; the command fails."""
    result = fix(*names)
    assert result.exit_code == 1
    assert "F27" in result.stderr
    assert "fixed sources" not in result.stderr
    return result.stderr


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755, 0o200 | 0o444])
@pytest.mark.parametrize("link", ["", "relative", "absolute", "of links"])
def test_a_link_is_followed_and_the_mode_stays(root: Path, mode: int, link: str) -> None:
    real = root / "real" / "t.txt" if link else root / "sources" / "t.txt"
    real.parent.mkdir(exist_ok=True)
    real.write_text(TEXT)
    real.chmod(mode)
    text = root / "sources" / "t.txt"
    match link:
        case "relative":
            text.symlink_to("../real/t.txt")
        case "absolute":
            text.symlink_to(real)
        case "of links":
            (root / "other.txt").symlink_to("real/t.txt")
            text.symlink_to("../other.txt")
    owner = real.stat()[4:6]
    assert fix("t").exit_code == 0
    assert real.read_text() == FIXED
    assert text.is_symlink() == bool(link)
    assert real.stat().st_mode & 0o777 == mode
    assert real.stat()[4:6] == owner
    assert {path.name for path in root.rglob("*.*") if path.suffix != ".toml"} <= {
        "t.txt",
        "other.txt",
    }


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to another user")
def test_the_owner_stays(root: Path) -> None:
    text = root / "sources" / "t.txt"
    text.write_text(TEXT)
    os.chown(text, 1234, 2345)
    assert fix("t").exit_code == 0
    assert text.read_text() == FIXED
    assert text.stat()[4:6] == (1234, 2345)


def test_each_name_of_a_hard_linked_text_has_the_fix(root: Path) -> None:
    text, other = root / "sources" / "t.txt", root / "other.txt"
    text.write_text(TEXT)
    text.chmod(0o640)
    other.hardlink_to(text)
    assert fix("t").exit_code == 0
    assert other.read_text() == text.read_text() == FIXED
    assert other.samefile(text)
    assert text.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in text.parent.iterdir()] == ["t.txt"]


def test_a_hard_linked_text_is_copied_before_it_is_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, other = root / "sources" / "t.txt", root / "other.txt"
    text.write_text(TEXT)
    other.hardlink_to(text)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(text_fixes.os, "fsync", lambda _: None)
    with monkeypatch.context() as patch:
        stock = Path.open

        def open_and_stop(path: Path, mode: str = "r") -> object:
            stream = stock(path, mode)
            if path == text and mode == "r+b":
                patch.setattr(text_fixes.os, "fsync", stop)
            return stream

        patch.setattr(Path, "open", open_and_stop)
        assert fix("t").exit_code == 1
    assert (root / "sources" / "t.txt.before-fix").read_text() == TEXT
    text.write_text(TEXT)
    assert "before an earlier fix" in refuse("t")
    assert text.read_text() == TEXT


@pytest.mark.parametrize("link", ["file", "folder", "settings"])
def test_a_file_outside_the_workspace_is_fixed_only_by_its_own_path(root: Path, link: str) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    real = outside / "1.txt"
    real.write_text(TEXT)
    book = root / "sources" / "book"
    if link == "folder":
        book.symlink_to(outside)
    else:
        book.mkdir()
        (book / "2.txt").write_text(FIXED)
        if link == "file":
            (book / "1.txt").symlink_to(real)
        else:
            (book / "book.toml").write_text('files = ["2.txt", "../../../outside/1.txt"]\n')
    before = digest_tree(root.parent)
    for name in ("book", "sources/book"):
        result = fix(name)
        assert result.exit_code == 1
        assert str(real) in result.stderr
    assert digest_tree(root.parent) == before
    assert fix(str(real)).exit_code == 0
    assert real.read_text() == FIXED


@pytest.mark.parametrize("name", ["../outside.txt", "./../outside.txt"])
def test_a_text_outside_the_workspace_may_be_named_in_any_way(root: Path, name: str) -> None:
    real = root.parent / "outside.txt"
    real.write_text(TEXT)
    assert fix(name).exit_code == 0
    assert real.read_text() == FIXED


def test_an_unfinished_file_of_a_killed_run_is_removed(root: Path) -> None:
    text = root / "sources" / "a.txt"
    text.write_text(TEXT, "utf-8")
    hidden_path(text).write_text("The Les")
    assert fix("a").exit_code == 0
    assert list((root / "sources").iterdir()) == [text]
    assert text.read_text("utf-8") == FIXED


def test_a_protected_text_stays(root: Path) -> None:
    text = root / "sources" / "t.txt"
    text.write_text(TEXT)
    text.chmod(0o444)
    assert "protected from being written" in refuse("t")
    assert text.read_text() == TEXT


def test_a_text_that_changes_meanwhile_stays(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = root / "sources" / "t.txt"
    text.write_text(TEXT)
    stock = text_fixes._write

    def save_and_write(target: Path, before: bytes, after: bytes) -> None:
        text.write_text("Another text.\n")
        stock(target, before, after)

    monkeypatch.setattr(text_fixes, "_write", save_and_write)
    assert "has changed since it was read" in refuse("t")
    assert text.read_text() == "Another text.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encoding_of_a_text_stays(root: Path, encoding: str) -> None:
    text = root / "sources" / "t.txt"
    text.write_bytes(TEXT.encode(encoding))
    fix("t")
    assert text.read_bytes() == FIXED.encode(encoding)


def test_a_file_outside_all_that_is_allowed_is_not_written(root: Path) -> None:
    real = root.parent / "outside.txt"
    real.write_text(TEXT)
    link = root / "sources" / "t.txt"
    link.symlink_to(real)
    data = TEXT.encode()
    with pytest.raises(PublishError, match="outside the workspace"):
        text_fixes.write_fix(link, data, FIXED.encode(), [root, link])
    assert real.read_text() == TEXT
    text_fixes.write_fix(link, data, FIXED.encode(), [real])
    assert real.read_text() == FIXED
