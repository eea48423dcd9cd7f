"""Paragraphs in columns in the theme's faces, set by WeasyPrint and by Chromium.

No pass and no writer of a book takes part: the inlines are set as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import pymupdf
from markupsafe import Markup

from publish.document.model import Dir, Inlines, Note
from publish.themes import theme as themes
from publish.writers import html
from tests.support import chromium, glyphs, paper
from tests.support.glyphs import Glyph

LANGUAGES = {Dir.LTR: "en", Dir.RTL: "he"}

_POINTS_PER_MM = 72 / 25.4
_POINTS_PER_PX = 0.75
_MARGIN = 5  # mm
_LINE_HEIGHT, _GAP = 30, 60  # px; lines and paragraphs are distinguished by these distances


@dataclass(frozen=True)
class ColumnParagraph:
    """Paragraph to be set in a column, whose width is in millimetres."""

    inlines: Inlines
    dir: Dir
    width: float = 40.0
    justified: bool = False


Lines: TypeAlias = list[list[Glyph]]
"""Lines of a paragraph from the top, each from left to right."""


@cache
def _style_sheet() -> str:
    theme = themes.load("classic")
    files = {
        face.script: theme.folder / face.file
        for face in theme.faces
        if face.weight == 400 and face.style == "normal"
    }
    # ``glyphs.page_glyphs`` finds the face of a font in the PDF by the name of its file.
    families = {script: file.stem.partition("-")[0] for script, file in files.items()}
    faces = "".join(
        f"@font-face {{ font-family: {families[script]}; src: url({file.as_uri()}) }}"
        for script, file in files.items()
    )
    common = "".join(sheet.text for sheet in theme.style_sheets("common.css"))
    return (
        f"{faces}{common}"
        f"@page {{ size: 200mm 4000mm; margin: {_MARGIN}mm }} body {{ margin: 0 }}"
        f"p {{ margin: 0 0 {_GAP}px; line-height: {_LINE_HEIGHT}px; break-inside: avoid;"
        f" font-size: 11px; font-family: {families['latin']}, {families['hebrew']} }}"
        f"[lang=he] {{ font-family: {families['hebrew']}, {families['latin']} }}"
        "em, strong, cite, dfn { font-style: normal; font-weight: normal }"
    )


def render_call(_note: Note, _context: html.RenderContext) -> Markup:
    """Return the call of any note, the same for all, joined to the word before it."""
    return Markup("&#x2060;<bdi>{}</bdi>").format(paper.CALL)


def render_document(
    paragraphs: Iterable[ColumnParagraph], call: html.NoteRenderer = render_call
) -> str:
    """Return the HTML document that both engines set."""
    body = Markup("").join(
        Markup('<p data-measured style="width: {}mm; text-align: {}"{}>{}</p>').format(
            paragraph.width,
            "justify" if paragraph.justified else "start",
            context.attributes,
            html.render_inlines(paragraph.inlines, context),
        )
        for paragraph in paragraphs
        for context in [html.RenderContext(LANGUAGES[paragraph.dir], call, dir=paragraph.dir)]
    )
    styles = f'<meta charset="utf-8"><style>{_style_sheet()}</style>'
    return f"<!DOCTYPE html>{styles}<body>{body}</body>"


def lines_on_paper(paragraphs: Sequence[ColumnParagraph]) -> list[Lines]:
    """Return the lines of each paragraph in a PDF of WeasyPrint."""
    import weasyprint

    theme = themes.load("classic")
    data = weasyprint.HTML(string=render_document(paragraphs)).write_pdf()
    result: list[Lines] = []
    with pymupdf.open(stream=data) as document:
        for page in document:
            result += _split_paragraphs(glyphs.lines(glyphs.page_glyphs(page, theme)))
    assert len(result) == len(paragraphs)
    return result


def _split_paragraphs(lines: Lines) -> Iterator[Lines]:
    """Yield the lines of a page paragraph by paragraph."""
    starts = [0]
    for number, (above, below) in enumerate(pairwise(lines), start=1):
        if below[0].y - above[0].y > _POINTS_PER_PX * (_LINE_HEIGHT + _GAP / 2):
            starts.append(number)
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


def lines_on_screen(
    paragraphs: Sequence[ColumnParagraph], call: html.NoteRenderer = render_call
) -> list[Lines]:
    """Return the lines of each paragraph in Chromium."""
    rows = chromium.glyphs(render_document(paragraphs, call))
    return [glyphs.lines(row, apart=_LINE_HEIGHT / 2) for row in rows]


def column_middle(width: float) -> float:
    """Return the x of the middle of a column, in points, by its width in millimetres."""
    return (_MARGIN + width / 2) * _POINTS_PER_MM


def is_flush(line: Iterable[Glyph], paragraph: ColumnParagraph) -> bool:
    """Return whether a line of a PDF extends from edge to edge of its column.

    A line without a space, which cannot be justified, counts as flush.
    """
    # The advance of a mark may extend beyond its letter.
    letters = [glyph for glyph in line if glyphs.strip_marks(glyph.character).strip()]
    start = _MARGIN * _POINTS_PER_MM
    end = start + paragraph.width * _POINTS_PER_MM
    # Pango rounds spaces that are a whole number of pixels wide by half a pixel.
    flush = abs(letters[0].x - start) < 0.4 and abs(letters[-1].end - end) < 0.4
    return flush or " " not in glyphs.visible_text(line)


def visible_characters(line: Iterable[Glyph]) -> str:
    """Return a line from left to right without spaces and without the dots between note calls."""
    return glyphs.visible_text(line).replace(" ", "").replace("·", "")
