"""Note calls that are pasted as digits after a word, on paper and on screen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from publish.config import find_workspace, open_book
from publish.document.model import Work
from publish.pipeline.pass_table import draft_passes
from publish.pipeline.stages import read_book
from publish.writers import epub, pdf
from tests.support import chromium, glyphs
from tests.typesetting.books import MODIFIED, THEME

pytestmark = pytest.mark.slow

PASTED_TEXT = """The Proof

It was in his mouth.”1 and nothing more was said in the room that day.

He said it unto me”2i.e., separate from all that is made by hands.

The Torah.3 was his, and4 “there it stood in his soul,”5 referring to this.

See ch. 46 and 4:31 and No. 172 and (1986) and (Shabbat, 152), there.

FOOTNOTES

1. The first.
2. The second.
3. The third.
4. The fourth.
5. The fifth.
"""
VISIBLE_PHRASES = {
    "B27": ["mouth.”¹ and nothing"],
    "B28": ["unto me”² i.e., separate"],
    "B29": [
        "The Torah.³ was his, and⁴ “there it stood in his soul,”⁵ referring",
        "See ch. 46 and 4:31 and No. 172 and (1986) and (Shabbat, 152), there.",
    ],
}
"""Phrases of each case with raised calls; the other numbers are not raised."""


def read_work(folder: Path) -> Work:
    """Return the work of the pasted text, written to a file of the folder."""
    file = folder / "pasted.txt"
    file.write_text(PASTED_TEXT, encoding="utf-8")
    work = read_book(open_book(str(file), find_workspace(folder))).value.value
    assert isinstance(work, Work)
    return work


@pytest.fixture(params=[True, False], ids=["with the pass", "without the pass"])
def has_pass(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the pass `notes`, which marks calls, is applied; the control is without it."""
    if not request.param:
        others = tuple(each for each in draft_passes() if each.name != "notes")
        monkeypatch.setattr("publish.pipeline.stages.draft_passes", lambda: others)
    return request.param


@cache
def text_on_paper(work: Work) -> str:
    """Return the visible text of the work's PDF."""
    return " ".join(
        glyphs.visible_text(line)
        for page in glyphs.pages(pdf.write(work, THEME).value, THEME)
        for line in glyphs.lines(page)
    )


@cache
def text_on_screen(work: Work) -> str:
    """Return the visible text of the chapter in the work's EPUB."""
    chromium.find_program()
    data = epub.write(work, THEME, modified=MODIFIED).value
    page = re.sub("(<p)(?= )", r"\1 data-measured", chromium.page(data, "01"))
    page = page.replace("</head>", "<style>p { line-height: 60px }</style></head>")
    return " ".join(
        glyphs.visible_text(line)
        for paragraph in chromium.glyphs(page)
        for line in glyphs.lines(paragraph, apart=30)
    )


@pytest.mark.shows(*VISIBLE_PHRASES, on="paper")
@pytest.mark.control(*VISIBLE_PHRASES, on="paper")
@pytest.mark.parametrize("case", VISIBLE_PHRASES)
def test_calls_on_paper_are_raised_and_other_numbers_are_not(
    case: str, has_pass: bool, tmp_path: Path
) -> None:
    text = text_on_paper(read_work(tmp_path))
    assert all(phrase in text for phrase in VISIBLE_PHRASES[case]) is has_pass


@pytest.mark.thorough
@pytest.mark.shows(*VISIBLE_PHRASES, on="screen")
@pytest.mark.control(*VISIBLE_PHRASES, on="screen")
@pytest.mark.parametrize("case", VISIBLE_PHRASES)
def test_calls_on_screen_are_raised_and_other_numbers_are_not(
    case: str, has_pass: bool, tmp_path: Path
) -> None:
    text = text_on_screen(read_work(tmp_path))
    assert all(phrase in text for phrase in VISIBLE_PHRASES[case]) is has_pass
