"""Front matter and running heads of an edition, in its languages and by its binding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.config.booklet_options import Binding
from publish.config.edition_options import EditionOptions, FirstText, Titles
from publish.config.front_matter import read_front_matter
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Arrangement,
    Dir,
    PageSide,
    Role,
    Section,
    Text,
    TextLayout,
    Words,
    Work,
)
from publish.pipeline.editions import USUAL_OPTIONS, arrange
from publish.pipeline.editions.binding import bind_edition, list_languages
from publish.pipeline.editions.titles import title_edition
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.booklet.page_forms import binding_of
from publish.writers.pdf.content.running_heads import languages_of_sides

from .conftest import PdfView, book, hebrew, parts

FULL = read_front_matter({"half_title": True})
TRANSLATION_FIRST = EditionOptions(first=FirstText.TRANSLATION)


def open_edition(
    work: Work,
    edition: str,
    options: EditionOptions = USUAL_OPTIONS,
    binding: Dir | None = None,
) -> Work:
    read = split_chapters(work)
    languages = list_languages(read, edition, options)
    arranged = arrange(read, edition, options).value
    bound = bind_edition(arranged, read, languages, binding)
    return title_edition(bound, read).value.work


@pytest.fixture(scope="module", name="gates")
def gates_fixture(lesson: Work) -> Work:
    """A book of two chapters, of which the first has a title in two languages."""
    (first,) = lesson.body
    title = (Text("The First Gate · "), hebrew("השער הראשון"))
    sections = (
        Section(Role.CHAPTER, title, first.children[1:]),
        Section(Role.CHAPTER, (Text("The Second Gate"),), first.children[1:]),
    )
    return book(*sections, rights="כל הזכויות שמורות", publisher="The Press")


def markup(work: Work, theme: Theme, name: str) -> str:
    return next(part.markup for part in parts(work, theme, front=FULL) if part.name == name)


def test_facing_pages_have_headings_of_front_matter_in_both_languages(
    gates: Work, classic: Theme
) -> None:
    for edition in (Edition.FACING, Edition.SPREADS):
        work = open_edition(gates, edition)
        contents = markup(work, classic, "contents")
        assert contents.index("תוכן העניינים") < contents.index(">Contents<")
        for name in ("half-title", "title", "imprint"):
            page = markup(work, classic, name)
            assert page.index("ההגהה") < page.index("The Proof")
        english = open_edition(gates, edition, TRANSLATION_FIRST)
        contents = markup(english, classic, "contents")
        assert contents.index(">Contents<") < contents.index("תוכן העניינים")


@pytest.mark.parametrize("titles", Titles)
def test_forms_of_a_title_follow_the_languages_of_the_edition(
    titles: Titles, gates: Work, classic: Theme
) -> None:
    forms = (("fr", "La Preuve"), ("en", "The Proof"), ("he", "ההגהה"))
    work = replace(gates, meta=replace(gates.meta, title=Words(forms)))
    facing = open_edition(work, Edition.FACING, EditionOptions(titles=titles))
    title = markup(facing, classic, "title")
    assert title.index("ההגהה") < title.index("The Proof")
    assert ("La Preuve" in title) is (titles is Titles.BOTH)
    for name in ("half-title", "imprint"):
        page = markup(facing, classic, name)
        assert page.index("ההגהה") < page.index("The Proof")
        assert "La Preuve" not in page
    assert ">Contents<" in markup(facing, classic, "contents")


def test_an_edition_in_one_language_has_its_headings_in_that_language(
    gates: Work, classic: Theme
) -> None:
    for edition, own, other in (
        (Edition.ORIGINAL, "תוכן העניינים", ">Contents<"),
        (Edition.TRANSLATION, ">Contents<", "תוכן העניינים"),
    ):
        contents = markup(open_edition(gates, edition), classic, "contents")
        assert own in contents
        assert other not in contents
        alone = open_edition(gates, edition, EditionOptions(titles=Titles.EDITION))
        title = markup(alone, classic, "title")
        assert ("ההגהה" in title) is (edition is Edition.ORIGINAL)
        assert ("The Proof" in title) is (edition is Edition.TRANSLATION)
        first_gate = "The First" in markup(alone, classic, "contents")
        assert first_gate is (edition is Edition.TRANSLATION)


@pytest.mark.parametrize("edition", [Edition.ORIGINAL, Edition.TRANSLATION])
def test_lines_of_an_imprint_keep_their_direction(
    edition: Edition, gates: Work, classic: Theme
) -> None:
    imprint = markup(open_edition(gates, edition), classic, "imprint")
    (rights,) = (line for line in imprint.splitlines() if "הזכויות" in line)
    (publisher,) = (line for line in imprint.splitlines() if "The Press" in line)
    assert 'dir="rtl"' in rights
    assert 'dir="ltr"' in publisher


@pytest.mark.parametrize(
    ("dir", "original_page", "first", "heads"),
    [
        (Dir.RTL, None, "he", ("he", "en")),
        (Dir.RTL, PageSide.RIGHT, "he", ("he", "en")),
        (Dir.RTL, PageSide.LEFT, "he", ("en", "he")),
        (Dir.LTR, None, "en", ("en", "he")),
        (Dir.LTR, PageSide.RIGHT, "en", ("en", "he")),
        (Dir.LTR, PageSide.LEFT, "en", ("he", "en")),
        (Dir.LTR, PageSide.LEFT, "he", ("he", "en")),
    ],
)
def test_running_heads_of_spreads_are_in_the_language_of_their_page(
    dir: Dir, original_page: PageSide | None, first: str, heads: tuple[str, str], gates: Work
) -> None:
    languages = ("he", "en") if first == "he" else ("en", "he")
    layout = TextLayout(
        Arrangement.SPREADS,
        translation_first=first == "en",
        original_page=original_page,
        languages=languages,
    )
    assert languages_of_sides(replace(gates, dir=dir, layout=layout)) == heads


def test_an_untitled_text_has_the_title_of_the_book_over_both_pages(
    lesson: Work, classic: Theme
) -> None:
    text = markup(open_edition(lesson, Edition.FACING), classic, "text")
    assert 'data-head="&#x2068;The Proof&#x2069;" data-book="&#x2068;ההגהה&#x2069;"' in text
    english = replace(lesson.meta, title=Words((("en", "The Proof"),)))
    text = markup(open_edition(replace(lesson, meta=english), Edition.FACING), classic, "text")
    assert 'data-head="&#x2068;The Proof&#x2069;" data-book="&#x2068;The Proof&#x2069;"' in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "binding"),
    [
        *((edition, None) for edition in Edition),
        *((Edition.INTERLINEAR, binding) for binding in Dir),
        *(
            pytest.param(edition, binding, marks=pytest.mark.thorough)
            for edition in Edition
            for binding in Dir
            if edition is not Edition.INTERLINEAR
        ),
    ],
)
def test_all_that_has_a_side_follows_the_binding(
    edition: Edition, binding: Dir | None, gates: Work, classic: Theme
) -> None:
    work = open_edition(gates, edition, binding=binding)
    page = "letter" if binding is Dir.LTR else "a5"
    options = pdf.PdfOptions(page=page, front=FULL, large_print=edition == Edition.LARGE_PRINT)
    outcome = pdf.write(work, classic, options)
    document = PdfView(outcome.value)
    is_rtl = binding is Dir.RTL or (
        binding is None and edition in {Edition.FACING, Edition.SPREADS, Edition.ORIGINAL}
    )
    assert document.file.Root.ViewerPreferences.Direction == ("/R2L" if is_rtl else "/L2R")
    assert document.file.Root.PageLayout == "/TwoPageRight"
    assert binding_of(document.file) is (Binding.RIGHT if is_rtl else Binding.LEFT)
    blank = [n for n, text in document.texts() if not text.strip()]
    contents, opening, *_ = (n for n, text in document.texts() if "First Gate" in text)
    assert contents % 2 == 1
    assert document.text(1).strip()
    assert 2 in blank
    assert "The Press" in document.text(3)
    assert "The Press" in document.text(4)
    assert opening % 2 == 1
    folios = {n: line for n in range(opening, opening + 2) for line in document.lines(n)[-1:]}
    assert {n: line.text.strip() for n, line in folios.items()} == {n: str(n) for n in folios}
    for n, line in folios.items():
        assert (line.x > document.width / 2) is ((n % 2 == 1) is not is_rtl)


@pytest.mark.slow
def test_facing_pages_have_a_running_head_in_each_language(gates: Work, classic: Theme) -> None:
    outcome = pdf.write(open_edition(gates, Edition.FACING), classic, pdf.PdfOptions(front=FULL))
    document = PdfView(outcome.value)
    opening = [n for n, text in document.texts() if "The First Gate" in text][1]
    heads = [document.lines(n)[0] for n in (opening + 1, opening + 2)]
    assert "ההגהה" in heads[0].text or "ההגהה"[::-1] in heads[0].text
    assert "The First Gate" in heads[1].text
    assert "השער" not in heads[1].text
