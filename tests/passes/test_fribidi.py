"""Tests of levels and visual order by UAX #9."""

from __future__ import annotations

import ctypes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.document.model import Dir
from publish.passes.directions import fribidi
from publish.text import native_libraries

LTR, RTL = Dir.LTR, Dir.RTL


@pytest.mark.parametrize(
    ("text", "dir", "levels"),
    [
        ("ab", LTR, "00"),
        ("ab", RTL, "22"),
        ("אב", LTR, "11"),
        ("אב", RTL, "11"),
        ("אב 12", RTL, "11122"),
        ("אב 12", LTR, "11122"),
        ("ab, אב!", LTR, "0000110"),
        ("ab, אב!", RTL, "2211111"),
        ("1-2", RTL, "222"),
        ("1–2", RTL, "212"),
        ("א\u05b0ב", LTR, "111"),
        ("", RTL, ""),
    ],
)
def test_levels(text: str, dir: Dir, levels: str) -> None:
    assert "".join(map(str, fribidi.levels(text, dir))) == levels


def test_brackets_have_the_direction_of_their_content_and_of_the_text_before() -> None:
    # Rule N0: without it the closing bracket would stay at the level of the paragraph.
    assert fribidi.levels("א (ב) a", LTR) == [1, 1, 1, 1, 1, 0, 0]


def test_an_isolate_hides_what_is_inside_it() -> None:
    with_isolate, without = "1 \u2067א\u2069 2", "1 א 2"
    assert fribidi.levels(with_isolate, LTR)[-1] == 0
    assert fribidi.levels(without, LTR)[-1] == 2


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    assert fribidi.levels("א😀ב", RTL) == [1, 1, 1]


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([], []),
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 2, 1, 0], [0, 4, 2, 3, 1, 5]),
        ([2, 2, 1, 3, 3], [4, 3, 2, 0, 1]),
    ],
)
def test_visual_order(levels: list[int], order: list[int]) -> None:
    assert fribidi.visual_order(levels) == order


@given(st.text(), st.sampled_from(Dir))
def test_every_character_has_a_level_and_a_place(text: str, dir: Dir) -> None:
    levels = fribidi.levels(text, dir)
    assert len(levels) == len(text)
    assert sorted(fribidi.visual_order(levels)) == list(range(len(text)))


def test_a_missing_library_is_reported_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> ctypes.CDLL:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    fribidi._library.cache_clear()
    native_libraries.load.cache_clear()
    try:
        with pytest.raises(PublishError) as error:
            fribidi.levels("א", RTL)
    finally:
        fribidi._library.cache_clear()
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "B01"
    assert diagnostic.hints
