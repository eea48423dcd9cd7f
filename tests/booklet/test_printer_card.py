"""The card for the printer and the test sheets: statements, directions, and pixels of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from publish.cli.booklet import command
from publish.cli.build import command as build
from publish.config.booklet_options import Binding, BookletSettings, Duplex, SheetLayout, paper
from publish.document.model import Foreign, Text, Work
from publish.document.walk import descend
from publish.text.lengths import MM, Size
from publish.writers.booklet import printer_card, trial_marks
from publish.writers.booklet.layout import BookletLayout, how_to_print, lay_out
from publish.writers.booklet.print_dialogs import DIALOGS
from publish.writers.booklet.printer_card_pictures import ruler_length
from publish.writers.booklet.printer_card_text import card_work, dialogs_work, trial_work
from publish.writers.booklet.printer_statements import card_statements
from publish.writers.booklet.trial_marks import place_marks
from tests.booklet.folding import PrintedNumber, PrintedSheet, read
from tests.booklet.sample_pdfs import make_numbered_pdf

A5 = Size(148 * MM, 210 * MM)
DPI = 100
EDGES = [(flip, asked) for flip in Duplex for asked in Duplex]


def layout_of(pages: int = 8, binding: Binding = Binding.LEFT, **settings: object) -> BookletLayout:
    return lay_out(pages, A5, BookletSettings(**settings), binding)  # type: ignore[arg-type]  # keywords of the test


def values(layout: BookletLayout, lang: str) -> dict[str, str]:
    return {each.name: each.value for each in card_statements(layout, lang)}


class TestStatements:
    @pytest.mark.parametrize("edge", Duplex)
    @pytest.mark.parametrize("binding", Binding)
    def test_a_card_says_what_the_line_of_the_command_says(
        self, edge: Duplex, binding: Binding
    ) -> None:
        layout = layout_of(binding=binding, duplex=edge)
        card, line = values(layout, "en"), how_to_print(layout)
        assert card["Both sides"].removeprefix("yes, ").replace("the ", "") in line
        assert f"the fold is {card['The fold']}" in line
        assert card["Paper"] == "A4; 2 sheets a copy"

    def test_signatures_are_sewn_and_not_stapled(self) -> None:
        card = values(layout_of(40, signature=4), "en")
        assert card["Fold"] == "3 signatures, 4 sheets at a time"
        assert card["Fasten"] == "sew or glue"
        assert "10 sheets a copy" in card["Paper"]
        assert card["Copies"] == "collated; 100 copies take 1000 sheets"

    def test_a_cover_of_its_own_is_named(self) -> None:
        assert values(layout_of(cover=True), "en")["Cover"] == "sheet 1, on the heavier paper"
        assert values(layout_of(cover=True), "he")["כריכה"] == "גיליון 1, על הנייר הכבד"
        assert "Cover" not in values(layout_of(), "en")

    def test_a_single_sheet_is_folded_alone(self) -> None:
        assert values(layout_of(4), "en")["Fold"] == "in the middle"
        assert values(layout_of(4), "he")["נייר"] == "A4; גיליון אחד לכל עותק"

    def test_hebrew_says_the_same(self) -> None:
        card = values(layout_of(40, Binding.RIGHT, signature=4, duplex=Duplex.LONG), "he")
        assert card["שני הצדדים"] == "כן, היפוך בצד הארוך"
        assert card["הקפל"] == "בצד ימין של הכריכה הקדמית"
        assert card["קיפול"] == "3 קונטרסים, 4 גיליונות בכל פעם"

    @pytest.mark.parametrize("binding", Binding)
    @pytest.mark.parametrize("kind", SheetLayout)
    @pytest.mark.parametrize("pages", [2, 8, 22, 96])
    def test_both_languages_and_the_command_say_the_same(
        self, kind: SheetLayout, binding: Binding, pages: int
    ) -> None:
        layout = layout_of(pages, binding, layout=kind)
        english, hebrew = (card_statements(layout, lang) for lang in ("en", "he"))
        numbers = [
            [re.findall(r"(?<!A)\d+", each.value.replace("גיליון אחד", "1")) for each in statements]
            for statements in (english, hebrew)
        ]
        assert numbers[0] == numbers[1]
        card, line = values(layout, "en"), how_to_print(layout)
        assert ("Cut" in card) == ("cut all sheets once" in line)
        assert ("Stack" in card) == ("of each copy" in line)
        assert ("Fold" in card) == ("fold " in line)
        if len(layout.sheets) > 1:
            staples = "two staples in the fold" in card.values()
            assert staples == ("staple in the fold" in line)
        is_bound = kind is not SheetLayout.HANDOUTS or len(layout.sheets) > 1
        assert (f"{binding}" in " ".join(card.values())) == is_bound
        assert (f"{binding}" in line) == is_bound

    @pytest.mark.parametrize("edge", Duplex)
    def test_each_dialog_names_one_edge(self, edge: Duplex) -> None:
        names = {Duplex.SHORT: ("short", "קצר"), Duplex.LONG: ("long", "ארוך")}
        other = Duplex.LONG if edge is Duplex.SHORT else Duplex.SHORT
        for dialog in DIALOGS:
            for words in filter(None, (dialog.english, dialog.hebrew)):
                text = " ".join(words.lines("A4", edge)).lower()
                assert any(name in text for name in names[edge]), dialog.name
                assert not any(name in text for name in names[other]), dialog.name
                assert "a4" in text

    def test_words_without_a_hebrew_source_are_english_runs(self) -> None:
        runs = {"".join(_texts(node)) for node in _foreign(dialogs_work(layout_of(), "he"))}
        assert "Duplex printing: Flip the short edge" in runs
        assert not _foreign_in(dialogs_work(layout_of(), "en"), "he")


def _foreign(work: Work) -> Iterator[Foreign]:
    return (node for node in descend(work) if isinstance(node, Foreign))


def _foreign_in(work: Work, lang: str) -> list[Foreign]:
    return [node for node in _foreign(work) if node.lang == lang]


def _texts(node: Foreign) -> Iterator[str]:
    return (each.text for each in node.inlines if isinstance(each, Text))


@cache
def card(binding: Binding = Binding.LEFT) -> bytes:
    return printer_card.draw_card(layout_of(binding=binding))


@cache
def trial(edge: Duplex, layout: SheetLayout = SheetLayout.FOLDED) -> bytes:
    return printer_card.draw_trial(layout_of(duplex=edge, layout=layout))


def words_on(pdf: bytes, page: int) -> dict[str, tuple[float, float]]:
    """Return the left edge and the top of the first of each word on a page."""
    with pymupdf.open(stream=pdf) as document:
        places: dict[str, tuple[float, float]] = {}
        for x, y, _, _, word, *_ in document[page].get_text("words"):
            places.setdefault(word, (x, y))
    return places


@pytest.mark.slow
class TestCard:
    def test_english_stands_on_the_left_and_hebrew_on_the_right(self) -> None:
        words, middle = words_on(card(), 0), 148.5 * MM
        assert all(
            x < middle for word, (x, _) in words.items() if word.isascii() and word.isalpha()
        )
        hebrew = [x for word, (x, _) in words.items() if "א" <= word[0] <= "ת"]
        assert hebrew
        assert min(hebrew) > middle

    def test_names_stand_where_each_language_begins(self) -> None:
        words = words_on(card(), 0)
        assert words["Both"][0] < words["sides"][0] < words["yes,"][0]
        assert words["שני"][0] > words["הצדדים"][0] > words["היפוך"][0]

    def test_the_paper_comes_before_the_number_of_sheets_in_hebrew(self) -> None:
        with pymupdf.open(stream=card()) as document:
            line = [
                (x, word)
                for x, y, _, _, word, *_ in document[0].get_text("words")
                if x > 148.5 * MM and abs(y - words_on(card(), 0)["נייר"][1]) < 6
            ]
        order = [word.strip(";") for _, word in sorted(line, reverse=True) if word != ";"]
        assert order[1:4] == ["A4", "2", "גיליונות"]

    @pytest.mark.parametrize("cover", [False, True])
    def test_the_drawing_stands_below_the_text(self, cover: bool) -> None:  # a case
        with pymupdf.open(stream=printer_card.draw_card(layout_of(cover=cover))) as document:
            page = document[0]
            text = max(word[3] for word in page.get_text("words") if word[4] != "1")
            pictures = [
                drawing["rect"].y0
                for drawing in page.get_drawings()
                if drawing["rect"].y1 > page.rect.height * 0.75
            ]
        assert pictures
        assert min(pictures) > text

    @pytest.mark.parametrize("lang", ["en", "he"])
    def test_each_text_has_room_on_a_page(self, lang: str) -> None:
        layout = layout_of(80, signature=4, sheet=paper("320x450mm"), duplex=Duplex.LONG)
        for make in (card_work, dialogs_work, trial_work):
            with pymupdf.open(stream=printer_card._set(make(layout, lang))) as document:
                assert document.page_count == 1, make.__name__

    def test_equal_booklets_have_equal_cards(self) -> None:
        assert printer_card.draw_card(layout_of()) == card()


@cache
def pixels(pdf: bytes, page: int) -> Image.Image:
    """Return a picture that is white where a page is dark."""
    with pymupdf.open(stream=pdf) as document:
        picture = document[page].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    grey = Image.frombytes("L", (picture.width, picture.height), picture.samples)
    return grey.point(lambda value: 255 * (value < 128))


def through_the_paper(pdf: bytes, page: int, flipped: Duplex) -> Image.Image:
    """Return the back of a sheet as it is seen from the front against the light."""
    back, mirror = pixels(pdf, page), Image.Transpose
    has_short_sides = back.width > back.height
    is_sideways = (flipped is Duplex.SHORT) == has_short_sides
    return back.transpose(mirror.FLIP_LEFT_RIGHT if is_sideways else mirror.FLIP_TOP_BOTTOM)


def is_dark(image: Image.Image, place: tuple[float, float]) -> bool:
    """Return whether there is ink around a place, in points from the lower left."""
    x, y = round(place[0] / 72 * DPI), round(image.height - place[1] / 72 * DPI)
    return image.crop((x - 2, y - 2, x + 3, y + 3)).getextrema() == (255, 255)


def ink(image: Image.Image) -> int:
    """Return the number of dark pixels."""
    return image.histogram()[255]


@pytest.mark.slow
class TestTrial:
    @pytest.mark.parametrize(("flip", "asked"), EDGES)
    @pytest.mark.parametrize("sheet", [0, 1])
    @pytest.mark.parametrize("layout", [SheetLayout.FOLDED, SheetLayout.CUT_STACK])
    def test_the_dot_is_in_the_ring_only_if_the_printer_flips_as_it_should(
        self, flip: Duplex, asked: Duplex, sheet: int, layout: SheetLayout
    ) -> None:
        places = place_marks(layout_of(layout=layout).sheet_size)
        back = through_the_paper(trial(asked, layout), 2 * sheet + 1, flip)
        assert is_dark(back, places.ring) == (flip is asked)
        assert is_dark(back, places.box) == (flip is not asked)

    @pytest.mark.parametrize(("flip", "asked"), EDGES)
    def test_arrows_coincide_only_if_the_printer_flips_as_it_should(
        self, flip: Duplex, asked: Duplex
    ) -> None:
        front, back = pixels(trial(asked), 2), through_the_paper(trial(asked), 3, flip)
        wide, high = front.size
        arrow = (wide // 8, 0, wide * 3 // 8, high // 6)
        front, back = front.crop(arrow), back.crop(arrow)
        share = ink(ImageChops.multiply(front, back)) / ink(front)
        assert share > 0.8 if flip is asked else share < 0.2

    def test_the_numbers_count_from_1_to_8_in_the_folded_sheets(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        digits: list[tuple[int, float]] = []

        def note(digit: int, middle: tuple[float, float], _height: float) -> Iterator[str]:
            digits.append((digit, middle[0]))
            return iter(())

        monkeypatch.setattr(trial_marks, "draw_digit", note)
        for binding in Binding:
            digits.clear()
            size = layout_of().sheet_size
            for sheet in trial_marks.trial_sheets(binding):
                for side, inside in ((sheet.outside, False), (sheet.inside, True)):
                    list(trial_marks.draw_marks(size, side, inside=inside))
            numbers = [PrintedNumber(digit, x, 1) for digit, x in digits]
            mirrored = [replace(each, x=size.width - each.x) for each in numbers]
            sheets = [
                PrintedSheet(size.width, tuple(numbers[n : n + 2]), tuple(mirrored[n + 2 : n + 4]))
                for n in (0, 4)
            ]
            assert read(sheets, binding.value) == [1, 2, 3, 4, 5, 6, 7, 8]

    def test_ring_and_box_are_empty_on_the_front(self) -> None:
        places, front = place_marks(layout_of().sheet_size), pixels(trial(Duplex.SHORT), 0)
        assert not is_dark(front, places.ring)
        assert not is_dark(front, places.box)

    def test_the_ruler_is_as_long_as_the_text_says(self) -> None:
        with pymupdf.open(stream=trial(Duplex.SHORT)) as document:
            text = document[0].get_text()
            widths = [drawing["rect"].width / MM for drawing in document[0].get_drawings()]
        assert any(width == pytest.approx(100, abs=0.01) for width in widths)
        assert "100 mm" in " ".join(text.split())

    def test_a_small_sheet_has_a_short_ruler(self) -> None:
        assert ruler_length(paper("a5").size) == 50
        assert ruler_length(paper("letter").size) == 100

    def test_sheets_that_are_cut_have_no_words_about_a_fold(self) -> None:
        text = {}
        for layout in (SheetLayout.FOLDED, SheetLayout.CUT_STACK):
            with pymupdf.open(stream=trial(Duplex.SHORT, layout)) as document:
                text[layout] = document[0].get_text().lower()
        assert "fold" in text[SheetLayout.FOLDED]
        assert "fold" not in text[SheetLayout.CUT_STACK]

    def test_the_viewer_is_told_the_edge(self) -> None:
        assert b"DuplexFlipLongEdge" in _decompress(trial(Duplex.LONG))
        assert b"DuplexFlipShortEdge" in _decompress(trial(Duplex.SHORT))


def _decompress(pdf: bytes) -> bytes:
    with pymupdf.open(stream=pdf) as document:
        return bytes(document.tobytes(expand=255, use_objstms=0))


@pytest.mark.slow
class TestCommand:
    def test_card_and_test_stand_beside_the_booklet(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("any.pdf").write_bytes(make_numbered_pdf(6))
        options = ["--pdf", "any.pdf", "--card", "--test-sheets"]
        result = CliRunner().invoke(command, options)
        assert result.exit_code == 0, result.output
        names = {path.name for path in Path("output/any").iterdir()}
        assert names == {f"any.booklet-a4{end}.pdf" for end in ("", ".card", ".test")}
        assert CliRunner().invoke(command, options).exit_code == 0

    def test_a_first_sheet_does_not_count_in_a_comparison(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("any.pdf").write_bytes(make_numbered_pdf(6))
        run = CliRunner().invoke
        assert run(command, ["--pdf", "any.pdf", "--card-first"]).exit_code == 0
        booklet = Path("output/any/any.booklet-a4.pdf")
        card = Path("output/any/any.booklet-a4.card.pdf").read_bytes()
        with pymupdf.open(booklet) as document:
            assert document.page_count == 2 + 4
        for side in (0, 1):
            assert pixels(booklet.read_bytes(), side) == pixels(card, side)
        Path("old.pdf").write_bytes(booklet.read_bytes())
        result = run(command, ["--pdf", "any.pdf", "--since", "old.pdf"])
        assert result.exit_code == 0, result.output
        assert "none of the 6 pages differs" in result.output

    def test_a_build_makes_a_lost_card_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("publish.toml").write_text("")
        Path("sources").mkdir()
        Path("sources/a.txt").write_text("In the beginning.\n")
        Path("sources/a.toml").write_text('formats = ["booklet"]\nbooklet = { card = true }\n')
        card = Path("output/a/a.booklet-a4.card.pdf")
        for _ in range(2):
            assert CliRunner().invoke(build, ["a"]).exit_code == 0
            assert card.is_file()
            card.unlink()

    def test_a_file_of_another_program_is_not_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("any.pdf").write_bytes(make_numbered_pdf(6))
        foreign = Path("output/any/any.booklet-a4.card.pdf")
        foreign.parent.mkdir(parents=True)
        foreign.write_bytes(b"a letter of mine")
        result = CliRunner().invoke(command, ["--pdf", "any.pdf", "--card"])
        assert result.exit_code == 1
        assert foreign.read_bytes() == b"a letter of mine"
        assert "any.booklet-a4.card.pdf" in result.output
        assert "Traceback" not in result.output
