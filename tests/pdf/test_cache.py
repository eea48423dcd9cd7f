"""Laid-out pages in the store: reused only if unchanged, never if corrupt."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from publish.document.model import Words, Work
from publish.storage.serialize import deserialize, serialize
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import typesetter

from .conftest import MakePdf, book, chapter, para, parts, running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "pages")


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The markup of each document that the engine lays out."""
    markups: list[str] = []
    stock = typesetter.Typesetter.typeset

    def pages(press, markup, *more, **options):
        markups.append(markup)
        return stock(press, markup, *more, **options)

    monkeypatch.setattr(typesetter.Typesetter, "typeset", pages)
    return markups


@pytest.mark.slow
def test_an_unchanged_book_is_not_laid_out_again(
    make_pdf: MakePdf, prose: Work, classic: Theme, store: Store, layouts: list[str]
):
    fresh = make_pdf(prose).data
    layouts.clear()
    pdf.write(prose, classic, store=store)
    assert layouts
    layouts.clear()
    assert pdf.write(prose, classic, store=store).value == fresh
    assert layouts == []


@pytest.mark.slow
def test_an_edit_lays_out_only_its_chapter(
    prose: Work, classic: Theme, store: Store, layouts: list[str]
):
    pdf.write(prose, classic, store=store)
    layouts.clear()
    *others, last = prose.body
    edited = replace(prose, body=(*others, replace(last, children=(para("Other words."),))))
    data = pdf.write(edited, classic, store=store).value
    assert len(layouts) == 1
    assert "Other words." in layouts[0]
    assert data == pdf.write(edited, classic).value


@pytest.mark.slow
def test_pages_of_another_program_state_are_not_used(
    prose: Work, classic: Theme, store: Store, tmp_path: Path, layouts: list[str]
):
    pdf.write(prose, classic, store=store)
    first = list(layouts)
    layouts.clear()
    pdf.write(prose, classic, store=Store(tmp_path / "pages", "upgraded"))
    assert layouts == first


@pytest.mark.slow
def test_warnings_are_repeated_when_pages_come_from_the_store(
    classic: Theme, store: Store, layouts: list[str]
):
    from publish.document.model import Note

    long, short = (Note("1", (para(running(count)),)) for count in (90, 1))
    work = book(chapter("", para("Text", long, " and", short, ".")))
    first = pdf.write(work, classic, store=store).diagnostics
    layouts.clear()
    assert [each.code for each in first] == ["P04"]
    assert pdf.write(work, classic, store=store).diagnostics == first
    assert layouts == []


@pytest.mark.slow
def test_a_store_with_random_damage_gives_the_same_book(
    make_pdf: MakePdf, prose: Work, classic: Theme, store: Store, tmp_path: Path
):
    rng = random.Random(5)
    for round_number in range(4):
        assert pdf.write(prose, classic, store=store).value == make_pdf(prose).data, round_number
        for path in sorted((tmp_path / "pages").iterdir()):
            match rng.randrange(4):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(path.read_bytes()[: rng.randrange(2000)])
                case _:
                    pass


@pytest.mark.slow
def test_layouts_are_equal_after_serialization(
    classic: Theme, prose: Work, monkeypatch: pytest.MonkeyPatch
):
    layouts_and_breaks = []
    stock = typesetter.Typesetter.typeset
    monkeypatch.setattr(
        typesetter.Typesetter,
        "typeset",
        lambda *a, **k: layouts_and_breaks.append(stock(*a, **k)) or layouts_and_breaks[-1],
    )
    pdf.write(prose, classic)
    assert layouts_and_breaks
    for layout, breaks in layouts_and_breaks:
        assert asdict(deserialize(serialize(layout))) == asdict(layout)
        assert deserialize(serialize(breaks)) == breaks


@pytest.mark.thorough
def test_a_book_found_in_the_store_needs_no_engine(tmp_path: Path):
    program = """
import sys
from pathlib import Path
from publish.themes import theme
from publish.document.model import *
from publish.writers import pdf
from publish.storage.store import Store
work = Work(
    Meta(Words((("en", "A"),))), "en", Dir.LTR,
    (Section(Role.CHAPTER, (), (Paragraph((Text("Words."),)),)),),
)
pdf.write(work, theme.load("classic"), store=Store(Path(sys.argv[1])))
print("weasyprint" in sys.modules)
"""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert outputs == ["True", "False"]


@pytest.mark.thorough
def test_fonts_are_subset_correctly_when_all_pages_come_from_the_store(tmp_path: Path):
    program = """
import sys
from pathlib import Path
from publish.themes import theme
from publish.document.model import *
from publish.writers import pdf
from publish.storage.store import Store

def book(first, second):
    chapters = zip(("One", "Two"), (first, second))
    return Work(Meta(Words((("en", "A"),))), "en", Dir.LTR, tuple(
        Section(Role.CHAPTER, (Text(title),), (
            Passage("he", Dir.RTL, (Paragraph((Text(words),)),)),
        )) for title, words in chapters
    ))

asked, folder, out = sys.argv[1:]
store = Store(Path(folder)) if folder else None
for words in asked.split("|"):
    made = pdf.write(book(*words.split("/")), theme.load("classic"), store=store)
Path(out).write_bytes(made.value)
"""
    # The last book has no page that was not laid out, and a font as none of them had.
    asked = ["בְּרֵאשִׁית/וְהָאוֹר|הַשָּׁמַיִם/טוֹב מְאֹד", "בְּרֵאשִׁית/טוֹב מְאֹד", "בְּרֵאשִׁית/טוֹב מְאֹד"]
    folders = [str(tmp_path / "pages"), str(tmp_path / "pages"), ""]
    for place, (books, folder) in enumerate(zip(asked, folders, strict=True)):
        subprocess.run(
            [sys.executable, "-c", program, books, folder, str(tmp_path / f"{place}.pdf")],
            check=True,
        )
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_another_title_changes_every_part_that_shows_it(classic: Theme, lesson: Work):

    other = replace(lesson, meta=replace(lesson.meta, title=Words((("en", "Other"),))))
    pairs = zip(parts(lesson, classic), parts(other, classic), strict=True)
    assert all(first.markup != second.markup for first, second in pairs)
