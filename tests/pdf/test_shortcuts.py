"""Tests that the layout is the same with and without each shortcut, to the last digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from markupsafe import Markup

from publish.document.model import Work
from publish.themes.theme import Theme
from publish.writers.pdf.engine import adapter
from publish.writers.pdf.engine.typesetter import Typesetter

from .conftest import book, parts

pytestmark = pytest.mark.slow

INDEPENDENT = [name for name in adapter.SHORTCUTS if name != "style_memo"]
"""The shortcuts that can be disabled one by one; several depend on ``style_memo``."""


@pytest.fixture
def disable_shortcut(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that disables one shortcut, or with ``all`` every one."""
    shortcuts = adapter.SHORTCUTS

    def disable(name: str) -> None:
        others = tuple(each for each in shortcuts if each != name)
        monkeypatch.setattr(adapter, "SHORTCUTS", () if name == "all" else others)

    return disable


def layouts(work: Work, theme: Theme) -> Iterator[str]:
    """Yield the layout of each part of a work."""
    typesetter = Typesetter(work, theme, theme.page("a5"))
    for part in parts(work, theme):
        yield repr(typesetter.typeset(typesetter.document(part.markup, "recto")))


DOCUMENTS = {
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
        <p class="e">cut off where the line is full, or so it is para</p>
        <p class="s">Small fine capitals</p>
        <p class="t">a\tb\tc</p><p class="z">nothing</p><p>missing: \u4e2d \U0001f600 \u0e01</p>
        <p lang="he" dir="rtl">בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם abc 123 וְאֵת הָאָרֶץ</p>
        <p class="k" lang="en">internationalizations of misunderstandings uncharacteristically</p>
        <p>a&#173;b&#8203;c &#160; d<br/>e x<sup>2</sup><sub>i</sub></p>""",
}
"""HTML documents with features of CSS that the theme does not use, by the kind of feature."""


@pytest.fixture(scope="session")
def lay_out(classic: Theme) -> Callable[[str], str]:
    """Return a function that lays out an HTML document which is no part of a book."""
    typesetter = Typesetter(book(), classic, classic.page("a5"))

    def lay_out_document(markup: str) -> str:
        return repr(typesetter.typeset(typesetter.document(Markup(markup), "recto")))

    return lay_out_document


@pytest.mark.thorough
@pytest.mark.parametrize("document", DOCUMENTS)
def test_any_document_has_the_same_layout_without_a_shortcut(
    document: str, lay_out, disable_shortcut
):
    layout = lay_out(DOCUMENTS[document])
    for name in (*INDEPENDENT, "all"):
        disable_shortcut(name)
        assert lay_out(DOCUMENTS[document]) == layout, name


@pytest.mark.thorough
@pytest.mark.parametrize("document", DOCUMENTS)
def test_cached_styles_equal_computed_styles(
    document: str, classic: Theme, monkeypatch, disable_shortcut
):
    rules, _, body = DOCUMENTS[document].partition("<style>")[2].partition("</style>")
    typesetter = Typesetter(book(), classic, classic.page("a5"))
    monkeypatch.setattr(typesetter, "_shared", (*typesetter._shared, rules))
    bodies = (body, *(DOCUMENTS[other] for other in ("inherited", "lists", "pages", "text")))

    def pages() -> list[str]:
        documents = (typesetter.document(Markup(each), "recto") for each in bodies)
        return [repr(typesetter.typeset(each)) for each in documents]

    assert pages() == (cached := pages())
    disable_shortcut("style_sharing")
    assert pages() == cached


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["lesson", "handout", "prose", "hebrew_book"])
def test_a_book_has_the_same_layout_without_a_shortcut(
    kind: str, request: pytest.FixtureRequest, classic: Theme, disable_shortcut
):
    work = request.getfixturevalue(kind)
    layout = list(layouts(work, classic))
    for name in (*INDEPENDENT, "all"):
        disable_shortcut(name)
        assert list(layouts(work, classic)) == layout, name
