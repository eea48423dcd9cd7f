"""Content of the PDF writer before layout: source lines, contents, titles; and the PDF parser."""

from __future__ import annotations

import zlib

import pytest

from publish import __version__
from publish.document.model import (
    Dir,
    Excerpt,
    Foreign,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quote,
    Role,
    Section,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.document.walk import plain
from publish.preflight.pdf_parser import parse_objects
from publish.themes.theme import Theme
from publish.writers.pdf.content.print_templates import set_title
from publish.writers.pdf.content.print_tree import break_source_line, label, prepare_for_print
from publish.writers.pdf.content.table_of_contents import list_toc_lines

from .conftest import book, chapter, hebrew, para, parts

TITLE = Quote("“", "”", (Text("On Ink"),))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            (Text("M. Sofer, Letter No. 4 (1986), "), TITLE),
            "M. Sofer, Letter No. 4 (1986) \nOn Ink",
        ),
        ((Text("M. Sofer, Letter – "), TITLE, Text(".")), "M. Sofer, Letter \nOn Ink"),
        ((Text("M. Sofer, "), TITLE, Text(", page 3")), "M. Sofer \nOn Ink, page 3"),
        ((Text("M. Sofer, Letter No. 4"),), "M. Sofer, Letter No. 4"),
        ((TITLE, Text(", by M. Sofer")), "“On Ink”, by M. Sofer"),
        ((hebrew("מכתב ד"), Text(", "), TITLE), "מכתב ד \nOn Ink"),
    ],
)
def test_the_title_of_a_source_stands_on_its_own_line(heading: Inlines, expected: str):
    assert plain(break_source_line(heading)) == expected


def test_a_source_line_in_another_language_is_broken_and_listed_as_in_its_own():
    heading = (Text("From: M. Sofer, Letter No. 4 (1986), "), TITLE)
    phrase = (Foreign("en", Dir.LTR, heading),)
    assert plain(break_source_line(phrase)) == "From: M. Sofer, Letter No. 4 (1986) \nOn Ink"
    excerpt = Excerpt(1, SourceCitation("M. Sofer"), phrase, (para("Text."),))
    (line,) = list_toc_lines(chapter("", excerpt), "a", "he")
    assert line.title.striptags() == "M. Sofer, On Ink"
    assert 'lang="en"' in line.title


def test_a_section_without_excerpts_and_maqafs_stays_the_same_object(hebrew_book: Work):
    (section, *_) = hebrew_book.body
    assert prepare_for_print(section) is section


def test_a_title_on_another_page_has_no_notes_no_links_and_one_line():
    title = (Text("Of"), LineBreak(), Link("https://example.org", (Text("ink"),)), Note("1"))
    assert plain(label(title)) == "Of ink"
    assert not any(isinstance(node, Link | Note) for node in label(title))


def test_contents_go_two_sections_deep_and_keep_hebrew_marked():
    third = Section(Role.CHAPTER, (Text("Third"),), (para("."),))
    second = Section(Role.CHAPTER, (hebrew("שני"),), (third,))
    lines = list_toc_lines(chapter("First", second), "part-1", "en")
    assert [(line.anchor, line.title.striptags(), line.depth) for line in lines] == [
        ("part-1", "First", 1),
        ("part-1-1", "שני", 2),
    ]
    assert 'lang="he"' in lines[1].title


def test_every_line_of_the_contents_leads_to_a_place_in_a_part(classic, handout: Work):
    markup = {part.name: str(part.markup) for part in parts(handout, classic)}
    for number in range(1, 7):
        anchor = f"part-1-{number}"
        assert f'href="#{anchor}"' in markup["contents"]
        assert f'id="{anchor}"' in markup["text"]


def test_the_colophon_is_on_the_imprint_page_of_a_handout_and_at_the_end_of_a_book(
    classic, lesson: Work, prose: Work
):
    assert [part.name for part in parts(lesson, classic)] == ["title", "imprint", "text"]
    assert [part.name for part in parts(prose, classic)] == [
        *("title", "imprint", "contents", "text", "text", "text", "colophon")
    ]


def test_titles_are_escaped_in_every_part(classic):
    from publish.document.model import Words

    work = book(chapter("A < B", para(".")), title=Words((("en", 'Ink & "Skin" <b>'),)))
    for part in parts(work, classic):
        assert "<b>" not in part.markup
        assert "A < B" not in part.markup


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "How a Page Is Made",
            'How <span class="unbroken">a Page</span> <span class="unbroken">Is Made</span>',
        ),
        ("The Proof", '<span class="unbroken">The Proof</span>'),
        (
            "An Extraordinary Consideration",
            '<span class="unbroken">An Extraordinary</span> Consideration',
        ),
        ("The Word דף in It", "The Word דף in It"),
        ("איך נעשה דף אחד", 'איך נעשה <span class="unbroken">דף אחד</span>'),
    ],
)
def test_the_last_two_short_words_of_a_title_stay_together(title: str, expected: str):
    assert set_title(title) == expected


def test_objects_are_parsed_inside_and_outside_object_streams():
    packed = zlib.compress(b"7 0 8 20\n<</Type /Font /A 1>><</Type /Catalog>>")
    data = (
        b"%%PDF-1.7\n1 0 obj\n<</Type /ObjStm/N 2/First 9/Filter /FlateDecode/Length %d>>\n"
        b"stream\n%b\nendstream\nendobj\n2 0 obj\n<</Kids [7 0 R 8 0 R]>>\nendobj\n%%%%EOF\n"
    ) % (len(packed), packed)
    parsed = parse_objects(data)
    assert parsed[7].value("Type") == "Font"
    assert parsed[8].value("Type") == "Catalog"
    assert parsed[2].references("Kids") == (7, 8)


def test_a_stream_that_cannot_be_inflated_is_an_error():
    for kind in (b"", b"/Type/ObjStm/First 1"):
        template = (
            b"%%PDF-1.7\n1 0 obj\n<<%b/Filter /FlateDecode>>\nstream\nxx\nendstream\nendobj\n"
        )
        data = template % kind + b"2 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF"
        with pytest.raises(ValueError, match="cannot be inflated"):
            _ = parse_objects(data)[1].stream


@pytest.mark.parametrize(
    ("lang", "texts", "expected"),
    [
        ("en", ("The light.",), "Typeset in EB Garamond with publish 0.1.0."),
        (
            "en",
            ("The light.", "הָאוֹר"),
            "Typeset in EB Garamond and Frank Ruhl Libre with publish 0.1.0.",
        ),
        (
            "en",
            ("The light.", "הָא֖וֹר"),
            "Typeset in EB Garamond, Frank Ruhl Libre and Publish Teamim with publish 0.1.0.",
        ),
        ("he", ("הָאוֹר",), "נסדר בתוכנת publish 0.1.0 בגופן Frank Ruhl Libre."),
        (
            "he",
            ("הָאוֹר", "light"),
            "נסדר בתוכנת publish 0.1.0 בגופנים Frank Ruhl Libre ו־EB Garamond.",
        ),
    ],
)
def test_the_colophon_names_the_faces_that_the_book_uses(
    lang: str, texts: tuple[str, ...], expected: str, classic: Theme
):
    title = Words(((lang, texts[0]),))
    work = book(chapter("", *map(para, texts)), lang=lang, title=title)
    (markup,) = (part.markup for part in parts(work, classic) if part.name == "imprint")
    assert expected.replace("0.1.0", __version__) in markup.striptags()
