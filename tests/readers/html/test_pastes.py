"""A saved page of a paste gives the same Work as the paste."""

from pathlib import Path

import pytest

from tests.conftest import CORPUS
from tests.readers.html.pages import work
from tests.support.web_pages import save_as_page
from tests.understanding.cases import PUBLIC

ABOVE = {"000_68df5b70f9f21819": 7}
"""Lines of a paste that the head of its page has, and not the article."""

PASTES = (
    *("endnotes-brackets", "endnotes-four-forms", "hebrew-abbrev-notes", "ok-handout"),
    *("ok-hebrew-excerpts", "piyyut-translit", "qa-transcript", "sefaria-sheet", "stanza-pairs"),
    *("parts-and-chapters", "three-languages", "yiddish-english", "zohar-commentary"),
)
pytestmark = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the cases are not on this machine")


def paths() -> list[Path]:
    return [*sorted(CORPUS.glob("*.txt")), *(PUBLIC / f"{name}.txt" for name in PASTES)]


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_a_saved_page_gives_the_work_of_its_paste(path: Path) -> None:
    text = path.read_text("utf-8")
    paste = work(text.encode(), "a.txt").value
    title = paste.meta.title.in_(paste.lang)
    page = save_as_page(text, title, ABOVE.get(path.stem, 0))
    assert work(page.encode()).value == paste
