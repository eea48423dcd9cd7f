"""The folder of a library: unchanged files, old names, files of others, and faults of books."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from publish.artifacts.diagnostic_lines import as_diagnostics
from publish.artifacts.result import Status
from publish.cli import main
from publish.config.library_names import make_slug
from publish.storage.cache_paths import stamp_key, stamp_store
from tests.support.shelves import ShelfBook, make_workspace, put_book, rename

from .conftest import OTHER, PLAIN, Make, codes, snapshot


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two built books."""
    return make_workspace(tmp_path / "workspace", [PLAIN, OTHER])


def test_an_unchanged_library_is_not_written(root: Path, make: Make) -> None:
    assert make(root).status is Status.MADE
    before = snapshot(root / "output/library")
    folder = (root / "output/library").stat().st_ino
    assert make(root).status is Status.FRESH
    assert snapshot(root / "output/library") == before
    assert (root / "output/library").stat().st_ino == folder


def test_a_fresh_library_is_recognised_without_reading_books(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = 1_700_000_000
    for path in (*root.rglob("*"), root):
        os.utime(path, (old, old))
    monkeypatch.setattr("publish.catalogue.file_states.SETTLED", -(10**12))
    first = make(root)
    monkeypatch.setattr("publish.catalogue.library._make", lambda *_, **__: pytest.fail("made"))
    again = make(root)
    assert (again.status, again.lines) == (Status.FRESH, first.lines)
    (root / "output/library/index.html").write_text("changed", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        make(root)


def test_a_file_that_was_changed_by_hand_is_written_again(root: Path, make: Make) -> None:
    make(root)
    page = root / "output/library/en.html"
    before = page.read_bytes()
    page.write_text("changed", encoding="utf-8")
    assert make(root).changed == 2  # the page, and the archive of everything
    assert page.read_bytes() == before


def test_one_changed_book_rewrites_only_what_names_it(root: Path, make: Make) -> None:
    make(root)
    before = snapshot(root / "output/library")
    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z", description=(("en", "New."),)))
    make(root)
    after = snapshot(root / "output/library")
    changed = {name for name in after if after[name] != before.get(name)}
    assert not [name for name in changed if "books/מים" in name or name.startswith("assets")]
    assert {"books/the-light/the-light.epub", "books/the-light/en.html", "new.atom"} <= changed
    assert "books/the-light/the-light.pdf" not in changed
    assert "opds/languages/en.xml" in changed


def test_two_folders_have_the_same_bytes(root: Path, make: Make, tmp_path: Path) -> None:
    make(root)
    shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns("library", ".publish*"))
    make(tmp_path / "copy")
    first, second = (
        {name: content for name, (_, _, content) in snapshot(place / "output/library").items()}
        for place in (root, tmp_path / "copy")
    )
    assert first == second


def test_the_archive_has_every_file_once(root: Path, make: Make) -> None:
    make(root)
    library = root / "output/library"
    with zipfile.ZipFile(library / "everything.zip") as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            assert archive.read(name) == (library / name.removeprefix("library/")).read_bytes()
    own = {"everything.zip", "library.json"}
    assert {f"library/{name}" for name in snapshot(library)} - set(names) == {
        f"library/{name}" for name in own
    }


def test_a_book_with_another_title_leaves_pages_and_files_under_its_name(
    root: Path, make: Make
) -> None:
    make(root)
    for title in ("Another Light", "Third Light"):
        put_book(root, rename(PLAIN, title))
        assert codes(make(root)) == []
    books = root / "output/library/books"
    epub = (books / "third-light/third-light.epub").read_bytes()
    for former in ("the-light", "another-light"):
        assert (books / f"{former}/{former}.epub").read_bytes() == epub
        assert "../third-light/en.html" in (books / f"{former}/en.html").read_text("utf-8")


def test_a_book_that_is_not_built_any_more_leaves_a_page(root: Path, make: Make) -> None:
    make(root)
    shutil.rmtree(root / "output/water")
    assert codes(make(root)) == ["L01", "L08"]
    page = (root / "output/library/books/מים/he.html").read_text("utf-8")
    assert "../../he.html" in page
    put_book(root, OTHER)
    assert codes(make(root)) == []
    assert (root / "output/library/books/מים/מים.epub").is_file()


def test_the_time_of_a_book_moves_when_a_file_changes(root: Path, make: Make) -> None:
    def times() -> list[str]:
        make(root)
        record = json.loads((root / "output/library/library.json").read_bytes())
        (book,) = (each for each in record["books"] if each["source"] == "light")
        return [book["editions"][""]["arrival"], book["editions"][""]["last_change"]]

    arrival, first = times()
    (root / "output/light/light.pdf").write_bytes(
        (root / "output/light/light.pdf").read_bytes() + b"\n"
    )
    assert times()[0] == arrival
    assert times()[1] > first


def test_a_folder_of_another_program_is_not_replaced(root: Path, make: Make) -> None:
    folder = root / "output/library"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    result = make(root)
    assert (result.status, codes(result)) == (Status.FAILED, ["F24"])
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", [".", "sources", "sources/new", "output"])
def test_folders_of_the_workspace_are_not_replaced(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = snapshot(root / "sources")
    result = CliRunner().invoke(main, ["library", "-o", name])
    assert result.exit_code == 1
    assert "error[F24]" in result.stderr
    assert snapshot(root / "sources") == before


def test_files_of_others_stay_in_the_folder(root: Path, make: Make) -> None:
    make(root)
    library = root / "output/library"
    (library / "CNAME").write_text("example.org", encoding="utf-8")
    (library / "own").mkdir()
    (library / "own/link").symlink_to("nowhere")
    put_book(root, rename(PLAIN, "Another Light"))
    assert codes(make(root)) == ["L05"]
    assert (library / "CNAME").read_text("utf-8") == "example.org"
    assert (library / "own/link").readlink() == Path("nowhere")


def test_a_file_of_others_in_the_place_of_a_page_is_not_replaced(root: Path, make: Make) -> None:
    make(root)
    library = root / "output/library"
    (library / "books/fire").mkdir()
    (library / "books/fire/en.html").write_text("mine", encoding="utf-8")
    put_book(root, ShelfBook("fire", (("en", "Fire"),)))
    assert "F24" in codes(make(root))
    assert (library / "books/fire/en.html").read_text("utf-8") == "mine"
    assert not (library / "books/fire/fire.epub").exists()


@pytest.mark.parametrize(
    "second",
    [
        ShelfBook("fire", (("en", "The Light!"),)),
        ShelfBook("fire", (("en", "Fire"),), identifier=PLAIN.urn),
    ],
)
def test_two_books_of_one_name_or_identifier_are_refused_with_both_named(
    root: Path, make: Make, second: ShelfBook
) -> None:
    make(root)
    before = snapshot(root / "output/library")
    put_book(root, second)
    result = make(root)
    assert (result.status, codes(result)) == (Status.FAILED, ["L03"])
    assert all(name in result.lines[0] for name in ("light", "fire"))
    assert snapshot(root / "output/library") == before


def test_settings_give_a_book_another_name(root: Path, make: Make) -> None:
    put_book(root, ShelfBook("fire", (("en", "The Light"),)))
    (root / "publish.toml").write_text('[library]\nnames = { fire = "אש" }\n', encoding="utf-8")
    assert codes(make(root)) == []
    assert (root / "output/library/books/אש/אש.epub").is_file()


def test_a_library_of_nothing_is_an_error(tmp_path: Path, make: Make) -> None:
    root = make_workspace(tmp_path / "workspace", [])
    result = make(root)
    assert (result.status, codes(result)) == (Status.FAILED, ["L07"])
    assert not (root / "output/library").exists()


def test_a_book_without_files_is_named(root: Path, make: Make) -> None:
    (root / "sources/fire.txt").write_text("Fire.\n", encoding="utf-8")
    assert codes(make(root)) == ["L01"]


def test_books_without_files_are_named_in_one_message(root: Path, make: Make) -> None:
    for name in ("air", "earth", "fire", "wind"):
        (root / f"sources/{name}.txt").write_text("Fire.\n", encoding="utf-8")
    (message,) = (d.message for d in as_diagnostics(make(root).lines) if d.code == "L01")
    assert "4 books" in message
    assert "“air”, “earth”, “fire” and 1 more" in message


def test_old_files_of_all_books_are_named_in_one_message(root: Path, make: Make) -> None:
    (warning,) = (d for d in as_diagnostics(make(root).lines) if d.code == "L02")
    assert warning.message.startswith("2 books have files")
    assert "“light”, “water”" in warning.message
    shutil.rmtree(root / "output/water")
    (warning,) = (d for d in as_diagnostics(make(root).lines) if d.code == "L02")
    assert warning.message.startswith("light.epub, light.pdf are older")
    assert warning.span.file == "sources/light.txt"


def _large_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("cover", [b"not a picture", _large_picture(), b"\x89PNG\r\n\x1a\n"])
def test_a_cover_that_cannot_be_shown_is_named(root: Path, make: Make, cover: bytes) -> None:
    put_book(root, replace(PLAIN, cover=cover))
    assert codes(make(root)) == ["L04"]
    page = (root / "output/library/en.html").read_text("utf-8")
    assert "plain-cover" in page


def test_a_book_that_is_only_printed_has_a_drawn_cover(root: Path, make: Make) -> None:
    (root / "output/light/light.epub").unlink()
    assert codes(make(root)) == []
    books = root / "output/library/books"
    with Image.open(books / "the-light/cover.png") as cover:
        assert cover.size == (1600, 2560)
        assert len(cover.convert("RGB").getcolors() or ()) > 10  # the words are on it
    assert "books/the-light/thumbnail.jpg" in (root / "output/library/en.html").read_text("utf-8")


def test_a_book_that_is_only_printed_has_the_picture_of_its_settings(
    root: Path, make: Make
) -> None:
    (root / "output/light/light.epub").unlink()
    Image.new("RGB", (1000, 1600), "navy").save(root / "sources/front.png")
    settings = root / "sources/light.toml"
    settings.write_text('cover = { image = "front.png" }\n', encoding="utf-8")
    assert codes(make(root)) == []
    with Image.open(root / "output/library/books/the-light/cover.png") as cover:
        assert cover.size == (1000, 1600)
    (root / "sources/front.png").write_bytes(b"no picture")
    assert codes(make(root)) == ["L04"]


@pytest.mark.thorough
def test_a_large_cover_is_made_smaller(root: Path, make: Make) -> None:
    out = io.BytesIO()
    Image.effect_noise((2000, 3000), 90).save(out, "PNG")
    put_book(root, replace(PLAIN, cover=out.getvalue()))
    assert codes(make(root)) == []
    with Image.open(root / "output/library/books/the-light/cover.jpg") as cover:
        assert cover.height == 2400


def test_a_damaged_file_is_left_out(root: Path, make: Make) -> None:
    epub = root / "output/light/light.epub"
    data = bytearray(epub.read_bytes())
    place = data.index(b"<metadata")
    data[place : place + 9] = b"<metadat/"
    epub.write_bytes(data)
    stamp_store(root / "output").put(stamp_key(epub), ())  # as a build leaves it
    assert codes(make(root)) == ["L06"]
    assert not (root / "output/library/books/the-light/the-light.epub").exists()
    assert (root / "output/library/books/the-light/the-light.pdf").exists()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The First Page", "the-first-page"),
        ("מִלַּאכֶת הסֵּפֶר", "מלאכת-הספר"),
        ("a/b \\ <x> & “c”", "a-b-x-c"),
        ("\u202eÉlan\u202c — Łódź", "elan-lodz"),
        ("word " * 200, "-".join(["word"] * 16)),
        ("con", "con-book"),
        ("…", ""),
    ],
)
def test_names_of_files_are_readable(title: str, slug: str) -> None:
    assert make_slug(title) == slug


def test_the_command_tells_what_was_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, ["library"])
    assert result.exit_code == 0
    assert result.stdout.startswith("made   output/library\n       2 books, ")
    assert CliRunner().invoke(main, ["library", "--strict"]).exit_code == 1
