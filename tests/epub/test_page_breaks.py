"""Places of the breaks of printed pages in the documents of an EPUB, and the list of them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise

import pytest

from publish.diagnostics import Outcome
from publish.diagnostics.rules.epub import STALE_PAGE_NUMBERS
from publish.document.model import Work
from publish.document.printed_pages import PICTURE, PageText, PrintedPage, PrintedPages, units
from publish.preflight.epub import check_release
from publish.preflight.epub_file import open_publication
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.page_breaks import FlowText, mark_pages

from .conftest import MODIFIED
from .test_preflight_package import NAV, OPF, TEXT, Change, alter, codes, swap

NCX = "EPUB/toc.ncx"


def page(folio: int, text: str) -> PrintedPage:
    return PrintedPage(str(folio), PageText.of((units(text),)))


def mark(*documents: str, pages: tuple[str, ...]) -> str | None:
    """Return the bodies of documents with a bar where a page begins; None where none is known."""
    whole = [f"<html><body><section>{each}</section></body></html>" for each in documents]
    marked = mark_pages(whole, [page(number, text) for number, text in enumerate(pages)])
    if marked is None:
        return None
    bars = [re.sub("<span epub:type[^>]*></span>", "|", each.markup) for each in marked]
    return " / ".join(
        each.removeprefix("<html><body><section>").removesuffix("</section></body></html>")
        for each in bars
    )


PLACES = {
    "a paragraph": (
        "<p>One two.</p><p>Three four.</p>",
        ("One two.", "Three four."),
        "|<p>One two.</p><p>|Three four.</p>",
    ),
    "a word": ("<p>One two three.</p>", ("One two", "three"), "|<p>One two |three.</p>"),
    "a divided word": (
        "<p>One together three.</p>",
        ("One toge", "ther three"),
        "|<p>One |together three.</p>",
    ),
    "a compound at its hyphen": (
        "<p>A mother-in-law.</p>",
        ("A mother", "in law"),
        "|<p>A mother-|in-law.</p>",
    ),
    "a compound at its maqaf": (
        "<p>את כל־הארץ ושמים</p>",
        ("את כל", "הארץ ושמים"),
        "|<p>את כל־|הארץ ושמים</p>",
    ),
    "quotation marks": (
        "<p>One “two” three.</p>",
        ("One", "two three"),
        "|<p>One |“two” three.</p>",
    ),
    "a dash at the beginning of a block": (
        "<p>One.</p><p>— Two.</p>",
        ("One", "Two"),
        "|<p>One.</p><p>|— Two.</p>",
    ),
    "a word within an element": (
        '<p>One <em>two three</em> <span lang="he" dir="rtl">ארבע חמש</span></p>',
        ("One two", "three ארבע", "חמש"),
        '|<p>One <em>two |three</em> <span lang="he" dir="rtl">ארבע |חמש</span></p>',
    ),
    "a word that begins in an element": (
        "<p>One <b>t</b>wo.</p>",
        ("One t", "wo"),
        "|<p>One <b>|t</b>wo.</p>",
    ),
    "a heading": (
        "<p>One.</p><h2>Two</h2><p>Three.</p>",
        ("One", "Two three"),
        "|<p>One.</p>|<h2>Two</h2><p>Three.</p>",
    ),
    "a paragraph after a heading": (
        "<h2>One</h2><p>Two.</p>",
        ("One", "Two"),
        "|<h2>One</h2><p>|Two.</p>",
    ),
    "a heading that the document adds": (
        '<h1 class="unseen">One two</h1><p>One two.</p>',
        ("One", "two"),
        '|<h1 class="unseen">One two</h1><p>One |two.</p>',
    ),
    "a number beside a segment": (
        '<p>One.</p><p><span class="segment-label">2</span>\u00a0Two.</p>',
        ("One", "Two"),
        '|<p>One.</p><p>|<span class="segment-label">2</span>\u00a0Two.</p>',
    ),
    "the call of a note": (
        '<p>One<sup class="call">1</sup> two.</p>',
        ("One", "two"),
        '|<p>One<sup class="call">1</sup> |two.</p>',
    ),
    "a line of verse": (
        '<p class="verse"><span>One two,</span><span class="last">three.</span></p>',
        ("One two", "three"),
        '|<p class="verse"><span>One two,</span><span class="last">|three.</span></p>',
    ),
    "a forced end of a line": (
        "<p>One,<br/>two.</p>",
        ("One", "two"),
        "|<p>One,<br/>|two.</p>",
    ),
    "an escaped character": (
        "<p>Ink &amp; skin &amp; bone.</p>",
        ("Ink & skin", "bone"),
        "|<p>Ink &amp; skin &amp; |bone.</p>",
    ),
    "digits": ("<p>In 1475 there.</p>", ("In", "1475 there"), "|<p>In |1475 there.</p>"),
    "capitals in print": ("<p>Die Straße.</p>", ("DIE", "STRASSE"), "|<p>Die |Straße.</p>"),
    "a page without text": (
        "<p>One two.</p><p>Three.</p>",
        ("One two", "", "Three"),
        "|<p>One two.|</p><p>|Three.</p>",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_break_stands_before_the_first_word_of_its_page(name: str) -> None:
    markup, pages, expected = PLACES[name]
    assert mark(markup, pages=pages) == expected


def test_a_picture_is_text_of_its_page() -> None:
    markup = '<p>One.</p><figure><img src="a.png" alt="A"/></figure><p>Two.</p>'
    marked = mark_pages(
        [f"<html><body><section>{markup}</section></body></html>"],
        [page(1, "One"), PrintedPage("2", PageText.of((PICTURE, units("Two"))))],
    )
    assert marked is not None
    assert '<figure><span epub:type="pagebreak"' in marked[0].markup
    assert marked[0].folios == ("1", "2")


def test_pages_go_on_from_document_to_document() -> None:
    documents = ("<h1>One</h1>", "<p>Two three.</p>", "<h1>Four</h1>")
    assert mark(*documents, pages=("One two", "three", "four")) == (
        "|<h1>One</h1> / <p>Two |three.</p> / |<h1>Four</h1>"
    )


@pytest.mark.parametrize(
    "pages",
    [("One", "two three"), ("One two three", "four five"), ("One", "two three fuor"), ()],
    ids=["less", "more", "another letter", "nothing"],
)
def test_no_break_is_guessed_where_pages_have_another_text(pages: tuple[str, ...]) -> None:
    assert mark("<p>One two three four.</p>", pages=pages) is None
    assert mark("<p>One two three four.</p>", pages=("One two", "three four")) is not None


# --- books


@pytest.fixture(scope="module")
def release(lesson: Work, classic: Theme) -> bytes:
    """The lesson with the pages of a PDF: its first 20 units, the next 30, and the rest."""
    return write(lesson, classic, (20, 30)).value


def write(
    work: Work, theme: Theme, sizes: tuple[int, ...], pages: str = "", name: str = "lesson.pdf"
) -> Outcome[bytes]:
    text = FlowText(text_documents(epub.write(work, theme, modified=MODIFIED).value)).units
    starts = [0, *(sum(sizes[: n + 1]) for n in range(len(sizes))), len(text)]
    printed = tuple(
        PrintedPage(str(5 + number), PageText.of((text[first:end] + pages,)))
        for number, (first, end) in enumerate(pairwise(starts))
    )
    cover = make_cover(work.meta, work.lang, theme, None, Store()).value
    options = EpubOptions(cover=cover, printed=PrintedPages(name, (printed,)))
    return epub.write(work, theme, options, modified=MODIFIED)


def test_a_book_with_printed_pages_has_no_fault_and_says_their_source(
    release: bytes, lesson: Work
) -> None:
    assert check_release(release, lesson) == ()
    package = epub_file(release, OPF)
    assert '<meta property="pageBreakSource">lesson.pdf</meta>' in package
    assert package.count("pageBreakMarkers") == package.count("pageNavigation") == 1
    assert "Pages have the numbers of the printed book" in package
    assert re.findall(r'#page-\d+">(\d+)</a>', epub_file(release, NAV)) == ["5", "6", "7"]
    assert re.findall(r'value="(\d+)"', epub_file(release, NCX)) == ["5", "6", "7"]


def test_a_pdf_may_have_a_name_that_xml_cannot_hold(lesson: Work, classic: Theme) -> None:
    book = write(lesson, classic, (20, 30), name="\x1b\udcf9.pdf").value
    assert check_release(book, lesson) == ()
    assert '"pageBreakSource">⟨U+001B⟩\\xf9.pdf<' in epub_file(book, OPF)


def test_a_book_without_a_pdf_has_nothing_of_pages(lesson: Work, classic: Theme) -> None:
    written = epub.write(lesson, classic, modified=MODIFIED)
    assert written.diagnostics == ()
    for name in (OPF, NAV, NCX, TEXT):
        text = epub_file(written.value, name).lower()
        assert not re.search("pagebreak|page-list|pagelist", text)


def test_a_book_whose_pdf_has_another_text_says_why_it_has_no_pages(
    lesson: Work, classic: Theme
) -> None:
    written = write(lesson, classic, (20, 30), pages="x")
    assert [each.code for each in written.diagnostics] == [STALE_PAGE_NUMBERS.code]
    assert "lesson.pdf" in written.diagnostics[0].message
    assert "pagebreak" not in epub_file(written.value, TEXT)


def test_a_page_that_has_a_part_of_two_columns_is_left_out_for_the_record(
    books: dict[str, Work], classic: Theme
) -> None:
    written = write(books["facing"], classic, (20, 30), pages="x")
    assert [(each.code, each.severity) for each in written.diagnostics] == [("E36", "info")]


FAULTS: dict[str, tuple[str, Change]] = {
    "a break is missing": (TEXT, lambda d: re.sub(rb'<span epub:type="p[^>]*6"></span>', b"", d)),
    "a break has another number": (TEXT, swap('aria-label="6"', 'aria-label="9"')),
    "a page is not listed": (NAV, lambda d: re.sub(rb"<li[^>]*><a [^>]*#page-6.*?</li>", b"", d)),
    "pages are in another order": (NAV, lambda d: d.replace(b"#page-6", b"#page-7", 1)),
    "a page is not listed for EPUB 2": (NCX, swap('value="7"', 'value="8"')),
    "no source": (OPF, lambda d: re.sub(rb'<meta property="pageBreakSource.*?</meta>', b"", d)),
    "no feature": (OPF, swap("pageNavigation", "index")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_page_list_is_found(fault: str, release: bytes, lesson: Work) -> None:
    name, change = FAULTS[fault]
    assert "E35" in codes(alter(release, {name: change}), lesson)


def text_documents(data: bytes) -> list[str]:
    book = open_publication(data)
    return [book.read(name).decode() for name in book.spine if re.search(r"/\d", name)]


def epub_file(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()
