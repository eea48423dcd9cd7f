"""Content streams become inks; texts, paths and what is in black already stay byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pikepdf import Matrix

from publish.config.pdf_profiles import FOGRA39, Colours
from publish.writers.pdf.press.condition_profiles import load_condition_profile
from publish.writers.pdf.press.content_stream import ContentConverter, StreamResources
from publish.writers.pdf.press.graphics_state import GraphicsState
from publish.writers.pdf.press.inks import Inks

PROFILE = load_condition_profile(FOGRA39)
CMYK = Inks(Colours.CMYK, PROFILE)
BLACK = Inks(Colours.BLACK, PROFILE)
RESOURCES = StreamResources(
    {"half": (0.5, None), "whole": (1.0, None)},
    frozenset({"half", "whole"}),
    frozenset(),
    {"lab": (3, CMYK.of_lab)},
)


def converter(inks: Inks = CMYK, **options: bool) -> ContentConverter:
    return ContentConverter(inks, RESOURCES, lambda name, _: name, **options)


def lines(data: bytes) -> list[str]:
    return [line.strip() for line in data.decode().splitlines() if line]


def convert(data: str, inks: Inks = CMYK, **options: bool) -> list[str]:
    return lines(converter(inks, **options).convert(data.encode()))


@pytest.mark.parametrize(
    "content", ["q\n0 g\nBT\n[<0012> -20 <0034>] TJ\nET\nQ", "0.5 G\n1 0 0 1 5 5 cm\n/i0 Do", ""]
)
def test_a_stream_in_greys_stays_the_same_bytes(content: str):
    assert converter().convert(content.encode()) == content.encode()


def test_grey_written_as_rgb_is_black_ink_alone():
    assert convert("0 0 0 rg\n0.4 0.4 0.41 RG") == ["0 g", "0.4033 G"]


def test_a_colour_becomes_inks_by_the_profile():
    (red,) = convert("1 0 0 rg")
    cyan, magenta, yellow, black = map(float, red.split()[:4])
    assert (cyan, black) == (0, 0)
    assert magenta > 0.9 < yellow


def test_a_colour_is_the_grey_of_its_luminance_where_black_is_the_only_ink():
    red, green = convert("1 0 0 rg\n0 1 0 rg", BLACK)
    assert red.endswith(" g")
    assert float(red[:-2]) < float(green[:-2]) < 1


def test_inks_of_a_book_in_black_are_added_up():
    assert convert("0 0 0 1 k\n1 1 1 0 K\n0 0 0 0 k", BLACK) == ["0 g", "0 G", "1 g"]


def test_inks_are_reduced_to_the_limit_and_black_stays():
    assert convert("0.8 0.8 0.8 0.6 k", replace(CMYK, limit=2.4)) == ["0.6 0.6 0.6 0.6 k"]


def test_a_colour_of_lab_becomes_an_ink_and_its_space_is_not_set():
    # The colour of sRGB blue (IEC 61966-2-1) in CIE Lab at D50, and a grey.
    (blue,) = convert("/lab cs\n29.57 68.3 -112.03 scn")
    same = convert("0 0 1 rg")[0]
    inks, expected = ([float(each) for each in ink.split()[:4]] for ink in (blue, same))
    assert inks == pytest.approx(expected, abs=0.03)
    (grey,) = convert("/lab CS\n53.6 0 0 SCN")
    assert float(grey.removesuffix(" G")) == pytest.approx(0.5, abs=0.01)


def test_a_string_that_looks_like_operators_is_left_alone():
    content = "(1 0 0 rg \\( 0 1 0 rg (/half gs) ) Tj"
    assert convert(content) == [content]


def test_an_operator_may_stand_beside_brackets_and_names():
    written = convert("[(a)]TJ/half gs 0 0 0 rg/i0 Do", flattens=True)
    assert written == ["[(a)]TJ", "0.5 g", "0.5 g/i0 Do"]


def test_pure_black_prints_over_other_inks_and_nothing_else_does():
    assert convert("0 g\n1 0 0 RG\n1 g\n/i0 Do", BLACK, overprints=True) == [
        *("/PressOO gs", "0 0 0 1 k"),
        *("/PressOK gs", "0.4984 G"),
        *("/PressKK gs", "1 g"),
        "/i0 Do",
    ]


def test_a_picture_after_black_text_does_not_print_over():
    expected = ["/PressOO gs", "0 0 0 1 k", "q", "/PressKK gs", "/i0 Do", "Q"]
    assert convert("0 g\n/i0 Do", overprints=True) == expected


def test_the_end_of_a_saved_state_ends_its_overprinting():
    written = convert("q\n0 g\nQ\nq\n0 g\nQ", overprints=True)
    assert written == ["q", "/PressOO gs", "0 0 0 1 k", "Q"] * 2


def test_opacity_becomes_the_colour_on_white_paper():
    assert convert("0 g\n/half gs\n/whole gs", flattens=True) == ["0 g", "0.5 g", "0 g"]
    assert convert("/half gs\n0 0.8 0 0 k", flattens=True) == ["0.5 g", "0 0.4 0 0 k"]


def test_opacity_ends_with_the_saved_state():
    assert convert("q\n/half gs\n0 g\nQ\n0.2 g", flattens=True)[-1] == "0.2 g"


def test_the_place_of_a_picture_follows_the_matrix():
    seen: list[GraphicsState] = []

    def draw(name: str, state: GraphicsState) -> str:
        seen.append(state.copy())
        return name

    content = b"q\n0.5 0 0 0.5 10 0 cm\nq\n200 0 0 100 4 6 cm\n/i0 Do\nQ\nQ\n/i1 Do"
    ContentConverter(CMYK, RESOURCES, draw).convert(content)
    assert [state.matrix for state in seen] == [Matrix(100, 0, 0, 50, 12, 3), Matrix()]


def test_streams_go_on_from_one_to_the_next():
    both = converter(flattens=True)
    both.convert(b"/half gs")
    assert lines(both.convert(b"0 g")) == ["0.5 g"]
