"""The text of a page: all of it in reading order, each part in its language."""

from __future__ import annotations

import pytest

from publish.config import find_workspace, open_book
from publish.config.options import Edition
from publish.desk.words.added_text import read_blocks
from publish.desk.words.page_text import PageBlock
from publish.desk.words.word_places import WordPlaces
from tests.conftest import ROOT

from .pdf_views import PdfView, view_pdf

TEXT = """# The Ink

- a reed
- a quill

> The letters are a lamp.

![A lamp](lamp.png)

And the word כַּוָּנָה is set.[^1]

| ink | gall |
| --- | ---- |
| black | brown |

[^1]: The sages said חז״ל so.
"""


def read(block: PageBlock) -> str:
    return "".join(word.text for run in block.runs for word in run.words)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> PdfView:
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.md").write_text(TEXT, "utf-8")
    return view_pdf(open_book(folder / "page.md", find_workspace(folder)))


def last_page(view: PdfView) -> list[PageBlock]:
    return WordPlaces(*view).read_page(view.document.sections[-1].pages[-1])


def test_a_page_has_its_blocks_in_reading_order_and_its_notes_last(view: PdfView):
    blocks = [(str(each.block.kind), read(each)) for each in last_page(view)]
    assert blocks == [
        ("heading", "The Ink"),
        ("item", "a reed"),
        ("item", "a quill"),
        ("quotation", "The letters are a lamp."),
        ("caption", "A lamp"),
        ("text", "And the word כַּוָּנָה is set.1"),
        *(("cell", each) for each in ("ink", "gall", "black", "brown")),
        ("note", "The sages said חז״ל so."),
    ]


def test_cells_have_their_rows_and_columns(view: PdfView):
    cells = [each.block.cell for each in last_page(view) if each.block.kind == "cell"]
    assert cells == [(1, 0), (1, 1), (2, 0), (2, 1)]


def test_words_of_another_language_are_named_and_calls_are_told_apart(view: PdfView):
    (block,) = (each for each in last_page(view) if "word" in read(each))
    runs = [(run.lang, run.dir.value, run.is_call) for run in block.runs]
    texts = ["".join(word.text for word in run.words).strip() for run in block.runs]
    assert list(zip(texts, runs, strict=True)) == [
        ("And the word", ("en", "ltr", False)),
        ("כַּוָּנָה", ("he", "rtl", False)),
        ("is set.", ("en", "ltr", False)),
        ("1", ("en", "ltr", True)),
    ]
    (note,) = (each for each in last_page(view) if each.block.kind == "note")
    assert note.block.label == "1"


def test_each_word_has_its_place_on_the_page(view: PdfView):
    places = WordPlaces(*view)
    page = view.document.sections[-1].pages[-1]
    words = [
        (block.block.kind, word)
        for block in places.read_page(page)
        for run in block.runs
        for word in run.words
        if word.text.strip() and not run.is_call
    ]
    assert len(words) == 28
    for _, word in words:
        assert word.place is not None
        located = places.locate(page, *word.place)
        assert located is not None
        assert located.is_word
        text = view.sources[located.span.file].text[located.span.start : located.span.end]
        assert text.strip('”“"') == word.text.strip(".").replace("״", '"') or text in word.text


def test_markup_of_added_pages_is_read_in_blocks():
    markup = (
        '<div class="toc">\n<h1 lang="he" dir="rtl">תוכן<span class="other" lang="en" dir="ltr">'
        'Contents</span></h1>\n<p class="entry"><a href="#a"><span class="number">1</span>'
        'The <span class="leads" data-page="7">Ink</span></a></p><svg><text>no</text></svg></div>'
    )
    heading, entry = read_blocks(markup, "he")
    assert [(run.text, run.lang) for run in heading if run.text.strip()] == [
        ("תוכן", "he"),
        ("Contents", "en"),
    ]
    assert (heading[0].block.kind, heading[0].block.level) == ("heading", 1)
    assert "".join(run.text for run in entry).split() == ["1", "The", "Ink", "7"]
    assert entry[0].block.kind == "item"


@pytest.mark.thorough
def test_contents_and_indexes_have_their_page_numbers():
    places = WordPlaces(*view_pdf(open_book("from-paste-to-press", find_workspace(ROOT))))
    contents, index = (list(map(read, places.read_page(page))) for page in (3, 20))
    assert contents[:2] == ["Contents", "What a Paste Carries 5"]
    assert index[:4] == ["References", "Jeremiah", "10:10 16", "36:18 7"]


@pytest.mark.thorough
@pytest.mark.parametrize("edition", [None, Edition.FACING, Edition.SPREADS])
def test_no_word_of_a_text_is_missing_from_the_text_of_its_pages(edition: Edition | None):
    book = open_book("the-first-page", find_workspace(ROOT))
    view = view_pdf(book, edition)
    places = WordPlaces(*view)
    pages = sorted({page for section in view.document.sections for page in section.pages})
    blocks = [block for page in pages for block in places.read_page(page)]
    shown = "".join(read(block) for block in blocks if block.block.kind != "note")
    for block in blocks:
        assert block.block.lang == ("he" if is_hebrew(read(block)) else "en")
    assert shown.count("twenty-eight") == 1
    assert sum(block.block.kind == "note" and not block.goes_on for block in blocks) == 14


def is_hebrew(text: str) -> bool:
    hebrew = sum("א" <= letter <= "ת" for letter in text)
    return hebrew > sum("a" <= letter <= "z" for letter in text.lower())
