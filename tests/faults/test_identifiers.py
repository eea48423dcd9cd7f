"""No two books of a workspace have one identifier."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main

SETTINGS = 'title = "Daily Lesson"\ncreators = [{ name = "A. Author" }]\n'
UUID = "urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources" / "twins").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_book(root: Path, name: str, settings: str = "", text: str = "A text entirely.\n") -> None:
    path = root / "sources" / f"{name}.txt"
    path.write_text(text)
    path.with_suffix(".toml").write_text(SETTINGS + settings)


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert "internal error" not in result.output
    return result


def identifiers(root: Path) -> list[str]:
    """The unique identifiers of all EPUBs."""
    names = []
    for path in sorted((root / "output").rglob("*.epub")):
        with zipfile.ZipFile(path) as archive:
            (package,) = (name for name in archive.namelist() if name.endswith(".opf"))
            names += re.findall(r'id="uid"[^>]*>([^<]+)<', archive.read(package).decode())
    return names


def test_two_books_with_one_title_have_two_identifiers(root: Path) -> None:
    write_book(root, "a")
    write_book(root, "b")
    (root / "a.txt").write_text("A third text.\n")
    (root / "a.toml").write_text(SETTINGS)
    assert run("epub", "a", "b", "-j", "1").exit_code == 0
    first = identifiers(root)
    assert run("epub", "./a.txt", "-o", "output/third.epub").exit_code == 0
    assert len({*first, *identifiers(root)}) == 3
    assert run("epub", "a", "b", "-j", "1", "--force").exit_code == 0
    assert set(first) < set(identifiers(root))


def test_the_same_text_named_by_its_path_has_the_same_identifier(root: Path) -> None:
    write_book(root, "a")
    run("epub", "a")
    run("epub", "sources/a.txt", "-o", "output/again.epub")
    first, second = identifiers(root)
    assert first == second


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("our-7", "our-7"),
        (UUID, UUID.upper().replace("URN:UUID", "urn:uuid")),
        ("978-965-90123-4-3", "urn:isbn:9789659012343"),
        ("ISBN 9659012349", "9659012349"),
    ],
)
@pytest.mark.parametrize("words", ["epub -j 1", "epub a", "check", "check b"])
def test_one_identifier_of_two_books_is_an_error_that_names_both(
    root: Path, first: str, second: str, words: str
) -> None:
    write_book(root, "a", f'identifier = "{first}"\n')
    write_book(root, "b", f'\nidentifier = "{second}"\n')
    write_book(root, "c")
    result = run(*words.split())
    assert result.exit_code == 1
    assert "F29" in result.stderr
    if "b" not in words.split()[1:]:
        assert "“a” and “b” (sources/b.toml:4) have the same identifier" in result.stderr
    if words == "epub -j 1":
        assert [path.name for path in root.glob("output/[!.]*")] == ["c"]


def test_an_identifier_for_all_books_is_an_error(root: Path) -> None:
    (root / "publish.toml").write_text('identifier = "our-7"\n')
    write_book(root, "a")
    assert run("epub", "a").exit_code == 0
    write_book(root, "b")
    result = run("epub", "a")
    assert result.exit_code == 1
    assert "publish.toml:1" in result.stderr


def test_books_with_identifiers_of_their_own_are_made(root: Path) -> None:
    write_book(root, "a", 'identifier = "our-7"\neditions = ["interlinear", "original"]\n')
    write_book(root, "b", 'identifier = "our-8"\n')
    assert run("epub", "-j", "1").exit_code == 0
    assert len(set(identifiers(root))) == 3
