"""An edition arranges one Work for one reader and loses nothing of what that reader asked for."""

from dataclasses import replace

import pytest

from publish.config.edition_options import Commentary, EditionOptions
from publish.config.options import Edition
from publish.document import lazy_book
from publish.document.lazy_book import LazyBook
from publish.document.model import (
    STACKED,
    Dir,
    Foreign,
    Gloss,
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Work,
)
from publish.document.walk import descend
from publish.passes.indexes import indexes
from publish.pipeline.editions import (
    EDITIONS,
    arrange,
    original,
    translation,
    with_live_indexes,
    without_commentary,
)
from publish.pipeline.segment_numbers import number_segments


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def segment(original: str, translation: str | None, *commentary: str) -> Segment:
    return Segment(
        Passage("he", Dir.RTL, (paragraph(original),)),
        translations=((Passage("en", Dir.LTR, (paragraph(translation),)),) if translation else ()),
        commentary=tuple(map(paragraph, commentary)),
    )


LESSON = Work(
    Meta(),
    "en",
    Dir.LTR,
    (
        Section(
            Role.CHAPTER,
            (Text("A Gate"),),
            (
                paragraph("Before."),
                segment("אחת", "One.", "After one."),
                segment("שתים", None),
            ),
        ),
    ),
)


def texts(work: Work) -> list[str]:
    return [node.text for node in descend(work) if isinstance(node, Text)]


def test_the_first_edition_is_the_work_itself() -> None:
    assert EDITIONS["interlinear"](LESSON) is LESSON


def test_the_original_alone_is_a_book_in_its_own_language() -> None:
    work = original(LESSON)
    assert (work.lang, work.dir) == ("he", Dir.RTL)
    assert texts(work) == ["A Gate", "Before.", "אחת", "After one.", "שתים"]


def test_what_is_not_in_the_originals_language_says_so() -> None:
    (section,) = original(LESSON).body
    assert section.title == (Foreign("en", Dir.LTR, (Text("A Gate"),)),)
    before, first, _ = section.children
    assert before == Passage("en", Dir.LTR, (paragraph("Before."),))
    assert isinstance(first, Segment)
    assert first.commentary == (Passage("en", Dir.LTR, (paragraph("After one."),)),)


def test_a_heading_in_the_originals_language_is_that_of_the_book() -> None:
    words = (Text("שער"),)
    for lang, title in (("he", words), ("fr", (Foreign("fr", Dir.LTR, words),))):
        heading = (Foreign(lang, Dir.LTR, words),)
        work = replace(LESSON, body=(replace(LESSON.body[0], title=heading),))
        assert original(work).body[0].title == title


def test_the_translation_alone_keeps_what_was_never_translated() -> None:
    work = translation(LESSON)
    assert work.lang == "en"
    assert texts(work) == ["A Gate", "Before.", "One.", "After one.", "שתים"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_commentary_can_be_left_out_of_every_edition(edition: str) -> None:
    assert {"Before.", "After one."} <= set(texts(EDITIONS[edition](LESSON)))
    shown = texts(EDITIONS[edition](without_commentary(LESSON)))
    assert shown[0] == "A Gate"
    assert not {"Before.", "After one."} & set(shown)


def lesson_with_gloss() -> Work:
    noted = Paragraph((Gloss((Text("Kelim"),), " [", (Text("vessels"),), "]"),))
    translated = Segment(
        Passage("he", Dir.RTL, ()), translations=(Passage("en", Dir.LTR, (noted,)),)
    )
    return replace(LESSON, body=(Section(Role.CHAPTER, (), (translated,)),))


def test_an_index_leads_to_nothing_that_an_edition_has_left_out() -> None:
    work = indexes(lesson_with_gloss(), ["glossary"]).value
    assert with_live_indexes(work) == work
    assert with_live_indexes(translation(work)).back == work.back
    assert with_live_indexes(original(work)).back == ()


def whole(work: Work, edition: str, *, commentary: bool) -> Work:
    work = replace(work, body=tuple(map(number_segments, work.body)))
    return with_live_indexes(EDITIONS[edition](work if commentary else without_commentary(work)))


def options(*, commentary: bool) -> EditionOptions:
    return EditionOptions(commentary=Commentary.INLINE if commentary else Commentary.NONE)


def by_chapters(work: Work) -> LazyBook:
    """The work as chapters that have names, each read when somebody asks."""
    body = tuple(
        lazy_book.lazy_chapter(f"chapter {number}", lambda section=section: section)
        for number, section in enumerate(work.body)
    )
    return LazyBook(replace(work, body=()), body)


@pytest.mark.parametrize("commentary", [True, False])
@pytest.mark.parametrize("edition", EDITIONS)
def test_chapter_by_chapter_an_edition_is_what_it_is_of_the_whole(
    edition: str, commentary: bool
) -> None:
    other = replace(LESSON.body[0], children=(segment("שלוש", "Three."), paragraph("After.")))
    preface = Section(Role.PREFACE, (), (segment("פתח", "A door.", "Of the door."),))
    plain = replace(LESSON, body=(*LESSON.body, other), front=(preface,))
    indexed = indexes(
        replace(plain, body=(*plain.body, *lesson_with_gloss().body)), ["glossary"]
    ).value
    assert indexed.back
    for work in (plain, indexed):
        arrangement = arrange(by_chapters(work), edition, options(commentary=commentary)).value.work
        expected = whole(work, edition, commentary=commentary)
        assert replace(arrangement, layout=STACKED) == expected


def test_an_edition_asks_for_no_chapter_and_gives_each_a_name_of_its_own() -> None:
    def never() -> Section:
        raise AssertionError("nobody asked for the text of a chapter")

    book = LazyBook(replace(LESSON, body=()), (lazy_book.lazy_chapter("a chapter", never),))
    local = ("interlinear", Edition.LARGE_PRINT, "translation")
    names = [
        arrange(book, edition, options(commentary=commentary)).value.body[0].name
        for edition in local
        for commentary in (True, False)
    ]
    assert names[:2] == names[2:4], "what has other pages only is the same text"
    assert len(set(names)) == 4
    assert "" not in names
