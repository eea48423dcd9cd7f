"""Tests that facing pages keep step, segment by segment, and that edits change no other page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from markupsafe import Markup

from publish.document.model import Dir, Meta, Work
from publish.themes.theme import Theme
from publish.writers.pdf.engine import spread_pagination
from publish.writers.pdf.engine.spread_breaks import SpreadBreaks
from publish.writers.pdf.engine.spread_pagination import SpreadPagination
from publish.writers.pdf.engine.typesetter import TypesetSpreads, Typesetter
from publish.writers.pdf.objects.font_use import collect_uses
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart
from tests.support.spread_texts import SpreadText

KINDS = {"phrases": (60, 2.2), "paragraphs": (36, 3.3), "long segments": (14, 4.25)}
"""The number of segments of a text, and the mean of the logarithm of their words."""

EDITS = 200
"""The number of edits, over all seeds."""


@pytest.fixture(params=[Dir.RTL, Dir.LTR])
def typesetter(request: pytest.FixtureRequest, classic: Theme) -> Typesetter:
    return make_typesetter(classic, request.param)


def make_typesetter(theme: Theme, dir: Dir) -> Typesetter:
    return Typesetter(Work(Meta(), "he", dir, ()), theme, theme.page("a5"))


def documents(typesetter: Typesetter, text: SpreadText) -> tuple[str, str]:
    hebrew, english = map(Markup, text.markups())
    return typesetter.document(hebrew, "verso"), typesetter.document(english, "recto")


def places(part: LaidOutPart) -> dict[str, int]:
    """Return the page on which each segment begins."""
    return {name: n for n, page in enumerate(part.pages) for name in page.segments}


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [
        "long segments",
        *(pytest.param(kind, marks=pytest.mark.thorough) for kind in ("phrases", "paragraphs")),
    ],
)
def test_all_segments_begin_on_the_same_spread(
    kind: str, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
):
    text = SpreadText(1, *KINDS[kind], extras=False)
    paginations = record_paginations(monkeypatch)
    both = documents(typesetter, text)
    (verso, recto), _ = typesetter.typeset_spreads(both)
    assert places(verso) == places(recto)
    assert list(places(verso)) == text.names
    assert len(verso.pages) == len(recto.pages)
    longer = max(len(typesetter.typeset(each)[0].pages) for each in both)
    assert len(verso.pages) <= 1.02 * longer + 1
    (pagination,) = paginations
    assert pagination.layouts <= 1.5 * 2 * len(verso.pages)


@pytest.mark.thorough
@pytest.mark.slow
def test_without_lockstep_they_do_not(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch):
    text = SpreadText(1, *KINDS["phrases"])
    monkeypatch.setattr(spread_pagination._Spread, "more", None)
    monkeypatch.setattr(
        spread_pagination.Stream, "make_page", make_page_without_stop(spread_pagination.Stream)
    )
    (verso, recto), _ = typesetter.typeset_spreads(documents(typesetter, text))
    assert places(verso) != places(recto)


@pytest.mark.slow
def test_a_page_waits_for_a_longer_one_that_faces_it(typesetter: Typesetter):
    text = SpreadText(2, 6, 3.0)
    text.segments[2][1][1].commentary = ["word"] * 900
    (verso, recto), _ = typesetter.typeset_spreads(documents(typesetter, text))
    assert places(verso) == places(recto)
    blank = [n for n, page in enumerate(verso.pages) if page.is_blank]
    assert blank
    assert not any(page.is_blank for page in recto.pages)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("seed", "kind", "edits"),
    [
        pytest.param(0, "paragraphs", 4, marks=pytest.mark.slow),
        *(
            pytest.param(seed, kind, EDITS // 4, marks=pytest.mark.long)
            for seed, kind in enumerate((*KINDS, "phrases"), start=1)
        ),
    ],
)
def test_edited_spreads_are_those_of_a_fresh_layout(
    seed: int, kind: str, edits: int, classic: Theme
):
    typesetter = make_typesetter(classic, Dir.RTL)
    segments, mean = KINDS[kind]
    text = SpreadText(seed, segments * 2 // 3, mean)
    latest = typesetter.typeset_spreads(documents(typesetter, text))
    done = []
    for _ in range(edits):
        done.append(text.edit())
        both = documents(typesetter, text)
        latest = typesetter.typeset_spreads(both, latest)
        fresh = typesetter.typeset_spreads(both)
        assert as_data(latest) == as_data(fresh), done
        verso, recto = latest[0]
        assert places(verso) == places(recto), done


@pytest.mark.thorough
@pytest.mark.slow
def test_an_edited_word_lays_out_few_pages(classic: Theme, monkeypatch: pytest.MonkeyPatch):
    typesetter = make_typesetter(classic, Dir.RTL)
    text = SpreadText(3, 70, 3.3)
    before = typesetter.typeset_spreads(documents(typesetter, text))
    text.segments[35][1][0].words[0] = "מלה"
    paginations = record_paginations(monkeypatch)
    typesetter.typeset_spreads(documents(typesetter, text), before)
    (pagination,) = paginations
    assert pagination.end is not None
    assert len(pagination.pages[0]) <= 4


def as_data(spreads: TypesetSpreads) -> tuple[Sequence[object], SpreadBreaks]:
    """Return what a book takes from a layout."""
    parts, breaks = spreads
    # The fonts of a part may have data of glyphs that were on earlier pages.
    sides = [(each.pages, collect_uses((each,)), each.glyph_key, each.resources) for each in parts]
    return sides, breaks


def record_paginations(monkeypatch: pytest.MonkeyPatch) -> list[SpreadPagination]:
    """Return a list to which each pagination of spreads is added."""
    from publish.writers.pdf.engine import typesetter as module

    paginations: list[SpreadPagination] = []
    paginate = spread_pagination.paginate_spreads

    def record(*arguments: object) -> SpreadPagination:
        paginations.append(paginate(*arguments))  # type: ignore[arg-type]  # as it is called
        return paginations[-1]

    monkeypatch.setattr(module, "paginate_spreads", record)
    return paginations


def make_page_without_stop(stream: type[spread_pagination.Stream]) -> object:
    make_page = stream.make_page
    return lambda self, _stop=None: make_page(self)
