"""The files of a book that a library offers, by their names."""

from __future__ import annotations

from pathlib import Path

from publish.catalogue.built_files import list_built_files
from publish.config import find_workspace, open_book
from publish.config.booklet_options import BookletSettings
from publish.writers.booklet import impose
from tests.booklet.sample_pdfs import make_numbered_pdf


def test_of_booklets_the_folded_ones_are_offered(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "songs.txt").write_text("A song.\n")
    output = tmp_path / "output" / "songs"
    output.mkdir(parents=True)
    booklet = impose(make_numbered_pdf(4), BookletSettings()).value
    names = [
        f"songs.booklet-{part}.pdf"
        for part in ("a4", "letter", "320x450mm", "a4-cut-two", "a4.card", "a4.covers")
    ]
    for name in names:
        (output / name).write_bytes(booklet)
    files = list_built_files(open_book("songs", find_workspace(tmp_path)))
    assert {file.path.name for file in files} == set(names[:3])


def test_files_for_a_press_are_not_offered_to_readers(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text("[printers.he]\nmarks = true\n")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "songs.txt").write_text("A song.\n")
    output = tmp_path / "output" / "songs"
    output.mkdir(parents=True)
    for part in ("", ".fr", ".kdp", ".he", ".facing.ingram", ".archive"):
        (output / f"songs{part}.pdf").write_bytes(b"%PDF-1.7\n/Producer(publish)\n")
    files = list_built_files(open_book("songs", find_workspace(tmp_path)))
    assert [file.path.name for file in files] == ["songs.pdf", "songs.fr.pdf"]
