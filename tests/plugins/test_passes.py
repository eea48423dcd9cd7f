"""A pass of another package, by the recipe of CONTRIBUTING."""

from __future__ import annotations

import json

import pytest

from tests.plugins.packages import Site, package, recipe

pytestmark = pytest.mark.slow

FILES = {
    "book/1.txt": "The First\n\nPaper & ink, the “first” of all.\n",
    "book/2.txt": "The Second\n\nLetters & marks of it.\n",
    "book/3.txt": "The Third\n\nLines & pages of it.\n",
}


@pytest.fixture
def book(site: Site) -> Site:
    """A book of three chapters, and the pass of the recipe."""
    site.install(recipe("Add a pass"))
    for name, text in FILES.items():
        site.write(f"sources/{name}", text)
    return site


@pytest.mark.thorough
def test_show_stops_before_and_after_it(book: Site) -> None:
    before, after = book.run("show", "book", "--after", "quotes"), book.run("show", "book")
    assert "Paper & ink" in before.stdout
    assert "Paper and ink" in after.stdout
    assert book.run("show", "book", "--after", "ampersands").stdout.count(" and ") == 3
    help_text = book.run("show", "--help").stdout
    assert help_text.index("quotes") < help_text.index("ampersands") < help_text.index("hebrew")


REREAD = """
import json, sys
from pathlib import Path
from publish.config import find_workspace, open_book
from publish.pipeline.incremental import read_by_chapters
from publish.storage.store import Store
import publish_ampersands
import publish.pipeline.pass_table as table

runs = []
declared = table.find_pass("ampersands")

def run(work, **options):
    runs.extend(section.span.file for section in work.body)
    return publish_ampersands.spell_out(work, **options)

from dataclasses import replace
table.arrange_passes.cache_clear()
table.passes.cache_clear()
publish_ampersands.PASS = replace(publish_ampersands.PASS, run=run)
store = Store(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
outcome = read_by_chapters(open_book("book", find_workspace(Path.cwd())), store)
work = outcome.value.book.work
print(json.dumps([runs, repr(work), [repr(each) for each in outcome.diagnostics]]))
"""


def read_by_chapters(book: Site, *folder: str) -> tuple[list[str], list[object]]:
    """The files that the pass ran on, and the reading."""
    result = book.python("-c", REREAD, *folder)
    assert result.returncode == 0, result.stderr
    runs, *reading = json.loads(result.stdout)
    return runs, reading


@pytest.mark.thorough
def test_an_edit_of_a_chapter_runs_it_on_that_chapter_only(book: Site) -> None:
    cache = str(book.workspace / "cache")
    files = [f"sources/{name}" for name in FILES]
    assert read_by_chapters(book, cache)[0] == files
    assert read_by_chapters(book, cache)[0] == []
    book.write("sources/book/2.txt", "The Second\n\nLetters & points & marks.\n")
    runs, reading = read_by_chapters(book, cache)
    assert runs == files[1:2]
    assert reading == read_by_chapters(book)[1]
    assert "Letters and points and marks" in str(reading)


@pytest.mark.thorough
def test_a_change_of_a_setting_that_it_reads_runs_it_again(book: Site) -> None:
    cache = str(book.workspace / "cache")
    read_by_chapters(book, cache)
    book.write("sources/book/book.toml", 'rights = "None"\n')
    assert read_by_chapters(book, cache)[0] == []
    book.write("sources/book/book.toml", 'typography = "as-given"\n')
    runs, reading = read_by_chapters(book, cache)
    assert len(runs) == 3
    assert "Paper & ink" in str(reading)


@pytest.mark.thorough
def test_another_version_makes_the_book_anew(book: Site) -> None:
    for expected in ("made", "fresh"):
        assert book.run("epub", "book").stdout.split()[0] == expected
    changed = {
        name: text.replace("1.0", "1.1").replace('"and"', '"plus"')
        for name, text in recipe("Add a pass").items()
    }
    book.uninstall("publish_ampersands-1.0.dist-info")
    book.install(changed)
    assert book.run("epub", "book").stdout.split()[0] == "made"
    assert "Paper plus ink" in book.run("show", "book").stdout


@pytest.mark.thorough
def test_an_edit_of_its_code_makes_the_book_anew(book: Site) -> None:
    assert book.run("epub", "book").stdout.split()[0] == "made"
    code = recipe("Add a pass")["publish_ampersands.py"].replace('"and"', '"plus"')
    (book.folder / "publish_ampersands.py").write_text(code)
    assert book.run("epub", "book").stdout.split()[0] == "made"


COUNTING = """
from publish.diagnostics import Diagnostic, Outcome, Severity
from publish.passes import Pass, Scope


def count(work):
    message = f"{len(work.body)} chapters"
    return Outcome(work, (Diagnostic("X99", Severity.INFO, message, work.body[0].span),))


PASS = Pass("count", count, Scope.BOOK, after="assemble")
"""


def test_a_pass_of_the_whole_book_sees_it_whole_after_each_edit(book: Site) -> None:
    book.install(package("passes", "count", "counting:PASS", COUNTING))
    cache = str(book.workspace / "cache")
    for edit in ("points", "marks"):
        book.write("sources/book/2.txt", f"The Second\n\nLetters & {edit}.\n")
        runs, reading = read_by_chapters(book, cache)
        assert len(runs) == 3
        assert "3 chapters" in str(reading)


DECLARED = """
from publish.diagnostics import Outcome
from publish.passes import Pass

PASS = Pass({arguments})
"""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ('"quotes", Outcome, after="notes"', "X02", "has the name of another stage"),
        ('"odd", Outcome, after="nowhere"', "X02", "comes after “nowhere”"),
        ('"odd", Outcome, after="clean"', "X02", "no stage that gives a Work"),
        ('"odd", Outcome, reads=("colour",), after="quotes"', "X02", "do not exist: colour"),
        ('"odd", lambda work: 1 / 0, after="quotes"', "X03", "ZeroDivisionError"),
        ('"odd", lambda work: work, after="quotes"', "X03", "returned no Outcome"),
    ],
)
def test_a_faulty_pass_is_reported(book: Site, arguments: str, code: str, words: str) -> None:
    book.install(package("passes", "odd", "odd:PASS", DECLARED.format(arguments=arguments)))
    result = book.run("check", "book")
    assert result.returncode == 1
    assert f"error[{code}]" in result.stderr
    assert words in result.stderr
    assert "odd 1.0" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("value", ["odd:NOTHING", "nothing:PASS", "odd:Outcome"])
def test_an_entry_point_without_a_pass_is_reported(book: Site, value: str) -> None:
    code = DECLARED.format(arguments='"odd", Outcome, after="quotes"')
    book.install(package("passes", "odd", "odd:PASS", code))
    (points,) = book.folder.glob("odd-*/entry_points.txt")
    points.write_text(points.read_text().replace("odd:PASS", value))
    result = book.run("show", "book")
    assert result.returncode == 1
    assert "error[X01]" in result.stderr
    assert "Traceback" not in result.stderr
