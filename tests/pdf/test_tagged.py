"""Tagged PDFs: the structure read back from the file, element by element.

Controls are the same pages with the tags of the engine itself, and files with damaged structure.
"""

from __future__ import annotations

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from publish.config.attendees import Attendees
from publish.document.lazy_book import split_chapters
from publish.document.model import Dir, Foreign, Index, Text, Words, Work
from publish.preflight import tagged_text
from publish.preflight.expected_text import collect_text, letters
from publish.storage.store import Store
from publish.text.languages import HEBREW, LATIN, Script, home
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.added_pages import AddedPages
from publish.writers.pdf.content.attendee_pages import build_attendee_pages
from publish.writers.pdf.content.book_parts import build_parts
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.content.sections import list_sections
from publish.writers.pdf.engine.theme_resources import load_resources
from publish.writers.pdf.engine.typesetter import Typesetter
from tests.pdf.accessible_books import TAGGED
from tests.support.tagged import Element, Tagged, read_pieces
from tests.support.tagged import Text as Piece

from .accessible_books import book_with_all_elements, list_books, read_book
from .conftest import book, chapter, para, running


def make_tagged(work: Work, theme: Theme, **more: Any) -> Tagged:
    return Tagged(pdf.write(work, theme, pdf.PdfOptions(profile=TAGGED, **more)).value)


def all_parts(
    work: Work, theme: Theme, page: Any = "a5", attendees: Attendees | None = None
) -> tuple[PrintPart, ...]:
    whole = split_chapters(work)
    more = build_attendee_pages(attendees or Attendees(), theme.page(page))
    return build_parts(whole, list_sections(whole), theme, theme.page(page), AddedPages(more))


def engine_tagged(work: Work, theme: Theme) -> Tagged:
    """Return the first chapter of ``work`` on the same pages, with the tags of the engine."""
    setter = Typesetter(work, theme, theme.page("a5"))
    (part,) = (part for part in all_parts(work, theme) if part.anchor == "part-1")
    resources = load_resources(setter._state, setter._shared, theme.folder)
    tree = resources.tree(ET.fromstring(setter.document(part.markup, "recto")))
    sheets = resources.sheets(setter._pages)
    document = tree.render(font_config=resources.fonts, stylesheets=sheets)
    return Tagged(document.write_pdf(pdf_tags=True, pdf_version="1.7"))


@pytest.fixture(scope="session")
def data(classic: Theme) -> bytes:
    return pdf.write(book_with_all_elements(), classic, pdf.PdfOptions(profile=TAGGED)).value


@pytest.fixture
def document(data: bytes) -> Tagged:
    return Tagged(data)


# --- marked content


def texts_not_in_one_element(document: Tagged) -> list[Piece]:
    """Return the texts that are drawn and in no element, or in several."""
    ids = [id(text) for _, text in document.tree.texts()]
    return [text for text in document.pieces if not text.furniture and ids.count(id(text)) != 1]


def wrong_language_texts(document: Tagged) -> list[str]:
    """Return the texts in which a Hebrew letter is tagged as another language."""
    return [
        text.content
        for element, text in document.tree.texts()
        for glyph, own in text.glyphs
        if HEBREW.search(glyph) and home(own or element.lang) is not Script.HEBREW
    ]


@pytest.mark.slow
class TestMarkedContent:
    def test_each_text_is_in_one_element_or_an_artifact(self, document: Tagged):
        assert texts_not_in_one_element(document) == []
        assert len(document.pieces) > 50

    def test_artifacts_are_folios_running_heads_and_leaders(self, document: Tagged):
        folios = [str(n) for n in range(1, len(document.file.pages) + 1)]
        furniture = {text.content.strip() for text in document.pieces if text.furniture}
        assert furniture - set(folios) == {
            "The Word ויד Explained",
            "Ink and Skin",
            "Of Bone",
            ".",
        }

    def test_a_text_missing_from_the_structure_is_an_error(self, data: bytes):
        with pikepdf.open(io.BytesIO(data)) as file:
            element = file.Root.StructTreeRoot.K.K[0].K[0]
            element.K = pikepdf.Array([])
            file.save(without_kids := io.BytesIO())
        assert len(texts_not_in_one_element(Tagged(without_kids.getvalue()))) == 1
        (first, *_) = tagged_text.check_structure(without_kids.getvalue(), book_with_all_elements())
        assert (first.code, "not in the structure" in first.message) == ("P10", True)
        assert tagged_text.check_structure(data, book_with_all_elements()) == ()

    def test_the_parent_tree_leads_back_from_pages_and_links(self, document: Tagged):
        entries = list(document.file.Root.StructTreeRoot.ParentTree.Nums)
        assert [int(key) for key in entries[::2]] == list(range(len(entries) // 2))
        parents = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
        holders = {id(text): element.about for element, text in document.tree.texts()}
        for number, page in enumerate(document.file.pages):
            if "/Contents" not in page:
                continue  # a blank page
            texts = [t for t in document.pieces if t.page == number and t.number is not None]
            assert [t.number for t in sorted(texts, key=lambda t: t.number or 0)] == list(
                range(len(texts))
            )
            for text in texts:
                element = parents[int(page.obj.StructParents)][text.number]
                assert element.objgen == holders[id(text)].objgen
            assert page.obj.Tabs == "/S"
        for element, link in document.tree.links():
            assert parents[int(link.StructParent)].objgen == element.about.objgen

    def test_every_link_annotation_is_in_a_link_with_its_text(self, document: Tagged):
        links = list(document.tree.links())
        annotations = [a for page in document.file.pages for a in page.obj.get("/Annots", [])]
        assert {a.objgen for a in annotations} == {link.objgen for _, link in links}
        assert len(annotations) == len(links)
        assert {element.role for element, _ in links} == {"Link"}
        outside = [str(a.Contents) for _, a in links if "/A" in a]
        assert outside == ["the address"]
        assert "Ink and Skin" in [str(a.Contents) for _, a in links]


# --- languages


@pytest.mark.slow
class TestLanguages:
    def test_every_hebrew_letter_is_tagged_as_hebrew(self, document: Tagged):
        assert wrong_language_texts(document) == []
        assert sum(bool(HEBREW.search(text.content)) for text in document.pieces) > 5

    @pytest.mark.thorough
    def test_with_the_tags_of_the_engine_no_hebrew_letter_is(self, classic: Theme):
        document = engine_tagged(book_with_all_elements(), classic)
        faults = "".join(wrong_language_texts(document))
        hebrew = [t.content for _, t in document.tree.texts() if HEBREW.search(t.content)]
        assert hebrew
        assert len(faults) >= len("".join(hebrew))

    def test_a_file_without_languages_is_an_error(self, data: bytes):
        with pikepdf.open(io.BytesIO(data)) as file:
            for each in file.objects:
                if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each:
                    del each["/Lang"]
            file.save(without_lang := io.BytesIO())
        assert wrong_language_texts(Tagged(without_lang.getvalue())) != []
        assert {
            diagnostic.code
            for diagnostic in tagged_text.check_structure(
                without_lang.getvalue(), book_with_all_elements()
            )
        } == {"P11"}

    def test_english_in_a_hebrew_book_is_tagged_as_english(self, classic: Theme):
        work = book(
            chapter("פרק", para("ראו ", Foreign("en", Dir.LTR, (Text("Aldus"),)), ".")),
            lang="he",
            dir=Dir.RTL,
        )
        document = make_tagged(work, classic)
        assert [e.lang for e, t in document.tree.texts() if t.content == "Aldus"] == ["en"]

    def test_a_language_is_given_only_where_it_changes(self, document: Tagged):
        assert document.tree.lang == "en"
        for element in document.tree.walk():
            for kid in element.kids:
                if isinstance(kid, Element):
                    assert ("/Lang" in kid.about) == (kid.lang != element.lang)


# --- reading order

_MARK = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")


def normalize(text: str) -> str:
    """Return the letters, marks and digits of a text, decomposed."""
    return letters(unicodedata.normalize("NFKD", text))


def texts_match(text: str, expected: str) -> bool:
    """Return whether a drawn text has the expected letters in the order of their script.

    Texts are drawn from left to right, with marks before or after their letters.  In a text with
    digits or two scripts the order is not compared.
    """
    normalized = normalize(text)
    if sorted(normalized) != sorted(expected):
        return False
    hebrew = HEBREW.search(text)
    if re.search(r"\d", text) or (hebrew and LATIN.search(text)):
        return True
    return _MARK.sub("", normalized[::-1] if hebrew else normalized) == _MARK.sub("", expected)


@dataclass
class ReadingOrder:
    """The texts of a part in the order of its structure, and those of its notes."""

    running: list[str]
    notes: list[list[str]]


def reading_order(element: Element, *, places: bool = True) -> ReadingOrder:
    """Return the texts of a part without the labels of items and notes.

    The page numbers of an index are left out unless ``places``.
    """
    order = ReadingOrder([], [])

    def gather(element: Element, into: list[str]) -> None:
        if element.role == "Reference" and not places:
            return
        for kid in element.kids:
            if isinstance(kid, Piece):
                into.append(kid.content)
            elif isinstance(kid, Element) and kid.role == "Note":
                order.notes.append(body := [])
                gather(kid, body)
            elif isinstance(kid, Element) and kid.role != "Lbl":
                gather(kid, into)

    gather(element, order.running)
    return order


def differences(pieces: list[str], expected: str) -> list[str]:
    """Return the first difference between drawn texts and the expected text, if any."""
    expected, start = normalize(expected), 0
    for piece in pieces:
        end = start + len(normalize(piece))
        if not texts_match(piece, expected[start:end]):
            return [f"{piece} is not {expected[start:end]}"]
        start = end
    return [f"{expected[start:]} is not there"] if start < len(expected) else []


def order_faults(document: Tagged, work: Work, theme: Theme, **more: Any) -> list[str]:
    """Return the differences between the structure and the text of a book, part by part."""
    parts = all_parts(work, theme, **more)
    assert len(parts) == len(document.tree.kids)
    sections = iter((*work.front, *work.body, *work.back))
    faults: list[str] = []
    for part, element in zip(parts, document.tree.kids, strict=True):
        if part.name != "text":
            continue
        section = next(sections)
        expected = collect_text((section,))
        opens = not section.title and section is work.body[0]
        over = "".join(text for _, text in work.meta.title.forms) if opens else ""
        order = reading_order(
            element, places=not any(isinstance(c, Index) for c in section.children)
        )
        faults += differences(
            order.running, over + "".join(piece.text for piece in expected.running)
        )
        assert len(order.notes) == len(expected.notes)
        for note, body in zip(order.notes, expected.notes, strict=True):
            faults += differences(note, "".join(piece.text for piece in body))
    return faults


@pytest.mark.slow
class TestOrder:
    def test_the_structure_is_in_reading_order(self, classic: Theme):
        assert (
            order_faults(
                make_tagged(book_with_all_elements(), classic), book_with_all_elements(), classic
            )
            == []
        )

    @pytest.mark.parametrize("name", ["lesson", "handout", "prose", "hebrew_book"])
    def test_books_of_every_kind_are_in_reading_order(
        self, name: str, request: pytest.FixtureRequest, classic: Theme
    ):
        work = request.getfixturevalue(name)
        document = make_tagged(work, classic)
        assert order_faults(document, work, classic) == []
        assert (texts_not_in_one_element(document), wrong_language_texts(document)) == ([], [])

    def test_with_the_tags_of_the_engine_a_note_is_read_at_the_end_of_its_page(
        self, classic: Theme
    ):
        work = book_with_all_elements()
        running = [text.content for _, text in engine_tagged(work, classic).tree.texts()]
        expected = collect_text(work.body[:1])
        assert differences(running, "".join(piece.text for piece in expected.running)) != []

    def test_exchanged_paragraphs_are_found(self, data: bytes, classic: Theme):
        with pikepdf.open(io.BytesIO(data)) as file:
            section = file.Root.StructTreeRoot.K.K[3].K[0]
            section.K = pikepdf.Array([section.K[0], *reversed(list(section.K)[1:])])
            file.save(exchanged := io.BytesIO())
        assert order_faults(Tagged(exchanged.getvalue()), book_with_all_elements(), classic) != []

    @pytest.mark.thorough
    @pytest.mark.parametrize("name", list_books())
    def test_real_books_are_in_reading_order_and_in_their_languages(
        self, name: str, classic: Theme
    ):
        work, options = read_book(list_books()[name])
        document = make_tagged(work, classic, **options)
        assert order_faults(document, work, classic, **options) == []
        assert (texts_not_in_one_element(document), wrong_language_texts(document)) == ([], [])
        hebrew = sum(bool(HEBREW.search(text.content)) for text in document.pieces)
        print(f"{len(document.pieces)} pieces, {hebrew} with Hebrew")


@pytest.mark.slow
class TestWords:
    def test_a_word_continued_on_the_next_line_has_a_soft_hyphen(
        self, document: Tagged, classic: Theme
    ):
        texts = [text.content for _, text in document.tree.texts()]
        assert not any("‐" in text for text in texts)
        assert sum(text.endswith("\N{SOFT HYPHEN}") for text in texts) >= 3
        with pikepdf.open(io.BytesIO(pdf.write(book_with_all_elements(), classic).value)) as screen:
            assert any("‐" in text.content for text in read_pieces(screen))

    def test_a_hyphen_of_the_text_is_kept(self, classic: Theme):
        word = "half‐bound" * 30
        pieces = [
            t.content for _, t in make_tagged(book(chapter("X", para(word))), classic).tree.texts()
        ]
        assert "half‐bound" in "".join(pieces)
        assert not any("\N{SOFT HYPHEN}" in text for text in pieces)


# --- roles


def elements_with_role(element: Element, role: str) -> list[Element]:
    return [each for each in element.walk() if each.role == role]


@pytest.mark.slow
class TestRoles:
    def test_a_note_follows_its_call(self, document: Tagged):
        (paragraph, *_) = elements_with_role(document.tree.kids[3], "P")
        kinds = [kid.role if isinstance(kid, Element) else "…" for kid in paragraph.kids[:6]]
        assert kinds == ["…", "Span", "Reference", "Note", "…", "…"]
        note = paragraph.kids[3]
        assert isinstance(note, Element)
        assert [k.role if isinstance(k, Element) else k.content for k in note.kids] == [
            "Lbl", "See ", "Span", ".", "P",
        ]  # fmt: skip

    def test_a_paragraph_over_two_pages_is_one_element(self, document: Tagged):
        (paragraph, *_) = elements_with_role(document.tree.kids[3], "P")
        pages = {text.page for _, text in paragraph.texts()}
        assert len(pages) > 1

    def test_every_note_has_its_own_id(self, lesson: Work, classic: Theme):
        document = make_tagged(lesson, classic)
        names = [str(note.about.ID) for note in elements_with_role(document.tree, "Note")]
        assert len(set(names)) == len(names) == 8
        listed = list(document.file.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in listed[::2]] == names == sorted(names)

    @pytest.mark.thorough
    def test_headings_skip_no_level(self, handout: Work, classic: Theme):
        for work in (handout, replace(handout, meta=replace(handout.meta, title=Words()))):
            levels = [
                int(each.role[1:]) for each in make_tagged(work, classic).tree.walk()
                if re.fullmatch(r"H\d", each.role)
            ]  # fmt: skip
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_a_list_has_its_numbering(self, document: Tagged):
        numbered, dashes, _ = elements_with_role(document.tree.kids[3], "L")
        assert str(numbered.about.A.ListNumbering) == "/Decimal"
        assert str(dashes.about.A.ListNumbering) == "/Disc"
        first = numbered.kids[0]
        assert isinstance(first, Element)
        label, body = first.kids
        assert [label.role, body.role] == ["Lbl", "LBody"]
        assert [text.content.strip() for _, text in first.texts()] == ["1.", "gall"]

    def test_the_contents_are_a_table_of_contents(self, classic: Theme):
        (toc,) = elements_with_role(make_tagged(book_with_all_elements(), classic).tree, "TOC")
        lines = [
            " ".join(text.content for _, text in entry.texts())
            for entry in elements_with_role(toc, "TOCI")
        ]
        assert [line.split() for line in lines] == [
            ["Ink", "and", "Skin", "5"],
            ["On", "the", "Letter", "8"],
            ["Of", "Bone", "8"],
        ]


# --- the file as a whole


@pytest.mark.slow
class TestFile:
    def test_the_catalog_and_metadata_conform_to_pdf_ua(self, document: Tagged):
        root = document.file.Root
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == "en"
        about = ET.fromstring(root.Metadata.read_bytes())
        metadata = {each.tag.rpartition("}")[2]: "".join(each.itertext()) for each in about.iter()}
        assert (metadata["part"], metadata["language"]) == ("1", "en")
        assert metadata["title"] == "The Word דיו ExplainedThe Word דיו Explainedביאור"

    def test_the_pages_look_like_those_of_an_untagged_pdf(self, data: bytes, classic: Theme):
        import pypdfium2 as pdfium

        def pixels(of: bytes) -> list[bytes]:
            with pdfium.PdfDocument(of) as document:
                return [page.render(scale=1).to_pil().tobytes() for page in document]

        assert pixels(pdf.write(book_with_all_elements(), classic).value) == pixels(data)

    @pytest.mark.thorough
    def test_stored_pages_give_the_same_bytes_at_another_location(self, classic: Theme, tmp_path):
        store = Store(tmp_path)
        work = book_with_all_elements()
        assert pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED), store=store) == pdf.write(
            work, classic, pdf.PdfOptions(profile=TAGGED)
        )
        moved = replace(work, body=(chapter("A New One", para(running(50))), *work.body))
        stored = pdf.write(moved, classic, pdf.PdfOptions(profile=TAGGED), store=store)
        assert stored == pdf.write(moved, classic, pdf.PdfOptions(profile=TAGGED))
        assert order_faults(Tagged(stored.value), moved, classic) == []

    def test_a_book_without_a_title_is_an_error(self, handout: Work, classic: Theme):
        untitled = replace(handout, meta=replace(handout.meta, title=Words()))
        data = pdf.write(untitled, classic, pdf.PdfOptions(profile=TAGGED)).value
        assert [diagnostic.code for diagnostic in tagged_text.check_structure(data, untitled)] == [
            "P12"
        ]
