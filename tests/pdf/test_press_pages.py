"""Pages for a press: their boxes, bleed and gutter, and what a press leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publish.config.pdf_profiles import MARK_LENGTH, PRESETS, GutterStep, PdfProfile
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.preflight_pages import GUTTER
from publish.document.model import Dir, Excerpt, Link, SourceCitation, Text, Work
from publish.preflight.press.build_check import check_press_file
from publish.storage.store import Store
from publish.text.lengths import MM, Trim, millimetres
from publish.themes import press_page
from publish.themes import theme as themes
from publish.themes.press_page import fit_to_press
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf import press_pages
from publish.writers.pdf.press_pages import find_gutter

from .conftest import PdfView, book, chapter, para, running

OFFSET = replace(PRESETS["offset"], name="ours")
SHEET = (148 * MM, 210 * MM)
STEP = GutterStep
INK, PAPER = 128, 255
BESIDE = 0.61
"""Millimetres of a gutter for the ink beside lines, with the type of the theme."""


def three_pages(**meta: object) -> Work:
    """Return a book of a title page, an imprint and one page of text, with a link."""
    link = Link("https://example.org/", (Text("the address"),))
    return book(chapter("Ink", para("See ", link, "."), para(running(3))), **meta)


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A theme whose pages of text have a grey ground."""
    folder = tmp_path_factory.mktemp("styles") / "grounds"
    folder.mkdir()
    (folder / "theme.toml").write_text('base = "classic"\n', "utf-8")
    (folder / "print.css").write_text("@page text { background: #ccc }\n", "utf-8")
    return themes.load("grounds", [folder.parent])


def write(work: Work, theme: Theme, profile: PdfProfile) -> PdfView:
    return PdfView(pdf.write(work, theme, pdf.PdfOptions(profile=profile)).value)


def boxes(view: PdfView, name: str) -> Iterator[list[float]]:
    """Yield the distances of a box of each page from its trim in millimetres.

    They are those of the left, lower, right and upper edge.
    """
    for page in view.file.pages:
        box, trim = ([float(each) for each in page[f"/{key}Box"]] for key in (name, "Trim"))
        left, low, right, high = (abs(a - b) / MM for a, b in zip(box, trim, strict=True))
        yield [round(each, 2) for each in (left, low, right, high)]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in diagnostics if each.code in {"P50", "P51", "P52"}]


class TestBoxes:
    def test_the_trim_is_the_page_of_the_book(self, classic: Theme) -> None:
        for page in write(three_pages(), classic, OFFSET).file.pages:
            left, low, right, high = map(float, page.TrimBox)
            assert (right - left, high - low) == pytest.approx(SHEET, abs=0.01)

    def test_a_book_that_does_not_bleed_has_no_bleed(self, classic: Theme) -> None:
        view = write(three_pages(), classic, replace(OFFSET, marks=False))
        assert list(boxes(view, "Bleed")) == [[0, 0, 0, 0]] * 4
        assert list(boxes(view, "Media")) == [[0, 0, 0, 0]] * 4

    def test_a_profile_may_ask_for_bleed_in_any_case(self, classic: Theme) -> None:
        view = write(three_pages(), classic, replace(OFFSET, always_bleeds=True, bleed=5))
        assert list(boxes(view, "Bleed")) == [[5, 5, 5, 5]] * 4

    def test_marks_have_room_off_the_trim(self, classic: Theme) -> None:
        view = write(three_pages(), classic, replace(OFFSET, mark_offset=4))
        room = 4 + MARK_LENGTH + 1
        assert list(boxes(view, "Media")) == [[room] * 4] * 4

    @pytest.mark.parametrize("lang", [("en", Dir.LTR), ("he", Dir.RTL)])
    def test_the_spine_has_no_bleed_where_a_press_wants_none(
        self, lang: tuple[str, Dir], classic: Theme
    ) -> None:
        profile = replace(OFFSET, marks=False, always_bleeds=True, inner_bleed=False)
        view = write(three_pages(lang=lang[0], dir=lang[1]), classic, profile)
        left_bound = [[0, 3, 3, 3], [3, 3, 0, 3]] * 2
        assert list(boxes(view, "Media")) == (
            left_bound if lang[1] is Dir.LTR else [*left_bound[1:], left_bound[0]]
        )

    def test_other_profiles_have_the_boxes_of_the_theme(self, classic: Theme) -> None:
        view = write(three_pages(), classic, PRESETS["screen"])
        assert list(boxes(view, "Media")) == [[0, 0, 0, 0]] * 3


class TestBleed:
    def test_a_ground_is_drawn_to_the_end_of_the_bleed(self, grounds: Theme) -> None:
        view = write(three_pages(), grounds, replace(OFFSET, marks=False))
        assert list(boxes(view, "Bleed")) == [[3, 3, 3, 3]] * 4
        image = draw(view, 2)
        assert max(edge.getextrema()[1] for edge in edges_of(image)) < PAPER

    def test_a_ground_without_bleed_ends_at_the_trim(self, grounds: Theme) -> None:
        view = write(three_pages(), grounds, replace(OFFSET, bleed=0.0))
        image = draw(view, 2)
        assert min(edge.getextrema()[0] for edge in edges_of(image)) == PAPER
        assert image.getpixel((image.width // 2, image.height // 2)) < PAPER


def draw(view: PdfView, index: int) -> Image.Image:
    """Return a page in grey, its sheet whole, a pixel a point."""
    import pypdfium2

    return pypdfium2.PdfDocument(view.data)[index].render(scale=1).to_pil().convert("L")


def edges_of(image: Image.Image) -> list[Image.Image]:
    """Return the pixels along each edge of a picture."""
    width, height = image.size
    left, right = (image.crop((x, 0, x + 1, height)) for x in (0, width - 1))
    top, foot = (image.crop((0, y, width, y + 1)) for y in (0, height - 1))
    return [left, right, top, foot]


class TestPages:
    def test_the_preflight_takes_no_offence_at_marks(self, classic: Theme) -> None:
        from publish.document.lazy_book import split_chapters
        from publish.preflight.pdf import check_pdf
        from publish.writers.pdf.document import write_document

        options = pdf.PdfOptions(profile=OFFSET)
        document = write_document(split_chapters(three_pages()), classic, options).value
        assert check_pdf(document, (), classic, Store()) == ()

    @pytest.mark.parametrize(("even", "count"), [(True, 4), (False, 3)])
    def test_an_empty_page_makes_the_number_even(
        self, even: bool, count: int, classic: Theme
    ) -> None:
        view = write(three_pages(), classic, replace(OFFSET, even_pages=even))
        assert len(view) == count
        assert view.text(count).strip() == ("" if even else view.text(3).strip())

    def test_a_press_gets_no_links_and_no_outline(self, classic: Theme) -> None:
        view = write(three_pages(), classic, OFFSET)
        assert not any("/Annots" in page for page in view.file.pages)
        assert view.outline() == []
        linked = write(three_pages(), classic, PRESETS["screen"])
        assert any("/Annots" in page for page in linked.file.pages)

    def test_equal_books_have_equal_bytes(self, classic: Theme) -> None:
        options = pdf.PdfOptions(profile=OFFSET)
        first, second = (pdf.write(three_pages(), classic, options).value for _ in range(2))
        assert first == second

    def test_pages_of_a_store_make_the_same_file(self, classic: Theme, tmp_path: Path) -> None:
        store = Store(tmp_path)
        options = pdf.PdfOptions(profile=with_gutter(STEP(1, 10), STEP(900, 30)))
        before = three_pages()
        edited = book(chapter("Ink", para(running(4))))
        fresh = pdf.write(edited, classic, options)
        pdf.write(before, classic, options, store=store)
        assert pdf.write(edited, classic, options, store=store) == fresh


def with_gutter(*steps: GutterStep) -> PdfProfile:
    return replace(OFFSET, gutter=steps, marks=False)


def left_edge(view: PdfView, page: int) -> float:
    """Return the distance of the text of a page from its left edge in millimetres."""
    return min(line.x for line in view.body(page)) / MM


class TestGutter:
    """The book has three pages of text, four with the empty one."""

    @pytest.mark.parametrize(("pages", "inner"), [(4, 19), (3, 28 + BESIDE)])
    def test_a_step_counts_up_to_its_number_of_pages(
        self, pages: int, inner: float, classic: Theme
    ) -> None:
        view = write(three_pages(), classic, with_gutter(STEP(pages, 10), STEP(900, 28)))
        assert left_edge(view, 3) == pytest.approx(inner, abs=0.2)

    def test_a_right_bound_book_is_mirrored(self, classic: Theme) -> None:
        work = three_pages(lang="he", dir=Dir.RTL)
        view = write(work, classic, with_gutter(STEP(900, 28)))
        right = max(line.right for line in view.body(3))
        assert view.width / MM - right / MM == pytest.approx(28 + BESIDE, abs=0.2)

    def test_the_text_moves_outwards_and_keeps_its_lines(self, classic: Theme) -> None:
        page = classic.page("a5")
        wide = fit_to_press(page, OFFSET, 25)
        assert (wide.inner, wide.outer) == ("25.609mm", "19.391mm")

    def test_lines_are_shorter_where_the_outer_margin_has_no_room(self, classic: Theme) -> None:
        wide = fit_to_press(classic.page("a5"), OFFSET, 40)
        assert (wide.inner, wide.outer) == ("40.609mm", "12mm")

    def test_points_beside_a_line_keep_out_of_the_gutter(
        self, classic: Theme, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        profile = with_gutter(STEP(900, 28))
        lines = (para("וֲזָהָב") for _ in range(9))
        work = book(chapter("דיו", *lines), lang="he", dir=Dir.RTL)
        assert check_press_file(write(work, classic, profile).data, profile) == ()
        monkeypatch.setattr(press_page, "_OVERHANG", 0.0)
        (fault,) = check_press_file(write(work, classic, profile).data, profile)
        assert fault.code == GUTTER.code

    def test_numbers_that_hang_in_the_margins_keep_out_of_the_gutter(self, classic: Theme) -> None:
        excerpts = [
            Excerpt(n, SourceCitation("M. Sofer"), (Text("The Scribe"),), (para(running(8, n)),))
            for n in range(8, 13)
        ]
        view = write(book(chapter("Ink", *excerpts)), classic, with_gutter(STEP(900, 19)))
        for number in range(3, len(view) + 1):
            ink = draw(view, number - 1).point(lambda grey: 255 * (grey < INK)).getbbox()
            if ink and number % 2:
                assert ink[0] / MM >= 19 - 0.4

    def test_a_wider_gutter_is_told(self, classic: Theme) -> None:
        options = pdf.PdfOptions(profile=with_gutter(STEP(2, 10), STEP(900, 28)))
        diagnostics = pdf.write(three_pages(), classic, options).diagnostics
        (diagnostic,) = (each for each in diagnostics if each.code == "P50")
        assert (
            diagnostic.message
            == "4 pages: the inner margin is 28.6 mm for “ours”, instead of 19 mm"
        )

    def test_a_gutter_is_widened_twice_at_most(self) -> None:
        profile = with_gutter(STEP(9, 10), STEP(19, 20), STEP(29, 30), STEP(99, 40))
        counted: list[float] = []

        def count(gutter: float) -> int:
            counted.append(gutter)
            return int(gutter)

        assert find_gutter(profile, count) == 30
        assert counted == [10, 20, 30]

    def test_a_gutter_is_never_made_narrower(self) -> None:
        profile = with_gutter(STEP(9, 10), STEP(99, 20))
        assert find_gutter(profile, {10.0: 12, 20.0: 8}.__getitem__) == 20

    def test_a_gutter_that_is_still_too_narrow_is_told(
        self, classic: Theme, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        options = pdf.PdfOptions(profile=with_gutter(STEP(2, 10), STEP(900, 28)))
        assert codes(pdf.write(three_pages(), classic, options).diagnostics) == ["P50"]
        monkeypatch.setattr(press_pages, "MOST_ROUNDS", 0)
        assert codes(pdf.write(three_pages(), classic, options).diagnostics) == ["P51"]

    def test_a_gutter_wider_than_the_page_is_an_error(self, classic: Theme) -> None:
        with pytest.raises(PublishError) as error:
            write(three_pages(), classic, with_gutter(STEP(900, 140)))
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "P52"
        assert "140 mm at the spine" in diagnostic.message
        assert "[printers.NAME]" in diagnostic.hints[0]


class TestSafeArea:
    @pytest.mark.parametrize("name", ["press", "ingram", "kdp"])
    @pytest.mark.parametrize("theme_name", ["classic", "classroom", "siddur"])
    def test_head_and_folio_are_inside(self, name: str, theme_name: str) -> None:
        profile = PRESETS[name]
        work = book(chapter("Ink", para(running(30))))
        view = write(work, themes.load(theme_name), replace(profile, page_range=None))
        edge = max(profile.safe_area, profile.outer_margin) * MM
        for number in range(1, len(view) + 1):
            ink = draw(view, number - 1).point(lambda grey: 255 * (grey < INK)).getbbox()
            left, top, right, foot = ink or (edge, edge, edge, edge)
            assert min(left, top) >= edge - 1
            assert max(right - SHEET[0], foot - SHEET[1]) <= 1 - edge

    def test_a_usual_page_is_not_changed_without_need(self, classic: Theme) -> None:
        page = classic.page("a5")
        assert fit_to_press(page, PRESETS["screen"], 0) == page
        assert fit_to_press(page, PRESETS["offset"], 19 - BESIDE) == page

    def test_small_pages_keep_what_a_press_asks(self, classic: Theme) -> None:
        page = fit_to_press(classic.page(Trim(110, 160)), PRESETS["ingram"], 12.7)
        assert millimetres(page.outer) >= 12.7 + 1.7 * millimetres(page.size)
        assert page.folio_foot == "12.7mm"
