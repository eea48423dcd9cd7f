"""Markdown as people write it, and the explicit form, read into the document model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules import markdown as rules
from publish.document.model import (
    Blockquote,
    Blocks,
    Image,
    LineBreak,
    List,
    Note,
    Numbering,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Separator,
    Table,
    Text,
    Verse,
    Work,
)
from publish.document.walk import descend, plain
from publish.readers import list_texts
from publish.readers.markdown import read_markdown
from publish.text.source import Source
from tests.support.examples import examples
from tests.support.growth import is_linear


def read(text: str) -> tuple[Work, Diagnostics]:
    outcome = read_markdown(Source("a.md", text))
    assert isinstance(outcome.value, Work)
    return outcome.value, outcome.diagnostics


def blocks_of(text: str) -> Blocks:
    work, diagnostics = read(text)
    assert diagnostics == ()
    (section,) = work.body
    return section.children  # type: ignore[return-value]  # no sections in these texts


def codes(text: str) -> list[tuple[str, int]]:
    source = Source("a.md", text)
    return [(d.code, source.position(d.span.start).line) for d in read(text)[1]]


def outline(work: Work) -> list[tuple[str, str]]:
    sections = [node for node in descend(work) if isinstance(node, Section)]
    return [(section.role.value, plain(section.title)) for section in sections]


# --- Markdown as people write it


def test_headings_are_a_title_chapters_and_sections() -> None:
    work, diagnostics = read(
        "# The Book\n\n## One\n\nText.\n\n### Deeper\n\nMore.\n\n## Two\n\nEnd.\n"
    )
    assert diagnostics == ()
    assert work.meta.title.forms == (("en", "The Book"),)
    assert outline(work) == [("chapter", "One"), ("section", "Deeper"), ("chapter", "Two")]


def test_several_headings_of_the_first_level_are_chapters() -> None:
    work, _ = read("# One\n\nText.\n\n# Two\n\nText.\n")
    assert not work.meta.title
    assert outline(work) == [("chapter", "One"), ("chapter", "Two")]


def test_lines_of_a_paragraph_are_joined_and_two_spaces_break_them() -> None:
    (paragraph,) = blocks_of("One\ntwo  \nthree\\\nfour")
    assert paragraph == Paragraph(
        (Text("One two"), LineBreak(), Text("three"), LineBreak(), Text("four"))
    )


def test_lists_nest_and_keep_their_paragraphs() -> None:
    (block,) = blocks_of("3. one\n\n   more\n4. two\n   - inner\n")
    assert isinstance(block, List)
    assert (block.start, block.numbering) == (3, Numbering.DECIMAL)
    assert [len(item) for item in block.items] == [2, 2]


def test_a_quotation_ends_with_its_source() -> None:
    (block,) = blocks_of("> Words.\n>\n> — A. Writer\n")
    assert isinstance(block, Blockquote)
    assert plain(block.attribution) == "— A. Writer"


def test_tables_separators_and_pictures_are_read() -> None:
    table, separator, image = blocks_of(
        "| a | b |\n|---|---|\n| c \\| d | *e* |\n\n***\n\n![A frame](frame.png){width=60%}\n"
    )
    assert isinstance(table, Table)
    assert [[plain(c.blocks[0].inlines) for c in row.cells] for row in table.rows] == [  # type: ignore[union-attr]
        ["a", "b"],
        ["c | d", "e"],
    ]
    assert table.header_rows == 1
    assert separator == Separator()
    assert image == Image("frame.png", "A frame", (), 60)


def test_notes_have_several_blocks() -> None:
    (paragraph,) = blocks_of("Words[^1].\n\n[^1]: A note.\n\n    - a list\n")
    assert isinstance(paragraph, Paragraph)
    note = paragraph.inlines[1]
    assert isinstance(note, Note)
    assert note.call == "1"
    assert [type(block) for block in note.blocks] == [Paragraph, List]


def test_names_of_notes_are_numbered_by_their_calls() -> None:
    work, _ = read("A[^smith] and[^levi].\n\n[^levi]: L.\n\n[^smith]: S.\n")
    assert [n.call for n in descend(work) if isinstance(n, Note)] == ["1", "2"]


def test_front_matter_is_metadata() -> None:
    work, diagnostics = read(
        '---\ntitle: "A Book"\nauthor: [M. Sofer]\nlayout: post\n---\n\nText.\n'
    )
    assert work.meta.title.forms == (("en", "A Book"),)
    assert work.meta.creators[0].name.forms == (("en", "M. Sofer"),)
    assert [d.code for d in diagnostics] == ["W08"]
    assert len(work.body[0].children) == 1


def test_hebrew_text_is_a_hebrew_book() -> None:
    work, _ = read("# ספר\n\nשלום עולם.\n")
    assert (work.lang, work.dir.value) == ("he", "rtl")


# --- divs


NESTINGS = {
    "siblings": "(segment (original א) (translation A))",
    "deep": "(rubric (speech (quotation (verse a))))",
    "uneven": "(rubric (verse a) (speech (verse b) (rubric (verse c))))",
    "list": "(speech (list - ))",
    "passages": "(segment (original (verse א)) (translation (verse A)) (commentary (rubric c)))",
}


def write_divs(notation: str, *, is_equal: bool) -> str:
    """Return fenced divs of a notation in brackets, with fences of one length or longer outside."""
    tokens = re.findall(r"[()]|[^()\s]+", notation)
    depths: list[int] = []
    depth = 0
    for token in tokens:
        depth += token == "("
        depths.append(depth)
        depth -= token == ")"
    lines: list[str] = []
    for index, (token, level) in enumerate(zip(tokens, depths, strict=True)):
        colons = ":" * (3 if is_equal else 3 + max(depths) - level)
        if token == "(":
            continue
        if tokens[index - 1] == "(":
            lines += [f"{colons} {{.{token}}}", ""]
        elif token == ")":
            lines += [colons, ""]
        else:
            lines += [token, ""]
    return "\n".join(lines)


@pytest.mark.parametrize("name", NESTINGS)
def test_fences_of_equal_length_nest_as_longer_ones_do(name: str) -> None:
    equal, longer = (write_divs(NESTINGS[name], is_equal=each) for each in (True, False))
    assert equal != longer
    assert read(equal) == read(longer)
    assert read(equal)[1] == ()


def test_a_segment_has_its_passages_in_their_languages() -> None:
    (segment,) = blocks_of(
        ":::: {.segment number=2}\n::: {.original lang=he}\nשלום\n:::\n"
        "::: {.translation lang=en}\nPeace\n:::\n::::\n"
    )
    assert isinstance(segment, Segment)
    assert (segment.number, segment.original.lang, segment.original.dir.value) == ("2", "he", "rtl")
    assert segment.translations[0].lang == "en"


def test_a_div_with_a_language_is_a_passage() -> None:
    (passage,) = blocks_of("::: {.verse lang=he}\nא\\\nב\n:::\n")
    assert passage == Passage("he", passage.dir, (Verse(((Text("א"),), (Text("ב"),))),))  # type: ignore[union-attr]


def test_a_class_names_the_role_of_a_section() -> None:
    work, diagnostics = read(
        "# A {.part}\n\n## B\n\n### C {.appendix}\n\nText.\n\n::: preface\nP.\n:::\n"
    )
    assert diagnostics == ()
    assert outline(work) == [("part", "A"), ("chapter", "B"), ("appendix", "C"), ("preface", "")]


# --- bad input


def test_a_block_that_is_not_closed_ends_with_the_text() -> None:
    text = "::: verse\na\\\nb\n"
    assert codes(text) == [("W05", 1)]
    assert isinstance(read(text)[0].body[0].children[0], Verse)


def test_a_fence_that_closes_nothing_is_reported() -> None:
    assert codes("Text.\n\n:::\n\nMore.\n") == [("W05", 3)]


def test_unknown_names_are_reported_and_their_words_kept() -> None:
    text = "::: warnings\nOne\n:::\n\n[two]{.shout} [three]{colour=red}\n"
    assert codes(text) == [("W06", 1), ("W06", 5), ("W06", 5)]
    assert len(read(text)[0].body[0].children) == 2


def test_a_segment_without_an_original_is_ordinary_text() -> None:
    text = "::: segment\n::: {.translation lang=en}\nPeace\n:::\n:::\n"
    work, diagnostics = read(text)
    assert [d.code for d in diagnostics] == ["W07"]
    assert diagnostics[0].hints
    assert isinstance(work.body[0].children[0], Passage)


def test_what_a_book_has_no_counterpart_of_is_reported() -> None:
    text = '~~out~~ [a](https://a.org "t") [b](#c) <!-- d -->\n'
    assert codes(text) == [(rules.NOT_KEPT.code, 1)] * 4


def test_notes_and_calls_without_partners_are_reported() -> None:
    text = "Text[^1].\n\n[^2]: Lonely.\n"
    work, _ = read(text)
    assert codes(text) == [(rules.NOTE_WITHOUT_PARTNER.code, 1), ("W09", 3)]
    assert plain(work.body[0].children[-1].inlines) == "Lonely."  # type: ignore[union-attr]


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [":::", ":::: {.segment}", "::: {.original lang=he}", "# A {.part}", "- x", "> y", "",
             "    z", "[^1]: n", "a[^1]", "*b* **c", "[d]{.gloss}", "| e | f |", "|--|--|", "```",
             "<!-- g", "1. h", "[[i]{.term} ([j]{.meaning})]{.gloss}", "::: table", "::: row",
             "---"]
        ),
        max_size=14,
    ).map("\n".join)
)  # fmt: skip
def test_no_letter_is_lost_of_any_text(text: str) -> None:
    work, diagnostics = read(text)
    names = r"\{[^}]*\}|(?m:^[ >-]*:::+.*$)|\[\^1\]:?"
    expected = sorted(re.findall(r"[a-z]", re.sub(names, "", text)))
    letters = [c for node in descend(work) if isinstance(node, Text) for c in node.text]
    reported = "".join(text[d.span.start : d.span.end] for d in diagnostics)
    missing = list(expected)
    for letter in letters:
        if letter in missing:
            missing.remove(letter)
    assert all(letter in reported for letter in missing)


_DEEP = 1_000
NESTED = {
    "quotations": "> " * _DEEP + "deep",
    "lists": "- " * _DEEP + "deep",
    "numbers": "1. " * _DEEP + "deep",
    "letters": "a) " * _DEEP + "deep",
    "definitions": "a\n" + ": " * _DEEP + "deep",
    "divs": "::: rubric\n" * _DEEP + "deep",
    "lists in quotations": "> - " * _DEEP + "deep",
    "notes": "[^a]: " * _DEEP + "deep",
    "notes in notes": "".join(f"[^{i}]: deep[^{i + 1}]\n\n" for i in range(_DEEP)) + "a[^0]",
    "inner notes": "".join(f"::: {{.note name={i}}}\n" for i in range(_DEEP)) + "deep",
    "spans": "[" * _DEEP + "deep" + "]{.quote}" * _DEEP,
    "links": "[" * _DEEP + "deep" + "](a)" * _DEEP,
    "pictures": "![" * _DEEP + "deep" + "](a)" * _DEEP,
    "emphasis": "*" * _DEEP + "deep" + "*" * _DEEP,
    "mixed emphasis": "**a _b " * _DEEP + "deep" + " b_ a**" * _DEEP,
}


@pytest.mark.parametrize("name", NESTED)
def test_a_text_that_is_nested_too_deep_keeps_its_words(name: str) -> None:
    work, _ = read(NESTED[name])
    strings = [node.text for node in descend(work) if isinstance(node, Text)]
    strings += [node.alt for node in descend(work) if isinstance(node, Image)]
    assert "deep" in "".join(strings)


SIGNS = (
    "[", "*a", "*", "_a", "[a](", "`", "``a`", "**a *", "[a]{.b ", "[^1", "[^1]", "<!--", "![",
    "\\", "&#", "~a", "^a", "^", "~", "$", "$a", "{.a", '{a="', "{", "<", "<a ", '<a b="', "|",
    "| a ", "- a\n", "1. a\n", "a) b\n", "> a\n", ">", "# a\n", "\n", "\t", " ", "  \n", ": a\n",
    "a\n: b\n", "::: a\n", ":::\n", ":::: {.a}\n", "```\n", "---\n", "a\n===\n", "|a|b|\n|-|-|\n",
    "[a]: b\n", "[a]:\n", "[^a]: b\n", "ָ", "&amp;", "<br>", "    a\n", "](", '[a]("', "\x00",
    '---\na: "', "[a][", "+--+\n", "[[a]{.term} [b]{.meaning}]{.gloss}", "<http://", "*a_b", "~~a",
)  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("sign", SIGNS)
def test_hostile_lines_take_linear_time(sign: str) -> None:
    assert is_linear(lambda size: read(sign * (size // len(sign))), 5_000)


def test_every_node_has_its_place() -> None:
    text = "# A {.part}\n\nb *c* [d]{lang=he}[^1]\n\n[^1]: e\n"
    work, _ = read(text)
    for node in descend(work):
        assert node.span.file == "a.md"
        if isinstance(node, Text):
            assert text[node.span.start : node.span.end].strip() == node.text.strip()
    assert work.body[0].role is Role.PART


def test_a_readme_in_a_folder_is_no_book(tmp_path: Path) -> None:
    for name in ("README.md", "lesson.md", "Licence.md"):
        (tmp_path / name).write_text("Text.")
    assert [path.name for path in list_texts(tmp_path)] == ["Licence.md", "lesson.md"]
