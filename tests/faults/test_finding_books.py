"""Each file under ``sources/`` is a book, or is reported."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.cli import main
from publish.config import find_workspace, open_book
from publish.config.book_names import find_book, inspect_sources
from publish.diagnostics import PublishError
from publish.readers import list_texts
from tests.support.examples import examples

TEXT = "The Lesson\n\nA text of few words, to be read in the evening.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n')
    (tmp_path / "sources" / "tales").mkdir(parents=True)
    (tmp_path / "sources" / "tales" / "1.txt").write_text(TEXT)
    (tmp_path / "sources" / "lesson.txt").write_text(TEXT)
    (tmp_path / "output").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert "internal error" not in result.output
    return result


def books_made(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*.epub")}


def warnings(root: Path) -> list[tuple[str, str]]:
    """The codes and the messages about files that are no books."""
    return [(d.code, d.message) for d in inspect_sources(root / "sources", root)]


@pytest.mark.parametrize("folder", ["output", "sources", "sources/tales", "."])
def test_the_current_folder_does_not_change_which_books_are_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Names are looked for under ``sources/``, also those that folders of the workspace have."""
    for name in ("output", "sources"):
        (root / "sources" / f"{name}.txt").write_text(TEXT)
    (root / "output" / "lesson").mkdir()
    monkeypatch.chdir(root / folder)
    workspace = find_workspace(Path.cwd())
    assert workspace.book_names() == ["lesson", "output", "sources", "tales"]
    for name in workspace.book_names():
        (text,) = open_book(name, workspace).texts
        assert text.is_relative_to(root / "sources")
    assert run("epub", "output", "-j", "1").exit_code == 0
    assert books_made(root) == {"output/output/output.epub"}


@pytest.mark.parametrize(
    ("folder", "name", "book"),
    [
        ("sources/tales", ".", "tales"),
        ("sources/tales/deep", "..", "tales"),
        ("sources", "../sources/tales/", "tales"),
        ("sources", "./lesson.txt", "lesson"),
        ("sources", "lesson.txt", "lesson"),
        (".", "lesson.txt", "lesson"),
        (".", "sources/tales/1.txt", "1"),
    ],
)
def test_a_path_is_a_book_by_its_real_name(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str, book: str
) -> None:
    (root / "sources" / "tales" / "deep").mkdir()
    monkeypatch.chdir(root / folder)
    assert run("epub", name).exit_code == 0
    assert books_made(root) == {f"output/{book}/{book}.epub"}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("sources/tales", ".."),
        ("sources", "."),
        (".", "sources/"),
        (".", "/"),
        (".", ""),
        (".", "x" * 300),
        (".", "./" + "x" * 300),
        (".", "./..txt"),
        (".", "output"),
        (".", "./output"),
        (".", "any/.."),
        (".", "."),
        (".", "tales\n"),
    ],
)
@pytest.mark.parametrize("command", ["epub", "check"])
def test_no_other_folder_is_a_book(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str, command: str
) -> None:
    (root / "..txt").write_text(TEXT)
    before = set(root.rglob("*"))
    monkeypatch.chdir(root / folder)
    result = run(command, name)
    assert result.exit_code == 1
    assert "error[F0" in result.stderr or "error[F0" in result.output
    assert {path for path in root.rglob("*") if ".publish-cache" not in str(path)} == before


def test_a_folder_in_the_current_folder_is_named_by_its_path(root: Path) -> None:
    (root / "drafts").mkdir()
    (root / "drafts" / "1.txt").write_text(TEXT)
    assert "by its path: ./drafts" in run("epub", "drafts").stderr
    assert run("epub", "./drafts").exit_code == 0


@pytest.mark.parametrize("ending", [".TXT", ".Txt"])
def test_an_ending_in_capitals_is_a_text(root: Path, ending: str) -> None:
    (root / "sources" / f"upper{ending}").write_text(TEXT)
    (root / "sources" / "upper.toml").write_text('title = "Upper"\n')
    (root / "sources" / "tales" / f"2{ending}").write_text(TEXT)
    workspace = find_workspace(root)
    assert workspace.book_names() == ["lesson", "tales", "upper"]
    assert open_book("upper", workspace).settings.title.in_("en") == "Upper"
    assert [path.name for path in open_book("tales", workspace).texts] == ["1.txt", f"2{ending}"]
    assert run("epub", "upper").exit_code == 0


@pytest.mark.parametrize("command", ["build -j 1", "check", "check --format json"])
def test_every_command_that_looks_for_books_reports_those_that_it_does_not_find(
    root: Path, command: str
) -> None:
    (root / "sources" / "tales.txt").write_text(TEXT)
    (root / "sources" / "letter.doc").write_bytes(b"PK")
    (root / "sources" / "noending").write_text(TEXT)
    (root / "sources" / "empty").mkdir()
    (root / "sources" / "series" / "one").mkdir(parents=True)
    (root / "sources" / "series" / "one" / "1.txt").write_text(TEXT)
    (root / "sources" / "tales" / "2.wpd").write_bytes(b"PK")
    result = run(*command.split())
    output = result.output
    if "json" in command:
        output = " ".join(d["message"] for d in json.loads(result.stdout)["diagnostics"])
    for message in (
        "sources/tales.txt is not made: the folder sources/tales has the same name",
        "sources/letter.doc is not read: texts do not end in .doc",
        "sources/noending is not read: its name has no ending",
        "sources/empty is an empty folder",
        "sources/series is no book: its texts are in sources/series/one",
        "sources/tales/2.wpd is not read",
    ):
        assert message in output
    assert result.exit_code == 0


def test_a_chapter_that_is_not_read_is_reported_also_for_a_named_book(root: Path) -> None:
    (root / "sources" / "tales" / "2.wpd").write_bytes(b"PK")
    (root / "sources" / "letter.doc").write_bytes(b"PK")
    result = run("epub", "tales")
    assert "sources/tales/2.wpd is not read" in result.stderr
    assert "letter.doc" not in result.stderr
    (root / "sources" / "tales" / "book.toml").write_text('files = ["1.txt"]\n')
    assert "2.wpd" not in run("epub", "tales").stderr


def test_pictures_settings_and_originals_beside_texts_are_not_reported(root: Path) -> None:
    for name in (
        "cover.png",
        "lesson.toml",
        "lesson.docx",
        "README.md",
        ".DS_Store",
        "lesson.txt~",
    ):
        (root / "sources" / name).write_bytes(b"")
    (root / "sources" / "pictures").mkdir()
    (root / "sources" / "pictures" / "cover.png").write_bytes(b"")
    assert warnings(root) == []


@pytest.mark.parametrize("place", ["sources", "sources/tales"])
@pytest.mark.parametrize("kind", ["fifo", "socket", "link", "device"])
def test_a_text_that_is_no_file_is_reported_and_never_read(
    root: Path, place: str, kind: str
) -> None:
    path = root / place / "odd.txt"
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(os.path.relpath(path))
        case "link":
            path.symlink_to("nowhere")
        case _:
            path.symlink_to("/dev/zero")
    result = run("epub")
    assert result.exit_code == 0
    assert "odd.txt is a" in result.stderr
    assert ", not a text" in result.stderr
    result = run("epub", f"{place}/odd.txt")
    assert result.exit_code == 1
    assert "not a text" in result.stderr


def test_a_folder_that_cannot_be_read_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "sources" / "locked").mkdir()
    stock = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return stock(path)

    def iterdir(path: Path) -> object:
        return (path / entry.name for entry in scandir(path))  # type: ignore[attr-defined]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert warnings(root) == [("F23", "cannot read the folder sources/locked: permission denied")]


NAMES = ["a", "b", "A", "a b", "תהלים", "café"]
ENDINGS = [".txt", ".TXT", ".docx", ".md", "", ".png", ".toml"]


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    paths=st.sets(
        st.builds(
            lambda folder, name, ending: (*folder, name + ending),
            st.lists(st.sampled_from(NAMES), max_size=1),
            st.sampled_from(NAMES),
            st.sampled_from(ENDINGS),
        ),
        max_size=8,
    )
)
def test_each_text_is_in_a_book_or_is_reported(
    tmp_path_factory: pytest.TempPathFactory, paths: set[tuple[str, ...]]
) -> None:
    root = tmp_path_factory.mktemp("workspace")
    (root / "publish.toml").write_text("")
    sources = root / "sources"
    for parts in sorted(paths):
        path = sources.joinpath(*parts)
        if not path.exists() and not any(each.is_file() for each in path.parents):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("" if path.suffix == ".toml" else TEXT)
    workspace = find_workspace(root)
    read: set[Path] = set()
    for name in workspace.book_names():
        try:
            read |= set(open_book(name, workspace).texts)
        except PublishError as error:
            assert error.diagnostics  # noqa: PT017  # a folder with book.toml only
    reported = " ".join(message for _, message in warnings(root))
    for path in sources.rglob("*"):
        if path.is_file() and path.suffix.lower() == ".txt" and path not in read:
            assert str(path.relative_to(root)) in reported, (path, read, reported)


def test_one_text_is_the_book_of_a_name_that_several_have(tmp_path: Path) -> None:
    (tmp_path / "b.TXT").write_text(TEXT)
    (tmp_path / "b.md").write_text(TEXT)
    assert find_book("b", tmp_path) == tmp_path / "b.TXT" == list_texts(tmp_path)[0]
