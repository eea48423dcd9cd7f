"""Readers of other packages, by the recipe of CONTRIBUTING."""

from __future__ import annotations

import pytest

from tests.plugins.packages import Site, package, recipe

pytestmark = pytest.mark.slow

TEXT = "# The First\n\nPaper and אור.\n\n# The Second\n\nInk.\n"


@pytest.fixture
def gemtext(site: Site) -> Site:
    """A site with the reader of the recipe, which returns a Work."""
    site.install(recipe("Add a reader"))
    return site


@pytest.mark.thorough
def test_a_file_with_its_ending_is_a_book(gemtext: Site) -> None:
    gemtext.write("sources/paper.gmi", TEXT)
    for command in ("epub", "pdf"):
        result = gemtext.run(command)
        assert result.returncode == 0, result.stderr
        assert f"output/paper/paper.{command}" in result.stdout
    tree = gemtext.run("show", "paper").stdout
    assert "    1    Section chapter" in tree
    assert "The First" in tree
    assert "    3      Paragraph" in tree
    assert "Foreign he" in tree


def test_show_has_its_work_before_assembly(gemtext: Site) -> None:
    gemtext.write("sources/paper.gmi", TEXT)
    assert gemtext.run("show", "paper", "--after", "read").stdout.startswith("    1  Work en")
    assert (
        '"type": "Work"' in gemtext.run("show", "paper", "--after", "read", "--format=json").stdout
    )


def test_files_of_two_readers_are_chapters_of_a_book(gemtext: Site) -> None:
    gemtext.write("sources/book/1.txt", "The Text\n\nLines of it.\n")
    gemtext.write("sources/book/2.gmi", TEXT)
    tree = gemtext.run("show", "book").stdout
    assert tree.index("The Text") < tree.index("The First") < tree.index("The Second")
    assert tree.count("\n    1    Section chapter") == 2


@pytest.mark.thorough
def test_a_folder_book_is_read_by_chapters_as_from_nothing(gemtext: Site) -> None:
    gemtext.write("sources/book/1.txt", "The Text\n\nLines of “it.\n")
    gemtext.write("sources/book/2.gmi", TEXT)
    assert gemtext.run("epub", "book").returncode == 0
    gemtext.write("sources/book/2.gmi", TEXT + "And the “last.\n")
    edited = gemtext.run("epub", "book")
    path = gemtext.workspace / "output" / "book" / "book.epub"
    data = path.read_bytes()
    assert gemtext.run("clean").returncode == 0
    assert gemtext.run("epub", "book", "--force").stderr == edited.stderr
    assert path.read_bytes() == data


def test_without_the_package_the_file_is_no_book(site: Site) -> None:
    """The control."""
    site.write("sources/paper.gmi", TEXT)
    assert "error[F01]" in site.run("check", "paper").stderr


VERSES = """
from publish.document.draft import Draft, chunk
from publish.readers import Reader


def read_verses(source):
    lines = [line for line in source.lines() if not line.text.startswith("%")]
    return Draft(source.file, tuple(chunk(line) for line in lines if line.text.strip()))


READER = Reader("verses", read_verses)
"""


def test_a_reader_may_return_a_draft(site: Site) -> None:
    site.install(package("readers", ".verse", "verses:READER", VERSES))
    site.write("sources/song.verse", "% a comment\nThe Song\nA line of “it”.\n")
    tree = site.run("show", "song").stdout
    assert "The Song" in tree
    assert "comment" not in tree
    assert "shape" in site.run("show", "--help").stdout


DECLARED = """
from publish.readers import Reader
from publish.readers.text import read_text

READER = Reader({arguments})
"""


def test_two_readers_for_one_ending_are_reported(site: Site) -> None:
    for name in ("first", "second"):
        code = DECLARED.format(arguments=f'"{name}", read_text')
        site.install(package("readers", ".gmi", f"{name}:READER", code))
    site.write("sources/paper.gmi", TEXT)
    result = site.run("check", "paper")
    assert "error[X02]" in result.stderr
    assert "“first” of first 1.0, “second” of second 1.0" in result.stderr


def test_the_content_decides_between_two_readers(site: Site) -> None:
    code = DECLARED.format(arguments='"first", read_text')
    site.install(package("readers", ".gmi", "first:READER", code))
    matches = 'lambda source: source.text.startswith("#")'
    code = recipe("Add a reader")["publish_gemtext.py"]
    code = code.replace("read_gemtext)", f"read_gemtext, matches={matches})")
    site.install(package("readers", ".gmi", "second:READER", code))
    site.write("sources/marked.gmi", TEXT)
    site.write("sources/plain.gmi", "The Title\n\nA text.\n")
    assert site.run("show", "marked", "--after", "read").stdout.startswith("    1  Work")
    assert site.run("show", "plain", "--after", "read").stdout.startswith("Draft")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ('"odd", lambda source: 1 / 0', "X03", "ZeroDivisionError"),
        ('"odd", lambda source: source', "X03", "no Draft and no Work"),
        ('"odd", read_text, lambda source: False', "X04", "no reader takes this file"),
    ],
)
def test_a_faulty_reader_is_reported(site: Site, arguments: str, code: str, words: str) -> None:
    site.install(package("readers", ".odd", "odd:READER", DECLARED.format(arguments=arguments)))
    site.write("sources/paper.odd", TEXT)
    result = site.run("check", "paper")
    assert result.returncode == 1
    assert f"error[{code}]" in result.stderr
    assert words in result.stderr
    assert "sources/paper.odd" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("ending", [".toml", "md"])
def test_an_ending_that_no_reader_may_have_is_reported(site: Site, ending: str) -> None:
    code = DECLARED.format(arguments='"odd", read_text')
    site.install(package("readers", ending, "odd:READER", code))
    site.write("sources/paper.txt", TEXT)
    result = site.run("check")
    assert "error[X02]" in result.stderr
    assert f"“{ending}”" in result.stderr


@pytest.mark.thorough
def test_a_run_that_finds_all_fresh_imports_no_reader(gemtext: Site) -> None:
    gemtext.write("sources/paper.gmi", TEXT)
    # Without a title there would be a message, and its line is decoded by the reader.
    gemtext.write("sources/paper.toml", 'title = "Paper"\n')
    program = (
        "import sys; from publish.cli import main; main(['epub'], standalone_mode=False);"
        "print(*sys.modules)"
    )
    first, second = (gemtext.python("-c", program).stdout.split() for _ in range(2))
    assert {"publish_gemtext", "publish.document.model"} <= set(first)
    assert not {"publish_gemtext", "publish.document.model"} & set(second)
