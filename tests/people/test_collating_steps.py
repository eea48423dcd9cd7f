"""The line that says how cover sheets become booklets."""

from __future__ import annotations

import pytest

from publish.artifacts.people.collating_steps import how_to_collate
from publish.artifacts.people.people_list import Person
from publish.config.booklet_options import Binding, BookletSettings, SheetLayout, paper
from publish.text.lengths import MM, Size
from publish.text.source import Span
from publish.writers.booklet.layout import lay_out

PAGE = Size(105 * MM, 148 * MM)
PEOPLE = (Person(2, "Anna", (), Span("guests.csv", 0, 0)),)


def words(pages: int, count: int = 500, **options: object) -> str:
    settings = BookletSettings(sheet=paper("a4"), **options)
    return how_to_collate(lay_out(pages, PAGE, settings, Binding.RIGHT), count, PEOPLE)


@pytest.mark.parametrize(
    ("pages", "options", "steps"),
    [
        (20, {}, "sheets 2 to 5 of the booklet (pages 3 to 10 of its file) 500 times, collated; "),
        (8, {"card_first": True}, "print sheet 2 of the booklet (pages 5 to 6 of its file) 500 "),
        (20, {}, "on the next set, and fold both together; the first"),
        (4, {}, "on both sides; fold each sheet; the first is row 2"),
        (20, {"signature": 2}, "set, and fold and fasten them as the booklet; "),
        (20, {"layout": SheetLayout.CUT_TWO}, "set, and cut, fold and fasten them as the booklet"),
        (20, {"layout": SheetLayout.HANDOUTS}, "set, and cut and fasten them as the booklet"),
        (2, {"layout": SheetLayout.HANDOUTS}, "on both sides; cut and fasten them as the booklet"),
    ],
)
def test_each_layout_has_its_steps(pages: int, options: dict[str, object], steps: str) -> None:
    assert steps in words(pages, **options)


def test_a_single_cover_is_printed_once() -> None:
    assert words(8, 1).startswith(
        "print this cover sheet once, on both sides; print sheet 2 of the booklet (pages 3 to 4 of "
        "its file) once; "
    )
