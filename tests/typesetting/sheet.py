"""Paragraphs one under another in the theme's faces, as paper and as a browser set them.

No pass and no writer stands between: what is set is exactly the inlines that are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pymupdf
from markupsafe import Markup

from publish.document.model import Dir, Inlines, Note
from publish.themes import theme as themes
from publish.writers import html
from tests.support import chromium, glyphs, paper
from tests.support.glyphs import Glyph

LANG = {Dir.LTR: "en", Dir.RTL: "he"}
_MARGIN = 5  # mm
_LINE, _GAP = 30, 60  # px: a line is known by its height on the page, a paragraph by its gap


@dataclass(frozen=True)
class Set:
    """A paragraph to be set: what it says, its direction, how wide it may be in millimetres."""

    inlines: Inlines
    dir: Dir
    width: float = 40.0
    justified: bool = False


@cache
def _styles() -> str:
    theme = themes.load("classic")
    files = {
        face.script: theme.folder / face.file
        for face in theme.faces
        if face.weight == 400 and face.style == "normal"
    }
    # Named for their files, so that a glyph in the PDF can be traced to its face.
    families = {script: file.stem.partition("-")[0] for script, file in files.items()}
    faces = "".join(
        f"@font-face {{ font-family: {families[script]}; src: url({file.as_uri()}) }}"
        for script, file in files.items()
    )
    return (
        f"{faces}{theme.text('common.css')}"
        f"@page {{ size: 200mm 4000mm; margin: {_MARGIN}mm }} body {{ margin: 0 }}"
        f"p {{ margin: 0 0 {_GAP}px; line-height: {_LINE}px; break-inside: avoid;"
        f" font-size: 11px; font-family: {families['latin']}, {families['hebrew']} }}"
        f"[lang=he] {{ font-family: {families['hebrew']}, {families['latin']} }}"
        "em, strong, cite, dfn { font-style: normal; font-weight: normal }"
    )


def any_call(_note: Note, _context: html.RenderContext) -> Markup:
    """Return a call that looks like any other and stays with the word before it."""
    return Markup("&#x2060;<bdi>{}</bdi>").format(paper.CALL)


def document(paragraphs: Iterable[Set], call: html.NoteRenderer = any_call) -> str:
    """Return the page of HTML that both engines set."""
    body = Markup("").join(
        Markup('<p data-measured style="width: {}mm; text-align: {}"{}>{}</p>').format(
            each.width,
            "justify" if each.justified else "start",
            context.attributes,
            html.render_inlines(each.inlines, context),
        )
        for each in paragraphs
        for context in [html.RenderContext(LANG[each.dir], call, dir=each.dir)]
    )
    styles = f'<meta charset="utf-8"><style>{_styles()}</style>'
    return f"<!DOCTYPE html>{styles}<body>{body}</body>"


Lines = list[list[Glyph]]


def on_paper(paragraphs: Sequence[Set]) -> list[Lines]:
    """Return the lines of each paragraph in a PDF, each from left to right."""
    import weasyprint

    theme = themes.load("classic")
    found: list[Lines] = []
    with pymupdf.open(stream=weasyprint.HTML(string=document(paragraphs)).write_pdf()) as made:
        for page in made:
            found += _parted(glyphs.lines(glyphs.page_glyphs(page, theme)))
    assert len(found) == len(paragraphs)
    return found


def _parted(lines: Lines) -> Iterator[Lines]:
    """Yield the lines of a page paragraph by paragraph."""
    points = 0.75  # of a px
    starts = [0]
    for number, (above, below) in enumerate(pairwise(lines), start=1):
        if below[0].y - above[0].y > points * (_LINE + _GAP / 2):
            starts.append(number)
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


def on_screen(paragraphs: Sequence[Set], call: html.NoteRenderer = any_call) -> list[Lines]:
    """Return the lines of each paragraph in the browser, each from left to right."""
    found = chromium.glyphs(document(paragraphs, call))
    return [glyphs.lines(row, apart=_LINE / 2) for row in found]


def is_flush(line: Iterable[Glyph], each: Set) -> bool:
    """Return whether a line fills its column from edge to edge, or has no space that can grow."""
    # A mark is said to be wider than it is, and has its place on a letter.
    letters = [glyph for glyph in line if glyphs.strip_marks(glyph.character).strip()]
    start = _MARGIN / 25.4 * 72
    end = start + each.width / 25.4 * 72
    # Pango rounds spaces that are a whole number of pixels wide by half a pixel.
    flush = abs(letters[0].x - start) < 0.4 and abs(letters[-1].end - end) < 0.4
    return flush or " " not in glyphs.visible_text(line)


def inked(line: Iterable[Glyph]) -> str:
    """Return the characters of a line that leave a mark, from left to right.

    But for the dot that is set between two note calls, which no text has.
    """
    return glyphs.visible_text(line).replace(" ", "").replace("·", "")
