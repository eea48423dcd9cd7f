"""The booklet of a view: its folded faces read in order, drawn from the sheets themselves."""

from __future__ import annotations

from itertools import product

import pymupdf
import pytest

from publish.config.booklet_options import Binding, BookletSettings, Duplex, SheetLayout
from publish.desk.booklet_view import BookletView, describe_booklet, make_booklet_view
from publish.desk.folding import Face
from publish.writers.booklet.layout import how_to_print
from publish.writers.pdf.layout.page_faces import PageFace
from tests.booklet.sample_pdfs import A5, make_numbered_pdf, read_from_the_right

from .running_desk import Client

BINDINGS = {Binding.LEFT: None, Binding.RIGHT: read_from_the_right}


def make_view(
    pages: int, binding: Binding = Binding.LEFT, settings: BookletSettings = BookletSettings()
) -> BookletView:
    pdf = make_numbered_pdf(pages, change=BINDINGS[binding])
    faces = [PageFace(each, str(each), *A5, f"{each}", f"{each}") for each in range(1, pages + 1)]
    return make_booklet_view("a name", pdf, faces, settings)


def read(booklet: BookletView, faces: tuple[Face, ...] | None = None) -> list[int | None]:
    """Return the numbers that are seen on the faces; fail where one is upside down."""
    with pymupdf.open(stream=booklet.data) as pdf:
        return [look_at(booklet, pdf, face) for face in faces or booklet.faces]


def look_at(booklet: BookletView, pdf: pymupdf.Document, face: Face) -> int | None:
    """Return the number in the part of a picture of a side that the page in the browser shows."""
    place = describe_booklet(booklet)["faces"][booklet.faces.index(face)]
    page = pdf[2 * place["sheet"] + place["side"]]
    is_rotated = booklet.layout.is_rotated(inside=face.is_inside)
    width, height = page.rect.width * place["width"], page.rect.height * place["height"]
    left, top = page.rect.width * place["x"], page.rect.height * place["y"]
    if is_rotated:
        left, top = page.rect.width - left - width, page.rect.height - top - height
    clip = pymupdf.Rect(left, top, left + width, top + height)
    lines = [
        line for block in page.get_text("dict", clip=clip)["blocks"] for line in block["lines"]
    ]
    for line in lines:
        assert line["dir"] == ((-1.0, 0.0) if is_rotated else (1.0, 0.0))
    assert len(lines) < 2
    return int(lines[0]["spans"][0]["text"]) if lines else None


def in_order(pages: int) -> list[int | None]:
    return [*range(1, pages + 1), *[None] * (-pages % 4)]


@pytest.mark.parametrize(("binding", "duplex"), [*product(Binding, Duplex)])
@pytest.mark.parametrize("pages", [1, 4, 6, 23])
def test_the_folded_booklet_reads_in_order(pages: int, binding: Binding, duplex: Duplex) -> None:
    booklet = make_view(pages, binding, BookletSettings(duplex=duplex))

    assert booklet.layout.binding is binding
    assert read(booklet) == in_order(pages)


@pytest.mark.parametrize(("layout", "duplex"), [*product(SheetLayout, Duplex)])
@pytest.mark.parametrize("binding", Binding)
def test_every_layout_is_leafed_through_in_order(
    layout: SheetLayout, binding: Binding, duplex: Duplex
) -> None:
    booklet = make_view(21, binding, BookletSettings(layout=layout, duplex=duplex))
    is_folded = booklet.layout.plan.is_folded

    assert read(booklet) == (in_order(21) if is_folded else [*range(1, 22), None])
    folios = [face["folio"] for face in describe_booklet(booklet)["faces"]]
    assert folios == [number and str(number) for number in read(booklet)]


@pytest.mark.parametrize("binding", Binding)
@pytest.mark.parametrize("settings", [BookletSettings(signature=2), BookletSettings(cover=True)])
def test_signatures_and_a_cover_of_its_own_are_folded_as_the_words_say(
    settings: BookletSettings, binding: Binding
) -> None:
    assert read(make_view(21, binding, settings)) == in_order(21)


def test_a_fault_of_imposition_shows_in_the_folded_booklet() -> None:
    booklet = make_view(8, Binding.LEFT)
    wrong = make_view(8, Binding.RIGHT)

    assert read(wrong, booklet.faces) != in_order(8)


@pytest.mark.parametrize(
    "settings",
    [
        BookletSettings(),
        BookletSettings(duplex=Duplex.LONG, cover=True),
        BookletSettings(signature=1),
        BookletSettings(signature=3),
        *(BookletSettings(layout=layout) for layout in SheetLayout),
    ],
)
@pytest.mark.parametrize("pages", [3, 30])
def test_the_words_how_to_print_are_those_of_the_command_and_as_many_in_hebrew(
    settings: BookletSettings, pages: int
) -> None:
    booklet = make_view(pages, Binding.RIGHT, settings)
    steps = describe_booklet(booklet)["steps"]

    english = "; ".join(step["en"] for step in steps)
    assert english.casefold() == how_to_print(booklet.layout).casefold()
    assert all(any("א" <= letter <= "ת" for letter in step["he"]) for step in steps)
    assert "ימין" in steps[-1]["he"]


@pytest.mark.parametrize(
    ("layout", "duplex", "turn"),
    [
        (SheetLayout.FOLDED, Duplex.SHORT, "sideways"),
        (SheetLayout.FOLDED, Duplex.LONG, "upwards"),
        (SheetLayout.CUT_TWO, Duplex.SHORT, "upwards"),
        (SheetLayout.CUT_TWO, Duplex.LONG, "sideways"),
    ],
)
def test_a_sheet_turns_over_the_edge_that_it_lies_on(
    layout: SheetLayout, duplex: Duplex, turn: str
) -> None:
    booklet = make_view(4, Binding.LEFT, BookletSettings(layout=layout, duplex=duplex))
    assert describe_booklet(booklet)["turn"] == turn


@pytest.mark.parametrize(
    ("layout", "sheets"),
    [
        (SheetLayout.FOLDED, "על 2 גיליונות"),
        (SheetLayout.CUT_TWO, "על 2 חצאי גיליון"),
        (SheetLayout.SPIRAL, "על 3 דפים"),
    ],
)
def test_the_empty_pages_are_counted_in_hebrew(layout: SheetLayout, sheets: str) -> None:
    notes = describe_booklet(make_view(5, Binding.LEFT, BookletSettings(layout=layout)))["notes"]
    assert any(sheets in note.get("he", "") for note in notes)


def test_a_side_has_the_same_name_as_long_as_its_pages_and_places_are_the_same() -> None:
    pdf = make_numbered_pdf(8)
    faces = [PageFace(each, str(each), *A5, f"{each}", "") for each in range(1, 9)]
    before = make_booklet_view("a", pdf, faces, BookletSettings())
    faces[0] = PageFace(1, "1", *A5, "another", "")
    after = make_booklet_view("b", pdf, faces, BookletSettings())
    moved = make_booklet_view("c", pdf, faces, BookletSettings(paper_thickness=1))

    changed = [a != b for a, b in zip(before.sides, after.sides, strict=True)]
    assert changed == [True, False, False, False]
    assert [a != b for a, b in zip(after.sides, moved.sides, strict=True)] == [True] * 4


@pytest.mark.thorough
def test_the_sheets_of_a_view_are_those_that_the_command_writes(client: Client) -> None:
    address = client.book("small")
    client.view(address)
    booklet = client.get(f"{address}/booklet")
    sides = [side["image"] for sheet in booklet["sheets"] for side in sheet["sides"]]
    view, number = client.opened.desk.booklets.document(sides[0].rpartition("/")[2]) or (None, 0)
    _, answer = client.post(f"{address}/make", {"kind": "booklet"})
    client.event(job=answer["job"], done=1)

    assert view
    assert (number, len(sides)) == (1, 2 * len(view.layout.sheets))
    assert client.fetch(f"/downloads/{answer['job']}")[1] == view.data
    status, picture = client.fetch(f"{sides[0]}?scale=1.5")
    assert (status, picture[:4]) == (200, b"\x89PNG")
    assert client.fetch("/sheets/0123456789abcdef")[0] == 404
    assert client.fetch("/sheets/..%2f..%2fetc%2fpasswd")[0] == 404
