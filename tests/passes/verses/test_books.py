"""The quotations of Scripture in the books of the repository, listed by hand, and in the corpus."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.facts.codex import letters_of
from tests.conftest import ROOT

QUOTATIONS = {
    "from-paste-to-press": [
        ("Jeremiah 36:18", "ויאמר להם ברוך מפיו"),
        ("Genesis 1:1", "בראשית ברא אלהים"),
        ("Job 11:14", "אל תשכן באהליך עולה"),
        ("Psalms 90:17", "ומעשה ידינו כוננה"),
    ],
    "how-a-hebrew-page-is-made": [("Ecclesiastes 12:12", "עשות ספרים הרבה אין קץ")],
    "melekhet-hasefer": [],
    # “לעיני כל ישראל” in the-first-page, the last words of the Torah, stand in too many verses.
    "the-first-page": [
        ("Genesis 1:1", "בראשית ברא אלהים"),
        ("Genesis 1:2", "וחשך על פני תהום"),
        ("Genesis 1:3", "יהי אור ויהי אור"),
        ("Habakkuk 2:2", "כתוב חזון ובאר"),
        ("Exodus 31:18", "כתבים באצבע אלהים"),
        ("Exodus 32:16", "חרות על הלחת"),
        ("Jeremiah 36:18", "ואני כתב על הספר"),
        ("Psalms 45:2", "לשוני עט סופר מהיר"),
    ],
}
LESSON = [
    ("Isaiah 51:16", "ואשים דברי בפיך"),
    ("Song of Songs 2:6 or 8:3", "וימינו תחבקני"),
    ("Deuteronomy 6:5", "ואהבת"),
    ("Deuteronomy 6:6-7", "והיו הדברים האלה"),
    ("Psalms 25:1", "אליך ה׳ נפשי אשא"),
]


def list_verses(book: str) -> list[tuple[str, str]]:
    """Return the verses that ``publish verses`` lists, each with the letters of its words."""
    result = CliRunner().invoke(main, ["verses", book])
    assert result.exit_code == 0, result.output
    rows = [line.partition("\u2068") for line in result.stdout.splitlines()[:-1]]
    return [(left.split(None, 1)[1].strip(), letters_of(words)) for left, _, words in rows]


def check(book: str, quotations: list[tuple[str, str]]) -> None:
    lines = list_verses(book)
    assert [verse for verse, _ in lines] == [verse for verse, _ in quotations]
    for (_, letters), (_, words) in zip(lines, quotations, strict=True):
        assert letters.startswith(letters_of(words))


def test_every_book_of_the_repository_is_listed() -> None:
    assert {path.stem for path in (ROOT / "sources").iterdir()} == set(QUOTATIONS)


@pytest.mark.slow
@pytest.mark.parametrize("book", QUOTATIONS)
def test_every_quotation_of_a_book_is_found_and_no_other(
    book: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    check(book, QUOTATIONS[book])


@pytest.mark.slow
def test_the_five_verses_of_the_lesson_are_found(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "publish.toml").touch()
    monkeypatch.chdir(tmp_path)
    counts = []
    for path in sorted(corpus.glob("*.txt")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        if list_verses(path.name):
            check(path.name, LESSON)
            counts.append(path.name)
    assert len(counts) == 1
