"""Running heads name the section or the excerpt that a page begins with; parts have a leaf."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.config.front_matter import read_front_matter
from publish.document.model import Dir, Role, Section, Text, Words, Work
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import PdfView, book, chapter, para, running

HEAD = 46
"""The points from the top of a page of A5 above which nothing but a running head stands."""

OUTER_EDGE = 26 / 25.4 * 72


def view(work: Work, theme: Theme, *, large: bool = False) -> PdfView:
    front = read_front_matter("compact")
    return PdfView(pdf.write(work, theme, pdf.PdfOptions(front=front, large_print=large)).value)


def heads(document: PdfView, side: int) -> dict[int, str]:
    """Return the running head of each recto (1) or verso (0), empty where a page has none."""
    return {
        page: " ".join(
            line.text.strip("\u2068\u2069 ") for line in document.lines(page) if line.y < HEAD
        )
        for page in range(1, len(document) + 1)
        if page % 2 == side
    }


def excerpts_on(document: PdfView, page: int) -> list[int]:
    return [n for n in range(1, 7) if f"Letter No. {n} (" in document.text(page)]


@pytest.mark.thorough
def test_a_recto_of_a_handout_names_the_excerpt_it_begins_with(handout: Work, classic: Theme):
    longer = tuple(
        replace(excerpt, blocks=excerpt.blocks * 3) for excerpt in handout.body[0].children
    )
    work = replace(handout, body=(chapter("", *longer),))
    document = view(work, classic)
    assert len(document) > 6
    begun = 0
    names = heads(document, 1)
    for page in range(1, len(document) + 1):
        new = excerpts_on(document, page)
        begins = [line.text for line in document.lines(page) if line.y > HEAD][:1]
        first = new[0] if new and f"Letter No. {new[0]} (" in " ".join(begins) else begun
        if page > 1 and page % 2:
            assert names[page] == f"{first}. On Ink {first}"
        begun = new[-1] if new else begun
    assert names[1] == ""
    assert len(set(names.values())) > 2
    assert set(heads(document, 0).values()) == {"The Proof"}


@pytest.mark.slow
@pytest.mark.parametrize("dir", [Dir.LTR, Dir.RTL])
def test_heads_stand_on_the_outer_side_in_both_directions(dir: Dir, handout: Work, classic: Theme):
    document = view(replace(handout, dir=dir), classic)
    for page in range(2, len(document) + 1):
        (head,) = (line for line in document.lines(page) if line.y < HEAD)
        is_right = (page % 2 == 1) is (dir is Dir.LTR)
        edge = document.width - head.right if is_right else head.x
        assert edge == pytest.approx(OUTER_EDGE, abs=1)


@pytest.mark.slow
def test_an_edit_changes_the_heads_of_the_pages_after_it(handout: Work, classic: Theme, tmp_path):
    from publish.storage.store import Store

    store = Store(tmp_path / "store")
    options = pdf.PdfOptions(front=read_front_matter("compact"))
    pdf.write(handout, classic, options, store=store)
    children = tuple(
        replace(excerpt, heading=(Text(f"From: M. Sofer, Letter No. {excerpt.number}"),))
        for excerpt in handout.body[0].children
    )
    work = replace(handout, body=(chapter("", *children),))
    again = pdf.write(work, classic, options, store=store).value
    assert again == pdf.write(work, classic, options).value
    names = [head for head in heads(PdfView(again), 1).values() if head]
    assert names
    assert all(re.fullmatch(r"(\d)\. M\. Sofer, Letter No\. \1", name) for name in names)


def in_parts(**meta: object) -> Work:
    part = Section(
        Role.PART,
        (Text("The First Part"),),
        (chapter("Ink", para(running(40))), chapter("Skin", para(running(60, 40)))),
    )
    second = Section(Role.PART, (Text("The Second Part"),), (para("Before."), *part.children))
    return book(part, second, **meta)


@pytest.mark.slow
@pytest.mark.parametrize("dir", [Dir.LTR, Dir.RTL])
@pytest.mark.parametrize("large", [False, True])
def test_the_title_of_a_part_has_a_leaf_without_head_and_folio(
    dir: Dir, large: bool, classic: Theme
):
    work = in_parts(dir=dir)
    options = pdf.PdfOptions(large_print=large)
    document = PdfView(pdf.write(work, classic, options).value)
    pages = {title: page for _, title, page in reversed(document.outline())}
    for title in ("The First Part", "The Second Part"):
        page = pages[title]
        assert page % 2 == 1
        assert document.text(page).strip() == title
        assert document.text(page + 1).strip() == ""
    assert pages["Ink"] % 2 == 1
    first = document.page_of("Before.")
    assert first == pages["The Second Part"] + 2
    assert str(first) in document.text(first).split()


@pytest.mark.slow
def test_a_chapter_of_a_part_opens_without_a_head_and_gives_the_next_ones(classic: Theme):
    document = PdfView(pdf.write(in_parts(title=Words((("en", "Of Ink"),))), classic).value)
    pages = [page for _, title, page in document.outline() if title == "Skin"]
    for page in pages:
        assert document.lines(page)[0].text == "Skin"
        assert document.lines(page)[0].y > HEAD
        after = {**heads(document, 0), **heads(document, 1)}[page + 1]
        assert after == ("Skin" if page % 2 == 0 else "Of Ink")
