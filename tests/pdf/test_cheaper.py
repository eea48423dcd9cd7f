"""What is made cheaper in WeasyPrint: less is done than by stock functions, to the same end."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import cssselect2
import pymupdf
import pytest
import weasyprint
from markupsafe import Markup
from weasyprint.draw import color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, inline, percent
from weasyprint.text import line_break

from publish.document.model import Emphasis, Note, Passage, Text, Work, direction
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import adapter, typesetter
from publish.writers.pdf.engine.patching import places
from publish.writers.pdf.engine.shortcuts import gc_tuning, lazy_selectors
from publish.writers.pdf.engine.typesetter import Press

from .conftest import POINTED, book, chapter, parts, running, said

pytestmark = pytest.mark.slow

adapter.mend()


def everywhere(function: str) -> tuple[tuple[Any, str], ...]:
    return tuple((sys.modules[place], function) for place in places(function))


CHEAPER: dict[str, tuple[tuple[Any, str], ...]] = {
    "style_sharing": (
        (weasyprint.css.StyleFor, "__init__"),
        (weasyprint.css.StyleFor, "set_computed_styles"),
    ),
    "used_lengths": everywhere("resolve_percentages"),
    "line_drafts": (
        *everywhere("split_first_line"),
        (line_break, "create_layout"),
        (line_break.Layout, "set_text"),
    ),
    "known_lines": everywhere("split_first_line"),
    "line_heights": everywhere("strut"),
    "normal_flow": (
        (boxes.Box, "is_in_normal_flow"),
        (boxes.ParentBox, "page_values"),
        *everywhere("collapse_margin"),
        *everywhere("avoid_collisions"),
    ),
    "layout_reuse": (
        (line_break.Layout, "deactivate"),
        (line_break.Layout, "reactivate"),
        (inline, "add_word_spacing"),
    ),
    "plain_boxes": (
        (background, "layout_box_backgrounds"),
        *everywhere("draw_border"),
        *everywhere("draw_outline"),
    ),
    "font_setup": ((line_break.Layout, "setup"), (line_break, "_font_style_cache_key")),
}

SAME = [name for name in CHEAPER if name != "layout_reuse"]
"""What changes no digit.  A line that is shaped whole keeps the kerning about its spaces."""


def unwrapped(function: Any, name: str) -> Any:
    """The function without what one of the modules has put around it."""
    if function.__globals__["__name__"].endswith(f".{name}"):
        return function.__wrapped__
    # What stands on it is made again on what is below.
    above = function.__globals__["hanging" if "hanging" in function.__globals__ else "remembering"]
    return above(unwrapped(function.__wrapped__, name))


@contextmanager
def stock(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """The library as it comes, as far as one of the modules goes."""
    with monkeypatch.context() as patch:
        patch.setattr(adapter, "mend", tuple)
        for owner, function in CHEAPER[name]:
            patch.setattr(owner, function, unwrapped(getattr(owner, function), name))
        yield


# --- less is done


def counted(patch: pytest.MonkeyPatch, owner: Any, name: str) -> list[Any]:
    """The calls of a function from now on."""
    calls: list[Any] = []
    uncounted = getattr(owner, name)

    def counting(*given: Any, **named: Any) -> Any:
        calls.append(given)
        return uncounted(*given, **named)

    patch.setattr(owner, name, counting)
    return calls


def laid(work: Work, theme: Theme) -> Iterator[str]:
    """The parts of a work laid out, to the last digit."""
    press = Press(work, theme, theme.page("a5"))
    for part in parts(work, theme):
        yield repr(press.pages(press.document(part.markup, "recto")))


def made(
    monkeypatch: pytest.MonkeyPatch,
    classic: Theme,
    of: tuple[Any, str],
    work: Work,
    without: str = "",
) -> list[Any]:
    """The calls of a function while a work is laid out, without one of the modules if need be."""
    without_it = stock(monkeypatch, without) if without else contextlib.nullcontext()
    with monkeypatch.context() as patch, without_it:
        count = counted(patch, *of)
        list(laid(work, classic))
        return count


def calls(
    monkeypatch: pytest.MonkeyPatch, classic: Theme, of: tuple[Any, str], without: str = ""
) -> list[int]:
    """How often a function is called for a chapter, and for one three times as long."""
    works = (book(chapter("", *(said(running(3, n)) for n in range(long)))) for long in (20, 60))
    return [len(made(monkeypatch, classic, of, work, without)) for work in works]


def test_paragraphs_that_are_alike_have_one_style(monkeypatch, classic: Theme):
    from weasyprint.css import ComputedStyle

    made = (ComputedStyle, "__init__")
    short, long = calls(monkeypatch, classic, made)
    assert long - short < 40
    short, long = calls(monkeypatch, classic, made, without="style_sharing")
    assert long - short > 200


def test_styles_are_computed_once_for_all_parts(classic: Theme, monkeypatch):
    from weasyprint.css import ComputedStyle

    def made(first: int) -> int:
        with monkeypatch.context() as patch:
            count = counted(patch, ComputedStyle, "__missing__")
            list(laid(book(chapter("", *(said(running(3, first + n)) for n in range(9)))), classic))
        return len(count)

    made(0)
    again = made(50)
    with stock(monkeypatch, "style_sharing"):
        assert made(90) > 5 * again


def test_elements_that_are_alike_are_held_against_selectors_once(classic: Theme, monkeypatch):
    tries = cssselect2.Matcher.add_relevant_selectors

    def tried() -> int:
        count = 0

        def counting(element: Any, some: Any, found: Any) -> None:
            nonlocal count
            count += len(some)
            tries(element, some, found)

        with monkeypatch.context() as patch:
            patch.setattr(cssselect2.Matcher, "add_relevant_selectors", staticmethod(counting))
            list(laid(book(chapter("", *(said(running(3, n)) for n in range(30)))), classic))
        return count

    # The sheets are read again, as they are where publish has loaded the engine.
    lazy_selectors.mend()
    typesetter._engine.cache_clear()
    read = weasyprint.CSS(string=weasyprint.html.UA)
    monkeypatch.setattr(weasyprint, "UA_STYLESHEET", read)
    cheap = tried()
    with stock(monkeypatch, "style_sharing"):
        assert cheap < 0.4 * tried()


def test_lengths_that_are_no_percentages_are_worked_out_once(monkeypatch, classic: Theme):
    one = (percent, "resolve_one_percentage")
    short, long = calls(monkeypatch, classic, one)
    assert long - short < 200
    short, long = calls(monkeypatch, classic, one, without="used_lengths")
    assert long - short > 1000


def test_a_font_is_described_once(monkeypatch, classic: Theme):
    one = (line_break, "get_font_description")
    short, long = calls(monkeypatch, classic, one)
    assert long <= short < 20
    short, long = calls(monkeypatch, classic, one, without="font_setup")
    assert long - short > 100


def test_the_lines_of_a_note_are_broken_once(monkeypatch, classic: Theme):
    notes = (Note(str(n), (said(running(9, n)),)) for n in range(12))
    work = book(chapter("", *(said(running(2), note) for note in notes)))
    one = (line_break.Layout, "get_first_line")
    once = made(monkeypatch, classic, one, work)
    assert len(once) < 0.7 * len(made(monkeypatch, classic, one, work, without="known_lines"))


def test_a_line_is_not_shaped_once_more_to_be_drawn(monkeypatch, classic: Theme):
    one = (line_break.Layout, "setup")
    _, kept = calls(monkeypatch, classic, one)
    _, anew = calls(monkeypatch, classic, one, without="layout_reuse")
    assert kept < 0.7 * anew


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_kept_line_is_drawn_where_it_would_be_made_anew(monkeypatch, classic: Theme, lang: str):
    def drawn() -> list[list[tuple[int, float, float]]]:
        with pymupdf.open(stream=pdf.write(work, classic).value) as document:
            return [
                sorted((glyph, y, x) for _, glyph, (x, y), _ in trace["chars"])
                for page in document
                for trace in page.get_texttrace()
            ]

    text = {"en": running(12), "he": " ".join(POINTED * 9)}[lang]
    passage = Passage(lang, direction(lang), (said(text, Emphasis((Text(text),)), text),))
    work = book(chapter("", passage), lang=lang, dir=direction(lang))
    made = drawn()
    with stock(monkeypatch, "layout_reuse"):
        anew = drawn()
    beside = [
        abs(x - at)
        for one, other in zip(made, anew, strict=True)
        for (*same, x), (*as_this, at) in zip(one, other, strict=True)
        if same == as_this
    ]
    assert len(beside) > 0.99 * sum(map(len, made))
    assert max(beside) < 0.05


def test_a_text_that_fits_is_measured_once(monkeypatch, classic: Theme):
    work = book(chapter("", *(said("Amen.") for _ in range(60))))
    one = (line_break.Layout, "get_first_line")
    assert len(made(monkeypatch, classic, one, work)) < 40
    assert len(made(monkeypatch, classic, one, work, without="known_lines")) > 59


def test_a_line_is_drafted_with_little_more_than_itself(monkeypatch, classic: Theme):
    work = book(chapter("", said(running(80))))

    def shaped(without: str = "") -> int:
        texts = made(monkeypatch, classic, (line_break, "unicode_to_char_p"), work, without)
        return sum(len(text) for (text,) in texts)

    assert shaped() < 0.8 * shaped(without="line_drafts")


def test_the_height_of_a_line_is_looked_up_once_a_style(monkeypatch, classic: Theme):
    one = (line_break, "_font_style_cache_key")
    short, long = calls(monkeypatch, classic, one)
    assert long - short < 20
    short, long = calls(monkeypatch, classic, one, without="line_heights")
    assert long - short > 300


def test_what_is_in_the_flow_is_not_asked_whether_it_floats(monkeypatch, classic: Theme):
    one = (boxes.Box, "is_floated")
    counts = calls(monkeypatch, classic, one)
    without = calls(monkeypatch, classic, one, without="normal_flow")
    assert counts[1] < 0.3 * without[1]


def test_backgrounds_are_looked_for_once_a_style(monkeypatch, classic: Theme):
    one = (color, "get_color")
    short, long = calls(monkeypatch, classic, one)
    assert long - short < 20
    short, long = calls(monkeypatch, classic, one, without="plain_boxes")
    assert long - short > 400


def test_garbage_is_looked_for_seldom_while_pages_are_made(monkeypatch, classic: Theme):
    before = gc.get_threshold()
    looks = []
    for meanwhile in (gc_tuning.seldom, contextlib.nullcontext):
        monkeypatch.setattr(gc_tuning, "seldom", meanwhile)
        count: list[str] = []
        gc.collect()
        gc.callbacks.append(lambda phase, _, count=count: count.append(phase))
        try:
            list(laid(book(chapter("", *(said(running(3, n)) for n in range(30)))), classic))
        finally:
            gc.callbacks.pop()
        looks.append(len(count))
    assert looks[0] < looks[1] / 3, looks
    assert gc.get_threshold() == before


# --- and the same comes out


HOSTILE = {
    "attributes": """<style>
        a::before { content: attr(title) } p:first-child::first-letter { font-size: 3em; float:
        left }
        p::first-line { font-weight: bold } b, b::before { color: red; content: "x" }
        </style><p id="a" lang="fr" style="color: blue; margin: inherit">Un <a id="b" name="c"
        title="t" href="#a">deux</a> <b id="inherit">three</b></p><p id="a" lang="fr">Again</p>
        <p lang="he" style="color: var(--none, green)">שלום <b lang="he">עולם</b></p>
        <p style="not: valid; color: nonsense">x</p><p style="not: valid; color: nonsense">y</p>
        <div id="d" style="position: absolute; left: 1cm; page: odd">z</div>""",
    "inherited": """<style> [id] { margin: 1em; border: 1px solid; display: inline-block }
        i { margin: inherit; display: inherit; anchor: inherit; border: inherit } .n { float:
        footnote }
        .n i { display: inherit } </style><div id="x"><i>one</i></div><div><i>two</i></div>
        <div id="y"><i id="z">three</i></div><p>x<span class="n" id="n1">n <i>o</i></span>
        <span class="n">m <i>o</i></span><span class="n" id="n2" lang="en">m <i>o</i></span></p>""",
    "lists": """<style> .i { list-style-position: inside } .u { list-style: upper-roman }
        li::marker { color: red } .c::marker { content: counter(list-item) ") " }
        </style><ol><li>one</li><li class="i c">two</li><li value="7">three</li></ol>
        <ul class="i"><li>four</li><li class="u">five<ul><li>six</li></ul></li></ul>""",
    "tables": """<table style="border-collapse: collapse; padding: 9px; width: 60%">
        <caption>A table</caption><thead><tr><th lang="en">a</th><th lang="en">b</th></tr></thead>
        <tbody><tr><td rowspan="2" style="border: 2px solid; height: 3em">c</td><td>d</td></tr>
        <tr><td style="padding: 10%; background: #eee">e</td></tr></tbody></table>
        <table><tr><td lang="en">f</td><td lang="en">g</td></tr></table>""",
    "pages": """<style> @page { @top-left { content: "page " counter(page) " of " counter(pages);
        width: 20vw } @bottom-center { content: element(run) } @left-middle { content: "m"; height:
        9vh }
        @right-bottom { content: none } @top-left-corner { content: "c" } margin: 10% }
        @page :first { margin: 3cm; counter-reset: page 7 } @page :nth(3) { size: a6 landscape }
        @page wide { size: 20cm 10cm; background: #ddd; border: 1px solid } .w { page: wide }
        .r { position: running(run) } h2 { string-set: t content(); width: 50vw }
        .b { break-before: right } </style><p class="r">running</p><h2>One</h2>
        <h2 class="b">Two</h2><p class="w">wide</p><h2 class="b">Three</h2><p class="b">4</p>""",
    "boxes": """<style> div { width: 80%; min-width: 3cm; max-height: 50%; padding: 2% 1em;
        margin: calc(1em + 2%) auto; box-sizing: border-box } .p { box-sizing: padding-box;
        height: 4em; border: 2px dashed; border-radius: 10% 5px; background: linear-gradient(red,
        blue) }
        .s { box-shadow: 2px 2px red; visibility: hidden } .o { overflow: hidden; height: 1em }
        .f { float: left; width: 30% } .t { transform: rotate(5deg); opacity: .5 }
        .a { position: relative; top: 3px; z-index: 2; outline: 2px dotted } .x { columns: 2;
        column-rule: 1px solid } .flex { display: flex }
        .grid { display: grid; grid-template-columns: 1fr 2fr } </style>
        <div>one<div class="p">two</div></div><div class="s">three<b style="visibility:
        visible">v</b>
        </div><div class="o">four<p>five</p></div><div class="f">left</div><p>beside</p>
        <div class="t">turned</div><div class="a">moved</div><div class="x"><p>c</p><p>d</p></div>
        <div class="flex"><div>f</div><div>g</div></div><div class="grid"><p>h</p><p>i</p></div>""",
    "text": """<style> p { width: 6cm; hyphens: auto; text-align: justify } .l { letter-spacing:
        1px;
        word-spacing: 2px } .u { text-decoration: underline overline line-through dotted red }
        .w { overflow-wrap: anywhere; width: 1cm } .e { white-space: nowrap; overflow: hidden;
        text-overflow: ellipsis }
        .s { font-variant: small-caps; font-feature-settings: "liga" 0 } .t { tab-size: 3;
        white-space: pre } .z { font-size: 0 } .k { hyphenate-character: "~" } </style>
        <p lang="en">Incomprehensibilities of typographical correspondences, extraordinarily
        representational throughout.</p><p class="l" lang="en">Affluent offices, VAT To.</p>
        <p class="u">Decorated <em>text</em></p><p class="w">unbreakablewordsarebroken</p>
        <p class="e">cut off where the line is full, or so it is said</p>
        <p class="s">Small fine capitals</p>
        <p class="t">a\tb\tc</p><p class="z">nothing</p><p>missing: \u4e2d \U0001f600 \u0e01</p>
        <p lang="he" dir="rtl">בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם abc 123 וְאֵת הָאָרֶץ</p>
        <p class="k" lang="en">internationalizations of misunderstandings uncharacteristically</p>
        <p>a&#173;b&#8203;c &#160; d<br/>e x<sup>2</sup><sub>i</sub></p>""",
}
"""Documents of all that the theme does not use, each with what a shortcut could get wrong."""


@pytest.fixture(scope="session")
def pressed(classic: Theme) -> Callable[[str], str]:
    """Return a press for markup that is no part of a book."""
    press = Press(book(), classic, classic.page("a5"))

    def pages(markup: str) -> str:
        return repr(press.pages(press.document(Markup(markup), "recto")))

    return pages


@pytest.mark.parametrize("document", HOSTILE)
def test_any_document_is_laid_out_as_by_the_stock_library(document: str, pressed, monkeypatch):
    made = pressed(HOSTILE[document])
    for name in SAME:
        with stock(monkeypatch, name):
            assert pressed(HOSTILE[document]) == made, name


@pytest.mark.parametrize("document", HOSTILE)
def test_styles_are_kept_for_a_document_as_it_would_compute_them(
    document: str, classic: Theme, monkeypatch
):
    rules, _, body = HOSTILE[document].partition("<style>")[2].partition("</style>")
    press = Press(book(), classic, classic.page("a5"))
    monkeypatch.setattr(press, "_shared", (*press._shared, rules))
    bodies = (body, *(HOSTILE[other] for other in ("inherited", "lists", "pages", "text")))

    def pages() -> list[str]:
        return [repr(press.pages(press.document(Markup(one), "recto"))) for one in bodies]

    assert pages() == (made := pages())
    with stock(monkeypatch, "style_sharing"):
        assert pages() == made


@pytest.mark.parametrize("kind", ["lesson", "handout", "prose", "hebrew_book"])
def test_books_are_laid_out_as_by_the_stock_library(
    kind: str, request: pytest.FixtureRequest, classic: Theme, monkeypatch
):
    work = request.getfixturevalue(kind)
    made = list(laid(work, classic))
    for name in SAME:
        with stock(monkeypatch, name):
            assert list(laid(work, classic)) == made, name
