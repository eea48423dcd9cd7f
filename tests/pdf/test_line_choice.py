"""The ends of lines are chosen with the lines after them in view."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from publish.writers.pdf.engine import line_choice
from publish.writers.pdf.engine.line_choice import Break, WordSpace, choose_end

SPACE = 4.0
MOST_SHRINK = 0.15
WORD_SPACE = WordSpace(SPACE, MOST_SHRINK)


class Letters:
    """A text whose letters are ten wide and whose spaces are four; a hyphen divides words."""

    def __init__(self, text: str, hyphen: float = 5.0) -> None:
        words = text.split()
        self.breaks = []
        self._divisions: list[list[Break]] = []
        x = 0.0
        for number, word in enumerate(words):
            first, *parts = word.split("-")
            divisions, stop = [], x
            for part in [first, *parts][: len(parts)]:
                stop += 10 * len(part)
                place = (number, len(divisions) + 1)
                divisions.insert(0, Break(stop + hyphen, number, stop, number, place, True))
            self._divisions.append(divisions)
            x += 10 * len(word.replace("-", ""))
            is_last = number == len(words) - 1
            self.breaks.append(
                Break(x, number, x + SPACE, number + 1, (number + 1, 0), is_last=is_last)
            )
            x += SPACE

    def hyphens(self, number: int, /) -> Sequence[Break]:
        return self._divisions[number]


def first_line(text: str, width: float) -> tuple[int, ...]:
    end = choose_end(Letters(text), width, width, WORD_SPACE)
    assert end is not None
    return end.place


def test_a_line_that_fits_exactly_ends_there():
    # Three words of two letters and their two spaces.
    assert first_line("aa bb cc dd ee ff gg hh ii", 68) == (3, 0)


def test_word_spaces_shrink_for_a_word_that_nearly_fits():
    width = 10 * 14 + 6 * SPACE * (1 - MOST_SHRINK)
    text = "aa bb cc dd ee ff gg " * 4
    assert first_line(text, width + 0.1) == (7, 0)
    assert first_line(text, width - 0.1) == (6, 0)


@pytest.mark.parametrize(("horizon", "words"), [(3, 3), (1, 4)])
def test_a_line_ends_early_so_that_the_next_one_is_not_loose(
    horizon: int, words: int, monkeypatch: pytest.MonkeyPatch
):
    """With a horizon of one line, the control, it has as much text as fits."""
    monkeypatch.setattr(line_choice, "_HORIZON", horizon)
    text = "aaa bbb ccc d eee fff ggggggggggggg hhh iii jjj kkk lll mmm"
    assert first_line(text, 112) == (words, 0)


def test_a_word_is_divided_where_the_line_is_loose():
    assert first_line("aaa bbb ccc ddd-dddddddd eee fff ggg hhh", 151) == (3, 1)


def test_a_text_without_ends_has_no_choice():
    assert choose_end(Letters(""), 100, 100, WORD_SPACE) is None


@pytest.mark.parametrize("width", [5, 15])
def test_a_word_wider_than_its_line_is_left_to_the_engine(width: float):
    assert choose_end(Letters("aaaa bbbb"), width, width, WORD_SPACE) is None
