"""Samples of books: their names, identifiers and links, and messages about them."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from publish.artifacts.plan import Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result
from publish.catalogue.library import make_library
from publish.config import find_workspace, open_book
from publish.diagnostics import PublishError
from tests.support.epubcheck import find_faults

TEXT = "\n\n".join(f"The sentence number {number} of it." for number in range(30)) + "\n"
TITLES = 'title = { en = "The Light: A Book", he = "הָאוֹר" }\n'
LIBRARY = '[library]\nbase_url = "https://example.org/ours/"\n'
DC = r"<dc:{}[^>]*>([^<]*)</dc:{}>"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one book."""
    (tmp_path / "sources").mkdir()
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, settings: str = TITLES, library: str = LIBRARY, text: str = TEXT) -> None:
    (root / "publish.toml").write_text(library, "utf-8")
    (root / "sources/lesson.toml").write_text(settings, "utf-8")
    (root / "sources/lesson.txt").write_text(text, "utf-8")


def make(*formats: str, edition: str | None = None) -> list[Result]:
    book = open_book("lesson", find_workspace(Path.cwd()))
    return list(make_all(plan(book, Request(formats, edition)), jobs=1))


def package(path: Path) -> str:
    with zipfile.ZipFile(path) as epub:
        return epub.read("EPUB/content.opf").decode()


def values(path: Path, name: str) -> list[str]:
    return re.findall(DC.format(name, name), package(path))


def pages(path: Path) -> str:
    with zipfile.ZipFile(path) as epub:
        names = [name for name in epub.namelist() if name.endswith(".xhtml")]
        return "\n".join(epub.read(name).decode() for name in names)


def test_a_sample_says_so_in_both_languages_and_has_an_identifier_of_its_own(root: Path) -> None:
    epub, sample = sorted(result.path for result in make("epub", "sample"))
    assert sample.name == "lesson.sample.epub"
    assert values(sample, "title")[0] == "The Light: A Book (sample)"
    assert "הָאוֹר (טעימה)" in package(sample)
    assert 'property="title-type">edition' in package(sample)
    assert values(sample, "source") == values(epub, "identifier")
    assert values(sample, "identifier") != values(epub, "identifier")
    assert "number 2 of" in pages(sample)
    assert "number 3 of" not in pages(sample)
    assert "number 29 of" in pages(epub)
    identifier = values(sample, "identifier")
    write(root, TITLES, text=TEXT.replace("sentence", "phrase"))
    make("sample")
    assert values(sample, "identifier") == identifier


def test_an_isbn_a_series_and_a_certificate_are_those_of_the_whole(root: Path) -> None:
    claim = 'certified = { by = "A. B.", level = "2.1 AA" }\n'
    settings = f'{TITLES}identifier = "978-0-306-40615-7"\nseries = {{ name = "S" }}\n{claim}'
    write(root, settings)
    epub, sample = sorted(result.path for result in make("epub", "sample"))
    for fact in ("9780306406157", "belongs-to-collection", "conformsTo"):
        assert fact in package(epub)
        assert fact not in package(sample)


@pytest.mark.parametrize(
    ("settings", "library"),
    [
        (TITLES, LIBRARY),
        ('title = { he = "מים רבים" }\n', LIBRARY),
        (TITLES, f'{LIBRARY}names = {{ lesson = "אור" }}\n'),
        ('title = "…"\n', LIBRARY),
    ],
)
def test_the_last_page_leads_to_the_book_in_the_library(
    settings: str, library: str, root: Path
) -> None:
    write(root, settings, library)
    assert {result.status for result in make("epub", "sample")} == {"made"}
    (address,) = set(
        re.findall(
            r'href="https://example.org/ours/([^"]*)"',
            pages(root / "output/lesson/lesson.sample.epub"),
        )
    )
    folder = make_library(find_workspace(root)).path
    assert (folder / unquote(address)).is_file()


def test_a_sample_without_a_library_names_the_book_alone(root: Path) -> None:
    write(root, library="")
    (result,) = make("sample")
    assert "E42" in {diagnostic.code for diagnostic in result.diagnostics}
    assert "The whole book: " in pages(result.path)
    write(root)
    (again,) = make("sample")
    assert again.status == "made"
    assert "E42" not in {diagnostic.code for diagnostic in again.diagnostics}


def test_a_book_of_one_paragraph_has_a_sample_without_text_and_a_warning(root: Path) -> None:
    write(root, text="In the beginning of the book there is one paragraph, and no other.\n")
    (result,) = make("sample")
    (warning,) = (each for each in result.diagnostics if each.code == "E41")
    assert "lesson" in warning.message
    assert "In the beginning" not in pages(result.path)


def test_only_the_first_edition_has_a_sample(root: Path) -> None:
    write(root, f'{TITLES}editions = ["interlinear", "original"]\n')
    assert [result.path.name for result in make("sample")] == ["lesson.sample.epub"]
    with pytest.raises(PublishError, match="of its first edition, interlinear"):
        make("sample", edition="original")


def test_after_an_edit_a_sample_is_that_of_a_build_from_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (root / "sources/lesson.txt").unlink()
    folder = root / "sources/lesson"
    (root / "sources/lesson.toml").unlink()
    folder.mkdir()
    (folder / "book.toml").write_text(f"{TITLES}sample = {{ percent = 30 }}\n", "utf-8")
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Chapter {number}\n\n{TEXT}", "utf-8")
    make("epub", "sample")
    for number in (1, 7):
        (folder / f"{number}.txt").write_text(f"Chapter {number}\n\n{TEXT} And more.\n", "utf-8")
        (edited,) = (result.path.read_bytes() for result in make("sample"))
        shutil.rmtree(root / "output")
        (fresh,) = (result.path.read_bytes() for result in make("sample"))
        assert edited == fresh
        assert b"EPUB/02-chapter-1.xhtml" in fresh
        assert b"EPUB/03-end-of-the-sample.xhtml" in fresh


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.usefixtures("root")
def test_epubcheck_reports_no_fault() -> None:
    (result,) = make("sample")
    assert find_faults(result.path) == {"lesson.sample.epub": []}
