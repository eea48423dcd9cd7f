"""The languages of an edition decide its binding and its titles, unless settings do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.edition_options import EditionOptions, FirstText, Titles
from publish.config.options import Edition
from publish.document import lazy_book
from publish.document.dates import parse
from publish.document.lazy_book import LazyBook, split_chapters
from publish.document.model import (
    Creator,
    Dir,
    Foreign,
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
    direction,
)
from publish.document.walk import descend, plain, texts_by_language
from publish.pipeline.editions import USUAL_OPTIONS, arrange
from publish.pipeline.editions.binding import bind_edition, list_languages
from publish.pipeline.editions.languages import survey_chapter
from publish.pipeline.editions.titles import diagnose_headings, title_edition
from publish.storage.store import Store

TEXTS = {"he": "בראשית", "en": "At first", "fr": "Au début"}
TITLE = Words((("en", "First Light"), ("he", "אור ראשון")))


def passage(lang: str) -> Passage:
    return Passage(lang, direction(lang), (Paragraph((Text(TEXTS[lang]),)),))


def book(title: Words = TITLE, lang: str = "en", *translations: str) -> Work:
    """Return a book in ``lang`` of a segment in Hebrew, with a title in two languages."""
    segment = Segment(
        passage("he"),
        translations=tuple(map(passage, translations or ("en",))),
        commentary=(Paragraph((Text("On light."),)), passage("he")),
    )
    forms = (Text("A Gate · "), Foreign("he", Dir.RTL, (Text("שער"),)))
    section = Section(Role.CHAPTER, forms, (Paragraph((Text("Before."),)), segment))
    return Work(Meta(title, date=parse("1 June 2026")), lang, direction(lang), (section,))


def open_edition(
    work: Work,
    edition: str,
    options: EditionOptions = USUAL_OPTIONS,
    binding: Dir | None = None,
) -> tuple[Work, list[str]]:
    """Return the work as an edition of a book, and the messages about its titles."""
    read = split_chapters(work)
    arranged = arrange(read, edition, options).value
    languages = list_languages(read, edition, options)
    outcome = title_edition(bind_edition(arranged, read, languages, binding), read)
    return outcome.value.work, [d.message for d in outcome.diagnostics]


BILINGUAL = (Edition.FACING, Edition.SPREADS)
TRANSLATION_FIRST = EditionOptions(first=FirstText.TRANSLATION)


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("edition", Edition)
def test_an_edition_is_bound_by_its_first_language(edition: Edition, lang: str) -> None:
    dirs = {each: direction("he") for each in (*BILINGUAL, Edition.ORIGINAL)}
    dirs[Edition.TRANSLATION] = Dir.LTR
    work = book(lang=lang)
    assert open_edition(work, edition)[0].dir is dirs.get(edition, work.dir)
    first = open_edition(work, edition, TRANSLATION_FIRST)[0].dir
    assert first is (Dir.RTL if edition is Edition.ORIGINAL else Dir.LTR)


@pytest.mark.parametrize("binding", Dir)
@pytest.mark.parametrize("edition", Edition)
def test_the_settings_go_before_the_language(edition: Edition, binding: Dir) -> None:
    assert open_edition(book(), edition, binding=binding)[0].dir is binding


def test_the_languages_of_an_edition_are_chosen_and_ordered() -> None:
    read = split_chapters(book(TITLE, "en", "en", "fr"))
    french = EditionOptions(languages=("fr", "he"))

    def languages(edition: Edition, options: EditionOptions) -> str:
        return " ".join(list_languages(read, edition, options))

    assert languages(Edition.FACING, EditionOptions()) == "he en"
    assert languages(Edition.SPREADS, TRANSLATION_FIRST) == "en he"
    assert languages(Edition.FACING, french) == "fr he"
    assert languages(Edition.TRANSLATION, french) == "fr"
    assert languages(Edition.ORIGINAL, french) == "he"
    assert languages(Edition.INTERLINEAR, french) == "fr he"
    assert languages(Edition.INTERLINEAR, EditionOptions()) == ""
    assert languages(Edition.FACING, EditionOptions(languages=("yi",))) == "he en"


@pytest.mark.parametrize("edition", [*BILINGUAL, Edition.ORIGINAL])
def test_titles_begin_with_the_form_in_the_first_language(edition: Edition) -> None:
    work, _ = open_edition(book(), edition)
    assert work.lang == "he"
    assert plain(work.body[0].title) == "שער · A Gate"
    assert work.meta.date is not None
    assert work.meta.date.given == "1 ביוני 2026"
    words = {(text.text, lang) for text, lang in texts_by_language(work)}
    assert {("Before.", "en"), ("On light.", "en"), ("בראשית", "he"), ("A Gate", "en")} <= words


def test_a_hebrew_commentary_is_no_part_of_an_english_one() -> None:
    work, _ = open_edition(book(), Edition.FACING)
    (segment,) = (node for node in descend(work) if isinstance(node, Segment))
    assert [block.lang for block in segment.commentary if isinstance(block, Passage)] == [
        "en",
        "he",
    ]


def test_a_title_without_the_first_language_keeps_that_of_the_book() -> None:
    english = book(Words((("en", "First Light"),)))
    work, messages = open_edition(english, Edition.FACING)
    assert (work.lang, work.dir) == ("en", Dir.RTL)
    assert messages == ["the title has no form in Hebrew, which the edition shows"]
    read = split_chapters(english)
    (diagnostic,) = title_edition(bind_edition(read, read, ("he", "en")), read).diagnostics
    assert diagnostic.code == "V10"
    assert diagnostic.hints == ('title = { en = "First Light", he = "…" }',)


@pytest.mark.parametrize("edition", [Edition.INTERLINEAR, Edition.LARGE_PRINT])
def test_the_text_as_read_keeps_its_titles_without_a_message(edition: Edition) -> None:
    english = book(Words((("en", "First Light"),)))
    work, messages = open_edition(english, edition)
    assert messages == []
    assert (work.meta, work.lang, work.dir) == (english.meta, english.lang, english.dir)


def test_titles_of_the_edition_are_in_its_languages_alone() -> None:
    by = Creator(Words((("en", "A. Author"), ("he", "א׳ סופר"))))
    work = book(Words((*TITLE.forms, ("fr", "Lumière"))))
    work = replace(work, meta=replace(work.meta, creators=(by,)))
    own = EditionOptions(titles=Titles.EDITION)
    original, _ = open_edition(work, Edition.ORIGINAL, own)
    assert original.meta.title.forms == (("he", "אור ראשון"),)
    assert original.meta.creators[0].name.forms == (("he", "א׳ סופר"),)
    assert plain(original.body[0].title) == "שער"
    translation, _ = open_edition(work, Edition.TRANSLATION, own)
    assert translation.meta.title.forms == (("en", "First Light"),)
    assert plain(translation.body[0].title) == "A Gate"
    facing, _ = open_edition(work, Edition.FACING, own)
    assert dict(facing.meta.title.forms) == dict(TITLE.forms)


def test_headings_in_one_language_are_one_message() -> None:
    titles = (Text("A Gate"),), (Text("A Way"),), book().body[0].title
    work = replace(book(), body=tuple(replace(book().body[0], title=each) for each in titles))
    _, messages = open_edition(work, Edition.SPREADS)
    (message,) = messages
    assert message.startswith("headings have no form in Hebrew, which the edition shows: “")
    assert message.endswith("A Gate\N{POP DIRECTIONAL ISOLATE}” and 1 more")
    assert open_edition(work, Edition.TRANSLATION)[1] == []


def test_an_edition_reads_no_more_chapters_than_its_languages_take(tmp_path: Path) -> None:
    store = Store(tmp_path)
    work = book()
    chapters = [lazy_book.lazy_chapter(name, lambda: work.body[0]) for name in ("first", "second")]
    list(diagnose_headings(LazyBook(work, tuple(chapters)), ("he", "en"), store))
    for chapter in chapters:
        survey_chapter(chapter, store)
    unread = lazy_book.lazy_chapter("second", lambda: pytest.fail("read"))
    read = LazyBook(replace(work, body=()), (chapters[0], unread))
    arranged = arrange(read, Edition.FACING, store=store).value
    languages = list_languages(read, Edition.FACING, USUAL_OPTIONS, store)
    bound = title_edition(bind_edition(arranged, read, languages), read, store).value
    names = [chapter.name for chapter in (*read.body, *arranged.body, *bound.body)]
    assert len(set(names)) == len(names)
