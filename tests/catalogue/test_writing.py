"""The folder of a library after an interruption: as it was, or as it will be, never a part."""

from __future__ import annotations

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
