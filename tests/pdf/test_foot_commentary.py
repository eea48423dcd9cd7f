"""Commentary at the foot of the page begins there, also where it begins with a list."""

from __future__ import annotations

import pymupdf
import pytest

from publish import to_pdf
from publish.document.model import (
    Blocks,
    List,
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
    direction,
)

pytestmark = pytest.mark.slow

REMARK = "A remark of the editor that is longer than the words that it is about. "
TEXT = "And now a sentence of the text, which goes on over a line and a half of the page."


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def passage(lang: str, text: str) -> Passage:
    return Passage(lang, direction(lang), (paragraph(text),))


def make_segment(commentary: Blocks) -> Segment:
    translations = (passage("en", TEXT),)
    return Segment(passage("he", "וְעַתָּה דָּבָר אֶחָד מִן הַכָּתוּב."), None, translations, commentary)


@pytest.mark.parametrize("edition", ["interlinear", "translation", "original"])
@pytest.mark.parametrize("first", ["list", "paragraph"])
def test_a_page_begins_the_long_commentary_that_it_calls(edition: str, first: str) -> None:
    long = (paragraph(REMARK * 25),)
    items = List(((paragraph(REMARK * 3),), (paragraph(REMARK),)), 1)
    segment = make_segment((items, *long) if first == "list" else long)
    chapter = Section(Role.CHAPTER, (Text("A Gate"),), (segment, *[make_segment(())] * 4))
    work = Work(Meta(title=Words((("en", "Book"),))), "en", direction("en"), (chapter,))
    data = to_pdf(work, edition=edition, settings={"edition": {"commentary": "foot"}}).value
    with pymupdf.open(stream=data) as document:
        pages = [page.get_text() for page in document]
    opening = next(page for page in pages if "A remark" in page)
    assert "A Gate" in opening
    assert len(opening) > 600
