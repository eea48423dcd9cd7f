"""Front matter in print: its pages by need, the title block over a text, the lines at its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.front_matter import FrontMatter, read_front_matter
from publish.document.lazy_book import split_chapters
from publish.document.model import Creator, Date, Role, Section, Words, Work
from publish.pipeline.front_matter import arrange_front
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.attendee_pages import AttendeePages

from .conftest import PdfView, book, chapter, hebrew, para, parts, running

COMPACT = read_front_matter("compact")
NONE = read_front_matter("none")


def part_names(work: Work, theme: Theme, front: FrontMatter, *, cover: bool = False) -> list[str]:
    return [part.name for part in parts(work, theme, AttendeePages(cover=cover), front)]


def view(work: Work, theme: Theme, front: object, page: str = "a5") -> PdfView:
    read = read_front_matter(front)
    arranged = arrange_front(split_chapters(work), read).work
    outcome = pdf.write(arranged, theme, pdf.PdfOptions(page=page, front=read))
    assert outcome.diagnostics == ()
    return PdfView(outcome.value)


def with_dedication(work: Work) -> Work:
    """Return the work with a dedication before its text."""
    dedication = Section(Role.DEDICATION, (), (para("To the reader of proofs."),))
    return replace(work, front=(dedication,))


def test_each_switch_adds_or_removes_its_page(prose: Work, classic: Theme):
    text = ["text"] * 3
    full = ["title", "imprint", "contents", *text, "colophon"]
    assert part_names(prose, classic, FrontMatter()) == full
    for switch, name in (("title_page", "title"), ("imprint", "imprint"), ("contents",) * 2):
        front = FrontMatter(**{switch: False})
        assert part_names(prose, classic, front) == [each for each in full if each != name]
    assert part_names(prose, classic, FrontMatter(half_title=True)) == ["half-title", *full]


def test_compact_and_none_have_no_page_before_the_text(handout: Work, prose: Work, classic: Theme):
    assert part_names(handout, classic, COMPACT) == ["text"]
    assert part_names(prose, classic, COMPACT) == ["text"] * 3
    assert part_names(handout, classic, NONE) == ["text"]
    assert part_names(handout, classic, COMPACT, cover=True) == ["cover", "imprint", "text"]


def test_contents_of_a_compact_book_stand_under_its_title_block(handout: Work, classic: Theme):
    front = replace(COMPACT, contents=True)
    contents, text = parts(handout, classic, front=front)
    assert "title-block" in contents.markup
    assert "title-block" not in text.markup


@pytest.mark.slow
@pytest.mark.parametrize("page", ["a5", "a4", "letter", "half-letter"])
def test_a_title_block_says_where_what_and_when_above_the_first_excerpt(
    page: str, handout: Work, classic: Theme
):
    by = Creator(Words((("en", "Miriam Sofer"),)))
    work = replace(handout, meta=replace(handout.meta, creators=(by,), publisher="The Press"))
    document = view(work, classic, "compact", page)
    first = document.text(1)
    phrases = ["Days of Type", "From the Scribe", "The Proof", "Selected", "Miriam Sofer"]
    phrases += ["May 2025", "M. Sofer, Letter No. 1"]
    places = [first.index(words) for words in phrases]
    assert places == sorted(places)
    text = " ".join(words for _, words in document.texts())
    assert text.index("The Press") > text.index("On Ink 6")
    control = view(work, classic, "full", page)
    assert "Letter No. 1" not in control.text(1)
    assert len(control) >= len(document) + 2


@pytest.mark.slow
def test_a_compact_book_in_hebrew_opens_with_its_block(hebrew_book: Work, classic: Theme):
    document = view(hebrew_book, classic, "compact")
    words = document.text(1)
    assert "מעשה ספר" in words or "מעשה ספר"[::-1] in words
    assert len(view(hebrew_book, classic, "full")) >= len(document) + 3


@pytest.mark.slow
def test_no_front_matter_leaves_the_text_alone(handout: Work, classic: Theme):
    document = view(handout, classic, "none")
    assert "The Proof" in document.text(1)
    assert "Letter No. 1" in document.text(1)
    everything = " ".join(words for _, words in document.texts())
    assert "publish" not in everything
    assert "Selected excerpts" not in everything


@pytest.mark.slow
def test_a_half_title_and_a_title_page_stand_on_rectos(prose: Work, classic: Theme):
    document = view(prose, classic, {"half_title": True})
    assert document.page_of("Miriam Sofer") == 3
    assert "The Proof" in document.text(1)
    assert document.text(2).strip() == ""
    assert document.page_of("CC BY-SA 4.0") == 4


@pytest.mark.thorough
def test_a_dedication_stands_on_its_page_or_under_the_title_block(handout: Work, classic: Theme):
    work = with_dedication(handout)
    words = "To the reader of proofs."
    assert "Letter No. 1" not in (full := view(work, classic, "full")).text(full.page_of(words))
    compact = view(work, classic, "compact")
    assert compact.page_of(words) == 1
    assert "Letter No. 1" in compact.text(1)
    off = view(work, classic, {"layout": "compact", "dedication": False})
    assert not any(words in text for _, text in off.texts())


@pytest.mark.slow
def test_the_title_block_of_a_book_of_chapters_stands_over_its_first_page(
    prose: Work, classic: Theme
):
    document = view(prose, classic, "compact")
    first = document.text(1)
    assert first.index("The Proof") < first.index("Miriam Sofer") < first.index("Ink and Skin")
    dedication = view(with_dedication(prose), classic, "compact")
    assert "The Proof" in dedication.text(1)
    assert "To the reader" in dedication.text(1)
    assert dedication.text(2).count("The Proof") == 0


@pytest.mark.thorough
def test_the_pasted_handout_has_at_most_eight_pages_in_compact_layout(corpus: Path):
    from publish import to_pdf

    (path,) = corpus.glob("000_*.txt")
    compact, full = (
        PdfView(to_pdf(path, settings={"front": front}).value) for front in ("compact", "full")
    )
    assert len(compact) <= 8 < len(full)
    assert "May 2025" in compact.text(1)


def test_a_title_in_two_languages_is_one_heading_and_a_line(classic: Theme):
    work = book(chapter("", para("Text with ", hebrew("עברית"), ".")))
    (text,) = parts(work, classic, front=COMPACT)
    assert text.markup.count("<h1") == 1
    assert 'class="other"' in text.markup


@pytest.fixture
def with_style(classic: Theme, tmp_path: Path) -> Callable[[str], Theme]:
    """Return a function that makes a theme with more style."""

    def make(style: str) -> Theme:
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "theme.toml").write_text('base = "classic"\n', "utf-8")
        (tmp_path / "other" / "print.css").write_text(style, "utf-8")
        return themes.load("other", [tmp_path, classic.folder.parent])

    return make


def pages_of_imprint_alone(theme: Theme) -> int:
    """Return how many compact books of growing length end with a page of their imprint alone."""
    count = 0
    for length in range(36, 44):
        work = book(chapter("", *(para(running(3)) for _ in range(length))))
        work = replace(work, meta=replace(work.meta, rights="CC BY-SA 4.0"))
        document = view(work, theme, "compact", "letter")
        last = document.text(len(document))
        assert "CC BY-SA 4.0" in last
        count += "[3]" not in last
    return count


@pytest.mark.thorough
def test_an_imprint_stands_on_a_page_of_the_text(
    classic: Theme, with_style: Callable[[str], Theme]
):
    assert pages_of_imprint_alone(classic) == 0
    assert pages_of_imprint_alone(with_style(".closing { break-before: page }")) > 0


def siddur_pages(theme: Theme) -> list[str]:
    """Return the texts of the pages of a compact siddur in large print."""
    from publish import to_pdf

    text = Path(__file__).parents[2] / "docs" / "specimens" / "sources" / "siddur.txt"
    settings = {"front": "compact", "date": 2026, "shape": "interlinear"}
    settings |= {"title": {"he": "בְּהָקִיץ", "en": "On Waking"}, "languages": ["he", "en"]}
    outcome = to_pdf(text, settings=settings, theme=theme.folder, edition="large-print")
    return [words for _, words in PdfView(outcome.value).texts()]


@pytest.mark.thorough
def test_a_rubric_stands_on_the_page_of_its_words(
    classic: Theme, with_style: Callable[[str], Theme]
):
    def is_with_its_words(pages: list[str]) -> bool:
        return any("hand first" in page and "wash our hands" in page for page in pages)

    pages = [" ".join(page.split()) for page in siddur_pages(classic)]
    assert is_with_its_words(pages)
    assert "2026" in pages[0]
    avoids = with_style(".passage:first-child { break-before: avoid }")
    control = [" ".join(page.split()) for page in siddur_pages(avoids)]
    assert not is_with_its_words(control)


@pytest.mark.slow
def test_the_publisher_and_the_date_of_an_imprint_are_not_broken(prose: Work, classic: Theme):
    date = Date("2026-06-01", "1 June 2026")
    work = replace(prose, meta=replace(prose.meta, publisher="The Bookmakers’ House", date=date))
    outcome = pdf.write(work, classic, pdf.PdfOptions(large_print=True))
    lines = [line.text.strip() for line in PdfView(outcome.value).lines(2)]
    place = lines.index("The Bookmakers’ House,")
    assert lines[place + 1] == "1 June 2026"


@pytest.mark.thorough
def test_contents_of_thousands_of_chapters_are_within_the_bounds_of_templates(classic: Theme):
    work = book(*(chapter(f"Chapter {number}", para("A line.")) for number in range(2000)))
    (contents,) = (each for each in parts(work, classic) if each.name == "contents")
    anchors = re.findall(r'href="#([^"]+)"', contents.render(frozenset(), {}).markup)
    assert len(anchors) == 2000
    numbers = {anchor: number for number, anchor in enumerate(anchors, 1)}
    assert 'data-page="1999"' in contents.render(frozenset(), numbers).markup
