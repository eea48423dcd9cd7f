"""An edition arranges one Work for one reader and loses nothing of what that reader asked for."""

from dataclasses import replace

import pytest

from publish.config.edition_options import (
    Commentary,
    EditionOptions,
    FirstText,
    Numerals,
    Points,
    SegmentNumbers,
)
from publish.config.options import Edition
from publish.diagnostics import PublishError
from publish.document import lazy_book
from publish.document.lazy_book import LazyBook, split_chapters
from publish.document.model import (
    Block,
    Dir,
    Foreign,
    Gloss,
    Inline,
    Meta,
    Milestone,
    MilestoneKind,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Separator,
    Text,
    Verse,
    Words,
    Work,
    direction,
)
from publish.document.walk import descend
from publish.passes.indexes import indexes
from publish.pipeline.editions import arrange
from publish.storage.store import Store


def paragraph(text: str, *more: Inline) -> Paragraph:
    return Paragraph((Text(text), *more))


def passage(lang: str, *blocks: Block | str) -> Passage:
    own = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Passage(lang, direction(lang), own)


def segment(original: str, translation: str | None, *commentary: str) -> Segment:
    return Segment(
        passage("he", original),
        translations=(passage("en", translation),) if translation else (),
        commentary=tuple(map(paragraph, commentary)),
    )


def book(*children: Section | Block, lang: str = "en", title: str = "A Gate") -> Work:
    section = Section(Role.CHAPTER, (Text(title),), children)
    return Work(Meta(), lang, direction(lang), (section,))


LESSON = book(paragraph("Before."), segment("אחת", "One.", "After one."), segment("שתים", None))

TRILINGUAL = book(
    Segment(
        passage("he", "אור"),
        transliteration=passage("he-Latn", "or"),
        translations=(passage("en", "light"), passage("fr", "lumière")),
    ),
    Segment(passage("he", "מים"), translations=(passage("en", "water"),)),
)


def show_edition(work: Work, edition: str, **options: object) -> Work:
    chosen = replace(EditionOptions(), **options)  # type: ignore[arg-type]  # fields of options
    return arrange(split_chapters(work), edition, chosen).value.work


def messages(work: Work, edition: str, **options: object) -> dict[str, str]:
    """The messages of an edition by their codes."""
    chosen = replace(EditionOptions(), **options)  # type: ignore[arg-type]  # fields of options
    diagnostics = arrange(split_chapters(work), edition, chosen).diagnostics
    return {each.code: each.message for each in diagnostics}


def texts(work: Work) -> list[str]:
    return [node.text for node in descend(work.body) if isinstance(node, Text)]


def mark(locus: str, label: str = "") -> Milestone:
    return Milestone(MilestoneKind.SEGMENT, label, locus)


def test_an_interlinear_edition_is_the_work_with_numbers_of_segments() -> None:
    loci = [n.locus for n in descend(show_edition(LESSON, "interlinear")) if isinstance(n, Segment)]
    assert loci == ["1", "2"]
    assert texts(show_edition(LESSON, "interlinear")) == texts(LESSON)


# --- one language


def test_an_original_is_a_book_in_its_own_language() -> None:
    work = show_edition(LESSON, "original")
    assert (work.lang, work.dir) == ("he", Dir.RTL)
    assert texts(work) == ["A Gate", "Before.", "אחת", "After one.", "שתים"]
    (section,) = work.body
    assert section.title == (Foreign("en", Dir.LTR, (Text("A Gate"),)),)
    before, first, _ = section.children
    assert before == passage("en", "Before.")
    assert isinstance(first, Segment)
    assert first.commentary == (passage("en", "After one."),)


def test_a_heading_in_the_language_of_the_originals_is_that_of_the_book() -> None:
    words = (Text("שער"),)
    for lang, title in (("he", words), ("fr", (Foreign("fr", Dir.LTR, words),))):
        heading = (Foreign(lang, Dir.LTR, words),)
        work = replace(LESSON, body=(replace(LESSON.body[0], title=heading),))
        assert show_edition(work, "original").body[0].title == title


def test_a_translation_keeps_originals_without_translation() -> None:
    work = show_edition(LESSON, "translation")
    assert work.lang == "en"
    assert texts(work) == ["A Gate", "Before.", "One.", "After one.", "שתים"]
    assert messages(LESSON, "translation")["V03"] == "1 segment without text in “en”: 2"


def test_a_translation_is_a_book_in_its_own_language() -> None:
    work = show_edition(replace(LESSON, lang="he", dir=Dir.RTL), "translation")
    assert (work.lang, work.dir) == ("en", Dir.LTR)


def test_segments_run_on_while_the_sentence_of_the_original_goes_on() -> None:
    work = book(
        segment("בִּתְחִלָּה,", "At first,"),
        segment("הָיָה אוֹר.", "there was light,"),
        segment("וְהִנֵּה:", "and see: "),
        segment("הוּא טוֹב׃", "It was good."),
    )
    (section,) = show_edition(work, "translation").body
    assert section.children == (
        Paragraph((mark("1"), Text("At first, "), mark("2"), Text("there was light,"))),
        Paragraph((mark("3"), Text("and see:  "), mark("4"), Text("It was good."))),
    )
    (section,) = show_edition(work, "original").body
    assert [len(child.inlines) for child in section.children] == [4, 4]  # type: ignore[union-attr]


def test_commentary_ends_the_text_before_it() -> None:
    work = book(
        segment("אחת,", "One,"), segment("שתים,", "two,", "Of two."), segment("שלוש.", "three.")
    )
    (section,) = show_edition(work, "translation").body
    first, second = section.children
    assert isinstance(first, Segment)
    assert isinstance(second, Segment)
    assert first.original == passage(
        "en", Paragraph((mark("1"), Text("One, "), mark("2"), Text("two,")))
    )
    assert first.commentary == (paragraph("Of two."),)
    assert second.original == passage("en", Paragraph((mark("3"), Text("three."))))


def test_verses_run_on_with_their_numbers_up_to_an_open_section() -> None:
    def verse(number: str, *after: Inline) -> Segment:
        original = Passage("he", Dir.RTL, (Paragraph((Text("וַיְהִי׃"), *after)),))
        return Segment(original, translations=(passage("en", "And it was."),), number=number)

    work = book(verse("1"), verse("2", Milestone(MilestoneKind.SECTION, "פ")), verse("3"))
    numbers = [
        [
            node.label
            for node in descend(child)
            if isinstance(node, Milestone) and node.kind is MilestoneKind.VERSE
        ]
        for child in show_edition(work, "translation").body[0].children
    ]
    assert numbers == [["1", "2"], ["3"]]


def test_long_units_with_numbers_begin_a_paragraph_each() -> None:
    units = tuple(replace(segment("מ" * 300, "Law."), number=str(n)) for n in (1, 2))
    assert len(show_edition(book(*units), "translation").body[0].children) == 2


def test_stanzas_keep_their_lines() -> None:
    def stanza(*lines: str) -> Segment:
        verse = Verse(tuple((Text(line),) for line in lines))
        return Segment(passage("he", verse), translations=(passage("en", verse),))

    work = book(stanza("a,", "b,"), segment("אחת,", "One,"), stanza("c", "d"))
    first, between, last = show_edition(work, "translation").body[0].children
    assert first == Verse(((mark("1"), Text("a,")), (Text("b,"),)))
    assert between == Paragraph((mark("2"), Text("One,")))
    assert last == Verse(((mark("3"), Text("c")), (Text("d"),)))


def test_a_segment_that_begins_with_no_words_stays_a_segment() -> None:
    work = book(Segment(passage("he", Separator()), translations=(passage("en", Separator()),)))
    (only,) = show_edition(work, "translation").body[0].children
    assert isinstance(only, Segment)
    assert only.locus == "1"


# --- commentary


@pytest.mark.parametrize("edition", Edition)
def test_commentary_can_be_left_out_of_every_edition(edition: str) -> None:
    assert {"Before.", "After one."} <= set(texts(show_edition(LESSON, edition)))
    shown = texts(show_edition(LESSON, edition, commentary=Commentary.NONE))
    assert shown[0] == "A Gate"
    assert not {"Before.", "After one."} & set(shown)
    message = messages(LESSON, edition, commentary=Commentary.NONE)["V04"]
    assert message == (
        "not shown: the commentary after 1 segment, 1 block before and between segments"
    )


def notes(work: Work) -> list[Note]:
    return [node for node in descend(work.body) if isinstance(node, Note)]


@pytest.mark.parametrize("edition", Edition)
def test_commentary_at_the_foot_is_a_note_at_the_end_of_its_segment(edition: str) -> None:
    work = book(segment("אחת,", "One,", "Of one."), segment("שתים.", "two.", "Of two."))
    calls = [note.call for note in notes(show_edition(work, edition, commentary=Commentary.FOOT))]
    assert calls == ["a", "b"]
    own = show_edition(work, "translation", commentary=Commentary.FOOT).body[0].children
    assert own == (
        Paragraph(
            (
                mark("1"),
                Text("One,"),
                Note("a", (paragraph("Of one."),), series="commentary"),
                Text(" "),
                mark("2"),
                Text("two."),
                Note("b", (paragraph("Of two."),), series="commentary"),
            )
        ),
    )


def test_calls_of_commentary_clash_with_no_note_of_the_text() -> None:
    own = Note("a", (paragraph("Own."),))
    inner = Paragraph((Text("Of one"), Note("ב", (paragraph("Inner."),))))
    first = replace(
        segment("אחת", "One.", "-"),
        translations=(passage("en", paragraph("One", own)),),
        commentary=(inner,),
    )
    second = replace(segment("שתים", "Two."), commentary=(passage("he", "ביאור"),))
    work = show_edition(book(first, second), "interlinear", commentary=Commentary.FOOT)
    assert [note.call for note in notes(work)] == ["א", "a", "A", "ב"] or [
        note.call for note in notes(work)
    ] == ["a", "A", "ב", "א"]
    hebrew = next(note for note in notes(work) if note.call == "א")
    assert hebrew.blocks == (passage("he", "ביאור"),)


def test_notes_keep_their_numbers_beside_letters_of_commentary() -> None:
    numbered = tuple(
        replace(
            segment("אחת", "One.", "Of one."),
            translations=(passage("en", paragraph("One", Note(call, (paragraph("N."),)))),),
        )
        for call in ("1", "2")
    )
    work = show_edition(book(*numbered), "translation", commentary=Commentary.FOOT)
    assert [note.call for note in notes(work)] == ["1", "a", "2", "b"]
    assert notes(show_edition(book(*numbered), "original", commentary=Commentary.NONE)) == []


# --- languages


def test_languages_choose_the_passages_of_segments() -> None:
    work = show_edition(TRILINGUAL, "facing", languages=("he", "fr"))
    first, second = (node for node in descend(work) if isinstance(node, Segment))
    assert [each.lang for each in first.translations] == ["fr"]
    assert second.translations == ()
    assert not work.layout.translation_first
    by_code = messages(TRILINGUAL, "facing", languages=("he", "fr"))
    assert by_code["V02"] == "2 passages in “en” not shown"
    assert by_code["V03"] == "1 segment without text in “fr”: 2"


def test_two_translations_without_the_original() -> None:
    work = show_edition(TRILINGUAL, "facing", languages=("fr", "en"))
    first, second = (node for node in descend(work) if isinstance(node, Segment))
    assert (first.original.lang, first.translations[0].lang) == ("fr", "en")
    assert second.original == Passage("fr", Dir.LTR, ())
    assert second.translations[0].lang == "en"


def test_the_language_of_the_original_last_stands_last() -> None:
    assert show_edition(TRILINGUAL, "interlinear", languages=("en", "he")).layout.translation_first
    layout = show_edition(TRILINGUAL, "interlinear", first=FirstText.TRANSLATION).layout
    assert layout.translation_first


@pytest.mark.parametrize("edition", [each for each in Edition if each != "original"])
def test_a_language_of_no_passage_is_an_error(edition: str) -> None:
    with pytest.raises(PublishError) as error:
        show_edition(TRILINGUAL, edition, languages=("he", "ru"))
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "V01"
    assert diagnostic.hints == ("languages of its passages: he, en, fr",)


def test_a_translation_has_the_language_asked_for() -> None:
    work = show_edition(TRILINGUAL, "translation", languages=("fr",))
    assert (work.lang, texts(work)[1:]) == ("fr", ["lumière", "water"])
    assert messages(TRILINGUAL, "translation")["V02"] == "1 passage in “fr” not shown"


def test_transliteration_can_be_left_out() -> None:
    assert "or" in texts(show_edition(TRILINGUAL, "interlinear"))
    assert "or" not in texts(show_edition(TRILINGUAL, "interlinear", transliteration=False))
    by_code = messages(TRILINGUAL, "interlinear", transliteration=False)
    assert by_code["V05"] == "1 transliteration not shown"


@pytest.mark.parametrize("edition", [Edition.ORIGINAL, Edition.TRANSLATION, Edition.FACING])
def test_a_book_without_pairs_is_the_same_in_each_edition(edition: str) -> None:
    plain = book(paragraph("Only prose."))
    assert show_edition(plain, edition).body == plain.body
    assert "V07" in messages(plain, edition)


# --- numbers


def test_labels_stand_before_the_words_of_their_segment() -> None:
    margin = {"numbers": SegmentNumbers.MARGIN, "numerals": Numerals.HEBREW}
    work = book(segment("אחת,", "One,"), segment("שתים.", "two."))
    (only,) = show_edition(work, "translation", **margin).body[0].children
    assert only == Paragraph((mark("1", "א"), Text("One, "), mark("2", "ב"), Text("two.")))
    nodes = descend(show_edition(work, "facing", **margin))
    labels = [node.label for node in nodes if isinstance(node, Segment)]
    assert labels == ["א", "ב"]


# --- points


def test_points_and_accents_are_left_out_with_one_message() -> None:
    title = Words((("he", "שַׁעַר"),))
    work = replace(
        book(segment("בְּרֵאשִׁ֖ית בָּרָ֣א־לוֹ׃", "In the beginning"), passage("yi", "אָט")),
        meta=Meta(title=title),
    )
    bare = show_edition(work, "interlinear", points=Points.NONE)
    assert texts(bare) == ["A Gate", "בראשית ברא־לו׃", "In the beginning", "אָט"]
    assert bare.meta.title == Words((("he", "שער"),))
    message = messages(work, "interlinear", points=Points.NONE)["V06"]
    assert message == "11 marks on 6 letters not printed, nor those of the titles"


# --- indexes and chapters


def lesson_with_gloss() -> Work:
    noted = Paragraph((Gloss((Text("Kelim"),), " [", (Text("vessels"),), "]"),))
    translated = Segment(Passage("he", Dir.RTL, ()), translations=(passage("en", noted),))
    return replace(LESSON, body=(Section(Role.CHAPTER, (), (translated,)),))


def test_an_index_has_no_place_that_an_edition_left_out() -> None:
    work = indexes(lesson_with_gloss(), ["glossary"]).value
    assert show_edition(work, "interlinear").back == work.back
    assert show_edition(work, "translation").back == work.back
    assert show_edition(work, "original").back == ()


def test_an_edition_asks_for_no_chapter_that_is_stored() -> None:
    asked: list[str] = []

    def read() -> Section:
        asked.append("a chapter")
        return LESSON.body[0]

    def names(edition: str, commentary: Commentary) -> str:
        lazy = LazyBook(replace(LESSON, body=()), (lazy_book.lazy_chapter("a chapter", read),))
        options = EditionOptions(commentary=commentary)
        return arrange(lazy, edition, options, store).value.body[0].name

    store = Store()
    shown = {edition: names(edition, Commentary.INLINE) for edition in Edition}
    bare = {edition: names(edition, Commentary.NONE) for edition in Edition}
    assert asked == ["a chapter"]
    assert shown[Edition.INTERLINEAR] == shown[Edition.LARGE_PRINT], (
        "other pages only are the same text"
    )
    assert len({*shown.values(), *bare.values()} - {""}) == 2 * len(set(shown.values()))
