"""Note calls as they are pasted, glued to a word, from the text to paper and to a screen."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from publish.config import find_workspace, open_book
from publish.document.model import Work
from publish.pipeline.pass_table import draft_passes
from publish.pipeline.stages import read_book
from publish.themes import theme as themes
from publish.writers import epub, pdf
from tests.support import chromium, glyphs

pytestmark = pytest.mark.slow

THEME = themes.load("classic")
PASTED = """The Proof

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
SHOWN = {
    "B27": ["mouth.”¹ and nothing"],
    "B28": ["unto me”² i.e., separate"],
    "B29": [
        "The Torah.³ was his, and⁴ “there it stood in his soul,”⁵ referring",
        "See ch. 46 and 4:31 and No. 172 and (1986) and (Shabbat, 152), there.",
    ],
}


def work(folder: Path) -> Work:
    file = folder / "pasted.txt"
    file.write_text(PASTED, encoding="utf-8")
    made = read_book(open_book(str(file), find_workspace(folder))).value.value
    assert isinstance(made, Work)
    return made


@pytest.fixture(params=[True, False], ids=["cared for", "as pasted"])
def cared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the pass that finds calls has seen the text: else digits stay digits."""
    if not request.param:
        without = tuple(each for each in draft_passes() if each.name != "notes")
        monkeypatch.setattr("publish.pipeline.stages.draft_passes", lambda: without)
    return request.param


@cache
def text_on_paper(made: Work) -> str:
    return " ".join(
        glyphs.visible_text(line)
        for page in glyphs.pages(pdf.write(made, THEME).value, THEME)
        for line in glyphs.lines(page)
    )


@cache
def text_on_screen(made: Work) -> str:
    chromium.find_program()
    data = epub.write(made, THEME, modified=datetime(2026, 1, 1, tzinfo=UTC)).value
    page = chromium.page(data, "01")
    body = re.sub("(<p)(?= )", r"\1 data-measured", page).replace(
        "</head>", "<style>p { line-height: 60px }</style></head>"
    )
    return " ".join(
        glyphs.visible_text(line)
        for paragraph in chromium.glyphs(body)
        for line in glyphs.lines(paragraph, apart=30)
    )


@pytest.mark.shows(*SHOWN, on="paper")
@pytest.mark.control(*SHOWN, on="paper")
@pytest.mark.parametrize("case", SHOWN)
def test_on_paper_a_call_is_raised_and_other_numbers_are_not(
    case: str, cared: bool, tmp_path: Path
) -> None:
    text = text_on_paper(work(tmp_path))
    assert all(each in text for each in SHOWN[case]) is cared


@pytest.mark.shows(*SHOWN, on="screen")
@pytest.mark.control(*SHOWN, on="screen")
@pytest.mark.parametrize("case", SHOWN)
def test_on_a_screen_a_call_is_raised_and_other_numbers_are_not(
    case: str, cared: bool, tmp_path: Path
) -> None:
    text = text_on_screen(work(tmp_path))
    assert all(each in text for each in SHOWN[case]) is cared
