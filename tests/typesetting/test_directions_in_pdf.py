"""What the languages and directions passes make, set by WeasyPrint as it is, glyph by glyph.

Random bilingual paragraphs, cut by markup at random places and wrapped in a narrow column; each
line's glyphs, by where they stand on the page, against UAX #9.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pymupdf
import pytest
from markupsafe import Markup

from publish import theme as themes
from publish.cut import Run, enclose, flat
from publish.model import (
    Dir,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Passage,
    Quote,
    Strong,
    Text,
)
from publish.passes.directions import directions
from publish.passes.languages import languages
from publish.writers import html
from tests import paper
from tests.notation import book

pytestmark = pytest.mark.slow

LANG = {Dir.LTR: "en", Dir.RTL: "he"}
# Points do not move the letters they stand on, and PDF libraries disagree on where they stand.
HEBREW = "שלום תורה אור ספר דבר מלאכת הסופר כתב אות רב\"ש ה' על־ידי".split()
ENGLISH = "light of the letter and its work page binder G-d rag".split()
OTHER = '7 1986 152-160 1:2 (אור) [page] " . , : ! (Isaiah 40:31) כלי,אור –'.split(" ")


def paragraph(rng: random.Random) -> Inlines:
    """Return 15 to 30 words, four times marked and twice noted at whatever place."""
    words = [
        rng.choice(rng.choices([HEBREW, ENGLISH, OTHER], [5, 5, 2])[0])
        for _ in range(rng.randint(15, 30))
    ]
    nodes: Inlines = (Text(" ".join(words)),)
    for make in (Emphasis, Strong, lambda inner: Link("#", inner), lambda i: Quote("“", "”", i)):
        length = len(flat(nodes))
        start = rng.randrange(length)
        run = (start, min(length, start + rng.randint(1, 14)))
        nodes = enclose(nodes, [run], lambda inner, _, make=make: make(inner))
    for number in "12":
        at = rng.randrange(1, len(flat(nodes)))
        nodes = enclose(nodes, [(at, at + 1)], _noted(number))
    return nodes


def _noted(number: str):  # type: ignore[no-untyped-def] # what enclose takes: see publish.cut.Make
    def make(inner: Inlines, _: Run) -> Inline:
        # enclose gives one node for a run; emphasis holds the character and its note call.
        return Emphasis((*inner, Note(number)))

    return make


def passed(nodes: Inlines, dir: Dir) -> tuple[Inlines, Dir]:
    work = languages(book(Paragraph(nodes), lang=LANG[dir])).value
    (block,) = directions(work).value.body[0].children
    if isinstance(block, Passage):
        (block,), dir = block.blocks, block.dir
    assert isinstance(block, Paragraph)
    return block.inlines, dir


# --- on paper


@cache
def styles() -> str:
    theme = themes.load("classic")
    faces = {}
    for face in theme.faces:
        if face.weight == 400 and face.style == "normal":
            faces[face.script] = (theme.folder / face.file).as_uri()
    return (
        "".join(
            f"@font-face {{ font-family: {script}; src: url({uri}) }}"
            for script, uri in faces.items()
        )
        # One long page, and room between paragraphs: a line is known by its height on the page.
        + "@page { size: 50mm 5000mm; margin: 5mm }"
        + "p { margin: 0 0 60px; font: 11px latin, hebrew; line-height: 30px }"
        + "em, strong { font-style: normal; font-weight: normal }"
    )


def lines(paragraphs: Sequence[tuple[Inlines, Dir]]) -> list[str]:
    """Return every line on paper: its inked characters from left to right."""
    import weasyprint

    body = Markup("").join(
        Markup("<p{}>{}</p>").format(context.attributes, html.inlines(nodes, context))
        for nodes, dir in paragraphs
        for context in [
            html.Context(LANG[dir], lambda *_: Markup("<span>{}</span>").format(paper.CALL))
        ]
    )
    page = f"<!DOCTYPE html><meta charset=utf-8><style>{styles()}</style>{body}"
    found: dict[tuple[int, int], list[tuple[float, str]]] = {}
    with pymupdf.open(stream=weasyprint.HTML(string=page).write_pdf()) as document:
        for number, leaf in enumerate(document):
            for glyph in _glyphs(leaf):
                if not glyph["c"].isspace():
                    x, y = glyph["origin"]
                    found.setdefault((number, round(y / 5)), []).append((x, glyph["c"]))
    return ["".join(c for _, c in sorted(line)) for _, line in sorted(found.items())]


def _glyphs(page: pymupdf.Page) -> list[dict]:  # type: ignore[type-arg] # as pymupdf gives them
    return [
        glyph
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        for glyph in span["chars"]
    ]


_FACELESS = str.maketrans(")]", "([")  # a PDF may name a mirrored bracket by either of its faces


def right_lines(paragraphs: Sequence[tuple[Inlines, Dir]]) -> tuple[int, int]:
    """Return how many lines on paper are in the order of UAX #9, and how many there are."""
    rows = iter(lines(paragraphs))
    right = total = 0
    for nodes, dir in paragraphs:
        text = paper.deep(nodes)
        inked = [index for index, character in enumerate(text) if not character.isspace()]
        at = 0
        while at < len(inked):
            row = next(rows)
            own = inked[at : at + len(row)]
            order = paper.inked(nodes, paper.standard(nodes, dir, (own[0], own[-1] + 1)))
            wanted = "".join(text[index] for index in order)
            # The same characters, or lines and paragraphs are out of step and nothing is proved.
            assert sorted(wanted.translate(_FACELESS)) == sorted(row.translate(_FACELESS))
            right += wanted.translate(_FACELESS) == row.translate(_FACELESS)
            total += 1
            at += len(row)
    return right, total


def random_paragraphs() -> list[tuple[Inlines, Dir]]:
    rng = random.Random(18)
    return [(paragraph(rng), rng.choice(list(Dir))) for _ in range(60)]


def test_every_line_of_60_paragraphs_is_in_the_order_of_uax9() -> None:
    right, total = right_lines([passed(nodes, dir) for nodes, dir in random_paragraphs()])
    assert total > 200
    assert right == total


def test_without_the_passes_many_lines_are_wrong() -> None:
    # The control: were the engine right by itself, the test above would prove nothing.
    right, total = right_lines(random_paragraphs())
    assert right < 0.8 * total
