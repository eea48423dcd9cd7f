"""A file appears complete or not at all."""

import os
from pathlib import Path

import pytest

from publish.storage.atomic_write import hidden_path, sweep, write_whole


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.pdf", b"new")
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if fails == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.pdf"]


def test_a_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "b.pdf", b"new")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "b.pdf").stat().st_mode == plain.stat().st_mode


def test_the_next_write_removes_what_a_killed_process_left(tmp_path: Path) -> None:
    abandoned, other = hidden_path(tmp_path / "b.pdf"), hidden_path(tmp_path / "c.pdf")
    film, link = tmp_path / ".film.mkv.part", hidden_path(tmp_path / "b.pdf")
    for path in (abandoned, other, film):
        path.write_bytes(b"half")
    link.symlink_to(film)
    write_whole(tmp_path / "b.pdf", b"new")
    assert set(tmp_path.iterdir()) == {tmp_path / "b.pdf", film, other, link}
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {tmp_path / "b.pdf", film, link}


@pytest.mark.parametrize("letter", ["b", "א", "😀"])
def test_a_file_may_have_the_longest_name(tmp_path: Path, letter: str) -> None:
    name = letter * ((255 - len(".pdf")) // len(letter.encode())) + ".pdf"
    write_whole(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_another_process_is_writing_is_not_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    stock = os.fsync

    def meanwhile(handle: int) -> None:
        stock(handle)
        if not seen:
            seen.append(set())
            write_whole(tmp_path / "b.pdf", b"of another")
            sweep(tmp_path)
            seen.append({path.suffix for path in tmp_path.iterdir()})

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_whole(tmp_path / "b.pdf", b"ours")
    assert seen[1] == {".pdf", ".part"}
    assert (tmp_path / "b.pdf").read_bytes() == b"ours"
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_a_write_starts_again_when_its_new_file_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = os.open
    swept: list[object] = []

    def open_and_sweep(path, *more):
        handle = stock(path, *more)
        if str(path).endswith(".part") and not swept:
            swept.append(path)
            sweep(tmp_path)
        return handle

    monkeypatch.setattr(os, "open", open_and_sweep)
    write_whole(tmp_path / "b.pdf", b"new")
    assert swept
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
