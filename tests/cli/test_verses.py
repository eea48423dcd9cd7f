"""``publish verses``: the quotations of a book as a table and as JSON."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "verses.md").read_text(encoding="utf-8")


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["verses", *words])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The text of the page about verses."""
    example = re.search(r"^```text lesson.txt\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert example
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "lesson.txt"
    path.write_text(example[1], encoding="utf-8")
    return path


def test_the_table_is_that_of_the_page(lesson: Path) -> None:
    before = lesson.read_bytes()
    table = run("lesson.txt")
    assert f"```\n{table}```" in PAGE
    assert lesson.read_bytes() == before


def test_a_long_verse_is_cut_between_words(lesson: Path) -> None:
    verse = "וָאָשִׂים דְּבָרַי בְּפִיךָ וּבְצֵל יָדִי כִּסִּיתִיךָ לִנְטֹעַ שָׁמַיִם וְלִיסֹד אָרֶץ"
    lesson.write_text(f"A Book of Verses\n\n{verse}\n", encoding="utf-8")
    (row,) = (line for line in run("lesson.txt").splitlines() if "51:16" in line)
    words = row.split("  ")[2].split()
    assert words == [*verse.split()[: len(words) - 1], "…"]


@pytest.mark.usefixtures("lesson")
def test_json_has_places_verses_and_differences() -> None:
    _, second, third = json.loads(run("lesson.txt", "--format", "json"))["quotations"]
    assert (second["line"], second["column"]) == (13, 34)
    assert (second["verses"], second["reference"], second["wrong"]) == (
        ["Psalms 45:2"],
        "Psalms 44:2",
        True,
    )
    (difference,) = third["differences"]
    assert (difference["change"], difference["here"], difference["codex"]) == (
        "points",
        "אוּר",
        "אוֹר",
    )


@pytest.mark.usefixtures("lesson")
def test_a_fix_changes_no_verse() -> None:
    before = Path("lesson.txt").read_text(encoding="utf-8")
    CliRunner().invoke(main, ["check", "lesson.txt", "--fix"])
    verse = "וַיֹּאמֶר אֱלֹקִים יְהִי אוּר"
    assert verse in before
    assert verse in Path("lesson.txt").read_text(encoding="utf-8")


# All quotations of the books of the project, found by reading them, with those that have no
# reference.  The finder misses “לעיני כל ישראל” in “The First Page”, which many verses have.
BOOKS = {
    "the-first-page": (
        "15 Genesis 1:1 -",
        "23 Genesis 1:2",
        "27 Genesis 1:3",
        "71 Habakkuk 2:2",
        "77 Exodus 31:18",
        "81 Exodus 32:16",
        "85 Jeremiah 36:18",
        "131 Psalms 45:2",
    ),
    "how-a-hebrew-page-is-made": ("72 Ecclesiastes 12:12",),
    "melekhet-hasefer": (),
    "from-paste-to-press": (
        "24 Jeremiah 36:18",
        "15 Genesis 1:1 -",
        "5 Job 11:14",
        "28 Psalms 90:17",
    ),
}


@pytest.mark.parametrize("book", BOOKS)
def test_the_quotations_of_the_books_are_found(book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    listed = json.loads(run(book, "--format", "json"))["quotations"]
    assert [
        f"{each['line']} {' or '.join(each['verses'])}{'' if each['reference'] else ' -'}"
        for each in listed
    ] == list(BOOKS[book])
    assert not [each for each in listed if each["wrong"] or each["differences"]]


@pytest.mark.slow
def test_the_lost_notes_of_the_lesson_are_found(corpus: Path) -> None:
    (lesson,) = corpus.glob("002_*.txt")
    listed = json.loads(run(str(lesson), "--format", "json"))["quotations"]
    assert [(each["notes"], each["verses"]) for each in listed] == [
        (["1"], ["Isaiah 51:16"]),
        (["2"], ["Song of Songs 2:6", "Song of Songs 8:3"]),
        (["4"], ["Deuteronomy 6:5"]),
        (["5"], ["Deuteronomy 6:6-7"]),
        (["12"], ["Psalms 25:1"]),
    ]
