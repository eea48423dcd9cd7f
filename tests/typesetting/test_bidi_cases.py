"""The hard cases of bidirectional text, through all passes and onto paper, glyph by glyph."""

from __future__ import annotations

import pytest

from tests.support import chromium
from tests.support.casefile import Case
from tests.support.glyphs import unify_brackets
from tests.typesetting import bidi
from tests.typesetting.bidi import Care

pytestmark = pytest.mark.slow


@pytest.mark.shows(*bidi.ids(), on="paper")
@pytest.mark.parametrize("case", bidi.all_cases())
def test_on_paper(case: Case) -> None:
    """What the line shows from left to right, the Hebrew words as W1, W2… in reading order."""
    own = bidi.lang(case)
    case.holds(lambda given: bidi.printed(own, own, Care.FULL)[given.strip("\n")])


@pytest.mark.control(*bidi.ids(), on="paper")
@pytest.mark.parametrize("case", bidi.all_cases())
def test_without_care_it_is_wrong(case: Case) -> None:
    # The control: untouched by the passes, in the other language's direction, in none at all.
    own, given = bidi.lang(case), case.source.strip("\n")
    left = [
        bidi.printed(own, base, care)[given]
        for base, care in ((own, Care.NONE), (bidi.OTHER[own], Care.NONE), (own, Care.FORBIDDEN))
    ]
    assert any(f"{shown}\n" != case.expected for shown in left)


@pytest.mark.shows(*bidi.ids(), on="screen")
@pytest.mark.parametrize("case", bidi.all_cases())
def test_on_a_screen(case: Case) -> None:
    chromium.find_program()
    own, given = bidi.lang(case), case.source.strip("\n")
    shown = bidi.on_screen(own, own, Care.FULL)[given]
    assert unify_brackets(f"{shown}\n") == unify_brackets(case.expected)


@pytest.mark.control(*bidi.ids(), on="screen")
@pytest.mark.parametrize("case", bidi.all_cases())
def test_without_care_the_screen_is_wrong(case: Case) -> None:
    chromium.find_program()
    own, given = bidi.lang(case), case.source.strip("\n")
    left = [
        bidi.on_screen(own, base, care)[given]
        for base, care in ((own, Care.NONE), (bidi.OTHER[own], Care.NONE), (own, Care.FORBIDDEN))
    ]
    assert any(unify_brackets(f"{shown}\n") != unify_brackets(case.expected) for shown in left)
