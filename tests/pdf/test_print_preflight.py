"""Faults of printed pages that the preflight of a PDF finds; each is planted in an intact book."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image as Picture

from publish.config.pdf_profiles import ACCESSIBLE, PRESETS, SCREEN
from publish.document.lazy_book import split_chapters
from publish.document.model import Dir, Work
from publish.preflight.glyph_contours import move_contours, overlap_contours
from publish.preflight.pdf import check_pdf
from publish.preflight.pdf_glyphs import Outlines
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.themes.theme_search import list_themes
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.options import PdfOptions

from .accessible_books import list_books, read_book
from .conftest import book, chapter, hebrew, para, running

pytestmark = pytest.mark.slow

Change = Callable[[Any], None]


def write(work: Work, theme: Theme, **options: Any) -> PdfDocument:
    return write_document(split_chapters(work), theme, PdfOptions(**options)).value


def codes(document: PdfDocument, theme: Theme) -> list[str]:
    return [each.code for each in check_pdf(document, (), theme, Store())]


def alter(document: PdfDocument, change: Change) -> PdfDocument:
    """Return the document with its PDF changed; ``change`` takes the file of pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document.data)) as file:
        change(file)
        file.save(out, static_id=True)
    return replace(document, data=out.getvalue())


@pytest.fixture(scope="module")
def short(classic: Theme) -> PdfDocument:
    """A book of two chapters, with pointed Hebrew and a note."""
    from publish.document.model import Note

    note = Note("1", (para("A note."),))
    first = chapter("Ink", para("Some words", note, ". ", running(20)), para(hebrew("דָּבָר")))
    return write(book(first, chapter("Lead", para(running(40)))), classic)


def draw(operations: str, page: int = -2) -> Change:
    """Return a change that draws more on a page."""

    def change(file: Any) -> None:
        contents = file.pages[page].obj.Contents
        contents.append(file.make_stream(f"q\n{operations}\nQ\n".encode()))

    return change


def write_line(x: float, y: float, before: str = "", page: int = -2) -> Change:
    """Return a change that writes the first words of the page again, at another place."""

    def change(file: Any) -> None:
        content = file.pages[page].obj.Contents[0].read_bytes()
        font, strings = re.findall(rb"(/\w+ [\d.]+ Tf)\n(\[.*?\] TJ)", content)[-1]
        operations = f"{before}BT\n1 0 0 1 {x} {y} Tm\n{font.decode()}\n{strings.decode()}\nET"
        draw(operations, page)(file)

    return change


def put_picture(mode: str, pixels: int, **more: Any) -> Change:
    """Return a change that draws a picture, 2 inches wide, on a page."""

    def change(file: Any) -> None:
        image = file.make_stream(Picture.new(mode, (pixels, pixels), 128).tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width = image.Height = pixels
        image.BitsPerComponent = 8
        image.ColorSpace = pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB
        for key, value in more.items():
            image[f"/{key}"] = value(file)
        page = file.pages[-2]
        page.obj.Resources.XObject = pikepdf.Dictionary(Planted=file.make_indirect(image))
        draw("144 0 0 144 100 300 cm\n/Planted Do")(file)

    return change


def make_transparent(file: Any) -> None:
    for page in file.pages:
        for state in page.obj.Resources.get("/ExtGState", {}).values():
            state.ca = 0.5


def set_box(name: str, *box: float) -> Change:
    def change(file: Any) -> None:
        file.pages[0].obj[f"/{name}"] = pikepdf.Array(list(box))

    return change


def fonts_of(file: Any) -> list[Any]:
    return list(file.pages[-2].obj.Resources.Font.values())


def drop_texts(file: Any) -> None:
    for font in fonts_of(file):
        text = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(rb"(?m)^<\w+> ?<\w+>$", b"", text))


def widen(file: Any) -> None:
    (descendant,) = fonts_of(file)[0].DescendantFonts
    widths = descendant.W
    widths[1][0] = float(widths[1][0]) + 50


def lose_glyph(file: Any) -> None:
    """Show glyph 0 in the place of each first letter."""
    stream = file.pages[-2].obj.Contents[0]
    stream.write(re.sub(rb"\[<[0-9a-f]{4}", b"[<0000", stream.read_bytes()))


def empty(file: Any) -> None:
    file.pages[4].obj.Contents[0].write(b"q\nQ\n")


def move_note(file: Any) -> None:
    """Make the destination of the note a later page."""
    names = file.Root.Names.Dests.Names
    index = next(n for n, name in enumerate(names) if str(name).endswith("note-1"))
    names[index + 1][0] = file.pages[-2].obj


_LINE = re.compile(
    rb"(?P<place>(?:[-\d.]+ ){6}Tm\n)(?P<font>/\w+ [\d.]+ Tf\n)?(?P<shown>(?:\[.*?\] TJ\n)+)"
)


def shuffle_lines(file: Any) -> None:
    """Draw the lines of each page from the last to the first, at their places."""
    for page in file.pages[4:]:
        stream = page.obj.Contents[0]
        content = stream.read_bytes()
        matches = list(_LINE.finditer(content))
        fonts = list(accumulate((line["font"] for line in matches), lambda old, new: new or old))
        lines = [
            b"%b%b%b" % (m["place"], f, m["shown"]) for m, f in zip(matches, fonts, strict=True)
        ]
        order = b"".join(reversed(lines))
        stream.write(content[: matches[0].start()] + order + content[matches[-1].end() :])


def add_figure(file: Any) -> None:
    name = pikepdf.Name
    file.Root.Figures = file.make_indirect(pikepdf.Dictionary(Type=name.StructElem, S=name.Figure))


FAULTS: dict[str, tuple[Change, str]] = {
    "words beyond the page": (write_line(395, 300), "P17"),
    "words near the head of the page": (write_line(100, 584), "P18"),
    "a rule near the edge": (draw("4 100 1 200 re\nf"), "P18"),
    "a ground without a bleed": (draw("0 0 419.528 595.276 re\nf"), "P18"),
    "words that are wider than their box": (
        write_line(100, 300, "100 290 20 40 re\nW\nn\n"),
        "P19",
    ),
    "words over words": (lambda file: [write_line(100, y)(file) for y in (300, 301)], "P20"),
    "an empty page": (empty, "P21"),
    "a note on another page": (move_note, "P22"),
    "black in RGB": (draw("0 0 0 rg"), "P23"),
    "black on four plates": (draw("1 1 1 1 k"), "P23"),
    "a colour of another colour space": (draw("/lab-d50 cs\n50 0 0 scn"), "P23"),
    "a picture of few pixels": (put_picture("L", 40), "P24"),
    "a thin rule": (draw("100 100 100 0.1 re\nf"), "P25"),
    "a thin line": (draw("0.1 w\n100 100 m\n200 100 l\nS"), "P25"),
    "a page of another size": (set_box("TrimBox", 0, 0, 400, 595.276), "P26"),
    "a trim outside the sheet": (set_box("MediaBox", 10, 0, 419.528, 595.276), "P26"),
    "transparent ink": (make_transparent, "P27"),
    "a picture with a mask": (
        put_picture("L", 400, SMask=lambda file: file.make_stream(b"")),
        "P27",
    ),
    "a glyph that the font lacks": (lose_glyph, "P28"),
    "glyphs without texts": (drop_texts, "P29"),
    "a glyph of another width": (widen, "P30"),
    "no language": (lambda file: file.Root.__delitem__("/Lang"), "P31"),
    "no title": (lambda file: file.docinfo.__delitem__("/Title"), "P31"),
    "a figure without a description": (add_figure, "P32"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, short: PdfDocument, classic: Theme) -> None:
    change, code = FAULTS[name]
    assert code in codes(alter(short, change), classic)


def test_the_file_without_a_fault_has_no_diagnostics(short: PdfDocument, classic: Theme) -> None:
    assert codes(short, classic) == []
    assert codes(alter(short, lambda _: None), classic) == []


def test_a_colour_picture_is_no_fault(short: PdfDocument, classic: Theme) -> None:
    picture = put_picture("RGB", 400)

    def change(file: Any) -> None:
        picture(file)
        draw("1 0 0 rg")(file)

    assert codes(alter(short, change), classic) == []


def test_lines_that_are_drawn_in_another_order_are_found(classic: Theme) -> None:
    words = " ".join(map("".join, product("kpst", "aeo", "lmn", "di", "ru")))
    document = write(book(chapter("Ink", para(words)), chapter("Lead", para("End."))), classic)
    assert codes(document, classic) == []
    assert codes(alter(document, shuffle_lines), classic) == ["P33"]


def test_latin_lines_of_a_book_bound_on_the_right_are_in_order(classic: Theme) -> None:
    words = " ".join(map("".join, product("kpst", "aeo", "lmn", "di", "ru")))
    chapters = chapter("Ink", para(words)), chapter("Lead", para("End."))
    work = book(*chapters, lang="he", dir=Dir.RTL)
    document = write(work, classic)
    assert codes(document, classic) == []
    assert codes(alter(document, shuffle_lines), classic) == ["P33"]


def test_a_file_cut_off_is_not_read(short: PdfDocument, classic: Theme) -> None:
    half = replace(short, data=short.data[: len(short.data) // 2])
    assert codes(half, classic) == ["P07"]


def test_marks_of_one_place_are_drawn_on_each_other(classic: Theme) -> None:
    """The control is the same word in the order that the font has places for."""
    assert codes(write(book(chapter("", para(hebrew("שַָלום")))), classic), classic) == ["P16"]
    assert codes(write(book(chapter("", para(hebrew("שָׁלום")))), classic), classic) == []


def test_marks_overlap_where_their_ink_does_and_not_their_bounds_alone() -> None:
    """Two strokes that lie side by side, from the lower left to the upper right."""
    stroke = (((0.0, 0.0), (0.1, 0.0), (0.4, 0.4), (0.3, 0.4)),)
    for distance, is_fault in ((0.05, True), (0.09, False), (0.12, False), (0.2, False)):
        other = move_contours(stroke, distance)
        common = (distance, 0.0, 0.4, 0.4)
        assert overlap_contours(stroke, other, common, 0.012) is is_fault
    ring = (*stroke, stroke[0][::-1])  # a hole as large as its stroke
    assert not overlap_contours(ring, stroke, (0.0, 0.0, 0.4, 0.4), 0.012)


def test_contours_of_a_glyph_have_its_bounds(classic: Theme) -> None:
    """The bounds are those in the header of the glyph; an accented letter has parts."""
    from fontTools.ttLib import TTFont

    for face in classic.faces[:1] + classic.faces[-2:]:
        outlines = Outlines(face.path.read_bytes())
        with TTFont(face.path) as font:
            characters = font.getBestCmap()
            for text in "aéQ@שׁםָּ":
                glyph = font.getGlyphID(characters[ord(text)]) if ord(text) in characters else 0
                points = [point for contour in outlines.contours(glyph) for point in contour]
                box = outlines.box(glyph)
                if box is None:
                    assert points == []
                    continue
                xs, ys = zip(*points, strict=True)
                assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box, abs=0.01)


@pytest.fixture
def with_style(classic: Theme, tmp_path: Path) -> Callable[[str], Theme]:
    """Return a function that makes a theme with more style."""

    def make(style: str) -> Theme:
        shutil.copytree(classic.folder, tmp_path / "careless")
        sheet = tmp_path / "careless" / "print.css"
        sheet.write_text(f"{sheet.read_text('utf-8')}\n{style}\n", "utf-8")
        return themes.load("careless", [tmp_path])

    return make


STYLES = {
    "p { position: relative; left: 90mm }": "P17",
    "p { position: relative; left: -19mm }": "P18",
    "p { overflow: hidden; height: 3mm }": "P19",
    "p { margin-bottom: -15pt }": "P20",
    "p { color: #800000 }": "P23",
    "p { border-bottom: 0.1pt solid }": "P25",
    "p { opacity: 0.5 }": "P27",
    "p + p { break-before: page; } p + p::before { content: ''; display: block; "
    "break-after: page }": "P21",
}


@pytest.mark.thorough
@pytest.mark.parametrize("style", STYLES)
def test_a_fault_of_a_theme_is_found(style: str, with_style: Callable[[str], Theme]) -> None:
    theme = with_style(style)
    work = book(chapter("", para(running(3)), para(running(3, 3)), para(running(3, 6))))
    assert STYLES[style] in codes(write(work, theme), theme)


@pytest.mark.thorough
@pytest.mark.parametrize("name", list_books())
def test_a_real_book_has_no_fault(name: str, classic: Theme) -> None:
    work, options = read_book(list_books()[name])
    assert codes(write(work, classic, **options), classic) == []


@pytest.mark.long
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("page", ["a5", "half-letter", "a4", "letter"])
@pytest.mark.parametrize("name", list_books())
@pytest.mark.parametrize("theme", list_themes())
def test_a_real_book_has_no_fault_in_any_theme_and_size(
    theme: str, name: str, page: str, *, large: bool
) -> None:
    work, options = read_book(list_books()[name])
    themed = themes.load(theme)
    profile = PRESETS[ACCESSIBLE if large else SCREEN]
    options |= {"page": page, "large_print": large, "profile": profile}
    assert codes(write(work, themed, **options), themed) == []


def test_a_page_without_a_fault_is_not_read_again(classic: Theme) -> None:
    work = book(chapter("Ink", para(running(60))), chapter("Lead", para(running(60))))
    store = Store()
    document = write_document(split_chapters(work), classic, PdfOptions(), store).value
    assert check_pdf(document, (), classic, store) == ()
    black = alter(document, draw("0 0 0 rg", 4))
    assert codes(black, classic) == ["P23"]
    assert check_pdf(black, (), classic, store) == ()
