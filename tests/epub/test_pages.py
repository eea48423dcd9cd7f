"""The content documents of an EPUB: notes, contents, title page, colophon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from publish import __version__
from publish.config.attendees import Address
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Date,
    Dir,
    Excerpt,
    Foreign,
    Gloss,
    Link,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.preflight.epub import check_epub
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub import content_documents
from publish.writers.epub.options import EpubOptions

Pages = Callable[[Work], dict[str, ET.Element]]

H = "{http://www.w3.org/1999/xhtml}"
MOMENT = datetime(2025, 5, 20, tzinfo=UTC)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "{http://www.idpf.org/2007/ops}type"
BLOCKS = "html body section nav aside div p h1 h2 h3 h4 ol ul li blockquote hr".split()


def text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def elements(root: ET.Element, name: str, **attributes: str) -> list[ET.Element]:
    return [e for e in root.iter(H + name) if all(e.get(k) == v for k, v in attributes.items())]


def only_element(root: ET.Element, name: str, **attributes: str) -> ET.Element:
    (element,) = elements(root, name, **attributes)
    return element


def work_of(*sections: Section, lang: str = "en", dir: Dir = Dir.LTR) -> Work:
    return Work(Meta(title=Words((("en", "A Book"),))), lang, dir, sections)


def chapter(title: str, *children: Paragraph | Section | Excerpt | Passage) -> Section:
    return Section(Role.CHAPTER, (Text(title),) if title else (), children)


def para(words: str) -> Paragraph:
    return Paragraph((Text(words),))


@pytest.mark.parametrize("name", ["lesson", "handout", "prose", "hebrew"])
def test_every_block_has_lang_xml_lang_and_dir(
    name: str, books: dict[str, Work], pages: Pages
) -> None:
    tags = set()
    for page, root in pages(books[name]).items():
        for block in (e for e in root.iter() if e.tag.removeprefix(H) in BLOCKS):
            tags.add(block.tag.removeprefix(H))
            assert block.get("lang"), (page, ET.tostring(block, "unicode")[:200])
            assert block.get("lang") == block.get(XML_LANG)
            assert block.get("dir") in {"ltr", "rtl"}
    assert {"html", "body", "section", "p"} <= tags


def test_the_style_sheet_sets_no_direction_colour_or_absolute_size(
    classic: Theme,
) -> None:
    (sheet,) = classic.style_sheets("epub.css")
    css = re.sub(r"/\*.*?\*/", "", sheet.text, flags=re.DOTALL)
    assert not re.search(r"[{;\s](direction|unicode-bidi|color(?!:\s*inherit)|background)\s*:", css)
    assert not re.search(r"\d(px|pt|cm|mm)\b", css)


def test_a_passage_has_its_own_direction(pages: Pages) -> None:
    passage = Passage("he-Latn", Dir.LTR, (para("Bereshit bara"),))
    root = pages(work_of(chapter("One", passage)))["01-one.xhtml"]
    division = only_element(root, "div", lang="he-Latn")
    assert (division.get("dir"), only_element(division, "p").get("dir")) == ("ltr", "ltr")


# --- notes


def test_a_call_and_its_note_link_to_each_other(lesson: Work, pages: Pages) -> None:
    root = pages(lesson)["01-chapter.xhtml"]
    calls = elements(root, "a", role="doc-noteref")
    bodies = elements(root, "aside", role="doc-footnote")
    assert [text(call) for call in calls] == ["1", "3"]
    assert [text(body) for body in bodies] == [
        "1 See מסכת סופרים 3:7, on ink and hide.",
        "3 That is 1492. Many colophons of that year say so.",
    ]
    for call, body in zip(calls, bodies, strict=True):
        assert (call.get(TYPE), body.get(TYPE)) == ("noteref", "footnote")
        assert call.get("href") == f"#{body.get('id')}"
        back = only_element(body, "a", role="doc-backlink")
        assert back.get("href") == f"#{call.get('id')}"
        assert call.get("aria-label") == f"Note {text(call)}"
        assert not list(call), "an element inside the call keeps pop-ups shut"
        assert body[0].tag == f"{H}p"
        assert body[0].get("dir"), "pop-ups strip the aside"


def test_a_note_without_a_body_has_a_numeral_and_no_link(lesson: Work, pages: Pages) -> None:
    root = pages(lesson)["01-chapter.xhtml"]
    call = next(sup for sup in elements(root, "sup") if text(sup) == "2")
    assert not elements(call, "a")


def test_a_call_is_isolated_from_the_year_before_it(hebrew_book: Work, pages: Pages) -> None:
    sup = only_element(pages(hebrew_book)["01-chapter.xhtml"], "sup")
    assert sup[0].tag == f"{H}bdi"
    assert sup[0][0].get("aria-label") == "הערה 3"


def test_a_note_within_a_note_follows_it(pages: Pages) -> None:
    inner = Note("b", (para("inner"),))
    outer = Note("a", (Paragraph((Text("outer"), inner)),))
    root = pages(work_of(chapter("One", Paragraph((outer,)))))["01-one.xhtml"]
    assert [text(note) for note in elements(root, "aside")] == ["a outer\u2060b", "b inner"]


def test_a_note_in_another_language_has_lang_and_dir_inside_its_aside(pages: Pages) -> None:
    note = Note("1", (Passage("he", Dir.RTL, (para("ראו שם"),)),))
    root = pages(work_of(chapter("One", Paragraph((Text("Word"), note)))))["01-one.xhtml"]
    inner = only_element(only_element(root, "aside"), "p")
    assert (inner.get("lang"), inner.get("dir"), text(inner)) == ("he", "rtl", "1 ראו שם")


# --- the contents


def contents(root: ET.Element) -> list[tuple[str, str]]:
    toc = next(nav for nav in root.iter(f"{H}nav") if nav.get(TYPE) == "toc")
    return [(a.get("href", ""), text(a)) for a in toc.iter(f"{H}a")]


def test_the_contents_are_nested_and_without_notes(prose: Work, pages: Pages) -> None:
    assert contents(pages(prose)["nav.xhtml"]) == [
        ("01-before-the-book.xhtml", "Before the Book"),
        ("02-ink-skin.xhtml", "Ink & Skin"),
        ("02-ink-skin.xhtml#part-3", "Ruling שרטוט"),
        ("02-ink-skin.xhtml#part-3-2", "The bone"),
        ("03-chapter.xhtml", "דפוס"),
        ("04-dates.xhtml", "Dates"),
        ("colophon.xhtml", "Colophon"),
    ]


def test_a_hebrew_word_in_the_contents_is_marked(prose: Work, pages: Pages) -> None:
    spans = elements(pages(prose)["nav.xhtml"], "span", lang="he", dir="rtl")
    assert [text(span) for span in spans] == ["שרטוט", "דפוס"]


def test_excerpts_are_listed_by_number_and_title_or_source_line(
    handout: Work, pages: Pages
) -> None:
    assert contents(pages(handout)["nav.xhtml"])[:2] == [
        ("01-chapter.xhtml#part-1", "1. On Ink"),
        ("01-chapter.xhtml#part-2", "2. D. Levi, Notebooks"),
    ]


def test_two_excerpts_with_the_same_number_have_different_anchors(pages: Pages) -> None:
    excerpts = [Excerpt(1, SourceCitation(), (Text(w),), (para(w),)) for w in ("One", "Uno")]
    hrefs = [href for href, _ in contents(pages(work_of(chapter("", *excerpts)))["nav.xhtml"])]
    assert len(set(hrefs)) == len(hrefs) == 3


def test_untitled_sections_are_listed_by_their_first_words(pages: Pages) -> None:
    work = work_of(chapter("", para("In the beginning was the ruling of the page.")), chapter("B"))
    assert contents(pages(work)["nav.xhtml"])[0][1] == "In the beginning was the ruling…"


def test_first_words_are_spaced_as_in_the_text(pages: Pages) -> None:
    hebrew = Foreign("he", Dir.RTL, (Text("אור"),))
    line = Paragraph((Text("The light ("), hebrew, Note("1", ()), Text("), and more words of it.")))
    work = work_of(chapter("", line), chapter("B"))
    assert contents(pages(work)["nav.xhtml"])[0][1] == "The light (אור), and more words…"


def test_first_words_in_hebrew_are_marked_in_english_contents(pages: Pages) -> None:
    passage = Passage("he", Dir.RTL, (para("בראשית ברא"),))
    root = pages(work_of(chapter("", passage), chapter("B")))["nav.xhtml"]
    assert [text(span) for span in elements(root, "span", lang="he", dir="rtl")] == ["בראשית ברא"]


def test_a_single_untitled_section_is_listed_by_the_title_of_the_book(
    lesson: Work, pages: Pages
) -> None:
    assert contents(pages(lesson)["nav.xhtml"])[0][1] == "The Scribe and the Nakdan"


def test_landmarks_lead_to_the_title_page_the_contents_and_the_text(
    prose: Work, pages: Pages
) -> None:
    (landmarks,) = (
        nav for nav in pages(prose)["nav.xhtml"].iter(f"{H}nav") if nav.get(TYPE) == "landmarks"
    )
    assert [(a.get(TYPE), a.get("href")) for a in elements(landmarks, "a")] == [
        ("titlepage", "title.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "02-ink-skin.xhtml"),
    ]


def test_a_long_section_is_split_at_its_parts(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [chapter(f"Part {n}", para("word " * 30)) for n in (1, 2, 3)]
    work = work_of(chapter("Long", para("Before the first part."), *parts), chapter("Short"))
    monkeypatch.setattr(content_documents, "LONG_SECTION", 200)
    assert contents(pages(work)["nav.xhtml"])[:-1] == [
        ("01-long.xhtml", "Long"),
        ("01-long.xhtml#part-2", "Part 1"),
        ("02-chapter.xhtml#part-1", "Part 2"),
        ("03-chapter.xhtml#part-1", "Part 3"),
        ("04-short.xhtml", "Short"),
    ]


# --- title page and colophon


def test_the_title_page_begins_with_the_event_and_ends_with_the_publisher(
    lesson: Work, handout: Work, pages: Pages
) -> None:
    lines = [text(p) for p in pages(lesson)["title.xhtml"].iter() if p.tag in {H + "p", H + "h1"}]
    assert lines == [
        "20 May 2025",
        "The Scribe and the Nakdan",
        "הסופר והנקדן",
        "A lesson for two voices",
        "Miriam Sofer",
        "מרים סופר",
        "Translated by",
        "David Levi",
        "The Proof Press",
    ]
    kicker = only_element(pages(handout)["title.xhtml"], "div")
    assert [text(p) for p in kicker] == [
        "Hebrew Typography Days",
        "“From the Scribe to the Screen”",
        "May 2025",
    ]


def test_hebrew_in_an_english_title_is_marked(pages: Pages) -> None:
    work = replace(work_of(), meta=Meta(title=Words((("en", "On סדר התפילה, briefly"),))))
    heading = only_element(pages(work)["title.xhtml"], "h1")
    assert [text(span) for span in elements(heading, "span", lang="he", dir="rtl")] == [
        "סדר התפילה"
    ]


def test_the_colophon_is_in_the_language_of_the_work(
    lesson: Work, hebrew_book: Work, pages: Pages
) -> None:
    english, hebrew = (pages(w)["colophon.xhtml"] for w in (lesson, hebrew_book))
    assert text(only_element(english, "h1")) == "Colophon"
    assert "© 2025 The Proof Press" in text(english)
    assert text(only_element(hebrew, "h1")) == "קולופון"
    assert only_element(hebrew, "section").get("dir") == "rtl"


def test_a_language_without_strings_has_those_in_english(pages: Pages) -> None:
    work = work_of(chapter("א", para("אַ מעשׂה")), lang="yi", dir=Dir.RTL)
    root = pages(work)["colophon.xhtml"]
    assert (root.get("lang"), root.get("dir")) == ("yi", "rtl")
    assert (only_element(root, "h1").get("lang"), only_element(root, "h1").get("dir")) == (
        "en",
        "ltr",
    )


# --- odd input


def test_an_unusable_link_becomes_text_with_a_diagnostic(classic: Theme) -> None:
    links = [Link(href, (Text("x"),)) for href in ("page.html", "javascript:no", "http://[", "")]
    work = work_of(chapter("One", Paragraph(tuple(links))))
    outcome = epub.write(work, classic, modified=MOMENT)
    assert [d.code for d in outcome.diagnostics] == ["E04"] * 4


def test_a_space_in_a_url_is_encoded(handout: Work, pages: Pages) -> None:
    links = [a.get("href") for a in pages(handout)["01-chapter.xhtml"].iter(f"{H}a")]
    assert "https://example.org/a%20b" in links


def test_a_term_within_a_term_is_no_second_dfn(pages: Pages) -> None:
    inner = Gloss((Text("klaf"),), " [", (Text("skin"),), "]")
    outer = Gloss((inner, Text(" sheet")), " (", (Text("page"),), ")")
    root = pages(work_of(chapter("One", Paragraph((outer,)))))["01-one.xhtml"]
    assert [text(term) for term in elements(root, "dfn")] == ["klaf [skin] sheet"]
    assert text(only_element(root, "p")) == "klaf [skin] sheet (page)"


def test_an_empty_work_gives_an_epub(classic: Theme) -> None:
    outcome = epub.write(Work(Meta(), "he", Dir.RTL, ()), classic, modified=MOMENT)
    assert [d.code for d in outcome.diagnostics] == ["E02"]
    assert outcome.value.startswith(b"PK")


def test_every_chapter_has_a_heading(books: dict[str, Work], pages: Pages) -> None:
    for name, work in books.items():
        for file, page in pages(work).items():
            if file[0].isdigit():
                assert next(page.iter(f"{H}h1"), None) is not None, (name, file)


def test_the_only_text_of_a_book_has_its_title(lesson: Work, pages: Pages) -> None:
    heading = next(pages(lesson)["01-chapter.xhtml"].iter(f"{H}h1"))
    assert (heading.text, heading.get("class")) == (
        "The\u00a0Scribe and\u00a0the\u00a0Nakdan",
        "added",
    )


def test_first_words_that_are_a_heading_are_not_shown(prose: Work, pages: Pages) -> None:
    untitled = replace(prose.body[0], title=())
    work = replace(prose, body=(untitled, *prose.body[1:]))
    heading = next(pages(work)["02-chapter.xhtml"].iter(f"{H}h1"))
    assert (heading.text, heading.get("class")) == ("In 1475 there were two presses…", "unseen")


def test_a_hebrew_heading_of_an_english_book_is_hebrew(prose: Work, pages: Pages) -> None:
    heading = next(pages(prose)["03-chapter.xhtml"].iter(f"{H}h1"))
    assert (heading.get("lang"), heading.get("dir"), heading.text) == ("he", "rtl", "דפוס")
    both = next(pages(prose)["02-ink-skin.xhtml"].iter(f"{H}h2"))
    assert both.get("lang") == "en"


def test_the_address_is_a_link_of_the_colophon(lesson: Work, classic: Theme) -> None:
    options = EpubOptions(address=Address("https://example.org/שיעור", Words((("en", "Listen"),))))
    (colophon,) = (
        item
        for item in epub.compose(split_chapters(lesson), classic, options).value.items
        if item.id == "colophon"
    )
    root = ET.fromstring(colophon.content)
    assert [(a.get("href"), a.text) for a in root.iter(f"{H}a")] == [
        ("https://example.org/%D7%A9%D7%99%D7%A2%D7%95%D7%A8", "https://example.org/שיעור")
    ]
    assert "Listen" in ["".join(p.itertext()) for p in root.iter(f"{H}p")]


def test_an_english_line_of_a_hebrew_book_is_english(hebrew_book: Work, pages: Pages) -> None:
    about = replace(
        hebrew_book.meta,
        rights="© 2025 Our House. All rights reserved.",
        publisher="Our House",
        date=Date("2025-05", "May 2025"),
        identifier="9780306406157",
    )
    work = replace(hebrew_book, meta=about)
    colophon = pages(work)["colophon.xhtml"]
    lines = {
        p.get("class"): (p.get("lang"), p.get("dir"), text(p))
        for p in colophon.iter(f"{H}p")
        if p.get("class")
    }
    assert lines == {
        "publisher": ("en", "ltr", "Our House"),
        "date": ("en", "ltr", "May 2025"),
        "rights": ("en", "ltr", "© 2025 Our House. All rights reserved."),
        "identifier": ("en", "ltr", "ISBN 978-0-306-40615-7"),
    }
    hebrew = replace(work, meta=replace(about, publisher="הוצאת הגליון"))
    title_page = pages(hebrew)["title.xhtml"]
    (publisher,) = (p for p in title_page.iter(f"{H}p") if p.get("class") == "publisher")
    assert publisher.get("lang") == "he"


def test_an_english_title_over_hebrew_is_english(hebrew_book: Work, pages: Pages) -> None:
    untitled = replace(hebrew_book.body[0], title=())
    about = replace(hebrew_book.meta, title=Words((("en", "None3"),)))
    heading = next(
        pages(replace(hebrew_book, meta=about, body=(untitled,)))["01-chapter.xhtml"].iter(f"{H}h1")
    )
    assert (heading.get("lang"), heading.get("dir"), heading.text) == ("en", "ltr", "None3")


def test_hebrew_in_latin_letters_has_its_own_pages_in_hebrew(
    lesson: Work, make_epub: Callable[[Work], bytes]
) -> None:
    work = replace(lesson, lang="he-Latn")
    assert not [d for d in check_epub(make_epub(work), work) if d.code == "E09"]


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("en", "The light.", "A Book was made as an e-book with publish 0.1.0."),
        (
            "en",
            "הָאוֹר",
            "publish 0.1.0. The Hebrew is set in Frank Ruhl Libre.",
        ),
        (
            "he",
            "הָאוֹר",
            "הספר האלקטרוני A Book הופק בתוכנת publish 0.1.0. העברית נסדרה בגופן Frank Ruhl Libre.",
        ),
    ],
)
def test_the_colophon_names_the_faces_of_the_languages_of_the_book(
    lang: str, words: str, expected: str, pages: Pages
):
    paragraph = Paragraph((Text(words),))
    inside = paragraph if words.isascii() else Passage("he", Dir.RTL, (paragraph,))
    root = pages(work_of(Section(Role.CHAPTER, (), (inside,)), lang=lang))["colophon.xhtml"]
    assert expected.replace("0.1.0", __version__) in text(root)
