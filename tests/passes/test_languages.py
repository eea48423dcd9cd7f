"""Tests of the languages pass: the extent of phrases and the text around them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.document.model import (
    Citation,
    Dir,
    Emphasis,
    Entry,
    Excerpt,
    Foreign,
    Index,
    Inlines,
    List,
    Note,
    Paragraph,
    Passage,
    Reference,
    Role,
    Section,
    Segment,
    Separator,
    SourceCitation,
    Text,
    Verse,
    direction,
)
from publish.document.walk import descend, plain
from publish.passes.languages import languages
from publish.text.languages import HEBREW, LATIN
from tests.support import notation, trees
from tests.support.casefile import Case, cases
from tests.support.examples import examples
from tests.support.notation import book, inlines, show


@pytest.mark.parametrize("case", cases("languages"))
def test_case(case: Case) -> None:
    """A line ``in he`` or ``in en``, then a paragraph in each line; then the tree of the result."""

    def produce(source: str) -> str:
        lang, *lines = source.removeprefix("in ").strip("\n").split("\n")
        blocks = [Separator() if line == "* * *" else Paragraph(inlines(line)) for line in lines]
        return show(*languages(book(*blocks, lang=lang)).value.body[0].children)

    case.holds(produce)


@given(trees.runs, st.sampled_from(["en", "he"]))
@settings(deadline=None, max_examples=examples(200))
def test_nothing_is_lost_and_nothing_moves(nodes: Inlines, lang: str) -> None:
    result = languages(book(Paragraph(nodes), lang=lang)).value
    (run,) = [node.inlines for node in descend(result) if isinstance(node, Paragraph)]
    assert plain(run) == plain(nodes)
    assert [node for node in descend(run) if isinstance(node, Note)] == [
        node for node in descend(nodes) if isinstance(node, Note)
    ]


@given(trees.runs, st.sampled_from(["en", "he"]))
@settings(deadline=None, max_examples=examples(200))
def test_the_pass_is_idempotent(nodes: Inlines, lang: str) -> None:
    once = languages(book(Paragraph(nodes), lang=lang)).value
    assert languages(once).value is once


GLUED: Inlines = (
    Citation(Reference("x"), (Text("שלום "), Emphasis((Text("שלום שלום light 7"),)))),
    Text("light שלום"),
)


@given(trees.runs, st.sampled_from(["en", "he"]))
@example(GLUED, "he")
@settings(deadline=None, max_examples=examples(200))
def test_every_letter_stands_in_a_language_of_its_script(nodes: Inlines, lang: str) -> None:
    def check(value: object, lang: str) -> None:
        match value:
            case Text(text):
                other = LATIN if direction(lang) is Dir.RTL else HEBREW
                assert not other.search(text)
            case Foreign(own, _, inner):
                check(inner, own)
            case Passage(own, _, blocks):
                check(blocks, own)
            case tuple():
                for item in value:
                    check(item, lang)
            case _:
                for name in value.__dataclass_fields__:
                    field = getattr(value, name)
                    if isinstance(field, tuple):
                        check(field, lang)

    check(languages(book(Paragraph(nodes), lang=lang)).value.body[0].children, lang)


def test_every_phrase_keeps_its_span() -> None:
    marked = "called <em>מלמטה</em> למעלה (תניא, 46): it <b>works שוב</b>"
    work = languages(book(Paragraph(inlines(marked)))).value
    texts = [node for node in descend(work) if isinstance(node, Text)]
    assert [marked[text.span.start : text.span.end] for text in texts] == [t.text for t in texts]


def test_a_text_that_cleaning_changed_gives_its_whole_span() -> None:
    (original,) = inlines("one  אחת two")
    changed = Text("one אחת two", span=original.span)
    work = languages(book(Paragraph((changed,)))).value
    assert {node.span for node in descend(work) if isinstance(node, Text)} == {original.span}


def test_titles_and_source_lines_are_read_too() -> None:
    excerpt = Excerpt(1, SourceCitation(), inlines('רב"ש, Article No. 29'), ())
    chapter = Section(Role.CHAPTER, inlines("מה נשתנה?"), (excerpt,))
    part = Section(Role.CHAPTER, inlines("On תשובה: a word"), (chapter,))
    result = languages(book(part)).value  # type: ignore[arg-type]
    assert show(*result.body[0].children) == (
        "chapter: |On | he(|תשובה|) |: a word|\n"
        "  chapter: he(|מה נשתנה?|)\n"
        '    excerpt 1: he(|רב"ש|) |, Article No. 29|'
    )


def test_in_an_original_the_language_is_its_own() -> None:
    original = Passage("he", Dir.RTL, (Paragraph(inlines("ראה Zohar שם<sup>1|See there.</sup>")),))
    translation = Passage("en", Dir.LTR, (Paragraph(inlines("see the זוהר there")),))
    segment = Segment(
        original,
        translations=(translation,),
        commentary=(Paragraph(inlines("הנה פירוש קצר")),),
    )
    assert show(*languages(book(segment)).value.body[0].children) == (
        "segment:\n"
        "  passage he rtl:\n"
        "    p: |ראה | en(|Zohar|) | שם| note(1: passage en ltr:\n  p: |See there.|)\n"
        "  passage en ltr:\n"
        "    p: |see the | he(|זוהר|) | there|\n"
        "  passage he rtl:\n"
        "    p: |הנה פירוש קצר|"
    )


def test_a_whole_list_or_poem_is_one_passage() -> None:
    row = List(((Paragraph(inlines("אחת")),), (Paragraph(inlines("שתים")),)), 1)
    poem = Verse((inlines("אחת מי יודע"), inlines("אחת אני יודע")))
    assert show(*languages(book(row, poem)).value.body[0].children) == (
        "passage he rtl:\n"
        "  list from 1:\n"
        "    item:\n"
        "      p: |אחת|\n"
        "    item:\n"
        "      p: |שתים|\n"
        "  verse:\n"
        "    |אחת מי יודע|\n"
        "    |אחת אני יודע|"
    )


def test_the_entries_of_an_index_are_read_too() -> None:
    under = Entry(inlines("קמץ katan"))
    index = Index((Entry(inlines("אור"), inlines("light, זוהר"), under=(under,)),))
    assert show(*languages(book(index)).value.body[0].children) == (
        "index:\n  he(|אור|) = |light, | he(|זוהר|)\n    he(|קמץ|) | katan|"
    )


def test_a_line_of_a_poem_is_foreign_whole() -> None:
    poem = Verse((inlines("Who knows one?"), inlines("אחת מי יודע?")))
    assert show(*languages(book(poem)).value.body[0].children) == (
        "verse:\n  |Who knows one?|\n  he(|אחת מי יודע?|)"
    )


def test_a_book_in_another_language_keeps_its_own_tags() -> None:
    work = languages(book(Paragraph(inlines("דאס Buch איז גוט")), lang="yi")).value
    assert show(*work.body[0].children) == "p: |דאס | en(|Buch|) | איז גוט|"
    work = languages(book(Paragraph(inlines("das ספר ist gut")), lang="de")).value
    assert show(*work.body[0].children) == "p: |das | he(|ספר|) | ist gut|"


def test_a_text_in_one_script_comes_back_as_the_same_object() -> None:
    work = book(Paragraph(inlines("one, <b>two</b> (3)<sup>1|and four</sup>")))
    assert languages(work).value is work


def test_notation_shows_what_it_reads() -> None:
    # The cases above depend on the notation.
    marked = "a <em>b {he:ג <b>ד</b>}</em> <q>“e”</q> <gloss>f [g]</gloss> <cite>h</cite><br>"
    assert notation.line(inlines(marked)) == (
        "|a | em(|b | he(|ג | b(|ד|))) | | q(“ |e| ”) | | gloss(|f|  [ |g| ]) | | cite(|h|) br"
    )
