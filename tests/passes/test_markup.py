"""Markdown, HTML and AsciiDoc in a text become parts, ranges and notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish import read
from publish.config import Settings
from publish.config.settings import parse_settings
from publish.diagnostics import Diagnostics
from publish.document.draft import Chunk, Draft, MarkupKind
from publish.passes.clean.markup import read_markup
from publish.pipeline.stages import parse
from publish.preflight.expected_text import collect_text
from publish.text.source import Source
from tests.conftest import ROOT
from tests.support.examples import examples

PASTES = sorted((ROOT / "tests/understanding/pastes").glob("*.txt"))
WITH_MARKUP = {"markdown-lesson", "markdown-numbered", "html-hebrew-sefaria", "asciidoc-page"}
PLAIN = [path.read_text("utf-8") for path in PASTES if path.stem not in WITH_MARKUP]


def clean(text: str, markup: str = "auto") -> tuple[tuple[Chunk, ...], Diagnostics]:
    book = replace(Settings(), markup=markup, lines="paragraphs")
    outcome = parse(Source("a.txt", text), book, after="clean")
    return outcome.value.chunks, outcome.diagnostics


def show(chunk: Chunk) -> str:
    """The part of a chunk, its text with its ranges in braces, and the bodies of its notes."""
    text = chunk.text.text
    marks = [(each.end, 0, -each.start, "}") for each in chunk.markup]
    marks += [(each.start, 1, -each.end, f"{{{each.kind}:") for each in chunk.markup]
    for place, _, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    notes = "".join(f" [{c.numeral}: {show(c.body[0])}]" for c in chunk.calls)
    part = f"{chunk.part}{chunk.depth if chunk.depth > 1 else ''}: " if chunk.part else ""
    return f"{'+' if chunk.joins else ''}{part}{text}{notes}"


def lines(text: str, markup: str = "auto") -> list[str]:
    return [show(chunk) for chunk in clean(text, markup)[0]]


# --- Markdown


def test_the_single_heading_over_a_text_is_its_title():
    text = "# On Ink\n\n## The Pen\n\nOne.\n\n### Its Tip\n\nTwo."
    assert lines(text) == [
        "title: On Ink",
        "heading: The Pen",
        "One.",
        "section: Its Tip",
        "Two.",
    ]


def test_several_headings_of_the_highest_level_are_chapters():
    text = "# The Pen\n\nOne.\n\n## Its Tip\n\nTwo.\n\n# The Ink\n\nThree."
    assert [line.split(":")[0] for line in lines(text)][::2] == ["heading", "section", "heading"]


def test_underlined_lines_are_headings():
    assert lines("On Ink\n======\n\nThe Pen\n---\n\n**One** and **two**.")[:2] == [
        "title: On Ink",
        "heading: The Pen",
    ]


def test_inline_markdown_becomes_ranges():
    text = "**Ink *and* pen** are _two_, ***b***: `*x*` \\*not\\* 2*3"
    assert lines(text) == [
        "{strong:Ink {emphasis:and} pen} are {emphasis:two}, {emphasis:{strong:b}}: *x* *not* 2*3"
    ]


def test_links_have_targets_and_those_within_the_text_are_plain():
    chunks, _ = clean(
        "See [ink](https://e.org/a_b_(c) 'T'), [pen](#pen/1) and [**it**](http://x.y)."
    )
    assert show(chunks[0]) == "See {link:ink}, pen and {link:{strong:it}}."
    targets = [each.target for each in chunks[0].markup if each.kind is MarkupKind.LINK]
    assert targets == ["https://e.org/a_b_(c)", "http://x.y"]


def test_a_quotation_is_one_paragraph_with_its_source_and_the_quotation_in_it():
    text = "# A\n\n## B\n\n> one\n> two\n>\n> three\n> > four\n> — A. Author\n\nEnd."
    assert lines(text)[2:] == [
        "quotation: one two",
        "+quotation: three",
        "quotation2: four",
        "attribution: — A. Author",
        "End.",
    ]


def test_a_table_has_a_header_and_cells_between_tabs():
    text = "| a | b \\| c |\n|:--|--:|\n| 1 | |\n| | **x** |\n\nEnd."
    assert lines(text) == ["header-row: a\tb | c", "+row: 1\t", "+row: \t{strong:x}", "End."]


def test_two_spaces_or_a_backslash_at_a_line_end_are_a_line_break():
    assert lines("**One**  \n**two**\\\nthree\nfour") == [
        "{strong:One}\n{strong:two}\nthree",
        "four",
    ]


def test_an_image_has_its_address_as_label():
    chunks, _ = clean("![a table](table.png)\n\nEnd.")
    assert show(chunks[0]) == "image: a table"
    assert chunks[0].label is not None
    assert chunks[0].label.text == "table.png"


def test_the_description_of_a_picture_is_printed():
    sections = read("# A\n\n## B\n\n![a table](table.png)\n\nEnd.").value.sections
    assert "a table" in [piece.text for piece in collect_text(sections).running]


def test_code_keeps_its_lines_and_its_characters():
    assert lines("# A\n\n## B\n\n```py\n*x* = 1\n_y_\n```\nEnd.")[2:] == [
        "paragraph: *x* = 1\n_y_",
        "End.",
    ]


def test_lists_and_notes_keep_their_marks():
    text = "# A\n\n## B\n\n* one[^1]\n- **two**\n\n[^1]: Note."
    assert lines(text)[2:] == ["* one[^1]", "- {strong:two}", "[^1]: Note."]


# --- HTML


def test_a_note_of_sefaria_stands_at_its_call():
    text = (
        '<b>One</b> word.<sup class="footnote-marker">1</sup><i class="footnote">See <i>there</i>.'
        "</i> More."
    )
    assert lines(text) == ["{strong:One} word.1 More. [1: note: See {emphasis:there}.]"]


def test_line_breaks_and_character_references_are_characters():
    assert lines("One,<br>two &amp; three&nbsp;four<br/>\nfive &#1488;&lrm;\n\nsix") == [
        "One,\ntwo & three four\nfive א",
        "six",
    ]


def test_blocks_of_html_have_their_parts():
    text = (
        "<h1>Ink</h1>\n<p>One\n<em>two</em></p><p>three</p>\n<ul><li>a<ol><li>b</li></ol></li>"
        "<li>c</li></ul>\n<blockquote>q</blockquote><hr>\n"
        "<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert lines(text) == [
        "title: Ink",
        "One {emphasis:two}",
        "three",
        "item: a",
        "item2: b",
        "item: c",
        "quotation: q",
        "separator: ***",
        "header-row: x\ty",
        "+row: 1\t2",
    ]


def test_raised_digits_can_be_calls_and_other_raised_letters_are_not():
    assert lines("The 1<sup>st</sup> lamp.<sup>2</sup>") == ["The 1{superscript:st} lamp.²"]


def test_elements_that_overlap_become_ranges_that_nest():
    assert lines("<b>a <i>b</b> c</i>") == ["{strong:a {emphasis:b}}{emphasis: c}"]


def test_scripts_and_comments_are_left_out_with_a_warning():
    chunks, diagnostics = clean("<p>One</p><script>\nlet x\n</script><!-- no\nmore -->\nTwo")
    assert [show(chunk) for chunk in chunks] == ["One", "Two"]
    assert "T24" in {each.code for each in diagnostics}


def test_an_unknown_tag_stays_with_a_warning():
    chunks, diagnostics = clean("<b>One</b> <blink>two</blink>.")
    assert show(chunks[0]) == "{strong:One} <blink>two</blink>."
    assert [len(each.places) for each in diagnostics if each.code == "T23"] == [2]


@pytest.mark.parametrize(
    "words",
    [
        "<i am here>",
        "<a man who sings>",
        "<P 0=0>",
        "<b, said the editor>",
        "<s 1 2>",
        "<q open book>",
    ],
)
def test_words_in_angle_brackets_are_text(words: str):
    chunks, _ = clean(f"<b>One</b> {words} <b hidden>two</b> <i class=x>three</i>.")
    assert show(chunks[0]) == f"{{strong:One}} {words} {{strong:two}} {{emphasis:three}}."


# --- AsciiDoc


def test_blocks_and_notes_of_asciidoc():
    text = (
        "= Ink\n:toc:\n\n== Pen\n\nA *pen*, an _ink_.footnote:[See *there*.]\n"
        "\n. one\n.. in\n. two\n\n[quote, A. Author]\n____\nSaid\nso.\n____\n"
        "\nhttps://e.org[A link] +\nend.\n"
    )
    assert lines(text) == [
        "title: Ink",
        "heading: Pen",
        "A {strong:pen}, an {emphasis:ink}.* [1: note: See {strong:there}.]",
        "item: one",
        "item2: in",
        "item: two",
        "quotation: Said so.",
        "attribution: A. Author",
        "{link:A link}\nend.",
    ]


# --- recognition


@pytest.mark.parametrize(
    "text",
    [
        "One * two and # three, a_b_c, 3 < 4 > 2 | 5, AT&T; <Name> said *so*.",
        "# one\n# two\n# three",
        "He said *yes* and _no_.",
        "== Sources ==\n\nOne.",
        "> quoted\n\nMine.",
        "word* and paper**\n\n* See.\n\n** There.",
        "a | b\nc | d",
    ],
)
def test_lone_signs_are_text(text: str):
    assert clean(text)[0] == clean(text, "none")[0]


def test_one_certain_sign_is_a_warning_with_the_setting():
    chunks, diagnostics = clean("The **gate** was open.")
    assert show(chunks[0]) == "The **gate** was open."
    (warning,) = [each for each in diagnostics if each.code == "T25"]
    assert 'markup = "markdown"' in warning.hints[0]
    assert lines("The **gate** was open.", "markdown") == ["The {strong:gate} was open."]


def test_the_setting_none_keeps_all_markup():
    text = "# A\n\n<b>x</b> **y** [z](https://e.org)"
    assert lines(text, "none") == ["# A", "<b>x</b> **y** [z](https://e.org)"]


def test_a_marked_line_keeps_its_part_without_the_markup():
    book = parse_settings(
        {"mark": [{"line": "# The *ink*", "as": "subtitle"}, {"line": "<b>x</b>", "as": "verse"}]},
        Settings(),
    )
    text = "# The *ink*\n\n# A\n\n<b>x</b>\n\n## B\n\n**C**"
    chunks = parse(Source("a.txt", text), book, after="clean").value.chunks
    assert [show(chunk) for chunk in chunks] == [
        "subtitle: The {emphasis:ink}",
        "heading: A",
        "verse: {strong:x}",
        "section: B",
        "{strong:C}",
    ]


# --- properties

WORDS = st.lists(
    st.sampled_from("אור הַנֵּר ink pen it's שלום׃ (so) well-known 7".split()), min_size=1, max_size=3
)
KINDS = {
    "md": {
        MarkupKind.STRONG: ("**", "**"),
        MarkupKind.EMPHASIS: ("*", "*"),
        MarkupKind.LINK: ("[", "](https://e.org/x_y)"),
    },
    "html": {
        MarkupKind.STRONG: ("<strong>", "</strong>"),
        MarkupKind.EMPHASIS: ('<i class="x">', "</i>"),
        MarkupKind.UNDERLINE: ("<u>", "</u>"),
        MarkupKind.LINK: ('<a href="https://e.org">', "</a>"),
    },
}


@st.composite
def markup_and_ranges(
    draw: st.DrawFn, language: str
) -> tuple[str, str, list[tuple[int, int, MarkupKind]]]:
    """A line with markup, the line without it, and the ranges that it marks."""
    source, plain = "", ""
    ranges: list[tuple[int, int, MarkupKind]] = []
    for index in range(draw(st.integers(2, 5))):
        words = " ".join(draw(WORDS))
        kinds = draw(st.lists(st.sampled_from(list(KINDS[language])), unique=True, max_size=2))
        space = " " if index else ""
        start = len(plain) + len(space)
        plain += space + words
        source += space + "".join(KINDS[language][kind][0] for kind in kinds)
        source += words + "".join(KINDS[language][kind][1] for kind in reversed(kinds))
        ranges += [(start, len(plain), kind) for kind in kinds]
    return source, plain, ranges


@pytest.mark.parametrize(("language", "name"), [("md", "markdown"), ("html", "html")])
@settings(max_examples=examples(200), deadline=None)
@given(data=st.data())
def test_inline_markup_keeps_all_letters_with_their_places(
    language: str, name: str, data: st.DataObject
):
    source, plain, ranges = data.draw(markup_and_ranges(language))
    (chunk,), _ = clean(source, name)
    assert chunk.text.text == plain
    assert {(each.start, each.end, each.kind) for each in chunk.markup} == set(ranges)
    for index, character in enumerate(plain):
        assert source[chunk.text.offset(index)] == character


LONE = st.sampled_from(["*", "#", "<", "_", "|", ">", "`", "=", "&", "# ", "> ", "* ", "| "])


@settings(max_examples=examples(300), deadline=None)
@given(text=st.sampled_from(PLAIN), sign=LONE, place=st.floats(0, 1), at_line=st.booleans())
def test_a_plain_text_with_a_lone_sign_is_not_read_as_markup(
    text: str, sign: str, place: float, at_line: bool
):
    index = int(place * len(text))
    index = text.rfind("\n", 0, index) + 1 if at_line else index
    changed = text[:index] + sign + text[index:]
    assert clean(changed)[0] == clean(changed, "none")[0]


@pytest.mark.parametrize("path", PASTES, ids=lambda path: path.stem)
def test_the_pastes_with_markup_are_recognised_and_no_others(path: Path):
    codes = {each.code for each in clean(path.read_text("utf-8"))[1]}
    assert ("T22" in codes) is (path.stem in WITH_MARKUP)
    assert "T25" not in codes


def test_reading_twice_changes_nothing():
    for path in PASTES:
        chunks, _ = clean(path.read_text("utf-8"))
        draft = Draft("a.txt", chunks)
        assert read_markup(draft).value == draft
