"""Cases of ``tests/cases/bidi`` after all passes, by glyph positions in a PDF and in Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import chromium
from tests.support.casefile import Case
from tests.support.glyphs import unify_brackets
from tests.typesetting import bidi
from tests.typesetting.bidi import Preparation
from tests.typesetting.books import OTHER_LANGUAGE

pytestmark = pytest.mark.slow

Renderer = Callable[[str, str, Preparation], dict[str, str]]
"""``bidi.lines_on_paper`` or ``bidi.lines_on_screen``."""


def control_lines(render: Renderer, case: Case) -> list[str]:
    """Return the lines of a case in three settings without the passes.

    They are a book in its language, a book in the other language, and every text overridden to
    left to right.
    """
    own = bidi.case_language(case)
    controls = (
        (own, Preparation.NONE),
        (OTHER_LANGUAGE[own], Preparation.NONE),
        (own, Preparation.LTR_OVERRIDE),
    )
    return [
        render(own, base, preparation)[bidi.case_string(case)] for base, preparation in controls
    ]


@pytest.mark.shows(*bidi.case_ids(), on="paper")
@pytest.mark.parametrize("case", bidi.case_parameters())
def test_the_line_on_paper_is_as_expected(case: Case) -> None:
    own = bidi.case_language(case)
    lines = bidi.lines_on_paper(own, own, Preparation.PASSES)
    case.holds(lambda _: lines[bidi.case_string(case)])


@pytest.mark.thorough
@pytest.mark.control(*bidi.case_ids(), on="paper")
@pytest.mark.parametrize("case", bidi.case_parameters())
def test_without_the_passes_the_line_on_paper_is_wrong(case: Case) -> None:
    lines = control_lines(bidi.lines_on_paper, case)
    assert any(f"{line}\n" != case.expected for line in lines)


@pytest.mark.thorough
@pytest.mark.shows(*bidi.case_ids(), on="screen")
@pytest.mark.parametrize("case", bidi.case_parameters())
def test_the_line_on_screen_is_as_expected(case: Case) -> None:
    chromium.find_program()
    own = bidi.case_language(case)
    line = bidi.lines_on_screen(own, own, Preparation.PASSES)[bidi.case_string(case)]
    assert unify_brackets(f"{line}\n") == unify_brackets(case.expected)


@pytest.mark.thorough
@pytest.mark.control(*bidi.case_ids(), on="screen")
@pytest.mark.parametrize("case", bidi.case_parameters())
def test_without_the_passes_the_line_on_screen_is_wrong(case: Case) -> None:
    chromium.find_program()
    lines = control_lines(bidi.lines_on_screen, case)
    assert any(unify_brackets(f"{line}\n") != unify_brackets(case.expected) for line in lines)
