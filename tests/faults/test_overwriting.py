"""No command replaces a file that is not its own."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import zipfile
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.artifacts.file_marks import has_own_mark
from publish.cli import main
from tests.booklet.sample_pdfs import make_numbered_pdf
from tests.support.examples import examples
from tests.support.file_tree import digest_tree

TEXT = "The Lesson\n\nA text of few words, to be read in the evening.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a book, and a PDF of another program."""
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(TEXT)
    (tmp_path / "sources" / "lesson.toml").write_text('title = "The Lesson"\n')
    (tmp_path / "any.pdf").write_bytes(make_numbered_pdf(4))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert "internal error" not in result.output
    assert "Traceback" not in result.output
    return result


BOOKLET = ("booklet", "--pdf", "any.pdf", "-o")
EPUB = ("epub", "lesson", "-o")


@pytest.mark.parametrize("command", [BOOKLET, EPUB, ("pdf", "lesson", "-o")])
@pytest.mark.parametrize(
    "path", ["sources/lesson.txt", "publish.toml", "sources/lesson.toml", "sources/../publish.toml"]
)
def test_a_text_or_settings_file_is_wrong_usage(
    root: Path, command: tuple[str, ...], path: str
) -> None:
    before = digest_tree(root)
    result = run(*command, path)
    assert result.exit_code == 2
    assert "name ends in ." in " ".join(result.stderr.split())
    assert digest_tree(root) == before


@pytest.mark.parametrize(
    ("command", "ending", "right"), [(BOOKLET, "epub", "pdf"), (EPUB, "pdf", "epub")]
)
def test_a_wrong_ending_is_wrong_usage_that_names_the_right_one(
    root: Path, command: tuple[str, ...], ending: str, right: str
) -> None:
    result = run(*command, f"x.{ending}")
    assert result.exit_code == 2
    assert f"ends in .{right}, not in .{ending}" in " ".join(result.stderr.split())
    assert not (root / f"x.{ending}").exists()


@pytest.mark.parametrize(("command", "name"), [(BOOKLET, "X.PDF"), (EPUB, "x.Epub")])
def test_an_ending_may_have_capitals(root: Path, command: tuple[str, ...], name: str) -> None:
    assert run(*command, name).exit_code == 0
    assert (root / name).is_file()
    assert run(*command, name, *(["--force"] if command is EPUB else [])).exit_code == 0


@pytest.mark.parametrize(("command", "name"), [(BOOKLET, "x.pdf"), (EPUB, "x.epub")])
@pytest.mark.parametrize("content", [b"Dear friend,\n", b"PK\x03\x04 a letter", b"\x00", b"%PDX"])
@pytest.mark.parametrize("link", ["", "symbolic", "hard"])
def test_a_file_of_another_kind_stays(
    root: Path, command: tuple[str, ...], name: str, content: bytes, link: str
) -> None:
    mine = root / "mine"
    mine.write_bytes(content)
    if link == "symbolic":
        (root / name).symlink_to(mine)
    elif link == "hard":
        (root / name).hardlink_to(mine)
    else:
        mine.rename(root / name)
    before = digest_tree(root)
    result = run(*command, name)
    assert result.exit_code == 1
    assert "F24" in result.stderr
    assert name in result.stderr
    after = digest_tree(root)
    assert {path: after[path] for path in before} == before


def test_an_input_of_the_book_stays_whatever_it_is_called(root: Path) -> None:
    (root / "link.epub").hardlink_to(root / "sources" / "lesson.txt")
    result = run(*EPUB, "link.epub")
    assert result.exit_code == 1
    assert "from which the book is made" in result.stderr
    (root / "copy.pdf").hardlink_to(root / "any.pdf")
    result = run(*BOOKLET, "copy.pdf")
    assert "K09" in result.stderr or "from which it is made" in result.stderr
    assert (root / "copy.pdf").read_bytes() == (root / "any.pdf").read_bytes()


@pytest.mark.parametrize("kind", ["fifo", "socket", "/dev/null", "/dev/full", "folder/"])
@pytest.mark.parametrize("command", [BOOKLET, EPUB])
@pytest.mark.usefixtures("root")
def test_a_device_a_pipe_and_a_socket_are_wrong_usage(command: tuple[str, ...], kind: str) -> None:
    path = Path(kind)
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(kind)
    elif kind == "folder/":
        path = Path("x.epub" if command is EPUB else "x.pdf")
        path.mkdir()
    result = run(*command, str(path))
    assert result.exit_code == (0 if kind == "folder/" else 2)
    if kind != "folder/":
        assert "books are written to files only" in " ".join(result.stderr.split())
        assert not stat.S_ISREG(path.stat().st_mode)


def test_a_file_of_another_program_in_the_output_folder_stays(root: Path) -> None:
    foreign = {
        "lesson/lesson.epub": b"my notes",
        "any/any.booklet-a4.pdf": b"my notes",
        "lesson/lesson.report.html": b"<p>my page</p>",
    }
    for name, content in foreign.items():
        path = root / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for words in (["epub"], ["booklet", "--pdf", "any.pdf"]):
        result = run(*words)
        assert result.exit_code == 1
        assert "was not made by publish" in result.stderr
        assert "move it away" in result.stderr
    (root / "sources" / "lesson.toml").write_text('formats = ["epub"]\n')
    result = run("build", "--report")
    assert result.stderr.count("was not made by publish") == 2
    assert {name: (root / "output" / name).read_bytes() for name in foreign} == foreign


@pytest.mark.thorough
def test_every_kind_of_file_has_a_mark_by_which_it_is_recognised(root: Path) -> None:
    (root / "sources" / "lesson.toml").write_text('formats = ["pdf", "epub", "booklet"]\n')
    assert run("build", "--report").exit_code == 0
    assert run("booklet", "--pdf", "any.pdf", "--proof").exit_code == 0
    files = [path for path in root.glob("output/[!.]*/*") if path.is_file()]
    assert len(files) == 6
    assert [path.name for path in files if not has_own_mark(path)] == []
    assert not has_own_mark(root / "any.pdf")
    shutil.rmtree(root / "output" / ".publish-cache")
    assert run("build", "--report", "--force").exit_code == 0
    assert run("booklet", "--pdf", "any.pdf", "--proof").exit_code == 0


@pytest.mark.parametrize("damage", [b"", b"%P", bytes(4000)])
def test_a_damaged_artifact_of_ours_is_made_again(root: Path, damage: bytes) -> None:
    assert run("epub").exit_code == 0
    book = root / "output" / "lesson" / "lesson.epub"
    whole = book.read_bytes()
    book.write_bytes(damage)
    assert run("epub").exit_code == 0
    assert book.read_bytes() == whole


def test_a_folder_that_links_to_the_texts_is_not_written_to(root: Path) -> None:
    (root / "output").mkdir()
    (root / "output" / "lesson").symlink_to(root / "sources")
    before = digest_tree(root / "sources")
    result = run("epub")
    assert result.exit_code == 1
    assert "among the texts" in result.stderr
    assert digest_tree(root / "sources") == before


def test_a_link_in_the_place_of_a_book_is_replaced_and_not_followed(root: Path) -> None:
    run("epub", "-o", "first.epub")
    first = (root / "first.epub").read_bytes()
    (root / "link.epub").symlink_to("first.epub")
    (root / "sources" / "lesson.txt").write_text(TEXT + "\nMore of it.\n")
    assert run(*EPUB, "link.epub").exit_code == 0
    assert not (root / "link.epub").is_symlink()
    assert (root / "first.epub").read_bytes() == first


def test_a_failed_booklet_is_reported_by_its_own_name(root: Path) -> None:
    (root / "x.pdf").write_text("a letter")
    result = run(*BOOKLET, "x.pdf")
    assert "failed x.pdf" in result.stdout


class TestSharedPaths:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("x/lesson.txt", "y/lesson.txt"),
            ("x/Lesson.txt", "y/lesson.txt"),
            ("x/caf\u00e9.txt", "y/cafe\u0301.txt"),
            ("x/STRASSE.txt", "y/stra\u00dfe.txt"),
            ("sources/tale.txt", "sources/tale"),
        ],
    )
    @pytest.mark.parametrize("more", [(), ("-o", "print")])
    @pytest.mark.parametrize("command", ["epub", "booklet"])
    def test_two_books_with_one_path_are_refused(
        self, root: Path, first: str, second: str, more: tuple[str, ...], command: str
    ) -> None:
        for name in (first, second):
            path = root / name if name.endswith(".txt") else root / name / "1.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(TEXT)
        before = digest_tree(root)
        result = run(command, first, second, *more)
        assert result.exit_code == 1
        assert "F25" in result.stderr
        assert f"({first})" in result.stderr
        assert f"({second})" in result.stderr
        assert digest_tree(root) == before

    def test_books_whose_names_differ_in_capitals_are_refused_and_others_made(
        self, root: Path
    ) -> None:
        (root / "sources" / "Lesson.txt").write_text(TEXT)
        (root / "sources" / "other.txt").write_text(TEXT)
        result = run("epub")
        assert result.exit_code == 1
        assert "sources/Lesson.txt" in result.stderr
        assert "sources/lesson.txt" in result.stderr
        assert [path.name for path in root.glob("output/[!.]*")] == ["other"]

    def test_a_book_that_is_named_twice_is_made_once(self, root: Path) -> None:
        result = run("epub", "lesson", "sources/lesson.txt", str(root / "sources" / "lesson.txt"))
        assert result.exit_code == 0
        assert result.stdout.count("lesson.epub") == 1


class TestLongNames:
    @pytest.mark.parametrize("letter", ["b", "ש", "ऄ", "😀"])
    def test_a_name_may_fill_the_file_system(self, root: Path, letter: str) -> None:
        name = letter * ((255 - len(".epub")) // len(letter.encode()))
        (root / "sources" / f"{name}.txt").write_text(TEXT)
        assert run("epub", name).exit_code == 0
        assert (root / "output" / name / f"{name}.epub").is_file()

    def test_a_longer_name_is_reported_with_its_length(self, root: Path) -> None:
        name = "b" * 251
        (root / "sources" / f"{name}.txt").write_text(TEXT)
        result = run("epub", name)
        assert result.exit_code == 1
        assert "has 256 bytes, and a file may have 255" in result.stderr
        assert "a shorter name" in result.stderr


@pytest.mark.parametrize("value", ["99999999999999999", "253402300800", "9" * 5000])
def test_a_date_after_the_calendar_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    result = run("epub")
    assert result.exit_code == 1
    assert "SOURCE_DATE_EPOCH is" in result.stderr
    assert not (root / "output" / "lesson").exists()


@pytest.mark.parametrize("value", ["0", "4354819199", "253402300799"])
@pytest.mark.usefixtures("root")
def test_any_date_of_the_calendar_is_printed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("epub").exit_code == 0


CONTENTS = st.one_of(
    st.binary(min_size=1, max_size=64),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip"]),
)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENTS, name=st.sampled_from(["x.pdf", "x.epub", "x.PDF", "x.html"]))
def test_no_file_but_ours_is_recognised(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert not has_own_mark(tmp_path / name)


def test_books_of_earlier_versions_are_recognised(root: Path) -> None:
    """EPUBs named no generator, booklets no producer, and no record was kept."""
    assert run("epub").exit_code == 0
    assert run("booklet", "--pdf", "any.pdf").exit_code == 0
    book = root / "output" / "lesson" / "lesson.epub"
    booklet = root / "output" / "any" / "any.booklet-a4.pdf"
    with zipfile.ZipFile(book) as archive:
        contents = {each: archive.read(each) for each in archive.infolist()}
    with zipfile.ZipFile(book, "w") as archive:
        for info, content in contents.items():
            archive.writestr(info, content.replace(b'content="publish"', b'content=""'))
    with pikepdf.open(booklet, allow_overwriting_input=True) as pdf:
        del pdf.docinfo["/Producer"]
        pdf.save()
    shutil.rmtree(root / "output" / ".publish-cache")
    assert has_own_mark(book)
    assert has_own_mark(booklet)
    with pikepdf.open(booklet, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Producer"] = "another program"
        pdf.save()
    assert not has_own_mark(booklet)
