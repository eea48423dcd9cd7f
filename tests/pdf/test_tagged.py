"""A PDF that can be heard: its structure read back from the file, element by element.

Each claim has its control: the tags that the engine itself writes, of the same pages, or a file
from which something was taken, are found wrong by the same test.
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
from publish.document.lazy_book import of
from publish.document.model import Dir, Foreign, Index, Text, Words, Work
from publish.preflight import tagged_text as heard
from publish.preflight.text_oracle import collect_text, letters
from publish.storage.store import Store
from publish.text.languages import HEBREW, LATIN, Script, home
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.attendee_pages import build_attendee_pages
from publish.writers.pdf.content.book_parts import build_parts
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.content.sections import list_sections
from publish.writers.pdf.engine import typesetter
from tests.support.tagged import Element, Tagged, drawn
from tests.support.tagged import Text as Piece

from .accessible import books, mixed, opened
from .conftest import book, chapter, running, said


def tagged(work: Work, theme: Theme, **more: Any) -> Tagged:
    return Tagged(pdf.write(work, theme, pdf.PdfOptions(tagged=True, **more)).value)


def all_parts(
    work: Work, theme: Theme, page: Any = "a5", attendees: Attendees | None = None
) -> tuple[PrintPart, ...]:
    whole = of(work)
    more = build_attendee_pages(attendees or Attendees(), theme.page(page))
    return build_parts(whole, list_sections(whole), theme, more)


def stock(work: Work, theme: Theme) -> Tagged:
    """The first chapter of ``work`` on the same pages, with the tags that the engine writes."""
    press = typesetter.Press(work, theme, theme.page("a5"))
    (part,) = (part for part in all_parts(work, theme) if part.anchor == "part-1")
    engine = typesetter._engine(press._state, press._shared, theme.folder)
    tree = typesetter._tree(ET.fromstring(press.document(part.markup, "recto")), engine.fetcher)
    laid = tree.render(font_config=engine.fonts, stylesheets=engine.styles(press._pages))
    return Tagged(laid.write_pdf(pdf_tags=True, pdf_version="1.7"))


@pytest.fixture(scope="session")
def data(classic: Theme) -> bytes:
    return pdf.write(mixed(), classic, pdf.PdfOptions(tagged=True)).value


@pytest.fixture
def made(data: bytes) -> Tagged:
    return Tagged(data)


# --- what is drawn and what is heard


def unheard(made: Tagged) -> list[Piece]:
    """The pieces that are drawn and stand in no element, or in several."""
    held = [id(text) for _, text in made.tree.texts()]
    return [text for text in made.drawn if not text.furniture and held.count(id(text)) != 1]


def misspoken(made: Tagged) -> list[str]:
    """The pieces in which a Hebrew letter counts as one of another language."""
    return [
        text.said
        for element, text in made.tree.texts()
        for glyph, own in text.glyphs
        if HEBREW.search(glyph) and home(own or element.lang) is not Script.HEBREW
    ]


@pytest.mark.slow
class TestEverythingIsHeard:
    def test_each_piece_stands_in_one_element_or_is_furniture(self, made: Tagged):
        assert unheard(made) == []
        assert len(made.drawn) > 50

    def test_furniture_is_what_the_book_adds_to_every_page(self, made: Tagged):
        folios = [str(n) for n in range(1, len(made.file.pages) + 1)]
        furniture = {text.said.strip() for text in made.drawn if text.furniture}
        assert furniture - set(folios) == {
            "The Word ויד Explained",
            "Ink and Skin",
            "On the Letter",
            ".",
        }

    def test_a_piece_that_is_taken_from_the_structure_is_found(self, data: bytes):
        with pikepdf.open(io.BytesIO(data)) as file:
            element = file.Root.StructTreeRoot.K.K[0].K[0]
            element.K = pikepdf.Array([])
            file.save(cut := io.BytesIO())
        assert len(unheard(Tagged(cut.getvalue()))) == 1
        (first, *_) = heard.inspect(cut.getvalue(), mixed())
        assert (first.code, "not in the structure" in first.message) == ("P10", True)
        assert heard.inspect(data, mixed()) == ()

    def test_every_page_and_link_finds_its_way_back(self, made: Tagged):
        entries = list(made.file.Root.StructTreeRoot.ParentTree.Nums)
        assert [int(key) for key in entries[::2]] == list(range(len(entries) // 2))
        back = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
        holders = {id(text): element.about for element, text in made.tree.texts()}
        for number, page in enumerate(made.file.pages):
            if "/Contents" not in page:
                continue  # a blank page
            texts = [t for t in made.drawn if t.page == number and t.number is not None]
            assert [t.number for t in sorted(texts, key=lambda t: t.number or 0)] == list(
                range(len(texts))
            )
            for text in texts:
                element = back[int(page.obj.StructParents)][text.number]
                assert element.objgen == holders[id(text)].objgen
            assert page.obj.Tabs == "/S"
        for element, link in made.tree.links():
            assert back[int(link.StructParent)].objgen == element.about.objgen

    def test_every_link_stands_in_a_link_and_says_what_it_says(self, made: Tagged):
        links = list(made.tree.links())
        annotations = [a for page in made.file.pages for a in page.obj.get("/Annots", [])]
        assert {a.objgen for a in annotations} == {link.objgen for _, link in links}
        assert len(annotations) == len(links)
        assert {element.role for element, _ in links} == {"Link"}
        outside = [str(a.Contents) for _, a in links if "/A" in a]
        assert outside == ["the address"]
        assert "Ink and Skin" in [str(a.Contents) for _, a in links]


# --- languages


@pytest.mark.slow
class TestLanguages:
    def test_every_hebrew_letter_counts_as_hebrew(self, made: Tagged):
        assert misspoken(made) == []
        assert sum(bool(HEBREW.search(text.said)) for text in made.drawn) > 5

    def test_with_the_tags_of_the_engine_none_does(self, classic: Theme):
        made = stock(mixed(), classic)
        wrong = "".join(misspoken(made))
        hebrew = [t.said for _, t in made.tree.texts() if HEBREW.search(t.said)]
        assert hebrew
        assert len(wrong) >= len("".join(hebrew))

    def test_a_file_without_its_languages_is_found(self, data: bytes):
        with pikepdf.open(io.BytesIO(data)) as file:
            for each in file.objects:
                if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each:
                    del each["/Lang"]
            file.save(mute := io.BytesIO())
        assert misspoken(Tagged(mute.getvalue())) != []
        assert {one.code for one in heard.inspect(mute.getvalue(), mixed())} == {"P11"}

    def test_english_in_a_hebrew_book_counts_as_english(self, classic: Theme):
        work = book(
            chapter("פרק", said("ראו ", Foreign("en", Dir.LTR, (Text("Aldus"),)), ".")),
            lang="he",
            dir=Dir.RTL,
        )
        made = tagged(work, classic)
        assert [e.lang for e, t in made.tree.texts() if t.said == "Aldus"] == ["en"]

    def test_a_language_is_said_where_it_changes_and_nowhere_else(self, made: Tagged):
        assert made.tree.lang == "en"
        for element in made.tree.walk():
            for kid in element.kids:
                if isinstance(kid, Element):
                    assert ("/Lang" in kid.about) == (kid.lang != element.lang)


# --- the order in which it is read

_MARK = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")


def plain(text: str) -> str:
    """The letters, marks and digits of a text, each for itself."""
    return letters(unicodedata.normalize("NFKD", text))


def agrees(text: str, wanted: str) -> bool:
    """Tell whether a piece says what is wanted: the same letters in the order of their script.

    It is drawn from left to right, and a mark before its letter or after it.  Where figures or
    two scripts stand in one piece, only that they are there is asked.
    """
    found = plain(text)
    if sorted(found) != sorted(wanted):
        return False
    hebrew = HEBREW.search(text)
    if re.search(r"\d", text) or (hebrew and LATIN.search(text)):
        return True
    return _MARK.sub("", found[::-1] if hebrew else found) == _MARK.sub("", wanted)


@dataclass
class Told:
    """What is heard of a part: the running text with the calls in it, and the notes called."""

    running: list[str]
    notes: list[list[str]]


def told(element: Element, *, places: bool = True) -> Told:
    """What a part says, in the order of its structure; without the labels of items and notes.

    An index is without its ``places``: the book knows no pages.
    """
    found = Told([], [])

    def gather(element: Element, into: list[str]) -> None:
        if element.role == "Reference" and not places:
            return
        for kid in element.kids:
            if isinstance(kid, Piece):
                into.append(kid.said)
            elif isinstance(kid, Element) and kid.role == "Note":
                found.notes.append(body := [])
                gather(kid, body)
            elif isinstance(kid, Element) and kid.role != "Lbl":
                gather(kid, into)

    gather(element, found.running)
    return found


def differences(pieces: list[str], wanted: str) -> list[str]:
    """Where what is heard is not what is wanted: the first piece that is not, if there is one."""
    expected, at = plain(wanted), 0
    for piece in pieces:
        end = at + len(plain(piece))
        if not agrees(piece, expected[at:end]):
            return [f"{piece} is not {expected[at:end]}"]
        at = end
    return [f"{expected[at:]} is not there"] if at < len(expected) else []


def out_of_order(made: Tagged, work: Work, theme: Theme, **more: Any) -> list[str]:
    """Where the structure says the text of a book in another order, part by part."""
    made_of = all_parts(work, theme, **more)
    assert len(made_of) == len(made.tree.kids)
    sections = iter((*work.front, *work.body, *work.back))
    wrong: list[str] = []
    for part, element in zip(made_of, made.tree.kids, strict=True):
        if part.name != "text":
            continue
        section = next(sections)
        wanted = collect_text((section,))
        opens = not section.title and section is work.body[0]
        over = "".join(text for _, text in work.meta.title.forms) if opens else ""
        found = told(element, places=not any(isinstance(c, Index) for c in section.children))
        wrong += differences(found.running, over + "".join(piece.text for piece in wanted.running))
        assert len(found.notes) == len(wanted.notes)
        for note, body in zip(found.notes, wanted.notes, strict=True):
            wrong += differences(note, "".join(piece.text for piece in body))
    return wrong


@pytest.mark.slow
class TestOrder:
    def test_the_structure_says_the_text_as_it_is_read(self, classic: Theme):
        assert out_of_order(tagged(mixed(), classic), mixed(), classic) == []

    @pytest.mark.parametrize("name", ["lesson", "handout", "prose", "hebrew_book"])
    def test_books_of_every_kind_are_heard_in_order(
        self, name: str, request: pytest.FixtureRequest, classic: Theme
    ):
        work = request.getfixturevalue(name)
        made = tagged(work, classic)
        assert out_of_order(made, work, classic) == []
        assert (unheard(made), misspoken(made)) == ([], [])

    def test_with_the_tags_of_the_engine_a_note_is_heard_at_the_end_of_its_page(
        self, classic: Theme
    ):
        work = mixed()
        running = [text.said for _, text in stock(work, classic).tree.texts()]
        wanted = collect_text(work.body[:1])
        assert differences(running, "".join(piece.text for piece in wanted.running)) != []

    def test_two_paragraphs_that_change_places_are_found(self, data: bytes, classic: Theme):
        with pikepdf.open(io.BytesIO(data)) as file:
            section = file.Root.StructTreeRoot.K.K[3].K[0]
            section.K = pikepdf.Array([section.K[0], *reversed(list(section.K)[1:])])
            file.save(turned := io.BytesIO())
        assert out_of_order(Tagged(turned.getvalue()), mixed(), classic) != []

    @pytest.mark.parametrize("name", books())
    def test_real_books_are_heard_in_order_and_in_their_languages(self, name: str, classic: Theme):
        work, how = opened(books()[name])
        made = tagged(work, classic, **how)
        assert out_of_order(made, work, classic, **how) == []
        assert (unheard(made), misspoken(made)) == ([], [])
        hebrew = sum(bool(HEBREW.search(text.said)) for text in made.drawn)
        print(f"{len(made.drawn)} pieces, {hebrew} with Hebrew")


@pytest.mark.slow
class TestWords:
    def test_a_word_that_goes_on_in_the_next_line_is_heard_without_its_hyphen(
        self, made: Tagged, classic: Theme
    ):
        heard = [text.said for _, text in made.tree.texts()]
        assert not any("‐" in text for text in heard)
        assert sum(text.endswith("\N{SOFT HYPHEN}") for text in heard) > 3
        with pikepdf.open(io.BytesIO(pdf.write(mixed(), classic).value)) as screen:
            assert any("‐" in text.said for text in drawn(screen))

    def test_a_hyphen_of_the_text_is_heard(self, classic: Theme):
        word = "half‐bound" * 30
        pieces = [t.said for _, t in tagged(book(chapter("X", said(word))), classic).tree.texts()]
        assert "half‐bound" in "".join(pieces)
        assert not any("\N{SOFT HYPHEN}" in text for text in pieces)


# --- roles


def path(element: Element, role: str) -> list[Element]:
    return [each for each in element.walk() if each.role == role]


@pytest.mark.slow
class TestRoles:
    def test_a_note_stands_at_its_call_wherever_it_is_printed(self, made: Tagged):
        (paragraph, *_) = path(made.tree.kids[3], "P")
        kinds = [kid.role if isinstance(kid, Element) else "…" for kid in paragraph.kids[:6]]
        assert kinds == ["…", "Span", "Reference", "Note", "…", "…"]
        note = paragraph.kids[3]
        assert isinstance(note, Element)
        assert [k.role if isinstance(k, Element) else k.said for k in note.kids] == [
            "Lbl", "See ", "Span", ".", "P",
        ]  # fmt: skip

    def test_a_paragraph_that_goes_on_over_a_page_is_one(self, made: Tagged):
        (paragraph, *_) = path(made.tree.kids[3], "P")
        pages = {text.page for _, text in paragraph.texts()}
        assert len(pages) > 1

    def test_every_note_has_a_name_of_its_own(self, lesson: Work, classic: Theme):
        made = tagged(lesson, classic)
        names = [str(note.about.ID) for note in path(made.tree, "Note")]
        assert len(set(names)) == len(names) == 8
        listed = list(made.file.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in listed[::2]] == names == sorted(names)

    def test_headings_leave_out_no_level(self, handout: Work, classic: Theme):
        for work in (handout, replace(handout, meta=replace(handout.meta, title=Words()))):
            levels = [
                int(each.role[1:]) for each in tagged(work, classic).tree.walk()
                if re.fullmatch(r"H\d", each.role)
            ]  # fmt: skip
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_a_list_says_how_its_items_are_told_apart(self, made: Tagged):
        numbered, dashes, _ = path(made.tree.kids[3], "L")
        assert str(numbered.about.A.ListNumbering) == "/Decimal"
        assert str(dashes.about.A.ListNumbering) == "/Disc"
        first = numbered.kids[0]
        assert isinstance(first, Element)
        label, body = first.kids
        assert [label.role, body.role] == ["Lbl", "LBody"]
        assert [text.said.strip() for _, text in first.texts()] == ["1.", "gall"]

    def test_the_contents_are_a_table_of_contents(self, classic: Theme):
        (toc,) = path(tagged(mixed(), classic).tree, "TOC")
        lines = [" ".join(text.said for _, text in entry.texts()) for entry in path(toc, "TOCI")]
        assert [line.split() for line in lines] == [
            ["Ink", "and", "Skin", "5"],
            ["On", "the", "Letter", "8"],
            ["Of", "Bone", "8"],
        ]


# --- the file as a whole


@pytest.mark.slow
class TestFile:
    def test_it_says_what_it_is(self, made: Tagged):
        root = made.file.Root
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == "en"
        about = ET.fromstring(root.Metadata.read_bytes())
        found = {each.tag.rpartition("}")[2]: "".join(each.itertext()) for each in about.iter()}
        assert (found["part"], found["language"]) == ("1", "en")
        assert found["title"] == "The Word דיו ExplainedThe Word דיו Explainedביאור"

    def test_the_pages_are_those_of_the_screen(self, data: bytes, classic: Theme):
        import pypdfium2 as pdfium

        def pixels(of: bytes) -> list[bytes]:
            with pdfium.PdfDocument(of) as document:
                return [page.render(scale=1).to_pil().tobytes() for page in document]

        assert pixels(pdf.write(mixed(), classic).value) == pixels(data)

    def test_what_was_kept_gives_the_same_bytes_wherever_it_stands(self, classic: Theme, tmp_path):
        store = Store(tmp_path)
        work = mixed()
        assert pdf.write(work, classic, pdf.PdfOptions(tagged=True), store=store) == pdf.write(
            work, classic, pdf.PdfOptions(tagged=True)
        )
        moved = replace(work, body=(chapter("A New One", said(running(50))), *work.body))
        kept = pdf.write(moved, classic, pdf.PdfOptions(tagged=True), store=store)
        assert kept == pdf.write(moved, classic, pdf.PdfOptions(tagged=True))
        assert out_of_order(Tagged(kept.value), moved, classic) == []

    def test_a_book_without_a_title_is_told(self, handout: Work, classic: Theme):
        nameless = replace(handout, meta=replace(handout.meta, title=Words()))
        data = pdf.write(nameless, classic, pdf.PdfOptions(tagged=True)).value
        assert [one.code for one in heard.inspect(data, nameless)] == ["P12"]
