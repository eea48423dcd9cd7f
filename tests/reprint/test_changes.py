"""The pages, words and messages of a correction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.artifacts.reprint.change_bars import list_changed_lines
from publish.artifacts.reprint.change_messages import describe_pages, describe_sheets
from publish.artifacts.reprint.errata import list_errata
from publish.artifacts.reprint.page_changes import Difference, compare_pages, without_pictures
from publish.artifacts.reprint.page_lines import PageLine, PageLines
from publish.artifacts.reprint.page_prints import PagePrint
from publish.artifacts.reprint.sheet_changes import (
    SheetChanges,
    Stack,
    compare_sheets,
    list_numbers,
)
from publish.artifacts.reprint.word_changes import find_changes, list_words, share_of_common
from publish.config.booklet_options import Binding, Blanks, BookletSettings, SheetLayout, paper
from publish.text.lengths import MM, Size
from publish.writers.booklet.layout import lay_out


def make_page(*lines: str, folio: str = "", looks: str | None = None) -> PagePrint:
    """A page whose picture is its text, where no other picture is given."""
    text = PageLines(tuple(PageLine(n, line) for n, line in enumerate(lines, start=1)), (), folio)
    return PagePrint("|".join(lines) + folio if looks is None else looks, (300, 400), text)


def make_pages(*texts: str) -> list[PagePrint]:
    return [make_page(*text.split("|"), folio=str(n)) for n, text in enumerate(texts, start=1)]


def lay_out_a5(pages: int, **options: object):
    settings = replace(BookletSettings(sheet=paper("a4")), **options)
    return lay_out(pages, Size(148 * MM, 210 * MM), settings, Binding.LEFT)


class TestPages:
    """The ways in which pages differ (K24)."""

    def test_equal_books_have_no_changes(self) -> None:
        pages = make_pages("one two", "three four")
        changes = compare_pages(pages, pages)
        assert (changes.pages, changes.removed, changes.words) == ((), (), ())
        assert "none of the 2 pages differs" in describe_pages(changes, 2).message

    def test_a_page_with_another_word(self) -> None:
        changes = compare_pages(make_pages("one two", "a b"), make_pages("one too", "a b"))
        ((page),) = changes.pages
        assert (page.number, page.difference) == (1, Difference.WORDS)

    def test_words_that_are_taken_away_change_their_page(self) -> None:
        changes = compare_pages(make_pages("one two", "a b"), make_pages("one", "a b"))
        assert [(p.number, p.difference) for p in changes.pages] == [(1, Difference.WORDS)]

    def test_words_that_flow_on_are_told_from_changed_ones(self) -> None:
        before = make_pages("one two", "three four", "five six")
        now = make_pages("one NEW", "two three", "four five", "six")
        changes = compare_pages(before, now)
        assert [page.difference for page in changes.pages] == [
            Difference.WORDS, Difference.LINES, Difference.LINES, Difference.NEW,
        ]  # fmt: skip

    def test_a_page_that_moved_is_told_by_its_number(self) -> None:
        before = make_pages("one", "two", "three")
        now = make_pages("one", "put in between", "two", "three")
        message = describe_pages(compare_pages(before, now), 4).message
        assert message == (
            "3 of 4 pages differ from the print: page 2: other words; "
            "pages 3 and 4: pages 2 and 3 of the print, with another number"
        )

    def test_pages_that_are_gone_are_named(self) -> None:
        changes = compare_pages(make_pages("one", "two"), make_pages("one"))
        assert "page 2 of the print: gone" in describe_pages(changes, 1).message

    def test_a_picture_alone_makes_a_difference(self) -> None:
        before = [make_page("one", looks="a")]
        changes = compare_pages(before, [make_page("one", looks="b")])
        assert [page.difference for page in changes.pages] == [Difference.LOOKS]

    def test_pictures_of_another_program_do_not_count(self) -> None:
        before = [make_page("one", looks="a"), make_page("two", looks="b")]
        now = [make_page("one", looks="x"), make_page("three", looks="y")]
        assert len(compare_pages(before, now).pages) == 2
        pages = compare_pages(without_pictures(before, now), now).pages
        assert [page.number for page in pages] == [2]

    def test_layouts_count_where_both_are_known(self) -> None:
        before = [replace(make_page("one", looks="a"), face="f")]
        now = [replace(make_page("one", looks="x"), face="g")]
        assert len(compare_pages(without_pictures(before, now), now).pages) == 1
        assert not compare_pages(before, [replace(now[0], face="f")]).pages


class TestWords:
    def test_a_word_divided_by_a_line_or_a_page_is_one_word(self) -> None:
        before = make_pages("a com‐|positor at work")
        now = make_pages("a", "compositor at", "work")
        assert find_changes(list_words(before), list_words(now)) == []
        word = list_words(before)[1]
        assert (word.text, word.places) == ("compositor", ((1, 0), (1, 1)))

    def test_points_and_signs_count(self) -> None:
        before, now = make_pages("סֵפֶר, טוב"), make_pages("סֶפֶר. טוב")
        (change,) = find_changes(list_words(before), list_words(now))
        assert (change.before[0].text, change.now[0].text) == ("סֵפֶר,", "סֶפֶר.")

    def test_a_long_text_is_divided_at_places_that_are_alike(self) -> None:
        words = [f"w{n}" for n in range(40_000)]
        other = [*words]
        other[10_000] = "changed"
        del other[30_000]
        other[0:0] = ["first"]
        changes = find_changes(
            list_words([make_page(" ".join(words))]), list_words([make_page(" ".join(other))])
        )
        assert [(len(c.before), len(c.now)) for c in changes] == [(0, 1), (1, 1), (1, 0)]

    def test_other_books_of_one_language_have_few_phrases_in_common(self) -> None:
        first = "the light of the day and the dark of the night are not the same " * 5
        second = "of the book and the page it is said that the ink is of the night sky " * 5
        words = [list_words([make_page(text)]) for text in (first, second)]
        assert share_of_common(words[0], words[0]) == 1
        assert share_of_common(*words) < 0.1

    def test_errata_name_the_printed_page_and_line(self) -> None:
        before = [make_page("one two", "three four five", folio="xii")]
        now = [make_page("one too", "three five", "and six", folio="xii")]
        changes = find_changes(list_words(before), list_words(now))
        errata = [(e.page, e.line, e.before, e.now) for e in list_errata(changes, before, now)]
        assert errata == [
            ("xii", 1, "two", "too"),
            ("xii", 2, "three four", "three"),
            ("xii", 2, "five", "five and six"),
        ]

    def test_bars_stand_beside_changed_lines_and_where_words_went(self) -> None:
        before = make_pages("one two|three four|five six seven")
        now = make_pages("one two|three for|five seven")
        words = list_words(now)
        assert list_changed_lines(find_changes(list_words(before), words), words) == {1: (1, 2)}


class TestSheets:
    def test_one_page_changes_one_sheet(self) -> None:
        before = make_pages(*"abcdefgh")
        now = make_pages(*"abcXefgh")
        layout = lay_out_a5(8)
        changes = compare_sheets(Stack(layout, before), Stack(layout, now))
        assert changes == SheetChanges((2,), (), (2,))
        assert describe_sheets(changes, layout, "x.pdf").message == (
            "print 1 of 2 sheets again, from x.pdf: sheet 2 (pages 3–6), the innermost; each "
            "takes the place of the printed sheet of its number"
        )

    def test_a_sheet_of_a_signature_may_only_move(self) -> None:
        pages = [make_page(letter) for letter in "abcdefgh"]
        now = [*pages[4:], *pages[:4]]
        layout = lay_out_a5(8, signature=1)
        changes = compare_sheets(Stack(layout, pages), Stack(layout, now))
        assert changes == SheetChanges((), ((1, 2), (2, 1)), ())
        message = describe_sheets(changes, layout, "x.pdf").message
        assert "sheet 2 of the print becomes sheet 1" in message

    def test_a_sheet_moved_by_creep_is_another_one(self) -> None:
        pages = [make_page(letter) for letter in "aaaaaaaa"]
        less = lay_out_a5(4, paper_thickness=0.3)
        more = lay_out_a5(8, paper_thickness=0.3)
        changes = compare_sheets(Stack(less, pages[:4]), Stack(more, pages))
        assert changes.again == (2,)

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("cut-stack", "sheet 2 (pages 3, 4, 7–10, 13 and 14), halves 2 and 4 of a copy"),
            ("cut-two", "sheet 2 (pages 3, 4, 13 and 14), half 2 of a copy, counted from page 1;"),
            ("cut-two", "; half as many as there are copies, because each sheet has two;"),
            ("handouts", "sheet 2 (pages 3 and 4), leaf 2 of a copy"),
            ("spiral", "sheet 2 (pages 3, 4, 11 and 12), leaves 2 and 6 of a copy"),
        ],
    )
    def test_each_layout_names_the_places_of_its_pieces(self, kind: str, words: str) -> None:
        before, now = (make_pages(*text) for text in ("abcdefghijklmnop", "abcXefghijklmnop"))
        layout = lay_out_a5(16, layout=SheetLayout(kind))
        changes = compare_sheets(Stack(layout, before), Stack(layout, now))
        assert words in describe_sheets(changes, layout, "x.pdf").message

    def test_a_sheet_with_another_collation_mark_is_another_one(self) -> None:
        pages = [make_page(letter) for letter in "abcd" * 2]
        few = lay_out_a5(4, signature=1, layout=SheetLayout.PERFECT)
        more = lay_out_a5(8, signature=1, layout=SheetLayout.PERFECT)
        assert compare_sheets(Stack(few, pages[:4]), Stack(more, pages)).again == (1, 2)

    def test_a_page_of_ruled_lines_is_no_white_page(self) -> None:
        pages = [*make_pages(*"abc"), make_page(looks="")]
        less, more = (lay_out_a5(number, blanks=Blanks.RULED) for number in (3, 4))
        assert compare_sheets(Stack(less, pages[:3]), Stack(more, pages)).again == (1,)

    def test_white_paper_is_an_empty_page(self) -> None:
        pages = make_pages(*"abc")
        layout, other = lay_out_a5(3), lay_out_a5(4)
        white = [*pages, make_page(looks="")]
        assert compare_sheets(Stack(layout, pages), Stack(other, white)).again == ()

    @pytest.mark.parametrize(
        ("numbers", "text"),
        [((3,), "3"), ((3, 4), "3 and 4"), ((1, 3, 4, 5, 9), "1, 3–5 and 9")],
    )
    def test_numbers_in_words(self, numbers: tuple[int, ...], text: str) -> None:
        assert list_numbers(numbers) == text
