"""A source knows its lines; a text cut from it knows where each character stood."""

import re

from hypothesis import given
from hypothesis import strategies as st

from publish.text.source import Position, Source, Span, Traced, join

LETTERS = st.text(alphabet="אב גdeֶ\u200b\t", max_size=30)


def make_traced(text: str, offset: int = 0) -> Traced:
    return Traced(text, "a.txt", ((0, offset),))


def test_lines_end_where_editors_see_them_end() -> None:
    source = Source("a.txt", "one\r\ntwo\rthree\n\nfi\u2028ve")
    assert [line.text for line in source.lines()] == ["one", "two", "three", "", "fi\u2028ve"]
    assert source.line(3) == "three"


def test_places_are_counted_from_one_in_code_points() -> None:
    source = Source("a.txt", "אבג\nבְּרֵאשִׁית")
    assert source.position(0) == Position(1, 1)
    assert source.position(4) == Position(2, 1)
    assert source.position(7) == Position(2, 4)
    assert source.offset(2, 4) == 7


def test_a_place_past_the_end_is_the_end() -> None:
    source = Source("a.txt", "ab\ncd")
    assert source.offset(9, 9) == 5


def test_what_is_taken_out_does_not_move_what_follows() -> None:
    text = make_traced("ab\u200bcd", 10).sub(re.compile("\u200b"), lambda _: "")
    assert text.text == "abcd"
    assert text.span(2, 4) == Span("a.txt", 13, 15)


def test_what_is_put_in_stands_where_it_was_put() -> None:
    text = make_traced("ab", 5)
    both = join([text, text.put(2, " "), make_traced("cd", 20)])
    assert both.text == "ab cd"
    assert both.span(3, 5) == Span("a.txt", 20, 22)


@given(LETTERS, st.integers(0, 30), st.integers(0, 30))
def test_a_cut_keeps_every_offset(text: str, start: int, end: int) -> None:
    whole = make_traced(text, 100).sub(re.compile("\u200b"), lambda _: "")
    start, end = min(start, end, len(whole)), min(max(start, end), len(whole))
    part = whole.cut(start, end)
    assert part.text == whole.text[start:end]
    assert [part.offset(i) for i in range(len(part))] == [
        whole.offset(i) for i in range(start, end)
    ]


@given(LETTERS)
def test_every_character_that_is_left_stands_where_its_offset_says(text: str) -> None:
    whole = Source("a.txt", text)
    for line in whole.lines():
        left = line.sub(re.compile("[\u200b\t]"), lambda _: "").strip()
        assert all(text[left.offset(i)] == left.text[i] for i in range(len(left)))
